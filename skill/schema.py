"""What a content file may hold: every rule in one place, every mistake in one run, each naming file, cue and field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from skill.cues import WHYS
from skill.library import BASE, ContentError, read
from skill.routines import KINDS, POSTURES, RATES, SIZES, STAGES
from skill.rules import (
    DOSE,
    ID,
    SIDED,
    SPOKEN_NAME,
    TEXTS,
    WORDS_IN_A_SENTENCE,
    between,
    numbers,
    phrase,
    question,
    shape,
    spoken,
    texts,
    within,
    words,
)

WORDS_IN_AN_ANSWER = 55
LONGEST_STAY = 1200
LONGEST_WALK = 1800
"""Seconds: no position is held past twenty minutes; walking may last half an hour (WalkBack trial)."""
_NAMES_A_SIDE = re.compile(r"\{[Ss]ide\}")
SKIN_CHECK = 300
"""Seconds between looks at the skin under a pack, at most."""


_ROUTINE = {
    "id": str, "title": str, "where": str, "spoken": TEXTS, "stages": TEXTS, "on_request": TEXTS, "easing_only": bool,
    "gentler": str, "first_size": str, "start": str, "posture": str, "needs": TEXTS, "why": str, "kind": str,
    "rate": str, "cautions": TEXTS, "stop_if": TEXTS, "easier": str, "way_back": str, "offers": TEXTS, "sources": TEXTS,
    "range": str, "seed": TEXTS, "reviewed": date, "intro": TEXTS, "part": list,
}  # fmt: skip
_NEEDED = ("title", "stages", "start", "way_back", "sources", "reviewed", "part")
_OURS = (*_NEEDED, "where", "spoken", "on_request", "gentler", "first_size", "posture", "needs", "why", "kind", "rate",
         "cautions", "stop_if", "easier", "offers", "range", "seed")  # fmt: skip
_PARTS: Mapping[str, Mapping[str, Any]] = {
    "steps": {"cues": list},
    "repeats": {"reps": dict, "sides": str, "first": list, "other": list, "again": list, "break_after": int,
                "break_question": str},
    "stay": {"total": dict, "total_in": dict, "check_in_every": int, "check_in": str, "quiet": str, "out": str,
             "murmurs": TEXTS, "murmur_every": int, "skin_check_every": int, "skin_check": TEXTS},
    "routine": {"id": str, "reps": int, "hold": int},
}  # fmt: skip
_PART_NEEDS = {
    "steps": ("cues",),
    "repeats": ("reps", "first"),
    "stay": ("total", "check_in_every", "check_in", "quiet", "out"),
    "routine": ("id",),
}
_CUE = {
    "say": str,
    "settle": (int, float),
    "why": str,
    "slot": (int, float),
    "hold": int,
    "hold_in": dict,
    "ready": str,
}
_TOPIC = {
    "title": str, "answer": str, "offer": str, "yes": str, "choices": TEXTS, "sources": TEXTS, "seed": TEXTS,
    "reviewed": date, "medicine": bool, "card": str,
}  # fmt: skip
_TOPIC_NEEDS = ("title", "answer", "offer", "yes", "sources", "reviewed")
_SIGN = {"row": str, "level": int, "tell": str, "reason": str, "extra": TEXTS, "sources": TEXTS, "reviewed": date}
_SESSION = {"title": str, "stage": str, "opening": str, "steps": list}
_SESSION_STEP = {"routines": TEXTS, "ask": str, "size": str}


def problems(raw: Mapping[str, Any], own: Path | None = None) -> list[str]:
    """Every mistake in the content, as whole sentences; an empty list is good content."""
    checker = Checker(raw, own)
    found = [*checker.broken, *checker.routines(), *checker.topics(), *checker.signs(), *checker.sessions()]
    return found or list(checker.timelines())


class Checker:
    """The rules, over one reading of the content."""

    def __init__(self, raw: Mapping[str, Any], own: Path | None) -> None:
        self.raw = raw
        self.own: Mapping[str, Mapping[str, Any]] = raw.get("own", {})
        """Routines somebody added, by file."""
        self.broken = [problem for many in raw.get("broken", {}).values() for problem in many]
        self.names = {*raw["routines"], *raw.get("broken", {})}
        self.sources = self._sources(own)

    def _sources(self, own: Path | None) -> set[str]:
        known = set(read(BASE / "sources.toml"))
        if own is not None and (own / "sources.toml").exists():
            try:
                known |= set(read(own / "sources.toml"))
            except ContentError as error:
                self.broken += error.problems
        return known

    # Routines

    def routines(self) -> Iterator[str]:
        """Mistakes in routines."""
        added = [id(table) for table in self.own.values()]
        for name, table in self.raw["routines"].items():
            if id(table) not in added:
                yield from (f"{name}.toml: {problem}" for problem in self._routine(name, table, ours=True))
        for file, table in self.own.items():
            yield from (f"{file}: {problem}" for problem in self._clashes(table))
            yield from (f"{file}: {problem}" for problem in self._routine(table["id"], table, ours=False))

    def _clashes(self, own: Mapping[str, Any]) -> Iterator[str]:
        """An id or a name that another routine has: one of the two could never be asked for."""
        if (other := self.raw["routines"].get(str(own["id"]))) is not own:
            file = next((file for file, table in self.own.items() if table is other), "the program itself")
            yield f"id: {own['id']!r} is taken by {file}; choose another"
        names = {str(own.get("title", "")).lower(), *texts(own.get("spoken"))}
        for name, table in self.raw["routines"].items():
            if table is not own and name != own["id"]:
                taken = names & {str(table.get("title", "")).lower(), *texts(table.get("spoken"))}
                yield from (f"spoken: {one!r} already means {name}; choose another name" for one in sorted(taken))

    def _routine(self, name: str, table: Mapping[str, Any], *, ours: bool) -> Iterator[str]:
        yield from shape(table, _ROUTINE, _OURS if ours else _NEEDED, filled=("stages", "sources", "part"))
        if not isinstance(name, str) or not ID.fullmatch(name):
            yield f"id: {name!r} is not small letters, digits and underscores"
        yield from within("stages", table.get("stages"), STAGES)
        yield from within("on_request", table.get("on_request"), STAGES)
        yield from within("offers", table.get("offers"), self.names)
        for key, allowed in (("kind", KINDS), ("posture", POSTURES), ("rate", tuple(RATES)), ("first_size", SIZES)):
            if isinstance(table.get(key), str) and table[key] not in allowed:
                yield f"{key}: {table[key]!r} is not one of {', '.join(allowed)}"
        if isinstance(table.get("gentler"), str) and table["gentler"] not in self.names:
            yield f"gentler: there is no routine {table['gentler']!r}"
        yield from self._sourced(table, ours=ours)
        if isinstance(table.get("title"), str) and len(table["title"].split()) > 4:
            yield f"title: {table['title']!r} has more than four words"
        for text in texts(table.get("spoken")):
            if not SPOKEN_NAME.fullmatch(text):
                yield f"spoken: {text!r} is not small letters, spaces, apostrophes and hyphens"
        for key in ("title", "where"):
            yield from phrase(key, table.get(key))
        for key in ("start", "why", "easier", "way_back"):
            yield from spoken(key, table.get(key))
        for key in ("cautions", "intro"):
            for number, text in enumerate(texts(table.get(key)), 1):
                yield from spoken(f"{key} {number}", text)
        parts = table.get("part")
        for number, part in enumerate(parts if isinstance(parts, list) else (), 1):
            where = f"part {number}"
            if isinstance(part, Mapping):
                yield from (f"{where}, {problem}" for problem in self._part(part, table.get("kind", "movement")))
            else:
                yield f"{where}: not a table"
        yield from self._stays(table)
        if self._loops(table, ()):
            yield "part: a routine inside it holds it in turn, without an end"

    def _loops(self, table: object, outer: tuple[int, ...]) -> bool:
        """Whether a routine, or one inside it, is inside itself."""
        parts = table.get("part") if isinstance(table, Mapping) else None
        if not isinstance(parts, list) or id(table) in outer:
            return id(table) in outer
        named = [str(part.get("id")) for part in parts if isinstance(part, Mapping) and part.get("kind") == "routine"]
        return any(self._loops(self.raw["routines"].get(name), (*outer, id(table))) for name in named)

    def _stays(self, table: Mapping[str, Any]) -> Iterator[str]:
        """Rules for all stays of a routine together."""
        kind, parts = table.get("kind"), table.get("part")
        parts = parts if isinstance(parts, list) else []
        stays = [part for part in parts if isinstance(part, Mapping) and part.get("kind") == "stay"]
        for size in SIZES if kind != "walk" else ():
            totals = [part["total"] for part in stays if isinstance(part.get("total"), Mapping)]
            seconds = [total.get(size, total.get("full", 0)) for total in totals]
            together = sum(one for one in seconds if isinstance(one, int))
            if len(stays) > 1 and together > LONGEST_STAY:
                yield f"part: its stays together last {together} seconds ({size}), the limit is {LONGEST_STAY}"
        if str(kind) not in {"cold", "heat"}:
            return
        if not stays or not all("skin_check_every" in part for part in stays):
            yield f"part: a {kind} routine needs a stay with skin_check_every (at most {SKIN_CHECK} seconds)"

    def _sourced(self, table: Mapping[str, Any], *, ours: bool) -> Iterator[str]:
        sources = table.get("sources")
        for source in texts(sources):
            if source not in self.sources and (ours or " " not in source):
                hint = "" if ours else ', or write it out: "Jane Doe, physiotherapist, 2026"'
                yield f"sources: {source!r} is not in sources.toml; add it there{hint}"

    def _part(self, part: Mapping[str, Any], kind: str) -> Iterator[str]:
        name = part.get("kind")
        if not isinstance(name, str) or name not in _PARTS:
            yield f"kind: {name!r} is not one of {', '.join(_PARTS)}"
            return
        own = {key: value for key, value in part.items() if key != "kind"}
        yield from shape(own, _PARTS[name], _PART_NEEDS[name], filled=("cues", "first", "other", "again"))
        match name:
            case "steps":
                yield from self._cues("cue", part.get("cues"), sided=False)
            case "repeats":
                yield from self._repeats(part)
            case "stay":
                yield from self._stay(part, kind)
            case _:
                if str(part.get("id")) not in self.names:
                    yield f"id: there is no routine {part.get('id')!r}"
                for key, high in (("reps", 30), ("hold", 60)):
                    if key in part:
                        yield from between(key, part[key], 1, high)

    def _repeats(self, part: Mapping[str, Any]) -> Iterator[str]:
        sided = part.get("sides", "none") != "none"
        if str(part.get("sides", "none")) not in {"none", "alternate", "one_then_other"}:
            yield f"sides: {part['sides']!r} is not one of none, alternate, one_then_other"
        reps = part.get("reps")
        yield from numbers("reps", reps, SIZES, 1, 30)
        if isinstance(reps, Mapping) and "full" not in reps:
            yield "reps: the size full is missing"
        for key in ("first", "other", "again"):
            yield from self._cues(f"{key} cue", part.get(key), sided=sided)
            if sided and not _NAMES_A_SIDE.search(_first_words(part.get(key))):
                yield f"{key} cue 1, say: {{Side}} or {{side}} is missing; each side is named before it moves"
        if "break_after" in part:
            yield from between("break_after", part["break_after"], 1, 30)
            yield from question("break_question", part.get("break_question"))
            if part.get("sides") == "one_then_other":
                yield "break_after: only with sides none or alternate"

    def _stay(self, part: Mapping[str, Any], kind: str) -> Iterator[str]:
        longest = LONGEST_WALK if kind == "walk" else LONGEST_STAY
        yield from numbers("total", part.get("total"), SIZES, 20, longest)
        yield from numbers("total_in", part.get("total_in"), STAGES, 20, longest)
        if isinstance(part.get("total"), Mapping) and "full" not in part["total"]:
            yield "total: the size full is missing"
        if "check_in_every" in part:
            yield from between("check_in_every", part["check_in_every"], 30, 150)
        if "murmur_every" in part:
            yield from between("murmur_every", part["murmur_every"], 10, 120)
        if "skin_check_every" in part:
            yield from between("skin_check_every", part["skin_check_every"], 60, SKIN_CHECK)
            if not part.get("skin_check"):
                yield "skin_check: the words of the skin check are missing"
            every = part.get("check_in_every")
            skin = part["skin_check_every"]
            if isinstance(every, int) and every and isinstance(skin, int) and skin % every:
                yield "skin_check_every: a whole number of check_in_every, so that the look comes at a check-in"
        yield from spoken("quiet", part.get("quiet"), {"next"})
        yield from spoken("out", part.get("out"))
        if "check_in" in part:
            yield from question("check_in", part["check_in"])
        for key in ("murmurs", "skin_check"):
            for number, text in enumerate(texts(part.get(key)), 1):
                yield from spoken(f"{key} {number}", text)

    def _cues(self, what: str, cues: object, *, sided: bool) -> Iterator[str]:
        for number, cue in enumerate(cues if isinstance(cues, list) else (), 1):
            where = f"{what} {number}"
            if not isinstance(cue, Mapping):
                yield f"{where}: not a table"
                continue
            yield from (f"{where}, {problem}" for problem in shape(cue, _CUE, ()))
            if not {"say", "hold", "ready", "hold_in"} & set(cue):
                yield f"{where}: needs say, hold or ready"
            if "ready" in cue and len(cue) > 1:
                yield f"{where}, ready: stands in a cue of its own"
            for key in ({"settle", "why", "slot"} & set(cue)) if "say" not in cue and "ready" not in cue else ():
                yield f"{where}, {key}: needs say"
            if "say" in cue:
                yield from spoken(f"{where}, say", cue["say"], SIDED if sided else set())
                if isinstance(cue["say"], str) and len(words(cue["say"])) > WORDS_IN_A_SENTENCE:
                    yield f"{where}, say: {len(words(cue['say']))} words, the limit is {WORDS_IN_A_SENTENCE}"
            if "ready" in cue:
                yield from question(f"{where}, ready", cue["ready"])
            if "why" in cue and cue["why"] not in WHYS:
                yield f"{where}, why: {cue['why']!r} is not one of {', '.join(WHYS)}"
            for key, low, high in (("settle", 0.5, 60), ("slot", 1, 30), ("hold", 1, 60)):
                if key in cue:
                    yield from between(f"{where}, {key}", cue[key], low, high)
            if "hold_in" in cue:
                yield from numbers(f"{where}, hold_in", cue["hold_in"], STAGES, 1, 60)

    # The rest

    def topics(self) -> Iterator[str]:
        """Mistakes in topics."""
        for name, table in self.raw["topics"].items():
            yield from (f"topic {name}: {problem}" for problem in self._topic(table))

    def _topic(self, table: Mapping[str, Any]) -> Iterator[str]:
        yield from shape(table, _TOPIC, _TOPIC_NEEDS, ("sources",))
        yield from self._sourced(table, ours=True)
        yield from spoken("answer", table.get("answer"))
        yield from question("offer", table.get("offer"))
        answer = str(table.get("answer", ""))
        if len(words(answer)) > WORDS_IN_AN_ANSWER:
            yield f"answer: {len(words(answer))} words, the limit is {WORDS_IN_AN_ANSWER}"
        if table.get("medicine") and (dose := DOSE.search(answer + " " + str(table.get("offer", "")))):
            yield f"answer: names a dose or gives leave: {dose[0]!r}"
        for target in [table.get("yes", "menu"), *texts(table.get("choices"))]:
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
            yield from (
                f"{where}: {problem}" for problem in shape(table, _SIGN, tuple(set(_SIGN) - {"extra"}), ("sources",))
            )
            if table.get("level") not in {1, 2, 3}:
                yield f"{where}: level: 1, 2 or 3, not {table.get('level')!r}"
            for key in ("reason", "extra"):
                said = [table[key]] if isinstance(table.get(key), str) else texts(table.get(key))
                for text in said:
                    yield from (f"{where}: {problem}" for problem in spoken(key, text))
            yield from (f"{where}: {problem}" for problem in self._sourced(table, ours=True))

    def sessions(self) -> Iterator[str]:
        """Mistakes in sessions."""
        for name, table in self.raw["sessions"].items():
            where = f"session {name}"
            yield from (f"{where}: {problem}" for problem in shape(table, _SESSION, tuple(_SESSION), filled=("steps",)))
            yield from within(f"{where}, stage", [table.get("stage", "")], STAGES)
            yield from (f"{where}: {problem}" for problem in spoken("opening", table.get("opening")))
            for number, step in enumerate(table.get("steps", ()), 1):
                for problem in shape(step, _SESSION_STEP, ("routines",), filled=("routines",)):
                    yield f"{where}, step {number}: {problem}"
                yield from within(f"{where}, step {number}, size", [step.get("size", "full")], SIZES)
                yield from within(f"{where}, step {number}, routines", step.get("routines"), self.raw["routines"])
                choice = len(step.get("routines", ())) > 1
                if choice and not str(step.get("ask", "")).endswith("?"):
                    yield f"{where}, step {number}: ask: a choice needs a question"

    def timelines(self) -> Iterator[str]:
        """Mistakes that only show when a routine is laid out: words that overrun their slot, steps too long.

        Added routines are tried in every stage, since no test of ours holds them; beside them ours are known good.
        """
        from skill.cues import CueError, turns  # as above
        from skill.guide import timeline
        from skill.library import FALLBACK, build, localised  # as above
        from skill.ssml import SsmlError, render  # as above
        from skill.tape import Plan  # only for content whose shape is good

        library = build(FALLBACK, localised(self.raw, FALLBACK))
        files = {str(table["id"]): file for file, table in self.own.items()} or {
            name: f"{name}.toml" for name in library.routines
        }
        stages = (None, *STAGES) if self.own else (None,)
        for (name, file), size, stage, pace in product(files.items(), SIZES, stages, ("slower", "faster")):
            try:
                for turn in turns(timeline(library, Plan(name, size, stage, pace=pace, echo=True))):
                    render(turn)
            except (CueError, SsmlError, KeyError) as error:
                stage_too = f", {stage}" if stage else ""
                yield f"{file}: laid out ({size}{stage_too}, {pace}): {error}"


def _first_words(cues: object) -> str:
    """What the first cue of a list says; where there is no such list, words that name a side."""
    if not isinstance(cues, list) or not cues:
        return "{side}"
    return str(cues[0].get("say", "")) if isinstance(cues[0], Mapping) else ""
