"""The house holds: imports point one way, and each library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*(ROOT / "skill").glob("*.py"), *(ROOT / "local_runner").glob("*.py")])
DOORS = {
    "ask_sdk_core": {"skill/app", "skill/handlers", "skill/web", "skill/sdk_import"},
    "ask_sdk_model": {"skill/app", "skill/handlers", "skill/timers", "skill/web"},
    "ask_sdk_runtime": {"skill/app", "skill/web"},
    "flask": {"skill/web"},
    "flask_ask_sdk": {"skill/web", "skill/sdk_import"},
    "cryptography": {"skill/verify", "skill/certificates", "skill/sdk_import"},
    "pyttsx3": {"local_runner/voice"},
    "espeakng_loader": {"local_runner/voice"},
    "sqlite3": {"skill/sqlite_memory", "local_runner/doctor"},
}
"""Libraries, and the only modules that may import them."""
DESKTOP_MAY = {"app", "cues", "ssml", "pacing"}
"""What of the skill the speaking desktop knows: the door, the cues, their form on the wire, their lengths."""
SPEAKING = ("device", "talk", "view", "listener", "player", "sound", "voice", "limits", "desktop")


def imported(path: Path) -> set[str]:
    """Every module a file imports, at its head or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_library_is_imported_through_its_door_only(path: Path) -> None:
    """The SDK, Flask, the voice and the database stand in the modules that are made for them."""
    name = f"{path.parent.name}/{path.stem}"
    roots = {module.split(".")[0] for module in imported(path)}
    assert [] == sorted(library for library, doors in DOORS.items() if library in roots and name not in doors)


def test_the_skill_never_imports_the_desktop() -> None:
    """The skill works when `local_runner` is deleted."""
    found = [path.name for path in (ROOT / "skill").glob("*.py") for one in imported(path) if "local_runner" in one]
    assert [] == found


@pytest.mark.parametrize("name", SPEAKING)
def test_the_speaking_desktop_reaches_the_skill_through_its_door(name: str) -> None:
    """The desktop talks to the skill as an Echo does: a request in, a response out."""
    used = {one.split(".")[1] for one in imported(ROOT / "local_runner" / f"{name}.py") if one.startswith("skill.")}
    assert set() == used - DESKTOP_MAY


def test_only_the_web_service_and_its_neighbours_know_the_web() -> None:
    """No module of the skill but the web service imports it."""
    knows = {path.stem for path in (ROOT / "skill").glob("*.py") if "skill.web" in imported(path)}
    assert set() == knows


def test_a_cold_start_loads_nothing_it_does_not_need() -> None:
    """The Lambda entry brings no web server, no database, no numbers, no voice."""
    code = "import sys, skill.app; print(*sorted(sys.modules))"
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    loaded = {name.split(".")[0] for name in answer.stdout.split()}
    heavy = {"flask", "numpy", "requests", "jinja2", "sqlite3", "pyttsx3", "miniaudio", "cryptography", "tomllib"}
    assert set() == loaded & heavy


def test_only_the_command_line_prints() -> None:
    """What a person sees goes through the view, the command line, or the last word when all else failed."""
    prints = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                prints.append(path.stem)
    assert set(prints) <= {"__main__", "calm"}
