"""Cut at any cue, the helper knows which one it was: the clock says so, and nothing is skipped."""

from __future__ import annotations

import pytest

from local_runner.device import Answer, Echo
from skill.app import Handler, create
from skill.cues import CheckIn, Pause, Say
from skill.pacing import cue_ms
from skill.place import state

NOW_MS = 1_795_521_600_000
ROUTINES = ("knee_to_chest", "legs_on_chair", "cold_pack", "get_up", "belly_breathing")


@pytest.fixture(scope="module")
def handler() -> Handler:
    """One handler that keeps nothing."""
    return create("memory:")


def started(handler: Handler, routine: str) -> tuple[Echo, Answer]:
    """A device that has begun a routine."""
    echo = Echo(handler, "en-US", lambda: NOW_MS)
    echo.launch()
    echo.finished()
    return echo, echo.say("RoutineIntent", {"routine": routine})


@pytest.mark.parametrize("where", ["first", "middle", "last"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_a_word_over_any_cue_is_taken_at_that_cue(handler: Handler, routine: str, where: str) -> None:
    """Not understood, asked how long, told to repeat: what comes next is never later than the cue that was playing."""
    _, begun = started(handler, routine)
    assert begun.turn is not None
    for index, cue in enumerate(begun.turn.cues):
        length = cue_ms(cue, begun.turn.rate)
        into = {"first": 0, "middle": length // 2, "last": length - 1}[where]
        for intent in ("AMAZON.FallbackIntent", "HowLongLeftIntent", "AMAZON.RepeatIntent", "WhichSideIntent"):
            echo, _ = started(handler, routine)
            echo.heard(index, into, length)
            echo.say(intent)
            assert state(dict(echo.attributes)).start <= index, (intent, index, cue)


@pytest.mark.parametrize("routine", ROUTINES)
def test_pause_and_resume_never_skip(handler: Handler, routine: str) -> None:
    """After a pause over any cue it goes on at that cue or before it."""
    _, begun = started(handler, routine)
    assert begun.turn is not None
    for index, cue in enumerate(begun.turn.cues):
        echo, _ = started(handler, routine)
        echo.heard(index, 0, cue_ms(cue, begun.turn.rate))
        echo.say("AMAZON.PauseIntent")
        echo.finished()
        echo.say("AMAZON.ResumeIntent")
        assert state(dict(echo.attributes)).start <= index, cue


def test_next_over_a_hold_says_the_way_back_and_names_where_it_goes(handler: Handler) -> None:
    """From every hold of knee to chest, rest comes first and the next side is named."""
    _, begun = started(handler, "knee_to_chest")
    assert begun.turn is not None
    holds = [index for index, cue in enumerate(begun.turn.cues) if isinstance(cue, Pause) and cue.why == "hold"]
    assert 6 == len(holds)
    for index in holds:
        echo, _ = started(handler, "knee_to_chest")
        echo.heard(index, 3_000, 7_000)
        turn = echo.say("AMAZON.NextIntent").turn
        assert turn is not None
        said = [cue.text for cue in turn.cues if not isinstance(cue, Pause)]
        assert said[0] == "Let it down. Foot flat. Come back to rest."
        assert "knee" in said[1] or isinstance(turn.cues[-1], CheckIn)


def test_which_side_tells_the_side_that_is_held(handler: Handler) -> None:
    """In the holds of knee to chest: right, left, right, left, with the repeat."""
    _, begun = started(handler, "knee_to_chest")
    assert begun.turn is not None
    told = []
    for index, cue in enumerate(begun.turn.cues):
        if isinstance(cue, Pause) and cue.why == "hold":
            echo, _ = started(handler, "knee_to_chest")
            echo.heard(index, 100, cue.ms)
            turn = echo.say("WhichSideIntent").turn
            assert turn is not None
            first = turn.cues[0]
            assert isinstance(first, Say)
            told.append(first.text)
    assert told == [
        "Right knee, repeat one of six.",
        "Left knee, repeat one of six.",
        "Right knee, repeat two of six.",
        "Left knee, repeat two of six.",
        "Right knee, repeat three of six.",
        "Left knee, repeat three of six.",
    ]
