"""Cues are checked when they are made, and a timeline is cut into turns that one answer may hold."""

from __future__ import annotations

import pytest

from skill.cues import CheckIn, Cue, CueError, Mark, Pause, Say, Timeline, Turn, turn_end, turns


def _timeline(*cues: tuple[Cue, int]) -> Timeline:
    """A timeline of (cue, step) pairs, numbered from nought."""
    marks = tuple(Mark(at=at, step=step, phase="move") for at, (_, step) in enumerate(cues))
    return Timeline("rest", "Rest", "full", "en-US", 88, tuple(cue for cue, _ in cues), marks)


REST = _timeline(
    (Say("Lie down."), 0),
    (Pause(5_000), 0),
    (CheckIn("Are you there?"), 1),
    (Say("Breathe out."), 2),
    (Pause(3_000, "breathe"), 2),
    (Say("And rest."), 3),
)


@pytest.mark.parametrize("text", ["", "  ", " Lie down.", "Lie down. ", "Lie  down.", "Lie\ndown."])
def test_something_to_say_has_words_and_single_spaces(text: str) -> None:
    """An empty or a badly spaced sentence is refused when it is made."""
    with pytest.raises(CueError, match="single spaces"):
        Say(text)


@pytest.mark.parametrize("slot_ms", [0, -1_000, 1_800_001])
def test_a_slot_lasts_a_moment_to_half_an_hour(slot_ms: int) -> None:
    """A word cannot fill no time, nor more than half an hour."""
    with pytest.raises(CueError, match="a slot is 1 to 1800000 ms"):
        Say("In.", slot_ms)


@pytest.mark.parametrize("ms", [0, -1, 1_800_001, 2.5])
def test_a_pause_lasts_whole_milliseconds_up_to_half_an_hour(ms: float) -> None:
    """No time, less than none, more than half an hour, or part of a millisecond is refused."""
    with pytest.raises(CueError, match="whole ms"):
        Pause(ms)  # type: ignore[arg-type]  # what a careless caller might pass


def test_the_shortest_and_the_longest_pause_are_taken() -> None:
    """One millisecond and half an hour are pauses."""
    assert [Pause(1).ms, Pause(1_800_000).ms] == [1, 1_800_000]


def test_a_pause_knows_what_it_is_for() -> None:
    """It settles unless it is said otherwise, and an unknown reason is refused."""
    assert Pause(1_000).why == "settle"
    with pytest.raises(CueError, match="unknown reason for a pause: 'wait'"):
        Pause(1_000, "wait")  # type: ignore[arg-type]  # a reason there is not


@pytest.mark.parametrize("text", ["Are you there.", "Are you there", "", "Are  you there?", "Are you there? "])
def test_a_check_in_is_a_question(text: str) -> None:
    """It ends with its question mark and has single spaces."""
    with pytest.raises(CueError, match="a check-in is a question"):
        CheckIn(text)


def test_cues_are_equal_by_what_they_hold_and_never_change() -> None:
    """A cue can be compared, kept in a set, and not be altered."""
    assert {Say("In.", 3_000), Say("In.", 3_000), Pause(3_000, "hold")} == {Say("In.", 3_000), Pause(3_000, "hold")}
    with pytest.raises(AttributeError):
        Pause(1_000).ms = 2_000  # type: ignore[misc]  # frozen


def test_a_check_in_ends_its_turn() -> None:
    """Nothing is said after a question: the person has the word."""
    with pytest.raises(CueError, match="a check-in ends its turn"):
        Turn((CheckIn("Are you there?"), Say("Good.")))


@pytest.mark.parametrize(
    "cues",
    [
        (Pause(1_000, "hold"), Pause(2_000, "hold")),
        (Say("In.", 3_000), Pause(2_000, "count")),
        (Say("Lie down."), Pause(1_000), Pause(1_000)),
    ],
)
def test_two_silences_of_one_kind_are_one_silence(cues: tuple[Cue, ...]) -> None:
    """They could not be told apart once spoken; the silence behind a word in its slot is one of counting."""
    with pytest.raises(CueError, match="are one silence"):
        Turn(cues)


def test_silences_of_two_kinds_stay_two() -> None:
    """A rest may follow a settle pause, and any silence but counting a word in its slot."""
    cues = (Say("In.", 3_000), Pause(1_000), Pause(1_000, "rest"), Say("Out.", 3_000), Say("In.", 3_000))
    assert cues == Turn(cues).cues


@pytest.mark.parametrize("rate", [0, 49, 151, -88])
def test_speech_is_half_to_one_and_a_half_times_as_fast_as_usual(rate: int) -> None:
    """Other speeds are refused."""
    with pytest.raises(CueError, match="50 to 150"):
        Turn((Say("Lie down."),), rate)


def test_every_cue_of_a_timeline_has_one_mark() -> None:
    """A timeline whose cues and marks do not agree is refused."""
    with pytest.raises(CueError, match="every cue has one mark"):
        Timeline("rest", "Rest", "full", "en-US", 88, (Say("Lie down."),), ())


def test_a_timeline_is_cut_after_each_check_in() -> None:
    """Every cue is in one turn, in order, and each turn keeps the speed."""
    assert [
        Turn((Say("Lie down."), Pause(5_000), CheckIn("Are you there?")), 88),
        Turn((Say("Breathe out."), Pause(3_000, "breathe"), Say("And rest.")), 88),
    ] == list(turns(REST))


@pytest.mark.parametrize(("start", "end"), [(0, 3), (2, 3), (3, 6), (5, 6), (6, 6)])
def test_a_turn_ends_after_its_check_in_or_with_the_timeline(start: int, end: int) -> None:
    """Wherever it begins."""
    assert end == turn_end(REST, start)


def test_a_cue_is_found_by_its_number() -> None:
    """The first of that number or later; the last cue when the number is past the end."""
    assert [0, 3, 5, 5] == [REST.index(at) for at in (0, 3, 5, 99)]


def test_a_cue_put_in_between_is_passed_over_when_a_number_is_looked_up() -> None:
    """A check-in that was added shares the number before it, so a number always finds the cue it was given to."""
    marks = (
        Mark(at=0, step=0, phase="move"),
        Mark(at=0, step=0, phase="move", question="carry_on"),
        Mark(at=1, step=1, phase="move"),
    )
    line = Timeline("rest", "Rest", "full", "en-US", 88, (Say("One."), CheckIn("Go on?"), Say("Two.")), marks)
    assert [0, 2] == [line.index(0), line.index(1)]


def test_steps_are_where_next_and_previous_go() -> None:
    """Each cue knows the beginning of its step and of the following one."""
    assert [0, 0, 2, 3, 3, 5] == [REST.step_start(index) for index in range(6)]
    assert [2, 2, 3, 5, 5, 6] == [REST.next_step(index) for index in range(6)]
