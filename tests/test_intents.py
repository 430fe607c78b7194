"""Which intent means what: the one table between an interaction model and the conversation."""

from __future__ import annotations

import re

import pytest

from skill import intents
from skill.library import LOCALES, library
from skill.reply import Meant
from skill.steering import CONTROLS

EN_US = library("en-US")
MEANINGS = intents.meanings(EN_US)


@pytest.mark.parametrize(
    ("name", "topic", "sign"),
    [
        ("ice_or_heat", "IceOrHeatQuestion", "IceOrHeatWarning"),
        ("chest", "ChestQuestion", "ChestWarning"),
        ("l1_b", "L1BQuestion", "L1BWarning"),
    ],
)
def test_the_name_of_an_intent_follows_from_its_id(name: str, topic: str, sign: str) -> None:
    """A model made from the content and this table cannot disagree."""
    assert (topic, sign) == (intents.topic_intent(name), intents.sign_intent(name))


@pytest.mark.parametrize(
    ("intent", "control"),
    [
        ("AMAZON.StopIntent", "stop"),
        ("AMAZON.CancelIntent", "stop"),
        ("AMAZON.NavigateHomeIntent", "stop"),
        ("AMAZON.PauseIntent", "pause"),
        ("AMAZON.ResumeIntent", "resume"),
        ("AMAZON.RepeatIntent", "repeat"),
        ("AMAZON.NextIntent", "next"),
        ("AMAZON.PreviousIntent", "previous"),
        ("AMAZON.StartOverIntent", "start_over"),
        ("AMAZON.YesIntent", "yes"),
        ("AMAZON.NoIntent", "no"),
        ("AMAZON.HelpIntent", "help"),
        ("ReadyIntent", "ready"),
        ("SlowerIntent", "slower"),
        ("FasterIntent", "faster"),
        ("HowLongLeftIntent", "how_long_left"),
        ("WhichSideIntent", "which_side"),
        ("EasierIntent", "easier"),
        ("ThatHurtsIntent", "that_hurts"),
        ("BetterIntent", "better"),
    ],
)
def test_every_control_has_its_intent(intent: str, control: str) -> None:
    """The built-in ones a skill needs, and our own."""
    assert Meant("control", control) == MEANINGS[intent]


def test_every_control_there_is_can_be_said() -> None:
    """No control without an intent, and no intent for a control that does not exist."""
    said = {meant.name for meant in MEANINGS.values() if meant.kind == "control"}
    assert set(CONTROLS) == said


def test_fallback_means_nothing_that_is_known() -> None:
    """It is answered with help in context."""
    assert Meant("none") == MEANINGS["AMAZON.FallbackIntent"]


def test_every_topic_and_every_sign_has_an_intent_of_its_own() -> None:
    """One intent each; none takes the name of another."""
    topics = sorted(meant.name for meant in MEANINGS.values() if meant.kind == "topic")
    signs = sorted(meant.name for meant in MEANINGS.values() if meant.kind == "sign")
    assert (sorted(EN_US.topics), sorted(EN_US.signs)) == (topics, signs)
    assert len(intents.CONTROLS) + 2 + len(topics) + len(signs) == len(MEANINGS)


def test_a_slot_carries_routines_and_sessions() -> None:
    """These two have no fixed meaning, so they are not in the table."""
    assert {"RoutineIntent": "routine", "SessionIntent": "session"} == intents.SLOTS
    assert set() == set(intents.SLOTS) & set(MEANINGS)


def test_names_are_letters_only() -> None:
    """The platform takes letters and underscores, with its own prefix on its own intents."""
    wrong = [name for name in [*MEANINGS, *intents.SLOTS] if not re.fullmatch(r"(AMAZON\.)?[A-Za-z_]+", name)]
    assert [] == wrong


@pytest.mark.parametrize("locale", LOCALES)
def test_an_intent_means_the_same_in_every_locale(locale: str) -> None:
    """A locale differs in words only."""
    assert MEANINGS == intents.meanings(library(locale))
