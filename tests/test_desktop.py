"""The desktop voice as a person meets it: command line, scripts, transcripts, patience, plain words for trouble."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import pytest

from local_runner.__main__ import main
from local_runner.listener import ScriptError, script

ROOT = Path(__file__).parent.parent
COMMANDS = [
    "talk",
    "ask",
    "resolve",
    "evaluate",
    "timeline",
    "coverage",
    "check",
    "new-routine",
    "build-models",
    "doctor",
]


def talked(tmp_path: Path, lines: str, *more: str) -> list[dict[str, object]]:
    """The transcript of a scripted conversation on the virtual clock, with a memory of its own."""
    (tmp_path / "script.txt").write_text(lines, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    arguments = [
        "talk",
        "--clock",
        "virtual",
        "--script",
        str(tmp_path / "script.txt"),
        "--transcript",
        str(out),
        *more,
    ]
    assert 0 == main(arguments)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACK_SPASM_MEMORY", f"sqlite:{tmp_path / 'place.sqlite3'}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` works on all of them."""
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert 0 == left.value.code
    assert "usage" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` names the program and its version."""
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert (0, True) == (left.value.code, capsys.readouterr().out.startswith("back-spasm-helper "))


def test_a_timeline_is_printed_as_it_is_promised(capsys: pytest.CaptureFixture[str]) -> None:
    """Twelve holds of ten seconds, right and left in turn, with a check-in after six."""
    assert 0 == main(["timeline", "knee_to_chest", "--json"])
    table = json.loads(capsys.readouterr().out)
    assert {"id", "title", "size", "locale", "total_ms", "cues"} == set(table)
    holds, ms, sides, before_check_in = [], -1, [], 0
    for cue in table["cues"]:
        if cue.get("text") == "Hold for ten.":
            ms = 0
            sides.append(cue["side"])
        elif ms >= 0 and (cue["kind"] == "pause" or "slot_ms" in cue):
            ms += cue.get("slot_ms", cue["ms"])
        elif ms >= 0:
            holds.append(ms)
            ms = -1
        if cue["kind"] == "check_in" and not before_check_in:
            before_check_in = len(holds)
    assert [10_000] * 12 == holds
    assert ["right", "left"] * 6 == sides
    assert 6 == before_check_in


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["timeline", "nothing"], "there is no routine 'nothing'"),
        (["ask", " "], "say something"),
        (["--routines", "/nowhere/at/all", "check"], "there is no such folder"),
        (["check", "/nowhere/at/all"], "there is no such folder"),
        (["new-routine", "123"], "a routine needs a name"),
        (["evaluate", "/nowhere.jsonl"], "/nowhere.jsonl"),
        (["talk", "--script", "/nowhere.txt"], "/nowhere.txt"),
        (
            ["talk", "--clock", "virtual", "--script", "/dev/null", "--transcript", "/nowhere/a.jsonl"],
            "/nowhere/a.jsonl",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one clear message, no page of code."""
    assert 2 == main(arguments)
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


def test_script_lines_have_three_forms_and_a_bad_one_is_named() -> None:
    """At a time, so long into a turn, or when the helper has finished."""
    lines = script("# a remark\n12.5 next\n+3 next\nnext\n(silence)\n")
    assert [(12_500, None), (None, 3_000), (None, None), (None, None)] == [(one.at_ms, one.into_ms) for one in lines]
    with pytest.raises(ScriptError, match="line 1"):
        script("12.5\n")


def test_a_word_cuts_in_where_the_script_says(tmp_path: Path) -> None:
    """Three seconds into a turn the helper is cut, and the transcript says when."""
    events = talked(tmp_path, "continue\nstart knee to chest\n+60 how long left\n")
    words = [event for event in events if event["kind"] == "word"]
    assert ["continue", "start knee to chest", "how long left"] == [event["text"] for event in words]
    cut = next(event for event in events if event["kind"] == "cut")
    began = next(event["t_ms"] for event in events if event.get("text", "").__str__().startswith("Knee to chest. Six"))
    assert isinstance(cut["t_ms"], int)
    assert isinstance(began, int)
    assert 60_000 <= cut["t_ms"] - began <= 60_200


def test_at_a_question_it_waits_and_reminds_at_thirty_and_ninety_seconds(tmp_path: Path) -> None:
    """A patient Echo: nobody on the floor is hurried."""
    events = talked(tmp_path, "continue\nget me down to the floor\n(silence)\n400 i'm down\n")
    texts = [str(event.get("text")) for event in events]
    assert "No rush. Say ready when you're there." in texts
    asked = next(event for event in events if event["kind"] == "check_in" and "ready" in str(event.get("text")))
    first = next(event for event in events if event.get("text") == "No rush. Say ready when you're there.")
    waited = int(str(first["t_ms"])) - int(str(asked["t_ms"])) - int(str(asked["ms"]))
    assert 30_000 <= waited <= 30_200


def test_a_strict_echo_closes_its_microphone(tmp_path: Path) -> None:
    """Eight seconds, one reprompt, eight seconds, and the session is over."""
    events = talked(tmp_path, "continue\n(silence)\n(silence)\n", "--strict-echo")
    assert "EXCEEDED_MAX_REPROMPTS" in [event.get("reason") for event in events]


def test_what_is_recorded_lasts_exactly_as_long_as_the_session(tmp_path: Path) -> None:
    """The recording holds every silence to the millisecond."""
    out = tmp_path / "out.wav"
    events = talked(tmp_path, "continue\n", "--record", str(out))
    with wave.open(str(out)) as sound:
        lasted = sound.getnframes() * 1000 // sound.getframerate()
    last = events[-2] if events[-1]["kind"] == "end" else events[-1]
    assert abs(lasted - int(str(last["t_ms"])) - int(str(last.get("ms", 0)))) <= 5


def test_lines_of_a_pipe_are_said_in_turn() -> None:
    """Without a terminal the clock is virtual, and the place is kept at the end of the input."""
    answer = subprocess.run(
        [sys.executable, "-m", "local_runner"], input="continue\nice or heat\n", capture_output=True, text=True,
        check=False, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert 0 == answer.returncode
    assert "Either is fine." in answer.stdout
    assert "Traceback" not in answer.stderr


def test_ctrl_c_ends_cleanly_and_keeps_the_place(tmp_path: Path) -> None:
    """Interrupted in the middle of a routine: exit code 0, no page of code, and the place is there the next time."""
    (tmp_path / "s.txt").write_text("+0.1 continue\n+0.1 start knee to chest\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "local_runner",
        "talk",
        "--text",
        "--clock",
        "real",
        "--script",
        str(tmp_path / "s.txt"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    began = time.monotonic()
    while "Knee to chest" not in process.stdout.readline():
        assert time.monotonic() - began < 30
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert (0, False) == (process.returncode, "Traceback" in told)
    again = subprocess.run(
        [sys.executable, "-m", "local_runner"],
        input="",
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert "You were doing knee to chest" in again.stdout


def test_a_broken_memory_costs_a_warning_not_the_session(tmp_path: Path) -> None:
    """A file that is no database is told of, and the helper speaks all the same."""
    (tmp_path / "place.sqlite3").write_text("this is no database", encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "local_runner"], input="ice or heat\n", capture_output=True, text=True, check=False,
        cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert 0 == answer.returncode
    assert "Either is fine." in answer.stdout
    assert "Traceback" not in answer.stderr + answer.stdout


@pytest.mark.parametrize("state", ["idle", "routine", "checkin"])
def test_an_emergency_is_answered_from_every_state(
    state: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`ask --jsonl` speaks the number within twelve words and ends."""
    line = json.dumps({"text": "i can't feel anything between my legs", "state": state})
    monkeypatch.setattr(sys, "stdin", io.StringIO(line + "\n"))
    assert 0 == main(["ask", "--jsonl"])
    answer = json.loads(capsys.readouterr().out)
    assert {"text", "outcome", "intent", "slots", "score", "speech", "reprompt", "end"} == set(answer)
    assert ("redflag:L1", True, None) == (answer["outcome"], answer["end"], answer["reprompt"])
    assert "nine one one" in " ".join(answer["speech"].split()[:12])


def test_bad_lines_are_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is no request: its number, and what one looks like."""
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"text": "ice or heat"}\nnot json\n'))
    assert 2 == main(["resolve", "--jsonl"])
    assert "line 2" in capsys.readouterr().err


def test_a_routine_of_ones_own_is_written_checked_and_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From `new-routine` to "start shoulder rolls"."""
    assert 0 == main(["new-routine", "Shoulder rolls", "--into", str(tmp_path / "own")])
    assert 0 == main(["check", str(tmp_path / "own")])
    assert 0 == main(["--routines", str(tmp_path / "own"), "resolve", "start shoulder rolls"])
    assert "routine:shoulder_rolls" in capsys.readouterr().out
    assert 2 == main(["new-routine", "Shoulder rolls", "--into", str(tmp_path / "own")])
