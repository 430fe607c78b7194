"""Playing: what is heard, when it is cut, and that every pause is exact. No sound card is needed."""

import errno
import io
import os
import struct
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_runner.player import (
    Clip,
    Heard,
    Pace,
    Piece,
    RealClock,
    RecordingPlayer,
    Silence,
    Sound,
    SoundUnavailable,
    StreamPlayer,
    TextPlayer,
    VirtualClock,
)
from local_runner.sound import Reel, WavFile, trimmed

ROOT = Path(__file__).parents[1]
NO_STOP = threading.Event()


def tone(ms: int, level: int = 8000) -> Clip:
    """Make a clip of one level: any change of a sample shows."""
    return Clip(struct.pack("<h", level) * (ms * 48))


def levels(samples: bytes) -> list[tuple[int, int]]:
    """Write samples as runs: (level, number of frames)."""
    runs: list[tuple[int, int]] = []
    for (level,) in struct.iter_unpack("<h", samples):
        if runs and runs[-1][0] == level:
            runs[-1] = (level, runs[-1][1] + 1)
        else:
            runs.append((level, 1))
    return runs


def recorded(path: Path) -> bytes:
    """Read a WAV file as any other program would."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 48000)
        return file.readframes(file.getnframes())


def ignore(key: int, at_ms: int) -> None:
    """Take no notice of what begins."""


def never() -> bool:
    """Do not interrupt."""
    return False


def reel(*pieces: Piece) -> Reel:
    """Make a complete reel."""
    made = Reel(pieces[0].key)
    for piece in pieces:
        made.add(piece)
    made.complete()
    return made


# Clips and pieces


def test_a_clip_lasts_as_long_as_its_samples_rounded_up() -> None:
    """48 frames are a millisecond; one frame more must not be cut."""
    assert (Clip(b"").ms, Clip(bytes(96)).ms, Clip(bytes(98)).ms) == (0, 1, 2)


def test_half_a_sample_and_a_negative_silence_are_refused() -> None:
    """Wrong values are refused when made, not when played."""
    with pytest.raises(ValueError, match="whole 16-bit samples"):
        Clip(b"abc")
    with pytest.raises(ValueError, match="cannot last -1 ms"):
        Silence(-1, key=0)


def test_trimming_keeps_ten_milliseconds_of_each_edge_and_whole_milliseconds() -> None:
    """Near-silence goes, what is left of it is 10 ms, and zeros fill up the last millisecond."""
    quiet, loud = struct.pack("<h", 60), struct.pack("<h", -900)
    kept = trimmed(quiet * 5000 + loud * 100 + quiet * 9000)
    assert levels(kept) == [(60, 480), (-900, 100), (60, 480), (0, 44)]


def test_trimming_adds_nothing_and_leaves_nothing_of_silence() -> None:
    """A clip without an edge gets none; near-silence alone is an empty clip."""
    assert tone(3).samples == trimmed(tone(3).samples)
    assert trimmed(struct.pack("<h", -60) * 999) == b""


# The reel


@given(
    st.lists(st.one_of(st.builds(Silence, st.integers(0, 40), st.integers(0, 3)), st.builds(
        lambda frames, level, key: Sound(Clip(struct.pack("<h", level) * frames), key),
        st.integers(0, 2000), st.integers(-32768, 32767), st.integers(0, 3),
    )), min_size=1, max_size=8),
    st.integers(1, 1500),
)  # fmt: skip
def test_a_reel_gives_every_sample_in_order_whatever_is_asked_for(pieces: list[Piece], frames: int) -> None:
    """Blocks of any size, put together, are the pieces put together, then zeros."""
    expected = b"".join(piece.clip.samples if isinstance(piece, Sound) else bytes(piece.ms * 96) for piece in pieces)
    made = reel(*pieces)
    actual = b""
    while not made.over:
        actual += made.pull(frames)
    assert expected == actual[: len(expected)]
    assert not any(actual[len(expected) :])
    assert made.heard().finished


def test_a_reel_tells_when_each_key_began_even_one_without_a_sample() -> None:
    """Pieces of one key are one; an empty sentence begins all the same."""
    made = reel(Sound(tone(20), 7), Silence(30, 7), Sound(Clip(b""), 8), Silence(10, 9))
    made.pull(480 * 10)
    assert list(made.started) == [(7, 0), (8, 50), (9, 50)]
    assert Heard(key_reached=9, ms_into_key=10, finished=True) == made.heard()


def test_waiting_for_the_next_piece_is_silence_that_does_not_count() -> None:
    """A late piece lengthens a pause; it never takes time from what comes after."""
    made = Reel(1)
    made.add(Silence(10, 1))
    assert bytes(960 * 2) == made.pull(960)
    assert Heard(1, 10, finished=False) == made.heard()
    made.add(Sound(tone(1), 2))
    made.complete()
    assert levels(made.pull(480)) == [(8000, 48), (0, 432)]
    assert Heard(2, 1, finished=True) == made.heard()


def test_a_cut_fades_for_five_milliseconds_and_then_is_silent() -> None:
    """The sound goes down in a line to zero, and the place is where it went."""
    made = reel(Sound(tone(100), 4), Sound(tone(100), 5))
    made.pull(480)
    made.cut()
    faded = [level for (level,) in struct.iter_unpack("<h", made.pull(960))]
    assert sorted(faded, reverse=True) == faded
    assert (faded[0], faded[239]) == (7966, 0)
    assert not any(faded[240:])
    assert Heard(4, 15, finished=False) == made.heard()
    assert bytes(20) == made.pull(10)


def test_a_cut_after_the_end_changes_nothing() -> None:
    """What was heard to its end stays heard."""
    made = reel(Silence(10, 1))
    made.pull(960)
    made.cut()
    made.pull(960)
    assert Heard(1, 10, finished=True) == made.heard()


# Clocks and text


def test_a_virtual_clock_jumps_and_stays_when_stopped() -> None:
    """Waiting takes no time, and tells whether it was stopped."""
    clock, stop = VirtualClock(5), threading.Event()
    assert (clock.wait(10_000, stop), clock.now_ms()) == (False, 10_005)
    stop.set()
    assert (clock.wait(10_000, stop), clock.now_ms()) == (True, 10_005)


def test_the_real_clock_goes_on_and_can_be_stopped() -> None:
    """A wait lasts at least as long as asked, and not at all when it is stopped."""
    clock, stop = RealClock(), threading.Event()
    before = clock.now_ms()
    assert not clock.wait(3, stop)
    assert clock.now_ms() >= before + 3
    stop.set()
    assert clock.wait(60_000, stop)


def test_text_takes_the_same_time_and_counts_down_where_there_is_a_silence() -> None:
    """A sentence has no countdown; a hold has, to zero, with the words in it counted."""
    clock, ticks, starts = VirtualClock(1000), list[int](), list[tuple[int, int]]()
    player = TextPlayer(clock, ticks.append)
    pieces: list[Piece] = [Sound(tone(730), 1), Silence(250, 2), Sound(tone(130), 2)]
    heard = player.play(pieces, lambda key, at_ms: starts.append((key, at_ms)), never)
    assert Heard(2, 380, finished=True) == heard
    assert clock.now_ms() == 1000 + 730 + 380
    assert starts == [(1, 0), (2, 730)]
    assert ticks == [380, 300, 200, 100, 0]


def test_text_is_cut_within_a_tenth_of_a_second_and_tells_where() -> None:
    """The place is the key, and the milliseconds into it."""
    clock = VirtualClock()
    heard = TextPlayer(clock).play([Silence(500, 1), Silence(10_000, 2)], ignore, lambda: clock.now_ms() > 3210)
    assert Heard(2, 2800, finished=False) == heard


def test_text_cut_before_it_began_is_at_the_first_key() -> None:
    """Nothing is begun, nothing is told to begin."""
    starts: list[int] = []
    heard = TextPlayer(VirtualClock()).play([Silence(500, 3)], lambda key, _: starts.append(key), lambda: True)
    assert (Heard(3, 0, finished=False), []) == (heard, starts)


def test_text_stops_at_once_when_its_event_is_set() -> None:
    """A key press need not wait for the next look."""
    stop = threading.Event()
    stop.set()
    heard = TextPlayer(VirtualClock(), stop=stop).play([Silence(500, 3)], ignore, never)
    assert Heard(3, 0, finished=False) == heard


def test_a_late_clock_never_shortens_a_hold() -> None:
    """A computer that is late by 70 ms at every wait makes each hold longer, never the next one shorter."""

    class LateClock(VirtualClock):
        def wait(self, ms: int, stop: threading.Event) -> bool:
            return super().wait(ms + 70, stop)

    clock, starts = LateClock(), list[int]()
    pieces = [Silence(1000, key) for key in range(4)]
    TextPlayer(clock).play(pieces, lambda _, at_ms: starts.append(at_ms), never)
    assert all(after - before >= 1000 for before, after in zip(starts, [*starts[1:], clock.now_ms()], strict=True))


def test_nothing_to_play_is_finished_at_no_key() -> None:
    """Every player answers alike."""
    assert Heard(-1, 0, finished=True) == TextPlayer(VirtualClock()).play([], ignore, never)


# Recording


def test_a_recording_has_every_pause_exact_to_the_sample(tmp_path: Path) -> None:
    """A whole session in a moment; the time between two plays is silence."""
    clock = VirtualClock(77)
    player = RecordingPlayer(TextPlayer(clock), clock, tmp_path / "session.wav")
    pieces: list[Piece] = [Sound(tone(500), 1), Silence(10_000, 2), Sound(tone(300, 500), 3)]
    assert Heard(3, 300, finished=True) == player.play(pieces, ignore, never)
    clock.wait(8000, NO_STOP)
    player.play([Sound(tone(100, -9), 1)], ignore, never)
    player.close()
    expected = [(8000, 500 * 48), (0, 10_000 * 48), (500, 300 * 48), (0, 8000 * 48), (-9, 100 * 48)]
    assert expected == levels(recorded(tmp_path / "session.wav"))


def test_a_recording_ends_where_the_sound_was_cut(tmp_path: Path) -> None:
    """The file holds what was heard, with its fade, and pieces that were made for later are not in it."""
    clock = VirtualClock()
    player = RecordingPlayer(TextPlayer(clock), clock, tmp_path / "cut.wav")
    pieces: list[Piece] = [Silence(1000, 1), Sound(tone(900), 2), Sound(tone(900), 3)]
    assert Heard(2, 300, finished=False) == player.play(iter(pieces), ignore, lambda: clock.now_ms() >= 1300)
    player.close()
    samples = recorded(tmp_path / "cut.wav")
    assert len(samples) == 1300 * 96
    assert levels(samples)[:2] == [(0, 48_000), (8000, 295 * 48)]
    assert samples[-2:] == b"\0\0"


def test_a_recording_can_be_heard_before_it_is_closed(tmp_path: Path) -> None:
    """A program that is killed leaves a good file."""
    file = WavFile(tmp_path / "open.wav")
    file.add(tone(10).samples)
    assert tone(10).samples == recorded(tmp_path / "open.wav")
    file.close()
    file.close()


class SmallDisk(io.FileIO):
    """A file on a disk with room for a second and a half, its header included."""

    def write(self, data: object, /) -> int:
        """Write what there is room for, or fail as a full disk does."""
        samples = bytes(data)[: 144_000 - self.tell()]  # type: ignore[call-overload]  # any buffer, as FileIO takes
        if not samples:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(samples)


def test_a_full_disk_is_said_once_and_what_was_recorded_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is told what happened, what is kept and what to do; playing can go on."""
    path, clock = tmp_path / "full.wav", VirtualClock()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda self, *_, **__: SmallDisk(self, "wb"))
        player = RecordingPlayer(TextPlayer(clock), clock, path)
    with pytest.raises(SoundUnavailable) as caught:
        player.play([Sound(tone(3000), 1)], ignore, never)
    assert "No space left" in caught.value.reason
    assert f"The first 1 seconds are kept in {path}." in caught.value.reason
    assert "Free some disk space" in caught.value.remedy
    assert tone(1500).samples[:-44] == recorded(path)
    assert player.play([Silence(10, 1)], ignore, never).finished
    player.close()


def test_a_recording_that_cannot_be_begun_is_said_at_once(tmp_path: Path) -> None:
    """A folder that is not there is known before the session begins."""
    with pytest.raises(SoundUnavailable, match="could not be written: No such file"):
        RecordingPlayer(TextPlayer(VirtualClock()), VirtualClock(), tmp_path / "none" / "a.wav")


# The stream, on miniaudio's own device that plays to nobody in real time


@pytest.fixture(scope="module")
def stream() -> Iterator[StreamPlayer]:
    """Open one stream for all tests, as in a session."""
    player = StreamPlayer(silent=True)
    yield player
    player.close()
    player.close()


def test_the_stream_plays_to_the_end_and_counts_in_samples(stream: StreamPlayer) -> None:
    """Keys begin at their sample, whatever the buffer; pieces may be made while it plays."""
    starts: list[tuple[int, int]] = []
    pieces: list[Piece] = [Sound(tone(31), 1), Silence(52, 2), Sound(Clip(b""), 3), Sound(tone(17), 4)]
    heard = stream.play(iter(pieces), lambda key, at_ms: starts.append((key, at_ms)), never)
    assert Heard(4, 17, finished=True) == heard
    assert starts == [(1, 0), (2, 31), (3, 83), (4, 83)]


def test_the_stream_is_cut_long_before_the_end(stream: StreamPlayer) -> None:
    """A minute of silence ends at once, and the place is told."""
    asked = iter([False, False, False])
    heard = stream.play([Sound(tone(20), 1), Silence(60_000, 2)], ignore, lambda: next(asked, True))
    assert (heard.key_reached, heard.finished) == (2, False)
    assert 0 < heard.ms_into_key < 1000


def test_the_stream_plays_again_after_a_cut(stream: StreamPlayer) -> None:
    """One stream serves the whole session."""
    assert not stream.play([Silence(60_000, 1)], ignore, lambda: True).finished
    assert stream.play([Silence(20, 2)], ignore, never).finished
    assert Heard(-1, 0, finished=True) == stream.play([], ignore, never)


def test_a_fault_while_playing_reaches_the_caller_and_ends_the_sound(stream: StreamPlayer) -> None:
    """Neither a fault in the sound thread nor one in the caller's leaves the sound running or the caller waiting."""

    def fault(*_: object) -> NoReturn:
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        stream.play([Silence(60_000, 1)], ignore, fault)
    with pytest.raises(RuntimeError, match="a fault"):
        stream.play([Silence(60_000, 1)], fault, never)
    assert stream.play([Silence(20, 2)], ignore, never).finished


def run_python(program: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program of its own, from the project's folder."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | environment,
        text=True,
        capture_output=True,
        timeout=20,
        check=False,
    )


def test_a_program_that_fails_with_the_stream_open_still_ends() -> None:
    """Python would otherwise wait for the sound thread, and that for Python."""
    ended = run_python("from local_runner.player import StreamPlayer\nplayer = StreamPlayer(silent=True)\n1 / 0", {})
    assert (ended.returncode, "ZeroDivisionError" in ended.stderr) == (1, True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's sound systems can be turned off by variables")
def test_without_a_sound_card_the_person_reads_what_to_do_and_no_noise(tmp_path: Path) -> None:
    """ALSA writes twenty lines to stderr then; none of them arrives."""
    program = (
        "from local_runner.player import SoundUnavailable, open_player\n"
        "try: open_player()\n"
        "except SoundUnavailable as missing: print(missing.reason, '|', missing.remedy)"
    )
    nowhere = str(tmp_path / "none")
    ended = run_python(program, {"PULSE_SERVER": nowhere, "ALSA_CONFIG_PATH": nowhere, "XDG_RUNTIME_DIR": nowhere})
    assert ended.stderr == ""
    assert ended.stdout.startswith("No sound device answered. | Check that speakers or headphones are connected")


def asked_every_20_ms(pace: Pace, lateness: list[float]) -> None:
    """Ask for 20 ms of samples every 20 ms, each request so much later than its time."""
    for at, late in enumerate(lateness):
        pace.asked(960, 1000.0 + 20 * at + late)


def test_a_device_that_ran_dry_is_counted_with_what_it_lost() -> None:
    """After an underrun of 35 ms every request comes 35 ms later than it would have come."""
    pace = Pace()
    asked_every_20_ms(pace, [0.3, 0.0] * 50 + [35.2, 35.0] * 50)
    assert (pace.underruns, pace.lost_ms) == (1, 35)


def test_requests_that_are_late_but_made_up_for_are_no_underruns() -> None:
    """The buffer held: after 55 ms of delay the device is back in time."""
    pace = Pace()
    asked_every_20_ms(pace, [0.0] * 60 + [55.0, 35.0, 15.0] + [0.0] * 60)
    assert (pace.underruns, pace.lost_ms) == (0, 0)


def test_a_device_opened_again_does_not_count_the_time_without_one() -> None:
    """A restart forgets the old device's pace, and keeps the count."""
    pace = Pace()
    asked_every_20_ms(pace, [0.0] * 50 + [40.0] * 50)
    pace.restart()
    asked_every_20_ms(pace, [9000.0] * 75)
    assert (pace.underruns, pace.lost_ms) == (1, 40)
