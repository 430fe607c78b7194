"""What a web request that is not answered ends in."""

from __future__ import annotations


class Refused(Exception):
    """A request that gets no answer: why, in words of our own and never of the request, and the HTTP status."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.status = status
