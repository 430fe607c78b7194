"""Writes a routine down as beats, a cue and its mark at a time: opening, steps, repeats, holds, long stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias, assert_never

from skill.cues import CheckIn, Cue, Mark, Pause, Phase, Say, Side, Why
from skill.library import Library
from skill.pacing import cue_ms
from skill.routines import Include, Line, Repeats, Routine, Stay, Steps
from skill.words import about, duration, number, sentence

PACES: Mapping[str, tuple[int, int]] = {"slower": (125, 92), "normal": (100, 100), "faster": (80, 106)}
"""Per cent of a settle or rest pause, and per cent of the speed of speech."""
ACUTE_SETTLE = 150
"""Per cent of a settle pause in the acute stage."""
BREATH_MS = 1_000
"""The moment between two things said."""
_POSITION_MS = 8_000
"""The silence for getting into the start position, where a routine has no steps of its own for it."""
_FIRST_REST_MS = 60_000
_LAST_REST_MS = 150_000


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides a routine's timeline.

    `first_side` is the side that begins; `echo` names the wake word; `brief` leaves out the stop line, which was said
    at the start of the session.
    """

    routine: str
    size: str = "full"
    stage: str | None = None
    first_side: Side = "right"
    pace: str = "normal"
    echo: bool = False
    brief: bool = False


Beat: TypeAlias = tuple[Cue, Mark]


class Tape:
    """Writes the beats of one routine, keeping the step, repeat and side of what is written."""

    def __init__(self, library: Library, routine: Routine, plan: Plan) -> None:
        self.library, self.routine, self.plan = library, routine, plan
        self.prompts = library.prompts
        self.beats: list[Beat] = []
        self.mark = Mark(at=0, step=1, phase="setup")

    def put(self, *cues: Cue) -> None:
        """Write cues where the tape stands."""
        self.beats += [(cue, self.mark) for cue in cues]

    def step(self, phase: Phase, **fields: object) -> None:
        """Begin a new step."""
        blank = Mark(at=0, step=self.mark.step + 1, phase=phase)
        self.mark = replace(blank, **fields)  # type: ignore[arg-type]  # the fields of Mark, by name

    def phase(self, phase: Phase) -> None:
        """Go on in another phase of the same step."""
        self.mark = replace(self.mark, phase=phase)

    def spoken(self, text: str) -> str:
        """A text with its side and its wake word filled in."""
        side = self.mark.side
        if side is not None:
            other = "left" if side == "right" else "right"
            names = {"side": side, "Side": sentence(side), "other": other, "Other": sentence(other)}
            for name, word in names.items():
                text = text.replace("{" + name + "}", word)
        return text.replace("{wake}", "Alexa, " if self.plan.echo else "")

    def say(self, text: str, slot_ms: int | None = None) -> None:
        """Write something to say."""
        self.put(Say(self.spoken(text), slot_ms))

    def pause(self, ms: int, why: Why = "settle") -> None:
        """Write a silence; none when it lasts no time."""
        if ms > 0:
            self.put(self.silence(ms, why))

    def silence(self, ms: int, why: Why = "settle") -> Pause:
        """Make a silence, with more time to settle on the first day."""
        longer = why == "settle" and self.plan.stage == "acute"
        return Pause(ms * ACUTE_SETTLE // 100 if longer else ms, why)

    # The opening: name, dose, length, what to watch for, the stop line.

    def opening(self, body_ms: int) -> list[Beat]:
        """The beats that open the routine: name, dose, length, what to watch for, the stop line."""
        body, self.beats, mark = self.beats, [], self.mark
        self.mark = Mark(at=0, step=0, phase="intro")
        routine = self.routine
        if routine.intro:
            for text in routine.intro:
                self.say(text)
                self.pause(BREATH_MS)
        else:
            self.say(f"{routine.title}. {self._dose()} {sentence(about(body_ms))}.".replace(".  ", ". "))
            self.pause(BREATH_MS)
        if not routine.intro or routine.kind in {"cold", "heat"}:
            for text in routine.cautions if routine.kind in {"cold", "heat"} else routine.cautions[:1]:
                self.say(text)
                self.pause(BREATH_MS)
        if not self.plan.brief and not (routine.kind == "breathing" and routine.intro):
            pulls = routine.kind in {"movement", "walk"}
            self.say(self.prompts["stop_line" if pulls else "stop_line_rest"])
            self.pause(BREATH_MS)
        if not isinstance(routine.parts[0], Steps):
            self.say(routine.start)
            self.pause(_POSITION_MS)
        opened, self.beats, self.mark = self.beats, body, mark
        return opened

    def _dose(self) -> str:
        part = next((part for part in self.routine.parts if isinstance(part, Repeats)), None)
        if part is None:
            return ""
        count = part.count(self.plan.size)
        if part.sides == "none":
            return "Once." if count == 1 else f"{sentence(number(count))} times."
        dose = f"{sentence(number(count))} each side"
        if part.break_after is not None and part.break_after < count:
            dose += f", with a break after {number(part.break_after)}"
        return f"{dose}."

    def half_way(self, body_ms: int) -> None:
        """Say the stop line once more at the step nearest to the middle, after a question if there is one near.

        A long stay gives the time for it of its own silence.
        """
        borders, ran = [], 0
        for index, (cue, mark) in enumerate(self.beats):
            before, its = self.beats[index - 1] if index else (cue, mark)
            if mark.step != its.step and mark.phase != "out":
                asked = body_ms // 12 if isinstance(before, CheckIn) else 0
                borders.append((abs(ran - body_ms // 2) - asked, index))
            ran += cue_ms(cue, self.routine.rate)
        if not borders:
            return
        _, start = min(borders)
        pulls = self.routine.kind in {"movement", "walk"}
        words = self.spoken(self.prompts["stop_line_half" if pulls else "stop_line_half_rest"])
        step, slot = self.beats[start][1].step, self._room(words) + BREATH_MS
        for index in range(start, len(self.beats)):
            cue, mark = self.beats[index]
            if mark.step != step or mark.phase != "stay":
                break
            if isinstance(cue, Pause) and cue.ms > slot + 10_000:
                self.beats[index : index + 1] = [(Say(words, slot), mark), (Pause(cue.ms - slot, cue.why), mark)]
                return
        self.beats[start:start] = [(Say(words), self.beats[start][1]), (self.silence(BREATH_MS), self.beats[start][1])]

    # The parts.

    def part(self, part: Steps | Repeats | Stay | Include, reps: int | None = None, hold_ms: int | None = None) -> None:
        """Write a part of the routine."""
        match part:
            case Steps(lines):
                last = part is self.routine.parts[-1] and len(self.routine.parts) > 1
                for line in lines:
                    self.step("move" if self.routine.kind == "transfer" else "out" if last else "setup")
                    self._line(line, hold_ms)
            case Repeats():
                self._repeats(part, reps, hold_ms)
            case Stay():
                self._stay(part)
            case Include(id, inner_reps, inner_hold):
                inner = self.library.routines[id]
                self.step("setup")
                self.say(f"{inner.title}.")
                self.pause(BREATH_MS)
                for piece in inner.parts:
                    self.part(piece, inner_reps, inner_hold)
            case _:
                assert_never(part)

    def _line(self, line: Line, hold_ms: int | None, label: str = "") -> None:
        if line.ready is not None:
            self.mark = replace(self.mark, question="ready")
            self.put(CheckIn(self.spoken(line.ready)))
            return
        if line.say is not None:
            self._words(f"{label} {line.say}".strip(), line.slot_ms)
            self.pause(line.pause_ms, line.why)
        seconds_ms = hold_ms if hold_ms is not None and line.hold_ms else line.hold(self.plan.stage)
        if seconds_ms:
            self._hold(seconds_ms)

    def _words(self, text: str, slot_ms: int | None) -> None:
        """Say a line; "In, two, three." in a slot of three seconds is counted, a word each second."""
        counted = text.removesuffix(".").split(", ")
        if slot_ms is None or len(counted) * 1_000 != slot_ms or len(counted) == 1:
            self.say(text, slot_ms)
            return
        for word in counted:
            self.say(f"{sentence(word)}.", 1_000)

    def _hold(self, ms: int) -> None:
        """Count a hold as long as it is: a word, then "three, two, one", then with a word half-way."""
        self.phase("hold")
        if ms <= 5_000:
            self.say(self.prompts["hold"])
            self.pause(ms, "hold")
        else:
            self.say(self.prompts["hold_for"].replace("{n}", number(ms // 1000)))
            quiet = ms - 3_000
            if ms > 15_000:
                half = ms // 2000 * 1000
                self.pause(half, "hold")
                self.say(self.prompts["halfway"], 1_000)
                quiet -= half + 1_000
            self.pause(quiet, "hold")
            for word in ("three", "two", "one"):
                self.say(f"{sentence(word)}.", 1_000)
        self.phase("back")

    def _repeats(self, part: Repeats, reps: int | None, hold_ms: int | None) -> None:
        count = reps if reps is not None else part.count(self.plan.size)
        first = self.plan.first_side
        second: Side = "left" if first == "right" else "right"
        rounds: list[tuple[int, Side | None]]
        match part.sides:
            case "none":
                rounds = [(rep, None) for rep in range(1, count + 1)]
            case "alternate":
                rounds = [(rep, side) for rep in range(1, count + 1) for side in (first, second)]
            case _:
                rounds = [(rep, side) for side in (first, second) for rep in range(1, count + 1)]
        heard: set[Side | None] = set()
        for rep, side in rounds:
            self.step("move", rep=rep, of=count, side=side, part=_limb(part))
            lines = part.again if side in heard else part.other if heard else part.first
            label = f"{sentence(number(rep))} of {number(count)}." if rep > 1 else ""
            for index, line in enumerate(lines):
                self._line(line, hold_ms, label if index == 0 else "")
            heard.add(side)
            last_of_round = side is None or side == second
            if part.break_after == rep and rep < count and last_of_round and part.sides != "one_then_other":
                self.mark = replace(self.mark, question="enough")
                more = number(count - rep)
                self.put(CheckIn((part.break_question or "").replace("{More}", sentence(more))))

    def _stay(self, part: Stay) -> None:
        """Write a stay; where skin is checked, the words around the silence count, so that no check comes late."""
        whole = part.length(self.plan.size, self.plan.stage)
        bounds = self._bounds(part, whole)
        murmurs = list(part.murmurs)
        for order, (start, end) in enumerate(pairwise(bounds)):
            self.step("stay")
            left = end - start
            if order == 0:
                for text in (part.out, part.quiet.replace("{next}", duration(end - start))):
                    for piece in _sentences(text):
                        self.say(piece)
                        left -= self._room(piece) if part.skin_every_ms else 0
            else:
                if part.skin_every_ms and start % part.skin_every_ms == 0:
                    for text in part.skin:
                        left -= self._slot(text)
                    left -= self._rest(8_000)
                left -= self._slot(sentence(self.prompts["time_left"].replace("{left}", duration(whole - start))))
            if part.skin_every_ms:
                left -= self._room(part.question if end < whole else self.prompts["time_up"])
            self._quiet(part, left, murmurs, last=end == whole)
            if end < whole:
                self.mark = replace(self.mark, question="easing")
                self.put(CheckIn(part.question))
        self.say(self.prompts["time_up"])

    def _bounds(self, part: Stay, whole: int) -> list[int]:
        """Milliseconds into a stay at which a check-in, or its end, comes."""
        first = _FIRST_REST_MS if self.routine.kind == "rest" else part.every_ms
        bounds, at = [0], min(first, part.every_ms)
        while at < whole - 20_000:
            tail = whole - at
            if tail <= part.every_ms // 2 and whole - bounds[-1] <= _LAST_REST_MS:
                break  # a short rest is better joined to the one before than asked about
            bounds.append(at)
            at += part.every_ms
        return [*bounds, whole]

    def _slot(self, text: str) -> int:
        """Say `text` inside the stay's own time, in a slot of whole seconds; return the milliseconds taken."""
        slot = self._room(text) + 1_000
        self.put(Say(self.spoken(text), slot))
        return slot

    def _room(self, text: str) -> int:
        """Whole seconds, in milliseconds, in which `text` is said even at the slowest pace."""
        slowest = self.routine.rate * PACES["slower"][1] // 100
        return -(-cue_ms(Say(self.spoken(text)), slowest) // 1_000) * 1_000

    def _rest(self, ms: int) -> int:
        self.pause(ms, "rest")
        return ms

    def _quiet(self, part: Stay, left: int, murmurs: list[str], *, last: bool) -> None:
        """Fill `left` milliseconds with silence, a murmur now and then, and a count at the very end."""
        ending = 3_000 if last else 0
        every = part.murmur_every_ms
        while every is not None and murmurs and left - ending > every + 10_000:
            left -= self._rest(every)
            words = murmurs.pop(0)
            murmurs.append(words)
            left -= self._slot(words)
        if last and left - ending > 20_000:
            self._rest(left - 13_000)
            left = 13_000 - self._slot(self.prompts["ten_seconds"])
        self._rest(left - ending)
        if last:
            for word in ("three", "two", "one"):
                self.say(f"{sentence(word)}.", 1_000)


def _limb(part: Repeats) -> str | None:
    """The word behind the side in the short form ("{Side} knee."), for "which side"."""
    say = part.again[0].say if part.again else None
    if say is None or not say.startswith("{Side} "):
        return None
    return say.removeprefix("{Side} ").split(".")[0]


def _sentences(text: str) -> list[str]:
    return [piece.strip() + "." for piece in text.removesuffix(".").split(". ")]
