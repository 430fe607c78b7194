"""Whatever is said, in whatever order and at whatever time: no rule is broken, nothing is skipped, nothing is kept."""

from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from local_runner.device import Echo
from skill import intents
from skill.app import create
from skill.conversation import ended, respond
from skill.library import library
from skill.pacing import cue_ms
from skill.place import Bookmark, State, bookmark, state, to_table
from skill.reply import Meant

HANDLER = create("memory:")
CONTENT = library("en-US")
NOW_MS = 1_795_521_600_000
CONTROLS = sorted(set(intents.CONTROLS.values()))
MEANT = st.one_of(
    st.sampled_from([Meant("control", name) for name in CONTROLS]),
    st.sampled_from([Meant("control", name) for name in ("ready", "yes", "no", "better", "resume", "next")]),
    st.sampled_from([Meant("topic", name) for name in CONTENT.topics]),
    st.builds(
        Meant,
        st.just("routine"),
        st.sampled_from([*CONTENT.routines]),
        count=st.none() | st.integers(0, 99),
        side=st.sampled_from([None, "right", "left"]),
    ),
    st.sampled_from([Meant("session", name) for name in CONTENT.sessions]),
    st.sampled_from([Meant("sign", name) for name in CONTENT.signs]),
    st.sampled_from([Meant("none"), Meant("launch"), Meant("timer", "set"), Meant("timer", "no")]),
)
STEPS = st.lists(st.tuples(MEANT, st.integers(0, 400_000)), min_size=1, max_size=14)
INTENTS = st.sampled_from([*intents.meanings(CONTENT), "SomethingNew", "AMAZON.LoopOnIntent"])
SLOTTED: st.SearchStrategy[tuple[str, dict[str, str]]] = st.one_of(
    st.tuples(st.just("RoutineIntent"), st.sampled_from([{"routine": name} for name in CONTENT.routines])),
    st.tuples(st.just("SessionIntent"), st.sampled_from([{"session": name} for name in CONTENT.sessions])),
    st.tuples(INTENTS, st.builds(dict[str, str])),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(SLOTTED, st.floats(0, 1), st.integers(0, 200_000)), min_size=1, max_size=10), st.booleans())
def test_no_order_of_requests_breaks_a_rule(
    said: list[tuple[tuple[str, dict[str, str]], float, int]], echo: bool
) -> None:
    """Any intents, cut anywhere or answered after any wait: the device, which enforces every rule, takes each reply."""
    now = [NOW_MS]
    device = Echo(HANDLER, "en-US", lambda: now[0], device="amzn1.ask.device.a" if echo else "desktop.a")
    answer = device.launch()
    for (intent, slots), share, wait_ms in said:
        turn = answer.turn
        if turn is not None and share < 0.7:
            index = int(share / 0.7 * len(turn.cues))
            length = cue_ms(turn.cues[index], turn.rate)
            device.heard(index, length // 2, length)
        else:
            device.finished()
            now[0] += wait_ms
        answer = device.say(intent, slots)


@settings(max_examples=120, deadline=None)
@given(STEPS)
def test_a_state_survives_its_journey_and_never_names_what_was_asked(steps: list[tuple[Meant, int]]) -> None:
    """The session's attributes read back as they were, and hold no topic, no sign and no word that was said."""
    known, kept, now_ms = State(), Bookmark(), NOW_MS
    for meant, later_ms in steps:
        now_ms += later_ms
        reply = respond(CONTENT, known, kept, meant, now_ms)
        table = json.loads(json.dumps(to_table(reply.state)))
        assert reply.state == state(table)
        marks = json.loads(json.dumps(to_table(reply.bookmark)))
        assert reply.bookmark == bookmark(marks)
        assert set(marks) <= {"place", "left_ms", "pace", "noticed"}
        if meant.kind == "sign":
            assert meant.name not in json.dumps(table) or meant.name in CONTENT.topics
        if meant.kind == "topic":
            assert f'"{meant.name}"' not in json.dumps({**table, "yes": "", "no": "", "choices": []})
        known, kept = reply.state, reply.bookmark
    assert set(asdict(ended(CONTENT, known, kept, now_ms + 1_000))) == {"place", "left_ms", "pace", "noticed"}


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([*CONTENT.routines]),
    st.integers(0, 900_000),
    st.sampled_from(["help", "repeat", "resume", "which_side", "how_long_left"]),
)  # one strategy a word
def test_a_word_in_between_never_moves_on(name: str, at_ms: int, control: str) -> None:
    """Asked anything at any time, the routine goes on at the cue that was playing, or before it."""
    begun = respond(CONTENT, State(checked=True), Bookmark(noticed=True), Meant("routine", name), NOW_MS, echo=False)
    end = begun.state.end
    for meant in (Meant("control", control), Meant("none"), Meant("topic", "ice_or_heat")):
        reply = respond(CONTENT, begun.state, begun.bookmark, meant, NOW_MS + at_ms, echo=False)
        if reply.state.mode == "playing" and reply.state.place is not None and reply.state.place.routine == name:
            asked = reply.state.start >= end
            assert not asked or meant.name == "resume"
        elif reply.state.place is not None and reply.state.place.routine == name:
            assert reply.state.place.at <= end


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_what_hurt_is_never_started_again_in_the_session(steps: list[tuple[Meant, int]]) -> None:
    """Once a routine is to be left out, no order of words starts it."""
    begun = respond(CONTENT, State(checked=True), Bookmark(noticed=True), Meant("routine", "knee_to_chest"), NOW_MS)
    hurt = respond(CONTENT, begun.state, begun.bookmark, Meant("control", "that_hurts"), NOW_MS + 5_000)
    known, kept, now_ms = hurt.state, hurt.bookmark, NOW_MS
    for meant, later_ms in steps:
        now_ms += later_ms
        if meant.kind == "launch":
            continue
        reply = respond(CONTENT, known, kept, meant, now_ms)
        if reply.end:
            break
        known, kept = reply.state, reply.bookmark
        assert not (known.mode == "playing" and known.place is not None and known.place.routine == "knee_to_chest")
