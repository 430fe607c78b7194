"""Sound as plain values: clips, silences, and the reel that turns a sequence of them into samples.

Rules kept here:
- Everything is mono, 16-bit little-endian, 48 kHz, so that a millisecond is exactly 48 frames and a pause is exact.
- A reel never shortens a silence and never drops a sample; only a cut ends it early, with a 5 ms fade.
- Nothing here waits and nothing here knows a device: whoever pulls frames is the clock.
"""

import errno
import struct
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from pathlib import Path

SAMPLE_RATE = 48_000
FRAMES_PER_MS = SAMPLE_RATE // 1000
FRAME_BYTES = 2
FADE_MS = 5  # long enough that a cut does not click, short enough not to be heard as a delay

_NEAR_SILENCE = 64  # of 32767: -54 dB; with anything from 8 to 200, espeak-ng's words end within 4 ms of the same place
_KEPT_EDGE_MS = 10  # silence left at each end of a clip, so that no soft consonant is clipped
_WAV_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_WAV_LONGEST = 0xFFFFFFFF - _WAV_HEADER.size  # the header counts bytes in 32 bits


class Unavailable(Exception):
    """Something this computer lacks: `reason` says what, `remedy` what the person can do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class SoundUnavailable(Unavailable):
    """Sound cannot be played, or cannot be recorded."""


class RecordingLost(SoundUnavailable):
    """A recording cannot be begun, or cannot go on; what plays is not concerned."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Samples of speech: mono, 16-bit little-endian, 48 kHz."""

    samples: bytes

    def __post_init__(self) -> None:
        if len(self.samples) % FRAME_BYTES:
            raise ValueError("a clip holds whole 16-bit samples")

    @property
    def ms(self) -> int:
        """How long the clip lasts in milliseconds, rounded up so that nothing timed by it is cut."""
        return -(-len(self.samples) // (FRAME_BYTES * FRAMES_PER_MS))


@dataclass(frozen=True, slots=True)
class Sound:
    """A clip to be heard; `key` names the cue it belongs to."""

    clip: Clip
    key: int

    @property
    def ms(self) -> int:
        """How long it lasts."""
        return self.clip.ms

    @property
    def frames(self) -> int:
        """How many frames it is."""
        return len(self.clip.samples) // FRAME_BYTES


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence of exactly `ms` milliseconds; `key` names the cue it belongs to."""

    ms: int
    key: int

    def __post_init__(self) -> None:
        if self.ms < 0:
            raise ValueError(f"a silence cannot last {self.ms} ms")

    @property
    def frames(self) -> int:
        """How many frames it is."""
        return self.ms * FRAMES_PER_MS


Piece = Sound | Silence


@dataclass(frozen=True, slots=True)
class Heard:
    """How far playing came: the key being heard when it ended, and how many milliseconds into that key."""

    key_reached: int
    ms_into_key: int
    finished: bool


NOTHING_TO_HEAR = Heard(key_reached=-1, ms_into_key=0, finished=True)  # the answer to an empty sequence


def clip_of(recording: bytes) -> Clip:
    """Make a clip of a file's bytes (WAV or AIFF, any rate): resampled once, trimmed; empty if it cannot be read."""
    miniaudio = import_module("miniaudio")
    try:
        decoded = miniaudio.decode(recording, miniaudio.SampleFormat.SIGNED16, 1, SAMPLE_RATE)
    except miniaudio.DecodeError:
        return Clip(b"")
    return Clip(trimmed(decoded.samples.tobytes()))


def trimmed(samples: bytes) -> bytes:
    """Cut near-silence off both ends but for 10 ms, and fill up to a whole millisecond; all silence becomes nothing."""
    values = array("h", samples)
    before = sum(1 for _ in takewhile(lambda value: abs(value) <= _NEAR_SILENCE, values))
    if before == len(values):
        return b""
    after = sum(1 for _ in takewhile(lambda value: abs(value) <= _NEAR_SILENCE, reversed(values)))
    edge = _KEPT_EDGE_MS * FRAMES_PER_MS
    first, last = max(0, before - edge), min(len(values), len(values) - after + edge)
    kept = samples[first * FRAME_BYTES : last * FRAME_BYTES]
    return kept + bytes(-len(kept) % (FRAMES_PER_MS * FRAME_BYTES))


class Reel:
    """Pieces pulled as samples; it may be filled from one thread while another pulls."""

    def __init__(self, first_key: int) -> None:
        self.started: deque[tuple[int, int]] = deque()  # (key, milliseconds from the start), oldest first
        self.over = False
        self._was_cut = False
        self._waiting: deque[Piece] = deque()
        self._complete = False
        self._cutting = False
        self._samples = b""  # of the piece being heard; empty while it is a silence
        self._left = 0  # bytes of that piece still to come
        self._key: int | None = None
        self._first_key = first_key
        self._pulled = 0  # frames heard so far
        self._key_began = 0  # frames heard before the key

    def add(self, piece: Piece) -> None:
        """Put a piece at the end."""
        self._waiting.append(piece)

    def complete(self) -> None:
        """Say that no further piece will come."""
        self._complete = True

    def cut(self) -> None:
        """Fade out at the next pull and be over."""
        self._cutting = True

    def heard(self) -> Heard:
        """How far the reel has been pulled."""
        key = self._first_key if self._key is None else self._key
        return Heard(key, (self._pulled - self._key_began) // FRAMES_PER_MS, self.over and not self._was_cut)

    def pull(self, frames: int) -> bytes:
        """Return exactly this many frames; zeros where nothing is left, or where the next piece is not there yet."""
        wanted = frames * FRAME_BYTES
        out = bytearray()
        if self._cutting and not self.over:
            out += _faded(self._take(min(wanted, FADE_MS * FRAMES_PER_MS * FRAME_BYTES)))
            self.over = self._was_cut = True
        while not self.over:
            if not self._left:
                if not self._begin_next():
                    break
            elif len(out) < wanted:
                out += self._take(wanted - len(out))
            else:
                break
        return bytes(out) + bytes(wanted - len(out))

    def _take(self, most: int) -> bytes:
        size = min(most, self._left)
        at = len(self._samples) - self._left
        taken = self._samples[at : at + size] if self._samples else bytes(size)
        self._left -= size
        self._pulled += size // FRAME_BYTES
        return taken

    def _begin_next(self) -> bool:
        complete = self._complete  # read before looking: a piece may be added in between
        if not self._waiting:
            self.over = complete
            return False
        piece = self._waiting.popleft()
        self._samples = piece.clip.samples if isinstance(piece, Sound) else b""
        self._left = piece.frames * FRAME_BYTES
        if piece.key != self._key:
            self._key, self._key_began = piece.key, self._pulled
            self.started.append((piece.key, self._pulled // FRAMES_PER_MS))
        return True


def _faded(samples: bytes) -> bytes:
    """Bring samples down to zero in a straight line."""
    count = len(samples) // FRAME_BYTES
    values = struct.unpack(f"<{count}h", samples)
    return struct.pack(f"<{count}h", *(value * (count - 1 - at) // count for at, value in enumerate(values)))


def samples_heard(pieces: Sequence[Piece], heard: Heard) -> Iterator[bytes]:
    """Yield what was heard of these pieces, a second at a time; where they were cut, the fade is part of it."""
    reel = Reel(heard.key_reached)
    for piece in pieces:
        reel.add(piece)
    before = pieces if heard.finished else tuple(takewhile(lambda piece: piece.key != heard.key_reached, pieces))
    left = sum(piece.frames for piece in before) + (0 if heard.finished else heard.ms_into_key * FRAMES_PER_MS)
    fade = 0 if heard.finished else min(left, FADE_MS * FRAMES_PER_MS)
    for at in range(0, left - fade, SAMPLE_RATE):
        yield reel.pull(min(SAMPLE_RATE, left - fade - at))
    reel.cut()
    yield reel.pull(fade)


class WavFile:
    """A WAV file written straight to disk: what was added can be played even if the program dies or the disk fills."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._frames = 0
        try:
            self._file = path.open("wb", buffering=0)  # no buffer: nothing is left to fail when it is closed
        except OSError as error:
            raise self._failure(error) from error
        self.add(b"")

    @property
    def frames(self) -> int:
        """How many frames are safely in the file."""
        return self._frames

    def add(self, samples: bytes) -> None:
        """Write samples at the end; on a full disk close the file and raise SoundUnavailable. Closed, it takes none."""
        if self._file.closed:
            return
        try:
            self._write(samples)
        except OSError as error:
            self._file.close()
            raise self._failure(error) from error

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        self._file.close()

    def _write(self, samples: bytes) -> None:
        if self._frames * FRAME_BYTES + len(samples) > _WAV_LONGEST:
            raise OSError(errno.EFBIG, "a WAV file holds no more than twelve hours")
        self._file.seek(_WAV_HEADER.size + self._frames * FRAME_BYTES)
        rest = memoryview(samples)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        finally:  # the header comes last: it promises exactly the samples that are there, on a full disk too
            self._frames += (len(samples) - len(rest)) // FRAME_BYTES
            self._file.seek(0)
            self._file.write(_header(self._frames * FRAME_BYTES))

    def _failure(self, error: OSError) -> RecordingLost:
        kept = f" The first {self._frames // SAMPLE_RATE} seconds are kept in {self._path}." if self._frames else ""
        return RecordingLost(
            f"The recording could not be written: {error.strerror}.{kept}",
            "Free some disk space, or choose another file to record to.",
        )


def _header(length: int) -> bytes:
    layout = (16, 1, 1, SAMPLE_RATE, SAMPLE_RATE * FRAME_BYTES, FRAME_BYTES, 8 * FRAME_BYTES)  # plain samples, mono
    return _WAV_HEADER.pack(b"RIFF", _WAV_HEADER.size - 8 + length, b"WAVE", b"fmt ", *layout, b"data", length)
