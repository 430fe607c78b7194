"""The command line: `back-spasm-helper`, or `python -m local_runner`."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from skill import __version__

LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
PROGRAM = "back-spasm-helper"
BAD = 2


class Refused(Exception):  # named for what happened
    """Usage or content that cannot be used; the text is for the person."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it was done, 2 for bad usage or content."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    options = _parser().parse_args(_with_command(arguments))
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        _settle(options)
        return int(options.run(options))
    except Refused as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        print("\nStopped. Your place is kept for a day.", file=sys.stderr)
        return 0
    except BrokenPipeError:
        # The reader of our output is gone (head, a closed pager); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


# The parser

_COMMANDS = frozenset(
    ["talk", "ask", "resolve", "evaluate", "timeline", "coverage", "check", "new-routine", "build-models", "doctor"]
)


def _with_command(arguments: list[str]) -> list[str]:
    """Put the default command in front where none is named."""
    if any(argument in {"-h", "--help", "--version"} for argument in arguments[:1]):
        return arguments
    skipped = iter(arguments)
    for argument in skipped:
        if argument in {"--routines", "--locale"}:
            next(skipped, None)
            continue
        if argument in _COMMANDS:
            return arguments
        if not argument.startswith("-"):
            break
    return ["talk", *arguments]


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--routines",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="add the routines of a folder of your own",
    )
    shared.add_argument(
        "--locale", choices=LOCALES, default=argparse.SUPPRESS, help="words and numbers of a country (en-US)"
    )
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Talks someone through a back spasm. Without a command it starts talking.",
        epilog="General self-care information, not medical advice. In an emergency call your local emergency number.",
        parents=[shared],
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_, parents=[shared])
        made.set_defaults(run=run)
        return made

    talk = command("talk", _talk, "Talk: speak, wait, and take words at any moment.")
    talk.add_argument("--text", action="store_true", help="no sound: sentences and countdowns only")
    talk.add_argument("--rate", type=_percent, default=100, metavar="PERCENT", help="speed of speech, 50 to 150 (100)")
    talk.add_argument("--voice", metavar="NAME", help="a voice of this computer, by name")
    talk.add_argument(
        "--clock", choices=("real", "virtual"), help="virtual: no waiting (the default without a terminal)"
    )
    talk.add_argument("--script", type=Path, metavar="FILE", help="say the lines of a file, each at its time")
    talk.add_argument("--transcript", type=Path, metavar="OUT.jsonl", help="write what happens, one JSON object a line")
    talk.add_argument("--record", type=Path, metavar="OUT.wav", help="record what is spoken, silences and all")
    talk.add_argument(
        "--strict-echo", action="store_true", help="close the microphone after eight seconds, as an Echo does"
    )

    ask = command("ask", _ask, "Ask one thing and show the answer.")
    ask.add_argument("text", nargs="?", help="what you would say")
    ask.add_argument("--state", choices=("idle", "routine", "checkin"), default="idle", help="where it is said (idle)")
    ask.add_argument("--jsonl", action="store_true", help='read {"text", "state"} lines, write answers as JSON lines')
    resolve = command("resolve", _resolve, "Show what words are understood as.")
    resolve.add_argument("text", nargs="?", help="what you would say")
    resolve.add_argument(
        "--state", choices=("idle", "routine", "checkin"), default="idle", help="where it is said (idle)"
    )
    resolve.add_argument("--jsonl", action="store_true", help='read {"text", "state"} lines, write JSON lines')
    evaluate = command("evaluate", _evaluate, "Measure the understanding on labelled lines.")
    evaluate.add_argument("file", type=Path, metavar="FILE.jsonl", help='lines of {"text", "expect", "state", "set"}')

    timeline = command("timeline", _timeline, "Show a routine as a timeline of cues.")
    timeline.add_argument("id", help="the routine, such as knee_to_chest")
    timeline.add_argument("--size", choices=("short", "full", "max"), default="full")
    timeline.add_argument("--side", choices=("right", "left"), default="right", help="the side that begins")
    timeline.add_argument("--stage", choices=("acute", "early", "recovering", "prevention"))
    timeline.add_argument("--pace", choices=("slower", "normal", "faster"), default="normal")
    timeline.add_argument("--json", action="store_true")
    coverage = command("coverage", _coverage, "Show where each statement of the seed document is spoken.")
    coverage.add_argument("--json", action="store_true")
    check = command("check", _check, "Check a folder of your own routines, or all content.")
    check.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    new = command("new-routine", _new_routine, "Write a commented routine to begin from.")
    new.add_argument("name", help='its title, such as "Shoulder rolls"')
    new.add_argument("--into", type=Path, default=Path(), metavar="DIR", help="the folder it is written to (here)")
    build = command(
        "build-models", _build_models, "Make the Alexa interaction models and the manifest from the content."
    )
    build.add_argument(
        "--check", action="store_true", help="write nothing; fail when the files are not what they should be"
    )
    build.add_argument(
        "--report", action="store_true", help="samples per intent, near-duplicates, replay through the matcher"
    )
    doctor = command("doctor", _doctor, "Show what this computer has: voice, sound, microphone, versions.")
    doctor.add_argument("--voice", metavar="NAME")
    return parser


def _percent(text: str) -> int:
    value = int(text) if text.isdecimal() else 0
    if not 50 <= value <= 150:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 50 to 150")
    return value


def _settle(options: argparse.Namespace) -> None:
    """Fill in what was not given; tell the skill where routines and memory are before it is loaded."""
    options.locale = getattr(options, "locale", LOCALES[0])
    options.routines = getattr(options, "routines", None)
    if options.routines is not None and not options.routines.is_dir():
        raise Refused(f"--routines {options.routines}: there is no such folder")
    if options.command in {"talk", "doctor"}:
        os.environ.setdefault("BACK_SPASM_MEMORY", f"sqlite:{_default_memory()}")
    else:
        os.environ["BACK_SPASM_MEMORY"] = "memory:"
    if options.routines is not None:
        os.environ["BACK_SPASM_ROUTINES"] = str(options.routines)
    else:
        os.environ.pop("BACK_SPASM_ROUTINES", None)


def _default_memory() -> Path:
    from platformdirs import user_data_path  # start-up time is the person's time

    return user_data_path(PROGRAM) / "place.sqlite3"


def _library(options: argparse.Namespace) -> Any:
    from skill.library import ContentError, library  # as above

    if options.routines is not None:
        _refuse_mistakes(options.routines)
    try:
        return library(options.locale, options.routines)
    except ContentError as error:
        raise Refused(f"{len(error.problems)} mistakes in the content:\n{error}") from error


def _refuse_mistakes(folder: Path) -> None:
    from local_runner.authoring import check_own  # as above

    wrong = check_own(folder)
    if wrong:
        raise Refused(f"{len(wrong)} mistakes in {folder}:\n" + "\n".join(wrong))


def _handler(options: argparse.Namespace) -> Any:
    _library(options)
    try:
        from skill.app import handler  # after the settings are in place
    except ValueError as error:
        raise Refused(str(error)) from error
    return handler


def _understanding(options: argparse.Namespace) -> Any:
    from local_runner.understand import Understanding  # start-up time is the person's time

    return Understanding(_library(options))


# The commands


def _talk(options: argparse.Namespace) -> int:
    from local_runner.desktop import Setting, SettingError, start  # start-up time

    virtual = options.clock == "virtual" or (options.clock is None and not sys.stdin.isatty())
    setting = Setting(
        handler=_handler(options),
        understanding=_understanding(options),
        locale=options.locale,
        virtual=virtual,
        text=options.text,
        rate=options.rate,
        voice=options.voice,
        script=options.script,
        transcript=options.transcript,
        record=options.record,
        strict=options.strict_echo,
    )
    try:
        with ExitStack() as stack:
            stack.enter_context(closing(start(setting, sys.stdin, sys.stdout))).run()
    except SettingError as error:
        raise Refused(str(error)) from error
    return 0


def _desk(options: argparse.Namespace) -> Any:
    from local_runner.asking import Desk  # start-up time

    return Desk(_handler(options), _understanding(options), options.locale, lambda: round(time.time() * 1000))


def _ask(options: argparse.Namespace) -> int:
    desk = _desk(options)
    if options.jsonl:
        return _each_line(desk.ask)
    found = desk.ask(_given(options), options.state)
    print(found["speech"])
    return 0


def _resolve(options: argparse.Namespace) -> int:
    desk_resolve = _Resolving(_understanding(options))
    if options.jsonl:
        return _each_line(desk_resolve)
    print(json.dumps(desk_resolve(_given(options), options.state), ensure_ascii=False))
    return 0


class _Resolving:
    """`resolve` needs no skill, only the understanding."""

    def __init__(self, understanding: Any) -> None:
        self.understanding = understanding

    def __call__(self, text: str, state: str) -> dict[str, Any]:
        from local_runner.asking import fields  # start-up time

        return fields(text, self.understanding.resolve(text, state))


def _given(options: argparse.Namespace) -> str:
    if not options.text or not options.text.strip():
        raise Refused(f'say something: {PROGRAM} {options.command} "what should I do for a back spasm"')
    return str(options.text)


def _each_line(answer: Callable[[str, str], dict[str, Any]]) -> int:
    from local_runner.asking import BadLine, requests  # start-up time

    try:
        for text, state in requests(sys.stdin):
            print(json.dumps(answer(text, state), ensure_ascii=False), flush=True)
    except BadLine as error:
        raise Refused(str(error)) from error
    except UnicodeDecodeError as error:
        raise Refused("the input is not UTF-8 text") from error
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from local_runner.evaluate import evaluate  # start-up time

    try:
        lines = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except OSError as error:
        raise Refused(f"{options.file}: {error.strerror}") from error
    except ValueError as error:
        raise Refused(f"{options.file}: not JSON lines: {error}") from error
    print(evaluate(lines, _understanding(options)).text())
    return 0


def _timeline(options: argparse.Namespace) -> int:
    from local_runner.authoring import timeline_table, timeline_text  # start-up time
    from skill.guide import timeline
    from skill.tape import Plan  # as above

    library = _library(options)
    if options.id not in library.routines:
        raise Refused(f"there is no routine {options.id!r}; there are: {', '.join(library.routines)}")
    line = timeline(library, Plan(options.id, options.size, options.stage, options.side, options.pace))
    print(json.dumps(timeline_table(line), ensure_ascii=False) if options.json else timeline_text(line))
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from local_runner.authoring import coverage  # start-up time

    rows = coverage(_library(options))
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row['id']}  {row['verdict']:<9}  {', '.join(row['spoken_in']) or '-'}\n     {row['says']}")
        if row["why"]:
            print(f"     ({row['why']})")
    accounted = sum(bool(row["spoken_in"]) or (row["verdict"] == "withheld" and bool(row["why"])) for row in rows)
    print(f"{accounted} of {len(rows)} statements accounted for")
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.folder is not None:
        _refuse_mistakes(options.folder)
        count = len([path for path in options.folder.glob("*.toml") if path.name != "sources.toml"])
        print(f"{options.folder}: {count} routines, no mistakes")
        return 0
    library = _library(options)
    print(
        f"{len(library.routines)} routines, {len(library.sessions)} sessions, {len(library.topics)} topics: no mistakes"
    )
    return 0


def _new_routine(options: argparse.Namespace) -> int:
    from local_runner.authoring import template  # start-up time
    from skill.library import ContentError  # as above

    try:
        name, text = template(options.name, datetime.now(UTC).date().isoformat())
    except ContentError as error:
        raise Refused(str(error)) from error
    path = options.into / name
    try:
        options.into.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise Refused(f"{path} is there already; choose another name, or delete it first") from error
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
    print(f"wrote {path}\ncheck it:  {PROGRAM} check {options.into}\nhear it:   {PROGRAM} --routines {options.into}")
    return 0


def _build_models(options: argparse.Namespace) -> int:
    from local_runner import building  # start-up time

    if options.report:
        print(building.report(_understanding(options)))
    elif options.check:
        wrong = building.check()
        if wrong:
            raise Refused("the models are not what the content makes; run build-models:\n" + "\n".join(wrong))
        print("the models are what the content makes")
    else:
        for path in building.write():
            print(f"wrote {path}")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from local_runner.doctor import examine  # start-up time

    for finding in examine(os.environ["BACK_SPASM_MEMORY"], options.routines, options.voice):
        print(f"{'ok ' if finding.well else 'NO '} {finding.name:<12} {finding.found}")
        if finding.remedy:
            print(f"    {'':<12} -> {finding.remedy}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
