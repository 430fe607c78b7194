"""The rules that hold for any table, number or sentence of a content file, each yielding the mistakes it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

WORDS_IN_A_SENTENCE = 15

FORBIDDEN = re.compile(
    r"\b(torn|tears? (a|your|the) |damaged?|slipped dis[ck]|out of place|crumbl\w+|spinal cord|like this|as shown"
    r"|great job|sorry|alexa|clinically proven|recommended by|cures?)\b",
    re.IGNORECASE,
)
"""Words that frighten, that only an eye can follow, that claim too much, or that belong to one device."""
DOSE = re.compile(
    r"\b(\d+|one|two|three|four|five|six|eight|ten|twelve|hundred)\b[^.]{0,20}"
    r"\b(mg|milligram\w*|tablets?|pills?|hours?|hourly|times a day)\b|\byou can take\b",
    re.IGNORECASE,
)
FILLED = frozenset(
    [
        "emergency",
        "emergency_digits",
        "advice",
        "advice_digits",
        "poison",
        "poison_digits",
        "crisis",
        "crisis_digits",
        "pharmacist",
        "physio",
        "tummy",
        "couch",
        "acetaminophen",
        "bathroom",
        "doctor",
        "wake",
    ]
)
TEXTS = "texts"
"""Stands for a list of texts where a key's kind is named."""
SIDED = frozenset({"side", "Side", "other", "Other"})
SPOKEN_NAME = re.compile(r"[a-z][a-z' -]*")
ID = re.compile(r"[a-z][a-z0-9_]*")


def shape(table: object, keys: Mapping[str, Any], needed: Sequence[str], filled: Sequence[str] = ()) -> Iterator[str]:
    """Mistakes in the keys of a table: unknown, of the wrong kind, missing, an empty list where one must be filled."""
    if not isinstance(table, Mapping):
        yield "not a table"
        return
    for key, value in table.items():
        if key not in keys:
            yield f"{key}: unknown key{_meant(key, keys)}"
        elif not _fits(value, keys[key]):
            yield f"{key}: {value!r} is not {_kind(keys[key])}"
    for key in needed:
        if key not in table or table[key] == "":
            yield f"{key}: missing"
    for key in filled:
        if table.get(key) == []:
            yield f"{key}: empty"


def _fits(value: object, kind: Any) -> bool:
    if kind is TEXTS:
        return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _meant(key: str, keys: Mapping[str, Any]) -> str:
    from difflib import get_close_matches  # only when something is misspelt

    close = get_close_matches(key, keys, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(sorted(keys))}"


def _kind(kinds: Any) -> str:
    names = {
        str: "text",
        TEXTS: "a list of texts",
        list: "a list",
        dict: "a table",
        bool: "true or false",
        int: "a whole number",
        date: "a date",
    }
    return "a number" if isinstance(kinds, tuple) else names.get(kinds, str(kinds))


def between(where: str, value: object, low: float, high: float) -> Iterator[str]:
    """A mistake when `value` is no number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        yield f"{where}: {value!r} is not a number from {low:g} to {high:g}"


def numbers(where: str, table: object, keys: Sequence[str], low: int, high: int) -> Iterator[str]:
    """Mistakes in a table of whole numbers under known keys."""
    if not isinstance(table, Mapping):
        return
    for key, value in table.items():
        if key not in keys:
            yield f"{where}: unknown key {key!r}; known: {', '.join(keys)}"
        if isinstance(value, float):
            yield f"{where}, {key}: {value!r} is not a whole number"
        else:
            yield from between(f"{where}, {key}", value, low, high)


def within(where: str, values: object, allowed: Any) -> Iterator[str]:
    """Values that are not among those allowed."""
    for value in texts(values):
        if value not in allowed:
            yield f"{where}: there is no {value!r}"


def texts(values: object) -> list[str]:
    """The texts of a list; anything else in it is reported elsewhere."""
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def words(text: str) -> list[str]:
    """The words of a sentence, a placeholder counting as one."""
    return re.findall(r"[A-Za-z'{}_-]+", text)


def spoken(where: str, text: object, more: Any = frozenset()) -> Iterator[str]:
    """Rules for anything said aloud: short sentences, whole ones, no forbidden word, no stray placeholder."""
    if not isinstance(text, str) or not text:
        return
    if text != " ".join(text.split()):
        yield f"{where}: more than single spaces, or a line break"
    if text[-1] not in ".?":
        yield f"{where}: {text!r} does not end like a sentence"
    for sentence in re.split(r"(?<=[.?!:])\s+", text):
        if len(words(sentence)) > WORDS_IN_A_SENTENCE:
            yield f"{where}: {len(words(sentence))} words, the limit is {WORDS_IN_A_SENTENCE}: {sentence!r}"
    if found := FORBIDDEN.search(text):
        yield f"{where}: {found[0]!r} is not said to someone in pain"
    if found := re.search(r"[0-9\"()\[\]/&%*_<>]", re.sub(r"\{\w+\}", "", text)):
        yield f"{where}: {found[0]!r} cannot be spoken; write it as words"
    for name in re.findall(r"\{(\w+)\}", text):
        if name not in more and name.lower() not in FILLED:
            yield f"{where}: nothing is called {{{name}}}"


def phrase(where: str, text: object) -> Iterator[str]:
    """Mistakes in words that are spoken as part of a sentence, such as a title."""
    if isinstance(text, str) and text:
        yield from spoken(where, text + ".")


def question(where: str, text: object) -> Iterator[str]:
    """Mistakes in a sentence that has to be a question."""
    if not isinstance(text, str) or not text.endswith("?"):
        yield f"{where}: {text!r} is not a question"
    yield from spoken(where, re.sub(r"\{[Mm]ore\}", "more", text) if isinstance(text, str) else text)
