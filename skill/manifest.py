"""The skill manifest: what Alexa's store says about the skill, and what the skill may do.

`deploy/skill.json` holds no address of anybody. It has two blanks, which the deploy step fills with `filled`:

* `${LAMBDA_ARN}`: the AWS Lambda function that runs `skill.app.handler`. It is told by `aws lambda get-function` or the
  AWS console once the function exists; there is no default, because a wrong one would be somebody else's function;
* `${PRIVACY_POLICY_URL}`: a page that says what is kept (README, "Privacy"). A locale can have its own, as
  `PRIVACY_POLICY_URL_EN_GB`. Where none is given, it is the file PRIVACY.md of the repository at `REPOSITORY_URL`.

Icons (108 and 512 pixels) are added in the developer console; they are no part of the content.

What is declared, and why: the one permission is for the timer of a cold pack or heat. A skill with a permission needs a
privacy policy, in every locale. `usesPersonalInfo` is false: no name, address or account is asked for, and the place in
a routine is kept under the platform's own pseudonym for a day. `usesHealthInfo` is for organisations under HIPAA and
stays away. No interface is declared: neither a screen nor the audio player is needed. The skill is offered only where
it knows the emergency number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.library import LOCALES, ContentError, Library, library
from skill.models import INVOCATION

PATH = Path(__file__).resolve().parents[1] / "deploy" / "skill.json"
NAME = "Back Spasm Helper"
PERMISSION = "alexa::alerts:timers:skill:readwrite"
COUNTRIES = ("US", "CA", "GB", "IE", "AU", "NZ", "IN")
"""Where the skill is offered: the countries whose emergency number the locales name (112 and 999 both in Ireland)."""
ASKED = ("ice or heat", "how long does it last")
"""What the example phrases ask; samples of the models, letter by letter."""
LAMBDA, PRIVACY = "${LAMBDA_ARN}", "${PRIVACY_POLICY_URL}"

_ARN = re.compile(r"arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?")
_KEYWORDS = (
    *("back spasm", "back", "lower back", "stretching", "breathing", "relaxation"),
    *("legs on a chair", "ice pack timer", "self care", "guided exercise"),
)
_TESTING = (
    "No account, purchase or device other than an Echo is needed.",
    'Say "Alexa, open back spasm helper". The first launch tells a safety notice with the emergency number of the '
    'locale. Say "continue", then "yes" to be guided.',
    'During a routine say "Alexa, pause", "Alexa, resume", "Alexa, repeat", "Alexa, next", "Alexa, how long left" or '
    '"Alexa, stop". Silences between instructions are meant: they are holds and rests.',
    'Say "start legs on a chair", "knee to chest five times" or "ice or heat" for a routine or a question.',
    'Say "start cold pack" and "yes" for a timer. It asks for the timer permission; without it the routine goes on, '
    "and the skill keeps the time.",
    'Say "both my legs have gone numb" for a warning sign: the skill tells to call the emergency number and ends. It '
    "places no calls, gives no diagnosis and keeps nothing about health.",
)


def manifest() -> dict[str, Any]:
    """Build the skill manifest of all locales, with its blanks."""
    contents = {locale: library(locale) for locale in LOCALES}
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _published(content) for locale, content in contents.items()},
                "isAvailableWorldwide": False,
                "distributionMode": "PUBLIC",
                "distributionCountries": list(COUNTRIES),
                "category": "HEALTH_AND_FITNESS",
                "testingInstructions": "\n".join(_TESTING),
            },
            "privacyAndCompliance": {
                "allowsPurchases": False,
                "usesPersonalInfo": False,
                "isChildDirected": False,
                "isExportCompliant": True,
                "containsAds": False,
                "locales": {locale: {"privacyPolicyUrl": PRIVACY} for locale in LOCALES},
            },
            "permissions": [{"name": PERMISSION}],
            "apis": {"custom": {"endpoint": {"uri": LAMBDA}}},
            # Told when the skill is taken off, it erases the place it kept.
            "events": {"endpoint": {"uri": LAMBDA}, "subscriptions": [{"eventName": "SKILL_DISABLED"}]},
        }
    }


def disclaimer(content: Library) -> str:
    """Write the first paragraph of a description: what the skill is not, and whom to call in its countries."""
    physio, digits = content.words["physio"], content.words["emergency_digits"]
    return (
        "This skill shares general self-care information about back spasms, for information and education only. It is "
        "not medical advice, and it is not a substitute for the advice, diagnosis or treatment of a doctor, "
        f"{physio} or other professional. It cannot diagnose, and it cannot call for help. If you think you may have a "
        f"medical emergency, call {digits}, or your local emergency number."
    )


def description(content: Library) -> str:
    """Write the description of a locale: the disclaimer, what the skill does, how to use it, and what it keeps."""
    return "\n\n".join(
        (
            disclaimer(content),
            f"Back Spasm Helper talks you through a back spasm, hands-free. It has {len(content.routines)} guided "
            "routines: easy positions such as lying with your legs on a chair, slow breathing, something to take your "
            "mind off it, cold and heat with a timer, getting up again, and gentle stretches for the days after. It "
            "counts the holds, names the side, and leaves you time to move.",
            f"It also answers {len(content.topics)} short questions, such as ice or heat, how to sleep, and when to "
            "see someone. What it says is drawn from public health and clinic pages. Ask for more information, and it "
            "names some of them on a card in your Alexa app. None of them has checked or endorsed this skill.",
            'To begin, say "Alexa, open back spasm helper". You can say "Alexa, pause", "Alexa, repeat", '
            '"Alexa, next", "Alexa, how long left" or "Alexa, stop" at any time. You may want a sturdy chair, a pillow '
            "and some room on the floor. A timer needs your permission; everything else works without it.",
            "It asks nothing about your health and keeps nothing about it. It remembers your place in a routine for "
            "one day, your pace, and that you have heard the safety notice.",
        )
    )


def filled(values: Mapping[str, str]) -> dict[str, Any]:
    """Build the manifest with its blanks filled, to be sent to Alexa; wrong or missing values raise `ContentError`."""
    arn = values.get("LAMBDA_ARN", "")
    repository = values.get("REPOSITORY_URL", "").removesuffix("/").removesuffix(".git")
    default = values.get("PRIVACY_POLICY_URL") or (f"{repository}/blob/HEAD/PRIVACY.md" if repository else "")
    pages = {
        locale: values.get(f"PRIVACY_POLICY_URL_{locale.upper().replace('-', '_')}") or default for locale in LOCALES
    }
    wrong = [] if _ARN.fullmatch(arn) else [f"LAMBDA_ARN: {arn!r} is not the address of a Lambda function"]
    wrong += [
        f"PRIVACY_POLICY_URL: {page!r} is not an https address ({locale})"
        for locale, page in pages.items()
        if not page.startswith("https://")
    ]
    if wrong:
        raise ContentError(wrong)
    whole = manifest()
    inner = whole["manifest"]
    inner["apis"]["custom"]["endpoint"]["uri"] = inner["events"]["endpoint"]["uri"] = arn
    for locale, page in pages.items():
        inner["privacyAndCompliance"]["locales"][locale]["privacyPolicyUrl"] = page
    return whole


def write(path: Path = PATH) -> Path:
    """Write the manifest, with its blanks, into a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(), encoding="utf-8", newline="\n")
    return path


def check(path: Path = PATH) -> list[str]:
    """Say whether a file differs from the manifest; nothing when they agree."""
    if not path.is_file():
        return [f"{path.name}: missing"]
    return [] if path.read_text(encoding="utf-8") == text() else [f"{path.name}: differs from the content"]


def text() -> str:
    """Write the manifest as the file holds it."""
    return json.dumps(manifest(), ensure_ascii=False, indent=2) + "\n"


def _published(content: Library) -> dict[str, Any]:
    """Write what the store shows in one locale."""
    return {
        "name": NAME,
        "summary": "Guided rest, breathing and gentle stretches for a back spasm, hands-free. Not medical advice.",
        "description": description(content),
        "examplePhrases": [f"Alexa, open {INVOCATION}", *(f"Alexa, ask {INVOCATION} {said}" for said in ASKED)],
        "keywords": list(_KEYWORDS),
    }
