"""Where words come from when nobody types: a script on its clock, or the lines of standard input."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from local_runner.player import Clock

SILENCE = "(silence)"
LONGEST = 1_000
"""More characters than anyone says in one breath; what comes after them is not heard."""


class NoMoreWords(Exception):  # named for what happened
    """Nothing more will be said: the script is at its end, the input is closed."""


class Listener(Protocol):
    """Hands over what a person says, while the helper speaks and while it waits."""

    def turn(self, now_ms: int) -> None:
        """The helper begins to speak: an answer, or a reminder."""

    def due(self) -> bool:
        """Whether something was said that cuts the helper's speech; asked often, answers at once."""

    def take(self) -> str:
        """What was said, after `due`; an empty text when the person thought better of it."""

    def wait(self, until_ms: int | None) -> str | None:
        """Wait for words until a time (None: as long as it takes); None when none came. Raises `NoMoreWords`."""


def heard(line: str) -> str:
    """The words of a line: single spaces, nothing a terminal would take for an order, no more than `LONGEST`."""
    return " ".join("".join(key if key.isprintable() else " " for key in line[:LONGEST]).split())


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One thing said: at a time, so long into a turn, or when the helper has finished."""

    words: str
    at_ms: int | None = None
    into_ms: int | None = None


class ScriptError(ValueError):
    """A script line that cannot be understood; the text names the line."""


def script(text: str) -> tuple[ScriptLine, ...]:
    """Read a script: `12.5 next`, `+3 next`, `next` or `(silence)`, a line each; `#` begins a comment."""
    lines = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = heard(raw)
        if not line or line.startswith("#"):
            continue
        timed = re.fullmatch(r"(\+?)(\d+(?:\.\d+)?) (.+)", line)
        if timed is None:
            if re.match(r"[+-]?\d", line):
                raise ScriptError(f"line {number}: {line!r} has a time but nothing to say")
            lines.append(ScriptLine(line))
            continue
        if timed[3] == SILENCE:
            raise ScriptError(f"line {number}: {line!r}: a silence has no time, it lasts until the helper speaks again")
        ms = round(float(timed[2]) * 1000)
        lines.append(ScriptLine(timed[3], into_ms=ms) if timed[1] else ScriptLine(timed[3], at_ms=ms))
    return tuple(lines)


class Scripted:
    """Says the lines of a script in their order, each when it is due."""

    def __init__(self, lines: Iterable[ScriptLine], clock: Clock, stop: threading.Event | None = None) -> None:
        self._lines = deque(lines)
        self._clock = clock
        self._start_ms = self._turn_ms = clock.now_ms()
        self._answering = True
        self._never = stop or threading.Event()

    def turn(self, now_ms: int) -> None:
        """The helper begins to speak; a reminder belongs to its turn, unless a silence was written for it."""
        if self._answering:
            self._turn_ms, self._answering = now_ms, False

    def due(self) -> bool:
        """Whether the next line's time has come."""
        at = self._due_ms()
        return at is not None and self._clock.now_ms() >= at

    def take(self) -> str:
        """The line that is due."""
        self._answering = True
        return self._lines.popleft().words

    def wait(self, until_ms: int | None) -> str | None:
        """The next line, the time moved on to it; None when the wait ends first."""
        while self._lines:
            if self._lines[0].words == SILENCE:
                self.take()
                if until_ms is None:  # the helper will not speak again: the silence ends with the next line
                    continue
                self._pass_to(until_ms)
                return None
            at = self._due_ms()
            if at is not None and until_ms is not None and at > until_ms:
                self._pass_to(until_ms)
                return None
            if at is not None:
                self._pass_to(at)
            return self.take()
        raise NoMoreWords

    def _pass_to(self, at_ms: int) -> None:
        self._clock.wait(max(0, at_ms - self._clock.now_ms()), self._never)

    def _due_ms(self) -> int | None:
        if not self._lines:
            return None
        line = self._lines[0]
        if line.at_ms is not None:
            return self._start_ms + line.at_ms
        return None if line.into_ms is None else self._turn_ms + line.into_ms


class Piped:
    """Says the lines of standard input in turn, each when the helper has finished; `(silence)` is one too."""

    def __init__(self, lines: Iterable[str], clock: Clock) -> None:
        self._lines = iter(lines)
        self._clock = clock
        self._never = threading.Event()

    def turn(self, now_ms: int) -> None:
        """Nothing to note."""

    def due(self) -> bool:
        """Never: a piped line waits for its turn."""
        return False

    def take(self) -> str:
        """Nothing is ever due."""
        return ""

    def wait(self, until_ms: int | None) -> str | None:
        """The next line that is not blank and no comment."""
        for line in self._lines:
            words = heard(line)
            if words == SILENCE:
                if until_ms is None:
                    continue
                self._clock.wait(max(0, until_ms - self._clock.now_ms()), self._never)
                return None
            if words and not words.startswith("#"):
                return words
        raise NoMoreWords
