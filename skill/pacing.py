"""How long a sentence takes to say, and which cue was playing after a given time.

The estimate stands for an Echo's own voice, whose speed no one tells a skill. It is a straight line through
letters, words and sentence ends, near 150 words a minute at 100 per cent; the desktop knows the real length and
stamps its requests with this estimate, so that the same reckoning is exact there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import assert_never

from skill.cues import CheckIn, Cue, Pause, Say

_WORD_MS, _LETTER_MS, _STOP_MS, _COMMA_MS = 180, 45, 250, 120
_WORD = re.compile(r"[A-Za-z0-9']+")


@lru_cache(maxsize=4096)
def speech_ms(text: str, rate: int = 100) -> int:
    """Estimate the milliseconds it takes to say `text` at `rate` per cent of normal speed."""
    words = _WORD.findall(text)
    voiced = sum(_WORD_MS + _LETTER_MS * len(word) for word in words)
    breaths = _STOP_MS * sum(text.count(mark) for mark in ".?!") + _COMMA_MS * text.count(",")
    return (voiced + breaths) * 100 // rate


def cue_ms(cue: Cue, rate: int = 100) -> int:
    """Milliseconds a cue takes: exact for a pause or a slot, estimated for free speech."""
    match cue:
        case Say(text, slot_ms):
            return speech_ms(text, rate) if slot_ms is None else max(slot_ms, speech_ms(text, rate))
        case Pause(ms):
            return ms
        case CheckIn(text):
            return speech_ms(text, rate)
        case _:
            assert_never(cue)


def total_ms(cues: Sequence[Cue], rate: int = 100) -> int:
    """Milliseconds all `cues` take together."""
    return sum(cue_ms(cue, rate) for cue in cues)


def reached(cues: Sequence[Cue], elapsed_ms: int, rate: int = 100) -> tuple[int, int]:
    """Which cue was playing `elapsed_ms` after the first began, and how far into it; past the end, (len, 0)."""
    left = max(0, elapsed_ms)
    for index, cue in enumerate(cues):
        length = cue_ms(cue, rate)
        if left < length:
            return index, left
        left -= length
    return len(cues), 0
