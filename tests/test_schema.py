"""The loader is the schema: every mistake in a content file is found, all at once, naming file, cue and field."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from local_runner.authoring import TEMPLATE, check_own, template
from skill.library import ContentError, gather
from skill.schema import problems

CONTENT = gather()

EIGHT_LINES = """\
title = "Shoulder rolls"
stages = ["early", "recovering"]
start = "Sitting, or standing."
way_back = "Let your shoulders drop."
sources = ["Jane Doe, physiotherapist, 2026"]
reviewed = 2026-11-24
[[part]]
kind = "steps"
cues = [{ say = "Roll both shoulders back, slowly.", settle = 4 }]
"""

ROLLS = """\
title = "Shoulder rolls"
where = "rolling your shoulders"
spoken = ["shoulder rolls", "roll my shoulders"]
stages = ["early", "recovering"]
on_request = ["acute"]
gentler = "belly_breathing"
first_size = "short"
start = "Sitting, or standing."
posture = "sitting"
needs = ["a chair"]
why = "It loosens the upper back."
kind = "movement"
rate = "guide"
cautions = ["Ask first after a shoulder operation."]
easier = "Make it half as big."
way_back = "Let your shoulders drop."
offers = ["belly_breathing"]
sources = ["Jane Doe, physiotherapist, 2026"]
reviewed = 2026-11-24

[[part]]
kind = "steps"
cues = [{ say = "Sit tall.", settle = 3 }, { ready = "Are you sitting?" }]

[[part]]
kind = "repeats"
reps = { short = 3, full = 6, max = 8 }
sides = "alternate"
first = [{ say = "{Side} shoulder. Roll it back.", settle = 4 }, { hold = 5, hold_in = { acute = 2 } }]
again = [{ say = "{Side} shoulder.", settle = 4 }, { hold = 5 }]
break_after = 3
break_question = "{More} more, or is that enough?"

[[part]]
kind = "routine"
id = "pelvic_tilt"
reps = 3
hold = 5
"""

PACK = """\
title = "Neck pack"
stages = ["acute"]
start = "Sitting."
kind = "cold"
way_back = "Take the pack off."
sources = ["NHS-MPC"]
reviewed = 2026-11-24

[[part]]
kind = "stay"
total = { short = 300, full = 600 }
total_in = { acute = 300 }
check_in_every = 150
check_in = "Is that still comfortable?"
quiet = "Quiet for {next}."
out = "Lift it away at any time."
murmurs = ["Slow breaths."]
murmur_every = 60
skin_check_every = 300
skin_check = ["Lift the pack and look."]
"""


def _checked(folder: Path, **texts: str) -> list[str]:
    """The mistakes in a folder of files, by file name without its ending."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return check_own(folder)


def _changed(text: str, old: str, new: str) -> str:
    """A file with one change in it."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


# Good files


def test_our_own_content_has_no_mistakes() -> None:
    """All of it, laid out in every size at the slowest and the quickest pace."""
    assert [] == problems(CONTENT)


@pytest.mark.parametrize("text", [EIGHT_LINES, ROLLS, PACK], ids=["eight lines", "rolls", "pack"])
def test_a_good_routine_of_ones_own_has_no_mistakes(tmp_path: Path, text: str) -> None:
    """Eight lines are enough, and every key may be used."""
    assert [] == _checked(tmp_path, shoulder_rolls=text)


def test_the_template_is_a_good_routine(tmp_path: Path) -> None:
    """What `new-routine` writes can be checked and heard at once."""
    name, text = template("Shoulder rolls", "2026-11-24")
    assert "shoulder_rolls.toml" == name
    assert [] == _checked(tmp_path, shoulder_rolls=text)


def test_the_template_takes_the_name_it_is_given() -> None:
    """Words become the file name, a capital letter the title; a name without letters is refused."""
    name, text = template("  NECK-rolls!", "2026-11-24")
    assert ("neck_rolls.toml", "Neck rolls") == (name, tomllib.loads(text)["title"])
    assert "{title}" in TEMPLATE
    with pytest.raises(ContentError, match="a routine needs a name with letters"):
        template("123", "2026-11-24")


def test_sources_of_ones_own_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    """A short key counts when `sources.toml` beside the routines has it."""
    text = _changed(EIGHT_LINES, "Jane Doe, physiotherapist, 2026", "DOE")
    assert ['a.toml: sources: \'DOE\' is not in sources.toml; add it there, or write it out: "Jane Doe, '
            'physiotherapist, 2026"'] == _checked(tmp_path, a=text)  # fmt: skip
    assert [] == _checked(tmp_path, sources='[DOE]\nname = "Notes"\n')


# Every rule

MISTAKES = [
    # keys
    (ROLLS, "settle = 3 }", "puase = 3 }", "part 1, cue 1, puase: unknown key; known: hold"),
    (ROLLS, 'posture = "sitting"', 'postur = "sitting"', "postur: unknown key; did you mean 'posture'?"),
    (ROLLS, "break_after = 3", "brake_after = 3", "part 2, brake_after: unknown key; did you mean 'break_after'?"),
    (ROLLS, 'start = "Sitting, or standing."\n', "", "start: missing"),
    (ROLLS, 'start = "Sitting, or standing."', 'start = ""', "start: missing"),
    (ROLLS, 'way_back = "Let your shoulders drop."\n', "", "way_back: missing"),
    (ROLLS, "reviewed = 2026-11-24\n", "", "reviewed: missing"),
    (ROLLS, "reviewed = 2026-11-24", 'reviewed = "today"', "reviewed: 'today' is not a date"),
    (ROLLS, 'title = "Shoulder rolls"', "title = 5", "title: 5 is not text"),
    (ROLLS, 'stages = ["early", "recovering"]', "stages = []", "stages: empty"),
    (ROLLS, 'stages = ["early", "recovering"]', 'stages = "early"', "stages: 'early' is not a list of texts"),
    (ROLLS, 'needs = ["a chair"]', "needs = [1]", "needs: [1] is not a list of texts"),
    (ROLLS, 'title = "Shoulder rolls"', 'title = "Shoulder rolls"\nid = "Rolls!"',
     "id: 'Rolls!' is not small letters, digits and underscores"),
    # names
    (ROLLS, 'stages = ["early", "recovering"]', 'stages = ["later"]', "stages: there is no 'later'"),
    (ROLLS, 'on_request = ["acute"]', 'on_request = ["now"]', "on_request: there is no 'now'"),
    (ROLLS, 'offers = ["belly_breathing"]', 'offers = ["yoga"]', "offers: there is no 'yoga'"),
    (ROLLS, 'gentler = "belly_breathing"', 'gentler = "yoga"', "gentler: there is no routine 'yoga'"),
    (ROLLS, 'kind = "movement"', 'kind = "dance"',
     "kind: 'dance' is not one of movement, rest, transfer, breathing, cold, heat, walk"),
    (ROLLS, 'first_size = "short"', 'first_size = "tiny"', "first_size: 'tiny' is not one of short, full, max"),
    (ROLLS, 'rate = "guide"', 'rate = "fast"', "rate: 'fast' is not one of guide, rest, answer, urgent"),
    (ROLLS, 'id = "pelvic_tilt"', 'id = "yoga"', "part 3, id: there is no routine 'yoga'"),
    (ROLLS, 'kind = "routine"', 'kind = "dance"',
     "part 3, kind: 'dance' is not one of steps, repeats, stay, routine"),
    (ROLLS, 'sides = "alternate"', 'sides = "both"',
     "part 2, sides: 'both' is not one of none, alternate, one_then_other"),
    (ROLLS, 'spoken = ["shoulder rolls", "roll my shoulders"]', 'spoken = ["Shoulder rolls 2"]',
     "spoken: 'Shoulder rolls 2' is not small letters, spaces, apostrophes and hyphens"),
    (ROLLS, 'title = "Shoulder rolls"', 'title = "Five small slow shoulder rolls"',
     "title: 'Five small slow shoulder rolls' has more than four words"),
    # sources
    (ROLLS, 'sources = ["Jane Doe, physiotherapist, 2026"]\n', "", "sources: missing"),
    (ROLLS, 'sources = ["Jane Doe, physiotherapist, 2026"]', "sources = []", "sources: empty"),
    # numbers
    (ROLLS, "settle = 3 }", "settle = 0 }", "part 1, cue 1, settle: 0 is not a number from 0.5 to 60"),
    (ROLLS, "settle = 3 }", "settle = 61 }", "part 1, cue 1, settle: 61 is not a number from 0.5 to 60"),
    (ROLLS, "settle = 3 }", 'settle = "3" }', "part 1, cue 1, settle: '3' is not a number"),
    (ROLLS, "settle = 3 }", "settle = true }", "part 1, cue 1, settle: True is not a number"),
    (ROLLS, "settle = 3 }", "slot = 31 }", "part 1, cue 1, slot: 31 is not a number from 1 to 30"),
    (ROLLS, "{ hold = 5 }", "{ hold = 61 }", "part 2, again cue 2, hold: 61 is not a number from 1 to 60"),
    (ROLLS, "{ hold = 5 }", "{ hold = 2.5 }", "part 2, again cue 2, hold: 2.5 is not a whole number"),
    (ROLLS, "hold_in = { acute = 2 }", "hold_in = { later = 2 }",
     "part 2, first cue 2, hold_in: unknown key 'later'; known: acute, early, recovering, prevention"),
    (ROLLS, "hold_in = { acute = 2 }", "hold_in = { acute = 90 }",
     "part 2, first cue 2, hold_in, acute: 90 is not a number from 1 to 60"),
    (ROLLS, "full = 6,", "full = 31,", "part 2, reps, full: 31 is not a number from 1 to 30"),
    (ROLLS, "full = 6,", "full = 2.5,", "part 2, reps, full: 2.5 is not a whole number"),
    (ROLLS, "full = 6, max", "max", "part 2, reps: the size full is missing"),
    (ROLLS, "full = 6,", "full = 6, huge = 9,", "part 2, reps: unknown key 'huge'; known: short, full, max"),
    (ROLLS, "reps = 3\n", "reps = 0\n", "part 3, reps: 0 is not a number from 1 to 30"),
    (ROLLS, "break_after = 3", "break_after = 0", "part 2, break_after: 0 is not a number from 1 to 30"),
    (PACK, "full = 600", "full = 19", "part 1, total, full: 19 is not a number from 20 to 1200"),
    (PACK, "short = 300, full = 600", "short = 300", "part 1, total: the size full is missing"),
    (PACK, "check_in_every = 150", "check_in_every = 300",
     "part 1, check_in_every: 300 is not a number from 30 to 150"),
    (PACK, "murmur_every = 60", "murmur_every = 5", "part 1, murmur_every: 5 is not a number from 10 to 120"),
    # past twenty minutes
    (PACK, "full = 600", "full = 1201", "part 1, total, full: 1201 is not a number from 20 to 1200"),
    (PACK, "acute = 300", "acute = 1800", "part 1, total_in, acute: 1800 is not a number from 20 to 1200"),
    (PACK, "[[part]]", '[[part]]\nkind = "stay"\ntotal = { full = 900 }\ncheck_in_every = 150\ncheck_in = "Well?"\n'
     'quiet = "Quiet."\nout = "Lift it away."\nskin_check_every = 300\nskin_check = ["Look."]\n[[part]]',
     "part: its stays together last 1500 seconds (full), the limit is 1200"),
    # cold and heat without skin checks
    (PACK, "skin_check_every = 300\n", "",
     "part: a cold routine needs a stay with skin_check_every (at most 300 seconds)"),
    (PACK, 'kind = "stay"', 'kind = "steps"',
     "part: a cold routine needs a stay with skin_check_every (at most 300 seconds)"),
    (PACK, "skin_check_every = 300", "skin_check_every = 450",
     "part 1, skin_check_every: 450 is not a number from 60 to 300"),
    (PACK, "skin_check_every = 300", "skin_check_every = 200",
     "part 1, skin_check_every: a whole number of check_in_every, so that the look comes at a check-in"),
    (PACK, 'skin_check = ["Lift the pack and look."]\n', "",
     "part 1, skin_check: the words of the skin check are missing"),
    (PACK, 'out = "Lift it away at any time."\n', "", "part 1, out: missing"),
    # sentences
    (ROLLS, "Sit tall.", "Sit tall and keep both of your feet flat on the floor in front of the chair.",
     "part 1, cue 1, say: 17 words, the limit is 15"),
    (ROLLS, "Sit tall.", "Sit tall. Feet flat. Now breathe in. And out. Let your shoulders be soft and heavy.",
     "part 1, cue 1, say: 16 words, the limit is 15"),
    (ROLLS, "It loosens the upper back.", "One two three four five six seven eight nine ten eleven twelve and on it "
     "goes.", "why: 16 words, the limit is 15"),
    (ROLLS, "Sit tall.", "Sit tall", "part 1, cue 1, say: 'Sit tall' does not end like a sentence"),
    (ROLLS, "Sit tall.", "Sit  tall.", "part 1, cue 1, say: more than single spaces, or a line break"),
    (ROLLS, "Sit tall.", "Sit tall for 5 breaths.", "part 1, cue 1, say: '5' cannot be spoken; write it as words"),
    (ROLLS, "Sit tall.", "Sit tall (or stand).", "part 1, cue 1, say: '(' cannot be spoken; write it as words"),
    (ROLLS, "Sit tall.", "Call {emergancy} now.", "part 1, cue 1, say: nothing is called {emergancy}"),
    (ROLLS, "Sit tall.", "{Side} arm up.", "part 1, cue 1, say: nothing is called {Side}"),
    (ROLLS, "Are you sitting?", "Say ready.", "part 1, cue 2, ready: 'Say ready.' is not a question"),
    (ROLLS, "Are you sitting?\" }", "Are you sitting?\", settle = 3 }",
     "part 1, cue 2, ready: stands in a cue of its own"),
    (ROLLS, 'say = "Sit tall.", ', "", "part 1, cue 1: needs say, hold or ready"),
    (ROLLS, "{ hold = 5 }", "{ hold = 5, settle = 3 }", "part 2, again cue 2, settle: needs say"),
    (ROLLS, "settle = 3 }", 'settle = 3, why = "wait" }',
     "part 1, cue 1, why: 'wait' is not one of settle, hold, count, rest, breathe, listen"),
    (ROLLS, '"{Side} shoulder."', '"The shoulder."',
     "part 2, again cue 1, say: {Side} or {side} is missing; each side is named before it moves"),
    (ROLLS, "{More} more, or is that enough?", "Enough.", "part 2, break_question: 'Enough.' is not a question"),
    (ROLLS, 'sides = "alternate"', 'sides = "one_then_other"',
     "part 2, break_after: only with sides none or alternate"),
    (PACK, "Is that still comfortable?", "Comfortable.", "part 1, check_in: 'Comfortable.' is not a question"),
    # forbidden words
    *((ROLLS, "Sit tall.", f"Sit tall, {words}.", f"part 1, cue 1, say: {words!r} is not said to someone in pain")
      for words in ("like this", "as shown", "torn", "out of place", "great job", "sorry", "spinal cord", "damaged",
                    "clinically proven", "recommended by")),
    (ROLLS, "Sit tall.", "It's a slipped disc.", "part 1, cue 1, say: 'slipped disc' is not said to someone in pain"),
    (ROLLS, "Sit tall.", "It's crumbling.", "part 1, cue 1, say: 'crumbling' is not said to someone in pain"),
    (ROLLS, "Sit tall.", "Say Alexa, stop.", "part 1, cue 1, say: 'Alexa' is not said to someone in pain"),
    (ROLLS, "It loosens the upper back.", "It cures a stiff back.", "why: 'cures' is not said to someone in pain"),
    (ROLLS, "rolling your shoulders", "fixing a torn muscle", "where: 'torn' is not said to someone in pain"),
    (PACK, "Slow breaths.", "Great job.", "part 1, murmurs 1: 'Great job' is not said to someone in pain"),
    (PACK, "Lift the pack and look.", "Lift it like this.",
     "part 1, skin_check 1: 'like this' is not said to someone in pain"),
    # laid out
    (ROLLS, 'say = "Sit tall.", settle = 3', 'say = "Breathe in through your nose, slowly.", slot = 1',
     "laid out (short, slower): 'Breathe in through your nose, slowly.' does not fit into 1000 ms at 80 %"),
    (ROLLS, 'id = "pelvic_tilt"', 'id = "shoulder_rolls"',
     "part: a routine inside it holds it in turn, without an end"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "old", "new", "problem"), MISTAKES, ids=[m[3][:60] for m in MISTAKES])
def test_a_mistake_is_named_by_file_cue_and_field(tmp_path: Path, text: str, old: str, new: str, problem: str) -> None:
    """Each rule, in a file of one's own, in words that say what to do."""
    found = _checked(tmp_path, shoulder_rolls=_changed(text, old, new))
    assert [line for line in found if line.startswith(f"shoulder_rolls.toml: {problem}")], found


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """Of all files, also beside one that is not TOML at all; each line names its file, in one run."""
    rolls = ROLLS.replace("Sit tall.", "Sit like this").replace("settle = 3 }", "puase = 3 }")
    pack = PACK.replace("full = 600", "full = 2000").replace('sources = ["NHS-MPC"]', 'sources = ["NHS-NONE"]')
    found = _checked(tmp_path, shoulder_rolls=rolls, neck_pack=pack, broken="title = \n", sources="[DOE\n")
    assert [
        "broken.toml: not valid TOML: Invalid value (at line 1, column 9)",
        "neck_pack.toml: part 1, total, full: 2000 is not a number from 20 to 1200",
        "neck_pack.toml: sources: 'NHS-NONE' is not in sources.toml; add it there, "
        'or write it out: "Jane Doe, physiotherapist, 2026"',
        "shoulder_rolls.toml: part 1, cue 1, puase: unknown key; known: hold, hold_in, ready, say, settle, slot, why",
        "shoulder_rolls.toml: part 1, cue 1, say: 'Sit like this' does not end like a sentence",
        "shoulder_rolls.toml: part 1, cue 1, say: 'like this' is not said to someone in pain",
        "sources.toml: not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 5)",
    ] == sorted(found)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    """The one line names it."""
    assert [f"{tmp_path / 'none'}: there is no such folder"] == check_own(tmp_path / "none")


def test_a_file_that_is_not_text_is_said_so(tmp_path: Path) -> None:
    """A picture, or a file saved in another encoding."""
    (tmp_path / "rolls.toml").write_bytes(b'title = "\xff\xfe"')
    assert ["rolls.toml: not UTF-8 text: save it as UTF-8"] == check_own(tmp_path)


JUNK = ["5", "-1", "2.5", "true", '""', '"x"', "[]", "[[]]", "[5]", "{}", "{ x = 5 }", "2026-11-24"]
LINES = [line for line in (ROLLS + PACK).splitlines() if " = " in line]


@pytest.mark.parametrize("line", sorted(set(LINES)))
def test_no_value_however_wrong_is_more_than_a_mistake(tmp_path: Path, line: str) -> None:
    """Anything under any key is reported or taken; nothing raises, and what is taken can be laid out."""
    key = line.partition(" = ")[0]
    text = ROLLS if line in ROLLS.splitlines() else PACK
    files = {}
    for letter, junk in zip("abcdefghijkl", JUNK, strict=True):
        changed = "\n".join(f"{key} = {junk}" if one == line else one for one in text.splitlines())
        files[letter] = changed.replace("houlder roll", f"houlder {letter}").replace("my shoulder", f"my {letter}")
        files[letter] = files[letter].replace("Neck pack", f"Pack {letter}")
    wrong = {found.partition(".toml: ")[0] for found in _checked(tmp_path, **files)}
    assert wrong <= set(files)
    for letter in wrong:
        (tmp_path / f"{letter}.toml").unlink()
    assert [] == check_own(tmp_path)


# Clashes


def test_an_id_of_the_programs_own_cannot_be_taken(tmp_path: Path) -> None:
    """And ours stays what it is."""
    found = _checked(tmp_path, bridge=EIGHT_LINES)
    assert ["bridge.toml: id: 'bridge' is taken by the program itself; choose another"] == found
    assert CONTENT["routines"]["bridge"] == gather(tmp_path)["routines"]["bridge"]


def test_two_files_cannot_have_one_id(tmp_path: Path) -> None:
    """The first in the order of the alphabet keeps it."""
    other = EIGHT_LINES.replace("Shoulder rolls", "Arm swings")
    found = _checked(tmp_path, a='id = "rolls"\n' + EIGHT_LINES, b='id = "rolls"\n' + other)
    assert ["b.toml: id: 'rolls' is taken by a.toml; choose another"] == found


def test_a_name_that_means_another_routine_cannot_be_taken(tmp_path: Path) -> None:
    """One of the two could never be asked for: by title or by spoken name, ours or one's own."""
    found = _checked(
        tmp_path,
        a=EIGHT_LINES.replace("Shoulder rolls", "Cat and cow"),
        b='spoken = ["swings", "knee hug"]\n' + EIGHT_LINES.replace("Shoulder rolls", "Swings"),
        c=EIGHT_LINES.replace("Shoulder rolls", "Swings"),
    )
    assert [
        "a.toml: spoken: 'cat and cow' already means cat_cow; choose another name",
        "b.toml: spoken: 'knee hug' already means knee_to_chest; choose another name",
        "b.toml: spoken: 'swings' already means c; choose another name",
        "c.toml: spoken: 'swings' already means b; choose another name",
    ] == sorted(found)


# Topics, warning signs, sessions


def _with(kind: str, name: str, **changes: Any) -> list[str]:
    """The mistakes in our own content with one table changed."""
    raw = deepcopy(CONTENT)
    raw[kind][name] |= changes
    return problems(raw)


LONG = "Lie down and rest. " * 14


@pytest.mark.parametrize(
    ("kind", "name", "changes", "problem"),
    [
        ("topics", "sleep", {"anwser": "x"}, "topic sleep: anwser: unknown key; did you mean 'answer'?"),
        ("topics", "sleep", {"answer": LONG.strip()}, "topic sleep: answer: 56 words, the limit is 55"),
        ("topics", "sleep", {"answer": "A torn muscle."}, "topic sleep: answer: 'torn' is not said to someone in pain"),
        ("topics", "sleep", {"offer": "Rest."}, "topic sleep: offer: 'Rest.' is not a question"),
        ("topics", "sleep", {"yes": "routine:yoga"}, "topic sleep: yes: 'routine:yoga' leads nowhere"),
        ("topics", "sleep", {"choices": ["topic:none"]}, "topic sleep: yes: 'topic:none' leads nowhere"),
        ("topics", "sleep", {"sources": []}, "topic sleep: sources: empty"),
        ("topics", "sleep", {"sources": ["NHS-NONE"]},
         "topic sleep: sources: 'NHS-NONE' is not in sources.toml; add it there"),
        ("topics", "ibuprofen", {"answer": "You can take it."},
         "topic ibuprofen: answer: names a dose or gives leave: 'You can take'"),
        ("topics", "ibuprofen", {"answer": "Two tablets every six hours."},
         "topic ibuprofen: answer: names a dose or gives leave: 'Two tablets every six hours'"),
        ("topics", "paracetamol", {"offer": "Take one every four hours?"},
         "topic paracetamol: answer: names a dose or gives leave: 'one every four hours'"),
        ("signs", "both_legs", {"level": 4}, "warning sign both_legs: level: 1, 2 or 3, not 4"),
        ("signs", "both_legs", {"reason": "Your spinal cord hurts."},
         "warning sign both_legs: reason: 'spinal cord' is not said to someone in pain"),
        ("signs", "both_legs", {"tel": "x"}, "warning sign both_legs: tel: unknown key; did you mean 'tell'?"),
        ("signs", "both_legs", {"sources": ["X"]}, "warning sign both_legs: sources: 'X' is not in sources.toml"),
        ("sessions", "first_hour", {"stage": "later"}, "session first_hour, stage: there is no 'later'"),
        ("sessions", "first_hour", {"steps": []}, "session first_hour: steps: empty"),
        ("sessions", "first_hour", {"steps": [{"routines": []}]}, "session first_hour, step 1: routines: empty"),
        ("sessions", "first_hour", {"steps": [{"routines": ["yoga"]}]},
         "session first_hour, step 1, routines: there is no 'yoga'"),
        ("sessions", "first_hour", {"steps": [{"routines": ["heat", "cold_pack"]}]},
         "session first_hour, step 1: ask: a choice needs a question"),
        ("sessions", "first_hour", {"steps": [{"routines": ["heat"], "size": "huge"}]},
         "session first_hour, step 1, size: there is no 'huge'"),
        ("routines", "bridge", {"easier": ""}, "bridge.toml: easier: missing"),
        ("routines", "bridge", {"sources": ["Jane Doe, physiotherapist"]},
         "bridge.toml: sources: 'Jane Doe, physiotherapist' is not in sources.toml; add it there"),
    ],
)  # fmt: skip
def test_a_mistake_in_our_own_content_is_named(kind: str, name: str, changes: dict[str, Any], problem: str) -> None:
    """Our own routines need more keys than an added one; topics, signs and sessions have rules of their own."""
    found = _with(kind, name, **changes)
    assert [line for line in found if line.startswith(problem)], found


def test_words_are_counted_with_a_placeholder_as_one() -> None:
    """Fifteen words pass and sixteen do not."""
    fifteen = "Call {advice} if one two three four five six seven eight nine ten eleven twelve."
    assert [] == _with("topics", "sleep", answer=fifteen)
    assert ["topic sleep: answer: 16 words, the limit is 15: " + repr(fifteen.replace(".", " now."))] == _with(
        "topics", "sleep", answer=fifteen.replace(".", " now.")
    )
