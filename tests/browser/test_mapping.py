"""A table of another house, from the drop to the list of articles, in a real browser."""

import io
from datetime import date

import openpyxl

ROWS = (
    ("Nr.", "Headline", "Volltext", "Datum", "Quelle"),
    (1, "Gipfel offen", "Ada Kessler sagte, ein Gespräch in Überlingen sei möglich.", date(2025, 8, 7), "Süd-Echo"),
    (2, "<b>Fett</b>", "Wladimir Putin schließt ein Treffen mit Donald Trump aus.", date(2025, 8, 8), "Tarn-Bote"),
    (3, "Ohne Text", None, date(2025, 8, 9), "Tarn-Bote"),
)


def book():
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    held = io.BytesIO()
    made.save(held)
    return {"name": "presse.xlsx", "mimeType": "application/octet-stream", "buffer": held.getvalue()}


def test_an_excel_table_with_german_headers_becomes_articles(user):
    page = user.open("/imports").page
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files=[book()])
    page.get_by_role("heading", name="Which column is what?").wait_for()
    user.settle()

    main = page.get_by_test_id("stMain")
    for label, column in (("Text", "Volltext"), ("Headline", "Headline"), ("Published", "Datum"), ("Outlet", "Quelle")):
        box = main.get_by_test_id("stSelectbox").filter(has=page.get_by_text(label, exact=True))
        assert column in box.evaluate("box => `${box.innerText} ${box.querySelector('input')?.value}`")
    main.get_by_text("3 of 3 rows as they would be read").wait_for()

    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_role("heading", name="What happened").wait_for()
    user.settle()
    assert (user.metric("New"), user.metric("Rejected")) == (2, 1)

    user.go_to("Articles")
    user.expect_metric("Articles", 2)
    assert page.evaluate("document.querySelectorAll('b').length") == 0
