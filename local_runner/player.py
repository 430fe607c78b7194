"""Playing a sequence of sounds and silences, cut at any moment: the only module with a real clock.

Rules kept here:
- One stream stays open for the whole session; silences are samples, and the samples played are the clock.
- Being late never shortens a silence: a slow computer makes it longer, never shorter.
- A player tells what was heard, not what was asked for.
"""

import atexit
import ctypes
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, groupby
from logging import getLogger
from pathlib import Path
from typing import Any, Protocol

from local_runner.sound import (
    FRAME_BYTES,
    FRAMES_PER_MS,
    NOTHING_TO_HEAR,
    SAMPLE_RATE,
    Clip,
    Heard,
    Piece,
    Reel,
    Silence,
    Sound,
    SoundUnavailable,
    WavFile,
    samples_heard,
)

__all__ = [
    "Clip", "Clock", "Heard", "Pace", "Piece", "Player", "RealClock", "RecordingPlayer", "Silence", "Sound",
    "SoundUnavailable", "StreamPlayer", "TextPlayer", "VirtualClock", "open_player", "quiet_alsa",
]  # fmt: skip

_log = getLogger(__name__)

SLICE_MS = 100  # how often a text player looks whether it was interrupted
PERIOD_MS, PERIODS = 20, 3  # the stream's buffer: 60 ms, asked for in parts of 20 ms
STALL_S = 3.0  # a device that asks for nothing for this long is gone: unplugged, or its server died

WAKE_S = 0.25  # the longest that play() sleeps without looking after the device; on Windows Ctrl-C waits for it

_PACE_REQUESTS = 25  # half a second of them: the least delay of these was steady within 0.3 ms on PulseAudio
_PACE_SLACK_MS = 5

OnStart = Callable[[int, int], None]
Interrupted = Callable[[], bool]


class Clock(Protocol):
    """Time in whole milliseconds from an arbitrary start."""

    def now_ms(self) -> int:
        """Return the time now."""
        ...

    def wait(self, ms: int, stop: threading.Event) -> bool:
        """Let `ms` pass; true when `stop` was set, which ends the wait."""
        ...


class RealClock:
    """The computer's own clock, which never jumps back."""

    def now_ms(self) -> int:
        """Return milliseconds of the monotonic clock."""
        return time.monotonic_ns() // 1_000_000

    def wait(self, ms: int, stop: threading.Event) -> bool:
        """Really wait."""
        return stop.wait(ms / 1000)


class VirtualClock:
    """A clock that jumps: waiting takes no time at all."""

    def __init__(self, now_ms: int = 0) -> None:
        self._now_ms = now_ms

    def now_ms(self) -> int:
        """Return the time to which the waits so far have led."""
        return self._now_ms

    def wait(self, ms: int, stop: threading.Event) -> bool:
        """Jump `ms` ahead, or stay when `stop` is set already."""
        if stop.is_set():
            return True
        self._now_ms += max(0, ms)
        return False


class Player(Protocol):
    """Plays pieces one after another. Pieces of one key stand together; they may be made while playing goes on."""

    def play(self, pieces: Iterable[Piece], on_start: OnStart, interrupted: Interrupted) -> Heard:
        """Play to the end or until `interrupted()`; `on_start(key, at_ms)` tells when each key began, from the start.

        `interrupted` is asked often, maybe from another thread: it must answer at once. Nothing to play gives key -1.
        Raises SoundUnavailable when the device is lost.
        """
        ...

    def close(self) -> None:
        """Let the last sound be heard and give the device back."""
        ...


def open_player() -> "StreamPlayer":
    """Open the computer's sound; raises SoundUnavailable with what to install or do."""
    return StreamPlayer()


class TextPlayer:
    """No sound: the same pieces take the same time on the clock.

    `on_tick(remaining_ms)` is called every 100 ms of a key that holds a silence, and with 0 at its end: a countdown to
    show. Setting `stop` interrupts at once; `interrupted()` is asked every 100 ms.
    """

    def __init__(
        self, clock: Clock, on_tick: Callable[[int], None] = lambda _: None, stop: threading.Event | None = None
    ) -> None:
        self._clock = clock
        self._on_tick = on_tick
        self._stop = stop or threading.Event()

    def play(self, pieces: Iterable[Piece], on_start: OnStart, interrupted: Interrupted) -> Heard:
        """Wait through the pieces."""
        heard = NOTHING_TO_HEAR
        began = self._clock.now_ms()
        for key, together in groupby(pieces, lambda piece: piece.key):
            run = tuple(together)
            if interrupted():
                return Heard(key, 0, finished=False)
            on_start(key, self._clock.now_ms() - began)
            total = sum(piece.ms for piece in run)
            on_tick = self._on_tick if any(isinstance(piece, Silence) for piece in run) else lambda _: None
            left = self._wait(total, on_tick, interrupted)
            if left:
                return Heard(key, total - left, finished=False)
            heard = Heard(key, total, finished=True)
        return heard

    def close(self) -> None:
        """Nothing to give back."""

    def _wait(self, total: int, on_tick: Callable[[int], None], interrupted: Interrupted) -> int:
        """Wait in slices that end on whole tenths of a second before the end; returns what was left, 0 at the end."""
        end = self._clock.now_ms() + total
        while (left := end - self._clock.now_ms()) > 0:
            on_tick(left)
            stopped = self._clock.wait(left % SLICE_MS or SLICE_MS, self._stop)
            left = end - self._clock.now_ms()
            if left > 0 and (stopped or interrupted()):
                return left
        on_tick(0)
        return 0


class Pace:
    """Compares the samples a device asked for with the clock: where it ran dry, it stays behind for good.

    A request that merely comes late is made up for by the next ones, so the least delay of half a second counts.
    """

    def __init__(self) -> None:
        self.underruns = 0
        self.lost_ms = 0  # by which the silences and sounds that ran dry were longer
        self.restart()

    def restart(self) -> None:
        """Begin again with a newly opened device; what was counted stays."""
        self._began_ms: float | None = None
        self._frames = 0
        self._delays: list[float] = []
        self._least: float | None = None

    def asked(self, frames: int, now_ms: float) -> None:
        """Note that the device wants so many frames now."""
        if self._began_ms is None:
            self._began_ms = now_ms
        self._delays.append(now_ms - self._began_ms - self._frames / FRAMES_PER_MS)
        self._frames += frames
        if len(self._delays) < _PACE_REQUESTS:
            return
        least = min(self._delays)
        if self._least is not None and least - self._least > _PACE_SLACK_MS:
            self.underruns += 1
            self.lost_ms += round(least - self._least)
        self._least = least
        self._delays.clear()


class StreamPlayer:
    """Sound on one miniaudio stream, open from the beginning to the end of the session."""

    def __init__(self, silent: bool = False) -> None:
        """Open the device; `silent` takes miniaudio's own device that plays to nobody in real time, for tests."""
        self._silent = silent
        self._reel: Reel | None = None
        self._interrupted: Interrupted = lambda: False
        self._failure: Exception | None = None
        self._awake = threading.Event()
        self._asked = 0  # how often the device has asked since it was opened
        self._asked_at = 0.0  # when it last did, in seconds of the monotonic clock
        self.pace = Pace()
        self._device = self._open()
        atexit.register(self.close)  # a stream that still asks Python for sound while Python ends hangs the process

    @property
    def underruns(self) -> int:
        """How often the device ran dry: what was heard then lasted `pace.lost_ms` longer in all."""
        return self.pace.underruns

    def play(self, pieces: Iterable[Piece], on_start: OnStart, interrupted: Interrupted) -> Heard:
        """Play on the stream; `at_ms` and what was heard are counted in samples."""
        feed = iter(pieces)
        first = next(feed, None)
        if first is None:
            return NOTHING_TO_HEAR
        reel = Reel(first.key)
        self._failure = None
        self._interrupted = interrupted
        self._reel = reel
        try:
            for piece in chain([first], feed):
                reel.add(piece)
                self._follow(reel, on_start)
                if reel.over:
                    break
            reel.complete()
            while not reel.over:
                self._awake.wait(WAKE_S)
                self._awake.clear()
                self._follow(reel, on_start)
            self._follow(reel, on_start)
        finally:
            reel.cut()  # nothing once it is over; on an exception, Ctrl-C among them, the sound stops at once
        return reel.heard()

    def close(self) -> None:
        """Let what is in the buffer be heard, then close the device; closing twice does nothing."""
        atexit.unregister(self.close)
        if self._device.running:
            threading.Event().wait(2 * PERIOD_MS * PERIODS / 1000)
        self._device.close()

    def _follow(self, reel: Reel, on_start: OnStart) -> None:
        """Tell what has begun, and look after the device."""
        while reel.started:
            on_start(*reel.started.popleft())
        if self._failure:
            failure, self._failure = self._failure, None
            raise failure
        if time.monotonic() - self._asked_at > STALL_S:
            self._device.close()
            if self._asked <= PERIODS:
                raise SoundUnavailable("The sound device takes no sound.", _remedy())
            _log.warning("the sound device stopped asking for sound; opening it again")
            self._device = self._open()

    def _stream(self) -> Generator[bytes, int, None]:
        """Answer the device, in its own thread: it says how many frames it wants. Never raises, never waits."""
        frames = yield b""
        while True:
            self._asked, self._asked_at = self._asked + 1, time.monotonic()
            if self._asked <= PERIODS:  # PulseAudio takes the first part at once, and the next up to 2 s later
                frames = yield bytes(frames * FRAME_BYTES)
            else:
                self.pace.asked(frames, self._asked_at * 1000)
                frames = yield self._answer(frames)

    def _answer(self, frames: int) -> bytes:
        reel = self._reel
        if reel is None or reel.over:
            return bytes(frames * FRAME_BYTES)
        try:
            if self._interrupted():
                reel.cut()
        except Exception as error:  # raised again by play(), in the caller's thread
            self._failure = error
            reel.cut()
        samples = reel.pull(frames)
        if reel.started or reel.over:
            self._awake.set()
        return samples

    def _open(self) -> Any:
        try:
            miniaudio = import_module("miniaudio")
        except ImportError as error:
            raise SoundUnavailable("The sound library is missing.", "Install it: pip install miniaudio.") from error
        stream = self._stream()
        next(stream)
        try:
            with quiet_alsa():
                device = miniaudio.PlaybackDevice(
                    miniaudio.SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=SAMPLE_RATE,
                    buffersize_msec=PERIOD_MS,
                    callback_periods=PERIODS,
                    backends=[miniaudio.Backend.NULL] if self._silent else [],
                )
                if device.backend == "Null" and not self._silent:  # its last resort: it would play to nobody
                    device.close()
                    raise miniaudio.MiniaudioError("no sound system found")
                self._asked, self._asked_at = 0, time.monotonic()
                self.pace.restart()
                device.start(stream)
        except miniaudio.MiniaudioError as error:
            raise SoundUnavailable("No sound device answered.", _remedy()) from error
        return device


def _remedy() -> str:
    """Say what a person can do when no device answers."""
    if sys.platform == "linux":
        return (
            "Check that speakers or headphones are connected and that PulseAudio or PipeWire is running "
            "(Debian and Ubuntu: sudo apt install pipewire-pulse libpulse0), or go on without sound, in text."
        )
    return "Choose a sound output in the system's sound settings, or go on without sound, in text."


_ALSA_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
_say_nothing = _ALSA_HANDLER(lambda *_: None)  # kept for ever: C holds a pointer to it


@contextmanager
def quiet_alsa() -> Iterator[None]:
    """Keep the pages that ALSA writes to stderr when there is no card from the person, and nothing else.

    ALSA's own switch is used, as turning file descriptor 2 away would swallow what other threads write meanwhile.
    """
    try:
        alsa = ctypes.CDLL("libasound.so.2") if sys.platform == "linux" else None
    except OSError:  # no ALSA, no noise
        alsa = None
    if alsa:
        alsa.snd_lib_error_set_handler(_say_nothing)
    try:
        yield
    finally:
        if alsa:
            alsa.snd_lib_error_set_handler(None)


class RecordingPlayer:
    """Another player, with everything heard written to a WAV file, exact to the sample.

    On a virtual clock a whole session is recorded in a moment. Time that passes on the clock between two plays, while
    an answer is awaited, is silence in the file.
    """

    def __init__(self, inner: Player, clock: Clock, path: Path) -> None:
        """Create the file; raises SoundUnavailable when that is not possible."""
        self._inner = inner
        self._clock = clock
        self._file = WavFile(path)
        self._began_ms = clock.now_ms()

    def play(self, pieces: Iterable[Piece], on_start: OnStart, interrupted: Interrupted) -> Heard:
        """Play, then write what was heard.

        On a full disk it raises SoundUnavailable once; the file keeps what it has, and later plays are not recorded.
        """
        passed_ms = self._clock.now_ms() - self._began_ms - self._file.frames // FRAMES_PER_MS
        if passed_ms > 0:
            self._write([Silence(passed_ms, key=0)], Heard(0, passed_ms, finished=True))
        taken: list[Piece] = []
        heard = self._inner.play(_noting(pieces, taken), on_start, interrupted)
        self._write(taken, heard)
        return heard

    def close(self) -> None:
        """Close the file and the player."""
        self._file.close()
        self._inner.close()

    def _write(self, pieces: list[Piece], heard: Heard) -> None:
        for samples in samples_heard(pieces, heard):
            self._file.add(samples)


def _noting(pieces: Iterable[Piece], taken: list[Piece]) -> Iterator[Piece]:
    """Pass pieces on and remember them."""
    for piece in pieces:
        taken.append(piece)
        yield piece
