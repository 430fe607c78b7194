"""Warning signs by their parts: which part of the body, what it does, how, and whether it is denied or only asked."""

from __future__ import annotations

from typing import Literal, TypeAlias

Level: TypeAlias = Literal[1, 2]


def danger(said: str) -> Level | None:
    """The most urgent level of the signs a normal text reports, or None."""
    return None
