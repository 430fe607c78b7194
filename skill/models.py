"""The interaction models of the Alexa skill, made from the content: what may be said in a locale, and what it means.

How a model is built, and why:

* a topic, a warning sign and a control have an intent each; their samples are the wordings, whole, so that a question
  or a symptom is told apart by all of its words;
* routines and sessions come in a slot, because their names are also said inside other sentences ("start ...",
  "... five times", "... right side first"). `skill.samples` takes the frame off a wording and leaves a value:
  "talk me through the chair position" is the value "chair position" in the frame `talk me through the {routine}`. A
  sentence without a frame ("the one where my knees make square corners") is a value of its own, without its article,
  and `{routine}`, `the {routine}` and `a {routine}` are samples. So every frame fits every name, nobody has to say a
  title, and the answer always carries the id of the routine. An intent for each routine would hold the same sentences
  without the frames, and could not be asked for a count or a side;
* the values of Side are "right side" and "left side", with ids `right` and `left`: a bare "right" means ready;
* stop and cancel are one control. Its wordings stand at AMAZON.StopIntent; AMAZON.CancelIntent has its own words from
  Alexa. The other built-in intents are extended, because they match nothing but exact samples;
* sensitivity of the fallback is LOW. HIGH would send more sentences that are near a sample to the fallback, and a
  warning sign in words nobody foresaw must reach its intent: a false alarm is acceptable, a miss is not. Nothing moves
  because of a guess: the built-in controls need exact words, and a routine needs a value of its list.

Everything is in a steady order, so that the files are the same as long as the content is.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from skill import intents
from skill.library import LOCALES, Library, library
from skill.samples import Spoken, frames, gather, key

INVOCATION = "back spasm helper"
FOLDER = Path(__file__).resolve().parents[1] / "interaction_models"
NEAR = 92
"""From this likeness on, in per cent, two sentences of different intents are reported."""

_SENSITIVITY = "LOW"
_TYPES: Mapping[str, str] = {
    intents.SLOTS[intents.ROUTINE]: "RoutineName",
    intents.SLOTS[intents.SESSION]: "SessionName",
    intents.COUNT: "AMAZON.NUMBER",
    intents.SIDE: "Side",
}
_SIDES: Mapping[str, tuple[str, ...]] = {
    side: (f"{side} side", f"{side} hand side", f"{side} leg", f"{side} knee", f"the {side}", f"my {side}")
    for side in ("right", "left")
}
_COUNTED = ("{routine} {count} times", "{count} times {routine}", "{routine} {count} repeats", "{routine} {count} reps")
_SIDED = ("{routine} {side} first", "{routine} starting with {side}", "{routine} starting with my {side}")
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


def model(library: Library, locale: str) -> dict[str, Any]:
    """Build the interaction model of a locale from a library of content in its words."""
    if library.locale != locale:
        raise ValueError(f"the library is in the words of {library.locale}, not of {locale}")
    spoken = gather(library)
    routines = {name: one.title for name, one in library.routines.items()}
    sessions = {name: one.title for name, one in library.sessions.items()}
    sides = [_value(side, first, more) for side, (first, *more) in _SIDES.items()]
    language = {
        "invocationName": INVOCATION,
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": _SENSITIVITY}},
        "intents": [_intent(name, samples) for name, samples in _samples(library, spoken).items()],
        "types": [
            {"name": _TYPES[intents.SLOTS[intents.ROUTINE]], "values": _values("routine", routines, spoken)},
            {"name": _TYPES[intents.SLOTS[intents.SESSION]], "values": _values("session", sessions, spoken)},
            {"name": _TYPES[intents.SIDE], "values": sides},
        ],
    }
    return {"interactionModel": {"languageModel": language}}


def write(folder: Path = FOLDER) -> list[Path]:
    """Write the model of every locale into a folder, and say which files were written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{locale}.json" for locale in LOCALES]
    for path, locale in zip(paths, LOCALES, strict=True):
        path.write_text(_text(locale), encoding="utf-8", newline="\n")
    return paths


def check(folder: Path = FOLDER) -> list[str]:
    """Say how the files of a folder differ from the content, a sentence each; nothing when they agree."""
    differences = [f"{path.name}: no such locale" for path in sorted(folder.glob("*.json")) if path.stem not in LOCALES]
    for locale in LOCALES:
        path = folder / f"{locale}.json"
        if not path.is_file():
            differences.append(f"{path.name}: missing")
        elif path.read_text(encoding="utf-8") != _text(locale):
            differences += [f"{path.name}: {line}" for line in _differences(path, built(locale))]
    return differences


def report() -> Report:
    """Count the samples of every intent and locale, and find the sentences that are nearly another intent's."""
    samples, clashes, sentences = {}, [], []
    for locale in LOCALES:
        spoken = gather(library(locale))
        clashes += spoken.clashes
        sentences += [(label, sentence) for label, many in spoken.said.items() for sentence in many]
        samples[locale] = {intent["name"]: len(intent["samples"]) for intent in _language(built(locale))["intents"]}
    size = {locale: len(_text(locale).encode()) for locale in LOCALES}
    return Report(samples, size, tuple(dict.fromkeys(clashes)), tuple(near(sentences)))


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


def sentences(built: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """List what a model understands, as (intent, id of its value or nothing, sentence).

    A sample with a slot is said once, with the values in turn; every value is said by itself.
    """
    language = _language(built)
    values = {kind["name"]: kind["values"] for kind in language["types"]}
    for intent in language["intents"]:
        kind = next((slot["type"] for slot in intent["slots"] if slot["name"] in intents.SLOTS.values()), None)
        if kind is None:
            yield from ((intent["name"], "", sample) for sample in intent["samples"])
            continue
        for place, sample in enumerate(intent["samples"]):
            value = values[kind][place % len(values[kind])]
            said = sample.format(**_FILLED, **dict.fromkeys(_TYPES, value["name"]["value"].lower()))
            yield intent["name"], value["id"], said
        for value in values[kind]:
            for said in value["name"]["synonyms"]:
                yield intent["name"], value["id"], said


@cache
def built(locale: str) -> dict[str, Any]:
    """Build the model of a locale from the content of this project, once."""
    return model(library(locale), locale)


def _text(locale: str) -> str:
    return json.dumps(built(locale), ensure_ascii=False, indent=2) + "\n"


def _language(built: Mapping[str, Any]) -> dict[str, Any]:
    language: dict[str, Any] = built["interactionModel"]["languageModel"]
    return language


def _samples(library: Library, spoken: Spoken) -> dict[str, list[str]]:
    """The samples of every intent, in the order of the file: what steers, what starts, what warns, what is asked."""
    labels = {intent: f"control:{control}" for control, intent in _first(intents.CONTROLS).items()}
    samples = {intent: list(spoken.said.get(labels.get(intent, ""), ())) for intent in intents.CONTROLS}
    samples |= {intents.FALLBACK: [], intents.HOME: []}
    samples[intents.ROUTINE] = [*frames("routine"), *_COUNTED, *_SIDED]
    samples[intents.SESSION] = frames("session")
    samples |= {intents.sign_intent(name): list(spoken.said[f"sign:{name}"]) for name in library.signs}
    return samples | {intents.topic_intent(name): list(spoken.said[f"topic:{name}"]) for name in library.topics}


def _first(controls: Mapping[str, str]) -> dict[str, str]:
    """The first intent of each control."""
    return {control: intent for intent, control in reversed(controls.items())}


def _intent(name: str, samples: list[str]) -> dict[str, Any]:
    slots = [intents.SLOTS[name]] if name in intents.SLOTS else []
    more = [intents.COUNT, intents.SIDE] if name == intents.ROUTINE else []
    return {
        "name": name,
        "slots": [{"name": slot, "type": _TYPES[slot]} for slot in (*slots, *more)],
        "samples": samples,
    }


def _values(kind: str, titles: Mapping[str, str], spoken: Spoken) -> list[dict[str, Any]]:
    return [_value(name, title, spoken.said[f"{kind}:{name}"]) for name, title in titles.items()]


def _value(name: str, title: str, synonyms: Iterable[str]) -> dict[str, Any]:
    return {"id": name, "name": {"value": title, "synonyms": [one for one in synonyms if key(one) != key(title)]}}


def _differences(path: Path, wanted: Mapping[str, Any]) -> list[str]:
    """Where a file differs, by intent and by value; or that it differs at all."""
    try:
        there, here = _parts(json.loads(path.read_text(encoding="utf-8"))), _parts(wanted)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["not an interaction model"]
    lines = [f"{name}: not in the content any more" for name in there if name not in here]
    for name, parts in here.items():
        if name not in there:
            lines.append(f"{name}: missing")
        elif there[name] != parts:
            more, less = parts - there[name], there[name] - parts
            lines.append(f"{name}: {len(more)} to add, {len(less)} to take away, such as {min(more | less)!r}")
    return lines or ["differs from the content in its order or its settings"]


def _parts(built: Mapping[str, Any]) -> dict[str, set[str]]:
    language = _language(built)
    parts = {intent["name"]: set(intent["samples"]) for intent in language["intents"]}
    for kind in language["types"]:
        for value in kind["values"]:
            parts[f"{kind['name']} {value['id']}"] = {value["name"]["value"], *value["name"]["synonyms"]}
    return parts
