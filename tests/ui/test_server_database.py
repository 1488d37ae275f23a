"""The dashboard on a database that a team shares."""

from data.store import Store
from tests.ui.conftest import PAGES, metrics, turn_to


def test_every_page_opens_and_no_password_is_shown(open_page, server, made, varied_readings):
    url = server.new().replace("treffpunkt@", "treffpunkt:geheim@")
    with Store.open(url) as store:
        made.keep(store, *varied_readings)
        assert "geheim" not in store.name

    at = open_page(url)

    assert metrics(at)["Signals"] != "0"
    for page in PAGES:
        assert not turn_to(at, page).error, page
        assert "geheim" not in str(at), page
