"""What was said last, found again by its number; help; and help for what was not understood."""

from __future__ import annotations

from dataclasses import replace

from skill.aside import answer_aside, carry_on_question, pause_at, under_way
from skill.cues import Cue
from skill.playing import offer, still
from skill.reply import Reply, Talk, code
from skill.routines import Topic
from skill.starting import check_now, menu


def say_last(talk: Talk, *lead: Cue | str) -> Reply:
    """Give the last reply again, found by its number, with its question."""
    here = under_way(talk)
    if talk.state.mode == "paused" and here is not None:
        return pause_at(talk, here)
    topic = _answered(talk, "topic")
    if topic is not None and here is not None:
        return answer_aside(talk, topic, *lead)
    if topic is not None:
        return ask_again(talk, *lead, topic.answer)
    if talk.state.last == code("help") or _answered(talk, "help") is not None:
        return help_me(talk)
    if talk.state.last == code("hurts"):
        return ask_again(talk, *lead, talk.text("breathe_out"), talk.text("if_spreads"), last="hurts")
    return ask_again(talk, *lead)


def _answered(talk: Talk, kind: str) -> Topic | None:
    """The topic whose question waits for an answer, after its own words ("topic") or after help ("help")."""
    topics = talk.library.topics.values()
    return next((topic for topic in topics if talk.state.last == code(f"{kind}:{topic.id}")), None)


def waiting(talk: Talk) -> bool:
    """Whether something that was begun waits for an answer: a session for its next step, a pack for its timer."""
    state = talk.state
    return state.place is not None and (state.yes.startswith("step:") or state.question == "timer")


def ask_again(talk: Talk, *lead: Cue | str, last: str = "") -> Reply:  # one line a kind of question
    """Ask the last question again, after other words than before."""
    state, place = talk.state, talk.state.place
    if state.yes.startswith("step:") and place is not None and place.session is not None:
        step = talk.library.sessions[place.session].steps[int(state.yes.removeprefix("step:"))]
        title = talk.library.routines[step.choose[0]].title.lower()
        ask = step.ask or talk.text("next_up", title=title)
        return talk.ask(*lead, ask=ask, yes=state.yes, no=state.no, choices=state.choices, last=last)
    if state.question == "timer":
        return talk.ask(*lead, ask=talk.text("timer_ask"), yes=state.yes, no=state.no, question="timer", last=last)
    if state.last == code("easing_only"):
        return talk.ask(*lead, ask=talk.text("easing_only"), yes=state.yes, last="easing_only")
    topic = _answered(talk, "topic") or _answered(talk, "help")
    if topic is not None and not last:
        last = f"topic:{topic.id}"
    if topic is not None:
        return talk.ask(*lead, ask=topic.offer, yes=topic.yes, choices=topic.choices, last=last)
    if state.last in {code("check"), code("check_now")}:
        asked = check_now(talk)
        return replace(asked, state=replace(asked.state, yes=state.yes, last=state.last))
    if state.last == code("advised"):
        said = [talk.text(name) for name in ("l2_call", "l2_worse", "l2_no_stretches")]
        return talk.ask(*said, ask=talk.text("l2_rest"), yes=state.yes, no=state.no, last="advised")
    if state.question == "resume" and place is not None:
        were = talk.text("here", where=talk.routine(place).where)
        return talk.ask(*lead, were, ask=talk.text("carry_on_or"), yes="resume", question="resume", last="welcome")
    if state.yes.startswith("routine:") and state.yes.partition(":")[2] in talk.library.routines:
        names = [one.partition(":")[2] for one in state.choices or (state.yes,)]
        if all(name in talk.library.routines for name in names):
            return offer(talk, names, *lead, no=state.no, last=last)
    return menu(talk, *lead)


def help_me(talk: Talk) -> Reply:
    """What can be said here, then the question again."""
    here = under_way(talk)
    if here is not None:
        return carry_on_question(talk, talk.text("help_playing"), last="help")
    topic = _answered(talk, "topic") or _answered(talk, "help")
    if topic is not None or (talk.state.yes and talk.state.question in {"offer", "timer"}):
        return ask_again(
            talk, talk.text("help_idle"), talk.text("help_say"), last=f"help:{topic.id}" if topic else "help"
        )
    return talk.ask(
        talk.text("help_idle"),
        talk.text("help_say"),
        talk.text("help_more"),
        ask=talk.text("anything"),
        yes="session:first_minutes",
        question="menu",
        reprompt=talk.text("anything_reprompt"),
        last="help",
    )


def not_understood(talk: Talk) -> Reply:
    """Help in context; nothing is skipped, nothing is lost."""
    here = under_way(talk)
    if here is not None and talk.state.mode == "playing":
        return still(talk, here, talk.text("missed"))
    if here is not None:
        return carry_on_question(talk, talk.text("missed"))
    if talk.state.yes and talk.state.question in {"offer", "timer", "resume"}:
        return ask_again(talk, talk.text("missed_idle"))
    return talk.ask(
        ask=talk.text("unsure"),
        yes=talk.state.yes or "session:first_minutes",
        no=talk.state.no or "menu",
        choices=talk.state.choices,
        question=talk.state.question or "menu",
        reprompt=talk.text("anything_reprompt"),
        last="menu",
    )
