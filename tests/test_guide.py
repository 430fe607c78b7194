"""A routine becomes a timeline: holds to the millisecond, counting, check-ins, the stop line, turns an Echo takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

import pytest

from skill.cues import CheckIn, Cue, Mark, Pause, Say, Timeline, Turn, turns
from skill.guide import timeline
from skill.library import LOCALES, library
from skill.pacing import cue_ms, total_ms
from skill.routines import SIZES, STAGES
from skill.ssml import parse, render
from skill.tape import PACES, Plan
from skill.words import number

STAGES_OR_NONE = (None, *STAGES)
SECONDS = {f"Hold for {number(seconds)}.": seconds for seconds in range(6, 61)}
ROUTINES = tuple(library("en-US").routines)
every_routine = pytest.mark.parametrize("routine", ROUTINES)


@cache
def _line(routine: str, size: str = "full", locale: str = "en-US", **plan: str | None) -> Timeline:
    """The timeline of a routine, on the desktop unless the plan says otherwise."""
    return timeline(library(locale), Plan(routine, size, **plan))  # type: ignore[arg-type]  # fields of Plan, by name


def _all(routine: str) -> Iterator[Timeline]:
    """A routine in every size, stage and pace."""
    for size, stage, pace in product(SIZES, STAGES_OR_NONE, PACES):
        yield _line(routine, size, stage=stage, pace=pace)


def _said(line: Timeline) -> list[str]:
    return [cue.text for cue in line.cues if isinstance(cue, Say)]


def _asked(line: Timeline) -> list[str]:
    return [cue.text for cue in line.cues if isinstance(cue, CheckIn)]


def _holds(line: Timeline) -> list[tuple[Mark, list[Cue]]]:
    """Each hold: where it stands, and the cues from the end of its announcement to the release."""
    found: list[tuple[Mark, list[Cue]]] = []
    inside: list[Cue] | None = None
    for cue, mark in zip(line.cues, line.marks, strict=True):
        if isinstance(cue, Say) and (cue.text in SECONDS or cue.text == "Hold."):
            inside = []
            found.append((mark, inside))
        elif isinstance(cue, Say) and cue.slot_ms is None:
            inside = None
        elif inside is not None and mark.phase == "hold":
            inside.append(cue)
    return found


def _numbered(line: Timeline) -> list[tuple[Cue, Mark]]:
    """The cues that have a number of their own; a check-in that was put in shares the number before it."""
    pairs = list(zip(line.cues, line.marks, strict=True))
    return [pair for before, pair in pairwise([None, *pairs]) if pair and (not before or before[1].at != pair[1].at)]


# Knee to chest, as the seed has it


@pytest.mark.parametrize(("size", "holds"), [("short", 6), ("full", 12), ("max", 14)])
@pytest.mark.parametrize("pace", ["slower", "normal", "faster"])
def test_knee_to_chest_alternates_right_and_left(size: str, holds: int, pace: str) -> None:
    """Six each side, three when short, seven when asked; the same at every pace."""
    sides = [mark.side for mark, _ in _holds(_line("knee_to_chest", size, pace=pace))]
    assert ["right", "left"] * (holds // 2) == sides


def test_knee_to_chest_counts_its_repeats_upwards() -> None:
    """Each number once for each side."""
    assert [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6] == [mark.rep for mark, _ in _holds(_line("knee_to_chest"))]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("stage", STAGES_OR_NONE)
@pytest.mark.parametrize("pace", ["slower", "normal", "faster"])
def test_knee_to_chest_is_held_for_ten_seconds_exactly(locale: str, stage: str | None, pace: str) -> None:
    """From the end of "Hold for ten." to the release, at every pace, in every stage and locale."""
    line = _line("knee_to_chest", "full", locale, stage=stage, pace=pace)
    assert [10_000] * 12 == [total_ms(cues, line.rate) for _, cues in _holds(line)]


def test_the_count_stands_on_the_second_inside_the_hold() -> None:
    """Seven seconds of silence, then three, two, one, a second each, and the release on the tenth."""
    count = [Pause(7_000, "hold"), Say("Three.", 1_000), Say("Two.", 1_000), Say("One.", 1_000)]
    assert [count] * 12 == [cues for _, cues in _holds(_line("knee_to_chest"))]


def test_the_left_side_can_begin() -> None:
    """Alternating all the same."""
    sides = [mark.side for mark, _ in _holds(_line("knee_to_chest", first_side="left"))]
    assert ["left", "right"] * 6 == sides


def test_knee_to_chest_explains_itself_once() -> None:
    """The right knee in full, the left in a few words, then the short form with its number."""
    said = _said(_line("knee_to_chest"))
    start = said.index("Right knee. Bring it towards your chest.")
    count = ["Hold for ten.", "Three.", "Two.", "One."]
    assert [
        "Right knee. Bring it towards your chest.",
        "Hold behind your thigh, not on the kneecap.",
        "Draw it in until you feel a gentle pull.",
        *count,
        "Slowly let it down. Foot flat.",
        "Left knee. Towards your chest.",
        *count,
        "Slowly let it down. Foot flat.",
        "Two of six. Right knee.",
        *count,
        "And down.",
        "Two of six. Left knee.",
        *count,
        "And down.",
        "Three of six. Right knee.",
    ] == said[start : start + 27]


@pytest.mark.parametrize(
    ("size", "asked"),
    [("short", []), ("full", ["Three more, or is that enough?"]), ("max", ["Four more, or is that enough?"])],
)
def test_knee_to_chest_checks_in_after_three_each_side(size: str, asked: list[str]) -> None:
    """Not before both knees had three, and never when there are only three."""
    line = _line("knee_to_chest", size)
    assert asked == [text for text in _asked(line) if text != "Shall we carry on?"]
    for mark in (mark for mark in line.marks if mark.question == "enough"):
        assert (3, "left") == (mark.rep, mark.side)


def test_knee_to_chest_opens_with_its_name_and_its_dose() -> None:
    """Name, how many, about how long, what to watch for, the stop line, and only then the position."""
    assert [
        "Knee to chest. Six each side, with a break after three. About five minutes.",
        "With a hip replacement, don't bend past a right angle.",
        "Mild pulling is fine. Sharp pain is not. Say stop at any time.",
        "Lie on your back. Knees bent. Feet flat.",
    ] == _said(_line("knee_to_chest"))[:4]


@pytest.mark.parametrize(
    ("size", "dose"),
    [("short", "Three each side."), ("max", "Seven each side, with a break after three.")],
)
def test_the_dose_is_the_one_that_follows(size: str, dose: str) -> None:
    """Three are announced as three, without a break that does not come."""
    assert _said(_line("knee_to_chest", size))[0].startswith(f"Knee to chest. {dose} About")


# Holds and counting, everywhere


@every_routine
def test_a_hold_is_as_long_as_it_was_announced(routine: str) -> None:
    """In every size, stage and pace; a short one, without a number, is five seconds at most."""
    for line in _all(routine):
        announced = [SECONDS.get(cue.text, 0) * 1_000 for cue in line.cues if isinstance(cue, Say)]
        announced = [ms for ms, said in zip(announced, _said(line), strict=True) if ms or said == "Hold."]
        lasted = [total_ms(cues, line.rate) for _, cues in _holds(line)]
        assert announced == [ms if long else 0 for ms, long in zip(lasted, announced, strict=True)]
        assert [] == [ms for ms, long in zip(lasted, announced, strict=True) if not long and not 1_000 <= ms <= 5_000]


@every_routine
def test_a_pace_never_changes_a_hold(routine: str) -> None:
    """Slower and faster have the same holds, cue by cue."""
    for size, stage in product(SIZES, STAGES_OR_NONE):
        normal = [cues for _, cues in _holds(_line(routine, size, stage=stage))]
        for pace in ("slower", "faster"):
            assert normal == [cues for _, cues in _holds(_line(routine, size, stage=stage, pace=pace))]


@pytest.mark.parametrize(("routine", "seconds"), [("figure_four", 20), ("hamstring_towel", 20)])
def test_a_hold_past_fifteen_seconds_has_a_word_half_way(routine: str, seconds: int) -> None:
    """Its word begins on the tenth second of twenty, and the count is still at the end."""
    half = Say("Halfway.", 1_000)
    wanted: list[Cue] = [
        Pause(10_000, "hold"),
        half,
        Pause(6_000, "hold"),
        *(Say(f"{w}.", 1_000) for w in ("Three", "Two", "One")),
    ]
    holds = [cues for _, cues in _holds(_line(routine))]
    assert seconds * 1_000 == total_ms(wanted)
    assert [wanted] * len(holds) == holds != []


def test_a_hold_of_fifteen_seconds_has_no_word_half_way() -> None:
    """Lying on the elbows: fifteen seconds, only counted out."""
    line = _line("prone_prop")
    assert [15_000, 15_000] == [total_ms(cues, line.rate) for _, cues in _holds(line)]
    assert "Halfway." not in _said(line)


def test_a_short_hold_is_a_word_and_silence() -> None:
    """Five seconds and less are not counted aloud."""
    assert [[Pause(5_000, "hold")]] * 10 == [cues for _, cues in _holds(_line("pelvic_tilt"))]


@pytest.mark.parametrize(
    ("routine", "stage", "ms"),
    [("pelvic_tilt", "acute", 2_000), ("pelvic_tilt", "early", 5_000), ("knee_rolls", "early", 2_000)],
)
def test_a_hold_may_be_shorter_in_an_early_stage(routine: str, stage: str, ms: int) -> None:
    """Tiny movements at first."""
    assert {ms} == {total_ms(cues) for _, cues in _holds(_line(routine, stage=stage))}


def test_cat_and_cow_have_a_hold_each() -> None:
    """Five repeats, two holds in each."""
    assert [1, 1, 2, 2, 3, 3, 4, 4, 5, 5] == [mark.rep for mark, _ in _holds(_line("cat_cow"))]


def test_breaths_are_counted_a_word_a_second() -> None:
    """Four in and five out, every word in a slot of its own second; the parts are five and four seconds long."""
    line = _line("belly_breathing")
    at = line.cues.index(Say("In.", 1_000))
    words = [cue.text for cue in line.cues[at : at + 9] if isinstance(cue, Say) and cue.slot_ms == 1_000]
    assert ["In.", "Two.", "Three.", "Four.", "Out.", "Two.", "Three.", "Four.", "Five."] == words


@every_routine
def test_repeats_are_counted_upwards_with_their_side(routine: str) -> None:
    """From the second on: the number, then the side; the first needs no number."""
    for size in SIZES:
        line = _line(routine, size)
        steps: dict[int, tuple[Mark, str]] = {}
        for cue, mark in zip(line.cues, line.marks, strict=True):
            if isinstance(cue, Say) and mark.rep is not None and not cue.text.startswith("About half-way."):
                steps.setdefault(mark.step, (mark, cue.text))
        for mark, text in steps.values():
            label = f"{number(mark.rep or 0)} of {number(mark.of or 0)}.".capitalize()
            assert (mark.rep != 1) == text.startswith(label)
            assert mark.side is None or mark.side in text.lower()


# Pace and stage


@every_routine
def test_slower_and_faster_stretch_settle_and_rest_and_nothing_else(routine: str) -> None:
    """A quarter more, a fifth less, to the tenth of a second; stays, holds, breaths and slots keep their length."""
    normal = _numbered(_line(routine))
    for pace, per_cent in (("slower", 125), ("faster", 80)):
        for (cue, mark), (paced, _) in zip(normal, _numbered(_line(routine, pace=pace)), strict=True):
            stretched = isinstance(cue, Pause) and (cue.why == "settle" or (cue.why == "rest" and mark.phase != "stay"))
            if isinstance(cue, Pause) and stretched:
                assert isinstance(paced, Pause)
                assert 0 <= cue.ms * per_cent / 100 - paced.ms < 100
            else:
                assert cue == paced


def test_slower_speaks_slower_and_faster_speaks_faster() -> None:
    """Eight per cent less, six more."""
    assert [80, 88, 93] == [_line("knee_to_chest", pace=pace).rate for pace in ("slower", "normal", "faster")]


@pytest.mark.parametrize("routine", ["get_up", "ankle_pumps", "cold_pack", "side_lying", "knee_to_chest"])
def test_the_first_day_gives_half_as_much_time_again_to_settle(routine: str) -> None:
    """Settle pauses times one and a half, every other silence and word as it was, but for the length announced."""
    acute = _numbered(_line(routine, stage="acute"))
    for (cue, _), (slow, _) in zip(_numbered(_line(routine))[1:], acute[1:], strict=True):
        if isinstance(cue, Pause) and cue.why == "settle":
            assert Pause(cue.ms * 3 // 2, "settle") == slow
        else:
            assert cue == slow


@every_routine
def test_a_cue_has_the_same_number_at_every_pace(routine: str) -> None:
    """A place kept at one pace is the same words, or the same silence, at another; numbers run without a gap."""

    def shape(line: Timeline) -> list[tuple[int, str]]:
        return [(mark.at, cue.why if isinstance(cue, Pause) else cue.text) for cue, mark in _numbered(line)]

    for size, stage in product(SIZES, STAGES_OR_NONE):
        normal = shape(_line(routine, size, stage=stage))
        assert list(range(len(normal))) == [at for at, _ in normal]
        assert [normal, normal] == [shape(_line(routine, size, stage=stage, pace=p)) for p in ("slower", "faster")]


# The stop line


@every_routine
def test_the_stop_line_is_said_at_the_start(routine: str) -> None:
    """Before anything is waited for, with the wake word on an Echo."""
    assert any("stop" in text and "at any time." in text for text in _first_turn(_line(routine)))
    echo = timeline(library("en-US"), Plan(routine, echo=True))
    assert any("Alexa, stop" in text and "at any time." in text for text in _first_turn(echo))


def _first_turn(line: Timeline) -> list[str]:
    return [cue.text for cue in next(turns(line)).cues if isinstance(cue, Say)]


def test_the_stop_line_is_said_once_a_session() -> None:
    """A later routine of a session leaves it out."""
    line = timeline(library("en-US"), Plan("pelvic_tilt", brief=True))
    assert [] == [text for text in _first_turn(line) if "stop" in text]


@every_routine
def test_a_routine_over_three_minutes_says_it_again_half_way(routine: str) -> None:
    """In every size and stage, between a third and two thirds of the whole, once; shorter ones do without."""
    again = ("About half-way. Mild pulling is fine. Sharp pain is not.", "If anything feels worse, say that hurts.")
    for size, stage in product(SIZES, STAGES_OR_NONE):
        line = _line(routine, size, stage=stage)
        whole, ran, found = total_ms(line.cues, line.rate), 0, []
        for cue in line.cues:
            if isinstance(cue, Say) and cue.text in again:
                found.append(ran / whole)
            ran += cue_ms(cue, line.rate)
        assert (whole > 180_000) == (len(found) == 1), (size, stage, whole, found)
        assert [] == [share for share in found if not 1 / 3 <= share <= 2 / 3], (size, stage, whole)


# Long positions, packs, walks


def _stays(line: Timeline) -> list[list[tuple[Cue, Mark]]]:
    """Each stay, from its first words to the end of its count."""
    found: list[list[tuple[Cue, Mark]]] = []
    before = None
    for cue, mark in _numbered(line):
        if mark.phase == "stay":
            if before != "stay":
                found.append([])
            found[-1].append((cue, mark))
        before = mark.phase
    return found


def _in_stays(line: Timeline) -> list[int]:
    return [total_ms([cue for cue, _ in stay], line.rate) for stay in _stays(line)]


def test_the_way_out_is_told_before_a_long_stay_and_the_minute_is_quiet() -> None:
    """Legs on the chair: out, how long it is quiet, a minute of silence, the question."""
    stay = [cue for cue, _ in _stays(_line("legs_on_chair", "short"))[0]]
    quiet = stay.index(Say("I'll stay quiet for one minute, then check in."))
    assert [Pause(60_000, "rest"), CheckIn("Is that easing, the same, or worse?")] == stay[quiet + 1 : quiet + 3]
    assert Say("To come out, one foot down at a time.") in stay[:quiet]


@every_routine
def test_a_stay_ends_with_a_count_and_says_what_is_left_on_the_way(routine: str) -> None:
    """After each check-in the time left; three, two, one; then that it is over."""
    for size in SIZES:
        for stay in _stays(_line(routine, size)):
            cues = [cue for cue, _ in stay]
            words = ("Three.", "Two.", "One.")
            assert [*(Say(word, 1_000) for word in words), Say("That's the time.")] == cues[-4:]
            said = [cue.text for cue in cues if isinstance(cue, Say) and cue.text.endswith(" to go.")]
            assert len([cue for cue in cues if isinstance(cue, CheckIn)]) == len(said)


@every_routine
def test_a_stay_checks_in_at_least_every_two_and_a_half_minutes(routine: str) -> None:
    """No silence in it is longer."""
    for line in _all(routine):
        for stay in _stays(line):
            turn_ms = [0]
            for cue, _ in stay:
                turn_ms[-1] += cue_ms(cue, line.rate)
                if isinstance(cue, CheckIn):
                    turn_ms.append(0)
            assert max(turn_ms) <= 180_000


@every_routine
def test_no_position_lasts_longer_than_twenty_minutes(routine: str) -> None:
    """From the first word of a stay to its last, at every pace and size; only a walk may go on for half an hour."""
    longest = max((ms for line in _all(routine) for ms in _in_stays(line)), default=0)
    assert longest <= (1_860_000 if routine == "short_walk" else 1_200_000)


@pytest.mark.parametrize("routine", ["cold_pack", "heat", "warm_up"])
@pytest.mark.parametrize("pace", ["slower", "normal", "faster"])
def test_the_skin_is_checked_every_five_minutes_under_a_pack(routine: str, pace: str) -> None:
    """From the pack in place to the first look, from look to look, and to taking it off; never past 20 minutes."""
    for size, stage in product(SIZES, STAGES_OR_NONE):
        line = _line(routine, size, stage=stage, pace=pace)
        looks, ran = [0], 0
        stay = _stays(line)[0]
        for cue, _ in stay:
            if isinstance(cue, Say) and cue.text.startswith(("Lift the pack", "Lift the heat")):
                looks.append(ran)
            ran += cue_ms(cue, line.rate)
        looks.append(ran)
        assert len(looks) >= 3
        assert max(later - earlier for earlier, later in pairwise(looks)) <= 300_000
        assert ran <= 1_200_000


@pytest.mark.parametrize(("size", "minutes"), [("short", 10), ("full", 15), ("max", 17.5)])
@pytest.mark.parametrize("routine", ["cold_pack", "heat"])
def test_a_pack_stays_on_as_long_as_it_says(routine: str, size: str, minutes: float) -> None:
    """The words and the questions are inside its time, to within eight seconds."""
    assert 0 <= minutes * 60_000 - _in_stays(_line(routine, size))[0] <= 8_000


@pytest.mark.parametrize(
    ("stage", "minutes"), [("acute", 3), ("early", 5), ("recovering", 10), ("prevention", 30), (None, 5)]
)
def test_a_walk_is_as_long_as_its_stage_allows(stage: str | None, minutes: int) -> None:
    """A few minutes at first, up to half an hour."""
    line = _line("short_walk", stage=stage)
    silent = sum(cue_ms(cue, line.rate) for stay in _stays(line) for cue, _ in stay if _timed(cue))
    assert minutes * 60_000 == silent


def _timed(cue: Cue) -> bool:
    return isinstance(cue, Pause) or (isinstance(cue, Say) and cue.slot_ms is not None)


# Routines inside routines, and waits for "ready"


def test_the_daily_stretch_is_made_of_the_others_with_its_own_numbers() -> None:
    """Tilts, rolls, knees, hamstrings, cat and cow, each as often and as long as the daily stretch wants."""
    line = _line("daily_stretch")
    lengths = [total_ms(cues, line.rate) // 1_000 for _, cues in _holds(line)]
    assert [5] * 5 + [5] * 6 + [10] * 4 + [20] * 2 + [5] * 6 == lengths


@pytest.mark.parametrize("routine", ["get_down", "get_up", "get_up_from_front"])
def test_getting_down_and_up_wait_for_ready(routine: str) -> None:
    """Twice at least, the last time at the end; no silence is longer than the minute of sitting before standing."""
    line = _line(routine)
    waits = [index for index, mark in enumerate(line.marks) if mark.question == "ready"]
    assert len(waits) >= 2
    assert len(line.cues) - 1 == waits[-1]
    assert all(isinstance(line.cues[index], CheckIn) for index in waits)
    assert [] == [cue for cue in line.cues if isinstance(cue, Pause) and cue.ms > 60_000]


@pytest.mark.parametrize("routine", ["cold_pack", "heat", "warm_up"])
def test_fetching_something_waits_for_ready_before_anything_is_timed(routine: str) -> None:
    """The pack is fetched, put in place, and only then the time begins."""
    line = _line(routine)
    before = [mark.question for mark in line.marks[: line.marks.index(_stays(line)[0][0][1])] if mark.question]
    assert ["ready", "ready"] == before


# Turns


def test_every_turn_of_all_content_is_one_an_echo_takes_and_reads_back_equal() -> None:
    """Every routine, size, stage, pace and locale on an Echo, and those of one locale on the desktop.

    At most 195 seconds and 6,000 characters, 180 seconds for a position or a pack, breaks of ten seconds, legal tags.
    """
    counted = 0
    good: set[tuple[Turn, int]] = set()
    places = [*((locale, True) for locale in LOCALES), ("en-US", False)]
    for (locale, echo), stage in product(places, STAGES_OR_NONE):
        content = library(locale)
        for (name, routine), size, pace in product(content.routines.items(), SIZES, PACES):
            most_ms = 180_000 if routine.kind in {"rest", "cold", "heat"} else 195_000
            for turn in turns(timeline(content, Plan(name, size, stage, pace=pace, echo=echo))):
                counted += 1
                if (turn, most_ms) in good:
                    continue
                ssml = render(turn)
                assert turn == parse(ssml)
                assert total_ms(turn.cues, turn.rate) <= most_ms
                assert len(ssml) <= 6_000
                assert max((int(ms) for ms in re.findall(r'time="(\d+)ms"', ssml)), default=0) <= 10_000
                assert {"speak", "prosody", "s", "p", "break"} >= set(re.findall(r"<(\w+)", ssml))
                good.add((turn, most_ms))
    assert counted > 20_000


@every_routine
def test_a_question_put_in_stands_between_two_steps(routine: str) -> None:
    """Never inside a hold, a repeat or an instruction; and every question ends a turn."""
    for line in _all(routine):
        for index, mark in enumerate(line.marks[:-1]):
            if mark.question == "carry_on":
                assert line.marks[index - 1].step == mark.step != line.marks[index + 1].step


@every_routine
def test_a_timeline_says_which_routine_it_is(routine: str) -> None:
    """Its id, title, size and locale, and whole milliseconds throughout."""
    line = _line(routine, "short", "en-GB")
    assert (routine, library("en-GB").routines[routine].title, "short", "en-GB") == (
        line.id,
        line.title,
        line.size,
        line.locale,
    )
    assert [] == [cue for cue in line.cues if type(cue_ms(cue, line.rate)) is not int]
