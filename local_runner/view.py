"""What the desktop shows: each sentence as it is said, a countdown through each silence, what was understood."""

from __future__ import annotations

import threading
from typing import TextIO

from local_runner.player import Clock
from skill.cues import CheckIn, Cue, Pause, Say

_TICK_S = 0.2
_NAMES = {
    "hold": "hold",
    "rest": "rest",
    "breathe": "breathe",
    "settle": "take your time",
    "listen": "",
    "count": "count",
}


class PlainView:
    """Whole lines only: for a pipe, a file, a script."""

    def __init__(self, out: TextIO, clock: Clock) -> None:
        self.out, self.clock = out, clock
        self._start_ms = clock.now_ms()

    def helper(self, cue: Cue, ms: int) -> None:
        """Show a cue with the time it begins."""
        match cue:
            case Say(text) | CheckIn(text):
                self._line("Helper", text)
            case Pause(_, why):
                self._line("", f"({ms / 1000:g} s{' ' + _NAMES[why] if _NAMES[why] else ''})")

    def person(self, words: str) -> None:
        """Show what was said."""
        self._line("You", words)

    def note(self, text: str) -> None:
        """Show a word about the program itself."""
        self._line("", f"* {text}")

    def close(self) -> None:
        """Nothing is left open."""

    def _line(self, who: str, text: str) -> None:
        seconds = (self.clock.now_ms() - self._start_ms) / 1000
        minutes, rest = divmod(seconds, 60)
        self.out.write(f"{int(minutes):3d}:{rest:04.1f}  {who:>6}  {text}\n")
        self.out.flush()


class LiveView:
    """A terminal: the sentence being said, and below it a countdown that runs by itself."""

    def __init__(self, out: TextIO, clock: Clock) -> None:
        self.out, self.clock = out, clock
        self._lock = threading.Lock()
        self._until_ms: int | None = None
        self._label = ""
        self._typing = ""
        self._over = threading.Event()
        threading.Thread(target=self._run, name="countdown", daemon=True).start()

    def helper(self, cue: Cue, ms: int) -> None:
        """Show a cue; a silence becomes a countdown."""
        with self._lock:
            match cue:
                case Say(text) | CheckIn(text):
                    self._until_ms = None
                    self.out.write(f"\r\033[K  {text}\n")
                case Pause(_, why):
                    self._label = _NAMES[why]
                    self._until_ms = self.clock.now_ms() + ms
            self._draw()

    def person(self, words: str) -> None:
        """The words are on the screen already; show that they were taken."""
        with self._lock:
            self._until_ms = None
            self._typing = ""
            self.out.write(f"\r\033[K> {words}\n")
            self.out.flush()

    def note(self, text: str) -> None:
        """Show a word about the program itself."""
        with self._lock:
            self.out.write(f"\r\033[K  * {text}\n")
            self.out.flush()

    def typed(self, key: str) -> None:
        """A key of the line being typed."""
        with self._lock:
            if key == "\n":
                self._typing = ""
            elif key == "\b \b":
                self._typing = self._typing[:-1]
            else:
                self._typing += key
            self._draw()

    def close(self) -> None:
        """Leave the screen as a shell expects it."""
        self._over.set()
        with self._lock:
            self.out.write("\r\033[K")
            self.out.flush()

    def _run(self) -> None:
        while not self._over.wait(_TICK_S):
            with self._lock:
                self._draw()

    def _draw(self) -> None:
        left = "" if self._until_ms is None else self._left(self._until_ms)
        self.out.write(f"\r\033[K{left}> {self._typing}" if left or self._typing else "\r\033[K> ")
        self.out.flush()

    def _left(self, until_ms: int) -> str:
        seconds = max(0, -(-(until_ms - self.clock.now_ms()) // 1000))
        return f"  [{seconds // 60}:{seconds % 60:02d} {self._label}]  ".replace(" ]", "]") if seconds else ""
