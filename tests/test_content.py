"""The content is whole: everything there should be, in every locale, within the rules for someone in pain."""

from __future__ import annotations

import re

import pytest

from local_runner.authoring import coverage
from skill.conversation import respond
from skill.cues import CheckIn, Pause, Say, turns
from skill.guide import timeline
from skill.library import BASE, LOCALES, library, read
from skill.place import Bookmark, State
from skill.reply import Meant
from skill.routines import SIZES, STAGES, Stay
from skill.ssml import parse, plain, render
from skill.tape import Plan

ROUTINES = [
    "first_minute",
    "get_down",
    "legs_on_chair",
    "legs_on_stool",
    "pillows_under_knees",
    "side_lying",
    "wait_for_help",
    "get_up",
    "get_up_from_front",
    "cold_pack",
    "heat",
    "belly_breathing",
    "long_breath_out",
    "tense_and_release",
    "distraction",
    "knee_to_chest",
    "double_knee_to_chest",
    "pelvic_tilt",
    "knee_rolls",
    "figure_four",
    "hamstring_towel",
    "cat_cow",
    "prone_prop",
    "bridge",
    "short_walk",
    "warm_up",
    "water_session",
    "daily_stretch",
    "ankle_pumps",
    "standing_back_bend",
]
SESSIONS = [
    "first_minutes",
    "first_hour",
    "stay_down",
    "day_two_three",
    "building_back",
    "keep_it_away",
    "before_hard_work",
]
ROWS = [f"RF{number:02d}" for number in range(1, 22)] + ["RF06b", "RF07b", "RF15b"]
NOT_ACUTE = [
    "double_knee_to_chest",
    "figure_four",
    "hamstring_towel",
    "cat_cow",
    "prone_prop",
    "bridge",
    "warm_up",
    "water_session",
    "daily_stretch",
    "standing_back_bend",
]  # one list
NOW_MS = 1_795_521_600_000
NUMBERS = {
    "en-US": "nine one one",
    "en-CA": "nine one one",
    "en-GB": "nine nine nine",
    "en-AU": "triple zero in Australia, one one one in New Zealand",
    "en-IN": "one one two",
}


def test_all_routines_sessions_and_topics_are_there() -> None:
    """Thirty routines, seven sessions and sixty-two topics, under the ids that others know them by."""
    content = library("en-US")
    assert sorted(ROUTINES) == sorted(content.routines)
    assert sorted(SESSIONS) == sorted(content.sessions)
    assert 62 == len(content.topics)


def test_every_row_of_the_warning_signs_has_its_sign() -> None:
    """All twenty-four rows are there, each at a level of its own."""
    rows = {sign.row for sign in library("en-US").signs.values()}
    assert set() == set(ROWS) - rows


def test_every_statement_of_the_seed_is_accounted_for() -> None:
    """Forty-four of forty-four: spoken somewhere, or withheld with the reason."""
    rows = coverage(library("en-US"))
    assert [f"S{number:02d}" for number in range(1, 45)] == [row["id"] for row in rows]
    unaccounted = [
        row["id"] for row in rows if not row["spoken_in"] and not (row["verdict"] == "withheld" and row["why"])
    ]
    assert [] == unaccounted


def test_every_source_that_is_named_is_listed() -> None:
    """A source id in a routine, topic or sign stands in the list with its organisation and address."""
    listed = read(BASE / "sources.toml")
    content = library("en-US")
    named = {
        one
        for table in (content.routines, content.topics, content.signs)
        for item in table.values()
        for one in item.sources
    }
    assert set() == named - set(listed)
    assert all(entry["organisation"] and entry["address"] for entry in listed.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_an_emergency_gets_its_number_in_the_first_twelve_words(locale: str) -> None:
    """Every level-one sign, mid-hold as well, answers with the locale's number at once, and the session is over."""
    content = library(locale)
    playing = respond(content, State(checked=True), Bookmark(noticed=True), Meant("routine", "knee_to_chest"), NOW_MS)
    for sign in content.signs.values():
        if sign.level != 1:
            continue
        for state, at_ms in ((State(), NOW_MS), (playing.state, NOW_MS + 70_000), (playing.state, NOW_MS + 900_000)):
            reply = respond(content, state, playing.bookmark, Meant("sign", sign.id), at_ms)
            first = " ".join(plain(reply.turn).split()[:12])
            assert NUMBERS[locale].split(",")[0] in first, (sign.id, first)
            assert "or your local emergency number" in plain(reply.turn)
            assert reply.end
            assert reply.bookmark.place is None


@pytest.mark.parametrize(
    ("locale", "foreign"), [("en-US", "nine nine nine"), ("en-GB", "nine one one"), ("en-AU", "nine nine nine")]
)
def test_no_locale_names_the_number_of_another(locale: str, foreign: str) -> None:
    """A number of another country is never spoken."""
    content = library(locale)
    said = [*content.prompts.values(), *(topic.answer for topic in content.topics.values())]
    assert [] == [text for text in said if foreign in text.lower()]


def test_australia_and_new_zealand_are_both_named() -> None:
    """One one one is never offered as advice where it may be New Zealand's emergency number."""
    words = library("en-AU").words
    assert NUMBERS["en-AU"] in words["emergency"]
    assert "one one one" not in words["advice"]


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_left_to_fill_in(locale: str) -> None:
    """No placeholder of the content survives; only those the program fills in while it speaks."""
    content = library(locale)
    filled_later = {"wake", "where", "ago", "gentler", "n", "left", "about", "side", "rep", "of", "title", "first",
                    "second", "minutes", "emergency_digits", "names", "reviewed", "next"}  # fmt: skip
    texts = [*content.prompts.values(), *(topic.answer + topic.offer for topic in content.topics.values())]
    texts += [text for sign in content.signs.values() for text in (sign.reason, *sign.extra)]
    left = {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}
    assert set() == left - filled_later


@pytest.mark.parametrize("locale", LOCALES)
def test_every_turn_of_every_routine_reads_back_and_keeps_the_desktop_free_of_the_wake_word(locale: str) -> None:
    """What is rendered is what is parsed, for all content; on the desktop nobody says "Alexa"."""
    content, counted = library(locale), 0
    for name in content.routines:
        for size in SIZES:
            for turn in turns(timeline(content, Plan(name, size))):
                assert parse(render(turn)) == turn
                assert "Alexa" not in plain(turn)
                counted += 1
    assert counted > 300


def test_answers_fit_into_two_breaths_everywhere() -> None:
    """No answer is over fifty-five words, whatever the locale's number is."""
    long = [
        (locale, name)
        for locale in LOCALES
        for name, topic in library(locale).topics.items()
        if len(topic.answer.split()) > 55
    ]
    assert [] == long


def test_medicine_answers_name_no_amount_and_give_no_leave() -> None:
    """No dose, no interval, no "you can take", and someone to ask instead."""
    for topic in library("en-GB").topics.values():
        if topic.medicine:
            assert not re.search(r"\d|you can take|milligram|every (four|six|eight) hours", topic.answer.lower())
            assert re.search(r"pharmacist|doctor|GP|poison|nine nine nine", topic.answer)


def test_a_pack_is_never_on_for_more_than_twenty_minutes_and_is_looked_at_every_five() -> None:
    """From the start of a stay to the words that end it, however large the size; slowest voice included."""
    from skill.pacing import cue_ms

    for name in ("cold_pack", "heat"):
        content = library("en-US")
        stay = next(part for part in content.routines[name].parts if isinstance(part, Stay))
        for size in SIZES:
            line = timeline(content, Plan(name, size, pace="slower"))
            on_ms, since_look_ms = 0, 0
            for cue, mark in zip(line.cues, line.marks, strict=True):
                if mark.phase != "stay":
                    continue
                on_ms += cue_ms(cue, line.rate)
                since_look_ms = (
                    0 if isinstance(cue, Say) and cue.text in stay.skin else since_look_ms + cue_ms(cue, line.rate)
                )
                assert since_look_ms <= 305_000, (name, size)
            assert on_ms <= 1_200_000, (name, size, on_ms)


def test_no_position_lasts_longer_than_twenty_minutes_without_a_check() -> None:
    """No silence between two check-ins is longer than three minutes."""
    for name, routine in library("en-US").routines.items():
        for size in SIZES:
            for turn in turns(timeline(library("en-US"), Plan(name, size))):
                assert sum(cue.ms for cue in turn.cues if isinstance(cue, Pause)) <= 180_000, (name, routine.kind)


def test_in_the_acute_stage_nothing_is_offered_that_is_for_later() -> None:
    """A later movement is answered with a gentler one, never started."""
    content = library("en-US")
    state = State(checked=True, stage="acute")
    for name in NOT_ACUTE:
        assert "acute" not in content.routines[name].stages
        reply = respond(content, state, Bookmark(noticed=True), Meant("routine", name), NOW_MS)
        assert isinstance(reply.turn.cues[-1], CheckIn)
        assert "for later" in plain(reply.turn)
        assert STAGES[0] == reply.state.stage


def test_a_routine_that_hurt_is_not_offered_again() -> None:
    """The way back is the first thing said, and asked for again the routine is declined."""
    content = library("en-US")
    for name, routine in content.routines.items():
        begun = respond(
            content, State(checked=True), Bookmark(noticed=True), Meant("routine", name), NOW_MS, echo=False
        )
        hurt = respond(content, begun.state, begun.bookmark, Meant("control", "that_hurts"), NOW_MS + 1_000, echo=False)
        assert plain(hurt.turn).startswith(routine.way_back), name
        assert name in hurt.state.avoid
        again = respond(content, hurt.state, hurt.bookmark, Meant("routine", name), NOW_MS + 60_000, echo=False)
        assert again.state.mode == "idle"
        assert f"routine:{name}" not in (hurt.state.yes, *hurt.state.choices)
