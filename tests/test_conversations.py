"""Conversations: what a person says and what must be heard, a file each in `conversations/en-US`.

Each is held twice: as an Echo's requests put to the handler, stamped with their times, and with the software Echo, a
recording voice and words understood as typed ones are. A file names the device only where the device matters; else
the requests are an Echo's and the software Echo is the desktop's.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local_runner.device import LISTEN_MS, Echo, Handler
from local_runner.limits import broken
from local_runner.listener import NoMoreWords
from local_runner.player import TextPlayer, VirtualClock
from local_runner.sound import Clip
from local_runner.talk import Conversation, Transcript
from local_runner.understand import Understanding, Understood
from skill import intents
from skill.app import create
from skill.cues import CheckIn, Cue, Pause, Say, Turn
from skill.library import library
from skill.pacing import cue_ms, total_ms
from skill.ssml import parse
from skill.steering import CONTROLS

FOLDER = Path(__file__).parent / "conversations" / "en-US"
FILES = sorted(FOLDER.glob("*.toml"))
NOON_MS = 1_795_521_600_000  # 24 November 2026
THINKING_MS = 1_500  # how long a person takes to answer, where a file does not say
UNITS = {"second": 1_000, "minute": 60_000, "hour": 3_600_000}
SILENCE, EXIT = "(silence)", "quit"
CALL = "For numb legs, chest pain or a bad fall, call nine one one, or your local emergency number, first."
PERSON = "amzn1.ask.account.someone"


# What a file says


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a person says, and what must be heard before they speak again.

    after: the words it is said over (`nth` time they are heard, `then` seconds after their end); without them, the
        helper was heard to its end
    wait: how long they are silent then, such as "20 minutes"
    meant: what the words mean, such as "control:next"; "launch", "none", or "silence" for nobody answering
    hears, not_hears: pieces of what is heard, in their order; "[10 s]" is a silence, and other silences do not matter
    asks: the closing question, whole
    reminded: pieces of what is said when no answer comes
    ends: whether the helper ends the session
    """

    say: str = "open back spasm helper"
    meant: str = "launch"
    slots: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    then: float = 1.0
    nth: int = 1
    wait: str = ""
    hears: tuple[str, ...] = ()
    not_hears: tuple[str, ...] = ()
    asks: str = ""
    reminded: tuple[str, ...] = ()
    ends: bool = False

    @property
    def wait_ms(self) -> int:
        """How long the person is silent before they speak."""
        if not self.wait:
            return THINKING_MS
        count, unit = self.wait.split()
        return round(float(count) * UNITS[unit.removesuffix("s")])

    @property
    def closes(self) -> bool:
        """Whether it closes the session without a word of the helper's."""
        return self.meant in {"silence", "exit"}


@dataclass(frozen=True, slots=True)
class Story:
    """One file.

    known: whether the safety notice was heard on another day
    device: "echo" or "desktop", where it matters
    strict: whether the software Echo closes its microphone as a real one does
    own: a routine file of somebody's own, as text
    """

    title: str
    turn: tuple[Line, ...]
    known: bool = True
    device: str = ""
    strict: bool = False
    own: str = ""


OPENED = Line(hears=(f"Back spasm helper. {CALL}",), not_hears=("I'm not a doctor",))
FIRST = Line(
    hears=(
        "I'm not a doctor, and I can't call for help.",
        "A quick safety check. Call nine one one",
    )
)


def story(path: Path) -> Story:
    """Read a file; what it begins with, opening the helper, need not be written down."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    lines = [_line(one) for one in raw.pop("turn")]
    if lines[0].meant != "launch":
        lines.insert(0, OPENED if raw.get("known", True) else FIRST)
    read = Story(turn=tuple(lines), **raw)
    for line, following in zip(lines, [*lines[1:], Line()], strict=True):
        assert line.closes or line.hears or line.asks, f"{line.say!r}: nothing need be heard"
        assert not (line.asks and following.after), f"{following.say!r} is said before the question it answers"
        assert line.closes or line.ends or following.after or line.asks or line.meant == "launch", (
            f"{line.say!r}: the closing question is missing"
        )
    return read


def _line(raw: Mapping[str, Any]) -> Line:
    lists = {name: tuple(raw[name]) for name in ("hears", "not_hears", "reminded") if name in raw}
    closing = {SILENCE: "silence", EXIT: "exit"}.get(raw.get("say", ""))
    return Line(**{**raw, **lists, **({"meant": closing} if closing else {})})


def intent_of(line: Line) -> tuple[str, dict[str, str]]:
    """The intent and the slots that an Echo would send for what was meant."""
    kind, _, name = line.meant.partition(":")
    match kind:
        case "control":
            return next(intent for intent, control in intents.CONTROLS.items() if control == name), {}
        case "topic":
            return intents.topic_intent(name), {}
        case "sign":
            return intents.sign_intent(name), {}
        case "routine":
            return intents.ROUTINE, {"routine": name, **line.slots}
        case "session":
            return intents.SESSION, {"session": name}
        case "none":
            return intents.FALLBACK, {}
        case _:
            raise AssertionError(f"no one can mean {line.meant!r}")


# What was heard


@dataclass(slots=True)
class Heard:
    """What was heard of one answer: its cues, whether to the end, what was said when no answer came."""

    cues: list[Cue] = field(default_factory=list)
    whole: bool = False
    ended: bool = False
    reminders: list[Cue] = field(default_factory=list)


def written(cues: list[Cue]) -> str:
    """What was heard as text, with its silences."""
    return " ".join(f"[{cue.ms / 1000:g} s]" if isinstance(cue, Pause) else cue.text for cue in cues)


def missing(text: str, pieces: tuple[str, ...], wake: str) -> str | None:
    """The first of the pieces not in a text, in their order; one that names a silence is taken to the letter."""
    at = 0
    for piece in pieces:
        words = piece.replace("{wake}", wake)
        joint = r" " if "[" in words else r" (?:\[[\d.]+ s\] )*"
        found = re.compile(joint.join(map(re.escape, words.split(" ")))).search(text, at)
        if found is None:
            return words
        at = found.end()
    return None


def wrong(line: Line, heard: Heard, *, echo: bool) -> Iterator[str]:
    """What is not as the file says."""
    wake, text = "Alexa, " if echo else "", written(heard.cues)
    if (lost := missing(text, line.hears, wake)) is not None:
        yield f"not heard, or not in its place: {lost!r}"
    for piece in line.not_hears:
        if missing(text, (piece,), wake) is None:
            yield f"heard, and must not be: {piece!r}"
    question = heard.cues[-1].text if heard.cues and isinstance(heard.cues[-1], CheckIn) else ""
    if line.asks and question != line.asks.replace("{wake}", wake):
        yield f"asked {question!r}, not {line.asks!r}"
    if line.ends != heard.ended:
        yield "the session ended" if heard.ended else "the session did not end"
    if (lost := missing(written(heard.reminders), line.reminded, wake)) is not None:
        yield f"not reminded: {lost!r}"
    if not echo and "Alexa" in text:
        yield "the desktop has no wake word"


def told(lines: tuple[Line, ...], heard: list[Heard], *, echo: bool) -> str:
    """Every mistake of a conversation with what was heard there; empty when there is none."""
    spoken = [line for line in lines if not line.closes]
    if len(spoken) != len(heard):
        return f"{len(heard)} of {len(spoken)} answers were heard"
    return "\n".join(
        f"{line.say!r}: {mistake}\n    {written(one.cues)}"
        for line, one in zip(spoken, heard, strict=True)
        for mistake in wrong(line, one, echo=echo)
    )


# As requests to the handler


def over_ms(turn: Turn, line: Line) -> int:
    """Milliseconds into a turn at which a line that cuts it is said."""
    times = [at for at, cue in enumerate(turn.cues) if not isinstance(cue, Pause) and line.after in cue.text]
    assert len(times) >= line.nth, f"{line.say!r}: {line.after!r} is not heard {line.nth} times: {turn.cues}"
    into = total_ms(turn.cues[: times[line.nth - 1] + 1], turn.rate) + round(line.then * 1_000)
    assert into < total_ms(turn.cues, turn.rate), f"{line.say!r}: the helper has finished by then"
    return into


@dataclass(slots=True)
class Requests:
    """One device that makes its requests by hand."""

    handler: Handler
    echo: bool
    now_ms: int = NOON_MS
    attributes: dict[str, Any] = field(default_factory=dict)
    turn: Turn | None = None
    again: Turn | None = None

    def ask(self, request: Mapping[str, Any], *, new: bool) -> Heard:
        """Make one request; nothing but its answer is heard yet."""
        user, application = {"userId": PERSON}, {"applicationId": "amzn1.ask.skill.this"}
        stamp = datetime.fromtimestamp(self.now_ms / 1000, UTC).isoformat(timespec="milliseconds")
        system = {
            "application": application,
            "user": user,
            "device": {"deviceId": _device(echo=self.echo)},
            "apiEndpoint": "https://a",
        }
        response = self.handler(
            {
                "version": "1.0",
                "session": {
                    "new": new,
                    "sessionId": "amzn1.echo-api.session.one",
                    "application": application,
                    "attributes": {} if new else self.attributes,
                    "user": user,
                },
                "context": {"System": system},
                "request": {
                    "requestId": "one",
                    "timestamp": stamp.replace("+00:00", "Z"),
                    "locale": "en-US",
                    **request,
                },
            },
            None,
        )
        assert broken(response, request["type"]) == []
        self.attributes = response.get("sessionAttributes") or {}
        body = response["response"]
        self.turn = parse(body["outputSpeech"]["ssml"]) if "outputSpeech" in body else None
        self.again = parse(body["reprompt"]["outputSpeech"]["ssml"]) if "reprompt" in body else None
        again = list(self.again.cues) if self.again else []
        return Heard(list(self.turn.cues) if self.turn else [], True, body.get("shouldEndSession") is not False, again)

    def pass_time(self, line: Line, before: Heard) -> None:
        """Let time go on to when a line is said, and leave out what was not heard by then."""
        if self.turn is None:
            self.now_ms += line.wait_ms
            return
        if not line.after:
            before_closing = LISTEN_MS * 2 + (total_ms(self.again.cues, self.again.rate) if self.again else 0)
            assert before.ended or not self.echo or line.meant == "silence" or line.wait_ms < before_closing, (
                f"{line.say!r}: an Echo has closed its microphone by then"
            )
            self.now_ms += total_ms(self.turn.cues, self.turn.rate)
            self.now_ms += before_closing if line.meant == "silence" else line.wait_ms
            return
        into = over_ms(self.turn, line)
        self.now_ms += into
        before.whole = False
        while before.cues and total_ms(before.cues[:-1], self.turn.rate) > into:
            before.cues.pop()


def by_requests(told_by: Story, handler: Handler, *, echo: bool) -> list[Heard]:
    """Hold a conversation by requests."""
    desk, heard, new = Requests(handler, echo), list[Heard](), True
    for line in told_by.turn:
        if heard:
            desk.pass_time(line, heard[-1])
        if line.closes:
            reason = "USER_INITIATED" if line.meant == "exit" else "EXCEEDED_MAX_REPROMPTS"
            assert desk.ask({"type": "SessionEndedRequest", "reason": reason}, new=False).cues == []
            new = True
            continue
        request: dict[str, Any] = {"type": "LaunchRequest"}
        if line.meant != "launch":
            name, slots = intent_of(line)
            request = {
                "type": "IntentRequest",
                "intent": {"name": name, "slots": {k: _slot(k, v) for k, v in slots.items()}},
            }
        heard.append(desk.ask(request, new=new))
        new = heard[-1].ended
    return heard


def _slot(name: str, value: str) -> dict[str, Any]:
    if value.isdecimal():
        return {"name": name, "value": value}
    found = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": value, "id": value}}]}
    return {"name": name, "value": value, "resolutions": {"resolutionsPerAuthority": [found]}}


# With the software Echo


class Recording:
    """A voice that keeps what it is given to say; its sentences are shorter than the skill reckons with."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def clip(self, text: str, rate: int) -> Clip:
        """A clip of two thirds of the length that is reckoned with."""
        self.texts.append(text)
        return Clip(bytes(96 * (cue_ms(Say(text), rate) * 2 // 3)))


class Person:
    """Says the lines of a conversation, each at its time, and hears what the helper says."""

    def __init__(self, lines: tuple[Line, ...], clock: VirtualClock) -> None:
        self.lines, self.clock, self.spoken = list(lines), clock, lines[0]
        self.heard: list[Heard] = []
        self.ended = False
        self._begun: list[tuple[str, int]] = []
        self._answered, self._reminding, self._finished_ms = True, False, 0

    def opens(self) -> None:
        """Open the helper, which is always the first thing."""
        self.spoken = self.lines.pop(0)
        assert self.spoken.meant == "launch", f"{self.spoken.say!r}: the helper is opened first"
        self._answered = True

    # As the listener

    def turn(self, now_ms: int) -> None:
        """The helper begins to speak: an answer, or a reminder."""
        self._reminding = not self._answered
        if self._answered:
            self.heard.append(Heard(ended=self.ended))
            self._begun, self._answered, self._finished_ms = [], False, 0

    def due(self) -> bool:
        """Whether the next line's time has come."""
        if not self.lines or self.lines[0].meant == "silence":
            return False
        line, now_ms = self.lines[0], self.clock.now_ms()
        if not line.after:
            return self._finished_ms > 0 and now_ms >= self._finished_ms + line.wait_ms
        ends = [end for text, end in self._begun if line.after in text]
        return len(ends) >= line.nth and now_ms >= ends[line.nth - 1] + round(line.then * 1_000)

    def take(self) -> str:
        """Say the next line."""
        self.spoken = self.lines.pop(0)
        self._answered = not self.spoken.closes
        return self.spoken.say

    def wait(self, until_ms: int | None) -> str | None:
        """Answer a question in one's own time, or not at all."""
        self.heard[-1].whole = True
        self._finished_ms = self._finished_ms or self.clock.now_ms()
        if self.lines and self.lines[0].meant == "silence" and until_ms is None:
            self.lines.pop(0)  # the microphone has closed
        if not self.lines:
            raise NoMoreWords
        line = self.lines[0]
        assert not line.after, f"{line.say!r}: {line.after!r} was not heard {line.nth} times"
        say_ms = self._finished_ms + line.wait_ms
        if until_ms is not None and (line.meant == "silence" or say_ms > until_ms):
            self._pass_to(until_ms)
            return None
        self._pass_to(say_ms)
        return self.take()

    def _pass_to(self, at_ms: int) -> None:
        self.clock.wait(at_ms - self.clock.now_ms(), threading.Event())

    # As the view

    def helper(self, cue: Cue, ms: int) -> None:
        """Hear a cue begin."""
        if self._reminding:
            self.heard[-1].reminders.append(cue)
            return
        self.heard[-1].cues.append(cue)
        if not isinstance(cue, Pause):
            self._begun.append((cue.text, self.clock.now_ms() + ms))

    def person(self, words: str) -> None:
        """Nothing to see."""

    def note(self, text: str) -> None:
        """Nothing to see."""


class Attentive:
    """The understanding, with a note of every line that it took for something else."""

    def __init__(self, understanding: Understanding, person: Person) -> None:
        self.understanding, self.person = understanding, person
        self.mistaken: list[str] = []

    def resolve(self, text: str, state: Any) -> Understood:
        """What a line of the file was meant to mean, whatever it was taken for."""
        found = self.understanding.resolve(text, state)
        name, slots = intent_of(self.person.spoken)
        if (found.intent, dict(found.slots)) != (name, slots):
            self.mistaken.append(f"{text!r} ({state}): {found.outcome}, not {self.person.spoken.meant}")
        return Understood(self.person.spoken.meant, name, tuple(slots.items()), 1.0, ())


def by_talking(
    told_by: Story, handler: Handler, understanding: Understanding, *, echo: bool
) -> tuple[list[Heard], str]:
    """Hold a conversation with the software Echo; what was heard, and what was misunderstood."""
    clock, voice = VirtualClock(), Recording()
    person = Person(told_by.turn, clock)
    attentive = Attentive(understanding, person)

    def answer(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        response = handler(event, context)
        person.ended = response["response"].get("shouldEndSession") is not False
        return response

    while person.lines:
        if person.heard:
            clock.wait(person.lines[0].wait_ms, threading.Event())
        person.opens()
        box = Echo(answer, "en-US", lambda: NOON_MS + clock.now_ms(), PERSON, device=_device(echo=echo))
        player, transcript = TextPlayer(clock), Transcript(clock)
        Conversation(box, player, voice, attentive, person, clock, transcript, person, strict=told_by.strict).run()
    spoken = {cue.text for one in person.heard for cue in one.cues if not isinstance(cue, Pause)}
    assert spoken <= set(voice.texts)
    return person.heard, "\n".join(attentive.mistaken)


def _device(*, echo: bool) -> str:
    return "amzn1.ask.device.hall" if echo else "desktop.hall"


# The tests


def opened(told_by: Story, folder: Path, name: str) -> Handler:
    """A handler with a memory of its own, in which the safety notice was heard yesterday or was not."""
    own = None
    if told_by.own:
        own = folder / "own"
        own.mkdir(exist_ok=True)
        (own / "own.toml").write_text(told_by.own, encoding="utf-8")
    handler = create(f"sqlite:{folder / name}", own)
    if told_by.known:
        before = Requests(handler, told_by.device == "echo", NOON_MS - 30 * UNITS["hour"])
        before.ask({"type": "LaunchRequest"}, new=True)
        before.ask({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}, new=False)
    return handler


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_as_requests_the_conversation_is_heard_as_written(path: Path, tmp_path: Path) -> None:
    """The handler answers an Echo's requests, stamped with their times, as the file says."""
    told_by, echo = story(path), story(path).device != "desktop"
    heard = by_requests(told_by, opened(told_by, tmp_path, "a.sqlite3"), echo=echo)
    assert told(told_by.turn, heard, echo=echo) == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_with_the_software_echo_the_conversation_is_heard_as_written(path: Path, tmp_path: Path) -> None:
    """The software Echo hears the words, understands them as meant and lets the same be heard."""
    told_by, echo = story(path), story(path).device == "echo"
    own = tmp_path / "own" if told_by.own else None
    handler = opened(told_by, tmp_path, "b.sqlite3")
    heard, mistaken = by_talking(told_by, handler, Understanding(library("en-US", own)), echo=echo)
    assert told(told_by.turn, heard, echo=echo) == ""
    assert mistaken == ""


def test_every_routine_session_topic_and_control_has_a_conversation() -> None:
    """A file of its name each, in which it is asked for."""
    content = library("en-US")
    names = {"routine": content.routines, "session": content.sessions, "topic": content.topics, "control": CONTROLS}
    wanted = {f"{kind}_{name}": f"{kind}:{name}" for kind, table in names.items() for name in table}
    held = {path.stem: {line.meant for line in story(path).turn} for path in FILES}
    assert sorted(stem for stem, meant in wanted.items() if meant not in held.get(stem, set())) == []


def test_twenty_longer_conversations_are_as_messy_as_real_ones() -> None:
    """Besides the file for each name, there are at least twenty whole ones of five things said or more."""
    longer = [path for path in FILES if path.stem.startswith("story_") and len(story(path).turn) > 5]
    assert len(longer) >= 20
