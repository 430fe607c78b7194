"""An Alexa request in, a response out: slots, time, memory, cards, and the timer with its permission."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from local_runner.device import Answer, Echo
from local_runner.limits import broken
from skill.app import Handler, create
from skill.cues import CheckIn, Pause, Say
from skill.memory import open_memory
from skill.pacing import total_ms
from skill.place import Bookmark, Place
from skill.ssml import parse, plain

NOON_MS = 1_795_521_600_000
HALL, DESKTOP = "amzn1.ask.device.hall", "desktop.hall"
SOMEONE = "amzn1.ask.account.someone"


def _echo(handler: Handler, locale: str = "en-US", device: str = HALL) -> Echo:
    return Echo(handler, locale, lambda: NOON_MS, person=SOMEONE, device=device)


def _opened(handler: Handler, locale: str = "en-US", device: str = HALL) -> Echo:
    echo = _echo(handler, locale, device)
    echo.launch()
    echo.finished()
    return echo


def _said(answer: Answer) -> str:
    assert answer.turn is not None
    return plain(answer.turn)


# Speech, reprompt, card


def test_the_first_launch_tells_the_notice_once_with_a_card(tmp_path: Path) -> None:
    """Who the helper is not, what to watch for; later launches are one sentence and show no card."""
    handler = create(f"sqlite:{tmp_path / 'places.sqlite3'}")
    first = _echo(handler).launch()
    later = _echo(handler).launch()
    assert "I'm not a doctor, and I can't call for help." in _said(first)
    assert "not medical advice" in str(first.card) and "911" in str(first.card)
    assert ("I'm not a doctor" in _said(later), later.card) == (False, None)


@pytest.mark.parametrize(
    ("locale", "digits"), [("en-US", "911"), ("en-CA", "911"), ("en-GB", "999"), ("en-AU", "000"), ("en-IN", "112")]
)
def test_the_card_names_the_number_of_the_locale(locale: str, digits: str) -> None:
    """In digits, since it is read and not heard."""
    assert digits in str(_echo(create("memory:"), locale).launch().card)


def test_an_open_reply_has_a_reprompt_and_a_closing_one_has_none() -> None:
    """The session says the same: it listens, or it is over."""
    echo = _opened(create("memory:"))
    asked = echo.say("IceOrHeatQuestion")
    stopped = echo.say("AMAZON.StopIntent")
    assert (True, False) == (asked.reprompt is not None, asked.end)
    assert (None, True) == (stopped.reprompt, stopped.end)


@pytest.mark.parametrize(("device", "wake"), [(HALL, "Say Alexa, stop"), (DESKTOP, "Say stop")])
def test_only_an_echo_is_told_the_wake_word(device: str, wake: str) -> None:
    """A device id that begins with `desktop.` is the desktop, which has none; everything else is an Echo."""
    said = _said(_opened(create("memory:"), device=device).say("RoutineIntent", {"routine": "knee_to_chest"}))
    assert wake in said
    assert (device == HALL) == ("Alexa" in said)


# Slots


@pytest.mark.parametrize(
    ("slots", "dose", "first"),
    [
        ({}, "Six each side", "Right knee."),
        ({"count": "7"}, "Seven each side", "Right knee."),
        ({"count": "3"}, "Three each side", "Right knee."),
        ({"count": "1"}, "Three each side", "Right knee."),
        ({"count": "500"}, "Seven each side", "Right knee."),
        ({"count": "many"}, "Six each side", "Right knee."),
        ({"count": "?"}, "Six each side", "Right knee."),
        ({"side": "left"}, "Six each side", "Left knee."),
        ({"side": "right"}, "Six each side", "Right knee."),
        ({"side": "middle"}, "Six each side", "Right knee."),
        ({"count": "7", "side": "left"}, "Seven each side", "Left knee."),
    ],
)
def test_a_count_and_a_side_are_taken_from_their_slots(slots: dict[str, str], dose: str, first: str) -> None:
    """A count comes to the nearest size there is; what is no count and no side is passed over."""
    answer = _opened(create("memory:")).say("RoutineIntent", {"routine": "knee_to_chest", **slots})
    assert answer.turn is not None
    sides = [cue.text for cue in answer.turn.cues if isinstance(cue, Say) and " knee. " in cue.text]
    assert (True, True) == (dose in _said(answer), sides[0].startswith(first))


def test_a_session_is_taken_from_its_slot() -> None:
    """By its id, whatever words were said."""
    said = _said(_opened(create("memory:")).say("SessionIntent", {"session": "first_minutes"}))
    assert "I'll stay with you for the first few minutes." in said


# Time


def _launch(moment: str) -> dict[str, Any]:
    user = {"userId": SOMEONE}
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "one", "attributes": {}, "user": user},
        "request": {"type": "LaunchRequest", "requestId": "one", "timestamp": moment, "locale": "en-US"},
    }


@pytest.mark.parametrize(
    ("moment", "ago"),
    [
        ("2026-11-24T12:20:00Z", "twenty minutes ago"),
        ("2026-11-24T12:20:00.000Z", "twenty minutes ago"),
        ("2026-11-24T12:20:00+00:00", "twenty minutes ago"),
        ("2026-11-24T14:20:00+02:00", "twenty minutes ago"),
        ("2026-11-24T12:20:00", "twenty minutes ago"),
        ("2026-11-25T12:00:00Z", "about twenty-four hours ago"),
    ],
)
def test_the_time_is_the_time_of_the_request(moment: str, ago: str, tmp_path: Path) -> None:
    """With any zone; without one it is the world's."""
    setting = f"sqlite:{tmp_path / 'places.sqlite3'}"
    open_memory(setting).save(SOMEONE, Bookmark(Place("legs_on_chair", 20), NOON_MS, noticed=True))
    said = parse(create(setting)(_launch(moment), None)["response"]["outputSpeech"]["ssml"])
    assert f"You were resting with your legs on a chair, {ago}." in plain(said)


def test_after_a_day_a_launch_has_forgotten(tmp_path: Path) -> None:
    """No place is offered; the notice is not told again."""
    setting = f"sqlite:{tmp_path / 'places.sqlite3'}"
    open_memory(setting).save(SOMEONE, Bookmark(Place("legs_on_chair", 20), NOON_MS, noticed=True))
    moment = datetime.fromtimestamp(NOON_MS / 1000, timezone(timedelta(hours=5, minutes=30))) + timedelta(hours=25)
    said = plain(parse(create(setting)(_launch(moment.isoformat()), None)["response"]["outputSpeech"]["ssml"]))
    assert ("Welcome back" in said, "I'm not a doctor" in said) == (False, False)


# Memory


def test_the_place_is_kept_before_the_answer_is_heard(tmp_path: Path) -> None:
    """After "exit" there is no other chance."""
    setting = f"sqlite:{tmp_path / 'places.sqlite3'}"
    _opened(create(setting)).say("RoutineIntent", {"routine": "legs_on_chair"})
    assert "legs_on_chair" == getattr(open_memory(setting).load(SOMEONE, NOON_MS).place, "routine", None)


def test_a_session_that_is_closed_keeps_the_cue_it_had_come_to(tmp_path: Path) -> None:
    """In the fourth hold, with nothing said: the next launch takes up that repeat."""
    handler = create(f"sqlite:{tmp_path / 'places.sqlite3'}")
    echo = _opened(handler)
    turn = echo.say("RoutineIntent", {"routine": "knee_to_chest"}).turn
    assert turn is not None
    holds = [index for index, cue in enumerate(turn.cues) if isinstance(cue, Pause) and cue.why == "hold"]
    echo.heard(holds[3], 2_000, 7_000)
    echo.close()
    assert "You were doing knee to chest, a moment ago." in _said(echo.launch())
    echo.finished()
    assert "Two of six. Left knee. [4 s] Hold for ten." in _said(echo.say("AMAZON.YesIntent"))[:90]


def test_taking_the_skill_off_erases_what_was_kept(tmp_path: Path) -> None:
    """The event comes without a session."""
    setting = f"sqlite:{tmp_path / 'places.sqlite3'}"
    open_memory(setting).save(SOMEONE, Bookmark(Place("bridge"), NOON_MS, "slower", noticed=True))
    event = {
        "version": "1.0",
        "context": {"System": {"user": {"userId": SOMEONE}, "application": {"applicationId": "one"}}},
        "request": {"type": "AlexaSkillEvent.SkillDisabled", "requestId": "one", "timestamp": "2026-11-24T12:00:00Z"},
    }
    assert {} == create(setting)(event, None)["response"]
    assert Bookmark() == open_memory(setting).load(SOMEONE, NOON_MS)


def test_a_broken_store_does_not_keep_anyone_from_a_whole_session(tmp_path: Path) -> None:
    """It costs a warning in the log."""
    (tmp_path / "places.sqlite3").write_bytes(b"no database " * 100)
    echo = _opened(create(f"sqlite:{tmp_path / 'places.sqlite3'}"))
    assert "Knee to chest." in _said(echo.say("RoutineIntent", {"routine": "knee_to_chest"}))
    echo.finished()
    assert "Four of six." in _said(echo.say("AMAZON.YesIntent"))


# The timer of a pack


class Alexa:
    """The timers service: answers with each status in turn, and keeps what was asked."""

    def __init__(self, *statuses: int) -> None:
        self.statuses, self.asked = list(statuses), list[dict[str, Any]]()
        self.status = 0

    def __call__(self, request: Request, timeout: float) -> Alexa:
        """Answer one request, as `urlopen` does."""
        self.status = self.statuses.pop(0)
        assert isinstance(request.data, bytes)
        self.asked.append(json.loads(request.data))
        if self.status >= 400:
            raise HTTPError(request.full_url, self.status, "no", request.headers, BytesIO())  # type: ignore[arg-type]
        return self

    def __enter__(self) -> Alexa:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""


class Session:
    """An Echo that may have timers: requests by hand, since the software Echo has none."""

    def __init__(self, handler: Handler) -> None:
        self.handler, self.attributes, self.now_ms = handler, dict[str, Any](), NOON_MS

    def ask(self, kind: str, **body: Any) -> dict[str, Any]:
        """Make a request ten seconds after the one before; the body of its answer."""
        self.now_ms += 10_000
        user, application = {"userId": SOMEONE}, {"applicationId": "amzn1.ask.skill.this"}
        moment = datetime.fromtimestamp(self.now_ms / 1000, UTC).isoformat()
        response = self.handler(
            {
                "version": "1.0",
                "session": {
                    "new": False,
                    "sessionId": "one",
                    "application": application,
                    "attributes": self.attributes,
                    "user": user,
                },
                "context": {
                    "System": {
                        "application": application,
                        "user": user,
                        "device": {"deviceId": HALL, "supportedInterfaces": {}},
                        "apiEndpoint": "https://api.amazonalexa.com",
                        "apiAccessToken": "token",
                    }
                },
                "request": {"type": kind, "requestId": "one", "timestamp": moment, "locale": "en-US", **body},
            },
            None,
        )
        assert [] == broken(response, kind)
        self.attributes = response.get("sessionAttributes") or {}
        found: dict[str, Any] = response["response"]
        return found

    def say(self, name: str, **slots: str) -> dict[str, Any]:
        """Say something that was understood."""
        made = {
            slot: {
                "name": slot,
                "value": value,
                "resolutions": {
                    "resolutionsPerAuthority": [
                        {
                            "authority": slot,
                            "status": {"code": "ER_SUCCESS_MATCH"},
                            "values": [{"value": {"name": value, "id": value}}],
                        }
                    ]
                },
            }
            for slot, value in slots.items()
        }
        return self.ask("IntentRequest", intent={"name": name, "confirmationStatus": "NONE", "slots": made})

    def permitted(self, status: str) -> dict[str, Any]:
        """The answer about the permission comes back."""
        return self.ask(
            "Connections.Response",
            name="AskFor",
            status={"code": "200", "message": "OK"},
            token="cold_pack",
            payload={"permissionScope": "alexa::alerts:timers:skill:readwrite", "status": status},
        )


def _heard(body: dict[str, Any]) -> str:
    return plain(parse(body["outputSpeech"]["ssml"]))


def _offered(alexa: Alexa, memory: str = "memory:") -> Session:
    """A session in which a cold pack was asked for, and the timer is offered."""
    session = Session(create(memory, opener=alexa))
    session.ask("LaunchRequest")
    assert _heard(session.say("RoutineIntent", routine="cold_pack")).endswith("Shall I set an Alexa timer as well?")
    return session


def test_with_the_permission_the_timer_is_set_for_as_long_as_the_pack_stays_on() -> None:
    """Asked, answered yes, set; and the guidance begins."""
    alexa = Alexa(200)
    body = _offered(alexa).say("AMAZON.YesIntent")
    assert _heard(body).startswith("The timer is set. I'll stay with you too.")
    assert "You'll need a cold pack" in _heard(body)
    assert ["PT600S"] == [one["duration"] for one in alexa.asked]
    assert ["Back rest pack"] == [one["timerLabel"] for one in alexa.asked]


def test_a_no_goes_on_without_a_timer() -> None:
    """Nothing is sent."""
    alexa = Alexa()
    assert "You'll need a cold pack" in _heard(_offered(alexa).say("AMAZON.NoIntent"))
    assert [] == alexa.asked


@pytest.mark.parametrize("status", [400, 404, 429, 500, 504])
def test_a_timer_that_fails_is_told_with_what_to_say_to_alexa(status: int) -> None:
    """The wording that needs no permission."""
    said = _heard(_offered(Alexa(status)).say("AMAZON.YesIntent"))
    assert said.startswith("No timer, then. I'll time it with you. You can also say Alexa, set a ten minute timer.")
    assert "You'll need a cold pack" in said


def test_without_the_permission_it_is_asked_for_by_voice() -> None:
    """A directive alone, which ends the turn; nothing is said beside it."""
    body = _offered(Alexa(401)).say("AMAZON.YesIntent")
    assert ["AskFor"] == [directive["name"] for directive in body["directives"]]
    assert ("outputSpeech" in body, body["shouldEndSession"]) == (False, True)


def _answers() -> list[tuple[str, tuple[int, ...], str, bool]]:
    set_, no = "The timer is set.", "No timer, then."
    return [
        ("ACCEPTED", (200,), set_, False),
        ("ACCEPTED", (403,), no, False),
        ("ACCEPTED", (500,), no, False),
        ("DENIED", (), no, False),
        ("NOT_ANSWERED", (), no, True),
        ("SOMETHING_NEW", (), no, False),
    ]


@pytest.mark.parametrize(("status", "then", "first", "card"), _answers())
@pytest.mark.parametrize("kept", ["session", "memory"])
def test_after_the_answer_about_the_permission_the_pack_begins(
    kept: str, status: str, then: tuple[int, ...], first: str, card: bool, tmp_path: Path
) -> None:
    """Whatever was answered, and whether the session's attributes came back with it or only the kept place did."""
    alexa = Alexa(403, *then)
    session = _offered(alexa, f"sqlite:{tmp_path / 'places.sqlite3'}")
    session.say("AMAZON.YesIntent")
    if kept == "memory":
        session.attributes = {}
    body = session.permitted(status)
    assert _heard(body).startswith(first)
    assert "You'll need a cold pack" in _heard(body)
    assert 1 + len(then) == len(alexa.asked)
    assert card == ("alexa::alerts:timers:skill:readwrite" in json.dumps(body.get("card")))
    assert ("playing", "cold_pack") == (session.attributes["mode"], session.attributes["place"]["routine"])


@pytest.mark.parametrize("status", ["ACCEPTED", "DENIED", "NOT_ANSWERED"])
@pytest.mark.parametrize("routine", ["knee_to_chest", "heat"])
def test_an_answer_about_a_permission_that_nothing_waits_for_changes_nothing(routine: str, status: str) -> None:
    """In the middle of a routine it goes on where it was, and no timer is set."""
    alexa = Alexa()
    session = Session(create("memory:", opener=alexa))
    session.ask("LaunchRequest")
    session.say("RoutineIntent", routine=routine)
    if routine == "heat":
        session.say("AMAZON.NoIntent")
    session.now_ms += 20_000
    before = session.attributes["place"]
    session.permitted(status)
    assert "playing" == session.attributes["mode"]
    assert before["at"] if "at" in before else 0 < session.attributes["place"]["at"]
    assert [] == alexa.asked


def test_an_answer_about_a_permission_with_nothing_known_asks_what_is_wanted() -> None:
    """No session, no memory: nothing to go on with."""
    session = Session(create("memory:", opener=Alexa()))
    assert _heard(session.permitted("ACCEPTED")).endswith("What would you like?")


def test_a_kept_place_that_is_no_pack_is_not_begun_by_a_permission(tmp_path: Path) -> None:
    """Another device of the same person may have gone on to something else."""
    setting = f"sqlite:{tmp_path / 'places.sqlite3'}"
    open_memory(setting).save(SOMEONE, Bookmark(Place("bridge", 9), NOON_MS, noticed=True))
    session = Session(create(setting, opener=Alexa()))
    assert _heard(session.permitted("ACCEPTED")).endswith("?")
    assert 9 == getattr(open_memory(setting).load(SOMEONE, NOON_MS).place, "at", None)


def test_the_desktop_has_no_timer_of_its_own_and_is_not_asked() -> None:
    """It keeps the time itself."""
    said = _said(_opened(create("memory:"), device=DESKTOP).say("RoutineIntent", {"routine": "cold_pack"}))
    assert ("Alexa" in said, "You'll need a cold pack" in said) == (False, True)


# What is sent is what is reckoned with


@pytest.mark.parametrize("routine", ["knee_to_chest", "legs_on_chair", "belly_breathing"])
def test_the_reckoning_in_the_session_is_that_of_the_speech(routine: str) -> None:
    """The words in front, the cut into a first silence and the cues between start and end make up the whole turn."""
    echo = _opened(create("memory:"))
    turn = echo.say("RoutineIntent", {"routine": routine}).turn
    assert turn is not None
    length = len(turn.cues)
    echo.heard(length // 2, 10, 1_000)
    again = echo.say("SlowerIntent").turn
    assert again is not None and isinstance(again.cues[0], Say) and isinstance(again.cues[-1], CheckIn)
    lead = total_ms(again.cues[: next(i for i, cue in enumerate(again.cues) if i > 1)], again.rate)
    assert lead == echo.attributes["lead_ms"]


def test_the_answer_is_plain_json(tmp_path: Path) -> None:
    """A dict of dicts, lists, texts and numbers, with the version the platform wants."""
    handler: Callable[[Any, Any], dict[str, Any]] = create("memory:")
    response = handler(_launch("2026-11-24T12:00:00Z"), None)
    assert response == json.loads(json.dumps(response))
    assert "1.0" == response["version"]
