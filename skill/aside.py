"""Beside the routine: whether one is under way, a pause in it, a word aside with the place kept."""

from __future__ import annotations

from dataclasses import replace

from skill.cues import Cue, Pause
from skill.place import Place
from skill.playing import way_back
from skill.reply import Reply, Spot, Talk
from skill.routines import RATES, Topic
from skill.starting import menu
from skill.words import sentence

PACKS = frozenset({"cold", "heat"})
"""Kinds of routine with something on the skin."""


def under_way(talk: Talk) -> tuple[Place, Spot] | None:
    """The place and the cue under way; None when no routine is."""
    spot = talk.spot()
    over = spot is not None and spot.asked and talk.state.mode == "playing" and talk.state.question == "offer"
    waiting = talk.state.mode == "aside" and talk.state.question in {"offer", "timer", "resume"}
    if talk.state.place is None or spot is None or over or waiting:
        return None
    return talk.state.place, spot


def pause_at(talk: Talk, here: tuple[Place, Spot]) -> Reply:
    """Wait, saying where; nothing is lost."""
    place, spot = here
    state = replace(talk.left_off(), mode="paused")
    said: list[Cue | str] = [talk.text("paused"), *let_down(talk)]
    if talk.routine(place).kind in PACKS and spot.line.marks[spot.index].phase == "stay":
        said.append(talk.text("paused_pack"))
    said.append(talk.text("paused_at", where=_where(talk, place), left=_left(talk)))
    reply = talk.ask(
        *said, ask=talk.text("paused_ask"), yes="resume", no="paused", question="paused", state=state, last="paused"
    )
    still = talk.patient(talk.text("paused_reprompt"), talk.text("paused_reprompt"), RATES["answer"])
    return replace(reply, reprompt=still)


def let_down(talk: Talk) -> tuple[Cue | str, ...]:
    """The way back out of a movement or a transfer that is broken off; a rest, a walk or a pack stays as it is."""
    here = under_way(talk)
    if here is None or talk.state.mode != "playing" or here[1].line.marks[here[1].index].phase == "stay":
        return ()
    return way_back(talk, *here)


def _left(talk: Talk) -> str:
    """About how long is left from where it will be taken up again."""
    after = replace(talk, state=talk.left_off())
    spot = after.spot()
    assert spot is not None  # only asked where something is under way
    return after.left(spot)


def _where(talk: Talk, place: Place) -> str:
    return sentence(talk.routine(place).where)


def answer_aside(talk: Talk, topic: Topic, *lead: Cue | str) -> Reply:
    """Answer a question in the middle of a routine; after one about a warning sign, carrying on is not offered."""
    card, last = topic.card or None, f"topic:{topic.id}"
    if topic.yes != "check" and topic.id not in {*talk.library.signs, "already_took"}:
        return carry_on_question(talk, *lead, topic.answer, last=last, card=card)
    return talk.ask(
        *let_down(talk),
        *lead,
        topic.answer,
        ask=topic.offer,
        yes=topic.yes,
        no="kept",
        question="aside",
        state=replace(talk.left_off(), mode="aside"),
        last=last,
        card=card,
    )


def carry_on_question(talk: Talk, *said: Cue | str, last: str = "", card: str | None = None) -> Reply:
    """Say something aside in the middle of a routine, keep the place, and ask whether to carry on."""
    place, spot = talk.state.place, talk.spot()
    if place is None or spot is None:
        return menu(talk, *said)
    were = talk.text("were", where=talk.routine(place).where, left=_left(talk))
    state = replace(talk.left_off(), mode="aside")
    return talk.ask(
        *let_down(talk),
        *said,
        Pause(1_000, "listen"),
        were,
        ask=talk.text("carry_on"),
        yes="resume",
        no="leave",
        question="aside",
        state=state,
        last=last,
        card=card,
    )
