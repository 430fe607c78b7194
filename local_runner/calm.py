"""No fault of the program reaches a person as a page of code: one line each, the rest only when it is asked for."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

DEBUG = "BACK_SPASM_DEBUG"
"""Set to anything, this environment variable shows where in the program a fault came from."""
_STOPPING_S = 2.0
_log = logging.getLogger(__name__)


class OneLine(logging.Handler):
    """Tells warnings and faults in a line each; `tell` is where they go, the error stream when None."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.tell: Callable[[str], None] | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one of them."""
        text = record.getMessage()
        if record.exc_info and os.environ.get(DEBUG):
            text = logging.Formatter().format(record)
        try:
            if self.tell is not None:
                self.tell(text)
            else:
                print(text, file=sys.stderr, flush=True)
        except OSError:
            pass  # nobody is left to tell


@contextmanager
def calm() -> Iterator[OneLine]:
    """While this lasts, warnings and faults of every thread are told in a line each."""
    handler, before, raised = OneLine(), logging.getLogger().level, threading.excepthook

    def thread_failed(args: Any) -> None:
        _log.error("a part of the program stopped: %s", args.exc_type.__name__, exc_info=args.exc_value)

    logging.getLogger().addHandler(handler)
    threading.excepthook = thread_failed
    try:
        yield handler
    finally:
        threading.excepthook = raised
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(before)


@contextmanager
def stoppable() -> Iterator[None]:
    """While this lasts, a polite end (Ctrl-C, a closed window, a shutdown) is a `KeyboardInterrupt`, and only one."""
    stopped_s = 0.0

    def stop(number: int, frame: object) -> None:
        nonlocal stopped_s
        if time.monotonic() - stopped_s > _STOPPING_S:  # a second one must not disturb what the first one ends
            stopped_s = time.monotonic()
            raise KeyboardInterrupt

    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
