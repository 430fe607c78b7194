"""An understanding that is made ready while the first sentences are said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from local_runner.talk import Understands

if TYPE_CHECKING:
    from local_runner.understand import Understood  # it is what this module keeps from being loaded too soon

_UNNOTICED_S = 0.5


class Waking:
    """Makes an understanding once, at the first words or, after `begin`, beside what else goes on."""

    def __init__(self, make: Callable[[], Understands], tell: Callable[[str], None]) -> None:
        """`make` is called once, in a thread of its own; `tell` tells the person why an answer takes so long."""
        self._make, self._tell = make, tell
        self._made: Future[Understands] = Future()
        self._begun = False

    def begin(self) -> None:
        """Begin to make it; beginning twice does nothing."""
        if not self._begun:
            self._begun = True
            threading.Thread(target=self._run, name="understanding", daemon=True).start()

    def resolve(self, text: str, state: Any) -> Understood:
        """What was meant, as soon as there is something to understand it with."""
        self.begin()
        try:
            made = self._made.result(_UNNOTICED_S)
        except TimeoutError:
            if self._made.done():
                raise
            self._tell("One moment: this computer learns the words. It does so only once.")
            made = self._made.result()
        return made.resolve(text, state)

    def _run(self) -> None:
        try:
            self._made.set_result(self._make())
        except Exception as error:  # whatever it is, it belongs to the thread that asked
            self._made.set_exception(error)
