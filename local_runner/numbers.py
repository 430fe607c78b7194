"""Numbers and sides inside a request: "knee to chest seven times, left first"."""

from __future__ import annotations

import re

from local_runner.normal import NUMBERS
from skill import intents

_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_TENS = "|".join(word for word, value in NUMBERS.items() if value >= 20)
_VALUE = rf"(?P<tens>{_TENS})? ?(?P<ones>{_NUMBER})"
_COUNT = (
    rf"\b{_VALUE} (?:times|reps?|repetitions?|repeats|each|per|on each|on both|a side|goes|of (?:them|those|these))\b",
    rf"\b(?:do|give me|make it|let us do|i want|just|only) (?:it |them )?{_VALUE}\b"
    r"(?! (?:minutes?|seconds?|secs?|mins?|hours?))",
)
_ONCE = {"once": 1, "twice": 2, "a couple of times": 2, "thrice": 3, "a few times": 3}
_SIDE = re.compile(
    r"\b(?:(left|right)(?: (?:leg|side|knee|one|foot))? first|"
    r"(?:start|begin|starting|beginning) (?:with|on) (?:the |my )?(left|right))\b"
)


def count(text: str) -> int | None:
    """How many times a normal text asks for, or None."""
    for pattern in _COUNT:
        found = re.search(pattern, text)
        if found:
            ones = NUMBERS[found["ones"]]
            tens = NUMBERS[found["tens"]] if found["tens"] else 0
            if ones + tens:
                return ones + tens
    return next((value for word, value in _ONCE.items() if re.search(rf"\b{word}\b", text)), None)


def side(text: str) -> str | None:
    """The side a normal text wants first, `left` or `right`, or None."""
    found = _SIDE.search(text)
    return (found[1] or found[2]) if found else None


def slots(text: str) -> tuple[tuple[str, str], ...]:
    """The slots of a routine request that stand in a normal text."""
    many, first = count(text), side(text)
    counted = ((intents.COUNT, str(many)),) if many is not None else ()
    return (*counted, (intents.SIDE, first)) if first else counted
