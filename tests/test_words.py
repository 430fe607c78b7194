"""Numbers and times are said as a person would say them."""

from __future__ import annotations

import re

import pytest

from skill.words import about, ago, duration, number, sentence

MINUTE, HOUR = 60_000, 3_600_000


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (10, "ten"),
        (12, "twelve"),
        (13, "thirteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (45, "forty-five"),
        (90, "ninety"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (350, "three hundred and fifty"),
        (999, "nine hundred and ninety-nine"),
    ],
)
def test_a_number_is_said_in_words(value: int, words: str) -> None:
    """From nought to nine hundred and ninety-nine."""
    assert words == number(value)


def test_no_two_numbers_sound_the_same() -> None:
    """And none has a digit in it."""
    said = [number(value) for value in range(1_000)]
    assert 1_000 == len(set(said))
    assert [] == [words for words in said if re.search(r"[^a-z -]", words)]


@pytest.mark.parametrize("value", [-1, 1_000])
def test_a_number_nobody_needs_is_refused(value: int) -> None:
    """Below nought or a thousand and more."""
    with pytest.raises(ValueError, match="only 0 to 999"):
        number(value)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (1_000, "one second"),
        (40_000, "forty seconds"),
        (59_400, "fifty-nine seconds"),
        (59_600, "one minute"),
        (60_000, "one minute"),
        (75_000, "one minute fifteen seconds"),
        (90_000, "one and a half minutes"),
        (121_000, "two minutes one second"),
        (150_000, "two and a half minutes"),
        (900_000, "fifteen minutes"),
    ],
)
def test_a_length_of_time_is_said_to_the_second(ms: int, words: str) -> None:
    """Halves of a minute as halves, and one of a thing without an s."""
    assert words == duration(ms)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "a few seconds"),
        (12_000, "a few seconds"),
        (13_000, "about ten seconds"),
        (38_000, "about forty seconds"),
        (54_000, "about fifty seconds"),
        (55_000, "about a minute"),
        (75_000, "about a minute"),
        (80_000, "about one and a half minutes"),
        (130_000, "about two minutes"),
        (299_000, "about five minutes"),
        (313_000, "about five minutes"),
        (895_000, "about fifteen minutes"),
    ],
)
def test_roughly_how_long_is_said_roundly(ms: int, words: str) -> None:
    """Tens of seconds, then halves of a minute, then whole minutes."""
    assert words == about(ms)


def test_more_time_is_never_said_to_be_less() -> None:
    """Second by second through half an hour, the words only change to longer times."""
    said = [about(second * 1_000) for second in range(1_801)]
    changes = [words for before, words in zip([None, *said], said, strict=False) if words != before]
    assert len(set(changes)) == len(changes)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (-5 * MINUTE, "a moment ago"),
        (0, "a moment ago"),
        (119_999, "a moment ago"),
        (2 * MINUTE, "two minutes ago"),
        (20 * MINUTE, "twenty minutes ago"),
        (59 * MINUTE, "fifty-nine minutes ago"),
        (HOUR, "about an hour ago"),
        (89 * MINUTE, "about an hour ago"),
        (3 * HOUR, "about three hours ago"),
        (24 * HOUR, "about twenty-four hours ago"),
    ],
)
def test_how_long_ago_is_said_in_minutes_then_in_hours(ms: int, words: str) -> None:
    """A clock set back counts as a moment ago."""
    assert words == ago(ms)


@pytest.mark.parametrize(("text", "capital"), [("right knee", "Right knee"), ("Legs up.", "Legs up."), ("", "")])
def test_a_sentence_begins_with_a_capital(text: str, capital: str) -> None:
    """The rest of it stays as it is."""
    assert capital == sentence(text)
