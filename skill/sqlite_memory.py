"""Bookmarks in one SQLite file: safe against a kill, a locked file, a full disk; forgotten after a day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from logging import getLogger
from pathlib import Path
from typing import TypeVar

from skill.place import DAY_MS, Bookmark, bookmark, to_table

_log = getLogger(__name__)
_TABLE = "CREATE TABLE IF NOT EXISTS bookmark (person TEXT PRIMARY KEY, left_ms INTEGER NOT NULL, kept TEXT NOT NULL)"
_BUSY_SECONDS = 0.25
_T = TypeVar("_T")


class SqliteMemory:
    """Bookmarks in one SQLite file; the folder is made when the first is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._warned = False

    def load(self, person: str, now_ms: int) -> Bookmark:
        """The person's bookmark; an empty one where there is none, or the file cannot be read."""

        def read(db: sqlite3.Connection) -> str | None:
            old = (now_ms - DAY_MS,)
            db.execute(
                "UPDATE bookmark SET left_ms = 0, "
                "kept = CASE WHEN json_valid(kept) THEN json_remove(kept, '$.place', '$.left_ms') ELSE '{}' END "
                "WHERE left_ms > 0 AND left_ms < ?",
                old,
            )
            row = db.execute("SELECT kept FROM bookmark WHERE person = ?", (_name(person),)).fetchone()
            return None if row is None else str(row[0])

        found = self._with(read, "read") if person and self.path.exists() else None
        try:
            return bookmark(None if found is None else json.loads(found))
        except ValueError:
            return Bookmark()

    def save(self, person: str, kept: Bookmark) -> None:
        """Keep a bookmark; where the file cannot be written, or no one is named, nothing is kept."""
        if not person:
            return
        row = (_name(person), kept.left_ms, json.dumps(to_table(kept)))
        self._with(lambda db: db.execute("INSERT OR REPLACE INTO bookmark VALUES (?, ?, ?)", row), "write")

    def forget(self, person: str) -> None:
        """Erase what is kept of a person."""
        if self.path.exists():
            self._with(lambda db: db.execute("DELETE FROM bookmark WHERE person = ?", (_name(person),)), "erase")

    def _with(self, work: Callable[[sqlite3.Connection], _T], what: str) -> _T | None:
        try:
            with self._open() as db:
                return work(db)
        except (sqlite3.Error, OSError) as error:
            if not self._warned:
                self._warned = True
                _log.warning(
                    "could not %s the saved place in %s (%s); going on without. To mend it, delete that file.",
                    what,
                    self.path,
                    error,
                )
            return None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as db:
            db.execute(_TABLE)
            with db:
                yield db


def _name(person: str) -> str:
    return sha256(person.encode()).hexdigest()
