"""What to say next: pure, for Alexa and the desktop alike; no SDK, no clock, nothing read or written.

`respond` takes what was meant and when, and gives a `Reply`. Rules that stay true here:

* a warning sign is answered before anything else, in every state;
* an open reply ends with a question and has a reprompt; a closing reply has neither;
* yes and no answer the last question asked, whatever it was;
* nothing that was not understood skips a step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from skill.aside import PACKS, answer_aside, under_way
from skill.cues import Cue, Pause
from skill.library import Library
from skill.place import Bookmark, Place, State
from skill.playing import after_routine, leaving
from skill.recall import ask_again, not_understood, waiting
from skill.reply import Meant, Reply, Talk, afresh, code
from skill.routines import RATES
from skill.safety import EMERGENCY, TODAY, Sign, sentences
from skill.starting import act, start_routine, start_session
from skill.steering import CONTROLS
from skill.timing import timer_answered
from skill.words import ago


def respond(
    library: Library, state: State, bookmark: Bookmark, meant: Meant, now_ms: int, *, echo: bool = True
) -> Reply:
    """Answer what was meant, `now_ms` being the time of the request in milliseconds since 1970."""
    kept = bookmark.fresh(now_ms)
    if kept.place is not None and not _known(library, kept.place):
        kept = replace(kept, place=None)
    if not _sound(library, state):
        state = State(pace=state.pace, checked=state.checked)
    talk = _over(Talk(library, state, kept, now_ms, echo))
    answer = _KINDS.get(meant.kind, _not_understood)
    return answer(talk, meant)


def ended(library: Library, state: State, bookmark: Bookmark, now_ms: int, *, echo: bool = True) -> Bookmark:
    """What is kept when a session ends without a reply: the cue it had come to, or nothing when it was done."""
    place = state.place
    if place is None or not _known(library, place):
        return replace(bookmark, pace=state.pace)
    talk = _over(Talk(library, state, bookmark, now_ms, echo))
    place, spot = talk.state.place, talk.spot()
    if place is None or spot is None:
        return replace(talk.bookmark, pace=state.pace)
    return talk.keep(replace(talk.state, place=replace(place, at=spot.line.marks[afresh(spot)[0]].at)))


def _over(talk: Talk) -> Talk:
    """The desk once a routine was heard to its end: nothing of it is kept, and what may come next was asked."""
    place, spot = talk.state.place, talk.spot()
    closing = (talk.state.mode, talk.state.question) == ("playing", "offer")
    if place is None or spot is None or not closing or not spot.asked:
        return talk
    after = after_routine(talk, place)
    return replace(talk, state=after.state, bookmark=after.bookmark)


def _known(library: Library, place: Place) -> bool:
    session = library.sessions.get(place.session or "")
    fits = place.session is None or (session is not None and place.step < len(session.steps))
    return place.routine in library.routines and fits


def _sound(library: Library, state: State) -> bool:
    """Whether all that a state names is there; a session that began before a new version may know of other things."""
    place = state.place
    if place is not None and not _known(library, place):
        return False
    if state.mode == "playing" and not (place is not None and state.start < state.end):
        return False
    return all(_possible(library, place, action) for action in (state.yes, state.no, *state.choices))


def _possible(library: Library, place: Place | None, action: str) -> bool:
    kind, _, name = action.partition(":")
    match kind:
        case "routine" | "ease":
            return name in library.routines
        case "session":
            return name in library.sessions
        case "topic":
            return name in map(code, library.topics)
        case "step" | "skip":
            session = library.sessions.get(place.session or "") if place is not None else None
            return session is not None and name.isdecimal() and int(name) < len(session.steps)
        case "set_timer" | "timer":
            return place is not None and library.routines[place.routine].kind in PACKS
        case _:
            return True


def _launch(talk: Talk, _: Meant) -> Reply:
    """The opening: the notice once, the safety check always, a kept place offered."""
    kept = talk.bookmark
    state = State(pace=kept.pace, checked=True)
    talk = replace(talk, state=state)
    if not kept.noticed:
        return _notice(talk)
    if kept.place is not None:
        place = kept.place
        routine = talk.routine(place)
        were = talk.text("you_were", where=routine.where, ago=ago(talk.now_ms - kept.left_ms))
        reply = talk.ask(
            talk.text("welcome_back"),
            were,
            talk.text("check_aside"),
            ask=talk.text("carry_on_or"),
            yes="resume",
            no="decline",
            question="resume",
            state=replace(state, mode="aside", place=place),
            last="welcome",
        )
        return replace(reply, bookmark=kept)
    return talk.ask(
        talk.text("check_short"),
        ask=talk.text("anything"),
        yes="session:first_minutes",
        reprompt=talk.text("anything_reprompt"),
        question="menu",
        last="welcome",
    )


def _notice(talk: Talk, then: str = "welcome", ask: str = "check_continue") -> Reply:
    """The notice and the launch check, told as statements; `continue` goes on."""
    return talk.ask(
        talk.text("notice"),
        *check(talk),
        Pause(800, "listen"),
        ask=talk.text(ask),
        yes=then,
        no="unchecked" if ask == "check_then" else then,  # to "what would you like" no means "none of those"
        question="check",
        state=replace(talk.state, checked=True),
        reprompt=talk.text("check_then"),
        last="check",
        card=talk.text("card_notice", emergency_digits=talk.library.words["emergency_digits"]),
    )


def check(talk: Talk) -> list[str]:
    """The launch check, sentence by sentence."""
    return [talk.text(name) for name in ("check_call", "check_chest", "check_nerves", "check_today")]


def _topic(talk: Talk, meant: Meant) -> Reply:
    """Answer a question; in the middle of a routine the place is kept and offered again."""
    topic = talk.library.topics.get(meant.name)
    if topic is None:
        return not_understood(talk)
    card = topic.card or None
    if waiting(talk):
        return replace(ask_again(talk, topic.answer, last=f"topic:{topic.id}"), card=card)
    under_way = talk.state.place is not None and talk.state.mode in {"playing", "paused", "aside"}
    if under_way and talk.state.question not in {"offer", "resume", "menu", "check"}:
        return answer_aside(talk, topic)
    return talk.ask(
        topic.answer,
        ask=topic.offer,
        yes=topic.yes,
        choices=topic.choices,
        state=replace(talk.state, mode="idle", place=None),
        last=f"topic:{topic.id}",
        card=card,
    )


def _sign(talk: Talk, meant: Meant) -> Reply:
    """Answer a warning sign: whom to call, and no movement after it."""
    sign = talk.library.signs.get(meant.name)
    if sign is None:
        return not_understood(talk)
    said: tuple[Cue | str, ...] = sentences(sign, talk.library.prompts)
    here = under_way(talk)
    if sign.level != EMERGENCY:
        said = (*leaving(talk, "sign"), *said)
    elif here is not None and talk.routine(here[0]).kind in PACKS and here[1].line.marks[here[1].index].phase == "stay":
        said = (*said[:2], talk.text("pack_off"), *said[2:])
    quiet = State(pace=talk.state.pace, checked=True)
    talk = replace(talk, state=replace(quiet, avoid=talk.state.avoid, stage=talk.state.stage))
    if sign.level == EMERGENCY:
        return talk.forgetting().end(*said, rate=RATES["urgent"])
    return _advised(talk, sign, said)


def _advised(talk: Talk, sign: Sign, said: tuple[Cue | str, ...]) -> Reply:
    moving = tuple(name for name, routine in talk.library.routines.items() if routine.kind in {"movement", "walk"})
    avoid = tuple(dict.fromkeys([*talk.state.avoid, *moving])) if sign.level == TODAY else talk.state.avoid
    ask, yes = ("l2_rest" if sign.level == TODAY else "l3_rest"), "routine:belly_breathing"
    if sign.row.startswith("RF20"):
        ask, yes = "l2_up", "routine:get_up"
    return talk.ask(
        *said,
        ask=talk.text(ask),
        yes=yes,
        no="menu",
        state=replace(talk.state, avoid=avoid),
        last="advised" if sign.level == TODAY else "",
        rate=RATES["urgent"],
    )


def _routine(talk: Talk, meant: Meant) -> Reply:
    if meant.name not in talk.library.routines:
        return not_understood(talk)
    return _begin(talk, f"routine:{meant.name}", lambda desk, *lead: start_routine(desk, meant, *lead))


def _session(talk: Talk, meant: Meant) -> Reply:
    if meant.name not in talk.library.sessions:
        return not_understood(talk)
    return _begin(talk, f"session:{meant.name}", lambda desk, *lead: start_session(desk, meant.name, *lead))


def _begin(talk: Talk, action: str, start: Callable[..., Reply]) -> Reply:
    """Begin a movement, once the safety check was heard in this session: whole the first time ever, then in short."""
    if talk.state.checked:
        return start(talk)
    if not talk.bookmark.noticed:
        return _notice(talk, then=action, ask="check_then")
    return start(replace(talk, state=replace(talk.state, checked=True)), talk.text("check_aside"))


def _control(talk: Talk, meant: Meant) -> Reply:
    control = CONTROLS.get(meant.name)
    if control is None:
        return not_understood(talk)
    if meant.name == "yes":
        return _yes(talk)
    return control(talk)


def _yes(talk: Talk) -> Reply:
    """Do what the last question offered, with the safety check first where it was not heard yet."""
    action = talk.state.yes
    if action.startswith(("routine:", "session:")):
        return _begin(talk, action, lambda desk, *lead: act(desk, action, *lead))
    return CONTROLS["yes"](talk)


def _timer(talk: Talk, meant: Meant) -> Reply:
    """Go on with the pack that waits for its timer; an answer that nothing waits for changes nothing."""
    place = talk.state.place
    if talk.state.question != "timer" or (place is not None and talk.routine(place).kind not in PACKS):
        return not_understood(talk)
    return timer_answered(talk, meant.name)


def _not_understood(talk: Talk, _: Meant) -> Reply:
    return not_understood(talk)


_KINDS: Mapping[str, Callable[[Talk, Meant], Reply]] = {
    "launch": _launch,
    "topic": _topic,
    "routine": _routine,
    "session": _session,
    "control": _control,
    "sign": _sign,
    "timer": _timer,
    "none": _not_understood,
}
