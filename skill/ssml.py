"""Cues to SSML and back; the only place that escapes text or knows what an Echo accepts.

`parse(render(turn)) == turn` for every turn. An Echo's `<break>` lasts ten seconds at most, so longer silences are
chains; `time` sets the length, and `strength`, which a speech engine ignores beside `time`, carries what the silence
is for (SSML 1.1, section 3.2.3). The filler behind a word with a slot has a strength of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from skill.cues import CheckIn, Cue, Pause, Say, Turn, Why
from skill.pacing import speech_ms

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BREAK_LIMIT_MS = 10_000
SPEECH_LIMIT_CHARACTERS = 8_000

_STRENGTH: dict[Why, str] = {
    "settle": "medium",
    "hold": "x-strong",
    "rest": "strong",
    "breathe": "weak",
    "listen": "x-weak",
    "count": "none",
}
_WHY: dict[str, Why] = {strength: why for why, strength in _STRENGTH.items()}
_TIME = re.compile(r"([1-9]\d*)ms")
_RATE = re.compile(r"([1-9]\d*)%")


class SsmlError(ValueError):
    """Speech that cannot be rendered, or that this program did not write and cannot read back."""


def render(turn: Turn) -> str:
    """Render a turn as one `<speak>` document."""
    body = "".join(_cue(cue, turn.rate) for cue in turn.cues)
    if turn.rate != 100:
        body = f'<prosody rate="{turn.rate}%">{body}</prosody>'
    return f"<speak>{body}</speak>"


def parse(ssml: str) -> Turn:
    """Read back a document made by `render`; anything else raises `SsmlError`."""
    from xml.etree import ElementTree  # the skill itself only renders

    try:
        root = ElementTree.fromstring(ssml)
    except ElementTree.ParseError as error:
        raise SsmlError(f"speech is not well-formed: {error}") from error
    if root.tag != "speak":
        raise SsmlError(f"speech begins with <{root.tag}>, not <speak>")
    rate, body = 100, root
    if len(root) == 1 and root[0].tag == "prosody":
        body = root[0]
        found = _RATE.fullmatch(body.get("rate", ""))
        if found is None:
            raise SsmlError(f"a speed is a percentage: {body.get('rate')!r}")
        rate = int(found[1])
    return Turn(tuple(_cues(body, rate)), rate)


def plain(turn: Turn) -> str:
    """Show a turn as text, its silences as `[10 s]`."""
    return " ".join(_plain(cue) for cue in turn.cues)


def _plain(cue: Cue) -> str:
    match cue:
        case Pause(ms):
            return f"[{ms / 1000:g} s]"
        case Say(text) | CheckIn(text):
            return text
        case _:
            assert_never(cue)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _break(ms: int, why: Why) -> str:
    whole, rest = divmod(ms, BREAK_LIMIT_MS)
    lengths = [BREAK_LIMIT_MS] * whole + ([rest] if rest else [])
    return "".join(f'<break strength="{_STRENGTH[why]}" time="{length}ms"/>' for length in lengths)


def _cue(cue: Cue, rate: int) -> str:
    match cue:
        case Say(text, slot_ms):
            return f"<s>{_escaped(text)}</s>" if slot_ms is None else _slot(text, slot_ms, rate)
        case Pause(ms, why):
            return _break(ms, why)
        case CheckIn(text):
            return f"<p>{_escaped(text)}</p>"
        case _:
            assert_never(cue)


def _slot(text: str, slot_ms: int, rate: int) -> str:
    filler_ms = slot_ms - speech_ms(text, rate)
    if filler_ms <= 0:
        raise SsmlError(f"{text!r} does not fit into {slot_ms} ms at {rate} %")
    return f"{_escaped(text)}{_break(filler_ms, 'count')}"


def _cues(body: Element, rate: int) -> list[Cue]:
    cues: list[Cue] = []
    word = body.text or ""
    nodes = list(body)
    while nodes:
        node = nodes.pop(0)
        if node.tag == "break":
            ms, why = _length(node), _reason(node)
            while not node.tail and nodes and nodes[0].tag == "break" and _reason(nodes[0]) == why:
                node = nodes.pop(0)
                ms += _length(node)
            cues.append(Say(word, ms + speech_ms(word, rate)) if word else Pause(ms, why))
        elif node.tag in {"s", "p"} and not word:
            cues.append(Say(node.text or "") if node.tag == "s" else CheckIn(node.text or ""))
        else:
            raise SsmlError(f"unexpected <{node.tag}> in speech")
        word = node.tail or ""
    if word:
        raise SsmlError(f"loose words in speech: {word!r}")
    return cues


def _length(node: Element) -> int:
    found = _TIME.fullmatch(node.get("time", ""))
    if found is None or int(found[1]) > BREAK_LIMIT_MS:
        raise SsmlError(f"a break lasts 1 to {BREAK_LIMIT_MS} ms: {node.get('time')!r}")
    return int(found[1])


def _reason(node: Element) -> Why:
    why = _WHY.get(node.get("strength", ""))
    if why is None:
        raise SsmlError(f"a break of unknown strength: {node.get('strength')!r}")
    return why
