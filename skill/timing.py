"""The pack timer of an Echo: asked for beside our own timing, which always goes on."""

from __future__ import annotations

from dataclasses import replace

from skill.cues import Cue
from skill.place import Place
from skill.playing import play
from skill.reply import Reply, Talk
from skill.routines import Stay
from skill.words import duration


def ask_timer(talk: Talk, place: Place, *lead: Cue | str) -> Reply:
    """Offer the Echo's own timer before a cold pack or heat begins; yes or no, the guidance goes on."""
    return talk.ask(
        *lead,
        ask=talk.text("timer_ask"),
        yes="set_timer",
        no="timer",
        question="timer",
        state=replace(talk.state, mode="aside", place=place, checked=True),
        last="timer_ask",
    )


def set_timer(talk: Talk) -> Reply:
    """Begin the pack, and ask the device for a timer as long as it stays on."""
    place = talk.state.place
    assert place is not None  # the question about a timer is only asked with a place
    return replace(play(talk, place, 0), timer_ms=pack_ms(talk, place))


def timer_answered(talk: Talk, outcome: str) -> Reply:
    """Go on after the device said what became of the timer: set, or not."""
    place = talk.state.place
    if place is None:
        return talk.ask(ask=talk.text("anything"), yes="session:first_minutes", question="menu")
    if outcome == "set":
        return play(talk, place, 0, talk.text("timer_set"))
    minutes = duration(pack_ms(talk, place)).removesuffix("s")
    return play(talk, place, 0, talk.text("timer_no", minutes=minutes))


def pack_ms(talk: Talk, place: Place) -> int:
    """How long the pack of a place stays on, in milliseconds."""
    part = next(part for part in talk.routine(place).parts if isinstance(part, Stay))
    return part.length(place.size, place.stage)
