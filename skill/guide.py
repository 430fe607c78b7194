"""A routine becomes a timeline: order, settle pauses, counting, repeats, check-ins, the way out before any long stay.

Rules that stay true here:

* a hold is exactly its seconds, from the end of "Hold for ten." to the release, the count inside it on the second;
* slower and faster touch settle and rest pauses and the speed of speech, never a hold and never a long stay;
* cues keep their numbers at every pace, so a place survives "slower" in the middle;
* no turn is longer than `TURN_LIMIT_MS`: where a routine has no check-in soon enough, one is put between two steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from skill.cues import (
    STAY_LIMIT_MS,
    TURN_LIMIT_MS,
    CheckIn,
    Cue,
    CueError,
    Mark,
    Pause,
    Timeline,
)
from skill.library import Library
from skill.pacing import cue_ms, total_ms
from skill.tape import PACES, Beat, Plan, Tape

_HALF_LINE_FROM_MS = 180_000


@lru_cache(maxsize=512)
def timeline(library: Library, plan: Plan) -> Timeline:
    """Lay out a routine as cues; equal plans give equal timelines."""
    routine = library.routines[plan.routine]
    tape = Tape(library, routine, plan)
    for part in routine.parts:
        tape.part(part)
    body_ms = total_ms([cue for cue, _ in tape.beats], routine.rate)
    opening = tape.opening(body_ms)
    if total_ms([cue for cue, _ in opening], routine.rate) + body_ms > _HALF_LINE_FROM_MS:
        tape.half_way(body_ms)
    beats = opening + tape.beats
    numbered = [(cue, replace(mark, at=at)) for at, (cue, mark) in enumerate(_merged(beats))]
    stretch, speed = PACES[plan.pace]
    rate = routine.rate * speed // 100
    paced = [(_paced(cue, stretch, mark), mark) for cue, mark in numbered]
    most_ms = STAY_LIMIT_MS if routine.kind in {"rest", "cold", "heat"} else TURN_LIMIT_MS
    whole = _with_check_ins(paced, rate, library.prompts["carry_on"], most_ms)
    return Timeline(
        id=routine.id,
        title=routine.title,
        size=plan.size,
        locale=library.locale,
        rate=rate,
        cues=tuple(cue for cue, _ in whole),
        marks=tuple(mark for _, mark in whole),
    )


def _merged(beats: Sequence[Beat]) -> list[Beat]:
    """Join neighbouring silences of one kind, which are one silence."""
    merged: list[Beat] = []
    for cue, mark in beats:
        if merged and isinstance(cue, Pause):
            before, its = merged[-1]
            if isinstance(before, Pause) and before.why == cue.why:
                merged[-1] = (Pause(before.ms + cue.ms, cue.why), its)
                continue
        merged.append((cue, mark))
    return merged


def _paced(cue: Cue, stretch: int, mark: Mark) -> Cue:
    match cue:
        case Pause(ms, "settle"):
            return Pause(max(100, ms * stretch // 10_000 * 100), "settle")
        case Pause(ms, "rest") if mark.phase != "stay":
            return Pause(max(100, ms * stretch // 10_000 * 100), "rest")
        case _:
            return cue


def _with_check_ins(beats: Sequence[Beat], rate: int, question: str, most_ms: int) -> list[Beat]:
    """Put check-ins between steps where a turn would be too long, so that its pieces are about equally long.

    A check-in put in shares the number of the cue before it, and comes after both sides where there are sides.
    """
    asked = CheckIn(question)
    result: list[Beat] = []
    room = most_ms - cue_ms(asked, rate)
    for turn in _until_check_ins(beats):
        rest = turn
        while (length := _length(rest, rate)) > most_ms:
            cut = _cut(rest, rate, length // -(-length // room), room)
            result += [*rest[:cut], (asked, replace(rest[cut - 1][1], question="carry_on"))]
            rest = rest[cut:]
        result += rest
    return result


def _until_check_ins(beats: Sequence[Beat]) -> list[list[Beat]]:
    turns: list[list[Beat]] = [[]]
    for beat in beats:
        turns[-1].append(beat)
        if isinstance(beat[0], CheckIn):
            turns.append([])
    return [turn for turn in turns if turn]


def _length(beats: Sequence[Beat], rate: int) -> int:
    return total_ms([cue for cue, _ in beats], rate)


def _cut(beats: Sequence[Beat], rate: int, share: int, most: int) -> int:
    """Where to cut: the step border nearest to `share` milliseconds, a border between two sides counting as farther."""
    best, best_cost, ran = 0, 0, 0
    for index, (cue, mark) in enumerate(beats):
        before = beats[index - 1][1] if index else mark
        if index and before.step != mark.step and ran <= most:
            between = mark.rep is not None and before.rep == mark.rep
            cost = abs(ran - share) + (20_000 if between else 0)
            if not best or cost < best_cost:
                best, best_cost = index, cost
        ran += cue_ms(cue, rate)
    if not best:
        raise CueError(f"one step is too long for a turn of {most // 1000} s: {beats[0][0]}")
    return best
