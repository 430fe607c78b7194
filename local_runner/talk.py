"""A conversation with the software Echo: play a turn, be cut at any moment, understand, answer, wait with patience."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from local_runner.device import LISTEN_MS, Answer, Echo
from local_runner.listener import Listener, NoMoreWords
from local_runner.player import Clock, Heard, Piece, Player, Silence, Sound, TextPlayer
from local_runner.sound import RecordingLost, Unavailable
from local_runner.transcript import Transcript
from local_runner.voice import Voice, VoiceUnavailable
from skill.cues import CheckIn, Cue, Pause, Say, Turn
from skill.pacing import cue_ms, speech_ms

if TYPE_CHECKING:
    from local_runner.understand import Understood  # its numbers are loaded while the first words are said

__all__ = ["Conversation", "Transcript", "Understands", "View", "reminders"]

REMINDERS_MS = (30_000, 90_000)
GO_ON = ""
"""What a person says who pressed a key and thought better of it."""
_OPENING = re.compile(
    r"(?:hey |hi |hello |okay )?(?:alexa )?(?:open|launch|start|begin|hello|hi|helper)"
    r"(?: the)?(?: back spasm helper| helper)?"
)
_LEAVING = frozenset({"quit", "exit", "goodbye", "close the program"})


class Understands(Protocol):
    """Turns words into what they mean, in a state."""

    def resolve(self, text: str, state: Any) -> Understood:
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
class Conversation:
    """One run of the desktop voice; `speed` is in per cent, `over` is shown when a session has ended.

    `silent` takes the player's place when sound fails.
    """

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
    speed: int = 100
    over: str = ""
    silent: Player | None = None
    lost: str = ""
    """Why a recording is not whole; empty when it is."""
    kept: bool = False
    """Whether the session ended in the middle of something."""
    _key: int = 0
    _key_ms: int = 0

    def run(self) -> None:
        """Talk until there is nothing more to say; the place is kept whatever ends it."""
        try:
            answer = self.echo.launch()
            while True:
                answer = self._after(answer)
        except NoMoreWords:
            pass
        finally:
            self._close("USER_INITIATED")

    def _after(self, answer: Answer) -> Answer:
        """Play an answer; then the next words, however they come, and the answer to them."""
        if answer.card:
            self.view.note(answer.card)
        words = self._perform(answer.turn) if answer.turn is not None else None
        if words == GO_ON:
            return self.echo.say("AMAZON.ResumeIntent")
        if words is None and answer.end:
            self.transcript.add("system", "end", reason="the helper ended the session")
        elif words is None:
            words = self._listen(answer.reprompt)
            if words is None:
                self._close("EXCEEDED_MAX_REPROMPTS")
        if words is None:
            if self.over:
                self.view.note(self.over)
            words = self.listener.wait(None)
        if words is None:
            raise NoMoreWords
        return self._answer(words)

    def _answer(self, words: str) -> Answer:
        """The answer to words; with no session open, they begin another."""
        plain = re.sub(r"[^\w\s']+", " ", words.lower()).strip()
        if plain in _LEAVING:
            raise NoMoreWords
        self.transcript.add("person", "word", text=words)
        self.view.person(words)
        if not self.echo.open and _OPENING.fullmatch(plain):
            return self.echo.launch()
        meant = self.understanding.resolve(words, self.state())
        return self.echo.say(meant.intent, dict(meant.slots))

    def _close(self, reason: str) -> None:
        if self.echo.open:
            self.kept = "place" in self.echo.attributes
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

    def _listen(self, again: Turn | None) -> str | None:
        """Wait at a question as an Echo does, or as long as it takes; None when the microphone closed."""
        asked_ms = self.clock.now_ms()
        if self.strict:
            words = self.listener.wait(asked_ms + LISTEN_MS) or self._remind(again)
            return words or self.listener.wait(self.clock.now_ms() + LISTEN_MS)
        for reminder_ms, reminder in reminders(again):
            words = self.listener.wait(asked_ms + reminder_ms) or self._remind(reminder)
            if words is not None:
                return words
        return self.listener.wait(None)

    def _remind(self, again: Turn | None) -> str | None:
        return None if again is None else self._perform(again, reminder=True)

    # Speaking

    def _perform(self, turn: Turn, *, reminder: bool = False) -> str | None:
        """Play a turn; the words that cut it, `GO_ON`, or None when it was heard to its end."""
        self.finished = self.finished and reminder
        self._key, self._key_ms = 0, self.clock.now_ms()
        lengths: dict[int, int] = {}
        self.listener.turn(self._key_ms)
        while not (heard := self._play(turn, lengths, reminder)).finished:
            self.transcript.add("system", "cut", ms=heard.ms_into_key)
            if not reminder:
                self.echo.heard(heard.key_reached, heard.ms_into_key, lengths.get(heard.key_reached, 0))
            words = self.listener.take()
            if words or (self.state() == "routine" and not reminder):
                return words
            self._key = heard.key_reached
        if not reminder:
            self.echo.finished()
            self.finished = True
        return None

    def _play(self, turn: Turn, lengths: dict[int, int], reminder: bool) -> Heard:
        """Play a turn from the cue that is reached; what fails on the way is done without."""
        began = lambda key, _: self._begin(key, turn.cues[key], lengths[key])  # noqa: E731  # one line, one use
        while True:
            try:
                return self.player.play(self._pieces(turn, lengths), began, self.listener.due)
            except Unavailable as error:
                self._do_without(error)
            except BaseException:  # Ctrl-C, a signal: the place that is kept is where it fell
                if not reminder and self._key in lengths:
                    self.echo.heard(self._key, self.clock.now_ms() - self._key_ms, lengths[self._key])
                raise

    def _do_without(self, error: Unavailable) -> None:
        """Go on without what failed: a full disk costs the recording, a voice or a device that is gone the sound."""
        if isinstance(error, RecordingLost):
            self.lost = str(error)
            return
        self.voice = None
        if not isinstance(error, VoiceUnavailable):
            self.player = self.silent or TextPlayer(self.clock)
        self.view.note(f"{error.reason} {error.remedy} Going on in text.")

    def _begin(self, key: int, cue: Cue, ms: int) -> None:
        self._key, self._key_ms = key, self.clock.now_ms()
        match cue:
            case Say(text):
                self.transcript.add("helper", "say", text=text, ms=ms)
            case Pause(_, why):
                self.transcript.add("helper", "pause", ms=ms, why=why)
            case CheckIn(text):
                self.transcript.add("helper", "check_in", text=text, ms=ms)
        self.view.helper(cue, ms)

    def _pieces(self, turn: Turn, lengths: dict[int, int]) -> Iterator[Piece]:
        rate = turn.rate * self.speed // 100
        for key, cue in enumerate(turn.cues[self._key :], self._key):
            pieces = self._cue(cue, key, rate)
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


def reminders(again: Turn | None) -> list[tuple[int, Turn]]:
    """When someone is reminded, in milliseconds after the question, and of what.

    A reprompt that begins with a silence tells the times itself, counted from when a microphone would have closed.
    """
    if again is None:
        return []
    if not isinstance(again.cues[0], Pause):
        return [(at_ms, again) for at_ms in REMINDERS_MS]
    found: list[tuple[int, Turn]] = []
    at_ms, began_ms, said = LISTEN_MS, 0, list[Cue]()
    for cue in (*again.cues, Pause(1)):
        if not isinstance(cue, Pause):
            began_ms, said = began_ms if said else at_ms, [*said, cue]
        elif said:
            found.append((began_ms, Turn(tuple(said), again.rate)))
            said = []
        at_ms += cue_ms(cue, again.rate)
    return found
