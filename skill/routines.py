"""What the content files hold, as checked, frozen things: routines and their parts, sessions, topics.

`schema` says what a file may contain; by the time these are built every value is known to be good.
Lengths are whole milliseconds here, seconds in the files. None of these is ever compared or printed, so none carries
the methods for it: making those is a twentieth of a cold start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never

from skill.cues import Why

Raw: TypeAlias = Mapping[str, Any]

STAGES = ("acute", "early", "recovering", "prevention")
SIZES = ("short", "full", "max")
KINDS = ("movement", "rest", "transfer", "breathing", "cold", "heat", "walk")
POSTURES = (
    "any",
    "standing",
    "sitting",
    "lying_legs_raised",
    "lying_knees_bent",
    "side_lying",
    "front_lying",
    "hands_knees",
    "water",
)
RATES = {"guide": 88, "rest": 82, "answer": 95, "urgent": 88}
"""Per cent of normal speed: 110 to 125 words a minute while moving, 90 to 105 at rest, 125 to 140 in answers."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Line:
    """One line of a part: words and the silence behind them, a timed word, a hold, or a wait for "ready"."""

    say: str | None = None
    pause_ms: int = 0
    why: Why = "settle"
    slot_ms: int | None = None
    hold_ms: int | None = None
    hold_in: tuple[tuple[str, int], ...] = ()
    ready: str | None = None

    def hold(self, stage: str | None) -> int:
        """Length of the hold in a stage."""
        return dict(self.hold_in).get(stage or "", self.hold_ms or 0)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Steps:
    """Plain instructions, once each."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Repeats:
    """A movement done several times: explained in full first, in a few words after."""

    reps: tuple[tuple[str, int], ...]
    sides: str
    first: tuple[Line, ...]
    other: tuple[Line, ...]
    again: tuple[Line, ...]
    break_after: int | None
    break_question: str | None

    def count(self, size: str) -> int:
        """Repeats (a side, where there are sides) of a size; `max` falls back to `full`."""
        table = dict(self.reps)
        return table.get(size, table["full"])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Stay:
    """A long position, a pack, a walk: silence with check-ins, and its way out told before it starts."""

    total: tuple[tuple[str, int], ...]
    total_in: tuple[tuple[str, int], ...]
    every_ms: int
    question: str
    quiet: str
    out: str
    murmurs: tuple[str, ...]
    murmur_every_ms: int | None
    skin_every_ms: int | None
    skin: tuple[str, ...]

    def length(self, size: str, stage: str | None) -> int:
        """Milliseconds of a size; a stage with a length of its own wins."""
        own = dict(self.total_in).get(stage or "")
        table = dict(self.total)
        return own if own is not None else table.get(size, table["full"])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Include:
    """Another routine inside this one, with its own number of repeats or length of hold."""

    id: str
    reps: int | None
    hold_ms: int | None


Part: TypeAlias = Steps | Repeats | Stay | Include


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Routine:
    """A guided movement, position or first-aid step."""

    id: str
    title: str
    where: str
    spoken: tuple[str, ...]
    stages: tuple[str, ...]
    on_request: tuple[str, ...]
    easing_only: bool
    gentler: str
    first_size: str
    start: str
    posture: str
    needs: tuple[str, ...]
    why: str
    kind: str
    rate: int
    cautions: tuple[str, ...]
    stop_if: tuple[str, ...]
    easier: str
    way_back: str
    offers: tuple[str, ...]
    sources: tuple[str, ...]
    range: str
    seed: tuple[str, ...]
    reviewed: str
    intro: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Topic:
    """A question people ask, its short answer, and the one next thing."""

    id: str
    title: str
    answer: str
    offer: str
    yes: str
    choices: tuple[str, ...]
    sources: tuple[str, ...]
    seed: tuple[str, ...]
    reviewed: str
    medicine: bool
    card: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SessionStep:
    """One routine of a session, or a choice between a few."""

    choose: tuple[str, ...]
    ask: str | None
    size: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Session:
    """A ready-made sequence of routines for one stage."""

    id: str
    title: str
    stage: str
    opening: str
    steps: tuple[SessionStep, ...]


def _ms(seconds: float | None) -> int:
    return round((seconds or 0) * 1000)


def _maybe_ms(seconds: float | None) -> int | None:
    return None if seconds is None else _ms(seconds)


def _table(raw: Raw | None) -> tuple[tuple[str, int], ...]:
    return tuple((raw or {}).items())


def _ms_table(raw: Raw | None) -> tuple[tuple[str, int], ...]:
    return tuple((key, _ms(value)) for key, value in (raw or {}).items())


def _line(raw: Raw) -> Line:
    return Line(
        say=raw.get("say"),
        pause_ms=_ms(raw.get("settle")),
        why=raw.get("why", "settle"),
        slot_ms=_maybe_ms(raw.get("slot")),
        hold_ms=_maybe_ms(raw.get("hold")),
        hold_in=_ms_table(raw.get("hold_in")),
        ready=raw.get("ready"),
    )


def _lines(raw: Raw, key: str) -> tuple[Line, ...]:
    return tuple(_line(line) for line in raw.get(key, ()))


def part(raw: Raw) -> Part:
    """Build one part from its checked table."""
    match raw["kind"]:
        case "steps":
            return Steps(_lines(raw, "cues"))
        case "repeats":
            first = _lines(raw, "first")
            return Repeats(
                reps=_table(raw["reps"]),
                sides=raw.get("sides", "none"),
                first=first,
                other=_lines(raw, "other") or first,
                again=_lines(raw, "again") or first,
                break_after=raw.get("break_after"),
                break_question=raw.get("break_question"),
            )
        case "stay":
            return Stay(
                total=_ms_table(raw["total"]),
                total_in=_ms_table(raw.get("total_in")),
                every_ms=_ms(raw["check_in_every"]),
                question=raw["check_in"],
                quiet=raw["quiet"],
                out=raw["out"],
                murmurs=tuple(raw.get("murmurs", ())),
                murmur_every_ms=_maybe_ms(raw.get("murmur_every")),
                skin_every_ms=_maybe_ms(raw.get("skin_check_every")),
                skin=tuple(raw.get("skin_check", ())),
            )
        case "routine":
            return Include(raw["id"], raw.get("reps"), _maybe_ms(raw.get("hold")))
        case other:
            assert_never(other)


def routine(raw: Raw) -> Routine:
    """Build a routine from its checked file."""
    stop_if = ("sharper pain", "pain spreading down a leg", "new numbness, tingling or weakness", "feeling faint")
    return Routine(
        id=raw["id"],
        title=raw["title"],
        where=raw.get("where") or f"doing {raw['title'].lower()}",
        spoken=tuple(raw.get("spoken") or (raw["title"].lower(),)),
        stages=tuple(raw["stages"]),
        on_request=tuple(raw.get("on_request", ())),
        easing_only=raw.get("easing_only", False),
        gentler=raw.get("gentler", "belly_breathing"),
        first_size=raw.get("first_size", "short"),
        start=raw["start"],
        posture=raw.get("posture", "any"),
        needs=tuple(raw.get("needs", ())),
        why=raw.get("why", ""),
        kind=raw.get("kind", "movement"),
        rate=RATES[raw.get("rate", "guide")],
        cautions=tuple(raw.get("cautions", ())),
        stop_if=tuple(raw.get("stop_if") or stop_if),
        easier=raw.get("easier") or "Make the movement half as big. Small still counts.",
        way_back=raw["way_back"],
        offers=tuple(raw.get("offers") or ("belly_breathing",)),
        sources=tuple(raw["sources"]),
        range=raw.get("range", ""),
        seed=tuple(raw.get("seed", ())),
        reviewed=str(raw["reviewed"]),
        intro=tuple(raw.get("intro", ())),
        parts=tuple(part(item) for item in raw["part"]),
    )


def topic(name: str, raw: Raw) -> Topic:
    """Build a topic from its checked table."""
    return Topic(
        id=name,
        title=raw["title"],
        answer=raw["answer"],
        offer=raw["offer"],
        yes=raw["yes"],
        choices=tuple(raw.get("choices", ())),
        sources=tuple(raw["sources"]),
        seed=tuple(raw.get("seed", ())),
        reviewed=str(raw["reviewed"]),
        medicine=raw.get("medicine", False),
        card=raw.get("card", ""),
    )


def session(name: str, raw: Raw) -> Session:
    """Build a session from its checked table."""
    return Session(
        id=name,
        title=raw["title"],
        stage=raw["stage"],
        opening=raw["opening"],
        steps=tuple(
            SessionStep(tuple(step["routines"]), step.get("ask"), step.get("size", "full")) for step in raw["steps"]
        ),
    )
