"""Alexa's rules for a response, checked on every one: a broken rule is named, as the platform would not do.

The numbers are those of Amazon's reference and of the people who measured them: 8,000 characters of speech, breaks of
at most ten seconds, 24 kB in all, a session that either asks and listens or ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from skill.cues import TURN_LIMIT_MS
from skill.pacing import total_ms
from skill.ssml import SsmlError, parse

SPEECH_CHARACTERS = 8_000
RESPONSE_BYTES = 24_000
BREAK_MS = 10_000
TAGS = frozenset(
    ["speak", "p", "s", "break", "audio", "emphasis", "lang", "phoneme", "prosody", "say-as", "sub", "voice", "w"]
)
STRENGTHS = frozenset({"none", "x-weak", "weak", "medium", "strong", "x-strong"})
SPEAKING = frozenset({"LaunchRequest", "IntentRequest"})
ANSWERING = ("outputSpeech", "reprompt", "card", "directives")
_TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")


class BrokenRule(Exception):  # named for what happened
    """A response that an Echo would refuse, or leave a person helpless with."""


def broken(response: Mapping[str, Any], request_type: str) -> list[str]:
    """Every rule a response breaks, as sentences; none for a good one."""
    return list(_broken(response, request_type))


def enforce(response: Mapping[str, Any], request_type: str) -> None:
    """Raise `BrokenRule` when a response breaks any rule."""
    rules = broken(response, request_type)
    if rules:
        raise BrokenRule("; ".join(rules))


def _broken(response: Mapping[str, Any], request_type: str) -> Iterator[str]:
    size = len(json.dumps(response, ensure_ascii=False).encode())
    if size > RESPONSE_BYTES:
        yield f"a response is at most {RESPONSE_BYTES} bytes, this is {size}"
    body = response.get("response")
    if not isinstance(body, Mapping):
        yield "a response has a body"
        return
    speech = body.get("outputSpeech")
    reprompt = (body.get("reprompt") or {}).get("outputSpeech")
    if request_type not in SPEAKING:
        if request_type != "Connections.Response":
            yield from (f"no {part} may be in an answer to {request_type}" for part in ANSWERING if body.get(part))
        if not speech:
            return
    for name, said in (("speech", speech), ("reprompt", reprompt)):
        if said:
            yield from (f"{name}: {rule}" for rule in _speech(said.get("ssml") or said.get("text") or ""))
    yield from _ending(body, speech, reprompt)


def _speech(ssml: str) -> Iterator[str]:
    if len(ssml) > SPEECH_CHARACTERS:
        yield f"at most {SPEECH_CHARACTERS} characters, this has {len(ssml)}"
    try:
        root = ElementTree.fromstring(ssml)
    except ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    if root.tag != "speak":
        yield "the outer tag is <speak>"
    for node in root.iter():
        if node.tag not in TAGS:
            yield f"<{node.tag}> is no tag an Echo knows in every locale"
        if node.tag == "break":
            yield from _break(node)
    try:
        turn = parse(ssml)
    except (SsmlError, ValueError) as error:
        # The apology of last resort is plain words; anything else must read back.
        if len(root):
            yield f"cannot be read back: {error}"
        return
    ms = total_ms(turn.cues, turn.rate)
    if ms > TURN_LIMIT_MS:
        yield f"a turn lasts at most {TURN_LIMIT_MS // 1000} s, this lasts {ms // 1000} s"


def _break(node: ElementTree.Element) -> Iterator[str]:
    found = _TIME.fullmatch(node.get("time", ""))
    if found is None:
        yield f"a break needs a time: {node.get('time')!r}"
    elif float(found[1]) * (1 if found[2] == "ms" else 1000) > BREAK_MS:
        yield f"a break is at most {BREAK_MS} ms: {node.get('time')}"
    if node.get("strength", "medium") not in STRENGTHS:
        yield f"no such strength: {node.get('strength')}"


def _ending(body: Mapping[str, Any], speech: Any, reprompt: Any) -> Iterator[str]:
    ends = body.get("shouldEndSession")
    if not isinstance(ends, bool):
        yield "shouldEndSession is true or false in every reply, never left out and never null"
        return
    words = re.sub(r"<[^>]+>", " ", (speech or {}).get("ssml", "")).strip()
    if not ends:
        if not speech or not words.endswith("?"):
            yield "an open reply ends with a question"
        if not reprompt:
            yield "an open reply has a reprompt"
        elif not re.sub(r"<[^>]+>", " ", reprompt.get("ssml", "")).strip().endswith("?"):
            yield "a reprompt ends with a question"
    else:
        if reprompt:
            yield "a closing reply has no reprompt"
        if words.endswith("?"):
            yield "a closing reply asks nothing"
