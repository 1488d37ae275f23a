"""Two readers at the same time, each in a browser of their own: what one does is not in the other's visit."""

from tests.browser.conftest import WAIT, Page

MINE, THEIRS = (
    f"{town}: Präsidentin Ada Kessler schließt ein Treffen mit Wladimir Putin nicht aus. Der Sprecher des Kremls, Dmitri Peskow, "
    f"sagte am Montag in {town}, ein Treffen mit Donald Trump sei möglich."
    for town in ("Halvern", "Brannsund")
)


def choose_file(user, name, text):
    user.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        files=[{"name": name, "mimeType": "text/plain", "buffer": text.encode()}]
    )
    user.page.get_by_role("button", name="Import 1 file").wait_for()
    return user.settle()


def search(user, text):
    field = user.page.get_by_test_id("stSidebar").get_by_label("Search passages")
    field.fill(text)
    field.press("Enter")
    user.page.wait_for_function("text => location.search.includes('text=' + text)", arg=text)
    return user.settle()


def test_filters_files_and_receipts_of_one_visit_are_not_in_another(user, chromium):
    context = chromium.new_context(viewport={"width": 1360, "height": 1100})
    context.set_default_timeout(WAIT)
    one, other = user, Page(context.new_page(), user.server)
    for reader in (one, other):
        reader.open("/imports")

    # each has a file in hand: neither sees the other's, and importing one leaves the other's where it is
    choose_file(one, "meine.txt", MINE)
    choose_file(other, "deine.txt", THEIRS)
    assert "deine.txt" not in one.page.content()
    assert "meine.txt" not in other.page.content()
    one.page.get_by_role("button", name="Import 1 file").click()
    one.page.get_by_role("heading", name="What happened").wait_for()
    assert one.settle().metric("New") == 1
    assert other.page.get_by_role("heading", name="What happened").count() == 0
    other.page.get_by_role("button", name="Import 1 file").click()
    other.page.get_by_role("heading", name="What happened").wait_for()
    assert other.settle().metric("New") == 1
    assert "meine.txt" not in other.page.content()

    # the same page under another filter each: the answers stay apart, and the database is one
    for reader in (one, other):
        reader.go_to("Timeline")
    everything = other.metric("Articles")
    assert everything == one.settle().metric("Articles") == 2
    search(one, "Brannsund")
    one.expect_metric("Articles", 1)
    assert "text=" not in other.page.url
    assert other.open("/").metric("Articles") == everything
    search(other, "Halvern")
    other.expect_metric("Articles", 1)
    assert one.page.get_by_label("Search passages").input_value() == "Brannsund"
    context.close()
