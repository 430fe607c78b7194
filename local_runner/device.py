"""An Echo in software: it makes the requests, holds the session, and accepts only what a real one would.

It knows which cue it was playing, to the millisecond; a request is stamped with the time at which the skill's own
reckoning (`skill.pacing`) comes to that very cue, so that what the skill infers is what was heard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import uuid4
from xml.etree import ElementTree

from local_runner.limits import enforce
from skill.cues import CheckIn, Pause, Say, Turn
from skill.pacing import cue_ms, total_ms
from skill.ssml import SsmlError, parse

Handler: TypeAlias = Callable[[Mapping[str, Any], object], dict[str, Any]]

DEVICE_ID = "desktop.back-spasm-helper"
SKILL_ID = "amzn1.ask.skill.back-spasm-helper"
LISTEN_MS = 8_000
"""How long a real Echo listens after a question, and again after its reprompt (ask-sdk-core, `ask`)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the turn to play, what to say when no one answers, whether the session is over."""

    turn: Turn | None
    reprompt: Turn | None
    end: bool
    card: str | None = None


@dataclass(slots=True)
class Echo:
    """One device with one person; `now_ms` gives the time in milliseconds since 1970."""

    handler: Handler
    locale: str
    now_ms: Callable[[], int]
    person: str = "amzn1.ask.account.desktop"
    application: str = SKILL_ID
    device: str = DEVICE_ID
    open: bool = False
    _session: str = ""
    _attributes: dict[str, Any] = field(default_factory=dict)
    _turn: Turn | None = None
    _began_ms: int = 0
    _waited_from_ms: int | None = None
    _reached_ms: int = 0

    def launch(self) -> Answer:
        """Open the skill by its name."""
        return self._ask({"type": "LaunchRequest"})

    def say(self, intent: str, slots: Mapping[str, str] | None = None) -> Answer:
        """An utterance that was understood as an intent; with no session open, a one-shot request."""
        made = {name: _slot(name, value) for name, value in (slots or {}).items()}
        return self._ask(
            {"type": "IntentRequest", "intent": {"name": intent, "confirmationStatus": "NONE", "slots": made}}
        )

    def close(self, reason: str = "USER_INITIATED") -> None:
        """The session ends without the skill having a word: "exit", a silence, the power."""
        if self.open:
            self._ask({"type": "SessionEndedRequest", "reason": reason})
            self.open = False

    def heard(self, index: int, into_ms: int, length_ms: int) -> None:
        """The turn was cut `into_ms` into cue `index`, which takes `length_ms` as this device speaks it."""
        if self._turn is None:
            return
        cues, rate = self._turn.cues, self._turn.rate
        cue = cues[index]
        own_ms = cue_ms(cue, rate)
        timed = isinstance(cue, Pause)
        into = into_ms if timed else (into_ms * own_ms // length_ms if length_ms else 0)
        # A cue that was still playing is not over, whatever rounding says.
        self._reached_ms = total_ms(cues[:index], rate) + min(into, own_ms - 1)
        self._waited_from_ms = None

    def finished(self) -> None:
        """The turn was heard to its end; from now on time passes in waiting."""
        if self._turn is not None:
            self._reached_ms = total_ms(self._turn.cues, self._turn.rate)
            self._waited_from_ms = self.now_ms()

    @property
    def attributes(self) -> Mapping[str, Any]:
        """The session attributes as they came with the last response."""
        return self._attributes

    @property
    def asking(self) -> bool:
        """Whether the last turn ended with a question."""
        return self.open and self._turn is not None and isinstance(self._turn.cues[-1], CheckIn)

    def _ask(self, request: dict[str, Any]) -> Answer:
        kind = request["type"]
        new = not self.open
        if new:
            self._session, self._attributes = f"amzn1.echo-api.session.{uuid4()}", {}
        stamp_ms = self._stamp()
        event = self._envelope(request, stamp_ms, new=new)
        response = self.handler(event, None)
        enforce(response, kind)
        body = response["response"]
        self.open = kind != "SessionEndedRequest" and body.get("shouldEndSession") is False
        self._attributes = response.get("sessionAttributes") or {}
        speech, again = body.get("outputSpeech"), (body.get("reprompt") or {}).get("outputSpeech")
        self._turn = _turn(speech)
        self._began_ms, self._reached_ms, self._waited_from_ms = stamp_ms, 0, None
        card = (body.get("card") or {}).get("content")
        return Answer(self._turn, _turn(again), not self.open, card)

    def _stamp(self) -> int:
        if self._turn is None or not self.open:
            return max(self.now_ms(), self._began_ms)
        waited = 0 if self._waited_from_ms is None else self.now_ms() - self._waited_from_ms
        return self._began_ms + self._reached_ms + waited

    def _envelope(self, request: dict[str, Any], stamp_ms: int, *, new: bool) -> dict[str, Any]:
        moment = datetime.fromtimestamp(stamp_ms / 1000, UTC)
        application, user = {"applicationId": self.application}, {"userId": self.person}
        return {
            "version": "1.0",
            "session": {
                "new": new,
                "sessionId": self._session,
                "application": application,
                "attributes": self._attributes,
                "user": user,
            },
            "context": {
                "System": {
                    "application": application,
                    "user": user,
                    "device": {"deviceId": self.device, "supportedInterfaces": {}},
                    "apiEndpoint": "https://api.amazonalexa.com",
                }
            },
            "request": {
                "requestId": f"amzn1.echo-api.request.{uuid4()}",
                "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "locale": self.locale,
                **request,
            },
        }


def _turn(speech: Mapping[str, Any] | None) -> Turn | None:
    if not speech:
        return None
    try:
        return parse(speech["ssml"])
    except SsmlError:  # only the apology of last resort is plain words
        words = "".join(ElementTree.fromstring(speech["ssml"]).itertext())
        return Turn((Say(" ".join(words.split())),))


def _slot(name: str, value: str) -> dict[str, Any]:
    if value.isdecimal():
        return {"name": name, "value": value, "confirmationStatus": "NONE"}
    return {
        "name": name,
        "value": value.replace("_", " "),
        "confirmationStatus": "NONE",
        "resolutions": {
            "resolutionsPerAuthority": [
                {
                    "authority": f"amzn1.er-authority.echo-sdk.{name}",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": value.replace("_", " "), "id": value}}],
                }
            ]
        },
    }
