"""The bookmark between sessions: a place in a routine, a pace, that the notice was heard; and nothing else.

Whatever goes wrong with the store, the person hears the next step: a failure is a warning in the log, without a word
of what was kept. A place is forgotten after a day.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from skill.place import Bookmark


class Memory(Protocol):
    """Where bookmarks are kept, one a person; `person` is the id the device gives, and is never kept itself."""

    def load(self, person: str, now_ms: int) -> Bookmark:
        """The person's bookmark; an empty one where there is none."""

    def save(self, person: str, kept: Bookmark) -> None:
        """Keep a bookmark in place of the one before."""

    def forget(self, person: str) -> None:
        """Erase what is kept of a person."""


class NoMemory:
    """Keeps nothing."""

    def load(self, person: str, now_ms: int) -> Bookmark:
        """An empty bookmark, always."""
        return Bookmark()

    def save(self, person: str, kept: Bookmark) -> None:
        """Keep nothing."""

    def forget(self, person: str) -> None:
        """There is nothing to erase."""


def open_memory(setting: str | None) -> Memory:
    """The memory a setting names: `sqlite:PATH`, or `memory:` (and no setting) for none; others are refused."""
    if not setting or setting == "memory:":
        return NoMemory()
    kind, _, where = setting.partition(":")
    if kind != "sqlite" or not where:
        raise ValueError(f"BACK_SPASM_MEMORY is sqlite:PATH or memory:, not {setting!r}")
    from skill.sqlite_memory import SqliteMemory  # only where it is asked for: it costs a cold start

    return SqliteMemory(Path(where).expanduser())
