"""Sends all content in every locale through the handler, checks each reply against the platform's rules, counts them.

Every topic, every warning sign, every session's start, and every routine to its end, answered turn by turn. Prints the
count; ends with status 1 at the first broken rule, which it names.
"""

from __future__ import annotations

import sys

from local_runner.device import Echo
from local_runner.limits import BrokenRule
from skill import intents
from skill.app import create
from skill.library import LOCALES, library

NOW_MS = 1_795_521_600_000
MOST_TURNS = 60


def device(locale: str, place: str) -> Echo:
    """Make a device that has heard the opening."""
    echo = Echo(create("memory:"), locale, lambda: NOW_MS, device=f"{place}.turns")
    echo.launch()
    echo.finished()
    return echo


def checked(locale: str, place: str) -> int:
    """Count the replies of one locale on one kind of device."""
    content, count = library(locale), 1
    names = [intents.topic_intent(name) for name in content.topics]
    names += [intents.sign_intent(name) for name in content.signs]
    for name in names:
        device(locale, place).say(name)
        count += 1
    for name in content.sessions:
        device(locale, place).say(intents.SESSION, {"session": name})
        count += 1
    for name in content.routines:
        echo = device(locale, place)
        echo.say(intents.ROUTINE, {"routine": name})
        count += 1
        for _ in range(MOST_TURNS):
            if echo.attributes.get("question") in {"offer", "timer"} and echo.attributes.get("yes") != "set_timer":
                break
            echo.finished()
            yes = echo.attributes.get("yes") != "set_timer"
            echo.say("AMAZON.YesIntent" if yes else "AMAZON.NoIntent")
            count += 1
    return count


def main() -> int:
    """Check everything and print the count."""
    try:
        counts = [checked(locale, place) for locale in LOCALES for place in ("desktop", "amzn1.ask.device")]
    except BrokenRule as rule:
        print(f"a broken rule: {rule}")
        return 1
    print(f"{sum(counts)} replies in {len(LOCALES)} locales on two kinds of device, no rule broken")
    return 0


if __name__ == "__main__":
    sys.exit(main())
