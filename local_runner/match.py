"""A scored matcher: word and letter n-grams of a sentence, weighed by a linear model made of the wordings.

The model is trained with numpy alone (softmax, Adagrad, a fixed seed), takes some seconds once for each state of the
wordings, and is kept: beside this file when it was shipped, else in the user's cache folder.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from local_runner.concepts import concepts

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
_EPOCHS, _BATCH, _RATE, _DECAY, _SEED = 12, 128, 2.0, 2e-6, 7
_MOST = 12


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Weights by feature and label; `known` holds every sentence of the wordings with its label."""

    labels: tuple[str, ...]
    places: dict[str, int]
    rarity: Floats
    scale: Floats
    weights: NDArray[np.int8]
    bias: Floats
    known: dict[str, str]

    def probabilities(self, text: str) -> Floats:
        """How likely each label is for a normal text; they add up to one."""
        at, values = _vector(text, self.places, self.rarity)
        scores = self.bias + (values * self.scale[at]) @ self.weights[at].astype(np.float32)
        return softmax(scores)


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)


def features(text: str) -> dict[str, float]:
    """The features of a normal text, by name, each with how much it counts before rarity."""
    words = text.split()
    found: Counter[str] = Counter()
    edged = ["^", *words, "$"]
    found.update("w " + word for word in words)
    found.update(f"b {one} {two}" for one, two in pairwise(edged))
    found.update(f"t {a} {b} {c}" for a, b, c in zip(edged, edged[1:], edged[2:], strict=False))
    for word in words:
        framed = f" {word} "
        for size in (3, 4, 5):
            found.update("c " + framed[at : at + size] for at in range(len(framed) - size + 1))
    means = concepts(words)
    found.update("k " + mean for mean in means)
    found.update(f"l {one} {two}" for one, two in pairwise(means))
    return {name: (1 + log(count)) * _SHARE[name[0]] for name, count in found.items()}


_SHARE = {"w": 1.0, "b": 0.8, "t": 0.5, "c": 0.3, "k": 1.2, "l": 0.8}


def _vector(text: str, places: dict[str, int], rarity: Floats) -> tuple[Ints, Floats]:
    named = [(places[name], value) for name, value in features(text).items() if name in places]
    if not named:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    at = np.array([place for place, _ in named], np.int32)
    values = np.array([value for _, value in named], np.float32) * rarity[at]
    return at, values / max(float(np.sqrt((values * values).sum())), 1e-6)


def train(rows: Sequence[tuple[str, str, str]], epochs: int = _EPOCHS) -> Model:
    """A model of (label, template, normal sentence) rows; every template of a label weighs the same."""
    known = {text: label for label, _, text in reversed(rows)}
    rows = _thinned(rows)
    labels = tuple(sorted({label for label, _, _ in rows}))
    of_label = {label: at for at, label in enumerate(labels)}
    seen: Counter[str] = Counter()
    drawn: dict[str, set[int]] = {}
    of_template: dict[str, int] = {}
    every = [features(text) for _, _, text in rows]
    for (_, template, _), names in zip(rows, every, strict=True):
        mark = of_template.setdefault(template, len(of_template))
        seen.update(names)
        for name in names:
            drawn.setdefault(name, set()).add(mark)
    chosen = sorted(name for name, marks in drawn.items() if len(marks) > 1 or name[0] == "w")
    places = {name: at for at, name in enumerate(chosen)}
    rarity = np.array([1 + log(len(rows) / (1 + seen[name])) for name in chosen], np.float32)
    vectors = [_vector(text, places, rarity) for _, _, text in rows]
    goal = np.array([of_label[label] for label, _, _ in rows], np.int32)
    many = Counter((label, template) for label, template, _ in rows)
    heft = np.array([many[label, template] ** -0.5 for label, template, _ in rows], np.float32)
    weights, bias = _descend(vectors, goal, heft, len(places), len(labels), epochs)
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-9) / 127
    small = np.rint(weights / scale[:, None]).astype(np.int8)
    return Model(labels, places, rarity, scale.astype(np.float32), small, bias, known)


def _thinned(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """At most a dozen sentences a template, evenly spaced: the rest of a long list teaches nothing new."""
    of_template: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for row in rows:
        of_template.setdefault(row[:2], []).append(row)
    return [row for many in of_template.values() for row in many[:: -(-len(many) // _MOST)]]


def _descend(
    vectors: Sequence[tuple[Ints, Floats]], goal: Ints, heft: Floats, wide: int, many: int, epochs: int
) -> tuple[Floats, Floats]:
    """Softmax regression by Adagrad over small batches, touching only the rows a batch needs."""
    weights, bias = np.zeros((wide, many), np.float32), np.zeros(many, np.float32)
    steps, bias_steps = np.full((wide, many), 1e-4, np.float32), np.full(many, 1e-4, np.float32)
    chance = np.random.default_rng(_SEED)
    for _ in range(epochs):
        order = chance.permutation(len(vectors))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            at = np.concatenate([vectors[one][0] for one in batch])
            used, inner = np.unique(at, return_inverse=True)
            dense = np.zeros((len(batch), len(used)), np.float32)
            sizes = [len(vectors[one][0]) for one in batch]
            dense[np.repeat(np.arange(len(batch)), sizes), inner] = np.concatenate([vectors[one][1] for one in batch])
            part = weights[used]
            scores = dense @ part + bias
            raised = np.exp(scores - scores.max(axis=1, keepdims=True))
            off = raised / raised.sum(axis=1, keepdims=True)
            off[np.arange(len(batch)), goal[batch]] -= 1
            off *= heft[batch, None] / len(batch)
            slope = dense.T @ off + _DECAY * part
            taken = steps[used] + slope * slope
            steps[used] = taken
            weights[used] = part - _RATE * slope / np.sqrt(taken)
            lean = off.sum(axis=0)
            bias_steps += lean * lean
            bias -= _RATE * 0.1 * lean / np.sqrt(bias_steps)
    return weights, bias


def save(model: Model, path: Path, key: str) -> None:
    """Keep a model as one file, whole or not at all; `OSError` when that cannot be done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.savez(
            file,
            weights=model.weights,
            scale=model.scale,
            rarity=model.rarity,
            bias=model.bias,
            text=_bytes([[key], list(model.labels), list(model.places), list(model.known), list(model.known.values())]),
        )
    part.replace(path)


def load(path: Path, key: str) -> Model | None:
    """The model kept at `path`, or None when there is none or it was made of other wordings."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            texts: list[list[str]] = json.loads(kept["text"].tobytes())
            if texts[0] != [key]:
                return None
            places = {name: at for at, name in enumerate(texts[2])}
            known = dict(zip(texts[3], texts[4], strict=True))
            return Model(tuple(texts[1]), places, kept["rarity"], kept["scale"], kept["weights"], kept["bias"], known)
    except (OSError, ValueError, KeyError):
        return None


def _bytes(texts: Iterable[Iterable[str]]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps([list(many) for many in texts], separators=(",", ":")).encode(), np.uint8)
