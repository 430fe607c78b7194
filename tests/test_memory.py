"""The bookmark between sessions: what is kept, for how long, and that a broken store costs a warning at most."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from logging import WARNING
from pathlib import Path

import pytest

from skill.memory import Memory, NoMemory, open_memory
from skill.place import Bookmark, Place
from skill.sqlite_memory import SqliteMemory

NOON_MS = 1_795_521_600_000
HOUR_MS = 3_600_000
HOLD = Place("knee_to_chest", at=31, size="max", stage="early", side="left", session="day_two_three", step=2)
KEPT = Bookmark(place=HOLD, left_ms=NOON_MS, pace="slower", noticed=True)


def _rows(path: Path) -> list[tuple[str, int, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT person, left_ms, kept FROM bookmark ORDER BY left_ms").fetchall()


def _sqlite(folder: Path) -> SqliteMemory:
    return SqliteMemory(folder / "places.sqlite3")


@pytest.mark.parametrize("setting", [None, "", "memory:"])
def test_without_a_setting_nothing_is_kept(setting: str | None) -> None:
    """The default keeps nothing between sessions."""
    memory = open_memory(setting)
    memory.save("someone", KEPT)
    memory.forget("someone")
    assert (NoMemory, Bookmark()) == (type(memory), memory.load("someone", NOON_MS))


def test_a_file_is_named_by_its_path(tmp_path: Path) -> None:
    """`sqlite:PATH` keeps bookmarks in that file."""
    memory = open_memory(f"sqlite:{tmp_path / 'places.sqlite3'}")
    memory.save("someone", KEPT)
    assert KEPT == open_memory(f"sqlite:{tmp_path / 'places.sqlite3'}").load("someone", NOON_MS)


def test_a_path_may_begin_with_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde is the person's home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    open_memory("sqlite:~/places.sqlite3").save("someone", KEPT)
    assert (tmp_path / "places.sqlite3").exists()


@pytest.mark.parametrize("setting", ["sqlite:", "sqlite", "redis:here", "places.sqlite3", ":memory:"])
def test_another_setting_is_refused_by_its_name(setting: str) -> None:
    """A misspelt setting must not quietly keep nothing."""
    with pytest.raises(ValueError, match=r"BACK_SPASM_MEMORY is sqlite:PATH or memory:, not '"):
        open_memory(setting)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    """Every field of the place, the time it was left, the pace and the notice; the last one kept counts."""
    memory = _sqlite(tmp_path)
    memory.save("someone", Bookmark(pace="faster"))
    memory.save("someone", KEPT)
    assert KEPT == memory.load("someone", NOON_MS + 1)


def test_a_person_has_one_bookmark_of_their_own(tmp_path: Path) -> None:
    """Nobody is offered another's place."""
    memory = _sqlite(tmp_path)
    memory.save("someone", KEPT)
    assert Bookmark() == memory.load("someone else", NOON_MS)


def test_a_request_that_names_no_one_is_not_kept(tmp_path: Path) -> None:
    """Else everybody without an id would share one place."""
    memory = _sqlite(tmp_path)
    memory.save("", KEPT)
    assert (Bookmark(), False) == (memory.load("", NOON_MS), memory.path.exists())


def test_the_file_holds_place_pace_and_notice_and_no_one_s_name(tmp_path: Path) -> None:
    """A one-way hash stands for the person; nothing else is in the row."""
    memory = _sqlite(tmp_path)
    memory.save("amzn1.ask.account.SOMEONE", KEPT)
    ((person, left_ms, kept),) = _rows(memory.path)
    assert (64, NOON_MS) == (len(person), left_ms)
    table = json.loads(kept)
    assert {"place", "left_ms", "pace", "noticed"} == set(table)
    assert {field.name for field in fields(Place)} == set(table["place"])
    assert b"SOMEONE" not in memory.path.read_bytes()


def test_a_place_is_forgotten_after_a_day_and_not_a_moment_before(tmp_path: Path) -> None:
    """The pace and the notice stay."""
    memory = _sqlite(tmp_path)
    memory.save("someone", KEPT)
    assert HOLD == memory.load("someone", NOON_MS + 24 * HOUR_MS).place
    assert Bookmark(pace="slower", noticed=True) == memory.load("someone", NOON_MS + 24 * HOUR_MS + 1)


def test_old_places_are_erased_from_the_file_whoever_comes(tmp_path: Path) -> None:
    """Someone who never comes back does not stay in the file."""
    memory = _sqlite(tmp_path)
    memory.save("never came back", KEPT)
    memory.load("someone else", NOON_MS + 25 * HOUR_MS)
    ((_, left_ms, kept),) = _rows(memory.path)
    assert (0, {"pace": "slower", "noticed": True}) == (left_ms, json.loads(kept))


def test_forgetting_erases_the_row(tmp_path: Path) -> None:
    """Nothing of the person is left; the others stay."""
    memory = _sqlite(tmp_path)
    memory.save("someone", KEPT)
    memory.save("someone else", KEPT)
    memory.forget("someone")
    assert (Bookmark(), KEPT) == (memory.load("someone", NOON_MS), memory.load("someone else", NOON_MS))
    assert 1 == len(_rows(memory.path))


def test_the_folder_is_made_with_the_first_bookmark_and_not_by_looking(tmp_path: Path) -> None:
    """Asking for a place, or forgetting one, makes no file."""
    memory = SqliteMemory(tmp_path / "data" / "helper" / "places.sqlite3")
    assert Bookmark() == memory.load("someone", NOON_MS)
    memory.forget("someone")
    assert not (tmp_path / "data").exists()
    memory.save("someone", KEPT)
    assert KEPT == memory.load("someone", NOON_MS)


def _broken(folder: Path) -> SqliteMemory:
    (folder / "places.sqlite3").write_bytes(b"this is no database, whatever its name says. " * 40)
    return _sqlite(folder)


def _in_a_file(folder: Path) -> SqliteMemory:
    (folder / "file").write_text("not a folder")
    return SqliteMemory(folder / "file" / "places.sqlite3")


def _a_folder(folder: Path) -> SqliteMemory:
    (folder / "places.sqlite3").mkdir()
    return _sqlite(folder)


@pytest.mark.parametrize("make", [_broken, _in_a_file, _a_folder])
def test_a_store_that_cannot_be_used_costs_one_warning(
    make: Callable[[Path], Memory], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The session goes on without; the warning says which file to delete, once, and no word of what was kept."""
    memory = make(tmp_path)
    with caplog.at_level(WARNING):
        for _ in range(3):
            memory.save("someone", KEPT)
            assert Bookmark() == memory.load("someone", NOON_MS)
            memory.forget("someone")
    (record,) = caplog.records
    assert "could not write the saved place in" in record.getMessage()
    assert "places.sqlite3" in record.getMessage()
    assert not any(word in caplog.text for word in ("knee_to_chest", "early", "someone"))


def test_a_locked_file_costs_a_warning_and_a_quarter_of_a_second(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A backup or another window holds the file: the place before stays, the session goes on."""
    memory = _sqlite(tmp_path)
    memory.save("someone", KEPT)
    with closing(sqlite3.connect(memory.path, isolation_level=None)) as other, caplog.at_level(WARNING):
        other.execute("BEGIN EXCLUSIVE")
        memory.save("someone", Bookmark())
        other.execute("ROLLBACK")
    assert ["could not write"] == [record.getMessage()[:15] for record in caplog.records]
    assert KEPT == memory.load("someone", NOON_MS)


def test_a_write_that_was_cut_leaves_the_bookmark_before(tmp_path: Path) -> None:
    """A kill in the middle of keeping a place loses that one, not the file."""
    memory = _sqlite(tmp_path)
    memory.save("someone", KEPT)
    with closing(sqlite3.connect(memory.path)) as killed:
        killed.execute("UPDATE bookmark SET kept = '{}'")
    assert KEPT == memory.load("someone", NOON_MS)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "not json",
        "[]",
        "null",
        '{"pain": 7}',
        '{"pace": "gallop"}',
        '{"noticed": "yes"}',
        '{"left_ms": -1}',
        '{"left_ms": true}',
        '{"place": {}}',
        '{"place": {"routine": 5}}',
        '{"place": {"routine": "bridge", "at": "here"}}',
        '{"place": {"routine": "bridge", "size": "huge"}}',
        '{"place": {"routine": "bridge", "stage": "chronic"}}',
        '{"place": {"routine": "bridge", "pain": 7}}',
    ],
)
def test_a_bookmark_of_another_version_is_no_bookmark(kept: str, tmp_path: Path) -> None:
    """What cannot be read back whole is left unread; nothing is guessed."""
    memory = _sqlite(tmp_path)
    memory.save("someone", KEPT)
    with closing(sqlite3.connect(memory.path)) as db, db:
        db.execute("UPDATE bookmark SET kept = ?", (kept,))
    assert Bookmark() == memory.load("someone", NOON_MS)


def test_a_spoilt_row_of_one_person_does_not_keep_others_from_theirs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A day later it is erased with the other old places."""
    memory = _sqlite(tmp_path)
    memory.save("spoilt", KEPT)
    with closing(sqlite3.connect(memory.path)) as db, db:
        db.execute("UPDATE bookmark SET kept = 'not json'")
    memory.save("someone", replace(KEPT, left_ms=NOON_MS + 24 * HOUR_MS))
    assert HOLD == memory.load("someone", NOON_MS + 25 * HOUR_MS).place
    assert [0, NOON_MS + 24 * HOUR_MS] == [left_ms for _, left_ms, _ in _rows(memory.path)]
    assert caplog.records == []
