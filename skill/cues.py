"""Cues: what is said, how long it is silent, what is asked; the one type everything else reads and writes.

Rules that stay true here:

* a cue is checked when it is made, so a wrong one never reaches a person;
* all times are whole milliseconds, relative to nothing;
* a `Timeline` knows for each cue where in the routine it stands (`Mark`);
* a turn ends at a check-in, and never holds more than one answer of an assistant may hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias, get_args

Why: TypeAlias = Literal["settle", "hold", "count", "rest", "breathe", "listen"]
Side: TypeAlias = Literal["right", "left"]
Phase: TypeAlias = Literal["intro", "setup", "move", "hold", "back", "stay", "out"]

WHYS: tuple[Why, ...] = get_args(Why)
SIDES: tuple[Side, ...] = get_args(Side)

TURN_LIMIT_MS = 195_000
"""Longest turn in milliseconds, so that its latest question comes before a device gives a session up (about 240 s)."""
STAY_LIMIT_MS = 180_000
"""Longest turn of a long position or a pack."""
TURN_LIMIT_CHARACTERS = 6_000
"""Most SSML characters in a turn; the platform refuses 8,000."""
PAUSE_LIMIT_MS = 1_800_000
"""Longest single silence, half an hour: anything longer is a mistake in a file."""


class CueError(ValueError):
    """A cue that must not be spoken or waited for."""


@dataclass(frozen=True, slots=True)
class Say:
    """One thing to say; with `slot_ms`, the words plus silence fill exactly that many milliseconds."""

    text: str
    slot_ms: int | None = None

    def __post_init__(self) -> None:
        if not self.text.strip() or self.text != " ".join(self.text.split()):
            raise CueError(f"a sentence needs words and single spaces: {self.text!r}")
        if self.slot_ms is not None and not 0 < self.slot_ms <= PAUSE_LIMIT_MS:
            raise CueError(f"a slot is 1 to {PAUSE_LIMIT_MS} ms: {self.slot_ms!r}")


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence of exactly `ms` milliseconds, and what the person does in it."""

    ms: int
    why: Why = "settle"

    def __post_init__(self) -> None:
        if not isinstance(self.ms, int) or not 0 < self.ms <= PAUSE_LIMIT_MS:
            raise CueError(f"a pause is 1 to {PAUSE_LIMIT_MS} whole ms: {self.ms!r}")
        if self.why not in WHYS:
            raise CueError(f"unknown reason for a pause: {self.why!r}")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A question; after it the person has the word, for as long as they need."""

    text: str

    def __post_init__(self) -> None:
        if not self.text.endswith("?") or self.text != " ".join(self.text.split()):
            raise CueError(f"a check-in is a question: {self.text!r}")


Cue: TypeAlias = Say | Pause | CheckIn


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a cue stands: `at` is its number at every pace, `step` what next and previous move over."""

    at: int
    step: int
    phase: Phase
    rep: int | None = None
    of: int | None = None
    side: Side | None = None
    part: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one reply says, in order, at `rate` per cent of the voice's own speed."""

    cues: tuple[Cue, ...]
    rate: int = 100

    def __post_init__(self) -> None:
        if any(isinstance(cue, CheckIn) for cue in self.cues[:-1]):
            raise CueError("a check-in ends its turn")
        for before, cue in pairwise(self.cues):
            if isinstance(cue, Pause) and (cue.why == _silence_after(before)):
                raise CueError(f"two silences of one kind ({cue.why}) are one silence")
        if not 50 <= self.rate <= 150:
            raise CueError(f"a rate is 50 to 150 per cent: {self.rate!r}")


def _silence_after(cue: Cue) -> Why | None:
    """Which silence a cue ends with; the one behind a word in its slot counts as counting."""
    match cue:
        case Pause(_, why):
            return why
        case Say(_, int()):
            return "count"
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A routine as cues, each with its mark, and the speed it is spoken at."""

    id: str
    title: str
    size: str
    locale: str
    rate: int
    cues: tuple[Cue, ...]
    marks: tuple[Mark, ...]

    def __post_init__(self) -> None:
        if len(self.cues) != len(self.marks):
            raise CueError("every cue has one mark")

    def index(self, at: int) -> int:
        """Index of the first cue numbered `at` or later; the last cue when none is."""
        return next((i for i, mark in enumerate(self.marks) if mark.at >= at), len(self.cues) - 1)

    def step_start(self, index: int) -> int:
        """Index of the first cue of the step that cue `index` belongs to."""
        while index > 0 and self.marks[index - 1].step == self.marks[index].step:
            index -= 1
        return index

    def next_step(self, index: int) -> int:
        """Index of the first cue of the following step; `len(cues)` when there is none."""
        step = self.marks[index].step
        return next((i for i in range(index, len(self.cues)) if self.marks[i].step != step), len(self.cues))


def turn_end(timeline: Timeline, start: int) -> int:
    """Index just past the turn that begins at cue `start`: after its check-in, or the end."""
    for index in range(start, len(timeline.cues)):
        if isinstance(timeline.cues[index], CheckIn):
            return index + 1
    return len(timeline.cues)


def turns(timeline: Timeline) -> Iterator[Turn]:
    """Cut a timeline into turns, each what one reply may hold."""
    start = 0
    while start < len(timeline.cues):
        end = turn_end(timeline, start)
        yield Turn(timeline.cues[start:end], timeline.rate)
        start = end
