"""Every kind of request an Echo may send, and many that it never would: each is answered, none raises, none leaks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from logging import DEBUG
from pathlib import Path
from typing import Any

import pytest

from local_runner.limits import broken
from skill import intents
from skill.app import LAST_RESORT, create
from skill.cues import Pause
from skill.handlers import mistake
from skill.library import LOCALES, library
from skill.memory import open_memory
from skill.pacing import total_ms
from skill.place import Bookmark, Place
from skill.ssml import parse, plain

NOON, NOON_MS = "2026-11-24T12:00:00Z", 1_795_521_600_000
APPLICATION, USER = {"applicationId": "amzn1.ask.skill.back"}, {"userId": "amzn1.ask.account.someone"}
HANDLER = create("memory:")
EN_US = library("en-US")


def _event(request: Any, attributes: Any = None, locale: Any = "en-US", timestamp: Any = NOON) -> dict[str, Any]:
    """An envelope as an Echo sends it, in a session that is open."""
    return {
        "version": "1.0",
        "session": {
            "new": False,
            "sessionId": "amzn1.echo-api.session.one",
            "application": APPLICATION,
            "attributes": {} if attributes is None else attributes,
            "user": USER,
        },
        "context": {
            "System": {
                "application": APPLICATION,
                "user": USER,
                "device": {"deviceId": "amzn1.ask.device.hall", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
            }
        },
        "request": {"requestId": "amzn1.echo-api.request.one", "timestamp": timestamp, "locale": locale, **request},
    }


def _intent(name: str, **slots: Any) -> dict[str, Any]:
    made = {slot: value if isinstance(value, dict) else _match(slot, value) for slot, value in slots.items()}
    return {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE", "slots": made}}


def _match(slot: str, value: str) -> dict[str, Any]:
    found = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": value, "id": value}}]}
    return {"name": slot, "value": value, "resolutions": {"resolutionsPerAuthority": [{"authority": slot, **found}]}}


def _answered(event: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The answer to a request: whole, JSON, within the rules, and no apology."""
    response = HANDLER(event, None)
    assert [] == broken(json.loads(json.dumps(response)), kind)
    assert "went wrong" not in json.dumps(response)
    return response


def _speech(response: Mapping[str, Any]) -> str:
    body = response["response"]
    return plain(parse(body["outputSpeech"]["ssml"])) if "outputSpeech" in body else ""


def _time(ms: int) -> str:
    """So many milliseconds after noon."""
    return datetime.fromtimestamp((NOON_MS + ms) / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _playing(routine: str = "knee_to_chest") -> dict[str, Any]:
    """Session attributes with a routine begun at noon."""
    request = _intent("RoutineIntent", routine=routine)
    attributes: dict[str, Any] = HANDLER(_event(request, {"checked": True}), None)["sessionAttributes"]
    assert "playing" == attributes["mode"]
    return attributes


# Requests that are no one's turn

SILENT: tuple[tuple[str, dict[str, Any]], ...] = (
    ("SessionEndedRequest", {"reason": "USER_INITIATED"}),
    ("SessionEndedRequest", {"reason": "EXCEEDED_MAX_REPROMPTS"}),
    ("SessionEndedRequest", {"reason": "ERROR", "error": {"type": "INVALID_RESPONSE", "message": "no"}}),
    ("SessionEndedRequest", {}),
    ("System.ExceptionEncountered", {"error": {"type": "INVALID_RESPONSE"}, "cause": {"requestId": "one"}}),
    ("System.ExceptionEncountered", {}),
    ("AudioPlayer.PlaybackStarted", {"token": "one", "offsetInMilliseconds": 0}),
    ("AudioPlayer.PlaybackNearlyFinished", {"token": "one", "offsetInMilliseconds": 9}),
    ("AudioPlayer.PlaybackFinished", {"token": "one", "offsetInMilliseconds": 9}),
    ("AudioPlayer.PlaybackStopped", {"token": "one", "offsetInMilliseconds": 9}),
    ("AudioPlayer.PlaybackFailed", {"token": "one", "error": {"type": "MEDIA_ERROR_UNKNOWN", "message": "no"}}),
    ("PlaybackController.NextCommandIssued", {}),
    ("PlaybackController.PauseCommandIssued", {}),
    ("PlaybackController.PlayCommandIssued", {}),
    ("PlaybackController.PreviousCommandIssued", {}),
    ("Alexa.Presentation.APL.UserEvent", {"token": "one", "arguments": ["next"], "source": {}, "components": {}}),
    ("Alexa.Presentation.APL.RuntimeError", {"token": "one", "errors": []}),
    ("Alexa.Presentation.APL.LoadIndexListData", {"token": "one", "listId": "steps"}),
    ("Alexa.Presentation.APLA.RuntimeError", {"token": "one", "errors": []}),
    ("Alexa.Presentation.APLT.UserEvent", {"token": "one"}),
    ("Alexa.Presentation.HTML.Message", {"message": {}}),
    ("CanFulfillIntentRequest", {"intent": {"name": "IceOrHeatQuestion", "confirmationStatus": "NONE"}}),
    ("Connections.Request", {"name": "other", "payload": {}}),
    ("AlexaSkillEvent.SkillEnabled", {}),
    ("AlexaSkillEvent.SkillDisabled", {}),
    ("AlexaSkillEvent.SkillPermissionAccepted", {"body": {"acceptedPermissions": [{"scope": "one"}]}}),
    ("AlexaSkillEvent.SkillPermissionChanged", {"body": {"acceptedPermissions": []}}),
    ("AlexaSkillEvent.SkillAccountLinked", {"body": {"accessToken": "one"}}),
    ("AlexaSkillEvent.ProactiveSubscriptionChanged", {"body": {}}),
    ("Messaging.MessageReceived", {"message": {"text": "hello"}}),
    ("Reminders.ReminderStarted", {"body": {"alertToken": "one"}}),
    ("Dialog.InputRequest", {"input": {"name": "one", "slots": {}}}),
    ("GameEngine.InputHandlerEvent", {"events": []}),
    ("Alexa.Something.NoKitKnows", {"more": [1, 2, {"three": None}]}),
    ("LaunchRequest2", {}),
    ("", {}),
)
named = [f"{kind}{' '.join(map(str, body.values()))[:12]}" for kind, body in SILENT]


@pytest.mark.parametrize(("kind", "body"), SILENT, ids=named)
@pytest.mark.parametrize("without", [(), ("session",), ("context",), ("session", "context")], ids=str)
def test_what_is_no_one_s_turn_is_answered_with_an_empty_response(
    kind: str, body: dict[str, Any], without: tuple[str, ...]
) -> None:
    """With or without a session and a context; nothing is said, nothing shown, nothing ended."""
    event = _event({"type": kind, **body})
    for part in without:
        del event[part]
    assert {} == _answered(event, kind)["response"]


@pytest.mark.parametrize(
    "kind", ["Alexa.Presentation.APL.UserEvent", "Alexa.Something.NoKitKnows", "System.ExceptionEncountered"]
)
def test_such_a_request_in_the_middle_of_a_hold_leaves_the_session_as_it_was(kind: str) -> None:
    """What is known travels with each response, also with an empty one."""
    attributes = _playing()
    assert attributes == _answered(_event({"type": kind}, attributes), kind)["sessionAttributes"]


# Turns with something missing


@pytest.mark.parametrize("without", [("session",), ("context",), ("session", "context")], ids=str)
@pytest.mark.parametrize("request_", [{"type": "LaunchRequest"}, _intent("IceOrHeatQuestion"), _intent("AMAZON.Stop")])
def test_a_turn_without_a_session_or_a_context_is_answered(request_: dict[str, Any], without: tuple[str, ...]) -> None:
    """A whole reply; attributes only where there is a session to carry them."""
    event = _event(request_)
    for part in without:
        del event[part]
    response = _answered(event, request_["type"])
    assert _speech(response)
    assert ("session" in event) == ("sessionAttributes" in response)


def test_a_request_without_a_time_is_answered_as_if_none_had_passed() -> None:
    """The hold that was playing is not skipped for want of a clock."""
    attributes = _playing()
    event = _event(_intent("AMAZON.RepeatIntent"), attributes)
    del event["request"]["timestamp"]
    assert _speech(_answered(event, "IntentRequest")).startswith("Knee to chest. Six each side")


@pytest.mark.parametrize("locale", ["fr-FR", "de-DE", "en-NZ", "en", "", "EN-us", "xx", None, 7])
def test_an_unknown_locale_hears_the_fallback_number_with_the_local_one_beside_it(locale: Any) -> None:
    """Device locale is not location."""
    speech = _speech(_answered(_event({"type": "LaunchRequest"}, locale=locale), "LaunchRequest"))
    assert "Call nine one one, or your local emergency number," in speech


@pytest.mark.parametrize(
    "request_",
    [
        _intent("NoSuchIntent"),
        _intent("AMAZON.SearchAction"),
        _intent("IceOrHeatQuestionTwo"),
        _intent(""),
        _intent("RoutineIntent"),
        _intent("RoutineIntent", routine={"name": "routine", "value": "standing on my head"}),
        _intent("RoutineIntent", routine={"name": "routine"}),
        _intent("RoutineIntent", routine={"name": "routine", "value": None, "resolutions": None}),
        _intent("RoutineIntent", routine={"name": "routine", "resolutions": {"resolutionsPerAuthority": []}}),
        _intent(
            "RoutineIntent",
            routine={
                "name": "routine",
                "value": "bridges of london",
                "resolutions": {
                    "resolutionsPerAuthority": [{"authority": "a", "status": {"code": "ER_SUCCESS_NO_MATCH"}}]
                },
            },
        ),
        _intent("RoutineIntent", routine="a_routine_of_an_older_version"),
        _intent("RoutineIntent", session="first_hour"),
        _intent("SessionIntent", session="a_session_of_an_older_version"),
        _intent("SessionIntent"),
        {"type": "IntentRequest"},
        {"type": "IntentRequest", "intent": None},
        {"type": "IntentRequest", "intent": {}},
        {"type": "IntentRequest", "intent": {"name": None}},
        {"type": "IntentRequest", "intent": {"name": "RoutineIntent", "slots": None}},
        {"type": "IntentRequest", "intent": {"name": "RoutineIntent", "slots": {"routine": None}}},
    ],
    ids=lambda request: json.dumps(request.get("intent", "none"))[:60],
)
def test_an_intent_that_means_nothing_is_answered_with_help(request_: dict[str, Any]) -> None:
    """Unknown intents and slots that resolved to nothing: idle, what can be asked; in a hold, what can be said."""
    assert "I can help with back spasms." in _speech(_answered(_event(request_), "IntentRequest"))
    playing = _answered(_event(request_, _playing(), timestamp="2026-11-24T12:00:30Z"), "IntentRequest")
    assert _speech(playing).startswith("I missed that. You can say pause, next, repeat, or that hurts.")


def test_unknown_properties_are_passed_over() -> None:
    """Amazon adds fields without asking."""
    event = _event({"type": "LaunchRequest", "shouldLinkResultBeReturned": False, "novel": {"a": [1]}})
    event |= {"novel": 1}
    event["context"] |= {"Extensions": {"available": {}}, "Viewports": [], "Novel": {}}
    event["context"]["System"] |= {"unit": {"unitId": "u"}, "novel": []}
    event["session"] |= {"novel": None}
    assert "Back spasm helper." in _speech(_answered(event, "LaunchRequest"))


GARBAGE: tuple[Any, ...] = (
    {"mode": "playing", "place": {"routine": "bridge"}, "yes": "go", "question": "carry_on"},
    {"mode": "playing", "place": {"routine": "bridge"}, "start": 7, "end": 7},
    {"mode": "playing"},
    {"mode": "dancing"},
    {"mode": 7, "place": 7, "start": "x"},
    {"unknown": True},
    {
        "mode": "playing",
        "place": {"routine": "no_such_routine"},
        "start": 3,
        "end": 9,
        "question": "ready",
        "yes": "go",
    },
    {"mode": "playing", "place": {"routine": "bridge", "at": 10**9}, "start": 5_000, "end": 9_000, "yes": "go"},
    {"mode": "playing", "place": {"routine": "bridge", "at": 10**9}, "start": 9, "end": 5, "sent_ms": 10**15},
    {"mode": "paused", "place": {"routine": "bridge", "at": 10**9}, "into_ms": 10**12, "question": "paused"},
    {"mode": "playing", "place": {"routine": "bridge", "session": "first_hour", "step": 99}, "yes": "step:100"},
    {
        "mode": "aside",
        "place": {"routine": "bridge", "session": "no_such_session"},
        "yes": "step:1",
        "question": "offer",
    },
    {"place": {"routine": "bridge"}, "yes": "step:one", "no": "skip:one", "question": "offer"},
    {"place": {"routine": "bridge"}, "yes": "step:1", "no": "skip:1", "question": "offer"},
    {"mode": "aside", "place": {"routine": "bridge", "session": "first_hour"}, "yes": "step:99", "question": "offer"},
    {"mode": "aside", "place": {"routine": "bridge"}, "yes": "set_timer", "no": "timer", "question": "timer"},
    {"yes": "set_timer", "no": "timer", "question": "timer"},
    {"yes": "routine:no_such_routine", "no": "session:no_such_session", "question": "offer"},
    {"yes": "ease:no_such_routine", "question": "offer", "checked": True},
    {"yes": "session:no_such_session", "question": "offer", "checked": True},
    {"yes": "topic:no_such_topic", "no": "topic:no_such_topic", "question": "offer"},
    {"yes": "routine:bridge", "choices": ["routine:no_such_routine", "nonsense", ""], "question": "offer"},
    {"avoid": ["no_such_routine"], "stage": "acute", "pace": "slower"},
    {"last": "ffffffff", "question": "nonsense", "yes": "nonsense", "no": "nonsense"},
    {"sent_ms": -1},
    {"checked": "yes", "avoid": "bridge"},
)


@pytest.mark.parametrize("attributes", GARBAGE, ids=lambda attributes: json.dumps(attributes)[:60])
def test_session_attributes_that_make_no_sense_are_a_new_session(attributes: dict[str, Any]) -> None:
    """Of an older version, or nobody's: every word is answered as if nothing were known, and nothing goes wrong."""
    for name in (*intents.meanings(EN_US), intents.ROUTINE, intents.SESSION):
        assert _speech(_answered(_event(_intent(name), attributes), "IntentRequest"))
    for kind, body in (("SessionEndedRequest", {"reason": "ERROR"}), ("Connections.Response", {"payload": None})):
        _answered(_event({"type": kind, **body}, attributes), kind)


@pytest.mark.parametrize("attributes", [[], "text", 7, [1]])
def test_session_attributes_of_another_shape_end_in_the_last_resort(attributes: Any) -> None:
    """The kit cannot read such a request at all; the person hears whom to call."""
    response = HANDLER(_event(_intent("AMAZON.YesIntent"), attributes), None)
    assert (f"<speak>{LAST_RESORT}</speak>", True) == (
        response["response"]["outputSpeech"]["ssml"],
        response["response"]["shouldEndSession"],
    )


# No request at all


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        "text",
        7,
        True,
        {},
        {"request": None},
        {"request": "text"},
        {"request": []},
        {"request": {}},
        {"request": {"type": None}},
        {"request": {"type": ["LaunchRequest"]}},
        {"request": {"type": {"a": 1}}},
        {"session": 5, "context": 5, "request": {"type": "AudioPlayer.PlaybackStarted"}},
        {1: 2},
    ],
    ids=str,
)
def test_what_is_no_request_is_answered_with_an_empty_response(event: Any) -> None:
    """Whatever a Lambda may be called with."""
    assert {"version": "1.0", "response": {}} == HANDLER(event, None)


@pytest.mark.parametrize(
    "event",
    [
        {"request": {"type": "LaunchRequest", "timestamp": "not a time"}},
        {"session": 5, "request": {"type": "LaunchRequest"}},
        {"context": 5, "request": {"type": "LaunchRequest"}},
        {"request": {"type": "LaunchRequest", "timestamp": NOON}, "extra": object()},
        {"request": {"type": "IntentRequest", "intent": "text"}},
        {"request": {"type": "IntentRequest", "intent": {"name": "RoutineIntent", "slots": "text"}}},
    ],
    ids=lambda event: str(event)[:60],
)
def test_a_turn_that_cannot_be_read_ends_in_the_last_resort(event: Any) -> None:
    """A whole response made of constants: whom to call, in one breath, and the session ends."""
    response = HANDLER(event, None)
    assert [] == broken(response, event["request"]["type"])
    assert (f"<speak>{LAST_RESORT}</speak>", True) == (
        response["response"]["outputSpeech"]["ssml"],
        response["response"]["shouldEndSession"],
    )


def test_requests_of_another_skill_are_refused_without_a_word_of_content() -> None:
    """The last resort for a turn, nothing for anything else; also when the context that names the skill is missing."""
    handler = create("memory:", skill_id="amzn1.ask.skill.this")
    launch = _event({"type": "LaunchRequest"})
    without = {name: part for name, part in launch.items() if name != "context"}
    for event in (launch, without):
        assert f"<speak>{LAST_RESORT}</speak>" == handler(event, None)["response"]["outputSpeech"]["ssml"]
    assert {} == handler(_event({"type": "SessionEndedRequest", "reason": "ERROR"}), None)["response"]


def test_requests_of_this_skill_are_answered() -> None:
    """The id that was configured."""
    handler = create("memory:", skill_id=APPLICATION["applicationId"])
    assert "Back spasm helper." in _speech(handler(_event({"type": "LaunchRequest"}), None))


# Warning signs, in every state

EMERGENCIES = [name for name, sign in EN_US.signs.items() if sign.level == 1]
NUMBERS = {
    "en-US": ("nine one one",),
    "en-CA": ("nine one one",),
    "en-GB": ("nine nine nine",),
    "en-AU": ("triple zero", "one one one"),
    "en-IN": ("one one two",),
}


def _states(locale: str) -> dict[str, tuple[Any, str]]:
    """Session attributes and a time for each state a session may be in."""

    def after(request: dict[str, Any], attributes: Any, timestamp: str = NOON) -> dict[str, Any]:
        found: dict[str, Any] = HANDLER(_event(request, attributes, locale, timestamp), None)["sessionAttributes"]
        return found

    launched = after({"type": "LaunchRequest"}, {})
    start = _intent("RoutineIntent", routine="knee_to_chest")
    playing = after(start, launched)
    turn = parse(HANDLER(_event(start, launched, locale), None)["response"]["outputSpeech"]["ssml"])
    hold = next(index for index, cue in enumerate(turn.cues) if isinstance(cue, Pause) and cue.why == "hold")
    later = _time(total_ms(turn.cues[:hold], turn.rate) + 3_000)
    return {
        "before the launch": ({}, later),
        "idle": (launched, later),
        "mid-hold": (playing, later),
        "at a check-in": (playing, _time(240_000)),
        "paused": (after(_intent("AMAZON.PauseIntent"), playing, later), _time(540_000)),
        "aside": (after(_intent("IceOrHeatQuestion"), playing, later), _time(100_000)),
        "at an offer": (after(_intent("CalmMeQuestion"), launched, later), _time(100_000)),
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_an_emergency_is_answered_with_the_number_in_every_state_and_forgets_the_place(
    locale: str, tmp_path: Path
) -> None:
    """Every emergency sign: the number within twelve words, no question, the session over, no place kept."""
    memory = open_memory(f"sqlite:{tmp_path / 'places.sqlite3'}")
    handler = create(f"sqlite:{tmp_path / 'places.sqlite3'}")
    for state, (attributes, timestamp) in _states(locale).items():
        for name in EMERGENCIES:
            memory.save(USER["userId"], Bookmark(Place("bridge", 9), NOON_MS, noticed=True))
            request = _intent(intents.sign_intent(name))
            response = handler(_event(request, attributes, locale, timestamp), None)
            said, told = _speech(response), (state, name)
            assert [] == broken(response, "IntentRequest"), told
            assert [] == [number for number in NUMBERS[locale] if number not in " ".join(said.split()[:12])], told
            assert (True, {}) == (response["response"]["shouldEndSession"], response["sessionAttributes"]), told
            assert "?" not in said, told
            assert Bookmark(noticed=True) == memory.load(USER["userId"], NOON_MS), told


# What is known, kept and logged


def _named(value: Any) -> set[str]:
    """Every name in a JSON value: its words, the parts of its ids."""
    return set(re.findall(r"[a-z_]+", json.dumps(value).lower()))


SECRET = {*EN_US.topics, *EN_US.signs} - {*EN_US.routines, *EN_US.sessions}
TOLD = [*map(intents.topic_intent, EN_US.topics), *map(intents.sign_intent, EN_US.signs)]


def test_no_question_and_no_sign_is_in_session_attributes_memory_or_logs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Every topic and every sign, in the middle of a hold and before anything, and the yes after it."""
    path = tmp_path / "places.sqlite3"
    handler = create(f"sqlite:{path}")
    playing = _playing()
    with caplog.at_level(DEBUG):
        for name in TOLD:
            for attributes in ({"checked": True}, playing):
                known: Any = attributes
                for request in (_intent(name), _intent("AMAZON.RepeatIntent"), _intent("AMAZON.YesIntent")):
                    response = handler(_event(request, known, timestamp=_time(50_000)), None)
                    known = response["sessionAttributes"]
                    assert set() == _named(known) & SECRET, (name, known)
    assert set() == _named(path.read_bytes().decode("latin-1")) & SECRET
    assert "" == caplog.text


def test_nothing_that_was_said_is_kept_or_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The words in a slot are looked up and dropped, whether they were understood or not."""
    path = tmp_path / "places.sqlite3"
    handler = create(f"sqlite:{path}")
    words = "marmalade since my operation on tuesday"
    understood = {**_match("routine", "bridge"), "value": words}
    with caplog.at_level(DEBUG):
        for slot in (understood, {"name": "routine", "value": words}):
            response = handler(_event(_intent("RoutineIntent", routine=slot), {"checked": True}), None)
            assert set() == _named(response) & {"marmalade", "operation", "tuesday"}
    assert b"marmalade" not in path.read_bytes()
    assert "" == caplog.text


@pytest.mark.parametrize(
    "request_",
    [
        {"type": "IntentRequest", "intent": {"name": "SaddleNumbnessWarning", "slots": "numb"}},
        {"type": "SaddleNumbnessWarning"},
        {"type": "IntentRequest", "intent": "SaddleNumbnessWarning"},
    ],
    ids=str,
)
def test_a_request_that_fails_is_logged_without_its_words(
    request_: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """An error's name and the lines it came by, never its message: that may hold what was said."""
    with caplog.at_level(DEBUG):
        HANDLER(_event(request_), None)
    assert 1 == len(caplog.records)
    assert "request refused: SerializationException" == caplog.records[0].getMessage()
    assert "numb" not in caplog.text.lower()


def test_a_mistake_of_ours_is_logged_without_its_message() -> None:
    """Which error, and where."""
    try:
        _ = {"knees": 1}["saddle_numbness"]
    except KeyError as error:
        told = mistake(error)
    assert re.fullmatch(r"KeyError < test_requests\.py:\d+", told)
