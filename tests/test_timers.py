"""The pack timer: what is sent to Alexa, what comes of each answer, and when nothing is sent at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import RemoteDisconnected
from http.server import BaseHTTPRequestHandler, HTTPServer
from logging import WARNING
from threading import Thread
from types import SimpleNamespace
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from skill.timers import PERMISSION, consent_card, create_timer, permission_request

SYSTEM = SimpleNamespace(api_endpoint="https://api.eu.amazonalexa.com", api_access_token="token-1")


@contextmanager
def alexa(status: int) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """A timers service on loopback that answers every request with one status; its opener, and what was asked of it."""
    asked: list[dict[str, Any]] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name the library calls
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(
                {
                    "path": self.path,
                    "headers": {name.lower(): value for name, value in self.headers.items()},
                    "body": json.loads(body),
                }
            )
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: Any) -> None:
            """Nothing on the screen."""

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()

        def opener(request: Request, timeout: float) -> Any:
            """Send a request for Alexa to the service instead."""
            address = f"http://127.0.0.1:{server.server_port}{request.selector}"
            here = Request(address, request.data, dict(request.header_items()), method="POST")
            return build_opener(ProxyHandler({})).open(here, timeout=timeout)

        try:
            yield opener, asked
        finally:
            server.shutdown()
            thread.join()


def _nobody(request: Request, timeout: float) -> Any:
    raise AssertionError("nothing may be sent")


def test_a_timer_is_one_request_with_its_length_and_a_label_that_names_no_condition() -> None:
    """Seventeen and a half minutes as ISO 8601, to the endpoint of the person's region, with their token."""
    with alexa(200) as (opener, asked):
        assert "set" == create_timer(SYSTEM, 1_050_000, "Back rest pack", "en-GB", opener)
    (one,) = asked
    assert "/v1/alerts/timers" == one["path"]
    assert "Bearer token-1" == one["headers"]["authorization"]
    assert "application/json" == one["headers"]["content-type"]
    assert "en-GB" == one["headers"]["accept-language"]
    assert one["body"] == {
        "duration": "PT1050S",
        "timerLabel": "Back rest pack",
        "creationBehavior": {"displayExperience": {"visibility": "VISIBLE"}},
        "triggeringBehavior": {"operation": {"type": "NOTIFY_ONLY"}, "notificationConfig": {"playAudible": True}},
    }


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "set"),
        (201, "set"),
        (204, "failed"),
        (400, "failed"),
        (401, "denied"),
        (403, "denied"),
        (404, "failed"),
        (429, "failed"),
        (500, "failed"),
        (504, "failed"),
    ],
)
def test_every_status_is_an_outcome(status: int, outcome: str) -> None:
    """Set, denied where the permission is missing, failed for anything else; never an exception."""
    with alexa(status) as (opener, asked):
        assert outcome == create_timer(SYSTEM, 600_000, "Back rest pack", "en-US", opener)
    assert 1 == len(asked)


@pytest.mark.parametrize("error", [URLError("no route"), TimeoutError(), RemoteDisconnected("gone"), ValueError("bad")])
def test_a_broken_line_is_a_failure_with_a_warning_that_says_nothing_more(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """The person goes on without a timer; the log has no token, no address."""

    def opener(request: Request, timeout: float) -> Any:
        raise error

    with caplog.at_level(WARNING):
        assert "failed" == create_timer(SYSTEM, 600_000, "Back rest pack", "en-US", opener)
    assert ["the timer could not be set"] == [record.getMessage() for record in caplog.records]


def test_it_waits_two_seconds_at_most() -> None:
    """A reply is due in eight seconds, and the timer is an extra."""
    waits: list[float] = []

    def opener(request: Request, timeout: float) -> Any:
        waits.append(timeout)
        raise TimeoutError

    create_timer(SYSTEM, 600_000, "Back rest pack", "en-US", opener)
    assert [2.0] == waits


@pytest.mark.parametrize(
    "system",
    [
        None,
        SimpleNamespace(),
        SimpleNamespace(api_endpoint=None, api_access_token="token-1"),
        SimpleNamespace(api_endpoint="https://api.amazonalexa.com", api_access_token=None),
        SimpleNamespace(api_endpoint="https://api.amazonalexa.com", api_access_token=""),
        SimpleNamespace(api_endpoint="http://api.amazonalexa.com", api_access_token="token-1"),
        SimpleNamespace(api_endpoint="file:///etc/passwd", api_access_token="token-1"),
    ],
)
def test_without_a_secure_address_and_a_token_nothing_is_sent(system: object) -> None:
    """A device with no timers, such as the desktop, and anything that is not https."""
    assert "failed" == create_timer(system, 600_000, "Back rest pack", "en-US", _nobody)


def test_a_slash_behind_the_address_is_not_doubled() -> None:
    """The endpoint is used as it comes."""
    addresses: list[str] = []

    def opener(request: Request, timeout: float) -> Any:
        addresses.append(request.full_url)
        raise TimeoutError

    system = SimpleNamespace(api_endpoint="https://api.amazonalexa.com/", api_access_token="token-1")
    create_timer(system, 600_000, "Back rest pack", "en-US", opener)
    assert ["https://api.amazonalexa.com/v1/alerts/timers"] == addresses


def test_the_permission_is_asked_for_by_voice_with_the_place_to_come_back_to() -> None:
    """Connections.SendRequest AskFor, as the platform documents it."""
    directive = permission_request("cold_pack").to_dict()
    assert ("Connections.SendRequest", "AskFor", "cold_pack") == (
        directive["object_type"],
        directive["name"],
        directive["token"],
    )
    assert directive["payload"] == {
        "@type": "AskForPermissionsConsentRequest",
        "@version": "1",
        "permissionScope": "alexa::alerts:timers:skill:readwrite",
    }


def test_the_card_asks_for_the_same_permission() -> None:
    """One scope, in the app."""
    card = consent_card().to_dict()
    assert ("AskForPermissionsConsent", [PERMISSION]) == (card["object_type"], card["permissions"])
