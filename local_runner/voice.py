"""A sentence becomes samples, by pyttsx3; the only module that imports it.

Rules kept here:
- pyttsx3 never plays anything: each sentence is saved to a file of its own, one per run, and the samples are ours.
- One engine per process, touched by one thread; callers in any thread wait for their own sentence.
- No call waits for ever: an engine that does not finish is woken once, tried once more, and then given up.
- Nothing but words reaches the engine: it would read tags aloud, and a NUL would end the sentence.

Linux (espeak-ng) is tested. Windows (sapi5) and macOS (nsss) are written from the source of the drivers of pyttsx3 2.99
and are UNTESTED; what is particular to them stands in `Booth._save`.
"""

import atexit
import ctypes
import os
import re
import shutil
import sys
import tempfile
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from logging import getLogger
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

from local_runner.sound import Clip, Unavailable, clip_of

__all__ = ["Booth", "Clip", "PyttsxVoice", "Voice", "VoiceUnavailable", "open_voice"]

_log = getLogger(__name__)

_START_S = 20  # a first start on Windows generates COM wrappers
_PATIENCE_S = 2.0  # for one sentence, and a little for each letter; a sentence of 3 s is made in 0.01 s
_PATIENCE_PER_LETTER_S = 0.03
_LONGEST_ESPEAK_PATH = 150  # 160 characters make espeak-ng end the process; a margin for the longer names below it
_ESPEAK_DATA = ("phontab", "phonindex", "phondata", "intonations")  # without one it ends the process, or crashes
_ESPEAK_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT of speak_lib.h
_REMEDY = "Install one: pip install espeakng-loader, or on Debian and Ubuntu: sudo apt install espeak-ng."
_REINSTALL = "Install it again: pip install --force-reinstall espeakng-loader."
_REMEDIES = {
    "win32": "Add a voice in Settings, Time and language, Speech.",
    "darwin": "Add a voice in System Settings, Accessibility, Spoken Content.",
}
_T = TypeVar("_T")
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")


class VoiceUnavailable(Unavailable):
    """Speech cannot be made on this computer."""


class Voice(Protocol):
    """Turns sentences into samples."""

    def clip(self, text: str, rate: int) -> Clip:
        """Speak `text` at `rate` per cent of the normal speed; text without a word gives an empty clip."""
        ...


class PyttsxVoice:
    """A voice of the computer's own speech engine; may be used from any thread."""

    def __init__(self, booth: "Booth", voice_id: str, words_per_minute: int) -> None:
        self._booth = booth
        self._voice_id = voice_id
        self._words_per_minute = words_per_minute

    def clip(self, text: str, rate: int) -> Clip:
        """Speak `text`; raises VoiceUnavailable when the engine twice gives nothing.

        espeak-ng speaks no slower than 80 and no faster than 450 words a minute.
        """
        if rate <= 0:
            raise ValueError(f"the rate is a percentage above 0, not {rate}")
        words = plain(text)
        if not any(character.isalnum() for character in words):
            return Clip(b"")
        return self._booth.record(words, self._voice_id, max(1, self._words_per_minute * rate // 100))


def open_voice(name: str | None = None, words_per_minute: int = 150) -> PyttsxVoice:
    """Open a voice by name, id or language ("English (America)", "gmw/en-us", "en-US"); None is the engine's own.

    Raises VoiceUnavailable with what to install or choose. All voices of a process share one engine.
    """
    global _booth  # noqa: PLW0603 - there is one engine per process: a second would take the first one's sound away
    with _opening:
        if _booth is None or _booth.lost:
            _booth = Booth(_start_engine)
        try:
            own, known = _booth.voices()
        except VoiceUnavailable:
            _booth = None  # it can be tried again, after installing what was missing
            raise
        return PyttsxVoice(_booth, own if name is None else _chosen(name, known), words_per_minute)


def plain(text: str) -> str:
    """Keep the words: tags, control characters and what cannot be encoded go, blanks are joined."""
    spaced = (" " if unicodedata.category(letter) == "Cc" else letter for letter in _TAG.sub(" ", text))
    return " ".join("".join(letter for letter in spaced if unicodedata.category(letter)[0] != "C").split())


def _chosen(name: str, known: list[Any]) -> str:
    """Find the id of the voice that is meant, or of one that speaks the language; a variant (`en-us+f3`) is kept."""
    wanted, plus, variant = name.casefold().replace("_", "-").partition("+")
    language = wanted.partition("-")[0]
    for likeness in (wanted, language):
        for voice in known:
            if likeness in _names(voice):
                return f"{voice.id}{plus}{variant}"
    for voice in known:
        if any(called.partition("-")[0] == language for called in _names(voice)):
            return f"{voice.id}{plus}{variant}"
    near = get_close_matches(wanted, sorted({called for voice in known for called in _names(voice)}), n=5, cutoff=0.4)
    remedy = f"Did you mean {', '.join(near)}?" if near else "Leave the name out to use the computer's own voice."
    raise VoiceUnavailable(f'This computer has no voice called "{name}".', remedy)


def _names(voice: Any) -> list[str]:
    """Everything a voice may be called by, in small letters: id, its last part, name, languages."""
    called = [voice.id, voice.id.rpartition("/")[2], voice.name, *voice.languages]
    return [str(each).casefold().replace("_", "-") for each in called if each]


@dataclass(frozen=True, slots=True)
class _Order:
    words: str
    voice_id: str
    words_per_minute: int
    clip: Future[Clip]


class Booth:
    """The thread that owns the engine, and the queue of sentences it works through."""

    def __init__(self, start: Callable[[], Any], patience_s: float = _PATIENCE_S) -> None:
        self.lost = False
        self._start = start
        self._patience_s = patience_s
        self._voices: Future[tuple[str, list[Any]]] = Future()
        self._orders: SimpleQueue[_Order] = SimpleQueue()
        self._finished = threading.Event()
        self._errors: list[Exception] = []
        self._voice_id, self._words_per_minute = "", 0  # as last set: asking the driver gives wrong answers
        threading.Thread(target=self._work, name="voice", daemon=True).start()

    def voices(self) -> tuple[str, list[Any]]:
        """Wait for the engine; returns the id of its own voice, and all it has."""
        return self._answer(self._voices, _START_S)

    def record(self, words: str, voice_id: str, words_per_minute: int) -> Clip:
        """Wait for a sentence."""
        order = _Order(words, voice_id, words_per_minute, Future())
        self._orders.put(order)
        return self._answer(order.clip, 3 * self._limit_s(words))

    def _answer(self, future: Future[_T], seconds: float) -> _T:
        try:
            return future.result(0 if self.lost else seconds)
        except TimeoutError:
            self.lost = True
            raise VoiceUnavailable(
                "The speech engine does not answer.", "Start the program again, or go on without sound, in text."
            ) from None

    def _limit_s(self, words: str) -> float:
        return self._patience_s + _PATIENCE_PER_LETTER_S * len(words)

    def _work(self) -> None:
        try:
            engine = self._start()
            engine.connect("finished-utterance", lambda **_: self._finished.set())
            engine.connect("error", lambda exception, **_: self._errors.append(exception))
            engine.runAndWait()  # the first run after the start never waits: let it be an empty one
            self._voice_id = engine.getProperty("voice")
            self._voices.set_result((self._voice_id, engine.getProperty("voices")))
        except Exception as error:  # whatever it is, it belongs to the thread that asked
            self._voices.set_exception(_unavailable(error))
            return
        while True:
            order = self._orders.get()
            try:
                order.clip.set_result(self._record(engine, order))
            except Exception as error:
                order.clip.set_exception(_unavailable(error))

    def _record(self, engine: Any, order: _Order) -> Clip:
        if order.voice_id != self._voice_id:
            self._change(engine, "voice", order.voice_id)
            self._voice_id, self._words_per_minute = order.voice_id, 0
        if order.words_per_minute != self._words_per_minute:
            self._change(engine, "rate", order.words_per_minute)
            self._words_per_minute = order.words_per_minute
        for _ in range(2):
            clip = self._attempt(engine, order.words)
            if clip.samples:
                return clip
            _log.warning("the speech engine gave no sound")
            _synchronize(engine)
        raise VoiceUnavailable(
            "The speech engine made no sound.",
            f"Check that there is free space in {tempfile.gettempdir()}, or go on without sound, in text.",
        )

    def _change(self, engine: Any, setting: str, value: str | int) -> None:
        self._errors.clear()
        engine.setProperty(setting, value)
        _synchronize(engine)  # or the run that follows may throw the setting away before it is applied
        if self._errors:
            raise VoiceUnavailable(f"The speech engine refused the {setting}.", "Choose another voice.")

    def _attempt(self, engine: Any, words: str) -> Clip:
        handle, name = tempfile.mkstemp(prefix="voice-", suffix=".aiff" if engine.driver_name == "nsss" else ".wav")
        os.close(handle)
        try:
            self._save(engine, words, name)
            return clip_of(Path(name).read_bytes())
        finally:
            Path(name).unlink(missing_ok=True)

    def _save(self, engine: Any, words: str, name: str) -> None:
        """Have one sentence written to a file, in the way each driver needs; returns when it is done or given up."""
        match engine.driver_name:
            case "sapi5":  # writes at once and blocks; a run after it would wait for an event that may have passed
                engine.proxy.setBusy(False)
                engine.save_to_file(words, name)
            case "nsss":  # writes AIFF, whatever the name; when not busy, the run would stop the sentence at its start
                engine.proxy.setBusy(True)
                engine.save_to_file(words, name)
                engine.runAndWait()
            case _:  # espeak-ng: the run ends in a callback that may never come
                self._finished.clear()
                wake = threading.Timer(self._limit_s(words), self._wake, (engine,))
                wake.daemon = True
                wake.start()
                engine.save_to_file(words, name)
                engine.runAndWait()
                self._finished.wait(self._limit_s(words))
                wake.cancel()

    def _wake(self, engine: Any) -> None:
        engine.proxy.endLoop(True)
        self._finished.set()


_booth: Booth | None = None
_opening = threading.Lock()
_libraries: list[ctypes.CDLL] = []  # loaded for as long as the process lives


def _unavailable(error: Exception) -> VoiceUnavailable:
    if isinstance(error, VoiceUnavailable):
        return error
    reason = f"The speech engine failed ({type(error).__name__}: {error})."
    if isinstance(error, ImportError):
        return VoiceUnavailable(reason, "Install it: pip install pyttsx3.")
    return VoiceUnavailable(reason, _REMEDIES.get(sys.platform, _REMEDY))


def _synchronize(engine: Any) -> None:
    """Wait until espeak-ng has nothing left to do; the others have no need of it."""
    if engine.driver_name == "espeak":
        import_module("pyttsx3.drivers._espeak").Synchronize()


def _start_engine() -> Any:
    """Start pyttsx3 in the calling thread, with the speech library from pip where there is one."""
    if sys.platform == "win32":
        import_module("pythoncom").CoInitialize()  # every thread that uses COM needs its own
    elif sys.platform != "darwin":
        return _start_espeak()
    return import_module("pyttsx3").init()


def _start_espeak() -> Any:
    """Start espeak-ng so that files that are missing cannot end the process, and keep its driver quiet."""
    from_pip = _load_wheel()
    try:
        library = import_module("pyttsx3.drivers._espeak")
        driver = import_module("pyttsx3.drivers.espeak")
    except RuntimeError as error:
        raise VoiceUnavailable("No speech engine is installed.", _REMEDY) from error
    # These are names in the driver's own modules, which find them first and are alone to do so. The driver prints a
    # line for every file, from a thread of the library; sys.stdout and file descriptor 1 belong to all others too.
    initialize = vars(library).setdefault("initialize_or_exit", library.Initialize)
    vars(library).update(Initialize=lambda mode, ms: initialize(mode, ms, None, _ESPEAK_DONT_EXIT) or -1)
    vars(driver).update(print=lambda *_, **__: None, logging=_log)
    try:
        return import_module("pyttsx3").init()
    except RuntimeError as error:
        remedy = _REINSTALL if from_pip else _REMEDY
        raise VoiceUnavailable("The speech engine cannot use its files.", remedy) from error


def _load_wheel() -> bool:
    """Load the library of espeakng-loader, which pyttsx3 then finds by its name; false when there is none."""
    try:
        loader = import_module("espeakng_loader")
        library = ctypes.CDLL(loader.get_library_path())
    except (ImportError, OSError):  # not installed, or not made for this system: its own espeak-ng may be there
        return False
    data = Path(loader.get_library_path()).with_name("espeak-ng-data")  # its own function raises when it is missing
    for name in _ESPEAK_DATA:
        if not (data / name).is_file() or not (data / name).stat().st_size:
            raise VoiceUnavailable(f"A file of the speech engine is missing or empty: {data / name}.", _REINSTALL)
    os.environ["ESPEAK_DATA_PATH"] = str(_short(data))
    _libraries.append(library)
    return True


def _short(data: Path) -> Path:
    """Give a path that espeak-ng can hold: the folder's own, or that of a link that lives as long as the process."""
    if len(os.fsencode(data)) <= _LONGEST_ESPEAK_PATH:
        return data
    for parent in (tempfile.gettempdir(), "/tmp"):
        link = Path(tempfile.mkdtemp(prefix="voice-", dir=parent)) / "data"
        atexit.register(shutil.rmtree, link.parent, ignore_errors=True)
        link.symlink_to(data)
        if len(os.fsencode(link)) <= _LONGEST_ESPEAK_PATH:
            return link
    raise VoiceUnavailable("The name of the speech engine's folder is too long.", "Install it in a shorter one.")
