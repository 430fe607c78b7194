"""The command line: `back-spasm-helper`, or `python -m local_runner`."""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local_runner.calm import DEBUG, OneLine, calm, stoppable
from local_runner.usage import PROGRAM, options

BAD, FAULT, STOPPED = 2, 1, 130
_log = logging.getLogger(__name__)


class Refused(Exception):  # named for what happened
    """Usage or content that cannot be used; the text is for the person."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it was done, 2 for bad usage or content."""
    given = options(sys.argv[1:] if argv is None else argv)
    _forgive(sys.stdout, sys.stderr)
    with calm() as telling, stoppable():
        try:
            _settle(given)
            given.telling = telling
            code = _COMMANDS[given.command](given)
            sys.stdout.flush()
            return code
        except Refused as error:
            print(f"{PROGRAM}: {error}", file=sys.stderr)
            return BAD
        except KeyboardInterrupt:
            return 0 if given.command == "talk" else STOPPED
        except BrokenPipeError:
            _leave_output()  # its reader is gone (head, a closed pager); there is nobody left to tell
            return 0
        except OSError as error:
            print(f"{PROGRAM}: {error.filename or 'the output'}: {error.strerror}", file=sys.stderr)
            _leave_output()
            return BAD
        except Exception as error:
            _log.error("something went wrong: %s (%s=1 shows where)", type(error).__name__, DEBUG, exc_info=error)
            return FAULT


def _forgive(*streams: object) -> None:
    """What a terminal cannot show becomes a question mark, never a fault."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _leave_output() -> None:
    """Nothing more is written, not even what is left over when Python ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        pass  # there was no output to begin with


def _settle(given: argparse.Namespace) -> None:
    """Fill in what was not given, from the environment or else what is usual."""
    own = os.environ.get("BACK_SPASM_ROUTINES")
    given.routines = given.routines or (Path(own) if own else None)
    if given.routines is not None and not given.routines.is_dir():
        raise Refused(f"--routines {given.routines}: there is no such folder")
    kept = given.command in {"talk", "doctor"}
    given.memory = (os.environ.get("BACK_SPASM_MEMORY") or f"sqlite:{_default_memory()}") if kept else "memory:"


def _default_memory() -> Path:
    from platformdirs import user_data_path  # start-up time is the person's time

    return user_data_path(PROGRAM) / "place.sqlite3"


# What the commands stand on


def _library(given: argparse.Namespace) -> Any:
    from skill.library import ContentError, library  # as above

    if given.routines is not None:
        _refuse_mistakes(given.routines)
    try:
        return library(given.locale, given.routines)
    except ContentError as error:
        raise Refused(f"{_many(len(error.problems), 'mistake')} in the content:\n{error}") from error


def _refuse_mistakes(folder: Path) -> None:
    from local_runner.authoring import check_own  # as above

    wrong = check_own(folder)
    if wrong:
        raise Refused(f"{_many(len(wrong), 'mistake')} in {folder}:\n" + "\n".join(wrong))


def _handler(given: argparse.Namespace) -> Any:
    _library(given)
    try:
        from skill.app import create  # as above

        return create(given.memory, given.routines)
    except ValueError as error:
        raise Refused(str(error)) from error


def _understanding(given: argparse.Namespace) -> Any:
    from local_runner.understand import Understanding  # as above

    return Understanding(_library(given))


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


# The commands


def _talk(given: argparse.Namespace) -> int:
    from local_runner.desktop import Setting, SettingError, start  # as above
    from local_runner.limits import BrokenRule

    _forgive(sys.stdin)
    setting = Setting(
        handler=_handler(given),
        understanding=lambda: _understanding(given),
        locale=given.locale,
        virtual=given.clock == "virtual" or (given.clock is None and not sys.stdin.isatty()),
        text=given.text,
        rate=given.rate,
        voice=given.voice,
        script=given.script,
        transcript=given.transcript,
        record=given.record,
        strict=given.strict_echo,
        kept=given.memory != "memory:",
    )
    try:
        with closing(start(setting, sys.stdin, sys.stdout)) as desktop:
            telling: OneLine = given.telling
            telling.tell = desktop.tell
            desktop.run()
    except SettingError as error:
        raise Refused(str(error)) from error
    except BrokenRule as error:
        raise Refused(f"an answer breaks a rule of the platform: {error}") from error
    finally:
        given.telling.tell = None
    return 0


def _ask(given: argparse.Namespace) -> int:
    from local_runner.asking import Desk  # as above

    said = None if given.jsonl else _said(given)
    desk = Desk(_handler(given), _understanding(given), given.locale, lambda: round(time.time() * 1000))
    if said is None:
        return _each_line(desk.ask)
    print(desk.ask(said, given.state)["speech"])
    return 0


def _resolve(given: argparse.Namespace) -> int:
    from local_runner.asking import fields  # as above

    said = None if given.jsonl else _said(given)
    understanding = _understanding(given)

    def resolve(text: str, state: str) -> dict[str, Any]:
        return fields(text, understanding.resolve(text, state))

    if said is None:
        return _each_line(resolve)
    print(json.dumps(resolve(said, given.state), ensure_ascii=False))
    return 0


def _said(given: argparse.Namespace) -> str:
    if not given.text or not given.text.strip():
        raise Refused(f'say something: {PROGRAM} {given.command} "what should I do for a back spasm"')
    return str(given.text)


def _each_line(answer: Callable[[str, str], dict[str, Any]]) -> int:
    from local_runner.asking import BadLine, requests  # as above

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
    try:
        for text, state in requests(sys.stdin):
            print(json.dumps(answer(text, state), ensure_ascii=False), flush=True)
    except BadLine as error:
        raise Refused(str(error)) from error
    except UnicodeDecodeError as error:
        raise Refused("the input is not UTF-8 text") from error
    return 0


def _evaluate(given: argparse.Namespace) -> int:
    from local_runner.evaluate import evaluate, table  # as above

    try:
        lines = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except ValueError as error:
        raise Refused(f"{given.file}: not JSON lines: {error}") from error
    needed = {"text", "expect", "state", "set"}
    if not all(isinstance(line, Mapping) and needed <= line.keys() for line in lines):
        raise Refused(f"{given.file}: every line needs {', '.join(sorted(needed))}")
    print(table(evaluate(lines, _understanding(given))))
    return 0


def _timeline(given: argparse.Namespace) -> int:
    from local_runner.authoring import timeline_table, timeline_text  # as above
    from skill.guide import timeline
    from skill.tape import Plan

    library = _library(given)
    if given.id not in library.routines:
        raise Refused(f"there is no routine {given.id!r}; there are: {', '.join(library.routines)}")
    line = timeline(library, Plan(given.id, given.size, given.stage, given.side, given.pace))
    print(json.dumps(timeline_table(line), ensure_ascii=False) if given.json else timeline_text(line))
    return 0


def _coverage(given: argparse.Namespace) -> int:
    from local_runner.authoring import accounted, coverage  # as above

    rows = coverage(_library(given))
    whole = sum(map(accounted, rows))
    if given.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(f"{row['id']}  {row['verdict']:<9}  {', '.join(row['spoken_in']) or '-'}\n     {row['says']}")
            if row["why"]:
                print(f"     ({row['why']})")
        print(f"{whole} of {len(rows)} statements accounted for")
    return 0 if whole == len(rows) else BAD


def _check(given: argparse.Namespace) -> int:
    if given.folder is not None:
        _refuse_mistakes(given.folder)
        count = len([path for path in given.folder.glob("*.toml") if path.name != "sources.toml"])
        print(f"{given.folder}: {_many(count, 'routine')}, no mistakes")
        return 0
    library = _library(given)
    print(
        f"{len(library.routines)} routines, {len(library.sessions)} sessions, {len(library.topics)} topics: no mistakes"
    )
    return 0


def _new_routine(given: argparse.Namespace) -> int:
    from local_runner.authoring import template  # as above
    from skill.library import ContentError

    try:
        name, text = template(given.name, datetime.now(UTC).date().isoformat())
    except ContentError as error:
        raise Refused(str(error)) from error
    path = given.into / name
    try:
        given.into.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise Refused(f"{error.filename} is there already; choose another name, or delete it first") from error
    print(f"wrote {path}\ncheck it:  {PROGRAM} check {given.into}\nhear it:   {PROGRAM} --routines {given.into}")
    return 0


def _build_models(given: argparse.Namespace) -> int:
    from local_runner import building  # as above

    if given.report:
        print(building.report(_understanding(given)))
    elif given.check:
        wrong = building.check()
        if wrong:
            raise Refused("the models are not what the content makes; run build-models:\n" + "\n".join(wrong))
        print("the models are what the content makes")
    else:
        for path in building.write():
            print(f"wrote {path}")
    return 0


def _doctor(given: argparse.Namespace) -> int:
    from local_runner.doctor import examine  # as above

    for finding in examine(given.memory, given.routines, given.voice):
        print(f"{'ok ' if finding.well else 'NO '} {finding.name:<12} {finding.found}", flush=True)
        if finding.remedy:
            print(f"    {'':<12} -> {finding.remedy}")
    return 0


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "talk": _talk,
    "ask": _ask,
    "resolve": _resolve,
    "evaluate": _evaluate,
    "timeline": _timeline,
    "coverage": _coverage,
    "check": _check,
    "new-routine": _new_routine,
    "build-models": _build_models,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
