"""What the desktop shows: each sentence as it is said, a countdown through each silence, the line being typed."""

from __future__ import annotations

import shutil
import textwrap
import threading
from typing import TextIO

from local_runner.player import Clock
from skill.cues import CheckIn, Cue, Pause, Say

_TICK_S = 0.1
_NAMES = {
    "hold": "hold",
    "rest": "rest",
    "breathe": "breathe",
    "settle": "take your time",
    "listen": "",
    "count": "count",
}
_SHORTEST_COUNTDOWN_MS = 2_000  # a moment between two sentences is not worth a flicker
_WIDEST = 100


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
        tenths = (self.clock.now_ms() - self._start_ms) // 100
        self.out.write(f"{tenths // 600:3d}:{tenths % 600 / 10:04.1f}  {who:>6}  {text}\n")
        self.out.flush()


class LiveView:
    """A terminal: sentences go by, and the last line shows the countdown, whose turn it is, and what is being typed."""

    def __init__(self, out: TextIO, clock: Clock) -> None:
        self.out, self.clock = out, clock
        self._lock = threading.Lock()
        self._cue: Cue | None = None
        self._until_ms = 0
        self._held_ms: int | None = None
        self._typing: str | None = None
        self._shown = ""
        self._over = threading.Event()
        self._ticking = threading.Thread(target=self._tick, name="countdown", daemon=True)
        self._ticking.start()

    def helper(self, cue: Cue, ms: int) -> None:
        """Show a cue; a silence becomes a countdown."""
        with self._lock:
            self._cue, self._until_ms = cue, self.clock.now_ms() + ms
            if not isinstance(cue, Pause):
                self._print(cue.text, "  ")
            self._draw()

    def person(self, words: str) -> None:
        """Show what was said."""
        with self._lock:
            self._cue = None
            self._print(words, "> ")
            self._draw()

    def note(self, text: str) -> None:
        """Show a word about the program itself."""
        with self._lock:
            self._print(text, "  * ")
            self._draw()

    def typed(self, line: str | None) -> None:
        """The line being typed; from its first key on, what was going on stands still."""
        with self._lock:
            if self._typing is None and line is not None:
                self._held_ms = max(0, self._until_ms - self.clock.now_ms())
            self._typing = line
            self._draw()

    def close(self) -> None:
        """Leave the screen as a shell expects it."""
        self._over.set()
        self._ticking.join(1)
        with self._lock:
            self._write("\r\033[K")

    def _tick(self) -> None:
        while not self._over.wait(_TICK_S):
            with self._lock:
                self._draw()

    def _print(self, text: str, before: str) -> None:
        width = min(_WIDEST, max(20, shutil.get_terminal_size().columns - 1))
        wrapped = textwrap.fill(text, width, initial_indent=before, subsequent_indent=" " * len(before))
        self._write(f"\r\033[K{wrapped}\n")
        self._shown = ""

    def _draw(self) -> None:
        now = f"{self._going_on():<22}> "
        room = max(1, shutil.get_terminal_size().columns - len(now) - 1)
        status = now + (self._typing or "")[-room:]
        if status != self._shown:
            self._shown = status
            self._write(f"\r\033[K{status}")

    def _going_on(self) -> str:
        left_ms = self._until_ms - self.clock.now_ms()
        match self._cue:
            case CheckIn() if left_ms <= 0:
                return "  your turn"
            case None:
                return ""
            case _ if self._typing is not None and self._held_ms:
                return f"  paused{self._count(self._held_ms)}"
            case Pause(ms, why) if ms >= _SHORTEST_COUNTDOWN_MS:
                return f" {self._count(left_ms)} {_NAMES[why]}" if left_ms > 0 else ""
            case Say(_, int()):
                return "  ..."
            case _:
                return ""

    def _count(self, left_ms: int) -> str:
        if not isinstance(self._cue, Pause):
            return ""
        seconds = max(0, -(-left_ms // 1000))
        return f" {seconds // 60}:{seconds % 60:02d}"

    def _write(self, text: str) -> None:
        try:
            self.out.write(text)
            self.out.flush()
        except OSError:
            self._over.set()  # the window was closed; the place is kept all the same
