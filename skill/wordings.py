"""What people say: templates read from the content, and the sentences they stand for.

Notation: `(a|b)` one of these, `[a|b]` one of these or nothing, `<name>` a list of `lists.toml`. Nothing else. The
skill itself never reads these; the Alexa samples and the offline matcher are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from skill.library import BASE, ContentError, read

WORDINGS = BASE / "wordings"
MOST_EXPANSIONS = 60
"""A template that stands for more sentences than this says too little of its own."""

_GROUPS: Mapping[str, str] = {"controls": "control", "routines": "routine", "sessions": "session", "safety": "sign"}
_LEGAL = re.compile(r"[a-z0-9'. |()\[\]<>_-]+")
_TOKEN = re.compile(r"[()\[\]|]|<[a-z_]+>|[^()\[\]|<>]+")


def templates(folder: Path = WORDINGS) -> dict[str, tuple[str, ...]]:
    """Templates by label: `control:stop`, `routine:cat_cow`, `session:first_hour`, `sign:chest`, `topic:sleep`."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.stem in {"lists", "lookalikes"}:
            continue
        kind = _GROUPS.get(path.stem, "topic")
        for name, table in read(path).items():
            found[f"{kind}:{name}"] = tuple(table["say"])
    return found


def lookalikes(folder: Path = WORDINGS) -> dict[str, tuple[str, ...]]:
    """Templates of sentences that only look like a warning sign, by what they are instead ("none", "control:pause")."""
    found: dict[str, tuple[str, ...]] = {}

    def walk(table: Mapping[str, Any], label: str) -> None:
        for name, value in table.items():
            if name == "say":
                found[label] = found.get(label, ()) + tuple(value)
            elif isinstance(value, Mapping):
                kind, _, rest = name.partition("_")
                walk(value, f"{kind}:{rest}" if kind in {"control", "topic", "routine", "session"} else name)

    walk(read(folder / "lookalikes.toml"), "none")
    return found


def lists(folder: Path = WORDINGS) -> dict[str, tuple[str, ...]]:
    """The named lists that templates may use."""
    return {name: tuple(values) for name, values in read(folder / "lists.toml")["lists"].items()}


def expand(template: str, named: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every sentence a template stands for, in a steady order, without repeats; a mistake raises `ContentError`."""
    if not _LEGAL.fullmatch(template):
        raise ContentError([f"wording {template!r}: only small letters, spaces, ' - . and ( | ) [ ] < > are used"])
    tokens = _TOKEN.findall(template)
    if "".join(tokens) != template:
        raise ContentError([f"wording {template!r}: a list is written <name>"])
    pieces, rest = _sequence(tokens, 0, template, named)
    if rest != len(tokens):
        raise ContentError([f"wording {template!r}: a bracket too many"])
    return list(dict.fromkeys(" ".join(" ".join(piece).split()) for piece in pieces))


def _sequence(
    tokens: list[str], at: int, template: str, named: Mapping[str, tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], int]:
    """The alternatives from token `at` to the bracket that closes them, and where that bracket stands."""
    alternatives: list[tuple[str, ...]] = []
    parts: list[list[tuple[str, ...]]] = []
    while at < len(tokens) and tokens[at] not in {")", "]"}:
        token = tokens[at]
        if token == "|":
            alternatives += _product(parts)
            parts = []
        elif token in {"(", "["}:
            inner, at = _sequence(tokens, at + 1, template, named)
            if at >= len(tokens) or tokens[at] != (")" if token == "(" else "]"):
                raise ContentError([f"wording {template!r}: a bracket is not closed"])
            parts.append(inner if token == "(" else [(), *inner])
        elif token.startswith("<"):
            if token[1:-1] not in named:
                raise ContentError([f"wording {template!r}: there is no list {token}"])
            parts.append([(word,) for word in named[token[1:-1]]])
        else:
            parts.append([(token,)])
        at += 1
    return alternatives + _product(parts), at


def _product(parts: list[list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    return [tuple(word for piece in pieces for word in piece) for pieces in product(*parts)]


def sentences(folder: Path = WORDINGS) -> Iterator[tuple[str, str, str]]:
    """Every sentence of every label, as (label, template, sentence)."""
    named = lists(folder)
    for label, many in templates(folder).items():
        for template in many:
            for sentence in expand(template, named):
                yield label, template, sentence
