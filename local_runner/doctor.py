"""What this computer has for the desktop voice, each finding with what to do about it."""

from __future__ import annotations

import platform
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from local_runner.player import open_player, quiet_alsa
from local_runner.sound import Unavailable
from local_runner.voice import open_voice
from skill import __version__
from skill.library import ContentError, library

_PACKAGES = (
    "ask-sdk-core", "ask-sdk-model", "flask-ask-sdk", "pyttsx3", "espeakng-loader", "miniaudio", "platformdirs",
    "rapidfuzz", "numpy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what was found, and what to do when it is not."""

    name: str
    well: bool
    found: str
    remedy: str = ""


def examine(memory: str, own: Path | None, voice_name: str | None) -> Iterator[Finding]:
    """Look at everything in turn."""
    yield Finding(
        "program", True, f"back-spasm-helper {__version__}, Python {platform.python_version()}, {sys.platform}"
    )
    yield Finding("packages", True, ", ".join(f"{name} {_version(name)}" for name in _PACKAGES))
    yield _content(own)
    yield _voice(voice_name)
    yield _sound()
    yield _microphone()
    yield _memory(memory)
    yield _words(own)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _content(own: Path | None) -> Finding:
    try:
        content = library("en-US", own)
    except ContentError as error:
        return Finding("content", False, f"{len(error.problems)} mistakes", "run: back-spasm-helper check FOLDER")
    found = f"{len(content.routines)} routines, {len(content.sessions)} sessions, {len(content.topics)} topics"
    return Finding("content", True, f"{found}, {len(content.signs)} warning signs")


def _voice(name: str | None) -> Finding:
    try:
        started = time.monotonic()
        voice = open_voice(name)
        clip = voice.clip("Breathe out slowly.", 88)
    except Unavailable as error:
        return Finding("voice", False, error.reason, error.remedy)
    return Finding("voice", True, f"pyttsx3 speaks; {clip.ms} ms of speech, {_since(started)} ms from the start")


def _sound() -> Finding:
    try:
        with closing(open_player()):
            return Finding("sound", True, "a device is open, 48 kHz")
    except Unavailable as error:
        return Finding("sound", False, error.reason, error.remedy)


def _microphone() -> Finding:
    try:
        import miniaudio  # a library of sound, loaded only to look
    except ImportError:
        return Finding("microphone", False, "cannot be looked for", "install the sound library: pip install miniaudio")
    try:
        with quiet_alsa():
            names = [str(device["name"]) for device in miniaudio.Devices().get_captures()]
    except miniaudio.MiniaudioError:
        names = []
    if not names:
        return Finding("microphone", False, "none found", "type what you would say; it works the same")
    return Finding("microphone", True, f"{names[0]} (this version listens to the keyboard)")


def _words(own: Path | None) -> Finding:
    from local_runner.understand import Understanding  # it takes longest the first time: told after the quick ones

    try:
        started = time.monotonic()
        Understanding(library("en-US", own)).resolve("stop")
    except ContentError:
        return Finding("words", False, "not without the content", "mend that first")
    return Finding("words", True, f"typed words are understood, {_since(started)} ms from the start")


def _memory(setting: str) -> Finding:
    kind, _, where = setting.partition(":")
    if setting == "memory:":
        return Finding("saved place", True, "kept nowhere, as asked (BACK_SPASM_MEMORY)")
    if kind != "sqlite" or not where:
        return Finding(
            "saved place", False, f"BACK_SPASM_MEMORY is {setting!r}", "set it to sqlite:PATH or memory:, or unset it"
        )
    path = Path(where).expanduser()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        probe = path.parent / ".back-spasm-helper-probe"
        probe.write_text("", encoding="utf-8")
        probe.unlink()
        if path.exists():
            with closing(sqlite3.connect(path, timeout=0.25)) as db:
                db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except OSError as error:
        remedy = "set BACK_SPASM_MEMORY=sqlite:PATH to another folder"
        return Finding("saved place", False, f"{path.parent}: {error.strerror}", remedy)
    except sqlite3.Error as error:
        remedy = "end the program that holds it, or delete it: a new one is made"
        return Finding("saved place", False, f"{path}: {error}", remedy)
    return Finding("saved place", True, str(path))


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
