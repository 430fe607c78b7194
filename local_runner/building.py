"""Makes the Alexa interaction models and the skill manifest, checks them, and reports what they hold."""

from __future__ import annotations

from pathlib import Path

from local_runner.understand import Understanding
from skill import manifest, models, rehearsal


def write() -> list[Path]:
    """Write every model and the manifest; the paths written."""
    return [*models.write(), manifest.write()]


def check() -> list[str]:
    """What differs between the files and what the content makes; nothing when they are the same."""
    return [*models.check(), *manifest.check()]


def report(understanding: Understanding) -> str:
    """Samples per intent and locale, near-duplicates across intents, and what the matcher makes of each sample."""
    found = rehearsal.report()
    locales = list(found.samples)
    rows = ["samples per intent".ljust(44) + "".join(locale.rjust(8) for locale in locales)]
    for intent in found.samples[locales[0]]:
        rows.append(intent.ljust(44) + "".join(str(found.samples[locale][intent]).rjust(8) for locale in locales))
    rows.append(f"\nclashes, settled by order: {len(found.clashes)}")
    rows += [f"  {clash}" for clash in found.clashes]
    rows.append(f"near-duplicates across intents: {len(found.near)}")
    rows += [
        f"  {one.likeness:3d} %  {one.first[1]!r} ({one.first[0]})  {one.second[1]!r} ({one.second[0]})"
        for one in found.near
    ]
    misses = rehearsal.replay(lambda _, text: understanding.resolve(text, "idle").intent, (locales[0],))
    rows.append(f"samples the offline matcher takes for another intent: {len(misses)}")
    rows += [f"  {miss.sentence!r}: {miss.wanted}, taken for {miss.got}" for miss in misses]
    return "\n".join(rows)
