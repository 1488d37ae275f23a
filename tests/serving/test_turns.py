"""Pages take turns, nobody's turn is lost, and nobody waits for somebody who takes long."""

from contextlib import contextmanager
from threading import Event, Lock, Thread

import pytest

from components.serving import turns


def test_few_pages_are_drawn_at_once_and_all_are_drawn(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 30)
    lock, now, most, done = Lock(), [0], [0], []
    goes_on = Event()

    @turns.in_turn
    def draw():
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
            if now[0] == turns.AT_ONCE:
                goes_on.set()
        assert goes_on.wait(30)
        with lock:
            now[0] -= 1
            done.append(1)

    pages = [Thread(target=draw) for _ in range(4 * turns.AT_ONCE)]
    for page in pages:
        page.start()
    for page in pages:
        page.join(60)
    assert most == [turns.AT_ONCE]
    assert len(done) == len(pages)


def test_a_page_that_ends_in_an_error_gives_its_turn_back():
    @turns.in_turn
    def draw():
        raise KeyError

    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(KeyError):
            draw()
    drawn = []
    turns.in_turn(lambda: drawn.append(turns._turns._value))()
    assert drawn == [turns.AT_ONCE - 1]


@contextmanager
def all_taken(monkeypatch):
    """Pages that take long have all turns, and nobody waits for one."""
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    ends, begun = Event(), [Event() for _ in range(turns.AT_ONCE)]

    def take(place):
        begun[place].set()
        assert ends.wait(30)

    long = [Thread(target=turns.in_turn(lambda place=place: take(place))) for place in range(turns.AT_ONCE)]
    for page in long:
        page.start()
    for event in begun:
        assert event.wait(30)
    yield
    ends.set()
    for page in long:
        page.join(30)


def test_nobody_waits_for_long_for_what_takes_long(monkeypatch):
    drawn = []
    with all_taken(monkeypatch):
        turns.in_turn(lambda: drawn.append(1))()

    assert drawn == [1]
    assert turns._turns._value == turns.AT_ONCE


def test_a_turn_that_is_given_up_is_another_page_s_and_taken_again():
    free = []

    def draw():
        with turns.given_up():
            free.append(turns._turns._value)
        free.append(turns._turns._value)
        with turns.given_up():
            raise KeyError

    with pytest.raises(KeyError):
        turns.in_turn(draw)()
    assert free == [turns.AT_ONCE, turns.AT_ONCE - 1]
    assert turns._turns._value == turns.AT_ONCE


def test_who_has_no_turn_gives_none_up(monkeypatch):
    seen = []

    def draw():
        with turns.given_up():
            seen.append(turns._turns._value)

    with all_taken(monkeypatch):
        turns.in_turn(draw)()
    assert seen == [0]
    assert turns._turns._value == turns.AT_ONCE
