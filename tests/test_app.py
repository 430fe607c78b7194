"""The skill as it is built: its settings, its one door, and the sentence that cannot fail."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local_runner.device import Answer, Echo
from local_runner.limits import broken
from skill.app import LAST_RESORT, create
from skill.library import ContentError
from skill.ssml import plain

NOON_MS = 1_795_521_600_000
ROOT = Path(__file__).parents[1]
OWN = """
title = "Shoulder rolls"
spoken = ["shoulder rolls"]
stages = ["early", "recovering", "prevention"]
start = "Sit tall on a firm chair."
way_back = "Let your shoulders drop. Rest."
sources = ["Jane Doe, physiotherapist, 2026"]
reviewed = 2026-11-23
part = [{ kind = "repeats", reps = { full = 5 }, first = [{ say = "Roll both shoulders back.", settle = 4 }] }]
"""


def _echo(handler: Any, person: str = "amzn1.ask.account.one") -> Echo:
    return Echo(handler, "en-US", lambda: NOON_MS, person=person)


def _said(answer: Answer) -> str:
    assert answer.turn is not None
    return plain(answer.turn)


def test_the_last_resort_says_where_to_call_and_is_within_the_rules() -> None:
    """Plain words only: nothing to fill in, nothing to escape, no question."""
    speech = {"type": "SSML", "ssml": f"<speak>{LAST_RESORT}</speak>"}
    assert [] == broken({"response": {"outputSpeech": speech, "shouldEndSession": True}}, "LaunchRequest")
    assert re.fullmatch(r"[A-Za-z,. ]+", LAST_RESORT)
    assert "call your local emergency number now" in LAST_RESORT


def test_a_routine_of_one_s_own_is_played_like_any_other(tmp_path: Path) -> None:
    """A folder of further routines is part of the skill."""
    (tmp_path / "shoulder_rolls.toml").write_text(OWN, encoding="utf-8")
    echo = _echo(create("memory:", tmp_path))
    echo.launch()
    assert "Roll both shoulders back." in _said(echo.say("RoutineIntent", {"routine": "shoulder_rolls"}))


def test_a_routine_with_a_mistake_stops_the_start_and_names_it(tmp_path: Path) -> None:
    """Better no skill than one that fails in the middle."""
    (tmp_path / "shoulder_rolls.toml").write_text(OWN.replace("settle", "setle"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"shoulder_rolls\.toml.*setle"):
        create("memory:", tmp_path)


def test_a_misspelt_memory_stops_the_start() -> None:
    """Places would be lost without a word."""
    with pytest.raises(ValueError, match="BACK_SPASM_MEMORY"):
        create("sqllite:places")


def test_two_people_at_once_do_not_hear_of_each_other(tmp_path: Path) -> None:
    """One handler serves everybody; what is known travels with each session."""
    handler = create(f"sqlite:{tmp_path / 'places.sqlite3'}")
    one, two = _echo(handler, "amzn1.ask.account.one"), _echo(handler, "amzn1.ask.account.two")
    one.launch()
    two.launch()
    one.say("RoutineIntent", {"routine": "knee_to_chest"})
    two.say("RoutineIntent", {"routine": "bridge"})
    one.heard(4, 0, 1)
    two.heard(4, 0, 1)
    assert "Doing knee to chest" in _said(one.say("AMAZON.PauseIntent"))
    two.close()
    assert "You were doing the bridge" in _said(two.launch())


def test_nothing_is_shared_between_two_handlers(tmp_path: Path) -> None:
    """Each has its own memory and its own routines."""
    (tmp_path / "shoulder_rolls.toml").write_text(OWN, encoding="utf-8")
    create("memory:", tmp_path)
    echo = _echo(create("memory:"))
    echo.launch()
    assert "I can help with back spasms." in _said(echo.say("RoutineIntent", {"routine": "shoulder_rolls"}))


SETTINGS = """
import json, sys
from skill.app import handler
event = json.load(sys.stdin)
other = {"System": {"application": {"applicationId": "amzn1.ask.skill.other"}}}
print(json.dumps([handler(event, None), handler({**event, "context": other}, None)]))
"""


def test_the_lambda_entry_takes_its_settings_from_the_environment(tmp_path: Path) -> None:
    """Memory, a folder of routines and the skill id, read once, at import."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "shoulder_rolls.toml").write_text(OWN, encoding="utf-8")
    application, user = {"applicationId": "amzn1.ask.skill.this"}, {"userId": "amzn1.ask.account.one"}
    found = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "rolls", "id": "shoulder_rolls"}}]}
    slot = {"name": "routine", "resolutions": {"resolutionsPerAuthority": [{"authority": "a", **found}]}}
    event = {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s", "application": application, "user": user,
                    "attributes": {"checked": True}},
        "context": {"System": {"application": application, "user": user}},
        "request": {"type": "IntentRequest", "requestId": "r", "timestamp": "2026-11-24T12:00:00Z", "locale": "en-GB",
                    "intent": {"name": "RoutineIntent", "slots": {"routine": slot}}},
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", SETTINGS],
        input=json.dumps(event),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={
            "BACK_SPASM_MEMORY": f"sqlite:{tmp_path / 'places.sqlite3'}",
            "BACK_SPASM_ROUTINES": str(tmp_path / "own"),
            "BACK_SPASM_SKILL_ID": "amzn1.ask.skill.this",
            "PYTHONPATH": str(ROOT),
        },
    )
    ours, another_s = json.loads(ran.stdout)
    assert "Roll both shoulders back." in ours["response"]["outputSpeech"]["ssml"]
    assert f"<speak>{LAST_RESORT}</speak>" == another_s["response"]["outputSpeech"]["ssml"]
    assert (tmp_path / "places.sqlite3").exists()
