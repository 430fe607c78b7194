"""Where words come from: a script on the virtual clock, lines of a file or a pipe, or a person at the keyboard."""

from __future__ import annotations

import os
import queue
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TextIO

from local_runner.player import Clock

SILENCE = "(silence)"


class NoMoreWords(Exception):  # named for what happened
    """Nothing more will be said: the script is at its end, the input is closed."""


class Listener(Protocol):
    """Hands over what a person says, while the helper speaks and while it waits."""

    def turn(self, now_ms: int) -> None:
        """The helper begins to speak."""

    def due(self) -> bool:
        """Whether something was said that cuts the helper's speech; asked often, answers at once."""

    def take(self) -> str:
        """What was said, after `due`; an empty text when the person thought better of it."""

    def wait(self, until_ms: int | None) -> str | None:
        """Wait for words until a time (None: as long as it takes); None when none came. Raises `NoMoreWords`."""


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
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        timed = re.fullmatch(r"(\+?)(\d+(?:\.\d+)?)\s+(\S.*)", line)
        if timed is None:
            if re.match(r"[+-]?\d", line):
                raise ScriptError(f"line {number}: {line!r} has a time but nothing to say")
            lines.append(ScriptLine(line))
            continue
        ms = round(float(timed[2]) * 1000)
        lines.append(ScriptLine(timed[3], into_ms=ms) if timed[1] else ScriptLine(timed[3], at_ms=ms))
    return tuple(lines)


class Scripted:
    """Says the lines of a script in their order, each when it is due."""

    def __init__(self, lines: Iterable[ScriptLine], clock: Clock, stop: threading.Event | None = None) -> None:
        self._lines = deque(lines)
        self._clock = clock
        self._start_ms = clock.now_ms()
        self._turn_ms = self._start_ms
        self._never = stop or threading.Event()

    def turn(self, now_ms: int) -> None:
        """The helper begins to speak."""
        self._turn_ms = now_ms

    def due(self) -> bool:
        """Whether the next line's time has come."""
        at = self._due_ms()
        return at is not None and self._clock.now_ms() >= at

    def take(self) -> str:
        """The line that is due."""
        return self._lines.popleft().words

    def wait(self, until_ms: int | None) -> str | None:
        """The next line, the time moved on to it; None when the wait ends first."""
        if not self._lines:
            raise NoMoreWords
        at = self._due_ms()
        now = self._clock.now_ms()
        if self._lines[0].words == SILENCE:
            if until_ms is None:
                raise NoMoreWords
            self._lines.popleft()
            self._clock.wait(max(0, until_ms - now), self._never)
            return None
        if at is not None and until_ms is not None and at > until_ms:
            self._clock.wait(max(0, until_ms - now), self._never)
            return None
        if at is not None:
            self._clock.wait(max(0, at - now), self._never)
        return self.take()

    def _due_ms(self) -> int | None:
        if not self._lines:
            return None
        line = self._lines[0]
        if line.at_ms is not None:
            return self._start_ms + line.at_ms
        return None if line.into_ms is None else self._turn_ms + line.into_ms


class Piped:
    """Says the lines of standard input in turn, each when the helper has finished."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def turn(self, now_ms: int) -> None:
        """Nothing to note."""

    def due(self) -> bool:
        """Never: a piped line waits for its turn."""
        return False

    def take(self) -> str:
        """Nothing is ever due."""
        return ""

    def wait(self, until_ms: int | None) -> str | None:
        """The next line that is not blank."""
        for line in self._stream:
            words = line.strip()
            if words == SILENCE and until_ms is not None:
                return None
            if words and not words.startswith("#"):
                return words
        raise NoMoreWords


class Keyboard:
    """A person typing: the first key of a line interrupts at once, the line says what was meant."""

    def __init__(self, stream: TextIO, echo: Callable[[str], None], clock: Clock) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._touched = threading.Event()
        self._echo = echo
        self._clock = clock
        self._stream = stream
        threading.Thread(target=self._read, name="keyboard", daemon=True).start()

    def turn(self, now_ms: int) -> None:
        """Nothing to note."""

    def due(self) -> bool:
        """Whether a key was pressed or a line is waiting."""
        return self._touched.is_set() or not self._lines.empty()

    def take(self) -> str:
        """The line being typed, once it is finished; empty when it was given up."""
        words = self._lines.get()
        if words is None:
            self._lines.put(None)
            raise NoMoreWords
        return words

    def wait(self, until_ms: int | None) -> str | None:
        """A line, however long it takes once a key was pressed."""
        while True:
            left = None if until_ms is None else max(0, until_ms - self._clock.now_ms()) / 1000
            try:
                words = self._lines.get(timeout=left)
            except queue.Empty:
                if self._touched.is_set():
                    return self.take() or None
                return None
            if words is None:
                self._lines.put(None)
                raise NoMoreWords
            if words:
                return words

    def _read(self) -> None:
        try:
            if self._stream is sys.stdin and self._stream.isatty() and os.name == "posix":
                self._read_keys()
            else:
                for line in self._stream:
                    self._lines.put(line.strip())
        except (OSError, ValueError):
            pass  # the terminal is gone; what remains is to end
        self._lines.put(None)

    def _read_keys(self) -> None:
        import termios  # only where there is a terminal of this kind
        import tty  # as above

        number = self._stream.fileno()
        before = termios.tcgetattr(number)
        try:
            tty.setcbreak(number)
            self._read_line_by_key(number)
        finally:
            termios.tcsetattr(number, termios.TCSADRAIN, before)

    def _read_line_by_key(self, number: int) -> None:
        line = b""
        while key := os.read(number, 1):
            if key == b"\x04":
                return
            if key in {b"\r", b"\n"}:
                self._echo("\n")
                self._touched.clear()
                self._lines.put(line.decode(errors="ignore").strip())
                line = b""
            elif key in {b"\x7f", b"\b"}:
                if line:
                    line = line[:-1]
                    self._echo("\b \b")
            elif key >= b" ":
                self._touched.set()
                line += key
                self._echo(key.decode(errors="ignore"))
