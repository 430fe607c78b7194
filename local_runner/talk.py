"""A conversation with the software Echo: play a turn, be cut at any moment, understand, answer, wait with patience."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from local_runner.device import LISTEN_MS, Answer, Echo
from local_runner.listener import Listener, NoMoreWords
from local_runner.player import Clock, Piece, Player, Silence, Sound
from local_runner.understand import Understood
from local_runner.voice import Voice
from skill.cues import CheckIn, Cue, Pause, Say, Turn
from skill.pacing import cue_ms, speech_ms

REMINDERS_MS = (30_000, 90_000)
_OPENING = re.compile(
    r"(?:hey |hi |hello |okay )?(?:alexa )?(?:open|launch|start|begin|hello|hi|helper)"
    r"(?: the)?(?: back spasm helper| helper)?"
)
_LEAVING = frozenset({"quit", "exit", "goodbye", "close the program"})


class Understands(Protocol):
    """Turns words into what they mean, in a state."""

    def resolve(self, text: str, state: str) -> Understood:
        """What was meant."""


class View(Protocol):
    """Shows what goes on."""

    def helper(self, cue: Cue, ms: int) -> None:
        """The helper begins a cue that lasts `ms`."""

    def person(self, words: str) -> None:
        """The person said something."""

    def note(self, text: str) -> None:
        """The program has something to say about itself."""


@dataclass(slots=True)
class Transcript:
    """What happened, one JSON object a line, in memory or in a file; off unless a person asks for it."""

    clock: Clock
    path: Path | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    start_ms: int = 0

    def __post_init__(self) -> None:
        self.start_ms = self.clock.now_ms()
        if self.path is not None:
            self.path.write_text("", encoding="utf-8")

    def add(self, who: str, kind: str, **more: Any) -> None:
        """Note an event now; its file is written at once, so that a kill loses nothing."""
        event = {"t_ms": self.clock.now_ms() - self.start_ms, "who": who, "kind": kind, **more}
        self.events.append(event)
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(event, ensure_ascii=False) + "\n")


@dataclass(slots=True)
class Conversation:
    """One run of the desktop voice."""

    echo: Echo
    player: Player
    voice: Voice | None
    understanding: Understands
    listener: Listener
    clock: Clock
    transcript: Transcript
    view: View
    strict: bool = False
    finished: bool = False

    def run(self) -> None:
        """Talk until there is nothing more to say; the place is kept whatever ends it."""
        try:
            answer = self.echo.launch()
            while True:
                answer = self._after(answer)
        except NoMoreWords:
            self._close("USER_INITIATED")
        except KeyboardInterrupt:
            self._close("USER_INITIATED")
            raise

    def _after(self, answer: Answer) -> Answer:
        """Play an answer; then the next words, however they come, and the answer to them."""
        if answer.card:
            self.view.note(answer.card)
        words = self._perform(answer.turn) if answer.turn is not None else None
        if words is None and answer.end:
            self.transcript.add("system", "end", reason="the helper ended the session")
            return self._reopen(self.listener.wait(None))
        if words is None:
            words = self._listen(answer)
        if words is None:
            self._close("EXCEEDED_MAX_REPROMPTS")
            return self._reopen(self.listener.wait(None))
        return self._answer(words)

    def _answer(self, words: str) -> Answer:
        if words.lower() in _LEAVING:
            raise NoMoreWords
        self.transcript.add("person", "word", text=words)
        self.view.person(words)
        meant = self.understanding.resolve(words, self.state())
        return self.echo.say(meant.intent, dict(meant.slots))

    def _reopen(self, words: str | None) -> Answer:
        """The session is over; whatever is said next begins another."""
        if words is None:
            raise NoMoreWords
        if _OPENING.fullmatch(words.lower()):
            self.transcript.add("person", "word", text=words)
            self.view.person(words)
            return self.echo.launch()
        return self._answer(words)

    def _close(self, reason: str) -> None:
        if self.echo.open:
            self.echo.close(reason)
            self.transcript.add("system", "end", reason=reason)

    def state(self) -> str:
        """Where in a conversation the words fall: idle, in a routine, or at a question."""
        known: Mapping[str, Any] = self.echo.attributes if self.echo.open else {}
        mode, question = known.get("mode", "idle"), known.get("question", "")
        if mode == "playing":
            return "checkin" if self.finished else "routine"
        if mode in {"paused", "aside"}:
            return "checkin"
        return "idle" if question in {"", "menu", "check"} else "checkin"

    # Listening

    def _listen(self, answer: Answer) -> str | None:
        """Wait at a question as an Echo does, or as long as it takes; None when the microphone closed."""
        again = answer.reprompt
        asked_ms = self.clock.now_ms()
        patient_one = again is not None and isinstance(again.cues[0], Pause)
        if self.strict or patient_one:
            words = self.listener.wait(asked_ms + LISTEN_MS) or (self._remind(again) if again else None)
            if words is not None or self.strict:
                return words or self.listener.wait(self.clock.now_ms() + LISTEN_MS)
            return self.listener.wait(None)
        for reminder_ms in REMINDERS_MS:
            words = self.listener.wait(asked_ms + reminder_ms) or (self._remind(again) if again else None)
            if words is not None:
                return words
        return self.listener.wait(None)

    def _remind(self, again: Turn) -> str | None:
        return self._perform(again, reminder=True)

    # Speaking

    def _perform(self, turn: Turn, *, reminder: bool = False) -> str | None:
        """Play a turn; the words that cut it, or None when it was heard to its end."""
        if not reminder:
            self.finished = False
        lengths: dict[int, int] = {}
        self.listener.turn(self.clock.now_ms())
        began = lambda key, _: self._begin(turn.cues[key], lengths[key])  # noqa: E731  # one line, one use
        heard = self.player.play(self._pieces(turn, lengths), began, self.listener.due)
        if heard.finished:
            if not reminder:
                self.echo.finished()
                self.finished = True
            return None
        self.transcript.add("system", "cut", ms=heard.ms_into_key)
        if not reminder:
            self.echo.heard(heard.key_reached, heard.ms_into_key, lengths.get(heard.key_reached, 0))
        words = self.listener.take()
        return words or "resume"

    def _begin(self, cue: Cue, ms: int) -> None:
        match cue:
            case Say(text):
                self.transcript.add("helper", "say", text=text, ms=ms)
            case Pause(_, why):
                self.transcript.add("helper", "pause", ms=ms, why=why)
            case CheckIn(text):
                self.transcript.add("helper", "check_in", text=text, ms=ms)
        self.view.helper(cue, ms)

    def _pieces(self, turn: Turn, lengths: dict[int, int]) -> Iterator[Piece]:
        for key, cue in enumerate(turn.cues):
            pieces = self._cue(cue, key, turn.rate)
            lengths[key] = sum(piece.ms for piece in pieces)
            yield from pieces

    def _cue(self, cue: Cue, key: int, rate: int) -> list[Piece]:
        if isinstance(cue, Pause):
            return [Silence(cue.ms, key)]
        slot = cue.slot_ms if isinstance(cue, Say) else None
        if self.voice is None:
            return [Silence(cue_ms(cue, rate) if slot else speech_ms(cue.text, rate), key)]
        spoken = Sound(self.voice.clip(cue.text, rate), key)
        if slot is None or spoken.ms >= slot:
            return [spoken]
        return [spoken, Silence(slot - spoken.ms, key)]
