"""Starting a routine or a session, and doing what a question offered."""

from __future__ import annotations

from dataclasses import replace

from skill.cues import CheckIn, Cue, Pause, Timeline
from skill.pacing import reached, total_ms
from skill.place import Place
from skill.playing import after_routine, choices, leaving, offer, play, stay_left_ms, working
from skill.reply import Meant, Reply, Talk, afresh, code
from skill.routines import Include, Repeats, Routine, Stay
from skill.timing import ask_timer
from skill.words import about, sentence

_POSITIONS = ("pillows_under_knees", "side_lying", "legs_on_chair", "legs_on_stool")
_CAREFUL = ("acute", "early")
_NOTICED_MS = 20_000
"""Time at a question that counts as time under a pack."""


def start_routine(talk: Talk, meant: Meant, *lead: Cue | str, eased: bool = False, timed: bool = False) -> Reply:
    """Start a routine from its beginning, unless it hurt before or is for a later stage."""
    routine = talk.library.routines[meant.name]
    stage = talk.state.stage
    lead = (*leaving(talk, routine.kind), *lead)
    if routine.id in talk.state.avoid:
        return _instead(talk, routine, *lead)
    if stage is not None and stage not in routine.stages + routine.on_request and not eased:
        if routine.easing_only:
            return talk.ask(*lead, ask=talk.text("easing_only"), yes=f"ease:{routine.id}", last="easing_only")
        return _gentler(talk, routine, "for_later", *lead)
    place = _session_place(talk, routine.id) or Place(routine.id, size=_size(routine, meant.count), stage=stage)
    if routine.kind == "movement" and stage in _CAREFUL:
        place = replace(place, size="short")
    if meant.side == "left":
        place = replace(place, side="left")
    if talk.echo and routine.kind in {"cold", "heat"} and not timed:
        return ask_timer(talk, place, *lead)
    return play(talk, place, 0, *lead)


def _size(routine: Routine, count: int | None) -> str:
    """The size of a routine asked for by name, or the size that a number of repeats comes to."""
    part = next((part for part in routine.parts if isinstance(part, Repeats)), None)
    if count is None or part is None:
        return routine.first_size
    sizes = [size for size, reps in part.reps if reps >= count]
    return sizes[0] if sizes else "max"


def _session_place(talk: Talk, name: str) -> Place | None:
    """The place of a routine that is the answer to "which one?" in a session."""
    place, (kind, _, step) = talk.state.place, talk.state.yes.partition(":")
    if kind != "step" or place is None or place.session is None:
        return None
    following = talk.library.sessions[place.session].steps[int(step)]
    if name not in following.choose:
        return None
    return Place(name, 0, following.size, place.stage, place.side, place.session, int(step))


def _instead(talk: Talk, routine: Routine, *lead: Cue | str) -> Reply:
    if _no_stretches(talk):
        return talk.ask(*lead, ask=talk.text("after_check"), yes="routine:belly_breathing", last="after_check")
    return _gentler(talk, routine, "left_for_today", *lead)


def _no_stretches(talk: Talk) -> bool:
    """Whether every movement is to be left out, as after a sign that should be checked today."""
    return all(name in talk.state.avoid for name, one in talk.library.routines.items() if one.kind == "movement")


def _gentler(talk: Talk, routine: Routine, prompt: str, *lead: Cue | str) -> Reply:
    stage, name = talk.state.stage, routine.gentler
    gentler = talk.library.routines[name]
    fits = stage is None or stage in gentler.stages + gentler.on_request
    if name in talk.state.avoid or not fits:
        gentler = talk.library.routines["belly_breathing"]
    ask = talk.text(prompt, gentler=gentler.title.lower())
    state = replace(talk.state, mode="idle", place=None)
    return talk.ask(*lead, ask=ask, yes=f"routine:{gentler.id}", state=state)


def start_session(talk: Talk, name: str, *lead: Cue | str) -> Reply:
    """Start a session at its first step; naming a session is how a stage is chosen."""
    session = talk.library.sessions[name]
    first = session.steps[0].choose
    if set(first) <= set(talk.state.avoid) and _no_stretches(talk):
        return _instead(talk, talk.library.routines[first[0]], *lead)
    state = replace(talk.state, stage=session.stage)
    opening = (*leaving(talk, talk.library.routines[first[0]].kind), *lead, session.opening)
    return session_step(replace(talk, state=state), Place("", stage=session.stage, session=name), 0, *opening)


def session_step(talk: Talk, place: Place, step: int, *lead: Cue | str) -> Reply:
    """Begin a step of the session of `place`, or ask which routine where it is a choice."""
    session = talk.library.sessions[place.session or ""]
    if step >= len(session.steps):
        return after_routine(talk, replace(place, step=len(session.steps)), *lead)
    following = session.steps[step]
    first = following.choose[0]
    begun = Place(first, 0, following.size, session.stage, place.side, place.session, step)
    asked_already = talk.state.yes == f"step:{step}"
    if following.ask is not None and not asked_already:
        state = replace(talk.state, mode="aside", place=begun)
        return talk.ask(
            *lead,
            ask=following.ask,
            yes=f"step:{step}",
            no=f"skip:{step}",
            choices=choices(following.choose),
            state=state,
        )
    if first in talk.state.avoid:
        return session_step(talk, place, step + 1, *lead)
    routine = talk.library.routines[first]
    if talk.echo and routine.kind in {"cold", "heat"}:
        return ask_timer(talk, begun, *lead)
    return play(talk, begun, 0, *lead)


def act(talk: Talk, action: str, *lead: Cue | str) -> Reply:  # one line a kind of action
    """Do what a question offered; actions are "kind" or "kind:name"."""
    kind, _, name = action.partition(":")
    place = talk.state.place
    match kind:
        case "routine":
            return start_routine(talk, Meant("routine", name), *lead)
        case "ease":
            return start_routine(talk, Meant("routine", name), *lead, eased=True)
        case "session":
            return start_session(talk, name, *lead)
        case "topic":
            topic = next(one for one in talk.library.topics.values() if name in {one.id, code(one.id)})
            card, last = topic.card or None, f"topic:{topic.id}"
            return talk.ask(topic.answer, ask=topic.offer, yes=topic.yes, choices=topic.choices, last=last, card=card)
        case "step" if place is not None:
            return session_step(talk, place, int(name), *lead)
        case "skip" if place is not None:
            return after_routine(talk, replace(place, step=int(name)), *lead)
        case "go" if place is not None:
            return go(talk, place, *lead)
        case "resume" if place is not None:
            return resume(talk, place, *lead)
        case "timer" if place is not None:
            return play(talk, place, 0, *lead)
        case "check":
            return check_now(talk)
        case "unchecked":
            return talk.ask(
                *lead, talk.text("unchecked"), ask=talk.text("anything"), yes="routine:belly_breathing", question="menu"
            )
        case "welcome":
            return talk.ask(*lead, ask=talk.text("menu_continue"), yes="session:first_minutes", no="more")
        case "more":
            sessions = ("first_minutes", "day_two_three", "building_back", "keep_it_away")
            named = tuple(f"session:{one}" for one in sessions)
            return talk.ask(*lead, ask=talk.text("menu_more"), yes=named[0], choices=named)
        case "bye":
            return replace(talk, state=replace(talk.state, place=None)).forgetting().end(*lead, talk.text("bye"))
        case "decline":
            return menu(talk.forgetting(), *lead)
        case _:
            return menu(talk, *lead)


def check_now(talk: Talk) -> Reply:
    """Say the safety check again, on request."""
    said = [talk.text(name) for name in ("check_call", "check_chest", "check_nerves", "check_today")]
    go_on = "welcome" if talk.state.place is None else "resume"
    return talk.ask(*said, ask=talk.text("check_then"), yes=go_on, no="unchecked", question="check", last="check_now")


def menu(talk: Talk, *lead: Cue | str) -> Reply:
    """Ask what the person would like; to someone who should be checked first, no stretch is offered."""
    checked_first = _no_stretches(talk)
    return talk.ask(
        *lead,
        ask=talk.text("menu_rest" if checked_first else "menu"),
        yes="routine:belly_breathing" if checked_first else "session:first_minutes",
        no="more",
        question="menu",
        reprompt=talk.text("anything_reprompt"),
        state=replace(talk.state, mode="idle", place=None),
        last="menu",
    )


def go(talk: Talk, place: Place, *lead: Cue | str) -> Reply:
    """Go on after a check-in, or from where a routine was left."""
    spot = talk.spot()
    if spot is None:
        return menu(talk, *lead)
    if not spot.asked:
        index, into = afresh(spot)
        return play(talk, place, index, *lead, into_ms=into)
    following = talk.state.end if talk.state.mode == "playing" else spot.index + 1
    if _pack(talk, place) and talk.state.mode == "playing":
        line, state = talk.line(place), talk.state
        spoken_ms = total_ms(line.cues[state.start : state.end], line.rate) - state.into_ms + state.lead_ms
        return _go_on_with_pack(talk, place, following, talk.now_ms - state.sent_ms - spoken_ms, *lead)
    return play(talk, place, following, *lead)


def _pack(talk: Talk, place: Place) -> bool:
    return talk.routine(place).kind in {"cold", "heat"}


def _go_on_with_pack(talk: Talk, place: Place, index: int, over_ms: int, *lead: Cue | str) -> Reply:
    """Go on with a pack that was on the skin all the while: `over_ms` more than the cues before `index` say."""
    line = talk.line(place)
    ahead = [i for i in range(index, len(line.cues)) if line.marks[i].phase == "stay"]
    if over_ms < _NOTICED_MS or not ahead or index != ahead[0]:
        return play(talk, place, index, *lead, into_ms=max(0, over_ms))
    step, into = reached(line.cues[index : ahead[-1] + 1], over_ms, line.rate)
    part = next(part for part in talk.routine(place).parts if isinstance(part, Stay))
    target = index + step
    if target < len(line.cues) and isinstance(line.cues[target], CheckIn):
        target, into = target + 1, 0
    return play(talk, place, target, *lead, *part.skin, into_ms=into)


def resume(talk: Talk, place: Place, *lead: Cue | str) -> Reply:
    """Take up a place that was left: the repeat or instruction begins again, a stay goes on."""
    line = talk.line(place)
    index = line.index(place.at)
    state = talk.state
    mark = line.marks[index]
    routine, later = talk.routine(place), state.question == "resume"
    if mark.phase == "stay" and later and routine.kind == "rest":
        return play(talk, place, _into_position(line, index), *lead)
    if mark.phase == "stay" and not isinstance(line.cues[index], CheckIn):
        lead = (*lead, talk.text("time_here", about=sentence(about(stay_left_ms(line, index, state.into_ms)))))
    if mark.phase == "stay" and _pack(talk, place):
        if state.question == "aside":
            return _go_on_with_pack(talk, place, index, state.into_ms + talk.now_ms - state.sent_ms, *lead)
        lead = (*lead, talk.text("pack_back"), Pause(8_000, "settle"))
    elif later and working(line.marks[index]) and routine.kind != "transfer" and not _mixed(routine):
        lead = (*lead, routine.start, Pause(8_000, "settle"))
    if mark.phase == "stay" and state.mode in {"paused", "aside"}:
        return play(talk, place, index, *lead, into_ms=state.into_ms)
    start = index if isinstance(line.cues[index], CheckIn) else line.step_start(index)
    return play(talk, place, start, *lead)


def _into_position(line: Timeline, index: int) -> int:
    """The cue from which someone is guided into the position again: after the last wait before the stay."""
    stay = next(i for i, mark in enumerate(line.marks) if mark.phase == "stay")
    waits = [i + 1 for i, mark in enumerate(line.marks[:stay]) if mark.question == "ready" and mark.phase != "intro"]
    return waits[-1] if waits else index


def _mixed(routine: Routine) -> bool:
    """Whether it is made of others, so that it has more than one start position."""
    return any(isinstance(part, Include) for part in routine.parts)


def other_position(talk: Talk, place: Place) -> Reply:
    """Offer another position to someone whom this one does not ease."""
    if place.routine not in _POSITIONS:
        return go(talk, place, talk.text("okay"))
    others = [name for name in _POSITIONS if name not in {place.routine, *talk.state.avoid}]
    if not others:
        return offer(talk, ["belly_breathing"])
    title = talk.library.routines[others[0]].title.lower()
    going_on = replace(place, at=talk.line(place).marks[talk.state.end].at)
    state = replace(talk.state, mode="aside", place=going_on, into_ms=0)
    return talk.ask(ask=talk.text("same", title=title), yes=f"routine:{others[0]}", no="resume", state=state)
