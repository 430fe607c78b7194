"""The skill as a web service: Alexa's requests at `POST /alexa`, `GET /healthz` for whoever looks after the machine.

- Nothing of a body is read before its raw bytes were verified; there is no setting that turns this off.
- Every refusal is 400 (413 for the size, 405 for other methods), with no word of why; the log knows.
- The log holds the request's id, the status, the time taken and our own reason; nothing of a person.

Settings are arguments, or else `BACK_SPASM_SKILL_ID`, `BACK_SPASM_TRUST_ROOTS` (a PEM file; certifi's by default),
`BACK_SPASM_MEMORY` and `BACK_SPASM_ROUTINES`.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from logging import getLogger
from pathlib import Path
from time import perf_counter
from typing import Any

from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from skill.app import Handler, create
from skill.certificates import trust_roots as roots_of
from skill.envelope import Envelope, envelope
from skill.fetching import Fetch, fetch
from skill.refused import Refused
from skill.sdk_import import SkillAdapter
from skill.verify import SIGNATURE_HEADER, URL_HEADER, Verifier

LIMIT_BYTES = 256 * 1024
"""Amazon's largest requests, with a screen's whole context, are a tenth of it."""

_log = getLogger(__name__)
_LENGTH = re.compile(r"\d{1,1000}", re.ASCII)
_REQUEST_ID = re.compile(r"[\w.:-]{1,128}", re.ASCII)


class NotConfigured(ValueError):
    """The service has no skill id, or trust roots that cannot be read; it does not start."""


def create_app(
    skill_id: str | None = None,
    trust_roots: str | Path | bytes | None = None,
    memory: str | None = None,
    *,
    development: bool = False,
    fetch: Fetch = fetch,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """Build the service; `NotConfigured` without a skill id, unless it is for development.

    In development without a skill id, requests for any skill are answered; they are verified as ever. `fetch` gets the
    certificate file at a canonical URL and `clock` tells the time, with its zone; tests give their own.
    """
    skill_id = (skill_id or os.environ.get("BACK_SPASM_SKILL_ID") or "").strip() or None
    if skill_id is None:
        if not development:
            raise NotConfigured(
                "Set BACK_SPASM_SKILL_ID to the id of your skill (amzn1.ask.skill...), so that nobody else's skill can "
                "use this service. To try it without one, ask for development."
            )
        _log.warning("development: requests for any skill are answered")
    own = os.environ.get("BACK_SPASM_ROUTINES")
    handler = create(memory or os.environ.get("BACK_SPASM_MEMORY"), Path(own) if own else None, skill_id)
    verifier = Verifier(_roots(trust_roots or os.environ.get("BACK_SPASM_TRUST_ROOTS")), fetch)

    def verified(body: bytes) -> Envelope:
        now = clock()
        verifier.verify(request.headers.get(URL_HEADER), request.headers.get(SIGNATURE_HEADER), body, now)
        return envelope(body, skill_id, now)

    return served(handler, verified, skill_id or "development")


def served(handler: Handler, verified: Callable[[bytes], Envelope], name: str) -> Flask:
    """A handler as a web service, behind what turns raw bodies into verified envelopes."""
    app = Flask("skill", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LIMIT_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of Flask's own provider
    app.register_error_handler(HTTPException, _without_words)
    adapter = VerifiedAdapter(_Handled(handler), name, verified, app)
    for route, view, method in (("/alexa", adapter.dispatch_request, "POST"), ("/healthz", _healthy, "GET")):
        app.add_url_rule(route, route[1:], view, methods=[method], provide_automatic_options=False)
    return app


class VerifiedAdapter(SkillAdapter):  # type: ignore[misc]  # the SDK has no types
    """The kit's adapter, which reads nothing that was not verified before."""

    def __init__(self, skill: CustomSkill, name: str, verified: Callable[[bytes], Envelope], app: Flask) -> None:
        super().__init__(skill, name)
        self._verified = verified
        self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Register on the application, without the kit's verifiers: they come after it has read the body."""
        app.config.update(ASK_SDK_VERIFY_SIGNATURE=False, ASK_SDK_VERIFY_TIMESTAMP=False)
        super().init_app(app)

    def dispatch_request(self) -> Response:
        """Answer the request at hand, or refuse it; nothing is raised."""
        began = perf_counter()
        name = "-"
        try:
            found = self._verified(_body())
            name = _name(found)
            response = jsonify(self._webservice_handler.verify_request_and_dispatch(request.headers, found))
            outcome = "answered"
        except Refused as refused:
            response, outcome = Response(status=refused.status), str(refused)
        except Exception as error:  # an unauthenticated path: no fault of ours is shown, and none is a 500
            response, outcome = Response(status=400), "failed"
            _log.error("request %s failed: %s", name, _fault(error))
        _log.info("request %s: %d in %.1f ms, %s", name, response.status_code, 1e3 * (perf_counter() - began), outcome)
        return response


class _Handled(CustomSkill):  # type: ignore[misc]  # the SDK has no types
    """The one handler that Lambda and the desktop use too, in the shape the adapter asks for: a dict in, a dict out."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self.serializer = self
        self.custom_user_agent: str | None = None

    def deserialize(self, payload: Envelope, obj_type: object) -> Envelope:
        """Return the envelope, which was read when it was verified."""
        return payload

    def invoke(self, request_envelope: Envelope, context: object) -> Mapping[str, Any]:
        """Let the handler answer."""
        return self._handler(request_envelope, context)

    def serialize(self, obj: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answer, which is a response already."""
        return obj


def _body() -> bytes:
    """The raw body of the request at hand, its size known before a byte of it is read."""
    length = request.environ.get("CONTENT_LENGTH") or ""
    if not _LENGTH.fullmatch(length):
        raise Refused("there is no content length")
    if int(length) > LIMIT_BYTES:
        raise Refused("the body is too large", 413)
    if request.mimetype != "application/json" or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
        raise Refused("the body is not said to be JSON")
    try:
        body = request.get_data(cache=False)
    except HTTPException as error:
        raise Refused("the body was cut off") from error
    if len(body) != int(length):
        raise Refused("the body is not as long as it is said to be")
    return body


def _name(found: Envelope) -> str:
    """The id that Alexa gave a request: it names the request and nobody."""
    name = found["request"].get("requestId")
    return name if isinstance(name, str) and _REQUEST_ID.fullmatch(name) else "-"


def _fault(error: Exception) -> str:
    """What kind of mistake, and in which line; not its message, which may quote a request."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {where.filename}:{where.lineno}"


def _healthy() -> Response:
    return jsonify(status="ok")


def _without_words(error: HTTPException) -> Any:
    """Another path, another method, a host that is none: the status, and no page about it."""
    response = error.get_response()
    response.set_data(b"")
    return response


def _roots(source: str | Path | bytes | None) -> Any:
    try:
        return roots_of(source)
    except (OSError, ValueError) as error:
        raise NotConfigured(f"BACK_SPASM_TRUST_ROOTS cannot be read: {error}") from error
