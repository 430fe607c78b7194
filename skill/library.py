"""The content of one locale, read once: an English base, and per locale only what differs.

Reading a hundred small TOML files takes longer than starting the rest of the skill, so what was read and found good
is kept beside the content as JSON, named by the size and date of every file it came from: change a file and it is
read again. Where it cannot be kept (a read-only disk) nothing is lost but that time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from skill import __version__
from skill.routines import Routine, Session, Topic, routine, session, topic
from skill.safety import Sign, sign

CONTENT = Path(__file__).parent / "content"
BASE = CONTENT / "en"
LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
FALLBACK = "en-US"

# Values under these keys are names, not speech: no word of theirs is spelt differently anywhere.
_NAMES = frozenset(
    [
        "id",
        "kind",
        "posture",
        "rate",
        "sides",
        "gentler",
        "offers",
        "stages",
        "on_request",
        "sources",
        "seed",
        "yes",
        "choices",
        "routines",
        "stage",
        "size",
        "first_size",
        "address",
        "why_kind",
        "row",
        "spoken",
    ]
)
_KEPT = CONTENT / ".compiled"


class ContentError(Exception):
    """Content that cannot be used; `problems` are whole sentences, one a mistake."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Everything that can be said in one locale."""

    locale: str
    routines: Mapping[str, Routine]
    topics: Mapping[str, Topic]
    sessions: Mapping[str, Session]
    signs: Mapping[str, Sign]
    prompts: Mapping[str, str]
    words: Mapping[str, str]


@lru_cache(maxsize=32)
def library(locale: str, own: Path | None = None) -> Library:
    """The content of `locale` (a locale that is not kept falls back to en-US), with the routines of folder `own`."""
    if locale not in LOCALES:
        locale = FALLBACK
    return build(locale, _kept(locale) if own is None else _checked(locale, own))


def build(locale: str, raw: Mapping[str, Any]) -> Library:
    """Build a library from content that was read, checked and put into the words of a locale."""
    return Library(
        locale=locale,
        routines={name: routine(table) for name, table in raw["routines"].items()},
        topics={name: topic(name, table) for name, table in raw["topics"].items()},
        sessions={name: session(name, table) for name, table in raw["sessions"].items()},
        signs={name: sign(name, table) for name, table in raw["signs"].items()},
        prompts=raw["prompts"],
        words=raw["words"],
    )


def files(own: Path | None = None) -> dict[str, list[Path]]:
    """The content files of each kind, in a steady order; `own` is a folder of further routines."""
    return {
        "routines": sorted((BASE / "routines").glob("*.toml")),
        "own": sorted(path for path in own.glob("*.toml") if path.name != "sources.toml") if own else [],
        "topics": sorted((BASE / "topics").glob("*.toml")),
        "sessions": [BASE / "sessions.toml"],
        "signs": [BASE / "safety.toml"],
        "prompts": [BASE / "prompts.toml"],
    }


def read(path: Path) -> dict[str, Any]:
    """Read one TOML file; a mistake in it becomes a `ContentError` that names the file and the line."""
    import tomllib  # only when the content was changed, or for its tools

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError([f"{path.name}: not valid TOML: {error}"]) from error
    except UnicodeDecodeError as error:
        raise ContentError([f"{path.name}: not UTF-8 text: save it as UTF-8"]) from error
    except OSError as error:
        raise ContentError([f"{path}: cannot be read: {error.strerror}"]) from error


def gather(own: Path | None = None) -> dict[str, Any]:
    """Read the content, unchecked, as tables by name; `own` holds added routines by file, `broken` unreadable files.

    An added routine never takes the place of another: of two with one id the first counts, and the rules report it.
    """
    found = files(own)
    raw: dict[str, Any] = {"routines": {}, "topics": {}, "own": {}, "broken": {}}

    def table(path: Path) -> dict[str, Any] | None:
        try:
            return read(path)
        except ContentError as error:
            raw["broken"][path.stem] = error.problems
            return None

    for path in [*found["routines"], *found["own"]]:
        if (routine := table(path)) is not None:
            routine = {"id": path.stem, **routine}
            raw["routines"].setdefault(str(routine["id"]), routine)
            if path in found["own"]:
                raw["own"][path.name] = routine
    for path in found["topics"]:
        raw["topics"] |= table(path) or {}
    raw["sessions"] = table(found["sessions"][0]) or {}
    raw["signs"] = (table(found["signs"][0]) or {}).get("sign", {})
    raw["prompts"] = table(found["prompts"][0]) or {}
    return raw


def localised(raw: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """Put base content into the words and the spelling of a locale, and lay its own texts over it."""
    differs = read(CONTENT / f"{locale}.toml")
    words: dict[str, str] = dict(differs["words"])
    spelling: dict[str, str] = dict(differs.get("spelling", {}))
    kinds = ("routines", "topics", "prompts", "sessions", "signs")
    merged = {kind: _laid_over(raw[kind], differs.get(kind, {})) for kind in kinds}
    fill = {f"{{{name}}}": word for name, word in words.items()}
    fill |= {f"{{{name.capitalize()}}}": word[:1].upper() + word[1:] for name, word in words.items()}
    spelling |= {us.capitalize(): own.capitalize() for us, own in spelling.items()}
    pattern = re.compile("|".join([*map(re.escape, fill), *(rf"\b{re.escape(word)}\b" for word in spelling)]))
    table = fill | spelling

    def put(value: Any, key: str = "") -> Any:
        if isinstance(value, str):
            return value if key in _NAMES else pattern.sub(lambda found: table[found[0]], value)
        if isinstance(value, Mapping):
            return {name: put(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [put(item, key) for item in value]
        return value if isinstance(value, int | float | bool) else str(value)

    return {kind: put(table) for kind, table in merged.items()} | {"words": words}


def _laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in own.items():
        both = isinstance(value, Mapping) and isinstance(base.get(name), Mapping)
        merged[name] = _laid_over(base[name], value) if both else value
    return merged


def _checked(locale: str, own: Path | None) -> dict[str, Any]:
    from skill.schema import problems  # the checks are only needed when the files were changed

    raw = gather(own)
    wrong = problems(raw, own)
    if wrong:
        raise ContentError(wrong)
    return localised(raw, locale)


def _kept(locale: str) -> dict[str, Any]:
    """The content as it was kept at an earlier start, or read, checked and kept now."""
    place = _KEPT / f"{locale}-{_state()}.json"
    try:
        kept: dict[str, Any] = json.loads(place.read_bytes())
        return kept
    except (OSError, ValueError):
        pass
    raw = _checked(locale, None)
    try:
        _KEPT.mkdir(exist_ok=True)
        for old in _KEPT.glob(f"{locale}-*.json"):
            old.unlink(missing_ok=True)
        part = place.with_suffix(".part")
        part.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        part.replace(place)
    except OSError:
        pass  # a read-only or full disk: the content was read all the same
    return raw


@lru_cache(maxsize=1)
def _state() -> str:
    """A name for the content files as they are now: it changes with every edit."""
    every = [path for paths in files().values() for path in paths] + [CONTENT / f"{name}.toml" for name in LOCALES]
    state = crc32(__version__.encode())
    for path in every:
        now = path.stat()
        state = crc32(f"{path.name} {now.st_size} {now.st_mtime_ns}\n".encode(), state)
    return f"{state:08x}"
