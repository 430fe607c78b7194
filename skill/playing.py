"""Playing a routine from a place: the turn from a cue on, where to go on after an interruption, what comes after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skill.cues import TURN_LIMIT_MS, CheckIn, Cue, Mark, Pause, Say, Timeline, Turn, turn_end
from skill.pacing import total_ms
from skill.place import Place, State
from skill.reply import Reply, Spot, Talk, joined, pieces, spaced
from skill.words import number

_SETTLE_BACK_MS = 3_000


def play(talk: Talk, place: Place, index: int, *lead: Cue | str, into_ms: int = 0) -> Reply:
    """Go on with a routine from cue `index`, `into_ms` into it, after a few words."""
    line = talk.line(place)
    if index >= len(line.cues):
        return after_routine(talk, place, *lead)
    place = replace(place, at=line.marks[index].at)
    said = spaced(lead)
    if said and not isinstance(said[-1], Pause):
        said = (*said, Pause(1_000, "listen"))
    lead_ms = total_ms(said, line.rate)
    first = line.cues[index]
    if isinstance(first, Pause) and 0 < into_ms < first.ms:
        first = Pause(first.ms - into_ms, first.why)
    else:
        into_ms = 0
    after = after_routine(talk, place)
    tail = (Pause(1_500, "listen"), *after.turn.cues)
    end, closing = _fitted(talk, line, index, lead_ms - into_ms, total_ms(tail, line.rate))
    cues = joined([*said, first, *line.cues[index + 1 : end], *closing])
    question = "carry_on" if closing else line.marks[end - 1].question or ""
    state = replace(
        talk.state,
        mode="playing",
        place=place,
        stage=place.stage or talk.state.stage,
        start=index,
        end=end,
        into_ms=into_ms,
        lead_ms=lead_ms,
        sent_ms=talk.now_ms,
        question=question,
        yes="go",
        no="no_" + question if question else "hold",
        choices=(),
        last="",
    )
    if question:
        return Reply(Turn(cues, line.rate), _reprompt(talk, line, state, cues[-1]), state, talk.keep(state))
    state = replace(
        state,
        question="offer",
        yes=after.state.yes,
        no=after.state.no,
        choices=after.state.choices,
        last=after.state.last,
    )
    return Reply(Turn(joined([*cues, *tail]), line.rate), after.reprompt, state, talk.keep(state))


def _fitted(talk: Talk, line: Timeline, index: int, extra_ms: int, tail_ms: int) -> tuple[int, tuple[Cue, ...]]:
    """Where the turn from `index` ends; too long with the words before and after it, it ends a step earlier, asking."""
    end = turn_end(line, index)
    last = line.marks[end - 1].question is None
    if total_ms(line.cues[index:end], line.rate) + extra_ms + (tail_ms if last else 0) <= TURN_LIMIT_MS:
        return end, ()
    question = CheckIn(talk.text("carry_on"))
    for cut in range(end - 1, index, -1):
        if line.marks[cut].step == line.marks[cut - 1].step:
            continue
        if total_ms([*line.cues[index:cut], question], line.rate) + extra_ms <= TURN_LIMIT_MS:
            return cut, (question,)
    return end, ()


def _reprompt(talk: Talk, line: Timeline, state: State, asked: Cue) -> Turn:
    """What is said when no answer comes: patient reminders for a wait, else the question once more."""
    question = asked.text if isinstance(asked, CheckIn) else talk.text("carry_on")
    if state.question == "ready":
        return talk.patient(talk.text("no_rush"), talk.text("still_no_rush"), line.rate)
    if state.place is not None and talk.routine(state.place).kind in {"cold", "heat"}:
        return Turn(spaced([talk.text("asleep_pack"), CheckIn(pieces(question)[-1])]), line.rate)
    return Turn((CheckIn(question),), line.rate)


# Where to go on


def at_once(spot: Spot) -> tuple[int, int]:
    """Where to go on after a word in between: a hold begins again, a long stay goes on where it was."""
    mark = spot.line.marks[spot.index]
    if spot.asked:
        return spot.index, 0
    if mark.phase == "hold":
        return hold_start(spot.line, spot.index), 0
    if mark.phase == "stay":
        return spot.index, spot.into_ms
    return spot.index, 0


def hold_start(line: Timeline, index: int) -> int:
    """The cue that announces the hold which cue `index` is part of."""
    step = line.marks[index].step
    while index > 0 and line.marks[index - 1].step == step and line.marks[index - 1].phase == "hold":
        index -= 1
    return index


def still(talk: Talk, here: tuple[Place, Spot], *lead: Cue | str) -> Reply:
    """Go on at once after a few words; at a question, the question is asked again."""
    place, spot = here
    index, into = at_once(spot)
    return play(talk, place, index, *lead, into_ms=into)


def working(mark: Mark) -> bool:
    """Whether the body is in a movement, a hold or a position that has a way back."""
    return mark.phase in {"move", "hold", "back", "stay"}


def way_back(talk: Talk, place: Place, spot: Spot) -> tuple[Cue | str, ...]:
    """The way back to rest and a moment for it, when there is something to come back from."""
    mark = spot.line.marks[spot.index]
    if not working(mark) or (spot.asked and mark.phase != "stay"):
        return ()
    return (talk.routine(place).way_back, Pause(_SETTLE_BACK_MS, "settle"))


def leaving(talk: Talk, kind: str) -> tuple[Cue | str, ...]:
    """The way back from what the body is in now, before something of another kind begins; breath needs none at rest."""
    place, spot = talk.state.place, talk.spot()
    if place is None or spot is None:
        return ()
    resting = spot.line.marks[spot.index].phase == "stay"
    if talk.state.mode != "playing" and not resting:
        return ()  # it was said when the movement was broken off
    if resting and talk.routine(place).kind == "rest" and kind in {"breathing", "cold", "heat"}:
        return ()
    return way_back(talk, place, spot)


def stay_left_ms(line: Timeline, index: int, into_ms: int) -> int:
    """How long the stay that cue `index` is part of still lasts."""
    last = max(i for i, mark in enumerate(line.marks) if mark.phase == "stay")
    return total_ms(line.cues[index : last + 1], line.rate) - into_ms


def whereabouts(talk: Talk, place: Place, spot: Spot) -> str:
    """Where someone is, in a few words: "Left knee, repeat three of six.", "Resting with your legs up."."""
    mark = spot.line.marks[spot.index]
    if mark.rep is not None and mark.of is not None:
        side = f"{mark.side} {mark.part or 'side'}" if mark.side else ""
        name = "side_rep" if side else "rep_only"
        return talk.text(name, side=side, rep=number(mark.rep), of=number(mark.of))
    return talk.text("here", where=talk.routine(place).where)


# What comes after


def after_routine(talk: Talk, place: Place, *lead: Cue | str) -> Reply:
    """What is said when a routine is over: the session's next step, or what may come next."""
    state = replace(talk.state, mode="idle", place=None)
    done = replace(talk, state=state).forgetting()
    if place.session is not None:
        session = talk.library.sessions[place.session]
        step = place.step + 1
        if step < len(session.steps):
            following = session.steps[step]
            ask = following.ask or talk.text("next_up", title=_title(talk, following.choose[0]).lower())
            state = replace(state, place=replace(place, step=step, at=0, routine=following.choose[0]), mode="aside")
            return done.ask(
                *lead, ask=ask, yes=f"step:{step}", no=f"skip:{step}", choices=choices(following.choose), state=state
            )
        said = talk.text("session_done")
    else:
        said = talk.text("routine_done", title=talk.routine(place).title.lower())
    return offer(done, talk.routine(place).offers, *lead, said)


def offer(talk: Talk, routines: Sequence[str], *lead: Cue | str, no: str = "bye", last: str = "") -> Reply:
    """Say something, then offer the first one or two of `routines` that may be offered now."""
    allowed = [name for name in routines if may_offer(talk, name)] or ["belly_breathing"]
    first, *others = allowed
    if not others:
        ask = talk.text("offer_one", title=_title(talk, first).lower())
    else:
        ask = talk.text("offer_many", first=_title(talk, first).lower(), second=_title(talk, others[0]).lower())
    return talk.ask(*lead, ask=ask, yes=f"routine:{first}", no=no, choices=choices(allowed[:2]), last=last)


def may_offer(talk: Talk, name: str) -> bool:
    """Whether a routine may be offered: not one that hurt, and only in a stage it is for."""
    routine, stage = talk.library.routines[name], talk.state.stage
    return name not in talk.state.avoid and (stage is None or stage in routine.stages or stage in routine.on_request)


def choices(routines: Sequence[str]) -> tuple[str, ...]:
    """Choices between routines, as a state keeps them; one alone is no choice."""
    return tuple(f"routine:{name}" for name in routines) if len(routines) > 1 else ()


def _title(talk: Talk, name: str) -> str:
    return talk.library.routines[name].title


def say_again(line: Timeline, spot: Spot) -> int:
    """The cue to go back to for "say that again": the words before the silence, or the whole hold."""
    if spot.asked:
        index = spot.index
        if line.marks[index].question == "ready":
            index = next((i for i in range(index - 1, -1, -1) if isinstance(line.cues[i], Say)), index)
        return index
    if line.marks[spot.index].phase == "hold":
        return hold_start(line, spot.index)
    return next((i for i in range(spot.index, -1, -1) if isinstance(line.cues[i], Say)), spot.index)
