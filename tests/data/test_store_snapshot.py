"""Several questions of one revision: what a thread reads within a snapshot is the same, whatever is written meanwhile."""

from threading import Thread

import pytest

from data import query, totals
from data.errors import StoreError
from data.store import Store
from data.store.database import set_meta


def test_all_questions_within_are_of_one_revision(store, made):
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    with store.snapshot() as read:
        assert totals.totals(store).signals == 1
        made.keep(store, made.reading("b", [made.signal("b", 0)]))

        assert totals.totals(store).signals == len(query.signals(store)) == 1
        assert (store.revision, store.state.edition) == (read.revision, read)
    assert totals.totals(store).signals == len(query.signals(store)) == 2
    assert store.revision == read.revision + 1


def test_it_is_of_the_thread_that_began_it(store, made):
    seen = []
    with store.snapshot():
        made.keep(store, made.reading("a"))
        other = Thread(target=lambda: seen.append(store.is_empty))
        other.start()
        other.join()
        assert store.is_empty
    assert seen == [False]


def test_an_error_ends_it(store, made):
    with pytest.raises(StoreError), store.snapshot():
        query.article(store, "gibt es nicht")
    made.keep(store, made.reading("a"))

    assert not store.is_empty


def test_a_database_says_what_it_is(store, made):
    assert store.state == ((store.revision, ""), store.rules, store.is_sample) == ((0, ""), None, False)

    made.keep(store, made.reading("a"))
    with store.write() as connection:
        set_meta(connection, "rules", "7+x")
        set_meta(connection, "sample", "1")
    assert store.state[1:] == (store.rules, store.is_sample) == ("7+x", True)
    assert store.state.edition.revision == store.revision == 1


def test_what_this_process_writes_is_counted_and_what_fails_is_not(store, made):
    before = Store.written
    made.keep(store, made.reading("a"))
    after = Store.written
    assert after == before + 1

    with pytest.raises(ZeroDivisionError), store.write():
        raise ZeroDivisionError
    assert Store.written == after
