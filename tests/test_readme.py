"""The README is true: its commands exist, its routine is one, its session was really had."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from local_runner.__main__ import main
from local_runner.authoring import check_own
from skill.library import library

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_target_it_names_is_in_the_makefile() -> None:
    """`make run` and the others can be made."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)\b", README, re.MULTILINE))
    assert {"run", "test"} <= named
    assert [] == [target for target in sorted(named) if not re.search(rf"^{target}:", makefile, re.MULTILINE)]


@pytest.mark.parametrize("command", re.findall(r"^\| `(?:back-spasm-helper` or `)?([a-z-]+)", README, re.MULTILINE))
def test_every_command_it_names_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command in its table is one of the program's."""
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert 0 == left.value.code
    assert command in capsys.readouterr().out


def test_its_eight_line_routine_is_a_good_one(tmp_path: Path) -> None:
    """The routine it shows has eight lines, passes the check and is known by its name."""
    text = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert text is not None
    assert 8 == len(text[1].splitlines())
    (tmp_path / "shoulder_rolls.toml").write_text(text[1], encoding="utf-8")
    assert [] == check_own(tmp_path)
    assert "Shoulder rolls" == library("en-US", tmp_path).routines["shoulder_rolls"].title


def test_its_session_was_really_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # one line of fixtures
    """Each sentence of the session it shows is said by the demo, in that order."""
    session = re.search(r"tests/test_readme.py holds it true -->\n```\n(.*?)```", README, re.DOTALL)
    assert session is not None
    monkeypatch.setenv("BACK_SPASM_MEMORY", "memory:")
    assert 0 == main(["talk", "--clock", "virtual", "--script", str(ROOT / "demo" / "first-day.txt")])
    had, at = capsys.readouterr().out, 0
    shown = [
        line[9:].strip().removesuffix(" ...")
        for line in session[1].splitlines()
        if "..." != line.strip() and "  (" not in line
    ]
    for line in shown:
        found = had.find(line, at)
        assert found >= 0, line
        at = found


def test_what_it_says_is_in_the_house_is_there() -> None:
    """Every file and folder of its plan exists."""
    plan = re.search(r"## How it is built.*?```\n(.*?)```", README, re.DOTALL)
    assert plan is not None
    named = [word for line in plan[1].splitlines() for word in line[:26].split() if "/" in word or word.endswith(".py")]
    missing = [
        name
        for name in named
        if not (ROOT / name).exists()
        and not (ROOT / "skill" / name).exists()
        and not (ROOT / "local_runner" / name).exists()
    ]
    assert [] == missing
