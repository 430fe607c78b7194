"""One request at a time: what some words mean, and what the helper would answer, in a state a person may be in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from local_runner.device import Echo, Handler
from local_runner.understand import Understanding, Understood
from skill.cues import Pause
from skill.pacing import cue_ms
from skill.ssml import plain

STATES = ("idle", "routine", "checkin")


class BadLine(ValueError):
    """A line of input that is no request; the text says what one looks like."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The skill, what understands words for it, and the time."""

    handler: Handler
    understanding: Understanding
    locale: str
    now_ms: Callable[[], int]

    def resolve(self, text: str, state: str = "idle") -> dict[str, Any]:
        """What words mean, as the fields of `resolve --jsonl`."""
        return fields(text, self.understanding.resolve(text, _state(state)))

    def ask(self, text: str, state: str = "idle") -> dict[str, Any]:
        """What words mean and what is answered, as the fields of `ask --jsonl`."""
        meant = self.understanding.resolve(text, _state(state))
        echo = Echo(self.handler, self.locale, self.now_ms)
        _bring_to(echo, state)
        answer = echo.say(meant.intent, dict(meant.slots))
        return {
            **fields(text, meant),
            "speech": plain(answer.turn) if answer.turn else "",
            "reprompt": plain(answer.reprompt) if answer.reprompt else None,
            "end": answer.end,
        }


def requests(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Read `{"text", "state"}` lines; a bad one raises `BadLine` naming its number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            table = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadLine(f'line {number}: not JSON ({error}); write {{"text": "...", "state": "idle"}}') from error
        text, state = (table.get("text"), table.get("state", "idle")) if isinstance(table, Mapping) else (None, None)
        if not isinstance(text, str) or state not in STATES:
            raise BadLine(f'line {number}: needs "text", and "state" as one of {", ".join(STATES)}')
        yield text, state


def _state(state: str) -> Any:
    if state not in STATES:
        raise BadLine(f"the state is one of {', '.join(STATES)}, not {state!r}")
    return state


def fields(text: str, meant: Understood) -> dict[str, Any]:
    """What words mean, as plain JSON values."""
    return {
        "text": text,
        "outcome": meant.outcome,
        "intent": meant.intent,
        "slots": dict(meant.slots),
        "score": round(meant.score, 3),
    }


def _bring_to(echo: Echo, state: str) -> None:
    """Bring a new session to the state: in the third hold of knee to chest, or at its question."""
    echo.launch()
    echo.finished()
    if state == "idle":
        return
    turn = echo.say("RoutineIntent", {"routine": "knee_to_chest"}).turn
    assert turn is not None  # a routine always speaks
    if state == "checkin":
        echo.finished()
        return
    holds = [index for index, cue in enumerate(turn.cues) if isinstance(cue, Pause) and cue.why == "hold"]
    echo.heard(holds[2], 3_000, cue_ms(turn.cues[holds[2]], turn.rate))
