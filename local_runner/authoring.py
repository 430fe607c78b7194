"""For those who write content: a routine's timeline, the seed's coverage, checks, and a template to begin from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from skill.cues import CheckIn, Pause, Say, Timeline
from skill.library import BASE, ContentError, Library, gather, read
from skill.pacing import cue_ms, total_ms
from skill.schema import problems

_LONGEST_TITLE = 4
TEMPLATE = """\
# {title}: your own routine. Every line that begins with # is a remark; change or delete it.
# Check it with:  back-spasm-helper check FOLDER        Hear it with:  back-spasm-helper --routines FOLDER

title = "{title}"                    # four words or fewer; people say: start {lower}
stages = ["early", "recovering", "prevention"]   # acute: first day; early: days two and three; then easing; no pain
start = "On your back, knees bent, feet flat."   # the position it starts from, as a sentence
way_back = "Let go. Come back to rest."          # said first when someone says stop, or that hurts
sources = ["Your name, physiotherapist, {year}"] # who says so: a source, or yourself
reviewed = {date}

# More you may say (all optional):
# spoken = ["{lower}", "another name for it"]
# why = "It loosens the lower back."
# cautions = ["Ask first after a hip operation."]
# easier = "Make the movement half as big."
# needs = ["a towel"]
# kind = "movement"      # movement, rest, transfer, breathing, cold, heat or walk
# offers = ["belly_breathing"]

[[part]]
kind = "steps"           # plain instructions; settle is the silence after each, in seconds
cues = [
  {{ say = "Lie on your back. Knees bent. Feet flat.", settle = 5 }},
]

[[part]]
kind = "repeats"         # a movement done several times
sides = "alternate"      # alternate, one_then_other, or none
reps = {{ short = 3, full = 6 }}       # each side
first = [                # the whole explanation, the first time; {{Side}} becomes Right or Left
  {{ say = "{{Side}} knee. Let it drift outwards.", settle = 3 }},
  {{ hold = 5 }},          # counted by the program, exactly five seconds
  {{ say = "And back to the middle.", settle = 4 }},
]
again = [                # the short form for every later repeat; "Two of six." is put in front
  {{ say = "{{Side}} knee.", settle = 3 }},
  {{ hold = 5 }},
  {{ say = "And back.", settle = 4 }},
]
"""


def timeline_table(line: Timeline) -> dict[str, Any]:
    """A timeline as the JSON of `timeline --json`; the length of free speech is an estimate."""
    cues: list[dict[str, Any]] = []
    for cue, mark in zip(line.cues, line.marks, strict=True):
        match cue:
            case Say(text, slot_ms):
                table: dict[str, Any] = {"kind": "say", "text": text, "ms": cue_ms(Say(text), line.rate)}
                more = {"slot_ms": slot_ms, "rep": mark.rep, "side": mark.side}
                table |= {name: value for name, value in more.items() if value is not None}
            case Pause(ms, why):
                table = {"kind": "pause", "ms": ms, "why": why}
            case CheckIn(text):
                table = {"kind": "check_in", "text": text}
        cues.append(table)
    return {
        "id": line.id,
        "title": line.title,
        "size": line.size,
        "locale": line.locale,
        "total_ms": total_ms(line.cues, line.rate),
        "cues": cues,
    }


def timeline_text(line: Timeline) -> str:
    """A timeline as a table with running time, for reading."""
    rows = [f"{line.title} ({line.size}, {line.locale}), about {total_ms(line.cues, line.rate) / 60_000:.1f} minutes"]
    at = 0
    for cue, mark in zip(line.cues, line.marks, strict=True):
        where = f"{mark.rep}/{mark.of} {mark.side or ''}".strip() if mark.rep is not None else ""
        ms = cue_ms(cue, line.rate)
        match cue:
            case Say(text, slot_ms):
                what = text + (f"  [in {slot_ms / 1000:g} s]" if slot_ms else "")
            case Pause(_, why):
                what = f"    ... {ms / 1000:g} s {why}"
            case CheckIn(text):
                what = f"? {text}"
        tenths = at // 100
        rows.append(f"{tenths // 600:3d}:{tenths % 600 / 10:04.1f}  {where:<9}  {what}")
        at += ms
    return "\n".join(rows)


def coverage(library: Library) -> list[dict[str, Any]]:
    """Each statement of the seed: its verdict, where it is spoken, or why it is not."""
    rows = []
    for name, table in read(BASE / "seed.toml").items():
        spoken = [place for place in table.get("spoken_in", ()) if _speaks(library, place, name)]
        rows.append(
            {
                "id": name,
                "says": table["says"],
                "verdict": table["verdict"],
                "spoken_in": spoken,
                "why": table.get("why", ""),
            }
        )
    return rows


def accounted(row: Mapping[str, Any]) -> bool:
    """Whether a row of the coverage says where its statement is spoken, or why it is withheld."""
    return bool(row["why"]) if row["verdict"] == "withheld" else bool(row["spoken_in"])


def _speaks(library: Library, place: str, statement: str) -> bool:
    """Whether a topic or routine exists and lays claim to a statement."""
    kind, _, name = place.partition(":")
    tables: Mapping[str, Mapping[str, Any]] = {"topic": library.topics, "routine": library.routines}
    found = tables.get(kind, {}).get(name)
    return found is not None and statement in found.seed


def check_own(folder: Path) -> list[str]:
    """Every mistake in a folder of one's own routines."""
    if not folder.is_dir():
        return [f"{folder}: there is no such folder"]
    return problems(gather(folder), folder)


def template(name: str, date: str) -> tuple[str, str]:
    """A file name and a commented routine to begin from, for a title such as "Shoulder rolls"."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z]+(?:'[A-Za-z]+)?", plain)
    wrong = None
    if not words:
        wrong = "a routine needs a name with letters"
    elif re.search(r"[0-9]", plain):
        wrong = "write numbers as words"
    elif len(words) > _LONGEST_TITLE:
        wrong = "four words or fewer, so that it can be said"
    if wrong is not None:
        raise ContentError([f"{name!r}: {wrong}, such as: Shoulder rolls"])
    title = " ".join(words).capitalize()
    stem = "_".join(words).lower().replace("'", "")
    if (BASE / "routines" / f"{stem}.toml").exists():
        raise ContentError([f"{name!r}: the program has a routine of that name; choose another"])
    return f"{stem}.toml", TEMPLATE.format(title=title, lower=title.lower(), date=date, year=date[:4])
