"""What the interaction models hold, and whether it can be told apart: counts, near-duplicates, a rehearsal.

A rehearsal gives every sentence of every model to whatever understands sentences, and says where it was wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from skill import intents
from skill.library import LOCALES, library
from skill.models import built, language, text
from skill.samples import gather

NEAR = 92
"""From this likeness on, in per cent, two sentences of different intents are reported."""
_FILLED: Mapping[str, str] = {intents.COUNT: "five", intents.SIDE: "right side"}


@dataclass(frozen=True, slots=True)
class Near:
    """Two sentences of different labels that are nearly the same; `likeness` is in per cent."""

    likeness: int
    first: tuple[str, str]
    second: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What the models hold: samples by locale and intent, bytes by locale, and what could be taken for another."""

    samples: Mapping[str, Mapping[str, int]]
    size: Mapping[str, int]
    clashes: tuple[str, ...]
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """A sentence that a resolver took for something else than the model does."""

    locale: str
    sentence: str
    wanted: str
    got: str


def report() -> Report:
    """Count the samples of every intent and locale, and find the sentences that are nearly another intent's."""
    samples: dict[str, dict[str, int]] = {}
    clashes: list[str] = []
    said: list[tuple[str, str]] = []
    for locale in LOCALES:
        spoken = gather(library(locale))
        clashes += spoken.clashes
        said += [(label, sentence) for label, many in spoken.said.items() for sentence in many]
        samples[locale] = {intent["name"]: len(intent["samples"]) for intent in language(built(locale))["intents"]}
    size = {locale: len(text(locale).encode()) for locale in LOCALES}
    return Report(samples, size, tuple(dict.fromkeys(clashes)), tuple(near(said)))


def near(sentences: Iterable[tuple[str, str]], likeness: int = NEAR) -> list[Near]:
    """Find pairs of (label, sentence) with different labels and nearly the same words, the most alike first."""
    unique = sorted(dict.fromkeys(sentences), key=lambda pair: (len(pair[1]), pair))
    lengths = [len(sentence) for _, sentence in unique]
    texts = [sentence for _, sentence in unique]
    found = []
    for at, (label, sentence) in enumerate(unique):
        # A ratio of r needs the shorter text to be at least r / (200 - r) of the longer one.
        end = bisect_right(lengths, lengths[at] * (200 - likeness) / likeness)
        hits = process.extract(sentence, texts[at + 1 : end], scorer=fuzz.ratio, score_cutoff=likeness, limit=None)
        others = ((round(score), unique[at + 1 + place]) for _, score, place in hits)
        found += [Near(score, (label, sentence), other) for score, other in others if other[0] != label]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.first, pair.second))


def replay(resolver: Callable[[str, str], str], locales: Sequence[str] = LOCALES) -> list[Miss]:
    """Give every sentence of the models to a resolver (locale, sentence -> intent), and return what it got wrong.

    A resolver may answer `RoutineIntent:bridge` where it knows the value of the slot; then the value counts too.
    """
    misses = []
    for locale in locales:
        for intent, value, sentence in sentences(built(locale)):
            got = resolver(locale, sentence)
            wanted = f"{intent}:{value}" if value else intent
            if got not in {intent, wanted}:
                misses.append(Miss(locale, sentence, wanted, got))
    return misses


def sentences(model: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """List what a model understands, as (intent, id of its value or nothing, sentence).

    A sample with a slot is said once, with the values in turn; every value is said by itself.
    """
    inner = language(model)
    values = {kind["name"]: kind["values"] for kind in inner["types"]}
    for intent in inner["intents"]:
        kind = next((slot["type"] for slot in intent["slots"] if slot["name"] in intents.SLOTS.values()), None)
        if kind is None:
            yield from ((intent["name"], "", sample) for sample in intent["samples"])
            continue
        for place, sample in enumerate(intent["samples"]):
            value = values[kind][place % len(values[kind])]
            said = sample.format(**_FILLED, **dict.fromkeys(intents.SLOTS.values(), value["name"]["value"].lower()))
            yield intent["name"], value["id"], said
        for value in values[kind]:
            for said in value["name"]["synonyms"]:
                yield intent["name"], value["id"], said
