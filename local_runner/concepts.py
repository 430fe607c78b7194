"""Words that mean the same here, gathered under one name each, so that a wording teaches its cousins."""

from __future__ import annotations

from collections.abc import Sequence


def concepts(words: Sequence[str]) -> list[str]:
    """The meanings of the words of a normal text, in their order; words without one are left out."""
    return []
