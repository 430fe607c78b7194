"""What happened in a conversation, one JSON object an event; off unless a person asks for it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local_runner.player import Clock


@dataclass(slots=True)
class Transcript:
    """Events in memory and in a file where one is named; a full disk ends the file, never the conversation."""

    clock: Clock
    path: Path | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    start_ms: int = 0
    lost: str = ""
    """Why the file is not whole; empty when it is."""

    def __post_init__(self) -> None:
        self.start_ms = self.clock.now_ms()
        if self.path is not None:
            self.path.write_text("", encoding="utf-8")

    def add(self, who: str, kind: str, **more: Any) -> None:
        """Note an event now; its file is written at once, so that a kill loses nothing."""
        event = {"t_ms": self.clock.now_ms() - self.start_ms, "who": who, "kind": kind, **more}
        self.events.append(event)
        if self.path is None or self.lost:
            return
        try:
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(json.dumps(event, ensure_ascii=False) + "\n")
        except OSError as error:
            self.lost = f"The transcript {self.path} ends at {event['t_ms'] / 1000:g} s: {error.strerror}."
