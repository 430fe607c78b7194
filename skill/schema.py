"""What a content file may hold: every rule in one place, every mistake in one run, each naming file, cue and field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from skill.cues import WHYS
from skill.library import BASE, ContentError, read
from skill.routines import KINDS, POSTURES, RATES, SIZES, STAGES

WORDS_IN_A_SENTENCE = 15
WORDS_IN_AN_ANSWER = 55
LONGEST_STAY = 1200
LONGEST_WALK = 1800
"""Seconds: no position is held past twenty minutes; walking may last half an hour (WalkBack trial)."""
SKIN_CHECK = 300
"""Seconds between looks at the skin under a pack, at most."""

FORBIDDEN = re.compile(
    r"\b(torn|tears? (a|your|the) |damaged?|slipped dis[ck]|out of place|crumbl\w+|spinal cord|like this|as shown|great job"
    r"|sorry|alexa|clinically proven|recommended by|cures?)\b",
    re.IGNORECASE,
)
"""Words that frighten, that only an eye can follow, that claim too much, or that belong to one device."""
DOSE = re.compile(
    r"\b(\d+|one|two|three|four|five|six|eight|ten|twelve|hundred)\b[^.]{0,20}\b(mg|milligram\w*|tablets?|pills?|hours?|hourly|times a day)\b"
    r"|\byou can take\b",
    re.IGNORECASE,
)
_FILLED = frozenset(
    "emergency emergency_digits advice advice_digits poison poison_digits crisis crisis_digits pharmacist physio tummy couch "
    "acetaminophen bathroom doctor wake".split()
)
_SIDED = frozenset({"side", "Side", "other", "Other"})
_SPOKEN_NAME = re.compile(r"[a-z][a-z' -]*")
_ID = re.compile(r"[a-z][a-z0-9_]*")

_ROUTINE = {
    "id": str, "title": str, "where": str, "spoken": list, "stages": list, "on_request": list, "easing_only": bool,
    "gentler": str, "first_size": str, "start": str, "posture": str, "needs": list, "why": str, "kind": str,
    "rate": str, "cautions": list, "stop_if": list, "easier": str, "way_back": str, "offers": list, "sources": list,
    "range": str, "seed": list, "reviewed": date, "intro": list, "part": list,
}  # fmt: skip
_NEEDED = ("title", "stages", "start", "way_back", "sources", "reviewed", "part")
_OURS = (*_NEEDED, "where", "spoken", "on_request", "gentler", "first_size", "posture", "needs", "why", "kind", "rate",
         "cautions", "stop_if", "easier", "offers", "range", "seed")  # fmt: skip
_PARTS: Mapping[str, Mapping[str, Any]] = {
    "steps": {"cues": list},
    "repeats": {"reps": dict, "sides": str, "first": list, "other": list, "again": list, "break_after": int,
                "break_question": str},
    "stay": {"total": dict, "total_in": dict, "check_in_every": int, "check_in": str, "quiet": str, "out": str,
             "murmurs": list, "murmur_every": int, "skin_check_every": int, "skin_check": list},
    "routine": {"id": str, "reps": int, "hold": int},
}  # fmt: skip
_PART_NEEDS = {
    "steps": ("cues",),
    "repeats": ("reps", "first"),
    "stay": ("total", "check_in_every", "check_in", "quiet", "out"),
    "routine": ("id",),
}
_CUE = {"say": str, "settle": (int, float), "why": str, "slot": (int, float), "hold": int, "hold_in": dict, "ready": str}
_TOPIC = {
    "title": str, "answer": str, "offer": str, "yes": str, "choices": list, "sources": list, "seed": list,
    "reviewed": date, "medicine": bool, "card": str,
}  # fmt: skip
_TOPIC_NEEDS = ("title", "answer", "offer", "yes", "sources", "reviewed")
_SIGN = {"row": str, "level": int, "tell": str, "reason": str, "extra": list, "sources": list, "reviewed": date}
_SESSION = {"title": str, "stage": str, "opening": str, "steps": list}
_SESSION_STEP = {"routines": list, "ask": str, "size": str}


def problems(raw: Mapping[str, Any], own: Path | None = None) -> list[str]:
    """Every mistake in the content, as whole sentences; an empty list is good content."""
    checker = Checker(raw, own)
    found = [*checker.routines(), *checker.topics(), *checker.signs(), *checker.sessions()]
    return found or list(checker.timelines())


class Checker:
    """The rules, over one reading of the content."""

    def __init__(self, raw: Mapping[str, Any], own: Path | None) -> None:
        self.raw = raw
        self.own_ids = self._own_ids(own)
        self.sources = self._sources(own)

    def _own_ids(self, own: Path | None) -> dict[str, str]:
        if own is None:
            return {}
        found = {}
        for path in sorted(own.glob("*.toml")):
            if path.name != "sources.toml":
                found[str(read(path).get("id", path.stem))] = path.name
        return found

    def _sources(self, own: Path | None) -> set[str]:
        known = set(read(BASE / "sources.toml"))
        if own is not None and (own / "sources.toml").exists():
            known |= set(read(own / "sources.toml"))
        return known

    # Routines

    def routines(self) -> Iterator[str]:
        """Mistakes in routines."""
        for name, table in self.raw["routines"].items():
            file = self.own_ids.get(name, f"{name}.toml")
            yield from (f"{file}: {problem}" for problem in self._routine(name, table, ours=name not in self.own_ids))

    def _routine(self, name: str, table: Mapping[str, Any], *, ours: bool) -> Iterator[str]:
        yield from _shape(table, _ROUTINE, _OURS if ours else _NEEDED)
        if not isinstance(name, str) or not _ID.fullmatch(name):
            yield f"id: {name!r} is not small letters, digits and underscores"
        yield from _within("stages", table.get("stages"), STAGES)
        yield from _within("on_request", table.get("on_request"), STAGES)
        yield from _within("offers", table.get("offers"), self.raw["routines"])
        for key, allowed in (("kind", KINDS), ("posture", POSTURES), ("rate", tuple(RATES)), ("first_size", SIZES)):
            if isinstance(table.get(key), str) and table[key] not in allowed:
                yield f"{key}: {table[key]!r} is not one of {', '.join(allowed)}"
        if isinstance(table.get("gentler"), str) and table["gentler"] not in self.raw["routines"]:
            yield f"gentler: there is no routine {table['gentler']!r}"
        yield from self._sourced(table, ours=ours)
        if isinstance(table.get("title"), str) and len(table["title"].split()) > 4:
            yield f"title: {table['title']!r} has more than four words"
        for text in _texts(table.get("spoken")):
            if not _SPOKEN_NAME.fullmatch(text):
                yield f"spoken: {text!r} is not small letters, spaces, apostrophes and hyphens"
        for key in ("start", "why", "easier", "way_back"):
            yield from _spoken(key, table.get(key))
        for key in ("cautions", "intro"):
            for number, text in enumerate(_texts(table.get(key)), 1):
                yield from _spoken(f"{key} {number}", text)
        parts = table.get("part")
        for number, part in enumerate(parts if isinstance(parts, list) else (), 1):
            where = f"part {number}"
            if isinstance(part, Mapping):
                yield from (f"{where}, {problem}" for problem in self._part(part, table.get("kind", "movement")))
            else:
                yield f"{where}: not a table"
        yield from self._packed(table)

    def _packed(self, table: Mapping[str, Any]) -> Iterator[str]:
        if table.get("kind") not in {"cold", "heat"}:
            return
        stays = [part for part in table.get("part", ()) if isinstance(part, Mapping) and part.get("kind") == "stay"]
        if not any("skin_check_every" in part for part in stays):
            yield f"part: a {table['kind']} routine needs a stay with skin_check_every (at most {SKIN_CHECK} seconds)"

    def _sourced(self, table: Mapping[str, Any], *, ours: bool) -> Iterator[str]:
        sources = table.get("sources")
        if isinstance(sources, list) and not sources:
            yield "sources: at least one source is needed"
        for source in _texts(sources):
            if source not in self.sources and (ours or " " not in source):
                hint = "" if ours else ', or write it out: "Jane Doe, physiotherapist, 2026"'
                yield f"sources: {source!r} is not in sources.toml; add it there{hint}"

    def _part(self, part: Mapping[str, Any], kind: str) -> Iterator[str]:
        name = part.get("kind")
        if name not in _PARTS:
            yield f"kind: {name!r} is not one of {', '.join(_PARTS)}"
            return
        yield from _shape({key: value for key, value in part.items() if key != "kind"}, _PARTS[name], _PART_NEEDS[name])
        match name:
            case "steps":
                yield from self._cues("cue", part.get("cues"), sided=False)
            case "repeats":
                yield from self._repeats(part)
            case "stay":
                yield from self._stay(part, kind)
            case _:
                if part.get("id") not in self.raw["routines"]:
                    yield f"id: there is no routine {part.get('id')!r}"

    def _repeats(self, part: Mapping[str, Any]) -> Iterator[str]:
        sided = part.get("sides", "none") != "none"
        if part.get("sides", "none") not in {"none", "alternate", "one_then_other"}:
            yield f"sides: {part['sides']!r} is not one of none, alternate, one_then_other"
        reps = part.get("reps")
        yield from _numbers("reps", reps, SIZES, 1, 30)
        if isinstance(reps, Mapping) and "full" not in reps:
            yield "reps: the size full is missing"
        for key in ("first", "other", "again"):
            yield from self._cues(f"{key} cue", part.get(key), sided=sided)
        if "break_after" in part and not str(part.get("break_question", "")).endswith("?"):
            yield "break_question: a break needs a question, ending with a question mark"

    def _stay(self, part: Mapping[str, Any], kind: str) -> Iterator[str]:
        longest = LONGEST_WALK if kind == "walk" else LONGEST_STAY
        yield from _numbers("total", part.get("total"), SIZES, 20, longest)
        yield from _numbers("total_in", part.get("total_in"), STAGES, 20, longest)
        if isinstance(part.get("total"), Mapping) and "full" not in part["total"]:
            yield "total: the size full is missing"
        yield from _between("check_in_every", part.get("check_in_every"), 30, 150)
        if "murmur_every" in part:
            yield from _between("murmur_every", part["murmur_every"], 10, 120)
        if "skin_check_every" in part:
            yield from _between("skin_check_every", part["skin_check_every"], 60, SKIN_CHECK)
            if not part.get("skin_check"):
                yield "skin_check: the words of the skin check are missing"
            every = part.get("check_in_every")
            if isinstance(every, int) and every and isinstance(part["skin_check_every"], int):
                if part["skin_check_every"] % every:
                    yield "skin_check_every: a whole number of check_in_every, so that the look comes at a check-in"
        yield from _spoken("quiet", part.get("quiet"), {"next"})
        yield from _spoken("out", part.get("out"))
        yield from _question("check_in", part.get("check_in"))
        for key in ("murmurs", "skin_check"):
            for number, text in enumerate(_texts(part.get(key)), 1):
                yield from _spoken(f"{key} {number}", text)

    def _cues(self, what: str, cues: object, *, sided: bool) -> Iterator[str]:
        for number, cue in enumerate(cues if isinstance(cues, list) else (), 1):
            where = f"{what} {number}"
            if not isinstance(cue, Mapping):
                yield f"{where}: not a table"
                continue
            yield from (f"{where}, {problem}" for problem in _shape(cue, _CUE, ()))
            if not {"say", "hold", "ready", "hold_in"} & set(cue):
                yield f"{where}: needs say, hold or ready"
            if "say" in cue:
                yield from _spoken(f"{where}, say", cue["say"], _SIDED if sided else set())
                if isinstance(cue["say"], str) and len(_words(cue["say"])) > WORDS_IN_A_SENTENCE:
                    yield f"{where}, say: {len(_words(cue['say']))} words, the limit is {WORDS_IN_A_SENTENCE}"
            if "ready" in cue:
                yield from _question(f"{where}, ready", cue["ready"])
            if "why" in cue and cue["why"] not in WHYS:
                yield f"{where}, why: {cue['why']!r} is not one of {', '.join(WHYS)}"
            for key, low, high in (("settle", 0.5, 60), ("slot", 1, 30), ("hold", 1, 60)):
                if key in cue:
                    yield from _between(f"{where}, {key}", cue[key], low, high)
            if "hold_in" in cue:
                yield from _numbers(f"{where}, hold_in", cue["hold_in"], STAGES, 1, 60)

    # The rest

    def topics(self) -> Iterator[str]:
        """Mistakes in topics."""
        for name, table in self.raw["topics"].items():
            yield from (f"topic {name}: {problem}" for problem in self._topic(table))

    def _topic(self, table: Mapping[str, Any]) -> Iterator[str]:
        yield from _shape(table, _TOPIC, _TOPIC_NEEDS)
        yield from self._sourced(table, ours=True)
        yield from _spoken("answer", table.get("answer"))
        yield from _question("offer", table.get("offer"))
        answer = str(table.get("answer", ""))
        if len(_words(answer)) > WORDS_IN_AN_ANSWER:
            yield f"answer: {len(_words(answer))} words, the limit is {WORDS_IN_AN_ANSWER}"
        if table.get("medicine") and (dose := DOSE.search(answer + " " + str(table.get("offer", "")))):
            yield f"answer: names a dose or gives leave: {dose[0]!r}"
        for target in [table.get("yes", "menu"), *_texts(table.get("choices"))]:
            yield from self._target("yes", str(target))

    def _target(self, key: str, target: str) -> Iterator[str]:
        kind, _, name = target.partition(":")
        tables = {"routine": "routines", "session": "sessions", "topic": "topics"}
        if target in {"menu", "check"}:
            return
        if kind not in tables or name not in self.raw[tables[kind]]:
            yield f"{key}: {target!r} leads nowhere"

    def signs(self) -> Iterator[str]:
        """Mistakes in warning signs."""
        for name, table in self.raw["signs"].items():
            where = f"warning sign {name}"
            yield from (f"{where}: {problem}" for problem in _shape(table, _SIGN, tuple(set(_SIGN) - {"extra"})))
            if table.get("level") not in {1, 2, 3}:
                yield f"{where}: level: 1, 2 or 3, not {table.get('level')!r}"
            for key in ("reason", "extra"):
                texts = [table[key]] if isinstance(table.get(key), str) else _texts(table.get(key))
                for text in texts:
                    yield from (f"{where}: {problem}" for problem in _spoken(key, text))
            yield from (f"{where}: {problem}" for problem in self._sourced(table, ours=True))

    def sessions(self) -> Iterator[str]:
        """Mistakes in sessions."""
        for name, table in self.raw["sessions"].items():
            where = f"session {name}"
            yield from (f"{where}: {problem}" for problem in _shape(table, _SESSION, tuple(_SESSION)))
            for number, step in enumerate(table.get("steps", ()), 1):
                for problem in _shape(step, _SESSION_STEP, ("routines",)):
                    yield f"{where}, step {number}: {problem}"
                yield from _within(f"{where}, step {number}, routines", step.get("routines"), self.raw["routines"])
                choice = len(step.get("routines", ())) > 1
                if choice and not str(step.get("ask", "")).endswith("?"):
                    yield f"{where}, step {number}: ask: a choice needs a question"

    def timelines(self) -> Iterator[str]:
        """Mistakes that only show when a routine is laid out: words that overrun their slot, steps too long."""
        from skill.guide import Plan, timeline  # noqa: PLC0415  # only for content whose shape is good
        from skill.library import FALLBACK, build, localised  # noqa: PLC0415  # as above
        from skill.ssml import SsmlError, render  # noqa: PLC0415  # as above

        from skill.cues import CueError, turns  # noqa: PLC0415  # as above

        library = build(FALLBACK, localised(self.raw, FALLBACK))
        for name in library.routines:
            for size in SIZES:
                for pace in ("slower", "faster"):
                    try:
                        line = timeline(library, Plan(name, size, pace=pace, echo=True))
                        for turn in turns(line):
                            render(turn)
                    except (CueError, SsmlError, KeyError, RecursionError) as error:
                        yield f"{self.own_ids.get(name, name + '.toml')}: laid out ({size}, {pace}): {error}"


def _shape(table: object, keys: Mapping[str, Any], needed: Sequence[str]) -> Iterator[str]:
    if not isinstance(table, Mapping):
        yield "not a table"
        return
    for key, value in table.items():
        if key not in keys:
            yield f"{key}: unknown key{_meant(key, keys)}"
        elif not isinstance(value, keys[key]) or (isinstance(value, bool) and keys[key] is not bool):
            yield f"{key}: {value!r} is not {_kind(keys[key])}"
    for key in needed:
        if key not in table or table[key] == "":
            yield f"{key}: missing"


def _meant(key: str, keys: Mapping[str, Any]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  # only when something is misspelt

    close = get_close_matches(key, keys, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(sorted(keys))}"


def _kind(kinds: Any) -> str:
    names = {str: "text", list: "a list", dict: "a table", bool: "true or false", int: "a whole number", date: "a date"}
    return "a number" if isinstance(kinds, tuple) else names.get(kinds, str(kinds))


def _between(where: str, value: object, low: float, high: float) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        yield f"{where}: {value!r} is not a number from {low:g} to {high:g}"


def _numbers(where: str, table: object, keys: Sequence[str], low: int, high: int) -> Iterator[str]:
    if not isinstance(table, Mapping):
        return
    for key, value in table.items():
        if key not in keys:
            yield f"{where}: unknown key {key!r}; known: {', '.join(keys)}"
        yield from _between(f"{where}, {key}", value, low, high)


def _within(where: str, values: object, allowed: Any) -> Iterator[str]:
    for value in _texts(values):
        if value not in allowed:
            yield f"{where}: there is no {value!r}"


def _texts(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z'{}_-]+", text)


def _spoken(where: str, text: object, more: Any = frozenset()) -> Iterator[str]:
    """Rules for anything said aloud: short sentences, whole ones, no forbidden word, no stray placeholder."""
    if not isinstance(text, str) or not text:
        return
    if text != " ".join(text.split()):
        yield f"{where}: more than single spaces, or a line break"
    if text[-1] not in ".?":
        yield f"{where}: {text!r} does not end like a sentence"
    for sentence in re.split(r"(?<=[.?!:])\s+", text):
        if len(_words(sentence)) > WORDS_IN_A_SENTENCE:
            yield f"{where}: a sentence of {len(_words(sentence))} words, the limit is {WORDS_IN_A_SENTENCE}: {sentence!r}"
    if found := FORBIDDEN.search(text):
        yield f"{where}: {found[0]!r} is not said to someone in pain"
    if found := re.search(r"[0-9\"()\[\]/&%*_<>]", re.sub(r"\{\w+\}", "", text)):
        yield f"{where}: {found[0]!r} cannot be spoken; write it as words"
    for name in re.findall(r"\{(\w+)\}", text):
        if name not in more and name.lower() not in _FILLED:
            yield f"{where}: nothing is called {{{name}}}"


def _question(where: str, text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.endswith("?"):
        yield f"{where}: {text!r} is not a question"
    yield from _spoken(where, re.sub(r"\{[Mm]ore\}", "more", text) if isinstance(text, str) else text)


def report(wrong: Sequence[str]) -> str:
    """Mistakes as one text for a person, a line each."""
    return "\n".join(wrong)


__all__ = ["Checker", "ContentError", "problems", "report"]
