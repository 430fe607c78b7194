"""Builds the skill once; `handler` is the AWS Lambda entry, and the only door the desktop uses.

Settings come from the environment: `BACK_SPASM_MEMORY` (`sqlite:PATH`, or `memory:` for none, the default),
`BACK_SPASM_ROUTINES` (a folder of further routines), `BACK_SPASM_SKILL_ID` (requests of other skills are refused).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from logging import getLogger
from pathlib import Path
from typing import Any, TypeAlias

from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import RequestEnvelope
from ask_sdk_runtime.exceptions import AskSdkException

from skill.handlers import Answering, AnyMistake, AnyRequest, mistake
from skill.library import LOCALES, library
from skill.memory import open_memory
from skill.timers import Opener

_log = getLogger(__name__)

Handler: TypeAlias = Callable[[Mapping[str, Any], object], dict[str, Any]]

LAST_RESORT = (
    "Something went wrong on my side. Rest where you are. For numb legs, chest pain or a bad fall, "
    "call your local emergency number now."
)
"""Said when not even the content can be reached; a constant, so that it cannot fail."""
_SPOKEN = ("LaunchRequest", "IntentRequest")


def create(
    memory: str | None = None, own: Path | None = None, skill_id: str | None = None, opener: Opener | None = None
) -> Handler:
    """Build a handler: a memory setting, a folder of further routines, the skill id that requests must name.

    `opener` sends the requests for timers; `urllib.request.urlopen` unless given.
    """
    desk = Answering(open_memory(memory), own, opener)
    builder = SkillBuilder()
    builder.skill_id = skill_id
    builder.add_request_handler(AnyRequest(desk))
    builder.add_exception_handler(AnyMistake(desk))
    skill = builder.create()
    library(LOCALES[0], own)

    def handle(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        """Answer one request envelope; whatever is wrong with it, the answer is a whole response."""
        try:
            envelope = skill.serializer.deserialize(json.dumps(event), RequestEnvelope)
            if envelope is None or envelope.request is None:
                return _last_resort(event)
            return dict(skill.serializer.serialize(skill.invoke(envelope, context)))
        except AskSdkException as error:
            # Another skill's request, or a shape the SDK does not know: a request type newer than it, most often.
            _log.warning("request refused: %s", type(error).__name__)
            return _last_resort(event)
        except Exception as error:  # a person on the floor hears a sentence, never a fault
            _log.error("request failed: %s", mistake(error))
            return _last_resort(event)

    return handle


def _last_resort(event: object) -> dict[str, Any]:
    """A whole response made of constants: a sentence where one may be said; else nothing, the session as it was."""
    request, session = (event.get("request"), event.get("session")) if isinstance(event, Mapping) else (None, None)
    kind = request.get("type") if isinstance(request, Mapping) else None
    if kind not in _SPOKEN:
        known = session.get("attributes") if isinstance(session, Mapping) else None
        return {"version": "1.0", "response": {}} | ({"sessionAttributes": known} if isinstance(known, dict) else {})
    speech = {"type": "SSML", "ssml": f"<speak>{LAST_RESORT}</speak>"}
    return {"version": "1.0", "response": {"outputSpeech": speech, "shouldEndSession": True}}


def _own() -> Path | None:
    folder = os.environ.get("BACK_SPASM_ROUTINES")
    return Path(folder) if folder else None


handler: Handler = create(
    memory=os.environ.get("BACK_SPASM_MEMORY"),
    own=_own(),
    skill_id=os.environ.get("BACK_SPASM_SKILL_ID"),
)
"""The AWS Lambda entry: an event and a context in, a response out."""
