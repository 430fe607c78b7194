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
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from skill import intents
from skill.library import LOCALES, Library, library
from skill.samples import Spoken, frames, gather, key

INVOCATION = "back spasm helper"
FOLDER = Path(__file__).resolve().parents[1] / "interaction_models"

_SENSITIVITY = "LOW"
_TYPES: Mapping[str, str] = {
    intents.SLOTS[intents.ROUTINE]: "RoutineName",
    intents.SLOTS[intents.SESSION]: "SessionName",
    intents.COUNT: "AMAZON.NUMBER",
    intents.SIDE: "Side",
}
_SIDES: Mapping[str, tuple[str, ...]] = {
    side: (
        *(f"{side} {part}" for part in ("side", "leg", "knee", "hand side")),
        *(f"{whose} {side}{part}" for whose in ("the", "my") for part in ("", " side", " leg")),
    )
    for side in ("right", "left")
}
_COUNTED = (
    *(f"{opening}{{routine}} {{count}} times" for opening in ("", "do ", "start ")),
    *("{count} times {routine}", "{routine} {count} repeats", "{routine} {count} reps", "{count} repeats of {routine}"),
)
_SIDED = (
    *(f"{opening}{{routine}} {{side}} first" for opening in ("", "do ", "start ")),
    *(f"{{routine}} {link} {{side}}" for link in ("on", "starting on", "starting with", "beginning with")),
    "{routine} {count} times {side} first",
)


def model(library: Library, locale: str) -> dict[str, Any]:
    """Build the interaction model of a locale from a library of content in its words."""
    if library.locale != locale:
        raise ValueError(f"the library is in the words of {library.locale}, not of {locale}")
    spoken = gather(library)
    routines = {name: one.title for name, one in library.routines.items()}
    sessions = {name: one.title for name, one in library.sessions.items()}
    sides = [_value(side, first, more) for side, (first, *more) in _SIDES.items()]
    inner = {
        "invocationName": INVOCATION,
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": _SENSITIVITY}},
        "intents": [_intent(name, samples) for name, samples in _samples(library, spoken).items()],
        "types": [
            {"name": _TYPES[intents.SLOTS[intents.ROUTINE]], "values": _values("routine", routines, spoken)},
            {"name": _TYPES[intents.SLOTS[intents.SESSION]], "values": _values("session", sessions, spoken)},
            {"name": _TYPES[intents.SIDE], "values": sides},
        ],
    }
    return {"interactionModel": {"languageModel": inner}}


def write(folder: Path = FOLDER) -> list[Path]:
    """Write the model of every locale into a folder, and say which files were written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{locale}.json" for locale in LOCALES]
    for path, locale in zip(paths, LOCALES, strict=True):
        path.write_text(text(locale), encoding="utf-8", newline="\n")
    return paths


def check(folder: Path = FOLDER) -> list[str]:
    """Say how the files of a folder differ from the content, a sentence each; nothing when they agree."""
    differences = [f"{path.name}: no such locale" for path in sorted(folder.glob("*.json")) if path.stem not in LOCALES]
    for locale in LOCALES:
        path = folder / f"{locale}.json"
        if not path.is_file():
            differences.append(f"{path.name}: missing")
        elif path.read_text(encoding="utf-8") != text(locale):
            differences += [f"{path.name}: {line}" for line in _differences(path, built(locale))]
    return differences


@cache
def built(locale: str) -> dict[str, Any]:
    """Build the model of a locale from the content of this project, once."""
    return model(library(locale), locale)


def text(locale: str) -> str:
    """Write the model of a locale as the file holds it."""
    return json.dumps(built(locale), ensure_ascii=False, indent=2) + "\n"


def language(model: Mapping[str, Any]) -> dict[str, Any]:
    """Take the language model, its only part, out of an interaction model."""
    inner: dict[str, Any] = model["interactionModel"]["languageModel"]
    return inner


def _samples(library: Library, spoken: Spoken) -> dict[str, list[str]]:
    """List the samples of every intent, in the order of the file: steering, starting, warning signs, questions."""
    samples: dict[str, list[str]] = {}
    for intent, control in intents.CONTROLS.items():
        first = control not in {intents.CONTROLS[before] for before in samples}
        samples[intent] = list(spoken.said[f"control:{control}"]) if first else []
    samples |= {intents.FALLBACK: [], intents.HOME: []}
    samples[intents.ROUTINE] = [*frames("routine"), *_COUNTED, *_SIDED]
    samples[intents.SESSION] = frames("session")
    samples |= {intents.sign_intent(name): list(spoken.said[f"sign:{name}"]) for name in library.signs}
    return samples | {intents.topic_intent(name): list(spoken.said[f"topic:{name}"]) for name in library.topics}


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


def _parts(model: Mapping[str, Any]) -> dict[str, set[str]]:
    inner = language(model)
    parts = {intent["name"]: set(intent["samples"]) for intent in inner["intents"]}
    for kind in inner["types"]:
        for value in kind["values"]:
            parts[f"{kind['name']} {value['id']}"] = {value["name"]["value"], *value["name"]["synonyms"]}
    return parts
