"""What people say, cut up as an interaction model needs it: every sentence once, under one thing that is meant.

Rules that stay true here:

* a sentence belongs to one label only, whatever its capitals, hyphens, apostrophes and periods. Where two claim it,
  the warning sign has it; then the names of routines, the controls, the topics, the wordings of routines and sessions;
* a wording of a routine is a value of a slot, without the frame around it: "guide me through the chair position" is
  the frame `guide me through {routine}` and the value "chair position". A sentence without a frame is a whole value;
* sentences that only look like a warning sign are samples of what they mean instead, so that "is chest pain part of
  this" is a question and not an emergency. Those that mean nothing here are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from skill.library import CONTENT, ContentError, Library, read
from skill.wordings import expand, lists, lookalikes, templates

SLOTTED = ("routine", "session")
"""The kinds of label that are values of a slot."""
LONGEST = 140
"""The longest slot value the platform takes, in characters."""

_ORDER = ("sign", "control", "topic", "routine", "session")
_LEGAL = re.compile(r"[A-Za-z '.-]+")
_FILLERS = ("um", "uh", "er")
_OPENINGS = (
    *(f"{verb} me through" for verb in ("guide", "talk", "take", "walk")),
    *(f"please {verb} me through" for verb in ("guide", "talk", "take", "walk")),
    *("start", "begin", "do", "play", "run", "try", "give me", "please start", "please do", "can you start"),
    *("let's do", "let's try", "let's have", "can we do", "can we try", "can we have"),
)
_ARTICLES = ("the", "a", "my")
_ENDINGS = ("please", "now")
_NOT_A_NAME = frozenset("again as at by for from i in it me no not now on over that this to us we when with you".split())
"""No name of a routine begins with these: "start with the breathing" is a sentence, not `start {routine}`."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said in one locale, by label such as `control:stop`; `clashes` tells which sentences two labels claim."""

    said: Mapping[str, tuple[str, ...]]
    clashes: tuple[str, ...]


def key(sentence: str) -> str:
    """A sentence as the platform compares it: small letters, no apostrophes and periods, hyphens as spaces."""
    return " ".join(re.sub("['.]", "", sentence.lower()).replace("-", " ").split())


def frames(slot: str) -> list[str]:
    """The samples around a slot that holds the name of a routine or a session."""
    openings = ["", *_OPENINGS, *_FILLERS, "i want", "i'd like", "help me with", "go to", "put on", "switch to"]
    middles = [
        " ".join(filter(None, [opening, article, f"{{{slot}}}"])) for opening in openings for article in ("", *_ARTICLES)
    ]
    return [" ".join(filter(None, [middle, ending])) for middle in middles for ending in ("", *_ENDINGS)]


def bare(sentence: str) -> str:
    """A wording without the frame around it."""
    words = sentence.split()
    if len(words) > 1 and words[0] in _FILLERS:
        words = words[1:]
    if len(words) > 1 and words[-1] in _ENDINGS:
        words = words[:-1]
    for opening in sorted(_OPENINGS, key=len, reverse=True):
        size = len(opening.split())
        rest = words[size:]
        if words[:size] == opening.split() and rest and rest[0] not in _NOT_A_NAME:
            return " ".join(rest[1:] if rest[0] in _ARTICLES and len(rest) > 1 else rest)
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a"} else words)


def gather(library: Library) -> Spoken:
    """Everything that is said in the locale of a library; a wording that cannot be spoken raises `ContentError`."""
    respell = _spelling(library.locale)
    desk = _Desk()
    wordings = {label: [respell(one) for one in many] for label, many in _expanded(templates())}
    known = _known(library)
    lacking = [f"{label} has no wordings" for label in known if label not in wordings and _kind(label) not in SLOTTED]
    if lacking:
        raise ContentError(lacking)
    names = {label: [respell(one.lower()) for one in many] for label, many in known.items() if many}
    for kind in ("sign", "names", *_ORDER[1:]):
        for label, many in (names if kind == "names" else wordings).items():
            if kind == "names" or (_kind(label) == kind and (label in known or kind == "control")):
                desk.claim(label, many)
    for label, many in _expanded(lookalikes()):
        if label != "none" and (label in known or _kind(label) == "control"):
            desk.claim(label, [respell(one) for one in many])
    return desk.spoken()


class _Desk:
    """Gives every sentence to the first label that claims it."""

    def __init__(self) -> None:
        self._owner: dict[str, str] = {}
        self._said: dict[str, list[str]] = {}
        self._clashes: list[str] = []
        self._illegal: list[str] = []

    def claim(self, label: str, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            short = bare(sentence) if _kind(label) in SLOTTED else sentence
            if not any(self._take(label, form) for form in dict.fromkeys((short, sentence))):
                self._clashes.append(f"{sentence!r} is said for {self._owner[key(short)]} and for {label}")

    def spoken(self) -> Spoken:
        if self._illegal:
            raise ContentError(self._illegal)
        return Spoken({label: tuple(many) for label, many in self._said.items()}, tuple(self._clashes))

    def _take(self, label: str, sentence: str) -> bool:
        if not _LEGAL.fullmatch(sentence) or len(sentence) > LONGEST:
            self._illegal.append(f"{label}: {sentence!r}: letters, spaces, ' - and . only, {LONGEST} characters at most")
        owner = self._owner.setdefault(key(sentence), label)
        many = self._said.setdefault(label, [])
        if owner == label and key(sentence) not in map(key, many[-1:]) and not self._had(label, sentence):
            many.append(sentence)
        return owner == label

    def _had(self, label: str, sentence: str) -> bool:
        return False


def _kind(label: str) -> str:
    return label.partition(":")[0]


def _known(library: Library) -> dict[str, list[str]]:
    """Every label of a library, with the names it is known by (routines and sessions only)."""
    known: dict[str, list[str]] = {f"sign:{name}": [] for name in library.signs}
    known |= {f"topic:{name}": [] for name in library.topics}
    known |= {f"routine:{name}": [one.title, *one.spoken] for name, one in library.routines.items()}
    known |= {f"session:{name}": [one.title] for name, one in library.sessions.items()}
    return known


def _expanded(many: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, list[str]]]:
    named = lists()
    for label, some in many.items():
        yield label, [sentence for template in some for sentence in expand(template, named)]
