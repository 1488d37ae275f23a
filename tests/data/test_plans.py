"""How the database answers: through indexes that hold what is asked, never by reading every row with its text."""

from datetime import date

import pytest
from sqlalchemy import event

from data import paging, standing, totals
from data.register.loading import load
from data.selection import Selection

SELECTIONS = {
    "all": Selection(),
    "days": Selection(start=date(2031, 2, 1), end=date(2031, 2, 9)),
    "dated days": Selection(start=date(2031, 2, 1), end=date(2031, 2, 9), include_undated=False),
    "speakers": Selection(speakers=("Ada Kessler", "Borduria")),
    "outlets": Selection(outlets=("The Quay",)),
    "rungs": Selection(rungs=("HELD", "AGREED"), include_background=True),
    "text": Selection(text="gipfel"),
}
QUESTIONS = {
    "totals": totals.totals,
    "periods": lambda store, selection: totals.periods(store, selection, "week"),
    "page": lambda store, selection: paging.signals_page(store, selection, 0, 20),
    "speakers": standing.speakers,
    "dots": lambda store, selection: standing.dots(store, selection, ("Ada Kessler",)),
    "collection": totals.collection,
    "articles": lambda store, selection: paging.articles_page(store, selection, 0, 20),
}


def plan_of(store, ask):
    """The lines of SQLite's plan for each query that answers."""
    asked = []

    def note(_connection, _cursor, statement, values, _context, _many):
        if statement.startswith(("SELECT", "WITH")):
            asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(store._engine, "before_cursor_execute", note)
    with store.read() as connection:
        return [
            str(row[3])
            for statement, values in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("selection", SELECTIONS)
def test_no_question_reads_all_passages(varied, question, selection):
    plan = plan_of(varied, lambda: QUESTIONS[question](varied, SELECTIONS[selection]))

    assert plan
    for line in plan:
        if line.startswith(("SCAN signals", "SCAN versions")):
            assert "COVERING INDEX" in line, line


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("selection", SELECTIONS)
def test_once_the_register_is_read_no_question_walks_through_a_table_or_its_index(varied, question, selection):
    QUESTIONS[question](varied, SELECTIONS[selection])
    plan = plan_of(varied, lambda: QUESTIONS[question](varied, SELECTIONS[selection]))

    assert plan
    for line in plan:
        assert not line.startswith(("SCAN signals", "SCAN versions", "SCAN articles")), line


def test_a_text_is_looked_up(varied):
    plan = plan_of(varied, lambda: totals.totals(varied, SELECTIONS["text"]))

    assert any("signal_search" in line for line in plan), plan


def test_the_register_is_read_off_indexes(varied):
    def ask():
        with varied.read() as connection:
            load(connection)

    plan = plan_of(varied, ask)
    assert {line.split()[1] for line in plan if line.startswith("SCAN")} >= {"signals", "articles", "versions"}
    for line in plan:
        if line.startswith(("SCAN signals", "SCAN versions")):
            assert "COVERING INDEX" in line, line
