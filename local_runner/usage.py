"""What may be written on the command line: commands, options, and what each is for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from skill import __version__

LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
PROGRAM = "back-spasm-helper"
STATES = ("idle", "routine", "checkin")
COMMANDS = {
    "talk": "Talk: speak, wait, and take words at any moment. What is done without a command.",
    "ask": "Ask one thing and show the answer.",
    "resolve": "Show what words are understood as.",
    "evaluate": "Measure the understanding on labelled lines.",
    "timeline": "Show a routine as a timeline of cues.",
    "coverage": "Show where each statement of the seed document is spoken.",
    "check": "Check a folder of your own routines, or all content.",
    "new-routine": "Write a commented routine to begin from.",
    "build-models": "Make the Alexa interaction models and the manifest from the content.",
    "doctor": "Show what this computer has: voice, sound, microphone, versions.",
}
_SHARED = {"--routines", "--locale"}


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; on a mistake or `--help` it says so and raises `SystemExit`, as argparse does."""
    read = _parser().parse_args(_with_command(list(arguments)))
    read.locale = getattr(read, "locale", LOCALES[0])
    read.routines = getattr(read, "routines", None)
    return read


def _with_command(arguments: list[str]) -> list[str]:
    """Put the default command in front where none is named; a word that is none is left to be refused."""
    at = 0
    while at < len(arguments) and arguments[at].partition("=")[0] in _SHARED:
        at += 1 if "=" in arguments[at] else 2
    if at >= len(arguments):
        return ["talk", *arguments]
    first = arguments[at]
    if first in {"-h", "--help", "--version"}:
        return [first]
    return ["talk", *arguments] if first.startswith("-") else arguments


def _parser() -> argparse.ArgumentParser:
    shared = _shared()
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Talks someone through a back spasm. Without a command it starts talking.",
        epilog="General self-care information, not medical advice. In an emergency call your local emergency number.",
        parents=[shared],
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    made = {
        name: commands.add_parser(name, help=help_, description=help_, parents=[shared])
        for name, help_ in COMMANDS.items()
    }
    _talk(made["talk"])
    _asking(made["ask"], 'read {"text", "state"} lines, write answers as JSON lines')
    _asking(made["resolve"], 'read {"text", "state"} lines, write JSON lines')
    _timeline(made["timeline"])
    _content(made)
    return parser


def _shared() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--routines",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="add the routines of a folder of your own",
    )
    shared.add_argument(
        "--locale",
        choices=LOCALES,
        metavar="LOCALE",
        default=argparse.SUPPRESS,
        help=f"words and numbers of a country: {', '.join(LOCALES)} (en-US)",
    )
    return shared


def _talk(talk: argparse.ArgumentParser) -> None:
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


def _asking(ask: argparse.ArgumentParser, jsonl: str) -> None:
    ask.add_argument("text", nargs="?", help="what you would say")
    ask.add_argument("--state", choices=STATES, default="idle", help="where it is said (idle)")
    ask.add_argument("--jsonl", action="store_true", help=jsonl)


def _timeline(timeline: argparse.ArgumentParser) -> None:
    timeline.add_argument("id", help="the routine, such as knee_to_chest")
    timeline.add_argument("--size", choices=("short", "full", "max"), default="full", help="how long, how often (full)")
    timeline.add_argument("--side", choices=("right", "left"), default="right", help="the side that begins (right)")
    timeline.add_argument(
        "--stage",
        choices=("acute", "early", "recovering", "prevention"),
        help="for whom: first day, days two and three, easing, no pain",
    )
    timeline.add_argument(
        "--pace", choices=("slower", "normal", "faster"), default="normal", help="silences to settle, speed (normal)"
    )
    timeline.add_argument("--json", action="store_true", help="as JSON, times in milliseconds")


def _content(made: dict[str, argparse.ArgumentParser]) -> None:
    made["evaluate"].add_argument(
        "file", type=Path, metavar="FILE.jsonl", help='lines of {"text", "expect", "state", "set"}'
    )
    made["coverage"].add_argument("--json", action="store_true", help="as JSON")
    made["check"].add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="your folder; without it, all content"
    )
    made["new-routine"].add_argument("name", help='its title, such as "Shoulder rolls"')
    made["new-routine"].add_argument(
        "--into", type=Path, default=Path(), metavar="DIR", help="the folder it is written to (here)"
    )
    made["build-models"].add_argument(
        "--check", action="store_true", help="write nothing; fail when the files are not what they should be"
    )
    made["build-models"].add_argument(
        "--report", action="store_true", help="samples per intent, near-duplicates, replay through the matcher"
    )
    made["doctor"].add_argument("--voice", metavar="NAME", help="a voice of this computer, by name")


def _percent(text: str) -> int:
    value = int(text) if text.isdecimal() and len(text) < 4 else 0
    if not 50 <= value <= 150:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 50 to 150")
    return value
