"""Beside the routine: whether one is under way, a pause in it, a word aside with the place kept."""

from __future__ import annotations

from dataclasses import replace

from skill.cues import Cue, Pause
from skill.place import Place
from skill.playing import afresh
from skill.reply import Reply, Spot, Talk
from skill.routines import RATES
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
    index, into = afresh(spot)
    state = replace(
        talk.state, mode="paused", place=replace(place, at=spot.line.marks[index].at), into_ms=into if into else 0
    )
    said: list[Cue | str] = [talk.text("paused")]
    if talk.routine(place).kind in PACKS and spot.line.marks[spot.index].phase == "stay":
        said.append(talk.text("paused_pack"))
    said.append(talk.text("paused_at", where=_where(talk, place), left=talk.left(spot)))
    reply = talk.ask(
        *said, ask=talk.text("paused_ask"), yes="resume", no="paused", question="paused", state=state, last="paused"
    )
    still = talk.patient(talk.text("paused_reprompt"), talk.text("paused_reprompt"), RATES["answer"])
    return replace(reply, reprompt=still)


def _where(talk: Talk, place: Place) -> str:
    return sentence(talk.routine(place).where)


def carry_on_question(talk: Talk, *said: Cue | str, last: str = "", card: str | None = None) -> Reply:
    """Say something aside in the middle of a routine, keep the place, and ask whether to carry on."""
    place, spot = talk.state.place, talk.spot()
    if place is None or spot is None:
        return menu(talk, *said)
    index, into = (spot.index, spot.into_ms) if spot.asked else afresh(spot)
    routine = talk.routine(place)
    were = talk.text("were", where=routine.where, left=talk.left(spot))
    state = replace(talk.state, mode="aside", place=replace(place, at=spot.line.marks[index].at), into_ms=into)
    return talk.ask(
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
