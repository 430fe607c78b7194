"""A person typing: the first key of a line interrupts at once, the line says what was meant.

Rules kept here:
- The terminal is given back as it was found, whatever ends the program short of a kill.
- Nothing is lost: keys pressed in quick succession, pasted lines and letters of any alphabet all arrive.
"""

from __future__ import annotations

import atexit
import codecs
import os
import queue
import re
import select
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TextIO

from local_runner.listener import NoMoreWords, heard
from local_runner.player import Clock

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[ -Z\\^-~])")  # arrows, function keys, Alt with a letter
_ENTER, _RUBOUT, _KILL, _WORD, _END, _ESCAPE = "\r\n", "\x7f\b", "\x15", "\x17", "\x04", "\x1b"


@dataclass(slots=True)
class Line:
    """The line being typed. `touched` from its first letter to its end, `over` when the person closed the input."""

    text: str = ""
    touched: bool = False
    over: bool = False

    def press(self, keys: str) -> list[str]:
        """Take keys; the lines they finish, an empty one when the person thought better of it."""
        finished = []
        for key in _SEQUENCE.sub("", keys):
            if key in _ENTER or key == _ESCAPE:
                if self.touched:
                    finished.append("" if key == _ESCAPE else heard(self.text))
                self.text, self.touched = "", False
            elif key in _RUBOUT:
                self.text = self.text[:-1]
            elif key == _KILL:
                self.text = ""
            elif key == _WORD:
                self.text = re.sub(r"\S+\s*$", "", self.text)
            elif key == _END:
                self.over = self.over or not self.text
            elif key.isprintable():
                self.text, self.touched = self.text + key, True
        return finished


class Keyboard:
    """Reads a person's lines while the helper speaks; with `keys`, from a terminal, one key at a time."""

    def __init__(
        self, stream: TextIO, clock: Clock, show: Callable[[str | None], None] = lambda _: None, *, keys: bool = False
    ) -> None:
        """Begin to read; `show` is given the line being typed, None when there is none."""
        self.touched = threading.Event()
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._taken: list[str | None] = []
        self._clock, self._stream, self._show, self._keys = clock, stream, show, keys
        self._terminal = Terminal(stream.fileno()) if keys else None
        if self._terminal is not None:
            atexit.register(self.close)
        self._thread = threading.Thread(target=self._read, name="keyboard", daemon=True)
        self._thread.start()

    def turn(self, now_ms: int) -> None:
        """Nothing to note."""

    def due(self) -> bool:
        """Whether a key was pressed or a line is waiting; the end of a pipe waits until the helper has finished."""
        return self.touched.is_set() or (self._peek() and (self._keys or self._taken[0] is not None))

    def take(self) -> str:
        """The line being typed, once it is finished; empty when it was given up."""
        return self._next(None) or ""

    def wait(self, until_ms: int | None) -> str | None:
        """A line, however long it takes once a key was pressed."""
        while True:
            left = None if until_ms is None else max(0, until_ms - self._clock.now_ms()) / 1000
            try:
                words = self._next(left)
            except queue.Empty:
                if not self.touched.is_set():
                    return None
                words = self._next(None)
            if words:
                return words

    def close(self) -> None:
        """Give the terminal back; closing twice does nothing."""
        if self._terminal is not None:
            atexit.unregister(self.close)
            self._terminal.close()
            self._thread.join(1)

    def _peek(self) -> bool:
        if not self._taken and not self._lines.empty():
            self._taken.append(self._lines.get())
        return bool(self._taken)

    def _next(self, seconds: float | None) -> str:
        words = self._taken.pop() if self._taken else self._lines.get(timeout=seconds)
        if words is None:
            self._taken.append(None)
            raise NoMoreWords
        return words

    def _read(self) -> None:
        try:
            if self._terminal is not None:
                self._read_keys(self._terminal)
            else:
                for line in self._stream:
                    if words := heard(line):
                        self._lines.put(words)
        except (OSError, ValueError):
            pass  # the terminal is gone; what remains is to end
        self._lines.put(None)

    def _read_keys(self, terminal: Terminal) -> None:
        line, decoder = Line(), codecs.getincrementaldecoder("utf-8")("ignore")
        while not line.over and (pressed := terminal.read()):
            for words in line.press(decoder.decode(pressed)):
                self._lines.put(words)
            if line.touched:
                self.touched.set()
            else:
                self.touched.clear()
            self._show(line.text if line.touched else None)
        terminal.left()


class Terminal:
    """A terminal that hands over each key as it is pressed, and shows none of them itself."""

    def __init__(self, number: int) -> None:
        """Take over the terminal of a file descriptor."""
        import termios  # only where there are terminals of this kind

        self._number = number
        self._before = termios.tcgetattr(number)
        self._woken, self._wake = os.pipe()
        self._open = True
        self._resume: Any = None
        self._take_over()
        if threading.current_thread() is threading.main_thread():  # after Ctrl-Z and fg the shell has put it back
            self._resume = signal.signal(signal.SIGCONT, lambda *_: self._take_over())

    def read(self) -> bytes:
        """Wait for keys; nothing when the terminal is closed."""
        ready, _, _ = select.select([self._number, self._woken], [], [])
        return b"" if self._woken in ready else os.read(self._number, 1024)

    def close(self) -> None:
        """Give it back as it was found; closing twice does nothing."""
        import termios  # as above

        if not self._open:
            return
        self._open = False
        if self._resume is not None:
            signal.signal(signal.SIGCONT, self._resume)
        os.close(self._wake)  # which wakes whoever reads
        try:
            termios.tcsetattr(self._number, termios.TCSANOW, self._before)
        except termios.error:
            pass  # the window was closed

    def left(self) -> None:
        """Nobody reads any more."""
        os.close(self._woken)

    def _take_over(self) -> None:
        import termios  # as above
        import tty

        try:
            tty.setcbreak(self._number, termios.TCSANOW)
        except termios.error:
            pass  # the window was closed
