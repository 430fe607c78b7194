"""Routines that somebody added: found by the names they are given, since no wordings are written for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from local_runner.normal import normal

_ASKING = re.compile(
    r"^(?:(?:please|can|could|would|will|let|us|you|we|i|want|need|would like|like|to|do|start|begin|try|run|play|open|"
    r"give|"
    r"me|show|guide|through|walk|take|go|with|for|my|the|a|some|now|okay|right|then|have|on|and) )+"
)
_AFTER = re.compile(r"(?: (?:please|now|routine|exercise|stretch|one|again|for me|then|today))+$")
_NEAR = 90.0


class OwnNames:
    """Names of the routines that the wordings do not know."""

    def __init__(self, spoken: Mapping[str, Iterable[str]], known: Iterable[str]) -> None:
        familiar = {label.removeprefix("routine:") for label in known if label.startswith("routine:")}
        self._names = {
            _core(normal(name)): routine
            for routine, names in spoken.items()
            if routine not in familiar
            for name in names
            if normal(name)
        }

    def named(self, said: str) -> str | None:
        """The id of the added routine a normal text asks for, or None."""
        if not self._names:
            return None
        core = _core(said)
        if core in self._names:
            return self._names[core]
        best = max(self._names, key=lambda name: fuzz.ratio(core, name))
        return self._names[best] if fuzz.ratio(core, best) >= _NEAR else None


def _core(said: str) -> str:
    without = _AFTER.sub("", _ASKING.sub("", said + " ").strip()).strip()
    return without or said
