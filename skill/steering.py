"""The controls: each answers one word of steering, in every state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from skill.aside import PACKS, carry_on_question, pause_at, under_way
from skill.cues import Cue, Pause
from skill.pacing import total_ms
from skill.place import Place
from skill.playing import after_routine, at_once, offer, play, say_again, stay_left_ms, still, way_back, whereabouts
from skill.recall import help_me, say_last
from skill.reply import Reply, Spot, Talk, afresh
from skill.routines import RATES
from skill.starting import act, go, menu, other_position, resume
from skill.tape import PACES
from skill.timing import set_timer
from skill.words import about, sentence

_SETTLE = Pause(3_000, "settle")


def stop(talk: Talk) -> Reply:
    """End at once: the way back to rest first, the place kept."""
    here = under_way(talk)
    if here is None:
        return talk.end(talk.text("stop_plain"))
    place, spot = here
    back = way_back(talk, place, spot)
    kept = replace(talk, state=replace(talk.state, place=replace(place, at=spot.line.marks[afresh(spot)[0]].at)))
    return kept.end(*back, talk.text("stop_kept"), rate=RATES["guide"])


def pause(talk: Talk) -> Reply:
    """Wait, saying where; with nothing under way, the last question waits as it is."""
    here = under_way(talk)
    return say_last(talk, talk.text("okay")) if here is None else pause_at(talk, here)


def carry_on(talk: Talk) -> Reply:
    """Resume: what was paused, what a question broke off, or what was kept from before."""
    place = talk.state.place
    if place is not None and talk.state.mode in {"paused", "aside"} and talk.state.question not in {"offer", "timer"}:
        return resume(talk, place, talk.text("okay"))
    here = under_way(talk)
    if here is not None:
        return go(talk, here[0]) if here[1].asked else still(talk, here)
    if talk.bookmark.place is not None and talk.state.question in {"", "menu"}:
        kept = talk.bookmark.place
        state = replace(talk.state, place=kept, mode="aside", question="resume", checked=True)
        return resume(replace(talk, state=state), kept, talk.text("okay"))
    if talk.state.yes and talk.state.question != "menu":
        return act(talk, talk.state.yes)
    return talk.ask(ask=talk.text("nothing_paused"), yes="session:first_minutes", question="menu")


def ready(talk: Talk) -> Reply:
    """In position: go on; in the silence after an instruction, with the next one."""
    here = under_way(talk)
    if here is None and talk.state.question == "menu":
        return act(talk, talk.state.yes)
    if here is None or talk.state.mode != "playing" or here[1].asked:
        return carry_on(talk)
    place, spot = here
    if isinstance(spot.line.cues[spot.index], Pause) and spot.line.marks[spot.index].phase not in {"hold", "stay"}:
        return play(talk, place, spot.index + 1)
    return still(talk, here, talk.text("good"))


def repeat(talk: Talk) -> Reply:
    """Say again what was said last, with its question."""
    here = under_way(talk)
    if here is not None and talk.state.mode == "playing":
        place, spot = here
        return play(talk, place, say_again(spot.line, spot), into_ms=0)
    return say_last(talk)


def following(talk: Talk) -> Reply:
    """Next: the step after this one, from a hold by way of rest."""
    here = under_way(talk)
    if here is None:
        if talk.state.yes.startswith(("step:", "skip:")):
            return act(talk, talk.state.yes)
        return say_last(talk)
    place, spot = here
    if spot.asked and talk.state.mode == "playing":
        return go(talk, place)
    index = spot.line.next_step(spot.index)
    if spot.line.marks[spot.index].phase == "stay":
        while index < len(spot.line.cues) and spot.line.marks[index].phase == "stay":
            index = spot.line.next_step(index)
    told = index < len(spot.line.cues) and spot.line.marks[index].phase == "out"
    lead = () if told else way_back(talk, place, spot)
    return play(talk, place, index, *(lead or (talk.text("okay"),)))


def previous(talk: Talk) -> Reply:
    """Back: the step before this one, from a hold by way of rest."""
    here = under_way(talk)
    if here is None:
        return say_last(talk)
    place, spot = here
    start = spot.line.step_start(spot.index)
    lead = way_back(talk, place, spot)
    if start == 0:
        return play(talk, place, 0, *lead, talk.text("first_step"))
    return play(talk, place, spot.line.step_start(start - 1), *(lead or (talk.text("okay"),)))


def start_over(talk: Talk) -> Reply:
    """From the beginning of this routine."""
    here = under_way(talk)
    if here is None:
        return menu(talk, talk.text("okay"))
    place, spot = here
    return play(talk, place, 0, *way_back(talk, place, spot), talk.text("from_the_top"))


def _pace(talk: Talk, change: int, done: str, already: str) -> Reply:
    paces = list(PACES)
    now = paces.index(talk.state.pace)
    pace = paces[min(max(now + change, 0), len(paces) - 1)]
    words = talk.text(done if pace != talk.state.pace else already)
    here = under_way(talk)
    after = replace(talk, state=replace(talk.state, pace=pace))
    if here is None:
        return say_last(after, words)
    # The cue was found at the old pace; its number is the same at the new one.
    place, spot = here
    line = after.line(place)
    moved = Spot(line, line.index(spot.line.marks[spot.index].at), spot.into_ms, spot.asked)
    return still(after, (place, moved), words)


def slower(talk: Talk) -> Reply:
    """More time to settle and slower speech, for the rest of the session."""
    return _pace(talk, -1, "slower", "slowest")


def faster(talk: Talk) -> Reply:
    """Less time to settle and quicker speech; holds stay as they are."""
    return _pace(talk, +1, "faster", "fastest")


def how_long_left(talk: Talk) -> Reply:
    """How long is left, computed; then it goes on by itself."""
    here = under_way(talk)
    if here is None:
        return say_last(talk, talk.text("nothing_left"))
    _, spot = here
    index, into = at_once(spot)
    rest = total_ms(spot.line.cues[index:], spot.line.rate) - into
    if spot.line.marks[spot.index].phase == "stay" and not spot.asked:
        said = talk.text("time_here", about=sentence(about(stay_left_ms(spot.line, index, into))))
    else:
        said = talk.text("time_all", about=sentence(about(rest)))
    return _beside(talk, here, said)


def which_side(talk: Talk) -> Reply:
    """Which side it is, and which repeat; the hold begins again."""
    here = under_way(talk)
    if here is None:
        return say_last(talk, talk.text("nothing_sided"))
    place, spot = here
    mark = spot.line.marks[spot.index]
    said = whereabouts(talk, place, spot) if mark.rep is not None else talk.text("no_side")
    return _beside(talk, here, said)


def _beside(talk: Talk, here: tuple[Place, Spot], said: str) -> Reply:
    """Say something about the routine and leave it as it was: playing goes on, paused stays paused."""
    if talk.state.mode in {"paused", "aside"}:
        return carry_on_question(talk, said)
    return still(talk, here, said)


def easier(talk: Talk) -> Reply:
    """An easier way to do this one, then this repeat again."""
    here = under_way(talk)
    if here is None:
        return offer(talk, ["pelvic_tilt", "belly_breathing"])
    place, spot = here
    words = (*way_back(talk, place, spot), talk.text("easier"), talk.routine(place).easier, Pause(5_000, "settle"))
    index, into = afresh(spot)
    return play(talk, place, index, *words, into_ms=into)


def that_hurts(talk: Talk) -> Reply:
    """Back to rest first, then what to watch for; this routine is not offered again in this session."""
    here = under_way(talk)
    state = talk.state
    if here is None:
        back: tuple[Cue | str, ...] = (talk.text("let_go"), _SETTLE)
        avoid = state.avoid
    else:
        place, _ = here
        back = (talk.routine(place).way_back, _SETTLE)
        avoid = tuple(dict.fromkeys([*state.avoid, place.routine]))
    after = replace(talk, state=replace(state, mode="idle", place=None, avoid=avoid)).forgetting()
    said = (*back, talk.text("breathe_out"), Pause(2_000, "breathe"))
    left = (talk.text("leave_it"),) if here is not None else ()
    rest = ["belly_breathing", "pelvic_tilt", "side_lying", "pillows_under_knees", "long_breath_out"]
    return offer(after, rest, *said, *left, talk.text("if_spreads"), no="menu", last="hurts")


def better(talk: Talk) -> Reply:
    """Good to hear: go on, or offer what may come next."""
    here = under_way(talk)
    if here is None:
        if talk.state.choices and talk.state.place is not None:
            return say_last(talk, talk.text("good"))
        if talk.state.place is not None and talk.state.yes:
            return act(talk, talk.state.yes, talk.text("good"))
        return _better_idle(talk)
    place, spot = here
    if talk.state.mode != "playing":
        return resume(talk, place, talk.text("good"))
    return go(talk, place, talk.text("good")) if spot.asked else still(talk, here, talk.text("good"))


def _better_idle(talk: Talk) -> Reply:
    return talk.ask(
        ask=talk.text("better_idle"),
        yes="routine:pelvic_tilt",
        choices=("routine:pelvic_tilt", "routine:get_up"),
        last="better",
    )


def yes(talk: Talk) -> Reply:
    """Yes to the last question; in the middle of something, a nod."""
    here = under_way(talk)
    if here is not None and talk.state.mode == "playing" and not here[1].asked:
        return still(talk, here)
    if talk.state.yes == "set_timer":
        return set_timer(talk)
    if not talk.state.yes:
        return menu(talk)
    good = (talk.text("good"),) if talk.state.question in {"easing", "ready"} else ()
    return act(talk, talk.state.yes, *good)


def no(talk: Talk) -> Reply:  # one line a question
    """No to the last question; in the middle of something, a pause."""
    here, state = under_way(talk), talk.state
    if here is None:
        return menu(talk, talk.text("okay")) if state.no in {"", "menu"} else act(talk, state.no)
    place, spot = here
    if state.mode == "playing" and not spot.asked:
        return pause(talk)
    match state.no:
        case "kept":
            return carry_on_question(talk, talk.text("okay"))
        case "no_ready":
            return play(talk, place, spot.index, talk.text("not_yet"))
        case "no_easing":
            kind = talk.routine(place).kind
            if kind in PACKS:
                return that_hurts(talk)
            return other_position(talk, place) if kind == "rest" else go(talk, place, talk.text("okay"))
        case "no_enough":
            return after_routine(talk, place, talk.text("enough"))
        case "paused" | "no_carry_on" | "hold":
            return pause(talk)
        case action:
            return act(talk, action or "menu")


CONTROLS: Mapping[str, Callable[[Talk], Reply]] = {
    "stop": stop,
    "pause": pause,
    "resume": carry_on,
    "ready": ready,
    "repeat": repeat,
    "next": following,
    "previous": previous,
    "start_over": start_over,
    "slower": slower,
    "faster": faster,
    "how_long_left": how_long_left,
    "which_side": which_side,
    "easier": easier,
    "that_hurts": that_hurts,
    "better": better,
    "yes": yes,
    "no": no,
    "help": help_me,
}
