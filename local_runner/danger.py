"""Warning signs by their parts: which part of the body, what it does, and whether it is denied, asked or only talk.

What must stay true: the whole utterance is looked at; a denial reaches only its own clause; something merely asked
("what if my legs went numb") is no report, but a report inside a question ("can I stretch, my legs are numb") is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

from local_runner.harmless import ASKED, HARMLESS, REPORTED
from local_runner.symptoms import ALONE, CONCEPTS, PLACES, RULES

Level: TypeAlias = Literal[1, 2]
Span: TypeAlias = tuple[int, int]

_CLAUSE = re.compile(
    r"\b(?:but|because|although|though|however|except|only|and (?:now|i|my|it|then)|now|so|yet|just)\b"
)
_DENIAL = re.compile(r"\b(?:no|not|never|without|neither|nor|nothing|none|free of)\b")
_FIGURE = re.compile(
    r"\b(?:not|no) (?:sure|idea|matter|wonder|joke|kidding|joking|good|one|only|stop|sleep|help|better)\b"
)
_OVER = re.compile(
    r"(?: \w+){0,2}? (?:(?:has|is|have|are|all|had) )?(?:all |completely |now )?"
    r"(?:gone away|worn off|stopped|passed|cleared|went away|wore off|is gone|disappeared|eased|"
    r"gone(?! (?:to|up|down|into|from|all|dead|numb|heavy|weak|worse))|"
    r"(?:is|are) (?:fine|okay|normal|working|good))\b"
)
_ANSWER = re.compile(
    r"^(?:no|nope|nah) (?=(?:no |actually )?(?:i|my|it|the|there|both|he|she|his|her|now|actually|wait)\b)"
)
_REACH = 5
_TOLD = frozenset(
    (
        "numb",
        "weak",
        "pain",
        "fever",
        "cancer",
        "pregnant",
        "steroids",
        "lump",
        "sweat",
        "poorly",
        "crash",
        "fallbad",
        "tumble",
        "bleed",
    )
)


def danger(said: str) -> Level | None:
    """The most urgent level of the signs a normal text reports, or None."""
    text = _without_talk(said)
    if _asked_only(text):
        return None
    text = _ANSWER.sub("", text)
    return min(_reported(text), default=None)


def cleared(said: str) -> bool:
    """Whether a normal text that reports nothing only asks about a sign, denies it, or merely sounds like one."""
    text = _without_talk(said)
    if text != said or _asked_only(text):
        return True
    named = [
        span
        for name, pattern in _patterns().items()
        if name in _TOLD
        for span in (one.span() for one in pattern.finditer(text))
    ]
    return bool(named) and all(_denied(text, span) for span in named)


def _without_talk(said: str) -> str:
    """The text with everyday phrases that only sound like a sign put out of sight."""
    for pattern in _harmless():
        said = pattern.sub("_", said)
    return said


def _asked_only(text: str) -> bool:
    return bool(_asked().search(text)) and not _reporting().search(text)


def _reported(text: str) -> Iterator[Level]:
    for level, pattern in _alone():
        for found in pattern.finditer(text):
            if not _denied(text, found.span()):
                yield level
                break
    places = _concepts(text)
    for urgency, within, names in RULES:
        if all(name in places for name in names) and _together(text, [places[name] for name in names], within):
            yield 1 if urgency == 1 else 2


def _concepts(text: str) -> Mapping[str, list[Span]]:
    """Where each concept stands, the denied ones left out."""
    found: dict[str, list[Span]] = {}
    for name, pattern in _patterns().items():
        spans = [one.span() for one in pattern.finditer(text)]
        if name not in PLACES:
            spans = [span for span in spans if not _denied(text, span)]
        if spans:
            found[name] = spans
    return found


def _together(text: str, places: list[list[Span]], within: int) -> bool:
    """Whether some choice of the concepts stands within so many words, each on words of its own."""

    def pick(at: int, taken: tuple[Span, ...]) -> bool:
        if at == len(places):
            low, high = min(span[0] for span in taken), max(span[1] for span in taken)
            return len(text[low:high].split()) <= within
        return any(
            pick(at + 1, (*taken, span))
            for span in places[at]
            if all(span[1] <= other[0] or other[1] <= span[0] for other in taken)
        )

    return pick(0, ())


def _denied(text: str, span: Span) -> bool:
    """Whether a denial stands before the words at `span` in their clause, or they are said to be over."""
    before = text[: span[0]]
    breaks = [found.end() for found in _CLAUSE.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :]
    near = " ".join(clause.split()[-_REACH:])
    if _DENIAL.search(near) and not _FIGURE.search(near):
        return True
    if re.match(r"(?: \w+){0,3}? any ?more\b", text[span[1] :]) and re.search(r"\bnot\b", clause):
        return True
    return bool(_OVER.match(text[span[1] :]))


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{words})\b") for name, words in CONCEPTS.items()}


@lru_cache(maxsize=1)
def _alone() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    return tuple(
        (1 if level == 1 else 2, re.compile(rf"\b(?:{words})\b")) for level, many in ALONE.items() for words in many
    )


@lru_cache(maxsize=1)
def _harmless() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{words})\b") for words in HARMLESS)


@lru_cache(maxsize=1)
def _asked() -> re.Pattern[str]:
    return re.compile("|".join(ASKED))


@lru_cache(maxsize=1)
def _reporting() -> re.Pattern[str]:
    return re.compile("|".join(REPORTED))
