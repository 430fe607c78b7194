"""The envelope of a verified request: for this skill, of this moment, and no deeper than an envelope is."""

from __future__ import annotations

import json
import math
import re
from datetime import datetime, timedelta
from typing import Any, NoReturn, TypeAlias

from skill.refused import Refused

Envelope: TypeAlias = dict[str, Any]

DEPTH = 32
"""Amazon's deepest, a list slot with its resolutions inside a screen's event, has about 16 levels."""
TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
"""Skill events are sent again for an hour with their first timestamp (Amazon, skill events); they open no session."""
EVENTS = frozenset(
    f"AlexaSkillEvent.Skill{what}"
    for what in ("Enabled", "Disabled", "PermissionChanged", "PermissionAccepted", "AccountLinked")
)

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def envelope(body: bytes, skill_id: str | None, now: datetime) -> Envelope:
    """Read a body: the envelope when it is for this skill (any, when None) and was sent about now; else `Refused`."""
    found = _read(body)
    _for_skill(found, skill_id)
    request = _table(found, "request")
    if not isinstance(request.get("type"), str) or not request["type"]:
        raise Refused("the request has no type")
    age = now - _moment(request.get("timestamp"))
    if not -TOLERANCE <= age <= (EVENT_TOLERANCE if request["type"] in EVENTS else TOLERANCE):
        raise Refused("the request is not of this moment")
    return found


def _read(body: bytes) -> Envelope:
    try:
        text = body.decode("utf-8")
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_number)
    except (ValueError, RecursionError) as error:
        raise Refused("the body is not JSON") from error
    if not isinstance(found, dict):
        raise Refused("the body is not an envelope")
    _walk(found)
    if _HALF_CHARACTER.search(text):
        try:
            json.dumps(found, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise Refused("the body holds half a character") from error
    return found


def _walk(top: Envelope) -> None:
    """Refuse what is too deep, level by level: no recursion that a body could exhaust."""
    level: list[Any] = [top]
    for _ in range(DEPTH):
        deeper: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                deeper.extend(value.values())
            elif isinstance(value, list):
                deeper.extend(value)
        if not deeper:
            return
        level = deeper
    raise Refused("the body is too deep")


def _unique(pairs: list[tuple[str, Any]]) -> Envelope:
    """A table whose keys are said once: what is said twice may be read in two ways."""
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a key is said twice")
    return table


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("no such number in JSON")
    return number


def _no_number(word: str) -> NoReturn:
    raise ValueError("no such number in JSON")


def _for_skill(found: Envelope, skill_id: str | None) -> None:
    """Hold both places that name the skill against ours; the session's may be missing, as skill events have none."""
    named = _table(_table(_table(found, "context"), "System"), "application").get("applicationId")
    if not isinstance(named, str) or not named or (skill_id is not None and named != skill_id):
        raise Refused("the request is not for this skill")
    if found.get("session") is not None:
        application = _table(found, "session").get("application")
        if application is not None and (not isinstance(application, dict) or application.get("applicationId") != named):
            raise Refused("the session is not of this skill")


def _table(within: Envelope, key: str) -> Envelope:
    found = within.get(key)
    if not isinstance(found, dict):
        raise Refused("the body is not an envelope")
    return found


def _moment(stamp: object) -> datetime:
    if not isinstance(stamp, str) or not _TIMESTAMP.fullmatch(stamp):
        raise Refused("the request has no timestamp")
    try:
        return datetime.fromisoformat(stamp)
    except ValueError as error:
        raise Refused("the request has no timestamp") from error
