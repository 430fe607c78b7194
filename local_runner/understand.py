"""Words to intents, offline: warning signs first, then what the wordings say exactly, then the likeliest.

What must stay true: `resolve` is pure; a warning sign is looked for in the whole utterance and in every state; between
a sign and anything else in doubt the sign wins, between an emergency and a lesser sign the emergency.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import numpy as np
import platformdirs

from local_runner import match, numbers
from local_runner.danger import Level, cleared, danger
from local_runner.normal import normal
from local_runner.own_names import OwnNames
from skill import intents
from skill.library import Library
from skill.wordings import WORDINGS, expand, lists, lookalikes, sentences

State = Literal["idle", "routine", "checkin"]
NONE = "none"
KEPT = "understanding.npz"
"""The trained model: shipped beside this module, or kept in the user's cache folder."""
SOON_TOPICS: Mapping[str, str] = {
    "pregnant": "pregnant", "child": "child", "first_time_older": "first_time_older", "not_improving": "when_doctor",
}  # fmt: skip
"""The signs that are worth a visit soon, by the topic that answers them."""
_INTENT_OF = {control: intent for intent, control in reversed(list(intents.CONTROLS.items()))}
_PRIOR: Mapping[State, Mapping[str, float]] = {
    "idle": {"control": 0.03, "request": 1.0, "sign": 1.0, "none": 1.0},
    "routine": {"control": 3.0, "request": 0.5, "sign": 1.0, "none": 1.0},
    "checkin": {"control": 3.0, "request": 0.5, "sign": 1.0, "none": 1.0},
}
_FAR_BELOW = 0.04
_SIGN_ENOUGH, _EMERGENCY_ENOUGH = 0.4, 0.25
_SIGN_IN_DENIAL = 0.9
_EMERGENCY_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Understood:
    """What an utterance means: outcome, intent with slots, how sure (0 to 1), and the likeliest other outcomes."""

    outcome: str
    intent: str
    slots: tuple[tuple[str, str], ...]
    score: float
    guesses: tuple[str, ...]


class Understanding:
    """The understanding of one library, with the spoken names of routines somebody added."""

    def __init__(
        self,
        library: Library,
        own_names: Mapping[str, tuple[str, ...]] | None = None,
        trained: match.Model | None = None,
    ) -> None:
        self._library = library
        self._model = trained or model()
        spoken = {name: routine.spoken for name, routine in library.routines.items()}
        self._own = OwnNames({**spoken, **(own_names or {})}, known=self._model.labels)

    def resolve(self, text: str, state: State = "idle") -> Understood:
        """What `text` means in a state; never raises, "none" when nothing comes near."""
        said = normal(text)
        if not said:
            return self._as(NONE, said, 1.0, ())
        exact = self._model.known.get(said)
        found = danger(said) if exact is None else None
        own = self._own.named(said)
        if exact is None and own is not None and found is None:
            return self._as(f"routine:{own}", said, 1.0, ())
        chances = self._weighed(said, state)
        ranked = [self._model.labels[at] for at in np.argsort(-chances, kind="stable")]
        guesses = self._guesses(ranked)
        if exact is not None:
            return self._as(exact, said, 1.0, guesses)
        label = self._sign(chances, found, said) or next(one for one in ranked if not one.startswith("sign:"))
        score = float(chances[self._model.labels.index(label)])
        if not label.startswith("sign:") and score < _FAR_BELOW:
            return self._as(NONE, said, score, guesses)
        return self._as(label, said, score, guesses)

    def _weighed(self, said: str, state: State) -> match.Floats:
        prior = _PRIOR[state]
        raw = self._model.probabilities(said)
        weighed = raw * np.array([prior[_kind(label)] for label in self._model.labels], np.float32)
        return np.asarray(weighed / weighed.sum(), dtype=np.float32)

    def _sign(self, chances: match.Floats, found: Level | None, said: str) -> str | None:
        """The sign that wins: one the detector found, or one the model thinks likelier than not."""
        at_level = {level: self._of_level(level) for level in (1, 2)}
        sums = {level: float(sum(chances[at] for at in places)) for level, places in at_level.items()}
        level = found
        denied = found is None and cleared(said)
        if sums[1] + sums[2] >= (_SIGN_IN_DENIAL if denied else _SIGN_ENOUGH) or (
            sums[1] >= _EMERGENCY_ENOUGH and not denied
        ):
            level = 1 if found == 1 or sums[1] >= _EMERGENCY_SHARE * sums[2] else 2
        if level is None:
            return None
        return self._model.labels[max(at_level[level], key=lambda at: float(chances[at]))]

    def _of_level(self, level: int) -> list[int]:
        signs = self._library.signs
        return [
            at
            for at, label in enumerate(self._model.labels)
            if label.startswith("sign:") and signs[label.removeprefix("sign:")].level == level
        ]

    def _guesses(self, ranked: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._outcome(label) for label in ranked[:8]))[:3]

    def _outcome(self, label: str) -> str:
        kind, _, name = label.partition(":")
        return f"redflag:L{self._library.signs[name].level}" if kind == "sign" else label

    def _as(self, label: str, said: str, score: float, guesses: tuple[str, ...]) -> Understood:
        kind, _, name = label.partition(":")
        slots: tuple[tuple[str, str], ...] = ()
        match kind:
            case "routine":
                intent, slots = intents.ROUTINE, ((intents.SLOTS[intents.ROUTINE], name), *numbers.slots(said))
            case "session":
                intent, slots = intents.SESSION, ((intents.SLOTS[intents.SESSION], name),)
            case "topic":
                intent = intents.topic_intent(name)
            case "sign":
                intent = intents.sign_intent(name)
            case "control":
                intent = _INTENT_OF[name]
            case _:
                intent = intents.FALLBACK
        return Understood(self._outcome(label), intent, slots, round(score, 4), guesses)


def _kind(label: str) -> str:
    kind = label.partition(":")[0]
    return "request" if kind in {"routine", "session", "topic"} else kind


def rows() -> list[tuple[str, str, str]]:
    """Every sentence of the wordings as (label, template, normal sentence), look-alikes among them."""
    named = lists()
    found = [(_spoken_of(label), template, normal(sentence)) for label, template, sentence in sentences()]
    for label, many in lookalikes().items():
        found += [(label, template, normal(one)) for template in many for one in expand(template, named)]
    return [row for row in found if row[2]]


def _spoken_of(label: str) -> str:
    kind, _, name = label.partition(":")
    return f"topic:{SOON_TOPICS[name]}" if kind == "sign" and name in SOON_TOPICS else label


def key() -> str:
    """A name for the wordings and the code that reads them, as they are now."""
    here = Path(__file__).parent
    digest = blake2b(digest_size=12)
    for path in [*sorted(WORDINGS.glob("*.toml")), *(here / f"{name}.py" for name in ("normal", "match", "concepts"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def model() -> match.Model:
    """The model of the wordings as they are now: the kept one, or one trained now and kept."""
    state = key()
    place = platformdirs.user_cache_path("back-spasm-helper") / KEPT
    kept = match.load(Path(__file__).with_name(KEPT), state) or match.load(place, state)
    if kept is not None:
        return kept
    made = match.train(rows())
    with suppress(OSError):  # a read-only or full disk: it is trained again next time
        match.save(made, place, state)
    return made
