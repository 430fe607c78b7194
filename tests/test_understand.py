"""Understanding: from any wording to the right help, and never past a warning sign."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from local_runner.evaluate import evaluate
from local_runner.normal import normal
from local_runner.understand import State, Understanding, rows
from skill import intents
from skill.library import library

HELD_OUT = Path(__file__).parent / "data" / "heldout.jsonl"


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    """One understanding of the British content for all tests."""
    return Understanding(library("en-GB"))


def held_out() -> list[dict[str, Any]]:
    """The sentences the matcher never learned from."""
    return [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]


def outcomes(understanding: Understanding, texts: list[str], state: State = "idle") -> dict[str, str]:
    """What each text was understood as."""
    return {text: understanding.resolve(text, state).outcome for text in texts}


def test_every_wording_resolves_to_its_own_label(understanding: Understanding) -> None:
    """A sentence that stands in the wordings is understood as the label it stands under, in every state."""
    levels = {f"sign:{name}": f"redflag:L{sign.level}" for name, sign in library("en-GB").signs.items()}
    accepted: dict[str, set[str]] = {}
    for label, _, text in rows():
        accepted.setdefault(text, set()).add(levels.get(label, label))
    states: tuple[State, ...] = ("idle", "routine", "checkin")
    wrong = [
        (text, state)
        for state in states
        for text, labels in accepted.items()
        if understanding.resolve(text, state).outcome not in labels
    ]
    assert [] == wrong


def test_hesitations_contractions_and_digits_make_no_difference() -> None:
    """Fillers fall away, contractions are opened, digits become words, and normal text stays as it is."""
    said = "Um, I can't hold it for 20 more secs, y'know!"
    assert "i can not hold it for twenty more secs" == normal(said)
    assert normal(said) == normal(normal(said))


def test_silence_and_noise_are_none(understanding: Understanding) -> None:
    """Nothing, punctuation or fillers alone are not understood, and nothing is raised."""
    assert {"": "none", "...": "none", "um er": "none"} == outcomes(understanding, ["", "...", "um er"])


def test_an_emergency_inside_another_request_wins_in_every_state(understanding: Understanding) -> None:
    """A warning sign is heard in a compound sentence, whatever else is asked for and whatever is going on."""
    said = "ice or heat, my legs are numb"
    states: tuple[State, ...] = ("idle", "routine", "checkin")
    assert ["redflag:L1"] * 3 == [understanding.resolve(said, state).outcome for state in states]


def test_between_two_levels_the_emergency_wins(understanding: Understanding) -> None:
    """One numb leg is for today; with a full bladder that will not empty it is for now."""
    assert "redflag:L2" == understanding.resolve("my left leg is numb", "routine").outcome
    assert "redflag:L1" == understanding.resolve("my left leg is numb and i can't pee", "routine").outcome


def test_other_persons_signs_count(understanding: Understanding) -> None:
    """A sign that somebody else has is a sign."""
    assert "redflag:L1" == understanding.resolve("my husband came off a ladder and his back hurts", "idle").outcome


def test_denied_signs_are_no_signs(understanding: Understanding) -> None:
    """What is denied or over is not reported."""
    texts = ["no numbness at all", "it isn't numb any more", "i'm not pregnant", "no fever and no chest pain"]
    found = outcomes(understanding, texts, "checkin")
    assert [] == [text for text, outcome in found.items() if outcome.startswith("redflag")]


def test_a_denial_ends_with_its_clause(understanding: Understanding) -> None:
    """One sign denied does not hide another that is named."""
    assert "redflag:L1" == understanding.resolve("no numbness but i can't feel my feet", "checkin").outcome
    assert "redflag:L1" == understanding.resolve("no my legs are both numb", "checkin").outcome


def test_asking_about_a_sign_is_not_having_it(understanding: Understanding) -> None:
    """Hypothetical questions get the topic, a report inside a question gets the sign."""
    asked = outcomes(understanding, ["what are the warning signs", "could a spasm feel like a heart attack"])
    assert [] == [text for text, outcome in asked.items() if outcome.startswith("redflag")]
    assert "redflag:L1" == understanding.resolve("can i stretch i can't feel between my legs", "idle").outcome


def test_lookalikes_are_what_they_mean(understanding: Understanding) -> None:
    """Everyday talk that shares words with a sign is not taken for one."""
    texts = {
        "my leg is on the chair": "control:ready",
        "end it now": "control:stop",
        "my foot dropped off the chair": "control:pause",
    }
    assert texts == outcomes(understanding, list(texts), "routine")


def test_signs_to_be_seen_soon_are_topics(understanding: Understanding) -> None:
    """The mildest signs are answered as topics."""
    texts = {"i'm pregnant": "topic:pregnant", "it's been three weeks and no better": "topic:when_doctor"}
    assert texts == outcomes(understanding, list(texts))


def test_the_state_decides_short_words(understanding: Understanding) -> None:
    """Short words are controls while something is going on."""
    assert "control:ready" == understanding.resolve("i'm down", "routine").outcome
    assert "control:yes" == understanding.resolve("okay", "checkin").outcome
    assert "control:stop" == understanding.resolve("stop", "idle").outcome


def test_a_request_carries_count_and_side(understanding: Understanding) -> None:
    """How many and which side first come in slots beside the routine."""
    found = understanding.resolve("knee to chest 7 times, left leg first", "idle")
    assert ("RoutineIntent", {"routine": "knee_to_chest", "count": "7", "side": "left"}) == (
        found.intent,
        dict(found.slots),
    )


def test_intents_are_those_the_skill_knows(understanding: Understanding) -> None:
    """Every label leads to an intent of the skill, with the slot it needs."""
    known = intents.meanings(library("en-GB"))
    for label, _, text in rows()[::40]:
        found = understanding.resolve(text, "idle")
        assert found.intent in known or intents.SLOTS[found.intent] in dict(found.slots), label


def test_a_physiotherapists_routine_is_found_by_its_names() -> None:
    """A routine without wordings is found by what it is called, also when it is heard a little wrong."""
    own = Understanding(library("en-GB"), {"wall_angels": ("wall angels", "the angel one")})
    for text in ("wall angels", "please start the wall angels", "let's do wall angel"):
        assert ("routine:wall_angels", "wall_angels") == (
            own.resolve(text, "idle").outcome,
            dict(own.resolve(text, "idle").slots)["routine"],
        )
    assert "redflag:L1" == own.resolve("wall angels but i can't feel my legs", "idle").outcome


def test_understanding_is_steady(understanding: Understanding) -> None:
    """The same words in the same state always mean the same."""
    assert 1 == len({understanding.resolve("would a bath help", "idle") for _ in range(3)})


def test_sentences_never_seen_are_mostly_understood(understanding: Understanding) -> None:
    """The held-out set keeps its standard: no emergency taken for anything but a sign, few false alarms."""
    report = evaluate(held_out(), understanding)
    assert {} == {name: round(count.share, 3) for name, count in report.sets.items() if count.share < 0.85}
    # Eleven lines mean nothing to the helper, so that one of them taken for something is a tenth.
    least = {name: 0.9 if name == "none" else 0.95 for name in report.safety}
    assert {} == {name: round(count.share, 3) for name, count in report.safety.items() if count.share < least[name]}
    assert report.median_ms < 3


def test_held_out_sentences_are_not_in_the_wordings() -> None:
    """What the matcher is judged by, it has not learned."""
    learned = {text for _, _, text in rows()}
    assert [] == [line["text"] for line in held_out() if normal(line["text"]) in learned]
