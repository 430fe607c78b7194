"""Which intent means what: the one table between an interaction model and the conversation.

What an intent means follows from its name alone, so a model made from the content and this table cannot disagree:
topics, warning signs and controls have an intent each, routines and sessions come in a slot.
"""

from __future__ import annotations

from collections.abc import Mapping

from skill.library import Library
from skill.reply import Meant

BUILT_IN: Mapping[str, str] = {
    "AMAZON.StopIntent": "stop",
    "AMAZON.CancelIntent": "stop",
    "AMAZON.PauseIntent": "pause",
    "AMAZON.ResumeIntent": "resume",
    "AMAZON.RepeatIntent": "repeat",
    "AMAZON.NextIntent": "next",
    "AMAZON.PreviousIntent": "previous",
    "AMAZON.StartOverIntent": "start_over",
    "AMAZON.YesIntent": "yes",
    "AMAZON.NoIntent": "no",
    "AMAZON.HelpIntent": "help",
}
"""The built-in intents, by the control each one is."""
OWN: Mapping[str, str] = {
    "ReadyIntent": "ready",
    "SlowerIntent": "slower",
    "FasterIntent": "faster",
    "HowLongLeftIntent": "how_long_left",
    "WhichSideIntent": "which_side",
    "EasierIntent": "easier",
    "ThatHurtsIntent": "that_hurts",
    "BetterIntent": "better",
}
"""Our own intents for controls the platform has no built-in for."""
CONTROLS: Mapping[str, str] = {**BUILT_IN, **OWN}
FALLBACK = "AMAZON.FallbackIntent"
HOME = "AMAZON.NavigateHomeIntent"
ROUTINE, SESSION = "RoutineIntent", "SessionIntent"
SLOTS: Mapping[str, str] = {ROUTINE: "routine", SESSION: "session"}
"""The slot that carries the id, in the intents that have one."""
COUNT, SIDE = "count", "side"
"""Further slots of the routine intent: how many repeats, which side begins."""


def camel(name: str) -> str:
    """The intent-name form of an id: `ice_or_heat` is `IceOrHeat`."""
    return "".join(part.capitalize() for part in name.split("_"))


def topic_intent(name: str) -> str:
    """The intent of a topic."""
    return f"{camel(name)}Question"


def sign_intent(name: str) -> str:
    """The intent of a warning sign."""
    return f"{camel(name)}Warning"


def meanings(library: Library) -> dict[str, Meant]:
    """What each intent without a slot means."""
    table = {intent: Meant("control", control) for intent, control in CONTROLS.items()}
    table |= {topic_intent(name): Meant("topic", name) for name in library.topics}
    table |= {sign_intent(name): Meant("sign", name) for name in library.signs}
    table[FALLBACK] = Meant("none")
    table[HOME] = Meant("control", "stop")
    return table
