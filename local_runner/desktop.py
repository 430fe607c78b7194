"""Puts the desktop voice together from what this computer has, and says plainly what it lacks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from local_runner.device import Echo, Handler
from local_runner.keyboard import Keyboard
from local_runner.listener import Listener, Piped, Scripted, ScriptError, script
from local_runner.player import Clock, Player, RealClock, RecordingPlayer, TextPlayer, VirtualClock, open_player
from local_runner.sound import Unavailable
from local_runner.talk import Conversation, Understands
from local_runner.transcript import Transcript
from local_runner.view import LiveView, PlainView
from local_runner.voice import Voice, open_voice
from local_runner.waking import Waking

HOW_TO = "Type what you would say, then Enter. The first key interrupts; Esc goes on. Ctrl-C ends and keeps your place."
OVER = "Say hello to begin again. Ctrl-C ends."


class SettingError(Exception):
    """Something asked for that cannot be done; the text says what to do instead."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What was asked for on the command line; `rate` is in per cent."""

    handler: Handler
    understanding: Callable[[], Understands]
    locale: str
    virtual: bool
    text: bool = False
    rate: int = 100
    voice: str | None = None
    script: Path | None = None
    transcript: Path | None = None
    record: Path | None = None
    strict: bool = False
    kept: bool = False
    """Whether a place is kept when the session ends."""


class Desktop:
    """A conversation and everything that has to be given back after it."""

    def __init__(
        self, conversation: Conversation, view: LiveView | PlainView, closing: ExitStack, *, kept: bool
    ) -> None:
        self.conversation, self._view, self._closing, self._kept = conversation, view, closing, kept
        self.tell = view.note if isinstance(view, LiveView) else None
        """Where a warning may be shown without spoiling the screen; None where any place will do."""

    def run(self) -> None:
        """Talk until there is nothing more to say; raises `SettingError` when a file is not whole."""
        try:
            self.conversation.run()
        finally:
            if self.tell is not None and self._kept and self.conversation.kept:
                self.tell("Your place is kept for a day.")
        lost = [text for text in (self.conversation.lost, self.conversation.transcript.lost) if text]
        if lost:
            raise SettingError(" ".join(lost))

    def close(self) -> None:
        """Give back the sound, the keyboard and the screen."""
        self._closing.close()


def start(setting: Setting, words: TextIO, out: TextIO) -> Desktop:
    """Build the desktop voice; what is missing is told first, and text takes its place."""
    clock: Clock = VirtualClock() if setting.virtual else RealClock()
    with ExitStack() as closing:
        live = not setting.virtual and _is_terminal(out)
        view: LiveView | PlainView = LiveView(out, clock) if live else PlainView(out, clock)
        closing.callback(view.close)
        understanding = Waking(setting.understanding, view.note)
        if not setting.virtual:
            understanding.begin()
        try:
            talk = _talk(setting, clock, view, words, understanding, closing)
        except (Unavailable, OSError, ScriptError, UnicodeDecodeError) as error:
            raise SettingError(_told(error, setting)) from error
        if live and setting.script is None:
            view.note(HOW_TO)
            talk.over = OVER
        return Desktop(talk, view, closing.pop_all(), kept=setting.kept)


def _talk(
    setting: Setting,
    clock: Clock,
    view: LiveView | PlainView,
    words: TextIO,
    understanding: Waking,
    closing: ExitStack,
) -> Conversation:
    lines = None if setting.script is None else script(setting.script.read_text(encoding="utf-8-sig"))
    transcript = Transcript(clock, setting.transcript)
    voice = _voice(setting, view)
    stream = _stream(setting, voice, view)
    if stream is not None:
        closing.callback(stream.close)
    listener: Listener
    text: Player = TextPlayer(clock)
    if lines is not None:
        listener = Scripted(lines, clock)
    elif setting.virtual:
        listener = Piped(words, clock)
    else:
        keys = isinstance(view, LiveView) and _is_terminal(words)
        listener = keyboard = Keyboard(words, clock, view.typed if isinstance(view, LiveView) else _unseen, keys=keys)
        closing.callback(keyboard.close)
        text = TextPlayer(clock, stop=keyboard.touched)
    player = stream or text
    if setting.record is not None:
        player = RecordingPlayer(player, clock, setting.record)
    closing.callback(player.close)
    began_ms, at_ms = round(time.time() * 1000), clock.now_ms()
    echo = Echo(setting.handler, setting.locale, lambda: began_ms + clock.now_ms() - at_ms)
    return Conversation(
        echo, player, voice, understanding, listener, clock, transcript, view,
        strict=setting.strict, speed=setting.rate, silent=text,
    )  # fmt: skip


def _unseen(_: str | None) -> None:
    """Without a live screen the terminal itself shows what is typed."""


def _is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal that a line can be rewritten on and keys be read from."""
    return os.name == "posix" and stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _told(error: Exception, setting: Setting) -> str:
    match error:
        case Unavailable():
            return f"{error.reason} {error.remedy}"
        case OSError():
            return f"{error.filename}: {error.strerror}"
        case UnicodeDecodeError():
            return f"{setting.script}: not UTF-8 text: save it as UTF-8"
        case _:
            return f"{setting.script}: {error}"


def _voice(setting: Setting, view: LiveView | PlainView) -> Voice | None:
    """A voice where sound is wanted: to be heard, or to be recorded."""
    if setting.record is None and (setting.text or setting.virtual):
        return None
    try:
        return open_voice(setting.voice)
    except Unavailable as error:
        if setting.record is not None or setting.voice is not None:
            raise
        view.note(f"No voice: {error.reason} {error.remedy} Showing the text instead.")
        return None


def _stream(setting: Setting, voice: Voice | None, view: LiveView | PlainView) -> Player | None:
    """The computer's sound, where it is wanted and there is a voice to be heard."""
    if setting.virtual or setting.text or voice is None:
        return None
    try:
        return open_player()
    except Unavailable as error:
        view.note(f"No sound: {error.reason} {error.remedy} Showing the text instead, with countdowns.")
        return None
