"""Cues become SSML an Echo accepts, and come back from it exactly."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.cues import WHYS, CheckIn, Cue, CueError, Pause, Say, Turn, Why
from skill.pacing import speech_ms
from skill.ssml import SsmlError, parse, plain, render

# What it looks like


def test_speech_is_sentences_and_a_question_a_paragraph() -> None:
    """At normal speed there is nothing around them but the document."""
    turn = Turn((Say("Lie down."), CheckIn("Are you there?")))
    assert "<speak><s>Lie down.</s><p>Are you there?</p></speak>" == render(turn)


def test_a_speed_is_put_around_all_of_it() -> None:
    """One prosody tag, in per cent."""
    assert '<speak><prosody rate="88%"><s>Lie down.</s></prosody></speak>' == render(Turn((Say("Lie down."),), 88))


def test_a_long_silence_is_a_chain_of_breaks_of_ten_seconds_at_most() -> None:
    """25.5 seconds are ten, ten, and five and a half."""
    lengths = re.findall(r'time="(\d+)ms"', render(Turn((Pause(25_500, "rest"),))))
    assert ["10000", "10000", "5500"] == lengths


def test_a_silence_of_whole_tens_has_no_empty_break() -> None:
    """Twenty seconds are two breaks."""
    assert ["10000", "10000"] == re.findall(r'time="(\d+)ms"', render(Turn((Pause(20_000, "rest"),))))


def test_each_reason_for_a_silence_has_a_strength_of_its_own() -> None:
    """Six legal strengths, no two alike, so that a silence can be told apart when it is read back."""
    strengths = {re.findall(r'strength="([a-z-]+)"', render(Turn((Pause(1_000, why),))))[0] for why in WHYS}
    assert {"none", "x-weak", "weak", "medium", "strong", "x-strong"} == strengths


def test_a_word_in_its_slot_is_filled_up_to_the_millisecond() -> None:
    """The silence behind "Three." is what is left of its second."""
    text = render(Turn((Say("Three.", 1_000),), 88))
    filler_ms = int(re.findall(r'time="(\d+)ms"', text)[0])
    assert 1_000 == filler_ms + speech_ms("Three.", 88)


def test_a_word_too_long_for_its_slot_is_an_error() -> None:
    """Nothing is cut, and no break is negative: the words and the slot are named."""
    with pytest.raises(SsmlError, match=r"'Lie on your back\.' does not fit into 900 ms at 82 %"):
        render(Turn((Say("Lie on your back.", 900),), 82))


@pytest.mark.parametrize("text", ["Heat & cold.", "Less < more > less.", 'Say "stop".', "Don't.", "Café, ümlaut."])
def test_characters_that_mean_something_in_xml_are_escaped(text: str) -> None:
    """The document is well-formed and says exactly the words."""
    assert text == ElementTree.fromstring(render(Turn((Say(text),)))).findtext("s")


# And back


@pytest.mark.parametrize(
    "cues",
    [
        (),
        (Say("Lie down."),),
        (Pause(3_000),),
        (CheckIn("Are you there?"),),
        (Say("In.", 3_000), Say("Out.", 5_000)),
        (Say("In.", 30_000), Pause(25_500, "breathe"), Say("Out.", 11_000), Pause(10_000, "rest"), Say("Rest.")),
        (Pause(10_000), Pause(10_000, "rest"), Pause(1, "listen"), Say("One.", 1_000), CheckIn("Enough?")),
        (Say("Heat & cold < two > one."), Say("A & b.", 9_000), CheckIn("Is it 'ice' & \"heat\"?")),
    ],
)
@pytest.mark.parametrize("rate", [100, 88, 75, 150])
def test_a_turn_comes_back_as_it_was(cues: tuple[Cue, ...], rate: int) -> None:
    """At every speed."""
    assert Turn(cues, rate) == parse(render(Turn(cues, rate)))


WORDS = st.text("abc XYZ&<>'\".,-?éß", min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
SAID = st.one_of(
    WORDS.map(Say),
    st.tuples(WORDS, st.integers(1, 40_000)).map(lambda pair: Say(pair[0], speech_ms(pair[0], 50) + pair[1])),
    st.tuples(st.integers(1, 200_000), st.sampled_from(WHYS)).map(lambda pair: Pause(*pair)),
)


def _turn(cues: list[Cue], asked: str | None, rate: int) -> Turn | None:
    """A turn of these cues, or None where they are no turn."""
    try:
        return Turn((*cues, *([CheckIn(asked + "?")] if asked else [])), rate)
    except CueError:
        return None


@given(st.builds(_turn, st.lists(SAID, max_size=8), st.none() | WORDS, st.integers(50, 150)))
def test_whatever_is_said_comes_back_as_it_was(turn: Turn | None) -> None:
    """Any words, any silences, any question, any speed: read back they are equal."""
    if turn is not None:
        assert turn == parse(render(turn))


@given(st.integers(1, 1_800_000), st.sampled_from(WHYS))
def test_no_break_is_longer_than_ten_seconds_and_none_is_lost(ms: int, why: Why) -> None:
    """The chain adds up to the silence."""
    lengths = [int(length) for length in re.findall(r'time="(\d+)ms"', render(Turn((Pause(ms, why),))))]
    assert ms == sum(lengths)
    assert 0 < min(lengths) <= max(lengths) <= 10_000


@pytest.mark.parametrize(
    ("ssml", "problem"),
    [
        ("<speak>", "not well-formed"),
        ("Lie down.", "not well-formed"),
        ("<p>Lie down.</p>", "begins with <p>"),
        ("<speak>Lie down.</speak>", "loose words"),
        ("<speak><s>Lie down.</s> and rest</speak>", "loose words"),
        ("<speak><audio src='https://x.example/a.mp3'/></speak>", "unexpected <audio>"),
        ('<speak><break time="1s" strength="weak"/></speak>', "a break lasts"),
        ('<speak><break time="10001ms" strength="weak"/></speak>', "a break lasts"),
        ('<speak><break time="0ms" strength="weak"/></speak>', "a break lasts"),
        ('<speak><break strength="weak"/></speak>', "a break lasts"),
        ('<speak><break time="500ms"/></speak>', "unknown strength"),
        ('<speak><break time="500ms" strength="loud"/></speak>', "unknown strength"),
        ('<speak><prosody rate="slow"><s>Lie down.</s></prosody></speak>', "a speed is a percentage"),
        ("<speak>word<s>Lie down.</s></speak>", "unexpected <s>"),
    ],
)
def test_speech_this_program_did_not_write_is_an_error(ssml: str, problem: str) -> None:
    """It is named, never half understood."""
    with pytest.raises(SsmlError, match=problem):
        parse(ssml)


def test_speech_is_shown_as_text_with_its_silences() -> None:
    """For `ask` and for transcripts: seconds in brackets, questions as they are."""
    turn = Turn((Say("Hold for ten."), Pause(7_000, "hold"), Say("One.", 1_000), Pause(2_500), CheckIn("Enough?")))
    assert "Hold for ten. [7 s] One. [2.5 s] Enough?" == plain(turn)
