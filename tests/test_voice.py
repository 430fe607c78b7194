"""Speech: every sentence becomes its own samples; nothing that goes wrong ends the program or makes it wait for ever.

The real engine is used for all that it does; engines that fail are written here, in the shape of pyttsx3's.
"""

import os
import shutil
import struct
import subprocess
import sys
import threading
import types
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from local_runner.voice import Booth, PyttsxVoice, VoiceUnavailable, open_voice, plain

ROOT = Path(__file__).parents[1]
SENTENCE = "Bend your knees, then rest your lower legs on the seat of a chair."

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is the engine of Linux only")


@pytest.fixture(scope="module")
def voice() -> PyttsxVoice:
    """Open the voice of the computer, in English."""
    return open_voice("en-US")


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Hold <break time="3s"/>still.', "Hold still."),
        ("<speak><p>Breathe\n\tin.</p></speak>", "Breathe in."),
        ("Stop\0here\x1b[0m", "Stop here [0m"),
        ("soft\u00adly and join\u200ded", "softly and joined"),
        ("broken \ud800 half", "broken half"),
        ("Less than 5 < 6 and 7 > 2", "Less than 5 < 6 and 7 > 2"),
        ("respiraci\u00f3n, \u00bfd\u00f3nde?", "respiraci\u00f3n, \u00bfd\u00f3nde?"),
    ],
)
def test_only_words_reach_the_engine(text: str, words: str) -> None:
    """Tags would be read aloud, a NUL would end the sentence."""
    assert plain(text) == words


# The real engine


def test_a_sentence_becomes_a_clip_of_its_length(voice: PyttsxVoice) -> None:
    """Fourteen words at 150 a minute, in whole milliseconds, with at most 10 ms of silence at each end."""
    clip = voice.clip(SENTENCE, 100)
    assert 3000 < clip.ms < 6000
    assert len(clip.samples) == clip.ms * 96
    levels = [abs(level) for (level,) in struct.iter_unpack("<h", clip.samples)]
    assert max(levels) > 3000
    assert max(levels[: 11 * 48]) > 64
    assert max(levels[-12 * 48 :]) > 64


def test_text_without_a_word_is_an_empty_clip(voice: PyttsxVoice) -> None:
    """Empty text is no fault."""
    assert [voice.clip(text, 100).ms for text in ("", " \n", ".", "<break time='3s'/>", "\u2014")] == [0, 0, 0, 0, 0]


def test_a_tag_is_not_read_aloud(voice: PyttsxVoice) -> None:
    """The sentence lasts as long as without the tag."""
    with_tag = voice.clip("Hold <break time='9s'/> still.", 100).ms
    assert abs(with_tag - voice.clip("Hold still.", 100).ms) <= 5


def test_every_sentence_has_the_rate_it_was_asked_for(voice: PyttsxVoice) -> None:
    """The driver applies a new rate at random; here each of forty alternating sentences has its own."""
    lengths = [(rate, voice.clip("Rest your lower legs on a chair.", rate).ms) for rate in (100, 80) * 20]
    normal = [ms for rate, ms in lengths if rate == 100]
    slower = [ms for rate, ms in lengths if rate == 80]
    assert max(normal) * 1.1 < min(slower)
    assert max(normal) - min(normal) < 30
    assert max(slower) - min(slower) < 30


def test_a_rate_of_nothing_is_refused(voice: PyttsxVoice) -> None:
    """A percentage is above zero."""
    with pytest.raises(ValueError, match="percentage above 0, not 0"):
        voice.clip("Hold.", 0)


def test_threads_get_their_own_sentences(voice: PyttsxVoice) -> None:
    """Eight threads at once; pyttsx3 by itself makes one file and loses the others."""
    texts = ["Hold. " * count for count in (1, 9, 2, 8, 3, 7, 4, 6)]
    alone = [voice.clip(text, 100).ms for text in texts]
    with ThreadPoolExecutor(8) as threads:
        together = [clip.ms for clip in threads.map(lambda text: voice.clip(text, 100), texts)]
    assert all(abs(a - b) < 30 for a, b in zip(alone, together, strict=True))


def test_the_engine_prints_nothing(voice: PyttsxVoice, capfd: pytest.CaptureFixture[str]) -> None:
    """The driver's line for every file would break output that is read by programs."""
    voice.clip("Hold.", 100)
    assert capfd.readouterr() == ("", "")


def test_no_file_is_left_behind(voice: PyttsxVoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sentence passes through a file that is removed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert voice.clip("Hold.", 100).ms > 100
    assert list(tmp_path.iterdir()) == []


@only_linux
def test_a_voice_is_found_by_language_name_or_id() -> None:
    """Each finds a voice that speaks; the engine's own comes back after another."""
    own = open_voice().clip(SENTENCE, 100)
    names = ("en_US", "English (America)", "gmw/en-us", "en-US+f3", "es-MX", "de", "en-AU")
    assert all(open_voice(name).clip("Hold.", 100).ms > 100 for name in names)
    assert open_voice("de").clip(SENTENCE, 100).samples != own.samples
    assert abs(open_voice().clip(SENTENCE, 100).ms - own.ms) < 10


@only_linux
def test_a_voice_that_is_not_there_is_said_with_the_nearest_names() -> None:
    """The driver itself would keep the old voice and say nothing."""
    with pytest.raises(VoiceUnavailable) as caught:
        open_voice("Portugese")
    assert caught.value.reason == 'This computer has no voice called "Portugese".'
    assert "portuguese (brazil)" in caught.value.remedy


def test_the_words_a_minute_are_the_normal_rate() -> None:
    """A voice of 100 words a minute is slower than one of 200."""
    slow, fast = open_voice("en-US", words_per_minute=100), open_voice("en-US", words_per_minute=200)
    assert slow.clip(SENTENCE, 100).ms > 1.5 * fast.clip(SENTENCE, 100).ms


# Engines that fail


class Engine:
    """An engine in the shape of pyttsx3's; what it does with each sentence is given."""

    driver_name = "failing"

    def __init__(self, *sentences: Callable[["Engine", str], None]) -> None:
        self.proxy = self
        self.woken = threading.Event()
        self.finished: Callable[..., None] = lambda **_: None
        self._sentences = list(sentences)
        self._path = ""

    def connect(self, topic: str, call: Callable[..., None]) -> None:
        """Remember who is told of the end."""
        if topic == "finished-utterance":
            self.finished = call

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        """Have one voice."""
        return "own" if name == "voice" else [types.SimpleNamespace(id="own", name="Own", languages=["en"])]

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        """Take any setting."""

    def save_to_file(self, text: str, path: str) -> None:
        """Remember where to write."""
        self._path = path

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's name
        """Do what was given for this sentence."""
        if self._path:
            self.woken.clear()
            self._sentences.pop(0)(self, self._path)

    def endLoop(self, driver: bool) -> None:  # noqa: N802 - pyttsx3's name
        """Be woken."""
        self.woken.set()


def speaks(engine: Engine, path: str) -> None:
    """Write a tenth of a second of sound, and tell."""
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(struct.pack("<h", 5000) * 2205)
    engine.finished(name=None, completed=True)


def speaks_late(engine: Engine, path: str) -> None:
    """Return at once as the driver's first run does, and write a little later."""
    threading.Timer(0.05, speaks, (engine, path)).start()


def stays_silent(engine: Engine, path: str) -> None:
    """Write a file without a frame, as seen twice in 1,400 sentences."""
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
    engine.finished(name=None, completed=True)


def hangs_until_woken(engine: Engine, path: str) -> None:
    """Never finish by itself."""
    engine.woken.wait()


def fails(engine: Engine, path: str) -> None:
    """Raise, as the driver does on a broken COM object."""
    raise OSError("no such thing")


def voice_of(engine: Engine, patience_s: float = 1.0) -> PyttsxVoice:
    """Make a voice of an engine."""
    return PyttsxVoice(Booth(lambda: engine, patience_s), "own", 150)


def test_a_sentence_that_comes_late_is_waited_for() -> None:
    """The end is when the engine says so, not when its run returns."""
    assert voice_of(Engine(speaks_late)).clip("Hold.", 100).ms == 100


def test_a_silent_sentence_is_tried_once_more() -> None:
    """The person hears it all the same."""
    assert voice_of(Engine(stays_silent, speaks)).clip("Hold.", 100).ms == 100


def test_an_engine_that_stays_silent_is_an_error_and_the_next_sentence_is_tried_anew() -> None:
    """Silence instead of an instruction must be known; one bad sentence does not end the session."""
    voice = voice_of(Engine(stays_silent, stays_silent, speaks))
    with pytest.raises(VoiceUnavailable, match=r"made no sound\. Check that there is free space in"):
        voice.clip("Hold.", 100)
    assert voice.clip("Hold.", 100).ms == 100


def test_an_engine_that_hangs_is_woken_and_tried_once_more() -> None:
    """A second run while the first goes on would hang for ever."""
    assert voice_of(Engine(hangs_until_woken, speaks), 0.05).clip("Hold.", 100).ms == 100


def test_an_engine_that_cannot_be_woken_is_given_up() -> None:
    """Nobody on the floor waits in silence for a program that waits for ever."""
    release = threading.Event()

    def hangs(engine: Engine, path: str) -> None:
        release.wait()

    voice = voice_of(Engine(hangs), 0.02)
    with pytest.raises(VoiceUnavailable, match="does not answer"):
        voice.clip("Hold.", 100)
    with pytest.raises(VoiceUnavailable, match="does not answer"):
        voice.clip("Hold.", 100)
    release.set()


def test_a_fault_of_the_engine_is_said_without_the_words_spoken() -> None:
    """Whatever the driver raises becomes one kind of error."""
    with pytest.raises(VoiceUnavailable) as caught:
        voice_of(Engine(fails)).clip("My own words.", 100)
    assert caught.value.reason == "The speech engine failed (OSError: no such thing)."
    assert "words" not in str(caught.value)


def test_an_engine_that_does_not_start_is_said() -> None:
    """The reason comes from the thread that tried."""

    def start() -> None:
        raise RuntimeError("no engine")

    with pytest.raises(VoiceUnavailable, match="RuntimeError: no engine"):
        Booth(start).voices()


# The drivers of Windows and macOS, in the shape of their source: pyttsx3's own queue is the real one


class Driver:
    """What both drivers do alike."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._looping = False

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        """Have no voice but the own."""
        return "own" if name == "voice" else []

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        """Take any setting."""

    def write(self, path: str) -> None:
        """Write a tenth of a second."""
        with wave.open(path, "wb") as file:
            file.setparams((1, 2, 22050, 0, "NONE", ""))
            file.writeframes(struct.pack("<h", 5000) * 2205)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Leave the loop."""
        self._looping = False

    def stop(self) -> None:
        """Have nothing to stop."""

    def destroy(self) -> None:
        """Have nothing to give back."""


class WindowsDriver(Driver):
    """Writes at once, and its loop ends by an event that may be over already."""

    def save_to_file(self, text: str, path: str) -> None:
        """Write before returning."""
        self.write(path)

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Run the queue; a loop that nothing ends is seen as the hang it would be."""
        self._looping = True
        self._proxy.setBusy(False)
        if self._looping:
            threading.Event().wait()


class MacDriver(Driver):
    """Writes while the loop runs, and any stop takes the sentence away."""

    def __init__(self, proxy: Any) -> None:
        super().__init__(proxy)
        self._wanted = ""

    def save_to_file(self, text: str, path: str) -> None:
        """Begin."""
        self._proxy.setBusy(True)
        self._wanted = path

    def stop(self) -> None:
        """Take the sentence away."""
        self._wanted = ""

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Run the queue, then what was begun."""
        self._looping = True
        self._proxy.setBusy(False)
        while self._looping:
            if self._wanted:
                self.write(self._wanted)
            self._proxy.notify("finished-utterance", completed=True)
            self._proxy.setBusy(False)


@pytest.mark.parametrize(("name", "driver"), [("sapi5", WindowsDriver), ("nsss", MacDriver)])
def test_the_other_systems_give_every_sentence(
    name: str, driver: type[Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first, the second and the third: the known faults of these drivers begin with the second."""
    monkeypatch.setitem(sys.modules, f"pyttsx3.drivers.{name}", types.SimpleNamespace(buildDriver=driver))
    booth = Booth(lambda: import_module("pyttsx3.engine").Engine(name), patience_s=1.0)
    own, _ = booth.voices()
    assert [booth.record("Hold.", own, 150).ms for _ in range(3)] == [100, 100, 100]


# What may be missing: each in a process of its own, as the C library ends the process it is in


@pytest.fixture
def wheel(tmp_path: Path) -> Iterator[Path]:
    """Make a copy of espeakng_loader that can be broken, by links."""
    installed = Path(import_module("espeakng_loader").get_library_path()).parent
    copy = tmp_path / "lib" / "espeakng_loader"
    (copy / "espeak-ng-data").mkdir(parents=True)
    shutil.copy(installed / "__init__.py", copy)
    (copy / "libespeak-ng.so").symlink_to(installed / "libespeak-ng.so")
    for each in (installed / "espeak-ng-data").iterdir():
        (copy / "espeak-ng-data" / each.name).symlink_to(each)
    yield copy


def spoken(folder: Path, before: str = "", noise: str = "") -> str:
    """Open a voice with the packages of `folder` first; returns "True" when it speaks, or what is said instead.

    `noise` is what the C library may write to stderr.
    """
    program = (
        f"import sys; {before}\n"
        "from local_runner.voice import VoiceUnavailable, open_voice\n"
        "try: print(open_voice('en-US').clip('Hold.', 100).ms > 100)\n"
        "except VoiceUnavailable as missing: print(missing.reason, '|', missing.remedy)"
    )
    paths = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths},
        text=True,
        capture_output=True,
        timeout=20,
        check=False,
    )
    assert ended.returncode == 0
    assert noise in ended.stderr if noise else ended.stderr == ""
    return ended.stdout.strip()


@only_linux
@pytest.mark.parametrize("name", ["phontab", "phondata", "phonindex", "intonations"])
def test_a_missing_file_is_said_and_the_program_lives(wheel: Path, name: str) -> None:
    """The library would end the process without a word from Python."""
    (wheel / "espeak-ng-data" / name).unlink()
    said = spoken(wheel.parent)
    assert said.startswith(f"A file of the speech engine is missing or empty: {wheel / 'espeak-ng-data' / name}.")
    assert said.endswith("| Install it again: pip install --force-reinstall espeakng-loader.")


@only_linux
def test_an_empty_file_is_said_and_the_program_lives(wheel: Path) -> None:
    """The library would crash."""
    (wheel / "espeak-ng-data" / "phontab").unlink()
    (wheel / "espeak-ng-data" / "phontab").touch()
    assert "missing or empty" in spoken(wheel.parent)


@only_linux
def test_a_file_of_another_version_is_said_and_the_program_lives(wheel: Path) -> None:
    """The library itself finds it, and would end the process."""
    (wheel / "espeak-ng-data" / "phondata").unlink()
    (wheel / "espeak-ng-data" / "phondata").write_bytes(bytes(1000))
    assert spoken(wheel.parent, noise="Wrong version") == (
        "The speech engine cannot use its files. | Install it again: pip install --force-reinstall espeakng-loader."
    )


@only_linux
def test_a_deep_folder_is_no_obstacle(wheel: Path, tmp_path: Path) -> None:
    """The library ends the process at 160 characters of path; a short link takes its place."""
    deep = tmp_path / ("d" * 90) / ("e" * 90)
    deep.mkdir(parents=True)
    wheel.rename(deep / "espeakng_loader")
    assert spoken(deep) == "True"


def test_logging_is_left_as_it_was(tmp_path: Path) -> None:
    """The driver's first line of logging would set up the root logger, before the program can."""
    at_exit = "import atexit, logging; atexit.register(lambda: print(logging.root.handlers))"
    assert spoken(tmp_path, at_exit) == "True\n[]"


@only_linux
def test_without_pyttsx3_the_person_reads_what_to_install(tmp_path: Path) -> None:
    """A missing package is no traceback."""
    assert spoken(tmp_path, "sys.modules['pyttsx3'] = None").endswith("| Install it: pip install pyttsx3.")


@only_linux
def test_without_any_library_the_person_reads_what_to_install(tmp_path: Path) -> None:
    """Neither the library from pip nor the system's."""
    none = "import ctypes; sys.modules['espeakng_loader'] = None; ctypes.cdll.LoadLibrary = lambda _: 1 / 0"
    said = spoken(tmp_path, none)
    assert said.startswith("No speech engine is installed. | Install one: pip install espeakng-loader, or on Debian")
