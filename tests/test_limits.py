"""Alexa's rules for a response: a good one passes, and each broken rule is named."""

from __future__ import annotations

import re
from typing import Any

import pytest

from local_runner.limits import BrokenRule, broken, enforce


def _response(
    speech: str | None = "<speak><p>Shall we carry on?</p></speak>",
    reprompt: str | None = "<speak><p>Shall we carry on?</p></speak>",
    **body: Any,
) -> dict[str, Any]:
    made: dict[str, Any] = {"shouldEndSession": False}
    if speech is not None:
        made["outputSpeech"] = {"type": "SSML", "ssml": speech}
    if reprompt is not None:
        made["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": reprompt}}
    return {"version": "1.0", "response": made | body}


CLOSING = "<speak><s>Take it gently.</s></speak>"
TEN_SECONDS = '<break strength="strong" time="10000ms"/>'


@pytest.mark.parametrize(
    "response",
    [
        _response(),
        _response(CLOSING, None, shouldEndSession=True),
        _response(f"<speak>{TEN_SECONDS * 18}<p>Are you there?</p></speak>"),
        _response('<speak><prosody rate="82%"><s>A &amp; B.</s><p>Ready?</p></prosody></speak>'),
        _response("<speak>Something went wrong.</speak>", None, shouldEndSession=True),
        _response(None, None, shouldEndSession=True, directives=[{"type": "Connections.SendRequest"}]),
    ],
    ids=["open", "closing", "three minutes", "slower", "last resort", "directive alone"],
)
def test_a_good_response_breaks_no_rule(response: dict[str, Any]) -> None:
    """Open with a question and a reprompt, or closing with neither."""
    assert [] == broken(response, "IntentRequest")
    enforce(response, "LaunchRequest")


@pytest.mark.parametrize(
    ("response", "rule"),
    [
        ({"version": "1.0"}, "a response has a body"),
        (_response(card={"content": "x" * 24_000}), r"a response is at most 24000 bytes, this is 24\d+"),
        (_response(card={"content": "é" * 12_000}), r"a response is at most 24000 bytes, this is 24\d+"),
        (
            _response(f"<speak><s>{'a' * 8_000}</s><p>Yes?</p></speak>"),
            r"speech: at most 8000 characters, this has 80\d+",
        ),
        (_response("<speak><p>You & me?</p></speak>"), "speech: not well-formed: .*"),
        (_response("Shall we carry on?"), "speech: not well-formed: .*"),
        (_response(reprompt="<speak><p>Well?</speak>"), "reprompt: not well-formed: .*"),
        (_response("<p>Shall we carry on?</p>"), "speech: the outer tag is <speak>"),
        (
            _response("<speak><marquee>Well</marquee><p>Ready?</p></speak>"),
            "speech: <marquee> is no tag an Echo knows in every locale",
        ),
        (
            _response('<speak><break strength="strong" time="10001ms"/><p>Ready?</p></speak>'),
            "speech: a break is at most 10000 ms: 10001ms",
        ),
        (
            _response('<speak><break strength="strong" time="11s"/><p>Ready?</p></speak>'),
            "speech: a break is at most 10000 ms: 11s",
        ),
        (_response('<speak><break strength="strong"/><p>Ready?</p></speak>'), "speech: a break needs a time: None"),
        (
            _response('<speak><break strength="huge" time="500ms"/><p>Ready?</p></speak>'),
            "speech: no such strength: huge",
        ),
        (
            _response("<speak><s>Rest.</s>and on<p>Ready?</p></speak>"),
            "speech: cannot be read back: unexpected <p> in speech",
        ),
        (
            _response(f"<speak>{TEN_SECONDS * 20}<p>Ready?</p></speak>"),
            r"speech: a turn lasts at most 195 s, this lasts 20\d s",
        ),
        (_response(shouldEndSession=None), "shouldEndSession is true or false in every reply, .*"),
        (_response("<speak><s>Rest.</s></speak>"), "an open reply ends with a question"),
        (_response(None), "an open reply ends with a question"),
        (_response(reprompt=None), "an open reply has a reprompt"),
        (_response(reprompt="<speak><s>Rest.</s></speak>"), "a reprompt ends with a question"),
        (_response(CLOSING, shouldEndSession=True), "a closing reply has no reprompt"),
        (_response(reprompt=None, shouldEndSession=True), "a closing reply asks nothing"),
    ],
)
def test_a_broken_rule_is_named(response: dict[str, Any], rule: str) -> None:
    """Each by a sentence that says which, and the figure."""
    assert [] != [found for found in broken(response, "IntentRequest") if re.fullmatch(rule, found)]


def test_leaving_out_the_end_of_the_session_is_a_broken_rule() -> None:
    """Never left out, never null."""
    response = _response()
    del response["response"]["shouldEndSession"]
    assert ["shouldEndSession is true or false in every reply, never left out and never null"] == broken(
        response, "LaunchRequest"
    )


@pytest.mark.parametrize("kind", ["SessionEndedRequest", "AudioPlayer.PlaybackStarted", "System.ExceptionEncountered"])
@pytest.mark.parametrize(
    ("body", "part"),
    [
        ({"outputSpeech": {"ssml": CLOSING}, "shouldEndSession": True}, "outputSpeech"),
        ({"card": {"content": "Read more."}}, "card"),
        ({"directives": [{"type": "AudioPlayer.Stop"}]}, "directives"),
        ({"reprompt": {"outputSpeech": {"ssml": CLOSING}}}, "reprompt"),
    ],
)
def test_nothing_may_be_in_an_answer_to_what_is_no_one_s_turn(kind: str, body: dict[str, Any], part: str) -> None:
    """Such requests are answered with an empty response."""
    assert [f"no {part} may be in an answer to {kind}"] == broken({"response": body}, kind)
    assert [] == broken({"response": {}}, kind)


def test_the_answer_about_a_permission_may_speak_and_keeps_the_rules() -> None:
    """Connections.Response goes on with the conversation."""
    assert [] == broken(_response(), "Connections.Response")
    assert ["an open reply has a reprompt"] == broken(_response(reprompt=None), "Connections.Response")


def test_enforcing_raises_with_every_broken_rule() -> None:
    """All of them in one error."""
    with pytest.raises(BrokenRule) as raised:
        enforce(_response("<speak><s>Rest.</s></speak>", None), "IntentRequest")
    assert "an open reply ends with a question; an open reply has a reprompt" == str(raised.value)
