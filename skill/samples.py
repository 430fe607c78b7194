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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from skill.library import CONTENT, ContentError, Library, read
from skill.wordings import expand, lists, lookalikes, templates

SLOTTED = ("routine", "session")
"""The kinds of label that are values of a slot."""
LONGEST = 140
"""The longest slot value the platform takes, in characters."""

_ORDER = ("sign", "name", "control", "topic", "routine", "session")
_LEGAL = re.compile(r"[A-Za-z '.-]+")
_FILLERS = ("um", "uh", "er")
_OPENINGS = (
    *(f"{verb} me through" for verb in ("guide", "talk", "take", "walk")),
    *(f"please {verb} me through" for verb in ("guide", "talk", "take", "walk")),
    *("start", "begin", "do", "play", "run", "try", "give me", "please start", "please do", "can you start"),
    *("let's do", "let's try", "let's have", "can we do", "can we try", "can we have"),
)
_WISHES = ("i want", "i'd like", "i want to do", "i'd like to do", "help me with", "switch to")
"""Frames that are too common in other sentences to be taken off a wording."""
_ARTICLES = ("the", "a", "my")
_ENDINGS = ("please", "now")
_NOT_A_NAME = frozenset(
    (
        *("again", "as", "at", "by", "for", "from", "i", "in", "it", "me", "no", "not", "now"),
        *("on", "over", "that", "this", "to", "us", "we", "when", "with", "you"),
    )
)
"""No name of a routine begins with these: "start with the breathing" is a sentence, not `start {routine}`."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said in one locale, by label such as `control:stop`; `clashes` tells which sentences two labels claim."""

    said: Mapping[str, tuple[str, ...]]
    clashes: tuple[str, ...]


def key(sentence: str) -> str:
    """Write a sentence as the platform compares it: small letters, no apostrophes and periods, hyphens as spaces."""
    return " ".join(re.sub("['.]", "", sentence.lower()).replace("-", " ").split())


_LOST = (
    (" can ", " can't "),
    (" could ", " couldn't "),
    (" do ", " don't "),
    (" did ", " didn't "),
    (" will ", " won't "),
)
"""Words whose "not" is one faint sound: a recogniser drops it."""


def frames(slot: str) -> list[str]:
    """List the samples around a slot that holds the name of a routine or a session."""
    named = "{" + slot + "}"
    openings = ("", *_OPENINGS, *_WISHES, *_FILLERS)
    plain = [_joined(opening, article, named) for opening in openings for article in ("", *_ARTICLES)]
    curt = [opening for opening in openings if "please" not in opening]
    asked = [_joined(opening, article, named, "please") for opening in curt for article in ("", "the")]
    return [*plain, *asked, *(_joined(opening, named, "now") for opening in ("", "start", "do"))]


def bare(sentence: str) -> str:
    """Take the frame off a wording."""
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
    """Gather what is said in the locale of a library; a wording that cannot be spoken raises `ContentError`."""
    desk, names, locale = _Desk(), _names(library), library.locale
    said = dict(expanded(templates(), locale))
    wordings = {label: many for label, many in said.items() if label in names or _kind(label) == "control"}
    lacking = [f"{label} has no wordings" for label in names if label not in wordings and _kind(label) not in SLOTTED]
    if lacking:
        raise ContentError(lacking)
    for kind in _ORDER:
        for label, many in (names if kind == "name" else wordings).items():
            if kind in {"name", _kind(label)}:
                desk.claim(label, many, names=kind == "name")
    for label, many in expanded(lookalikes(), locale):
        if label in wordings:
            desk.claim(label, many)
    return desk.spoken()


def expanded(many: Mapping[str, tuple[str, ...]], locale: str) -> Iterator[tuple[str, list[str]]]:
    """Expand the templates of each label, in the spelling of a locale.

    A template such as "my (wife|dad) 's back" has a space that only the notation needs.
    """
    named, respell = lists(), _speller(locale)
    for label, some in many.items():
        sentences = [sentence for template in some for sentence in expand(template, named)]
        yield label, [re.sub(" '(?=s |ll |d )", "'", respell(sentence)) for sentence in sentences]


class _Desk:
    """Gives every sentence to the first label that claims it."""

    def __init__(self) -> None:
        self._owner: dict[str, str] = {}
        self._said: dict[str, dict[str, str]] = {}
        self._clashes: list[str] = []
        self._wrong: list[str] = []

    def claim(self, label: str, sentences: Iterable[str], *, names: bool = False) -> None:
        """Claim sentences; a name is kept with and without its frame, a wording without it where that is free."""
        for sentence in sentences:
            if _kind(label) != "sign" and (sign := self._misheard(sentence)):
                self._clashes.append(f'{sentence!r}, said for {label}, is {sign} when a "t" is not heard')
                continue
            if _kind(label) not in SLOTTED:
                taken = self._take(label, sentence)
            elif names:
                taken = any([self._take(label, sentence), self._take(label, bare(sentence))])
            else:
                taken = self._take(label, bare(sentence)) or self._take(label, sentence)
            if not taken:
                owner = self._owner.get(key(sentence)) or self._owner[key(bare(sentence))]
                self._clashes.append(f"{sentence!r} is said for {owner} and for {label}")

    def _misheard(self, sentence: str) -> str | None:
        """The warning sign a sentence turns into when "can't" is meant and "can" is heard."""
        for plain, negated in _LOST:
            owner = self._owner.get(key(f" {sentence} ".replace(plain, negated).strip()))
            if f" {sentence} " != f" {sentence} ".replace(plain, negated) and owner and _kind(owner) == "sign":
                return owner
        return None

    def spoken(self) -> Spoken:
        """Tell what was claimed, but for the samples that are a frame around a value: they say a thing twice."""
        if self._wrong:
            raise ContentError(self._wrong)
        for label in [label for label in self._said if _kind(label) not in SLOTTED]:
            for sentence in list(self._said[label].values()):
                owner = self._owner.get(key(bare(sentence)), label)
                if _kind(owner) in SLOTTED:
                    loser, said = (owner, bare(sentence)) if _kind(label) == "sign" else (label, sentence)
                    del self._said[loser][key(said)]
                    self._clashes.append(f"{sentence!r} is said for {label} and, with its frame, for {owner}")
        return Spoken({label: tuple(many.values()) for label, many in self._said.items()}, tuple(self._clashes))

    def _take(self, label: str, sentence: str) -> bool:
        if not _LEGAL.fullmatch(sentence) or len(sentence) > LONGEST:
            self._wrong.append(f"{label}: {sentence!r}: letters, spaces, ' - and . only, {LONGEST} characters at most")
        if self._owner.setdefault(key(sentence), label) != label:
            return False
        self._said.setdefault(label, {}).setdefault(key(sentence), sentence)
        return True


def _kind(label: str) -> str:
    return label.partition(":")[0]


def _joined(*pieces: str) -> str:
    return " ".join(filter(None, pieces))


def _names(library: Library) -> dict[str, list[str]]:
    """List the labels of a library but the controls, with the names routines and sessions are known by."""
    respell = _speller(library.locale)
    names: dict[str, list[str]] = {f"sign:{name}": [] for name in library.signs}
    names |= {f"topic:{name}": [] for name in library.topics}
    for name, routine in library.routines.items():
        names[f"routine:{name}"] = [respell(one.lower()) for one in (routine.title, *routine.spoken)]
    return names | {f"session:{name}": [one.title.lower()] for name, one in library.sessions.items()}


def _speller(locale: str) -> Callable[[str], str]:
    """Put sentences into the spelling of a locale; American English undoes what British English changes."""
    spelling: dict[str, str] = read(CONTENT / f"{locale}.toml").get("spelling", {})
    if not spelling:
        british: dict[str, str] = read(CONTENT / "en-GB.toml")["spelling"]
        spelling = {own: base for base, own in british.items()}
    words = re.compile(r"[a-z]+")
    return lambda sentence: words.sub(lambda found: spelling.get(found[0], found[0]), sentence)
