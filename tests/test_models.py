"""The interaction models and the manifest keep the platform's rules (alexa-platform.md, section 11, rules 9 and 10)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from skill import intents, manifest, models, rehearsal
from skill.library import LOCALES, ContentError, library
from skill.models import INVOCATION, built, language
from skill.samples import bare, expanded, gather, key
from skill.wordings import templates

SLOT = re.compile(r"\{(\w+)\}")
every_locale = pytest.mark.parametrize("locale", LOCALES)


def _intents(locale: str) -> dict[str, dict[str, Any]]:
    return {intent["name"]: intent for intent in language(built(locale))["intents"]}


def _types(locale: str) -> dict[str, list[dict[str, Any]]]:
    return {kind["name"]: kind["values"] for kind in language(built(locale))["types"]}


def _spoken_values(locale: str) -> Iterator[tuple[str, str, str]]:
    for kind, values in _types(locale).items():
        for value in values:
            yield kind, value["id"], value["name"]["value"]
            yield from ((kind, value["id"], synonym) for synonym in value["name"]["synonyms"])


# Names


@every_locale
def test_an_intent_stands_for_every_meaning_and_no_other(locale: str) -> None:
    """The model and the table of the handlers have the same intents."""
    wanted = {*intents.meanings(library(locale)), intents.ROUTINE, intents.SESSION}
    assert wanted == set(_intents(locale))


@every_locale
def test_intent_names_are_letters_and_underscores(locale: str) -> None:
    """The platform takes no digits, spaces or periods in a name, but for its own prefix; at most 250 intents."""
    names = [intent["name"] for intent in language(built(locale))["intents"]]
    assert [name for name in names if not re.fullmatch(r"(AMAZON\.)?[A-Za-z_]+", name)] == []
    assert len(names) == len(set(names)) <= 250


@every_locale
def test_the_built_in_intents_a_skill_needs_are_there(locale: str) -> None:
    """Cancel, Help, Stop, NavigateHome and Fallback are required, Pause and Resume needed in a guided routine."""
    needed = "Cancel Help Stop NavigateHome Fallback Yes No Pause Resume Repeat Next Previous StartOver"
    assert set() == {f"AMAZON.{name}Intent" for name in needed.split()} - set(_intents(locale))


def test_every_locale_has_the_same_intents_slots_and_values() -> None:
    """A locale differs in words only."""
    shapes = [
        (
            [(intent["name"], intent["slots"]) for intent in language(built(locale))["intents"]],
            [(kind, [value["id"] for value in values]) for kind, values in _types(locale).items()],
        )
        for locale in LOCALES
    ]
    assert all(shape == shapes[0] for shape in shapes)


def test_the_invocation_name_keeps_the_rules() -> None:
    """Two words or more, small letters, no launch word, no wake word, none of the words health skills avoid."""
    words = INVOCATION.split()
    launch = "ask tell open start launch enable run play begin use talk load resume"
    wake = "alexa amazon echo computer ziggy skill app"
    avoided = "emergency rescue sos doctor cure medical first aid treat therapy the a an for to of"
    assert re.fullmatch(r"[a-z]+( [a-z]+)+", INVOCATION)
    assert set() == set(words) & set(f"{launch} {wake} {avoided}".split())
    assert {INVOCATION} == {language(built(locale))["invocationName"] for locale in LOCALES}


# Samples


@every_locale
def test_samples_are_made_of_legal_characters(locale: str) -> None:
    """Letters, spaces, apostrophes, hyphens, periods of abbreviations, and slots in braces."""
    legal = re.compile(r"[A-Za-z '.{}-]+")
    samples = [sample for intent in _intents(locale).values() for sample in intent["samples"]]
    assert [sample for sample in samples if not legal.fullmatch(sample) or sample != " ".join(sample.split())] == []
    assert [sample for sample in samples if re.search(r"[a-z]{2}\.|(^| )['.-]+( |$)", sample)] == []


@every_locale
def test_no_sample_is_said_twice(locale: str) -> None:
    """Within and across intents, whatever its capitals, hyphens, apostrophes and periods."""
    counts = Counter(key(sample) for intent in _intents(locale).values() for sample in intent["samples"])
    assert [sample for sample, count in counts.items() if count > 1] == []


@every_locale
def test_slots_are_declared_with_a_type_that_exists(locale: str) -> None:
    """Every slot in a sample is declared, every declared slot is used, and a name has one type everywhere."""
    types: dict[str, str] = {}
    for intent in _intents(locale).values():
        declared = {slot["name"]: slot["type"] for slot in intent["slots"]}
        assert set(declared) == {slot for sample in intent["samples"] for slot in SLOT.findall(sample)}
        for name, kind in declared.items():
            assert kind == types.setdefault(name, kind)
    assert set(_types(locale)) == {kind for kind in types.values() if not kind.startswith("AMAZON.")}
    assert types == {"routine": "RoutineName", "session": "SessionName", "count": "AMAZON.NUMBER", "side": "Side"}


@every_locale
def test_every_intent_of_our_own_has_samples(locale: str) -> None:
    """Only the built-in intents may be without; Cancel shares the wordings of Stop, Fallback cannot be extended."""
    without = {name for name, intent in _intents(locale).items() if not intent["samples"]}
    assert {"AMAZON.CancelIntent", "AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"} == without


@every_locale
def test_warning_signs_keep_their_wordings(locale: str) -> None:
    """Each sign has dozens of samples, all of them together far more than hundreds."""
    counts = {name: len(intent["samples"]) for name, intent in _intents(locale).items() if name.endswith("Warning")}
    assert len(counts) == len(library(locale).signs)
    assert min(counts.values()) >= 30
    assert sum(counts.values()) >= 2000


@every_locale
def test_every_wording_of_a_warning_sign_is_a_sample_of_it(locale: str) -> None:
    """Only another, more urgent sign may have a sentence that is worded for a sign."""
    kept = {name: {key(sample) for sample in intent["samples"]} for name, intent in _intents(locale).items()}
    signs = [intents.sign_intent(name) for name in library(locale).signs]
    every = set().union(*(kept[sign] for sign in signs))
    for label, sentences in expanded(templates(), locale):
        if label.startswith("sign:"):
            assert [sentence for sentence in sentences if key(sentence) not in every] == []


def test_words_take_the_spelling_of_the_locale() -> None:
    """British English has colour, American English color."""
    said = {locale: " ".join(text for _, _, text in rehearsal.sentences(built(locale))).split() for locale in LOCALES}
    assert "tumour" in said["en-GB"] and "tumor" not in said["en-GB"]
    assert "tumor" in said["en-US"] and "tumour" not in said["en-US"]


# Slot values


@every_locale
def test_every_routine_and_session_is_a_value_with_its_id(locale: str) -> None:
    """The id is what the handlers read; a value has at least one other name."""
    content, types = library(locale), _types(locale)
    assert list(content.routines) == [value["id"] for value in types["RoutineName"]]
    assert list(content.sessions) == [value["id"] for value in types["SessionName"]]
    assert [value["id"] for value in types["Side"]] == ["right", "left"]
    titles = [value["name"]["value"] for value in types["RoutineName"]]
    assert [routine.title for routine in content.routines.values()] == titles
    assert all(value["name"]["synonyms"] for values in types.values() for value in values)


@every_locale
def test_slot_values_are_short_legal_and_said_once(locale: str) -> None:
    """140 characters at most, letters only, and no name of two things."""
    seen: dict[str, tuple[str, str]] = {}
    for kind, name, value in _spoken_values(locale):
        assert len(value) <= 140 and re.fullmatch(r"[A-Za-z '.-]+", value), value
        assert key(value) not in seen, (value, seen.get(key(value)))
        seen[key(value)] = (kind, name)


@every_locale
def test_no_sample_is_a_value_or_a_frame_around_one(locale: str) -> None:
    """What one intent says is never also another intent with its slot filled: "give me the bridge", "heat please"."""
    owner = {key(value): kind for kind, _, value in _spoken_values(locale)}
    frames = [key(sample.replace("{routine}", "|")) for sample in _intents(locale)[intents.ROUTINE]["samples"]]
    around = {tuple(part.strip() for part in frame.split("|")) for frame in frames if "{" not in frame}
    plain = {
        key(sample): name
        for name, intent in _intents(locale).items()
        if not intent["slots"]
        for sample in intent["samples"]
    }
    both = []
    for sample, name in plain.items():
        words = sample.split()
        for start, end in combinations(range(len(words) + 1), 2):
            parts = (" ".join(words[:start]), " ".join(words[end:]))
            if " ".join(words[start:end]) in owner and parts in around:
                both.append((sample, name))
    assert both == []


@every_locale
def test_a_one_word_sample_is_no_value_of_a_slot(locale: str) -> None:
    """Said alone, "right" means ready; so the side is "right side"."""
    values = {key(value) for _, _, value in _spoken_values(locale)}
    samples = [sample for intent in _intents(locale).values() for sample in intent["samples"]]
    assert [sample for sample in samples if len(sample.split()) == 1 and key(sample) in values] == []
    assert "right" in _intents(locale)["ReadyIntent"]["samples"]


def test_a_wording_loses_its_frame_and_nothing_else() -> None:
    """A frame is one of the samples around the slot; a sentence that only begins like one stays whole."""
    assert bare("talk me through the chair position") == "chair position"
    assert bare("let's do a short walk please") == "short walk"
    assert bare("um the one where my knees make square corners") == "one where my knees make square corners"
    assert bare("start with stopping and breathing") == "start with stopping and breathing"
    assert bare("move my ankles") == "move my ankles"


@every_locale
def test_every_wording_of_a_routine_is_still_understood_whole(locale: str) -> None:
    """Frame and value together give back the sentence it was made of."""
    samples = set(_intents(locale)[intents.ROUTINE]["samples"])
    values = {key(value): name for kind, name, value in _spoken_values(locale) if kind == "RoutineName"}
    wording = "talk me through the hamstring stretch"
    assert "talk me through the {routine}" in samples
    assert values[bare(wording)] == "hamstring_towel"
    assert {"{routine}", "the {routine}", "start {routine}", "{routine} {count} times"} <= samples
    assert "{routine} {side} first" in samples


# Files


@every_locale
def test_a_model_is_below_the_limit_of_size(locale: str) -> None:
    """1.5 MB a model."""
    assert len(models.text(locale).encode()) < 1_500_000


def test_the_committed_files_are_those_of_the_content() -> None:
    """`build-models --check` finds nothing to do."""
    assert models.check() == []
    assert manifest.check() == []


def test_check_names_what_differs(tmp_path: Path) -> None:
    """A missing file, a file too many, a lost sample, a broken file: each is a sentence."""
    models.write(tmp_path)
    assert models.check(tmp_path) == []
    (tmp_path / "en-US.json").unlink()
    (tmp_path / "fr-FR.json").write_text("{}")
    (tmp_path / "en-CA.json").write_text("[]")
    changed = json.loads((tmp_path / "en-GB.json").read_text())
    chest = next(intent for intent in language(changed)["intents"] if intent["name"] == "ChestWarning")
    lost = chest["samples"].pop()
    (tmp_path / "en-GB.json").write_text(json.dumps(changed))
    expected = [
        "fr-FR.json: no such locale",
        "en-US.json: missing",
        "en-CA.json: not an interaction model",
        f"en-GB.json: ChestWarning: 1 to add, 0 to take away, such as {lost!r}",
    ]
    assert expected == models.check(tmp_path)


def test_a_model_is_in_the_words_of_its_library() -> None:
    """The words of one locale do not go into the file of another."""
    with pytest.raises(ValueError, match="en-GB"):
        models.model(library("en-GB"), "en-US")


# Rehearsal


def test_near_finds_sentences_of_two_labels_that_are_almost_the_same() -> None:
    """Within one label they may be as alike as they like."""
    said = [("a", "the first minute"), ("b", "the first minutes"), ("a", "the first minuted"), ("b", "something else")]
    found = rehearsal.near(said)
    assert {("the first minute", "the first minutes"), ("the first minuted", "the first minutes")} == {
        tuple(sorted((pair.first[1], pair.second[1]))) for pair in found
    }
    assert all(pair.likeness >= rehearsal.NEAR for pair in found)


def test_replay_gives_every_sentence_to_the_resolver() -> None:
    """A resolver that knows the model makes no mistake, one that knows one answer makes all the others."""
    known = {sentence: f"{name}:{value}" if value else name for name, value, sentence in _said("en-GB")}
    assert rehearsal.replay(lambda _, sentence: known[sentence], ["en-GB"]) == []
    assert rehearsal.replay(lambda _, sentence: known[sentence].partition(":")[0], ["en-GB"]) == []
    misses = rehearsal.replay(lambda *_: "ChestWarning", ["en-GB"])
    assert len(misses) == len(known) - len(_intents("en-GB")["ChestWarning"]["samples"])
    assert rehearsal.Miss("en-GB", "stop", "AMAZON.StopIntent", "ChestWarning") in misses


def _said(locale: str) -> list[tuple[str, str, str]]:
    return list(rehearsal.sentences(built(locale)))


@every_locale
def test_every_sentence_is_said_for_one_thing(locale: str) -> None:
    """With its slots filled, no sentence of a model means two things."""
    meant: dict[str, set[str]] = {}
    for name, value, sentence in _said(locale):
        meant.setdefault(key(sentence), set()).add(f"{name}:{value}")
    assert {sentence: many for sentence, many in meant.items() if len(many) > 1} == {}


def test_the_report_counts_samples_and_names_clashes() -> None:
    """Every locale and intent is counted, and what two labels claim is told."""
    report = rehearsal.report()
    assert list(LOCALES) == list(report.samples) == list(report.size)
    assert report.samples["en-IN"]["SleepQuestion"] == len(_intents("en-IN")["SleepQuestion"]["samples"])
    assert set(gather(library("en-US")).clashes) <= set(report.clashes)


# Manifest


def _published(locale: str) -> dict[str, Any]:
    published: dict[str, Any] = manifest.manifest()["manifest"]["publishingInformation"]["locales"][locale]
    return published


@every_locale
def test_the_description_begins_with_the_disclaimer(locale: str) -> None:
    """A health skill says what it is not and whom to call, in its first paragraph."""
    first = _published(locale)["description"].split("\n\n")[0]
    for part in (
        "It is not medical advice",
        "not a substitute for",
        "It cannot diagnose",
        "it cannot call for help",
        f"call {library(locale).words['emergency_digits']}, or your local emergency number.",
    ):
        assert part in first


def test_no_locale_names_the_emergency_number_of_another() -> None:
    """911 in America only, 999 in Britain only; Australia names both countries."""
    first = {locale: set(re.findall(r"\d+", _published(locale)["description"].split("\n\n")[0])) for locale in LOCALES}
    assert {
        "en-US": {"911"},
        "en-CA": {"911"},
        "en-GB": {"999"},
        "en-AU": {"000", "111"},
        "en-IN": {"112"},
    } == first


@every_locale
def test_example_phrases_are_samples(locale: str) -> None:
    """Three, the first with wake word, launch word and name; the rest of the others is literally a sample."""
    first, *others = _published(locale)["examplePhrases"]
    samples = {sample for intent in _intents(locale).values() for sample in intent["samples"]}
    assert f"Alexa, open {INVOCATION}" == first
    assert len(others) == 2
    for phrase in others:
        assert phrase.startswith(f"Alexa, ask {INVOCATION} ")
        assert phrase.removeprefix(f"Alexa, ask {INVOCATION} ") in samples


@every_locale
def test_what_the_store_text_says_to_say_is_understood(locale: str) -> None:
    """Every phrase in quotes, in the description and for the people who test, is a sample with its slots filled."""
    known = {sample for intent in _intents(locale).values() for sample in intent["samples"]}
    for title in (value["name"]["value"].lower() for value in _types(locale)["RoutineName"]):
        samples = _intents(locale)[intents.ROUTINE]["samples"]
        known |= {sample.format(routine=title, count="five", side="right side") for sample in samples}
    testing = manifest.manifest()["manifest"]["publishingInformation"]["testingInstructions"]
    phrases = re.findall(r'"(?:Alexa, )?([^"]+)"', _published(locale)["description"] + testing)
    assert len(phrases) > 10
    assert set(phrases) - known == {f"open {INVOCATION}"}


@every_locale
def test_the_store_text_claims_nothing(locale: str) -> None:
    """No cure, no proof, no recommendation, no service that saves lives; the name says neither "Alexa" nor "skill"."""
    published = _published(locale)
    assert published["name"] == "Back Spasm Helper"
    claims = (
        r"\b(cures?|heals?|relieves?|treats|therapy|therapeutic|proven|recommended by|endorsed by|guarantee\w*|"
        r"sav\w+ (your |a )?li[fv]e\w*|rescue|sos|first aid|reminder)\b"
    )
    for text in (published["name"], published["summary"], published["description"], *published["keywords"]):
        assert None is re.search(claims, text.lower()), text
    avoided = r"\b(emergency|rescue|sos|911|doctor|cure|medical|first aid|alexa|skill)\b"
    assert None is re.search(avoided, published["name"].lower())
    assert len(published["summary"]) <= 120
    assert len(published["description"]) <= 4000
    assert sum(map(len, published["keywords"])) <= 150


def test_every_country_is_one_whose_number_is_named() -> None:
    """The skill is offered nowhere else."""
    publishing = manifest.manifest()["manifest"]["publishingInformation"]
    assert not publishing["isAvailableWorldwide"]
    assert publishing["distributionCountries"] == ["US", "CA", "GB", "IE", "AU", "NZ", "IN"]
    assert list(LOCALES) == list(publishing["locales"])
    assert publishing["category"] == "HEALTH_AND_FITNESS"


def test_privacy_goes_with_the_permission() -> None:
    """A permission needs a privacy page in every locale; health info under HIPAA is not declared at all."""
    inner = manifest.manifest()["manifest"]
    privacy = inner["privacyAndCompliance"]
    assert inner["permissions"] == [{"name": "alexa::alerts:timers:skill:readwrite"}]
    assert {"${PRIVACY_POLICY_URL}"} == {privacy["locales"][locale]["privacyPolicyUrl"] for locale in LOCALES}
    assert "usesHealthInfo" not in manifest.text()
    flags = ("allowsPurchases", "usesPersonalInfo", "isChildDirected", "containsAds", "isExportCompliant")
    assert [privacy[flag] for flag in flags] == [False, False, False, False, True]


def test_no_interface_is_declared_that_is_not_used() -> None:
    """The audio player needs Pause and Resume, a screen needs documents: the skill uses neither."""
    assert manifest.manifest()["manifest"]["apis"]["custom"] == {"endpoint": {"uri": "${LAMBDA_ARN}"}}


def test_the_deploy_step_fills_the_blanks() -> None:
    """The function and the privacy page come from whoever deploys; a locale can have a page of its own."""
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:back-spasm-helper"
    given = {"LAMBDA_ARN": arn, "REPOSITORY_URL": "https://git.example.org/me/it.git"}
    whole = manifest.filled(given | {"PRIVACY_POLICY_URL_EN_GB": "https://example.org/gb"})
    inner = whole["manifest"]
    pages = inner["privacyAndCompliance"]["locales"]
    assert "${" not in json.dumps(whole)
    assert arn == inner["apis"]["custom"]["endpoint"]["uri"] == inner["events"]["endpoint"]["uri"]
    assert pages["en-US"]["privacyPolicyUrl"] == "https://git.example.org/me/it/blob/HEAD/PRIVACY.md"
    assert pages["en-GB"]["privacyPolicyUrl"] == "https://example.org/gb"


def test_the_deploy_step_refuses_blanks_and_nonsense() -> None:
    """Everything that is wrong is told at once."""
    with pytest.raises(ContentError) as refused:
        manifest.filled({"LAMBDA_ARN": "my-function", "PRIVACY_POLICY_URL": "http://example.org"})
    assert 1 + len(LOCALES) == len(refused.value.problems)
    assert "LAMBDA_ARN" in refused.value.problems[0]
