"""Numbers and lengths of time as the words a person would say."""

from __future__ import annotations

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def number(value: int) -> str:
    """Say a whole number from 0 to 999 in words."""
    if not 0 <= value <= 999:
        raise ValueError(f"only 0 to 999 are spoken: {value}")
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{_ONES[hundreds]} hundred" + (f" and {number(rest)}" if rest else "")


def _unit(value: int, unit: str) -> str:
    return f"{number(value)} {unit}" + ("" if value == 1 else "s")


def duration(ms: int) -> str:
    """Say a length of time as it is used in guidance: "one minute", "two and a half minutes", "forty seconds"."""
    seconds = round(ms / 1000)
    if seconds < 60:
        return _unit(seconds, "second")
    minutes, rest = divmod(seconds, 60)
    if rest == 0:
        return _unit(minutes, "minute")
    if rest == 30:
        return f"{number(minutes)} and a half minutes"
    return f"{_unit(minutes, 'minute')} {_unit(rest, 'second')}"


def about(ms: int) -> str:
    """Say roughly how long: to ten seconds below a minute, to half minutes below five, then to minutes."""
    seconds = max(5, round(ms / 1000))
    if seconds <= 12:
        return "a few seconds"
    if seconds < 55:
        return f"about {number(round(seconds / 10) * 10)} seconds"
    if seconds <= 75:
        return "about a minute"
    if seconds < 300:
        halves = round(seconds / 30)
        return f"about {duration(halves * 30_000)}"
    return f"about {_unit(round(seconds / 60), 'minute')}"


def ago(ms: int) -> str:
    """Say how long ago: "a moment ago", "twenty minutes ago", "about three hours ago"."""
    minutes = ms // 60_000
    if minutes < 2:
        return "a moment ago"
    if minutes < 60:
        return f"{number(minutes)} minutes ago"
    hours = round(minutes / 60)
    return "about an hour ago" if hours == 1 else f"about {number(hours)} hours ago"


def sentence(text: str) -> str:
    """Begin `text` with a capital letter."""
    return text[:1].upper() + text[1:]
