"""Warning signs: which there are, how urgent each is, and what is said first.

The order of a reply to a sign never changes: act, number, one reason (Sheffield Aches and Pains and NHS lists of
reasons to call 999 or 111). The number stands within the first twelve words of an emergency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EMERGENCY, TODAY, SOON = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One warning sign; `level` is 1 emergency, 2 today, 3 soon."""

    id: str
    row: str
    level: int
    tell: str
    reason: str
    extra: tuple[str, ...]
    sources: tuple[str, ...]


def sign(name: str, raw: Mapping[str, Any]) -> Sign:
    """Build a sign from its checked table."""
    return Sign(
        name, raw["row"], raw["level"], raw["tell"], raw["reason"], tuple(raw.get("extra", ())), tuple(raw["sources"])
    )


def sentences(sign: Sign, prompts: Mapping[str, str]) -> tuple[str, ...]:
    """What is said to someone who names `sign`: what to do and whom to call, then why."""
    match sign.level:
        case 1:
            return (prompts["l1_call"], sign.reason, *sign.extra, prompts["l1_alone"], prompts["l1_still"])
        case 2:
            return (prompts["l2_call"], sign.reason, *sign.extra, prompts["l2_worse"], prompts["l2_no_stretches"])
        case _:
            return (sign.reason, *sign.extra, prompts["l3_see"])


def strongest(signs: list[Sign]) -> Sign:
    """The most urgent of several signs, the first named among equals."""
    return min(signs, key=lambda found: found.level)
