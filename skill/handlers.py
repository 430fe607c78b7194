"""An Alexa request in, a response out: a table of request types, small functions, and nothing that can raise past them.

All of the SDK's looseness stops here. Requests without a session (AudioPlayer, System) never touch its attributes.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from logging import getLogger
from pathlib import Path
from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_model import Response
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill import intents, timers
from skill.conversation import ended, respond
from skill.library import LOCALES, Library, library
from skill.memory import Memory
from skill.place import State, state, to_table
from skill.reply import Meant, Reply
from skill.ssml import render

_log = getLogger(__name__)

DESKTOP = "desktop."
"""A device id that begins so is the software Echo: it has no wake word and no timers of its own."""


class Answering:
    """Answers requests from one library of content and one memory."""

    def __init__(self, memory: Memory, own: Path | None = None, opener: timers.Opener | None = None) -> None:
        self.memory, self.own, self.opener = memory, own, opener
        self._meanings: dict[str, dict[str, Meant]] = {}

    def library(self, envelope: Any) -> Library:
        """The content in the locale of a request."""
        return library(getattr(envelope.request, "locale", None) or LOCALES[0], self.own)

    def meanings(self, content: Library) -> dict[str, Meant]:
        """What the intents of a library mean."""
        if content.locale not in self._meanings:
            self._meanings[content.locale] = intents.meanings(content)
        return self._meanings[content.locale]


def answer(desk: Answering, envelope: Any) -> Response:
    """Answer any request."""
    kind = str(envelope.request.object_type)
    handle = _TYPES.get(kind)
    return _nothing() if handle is None else handle(desk, envelope)


def _launch(desk: Answering, envelope: Any) -> Response:
    return _converse(desk, envelope, Meant("launch"))


def _intent(desk: Answering, envelope: Any) -> Response:
    return _converse(desk, envelope, _meant(desk, envelope))


def _meant(desk: Answering, envelope: Any) -> Meant:
    intent = envelope.request.intent
    if intent is None:
        return Meant("none")
    slot = intents.SLOTS.get(intent.name)
    if slot is None:
        return desk.meanings(desk.library(envelope)).get(intent.name, Meant("none"))
    name = _resolved(intent.slots, slot)
    if name is None:
        return Meant("none")
    side = _resolved(intent.slots, intents.SIDE)
    return Meant(slot, name, count=_number(intent.slots), side=side)


def _resolved(slots: Any, name: str) -> str | None:
    """The id a slot's words resolved to; None when they are no value of its list."""
    slot = (slots or {}).get(name)
    authorities = slot.resolutions.resolutions_per_authority if slot is not None and slot.resolutions else None
    for authority in authorities or ():
        code = getattr(authority.status.code, "value", None) if authority.status else None
        if code == "ER_SUCCESS_MATCH" and authority.values:
            found = authority.values[0].value.id
            return str(found) if found else None
    return None


def _number(slots: Any) -> int | None:
    slot = (slots or {}).get(intents.COUNT)
    value = slot.value if slot is not None else None
    return int(value) if isinstance(value, str) and value.isdecimal() else None


def _converse(desk: Answering, envelope: Any, meant: Meant) -> Response:
    content, now_ms, person = desk.library(envelope), _now_ms(envelope), _person(envelope)
    known = _state(envelope)
    kept = desk.memory.load(person, now_ms)
    reply = respond(content, known, kept, meant, now_ms, echo=_is_echo(envelope))
    if reply.timer_ms is not None:
        return _timer(desk, envelope, reply, known)
    return _reply(desk, envelope, content, reply)


def _reply(desk: Answering, envelope: Any, content: Library, reply: Reply) -> Response:
    """Keep the place first, then answer: after "exit" there is no other chance."""
    desk.memory.save(_person(envelope), reply.bookmark)
    _remember(envelope, reply)
    card = None if reply.card is None else SimpleCard(title=content.prompts["card_title"], content=reply.card)
    reprompt = None
    if reply.reprompt is not None:
        reprompt = Reprompt(output_speech=SsmlOutputSpeech(ssml=render(reply.reprompt)))
    return Response(
        output_speech=SsmlOutputSpeech(ssml=render(reply.turn)),
        reprompt=reprompt,
        card=card,
        should_end_session=reply.end,
    )


def _remember(envelope: Any, reply: Reply) -> None:
    if envelope.session is not None:
        envelope.session.attributes = {} if reply.end else to_table(reply.state)


def _timer(desk: Answering, envelope: Any, begun: Reply, known: State) -> Response:
    """Set the timer the person said yes to, asking for the permission where it is missing."""
    content = desk.library(envelope)
    outcome = _set(desk, envelope, begun)
    if outcome == "denied":
        desk.memory.save(_person(envelope), begun.bookmark)
        _remember(envelope, replace(begun, state=known))
        place = begun.state.place.routine if begun.state.place else ""
        return Response(directives=[timers.permission_request(place)], should_end_session=True)
    kept = desk.memory.load(_person(envelope), _now_ms(envelope))
    told = respond(content, known, kept, Meant("timer", outcome), _now_ms(envelope), echo=_is_echo(envelope))
    return _reply(desk, envelope, content, told)


def _set(desk: Answering, envelope: Any, begun: Reply) -> str:
    """Set the timer a reply asks for; what became of it."""
    content, system = desk.library(envelope), envelope.context.system if envelope.context else None
    label = content.prompts["timer_label"]
    return timers.create_timer(system, begun.timer_ms or 0, label, content.locale, desk.opener)


def _connection(desk: Answering, envelope: Any) -> Response:
    """The answer about the permission: set the timer, or go on without; the place came back from memory."""
    request, content, now_ms = envelope.request, desk.library(envelope), _now_ms(envelope)
    kept = desk.memory.load(_person(envelope), now_ms)
    known = _state(envelope)
    if known.place is None:
        known = replace(known, place=kept.place, mode="aside", question="timer", checked=True)
    status = str((request.payload or {}).get("status", "")) if isinstance(request.payload, Mapping) else ""
    outcome = "no"
    if status == "ACCEPTED" and known.place is not None:
        begun = respond(content, replace(known, yes="set_timer"), kept, Meant("control", "yes"), now_ms)
        outcome = "no" if begun.timer_ms is None else _set(desk, envelope, begun)
    response = _reply(desk, envelope, content, respond(content, known, kept, Meant("timer", outcome), now_ms))
    if status == "NOT_ANSWERED":
        response.card = timers.consent_card()
    return response


def _ended(desk: Answering, envelope: Any) -> Response:
    """Keep the cue the session had come to; nothing can be said any more."""
    person, now_ms, known = _person(envelope), _now_ms(envelope), _state(envelope)
    kept = desk.memory.load(person, now_ms)
    if known != State():
        desk.memory.save(person, ended(desk.library(envelope), known, kept, now_ms, echo=_is_echo(envelope)))
    return _nothing()


def _disabled(desk: Answering, envelope: Any) -> Response:
    """The skill was taken off: erase what is kept."""
    desk.memory.forget(_person(envelope))
    return _nothing()


def mistake(error: BaseException) -> str:
    """An error for the log: its name and the lines it came by, without its message, which may hold what was said."""
    lines = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{Path(line.filename).name}:{line.lineno}" for line in lines[::-1])])


def _nothing() -> Response:
    """An empty response; on an open session that is no turn of its own, the session stays as it was."""
    return Response()


def _state(envelope: Any) -> State:
    return state(envelope.session.attributes if envelope.session is not None else None)


def _is_echo(envelope: Any) -> bool:
    device = envelope.context.system.device if envelope.context and envelope.context.system else None
    return not str(getattr(device, "device_id", None) or "").startswith(DESKTOP)


def _person(envelope: Any) -> str:
    system = envelope.context.system if envelope.context else None
    user = (envelope.session.user if envelope.session is not None else None) or (system.user if system else None)
    return str(getattr(user, "user_id", None) or "")


def _now_ms(envelope: Any) -> int:
    """The time of a request; of one without, the time of the reply before it, as if no time had passed."""
    moment = envelope.request.timestamp
    if not isinstance(moment, datetime):
        return _state(envelope).sent_ms
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)


_TYPES: Mapping[str, Callable[[Answering, Any], Response]] = {
    "LaunchRequest": _launch,
    "IntentRequest": _intent,
    "SessionEndedRequest": _ended,
    "Connections.Response": _connection,
    "AlexaSkillEvent.SkillDisabled": _disabled,
}


class AnyRequest(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """The one request handler: every request is looked up in the table."""

    def __init__(self, desk: Answering) -> None:
        self.desk = desk

    def can_handle(self, handler_input: Any) -> bool:
        """Every request."""
        return True

    def handle(self, handler_input: Any) -> Response:
        """Answer it from the table."""
        envelope = handler_input.request_envelope
        response = answer(self.desk, envelope)
        if envelope.session is not None:
            handler_input.attributes_manager.session_attributes = envelope.session.attributes
        return response


class AnyMistake(AbstractExceptionHandler):  # type: ignore[misc]  # the SDK has no types
    """The last handler: a mistake of ours becomes one calm sentence, and a line in the log without any words."""

    def __init__(self, desk: Answering) -> None:
        self.desk = desk

    def can_handle(self, handler_input: Any, exception: Exception) -> bool:
        """Every mistake."""
        return True

    def handle(self, handler_input: Any, exception: Exception) -> Response:
        """Say that something went wrong, and what to do."""
        _log.error("request failed: %s", mistake(exception))
        kind = str(handler_input.request_envelope.request.object_type)
        if kind not in {"LaunchRequest", "IntentRequest"}:
            return _nothing()
        text = self.desk.library(handler_input.request_envelope).prompts["apology"]
        return Response(output_speech=SsmlOutputSpeech(ssml=f"<speak>{text}</speak>"), should_end_session=True)
