"""Whose page is drawn: a few readers' at a time, the others wait for their turn.

Python runs one thread at a time, and a page gives its place up at each message that it sends. With fifty pages at once,
each waits fifty times for all others; one after the other, each is there sooner and none is there later.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT_ONCE = 2
"""Pages that are drawn at once: while one waits for the database, another one goes on."""
PATIENCE = 0.5
"""Seconds after which a page is drawn without a turn: what has one may be at something long, such as a large file."""
_turns = threading.BoundedSemaphore(AT_ONCE)
_here = threading.local()


def in_turn(draw: Callable[[], None]) -> Callable[[], None]:
    """Let a page be drawn when it is its turn."""

    @wraps(draw)
    def drawn() -> None:
        _take()
        try:
            draw()
        finally:
            _give_up()

    return drawn


@contextmanager
def given_up() -> Iterator[None]:
    """Let others be drawn while this page waits for something that another process does.

    A page that is left meanwhile, by an error or because its reader has gone on, needs its turn no more.
    """
    had_one = _give_up()
    yield
    if had_one:
        _take()


def _take() -> None:
    _here.has_turn = _turns.acquire(timeout=PATIENCE)


def _give_up() -> bool:
    has_turn: bool = getattr(_here, "has_turn", False)
    _here.has_turn = False
    if has_turn:
        _turns.release()
    return has_turn
