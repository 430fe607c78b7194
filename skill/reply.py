"""What the conversation hands out, and the desk it works at: say something, ask something, play from a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from skill.cues import CheckIn, Cue, Pause, Say, Timeline, Turn
from skill.guide import timeline
from skill.library import Library
from skill.pacing import reached, total_ms
from skill.place import Bookmark, Place, State
from skill.routines import RATES, Routine
from skill.words import about, sentence

REMIND_MS = (30_000, 90_000)
"""When someone getting down, up or something is reminded, after the question."""
MICROPHONE_MS = 8_000
"""How long an Echo listens after a question (ask-sdk-core, ResponseFactory.ask)."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person meant: kind is launch, topic, routine, session, control, sign, timer or none."""

    kind: str
    name: str = ""
    count: int | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: the turn, its reprompt while the microphone is open, and what is known and kept afterwards."""

    turn: Turn
    reprompt: Turn | None
    state: State
    bookmark: Bookmark
    card: str | None = None
    timer_ms: int | None = None

    @property
    def end(self) -> bool:
        """Whether the session ends with this reply."""
        return self.reprompt is None


@dataclass(frozen=True, slots=True)
class Spot:
    """The cue that was playing when the person spoke; `asked` when its turn had reached its question."""

    line: Timeline
    index: int
    into_ms: int
    asked: bool


def afresh(spot: Spot) -> tuple[int, int]:
    """Where to go on after a break: the repeat begins again, an instruction is said again, a stay goes on."""
    mark = spot.line.marks[spot.index]
    if mark.phase == "stay":
        return spot.index, spot.into_ms
    if spot.asked or mark.phase == "intro":
        return spot.index, 0
    return spot.line.step_start(spot.index), 0


@dataclass(frozen=True, slots=True)
class Talk:
    """One request's desk: the content, what is known, the time of the request, and the ways to answer."""

    library: Library
    state: State
    bookmark: Bookmark
    now_ms: int
    echo: bool

    # Words

    def text(self, name: str, **fill: str) -> str:
        """A prompt with its blanks filled in."""
        text = self.library.prompts[name]
        for key, value in {"wake": "Alexa, " if self.echo else "", **fill}.items():
            text = text.replace("{" + key + "}", value)
        return sentence(text)

    def routine(self, place: Place) -> Routine:
        """The routine of a place."""
        return self.library.routines[place.routine]

    # Where we are

    def line(self, place: Place) -> Timeline:
        """The timeline of a place at the present pace."""
        return timeline(self.library, place.plan(self.state.pace, echo=self.echo))

    def spot(self) -> Spot | None:
        """The cue the last reply had come to by now, reckoned from the clock; None when nothing is under way."""
        state = self.state
        if state.place is None:
            return None
        line = self.line(state.place)
        if state.mode != "playing":
            return Spot(line, line.index(state.place.at), state.into_ms, asked=False)
        start, end = min(state.start, len(line.cues) - 1), min(state.end, len(line.cues))
        gone = self.now_ms - state.sent_ms - state.lead_ms
        if gone < 0:
            return Spot(line, start, state.into_ms, asked=False)
        step, into = reached(line.cues[start:end], gone + state.into_ms, line.rate)
        if start + step >= end:
            return Spot(line, end - 1, 0, asked=True)
        return Spot(line, start + step, into, asked=isinstance(line.cues[start + step], CheckIn))

    def left(self, spot: Spot) -> str:
        """About how long the rest of the routine takes, in words."""
        rest = total_ms(spot.line.cues[spot.index :], spot.line.rate) - spot.into_ms
        return about(rest)

    def left_off(self) -> State:
        """The state with nothing playing any more: its place is where to take up what was broken off."""
        spot, place = self.spot(), self.state.place
        if self.state.mode != "playing" or spot is None or place is None:
            return self.state
        index, into = afresh(spot)
        return replace(self.state, mode="aside", place=replace(place, at=spot.line.marks[index].at), into_ms=into)

    # Ways to answer

    def ask(  # each is one plain fact about the question
        self,
        *cues: Cue | str,
        ask: str,
        yes: str,
        no: str = "menu",
        choices: Sequence[str] = (),
        reprompt: str | None = None,
        last: str = "",
        question: str = "offer",
        state: State | None = None,
        card: str | None = None,
        rate: int = RATES["answer"],
    ) -> Reply:
        """Say something, then ask; `yes` and `no` are what those answers will do."""
        said = spaced([*cues, CheckIn(ask)])
        after = replace(
            state or self.left_off(),
            sent_ms=self.now_ms,
            question=question,
            yes=self._unnamed(yes),
            no=self._unnamed(no),
            choices=tuple(map(self._unnamed, choices)),
            last=last and code(last),
        )
        again = Turn((CheckIn(reprompt or ask),), rate)
        return Reply(Turn(said, rate), again, after, self.keep(after), card)

    def _unnamed(self, action: str) -> str:
        """An action as a state keeps it: a topic by its number."""
        kind, _, name = action.partition(":")
        return f"topic:{code(name)}" if kind == "topic" and name in self.library.topics else action

    def end(self, *cues: Cue | str, rate: int = RATES["answer"]) -> Reply:
        """Say something and end the session; the place is kept."""
        return Reply(Turn(spaced(cues), rate), None, State(pace=self.state.pace), self.keep(self.state))

    def patient(self, first: str, second: str, rate: int) -> Turn:
        """A reprompt that reminds 30 s and 90 s after the question and is silent in between."""
        gap_ms = REMIND_MS[0] - MICROPHONE_MS
        between_ms = REMIND_MS[1] - REMIND_MS[0] - total_ms([Say(first)], rate)
        *said, asked = pieces(second)
        ending = [Say(piece) for piece in said]
        return Turn((Pause(gap_ms, "listen"), Say(first), Pause(between_ms, "listen"), *ending, CheckIn(asked)), rate)

    def keep(self, state: State) -> Bookmark:
        """The bookmark that goes with a state: its place, or the one kept before."""
        kept = self.bookmark
        noticed = kept.noticed or state.checked
        if state.place is None:
            return Bookmark(kept.place, kept.left_ms, state.pace, noticed)
        return Bookmark(state.place, self.now_ms, state.pace, noticed)

    def forgetting(self) -> Talk:
        """The same desk with no place kept: what was there is over, or was declined."""
        return replace(self, bookmark=replace(self.bookmark, place=None, left_ms=0))


def code(name: str) -> str:
    """A number that stands for one of the helper's own replies."""
    return f"{crc32(name.encode()):08x}"


def pieces(text: str) -> list[str]:
    """The sentences of a text."""
    return [piece.strip() for piece in text.replace(". ", ".\n").replace("? ", "?\n").splitlines() if piece.strip()]


def spaced(cues: Sequence[Cue | str]) -> tuple[Cue, ...]:
    """Cues with a moment between any two things said; a plain text is something to say, an empty one a moment."""
    result: list[Cue] = []
    for cue in cues:
        made = Say(cue) if isinstance(cue, str) and cue else cue
        if isinstance(made, str):
            result.append(Pause(600, "listen"))
            continue
        if result and not isinstance(made, Pause) and not isinstance(result[-1], Pause):
            result.append(Pause(600, "listen"))
        result.append(made)
    return joined(result)


def joined(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Join neighbouring silences of one kind, which are one silence."""
    result: list[Cue] = []
    for cue in cues:
        before = result[-1] if result else None
        if isinstance(cue, Pause) and isinstance(before, Pause) and before.why == cue.why:
            result[-1] = Pause(before.ms + cue.ms, cue.why)
        else:
            result.append(cue)
    return tuple(result)
