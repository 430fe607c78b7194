"""The place in a routine, and all that is remembered: for a session, and for a day between sessions.

Nothing a person said, no sign and no topic is in here. `last` names the helper's own last reply by a number, so that
"say that again" works within a session; it is never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Literal, TypeAlias, cast

from skill.cues import Side
from skill.routines import SIZES, STAGES
from skill.tape import PACES, Plan

DAY_MS = 24 * 3600 * 1000
"""After this many milliseconds a kept place is forgotten."""

Mode: TypeAlias = Literal["idle", "playing", "paused", "aside"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where someone is: routine, cue (its number at every pace), and what decides the routine's timeline."""

    routine: str
    at: int = 0
    size: str = "full"
    stage: str | None = None
    side: Side = "right"
    session: str | None = None
    step: int = 0

    def plan(self, pace: str, *, echo: bool) -> Plan:
        """The plan of this place's timeline."""
        later = self.session is not None and self.step > 0
        return Plan(self.routine, self.size, self.stage, self.side, pace, echo, brief=later)


@dataclass(frozen=True, slots=True)
class State:
    """What one session knows; it travels with each reply and is gone when the session ends."""

    mode: Mode = "idle"
    place: Place | None = None
    start: int = 0
    end: int = 0
    into_ms: int = 0
    lead_ms: int = 0
    sent_ms: int = 0
    pace: str = "normal"
    stage: str | None = None
    avoid: tuple[str, ...] = ()
    checked: bool = False
    question: str = ""
    yes: str = ""
    no: str = ""
    choices: tuple[str, ...] = ()
    last: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What is kept between sessions: the place, when it was left, the pace, that the notice was heard."""

    place: Place | None = None
    left_ms: int = 0
    pace: str = "normal"
    noticed: bool = False

    def fresh(self, now_ms: int) -> Bookmark:
        """The bookmark as it counts now: a place older than a day is forgotten."""
        old = self.place is not None and now_ms - self.left_ms > DAY_MS
        return Bookmark(None, 0, self.pace, self.noticed) if old else self


def to_table(thing: State | Bookmark | Place) -> dict[str, Any]:
    """Write a state or bookmark as plain JSON values; what has its usual value is left out."""
    table: dict[str, Any] = {}
    for item in fields(thing):
        value = getattr(thing, item.name)
        if item.default is not MISSING and value == item.default:
            continue
        if isinstance(value, Place):
            value = to_table(value)
        table[item.name] = list(value) if isinstance(value, tuple) else value
    return table


def state(table: Mapping[str, Any] | None) -> State:
    """Read a state back; anything that is not one (an older version, a stranger's) is a new state."""
    return cast(State, _read(State, table)) or State()


def bookmark(table: Mapping[str, Any] | None) -> Bookmark:
    """Read a bookmark back; anything that is not one is an empty bookmark."""
    return cast(Bookmark, _read(Bookmark, table)) or Bookmark()


_ALLOWED: Mapping[str, tuple[Any, ...]] = {
    "mode": ("idle", "playing", "paused", "aside"),
    "size": SIZES,
    "stage": STAGES,
    "side": ("right", "left"),
    "pace": tuple(PACES),
}


def _read(kind: type[State] | type[Bookmark] | type[Place], table: object) -> object | None:
    if not isinstance(table, Mapping):
        return None
    known = {item.name: item.default for item in fields(kind)}
    given: dict[str, Any] = {}
    for name, value in table.items():
        read = _value(name, value, known[name]) if name in known else None
        if read is None:
            return None
        given[name] = read
    return None if kind is Place and "routine" not in given else kind(**given)


def _value(name: str, value: object, usual: object) -> object | None:
    """A field read back, or None for a value that cannot be one."""
    if name == "place":
        return _read(Place, value)
    if name in _ALLOWED:
        return value if value in _ALLOWED[name] else None
    if isinstance(usual, tuple):
        texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return tuple(cast(list[str], value)) if texts else None
    if name in {"routine", "session"}:
        return value if isinstance(value, str) else None
    if type(value) is not type(usual) or (isinstance(value, int) and value < 0):
        return None
    return value
