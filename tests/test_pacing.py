"""How long speech takes, and which cue was playing after a given time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.cues import CheckIn, Cue, Pause, Say
from skill.pacing import cue_ms, reached, speech_ms, total_ms

CUES: tuple[Cue, ...] = (Say("Hold for ten."), Pause(7_000, "hold"), Say("Three.", 1_000), CheckIn("Is that enough?"))


def test_speech_runs_near_a_hundred_and_fifty_words_a_minute() -> None:
    """At 100 per cent, over a few plain sentences, as an Echo speaks."""
    text = (
        "Lie on your back with your knees bent and your feet flat. Bring your right knee towards your chest. "
        "Hold behind your thigh, not on the kneecap. Draw it in until you feel a gentle pull."
    )
    assert 140 <= len(text.split()) * 60_000 / speech_ms(text) <= 165


@pytest.mark.parametrize(
    ("rate", "low", "high"), [(88, 110, 150), (82, 90, 140), (95, 125, 160)], ids=["guide", "rest", "answer"]
)
def test_the_speeds_of_the_guide_are_slower_than_talk(rate: int, low: int, high: int) -> None:
    """Words a minute with the breaths between sentences counted (clinical.md 5.3)."""
    text = "Lean your hands on something solid. Let your shoulders drop. Breathe in through your nose. And slowly out."
    assert low <= len(text.split()) * 60_000 / speech_ms(text, rate) <= high


@pytest.mark.parametrize(("rate", "ms"), [(100, 1_240), (50, 2_480), (80, 1_550), (150, 826)])
def test_a_slower_rate_takes_longer_in_proportion(rate: int, ms: int) -> None:
    """Half the speed is twice the time; three words of ten letters and a stop are 1,240 ms."""
    assert ms == speech_ms("Hold for ten.", rate)


def test_a_pause_takes_its_time_at_any_speed() -> None:
    """Silence is exact; only speech changes with the speed."""
    assert [7_000, 7_000] == [cue_ms(Pause(7_000, "hold"), 100), cue_ms(Pause(7_000, "hold"), 50)]


def test_a_word_in_its_slot_takes_the_slot() -> None:
    """The word and its silence fill it at any speed; a word too long for it takes what it takes."""
    assert [1_000, 1_000] == [cue_ms(Say("Three.", 1_000), 100), cue_ms(Say("Three.", 1_000), 80)]
    assert speech_ms("Lie on your back.") == cue_ms(Say("Lie on your back.", 500))


def test_the_cues_add_up() -> None:
    """A turn lasts as long as its cues together; no cues last no time."""
    assert sum(cue_ms(cue, 88) for cue in CUES) == total_ms(CUES, 88)
    assert total_ms(()) == 0


def test_the_cue_that_was_playing_is_found_at_every_border() -> None:
    """A cue begins at its first millisecond and is over at its last."""
    said = speech_ms("Hold for ten.")
    assert (0, 0) == reached(CUES, 0)
    assert (0, said - 1) == reached(CUES, said - 1)
    assert (1, 0) == reached(CUES, said)
    assert (1, 6_999) == reached(CUES, said + 6_999)
    assert (2, 0) == reached(CUES, said + 7_000)
    assert (3, 0) == reached(CUES, said + 8_000)


def test_past_the_end_all_cues_were_heard() -> None:
    """From the last millisecond on, and long after."""
    assert [(4, 0), (4, 0)] == [reached(CUES, total_ms(CUES)), reached(CUES, 3_600_000)]


def test_a_clock_that_runs_backwards_is_the_beginning() -> None:
    """A request stamped before the reply was sent counts as no time gone."""
    assert (0, 0) == reached(CUES, -5_000)


def test_nothing_playing_has_nothing_reached() -> None:
    """No cues, no place."""
    assert (0, 0) == reached((), 5_000)


@given(
    st.lists(
        st.one_of(
            st.integers(1, 60_000).map(lambda ms: Pause(ms, "hold")),
            st.sampled_from([Say("Hold for ten."), Say("Three.", 1_000), Say("Breathe out, and let it go.")]),
        ),
        max_size=12,
    ),
    st.integers(0, 900_000),
    st.integers(50, 150),
)
def test_what_was_heard_and_how_far_add_up_to_the_time_gone(cues: list[Cue], elapsed_ms: int, rate: int) -> None:
    """Whatever the cues, the time and the speed; never past the cue that is named."""
    index, into_ms = reached(cues, elapsed_ms, rate)
    if elapsed_ms < total_ms(cues, rate):
        assert elapsed_ms == total_ms(cues[:index], rate) + into_ms
        assert 0 <= into_ms < cue_ms(cues[index], rate)
    else:
        assert (len(cues), 0) == (index, into_ms)
