"""A database that fails while somebody looks: one line on the page, no traceback, and the next page that works works."""

import sqlite3

from data.store import Store
from tests.ui.conftest import turn_to


def test_a_page_whose_question_fails_says_so_in_one_line(open_page, tmp_path, made):
    path = tmp_path / "own.db"
    with Store.open(path) as store:
        made.keep(store, made.reading("a", [made.signal("a", 0)]))
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE rejected")
    connection.close()
    at = open_page(path)
    assert not at.error

    turn_to(at, "imports")

    (error,) = at.error
    assert "own.db" in error.value.replace("\\", "")
    assert "no such table" in error.value
    assert not turn_to(at, "articles").error


def test_a_damaged_file_says_so_in_one_line(open_page, tmp_path, made):
    path = tmp_path / "own.db"
    with Store.open(path) as store:
        made.keep(
            store, *(made.reading(f"a{n}", [made.signal(f"a{n}", 0)], body="Ein Text. " * 500) for n in range(40))
        )
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))

    at = open_page(path)

    (error,) = at.error
    assert "restore a backup" in error.value
    assert "\n" not in error.value
