"""Puts the desktop voice together from what this computer has, and says plainly what it lacks."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from local_runner.device import Echo, Handler
from local_runner.listener import Keyboard, Listener, Piped, Scripted, ScriptError, script
from local_runner.player import Clock, Player, RealClock, RecordingPlayer, TextPlayer, VirtualClock, open_player
from local_runner.sound import Clip, Unavailable
from local_runner.talk import Conversation, Transcript, Understands
from local_runner.view import LiveView, PlainView
from local_runner.voice import Voice, open_voice


class SettingError(Exception):
    """Something asked for that cannot be done; the text says what to do instead."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What was asked for on the command line."""

    handler: Handler
    understanding: Understands
    locale: str
    virtual: bool
    text: bool = False
    rate: int = 100
    voice: str | None = None
    script: Path | None = None
    transcript: Path | None = None
    record: Path | None = None
    strict: bool = False


class Paced:
    """A voice at another speed: each rate it is asked for is taken in proportion."""

    def __init__(self, voice: Voice, percent: int) -> None:
        self.voice, self.percent = voice, percent

    def clip(self, text: str, rate: int) -> Clip:
        """Speak `text` at `rate` per cent of the speed that was asked for."""
        return self.voice.clip(text, rate * self.percent // 100)


class Desktop:
    """A conversation and everything that has to be closed after it."""

    def __init__(self, conversation: Conversation, player: Player, view: LiveView | PlainView) -> None:
        self.conversation, self.player, self.view = conversation, player, view

    def run(self) -> None:
        """Talk until there is nothing more to say."""
        try:
            self.conversation.run()
        except Unavailable as error:
            # The sound card was pulled out, or its server died: say so and go on in text from the same place.
            self.view.note(f"{error.reason} {error.remedy} Going on in text.")
            self.conversation.player = TextPlayer(self.conversation.clock)
            self.conversation.run()

    def close(self) -> None:
        """Give back the sound and the screen."""
        self.player.close()
        self.view.close()


def start(setting: Setting, words: TextIO, out: TextIO) -> Desktop:
    """Build the desktop voice; what is missing is told first, and text takes its place."""
    clock: Clock = VirtualClock() if setting.virtual else RealClock()
    live = not setting.virtual and out.isatty()
    view: LiveView | PlainView = LiveView(out, clock) if live else PlainView(out, clock)
    try:
        voice = _voice(setting, view)
        player = _player(setting, clock, voice, view)
        listener = _listener(setting, clock, words, view)
        transcript = Transcript(clock, setting.transcript)
    except (Unavailable, OSError, ScriptError) as error:
        view.close()
        raise SettingError(_told(error)) from error
    began_ms, at_ms = round(time.time() * 1000), clock.now_ms()
    echo = Echo(setting.handler, setting.locale, lambda: began_ms + clock.now_ms() - at_ms)
    talk = Conversation(
        echo, player, voice, setting.understanding, listener, clock, transcript, view, strict=setting.strict
    )
    return Desktop(talk, player, view)


def _told(error: Exception) -> str:
    if isinstance(error, Unavailable):
        return f"{error.reason} {error.remedy}"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _voice(setting: Setting, view: LiveView | PlainView) -> Voice | None:
    """A voice where sound is wanted: to be heard, or to be recorded."""
    if setting.record is None and (setting.text or setting.virtual):
        return None
    try:
        return Paced(open_voice(setting.voice), setting.rate)
    except Unavailable as error:
        if setting.record is not None or setting.voice is not None:
            raise
        view.note(f"No voice: {error.reason} {error.remedy} Showing the text instead.")
        return None


def _player(setting: Setting, clock: Clock, voice: Voice | None, view: LiveView | PlainView) -> Player:
    player: Player = TextPlayer(clock)
    if not setting.virtual and not setting.text and voice is not None:
        try:
            player = open_player()
        except Unavailable as error:
            view.note(f"No sound: {error.reason} {error.remedy} Showing the text instead, with countdowns.")
    return player if setting.record is None else RecordingPlayer(player, clock, setting.record)


def _listener(setting: Setting, clock: Clock, words: TextIO, view: LiveView | PlainView) -> Listener:
    if setting.script is not None:
        return Scripted(script(setting.script.read_text(encoding="utf-8")), clock)
    if setting.virtual:
        return Piped(words)
    typed = view.typed if isinstance(view, LiveView) else lambda _: None
    return Keyboard(words, typed, clock)
