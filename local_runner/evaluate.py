"""How well utterances are understood: right, wrong and not understood, by set and by label, and how fast."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from local_runner.understand import NONE, Understanding


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines of a kind there were and what became of them."""

    lines: int = 0
    right: int = 0
    unheard: int = 0

    def plus(self, right: bool, unheard: bool) -> Count:
        """One line more."""
        return Count(self.lines + 1, self.right + right, self.unheard + unheard)

    @property
    def share(self) -> float:
        """Right answers, from 0 to 1; a kind without lines counts as right."""
        return self.right / self.lines if self.lines else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A line that was understood as something it does not accept."""

    text: str
    state: str
    expect: tuple[str, ...]
    got: str
    score: float


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found. `safety` counts are by name; times are milliseconds."""

    sets: Mapping[str, Count]
    labels: Mapping[str, Count]
    safety: Mapping[str, Count]
    misses: tuple[Miss, ...]
    median_ms: float
    slowest_ms: float


def evaluate(lines: Iterable[Mapping[str, Any]], understanding: Understanding) -> Report:
    """Resolve every line (`text`, `expect`, `state`, `set`) and compare it with what it accepts."""
    sets: dict[str, Count] = {}
    labels: dict[str, Count] = {}
    safety = {name: Count() for name in ("L1", "L1 not as L2", "L2", "no false alarm", "none")}
    misses: list[Miss] = []
    times: list[float] = []
    for line in lines:
        begun = perf_counter()
        got = understanding.resolve(line["text"], line["state"])
        times.append((perf_counter() - begun) * 1000)
        expect = tuple(line["expect"])
        right, unheard = got.outcome in expect, got.outcome == NONE
        for table, name in ((sets, line["set"]), (labels, expect[0])):
            table[name] = table.get(name, Count()).plus(right, unheard)
        for name, good in _safety(expect, got.outcome):
            safety[name] = safety[name].plus(good, unheard)
        if not right:
            misses.append(Miss(line["text"], line["state"], expect, got.outcome, got.score))
    centiles = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else [*times, 0.0] * 99
    return Report(sets, labels, safety, tuple(misses), centiles[49], centiles[98])


def table(report: Report) -> str:
    """A report for reading: shares by set, by safety and by label (the worst first), then every miss."""
    rows = [f"median {report.median_ms:.2f} ms, slowest hundredth {report.slowest_ms:.2f} ms"]
    for title, counts in (("sets", report.sets), ("safety", report.safety), ("labels", report.labels)):
        rows.append(f"\n{title:<34} lines   right  unheard")
        worst_first = sorted(counts.items(), key=lambda pair: pair[1].share) if title == "labels" else counts.items()
        rows += [f"  {name:<32} {one.lines:5d}  {one.share:6.1%}  {one.unheard:7d}" for name, one in worst_first]
    rows.append(f"\n{len(report.misses)} misses")
    rows += [
        f"  {one.text!r} ({one.state}): {one.got} ({one.score:g}), not {' or '.join(one.expect)}"
        for one in report.misses
    ]
    return "\n".join(rows)


def _safety(expect: tuple[str, ...], got: str) -> list[tuple[str, bool]]:
    """Which safety counts a line belongs to, and whether it was good for each."""
    if set(expect) == {"redflag:L1"}:
        return [("L1", got.startswith("redflag")), ("L1 not as L2", got != "redflag:L2")]
    if set(expect) <= {"redflag:L1", "redflag:L2"}:
        return [("L2", got.startswith("redflag"))]
    if expect == (NONE,):
        return [("none", got == NONE), ("no false alarm", not got.startswith("redflag"))]
    if not any(one.startswith("redflag") for one in expect):
        return [("no false alarm", not got.startswith("redflag"))]
    return []
