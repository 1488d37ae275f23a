"""An import that takes a while: it goes on while its analyst reads another page, and can be stopped."""

from tests.crashing import write_articles


def drop(user, folder, count, seed):
    write_articles(folder / "many.jsonl", count, seed)
    page = user.open("/imports").page
    content = (folder / "many.jsonl").read_bytes().replace(b'"id": "a', f'"id": "{seed}-'.encode())
    file = {"name": "many.jsonl", "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files=[file])
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_role("button", name="Stop").wait_for()
    return page


def test_it_goes_on_while_another_page_is_read(user, tmp_path):
    page = drop(user, tmp_path, 900, seed=3)
    user.go_to("Timeline")
    user.settle()
    user.go_to("Import")
    page.get_by_role("heading", name="What happened").wait_for()
    user.settle()

    assert (user.metric("Read"), user.metric("New")) == (900, 900)
    assert page.get_by_role("button", name="Stop").count() == 0


def test_it_can_be_stopped(user, tmp_path):
    page = drop(user, tmp_path, 3000, seed=4)
    page.get_by_text(" of 3,000:").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("the import was stopped").wait_for()
    user.settle()

    assert page.get_by_role("button", name="Stop").count() == 0
    assert page.get_by_role("button", name="Import 1 file").is_enabled()
