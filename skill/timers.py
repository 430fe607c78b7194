"""The Alexa timer for a cold or warm pack, over the Timers API; nothing of it is imported before it is asked for.

The permission is `alexa::alerts:timers:skill:readwrite`; without it the device asks by voice (Connections.SendRequest
AskFor), and with a no the guidance goes on without a timer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from logging import getLogger
from typing import Any, TypeAlias

_log = getLogger(__name__)
PERMISSION = "alexa::alerts:timers:skill:readwrite"
TIMEOUT_SECONDS = 2.0
"""A reply is due in eight seconds; the timer is an extra and gets two."""


Opener: TypeAlias = Callable[..., Any]
"""What sends a request: `urllib.request.urlopen`, or anything called as it is."""


def create_timer(system: Any, milliseconds: int, label: str, locale: str, opener: Opener | None = None) -> str:
    """Start a timer on the person's device: "set", "denied" without permission, or "failed"."""
    # A timer is rare and these imports are a fifth of a cold start.
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    endpoint, token = getattr(system, "api_endpoint", None), getattr(system, "api_access_token", None)
    if not endpoint or not token or not str(endpoint).startswith("https://"):
        return "failed"
    body = {
        "duration": f"PT{milliseconds // 1000}S",
        "timerLabel": label,
        "creationBehavior": {"displayExperience": {"visibility": "VISIBLE"}},
        "triggeringBehavior": {"operation": {"type": "NOTIFY_ONLY"}, "notificationConfig": {"playAudible": True}},
    }
    request = Request(  # the address comes from Amazon's own signed request, and is https
        f"{str(endpoint).rstrip('/')}/v1/alerts/timers",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept-Language": locale},
        method="POST",
    )
    try:
        with (opener or urlopen)(request, timeout=TIMEOUT_SECONDS) as answer:  # as above
            return "set" if answer.status in {200, 201} else "failed"
    except HTTPError as error:
        error.close()
        return "denied" if error.code in {401, 403} else "failed"
    except (OSError, ValueError, HTTPException):
        _log.warning("the timer could not be set")
        return "failed"


def permission_request(place: str) -> Any:
    """The directive that asks for the timer permission by voice; `place` comes back with the answer."""
    from ask_sdk_model.interfaces.connections import SendRequestDirective  # only when it is asked

    payload = {
        "@type": "AskForPermissionsConsentRequest",
        "@version": "1",
        "permissionScope": PERMISSION,
    }
    return SendRequestDirective(name="AskFor", payload=payload, token=place)


def consent_card() -> Any:
    """The card that asks for the permission in the Alexa app."""
    from ask_sdk_model.ui import AskForPermissionsConsentCard  # only when it is asked

    return AskForPermissionsConsentCard(permissions=[PERMISSION])
