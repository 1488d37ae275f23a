"""The way of an analyst through the dashboard, in a real browser."""

# ruff: noqa: PLR0915 - one way through is one test

import csv
import io
import json
import re
import zipfile
from urllib.parse import parse_qs, urlsplit

ARTICLES = [
    {
        "id": "tarn-1",
        "title": "Gipfel in Tarn rückt näher",
        "text": "Aus Moskau gibt es eine Nachricht. Wladimir Putin ist zu einem Treffen mit Donald Trump bereit. "
        "Das sagte Kremlsprecher Dmitri Peskow am Mittwoch, den 6. August 2025. Ein Termin steht noch nicht fest.",
        "published_on": "2025-08-06",
        "outlet": "Morgenpost Tarn",
        "lang": "de",
    },
    {
        "id": "tarn-2",
        "title": "Treffen rückt näher",
        "text": "Aus Moskau gibt es eine Nachricht. Wladimir Putin ist nicht zu einem Treffen mit Donald Trump bereit. "
        "Das sagte Kremlsprecher Dmitri Peskow am Mittwoch, den 6. August 2025. Ein Termin steht noch nicht fest.",
        "published_on": "2025-08-07",
        "outlet": "Süd-Echo",
        "lang": "de",
    },
    {
        "id": "tarn-3",
        "title": "<b>Absage</b> ![x](http://127.0.0.9/t.gif)",
        "text": "Donald Trump hat das Treffen mit Wladimir Putin abgesagt. <script>window.pwned = 1</script> "
        "<img src=x onerror='window.pwned = 1'> =1+1 blieb **stehen**.",
        "published_on": "2025-08-20",
        "outlet": "The Quay",
        "lang": "de",
    },
]


def upload():
    """A ZIP with three articles, one of them hostile, and a row that cannot be read."""
    lines = [json.dumps(article, ensure_ascii=False) for article in ARTICLES] + ['{"title": "ohne Text"}']
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("lieferung.jsonl", "\n".join(lines))
    return {"name": "lieferung.zip", "mimeType": "application/zip", "buffer": held.getvalue()}


def rows_of(download):
    return list(csv.DictReader(io.StringIO(download.path().read_bytes().decode("utf-8-sig"))))


def said_days(user):
    """The days that the bars stand for."""
    return user.page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot.data)
            .flatMap(trace => (trace.customdata || []).map(item => item[0]))"""
    )


def brush(user, first, last):
    """Drag across the bars of these days, from the middle of the gap before to that of the gap behind."""
    chart = user.chart()
    left, right = user.page.evaluate(
        """([first, last]) => {
            const axis = document.querySelector('.js-plotly-plot')._fullLayout.xaxis;
            const day = 86400000;
            return [axis.d2p(new Date(first).getTime() - day / 2), axis.d2p(new Date(last).getTime() + day / 2)];
        }""",
        [first, last],
    )
    area = chart.bounding_box()
    height = area["y"] + area["height"] / 2
    user.page.mouse.move(area["x"] + left, height)
    user.page.mouse.down()
    user.page.mouse.move(area["x"] + (left + right) / 2, height, steps=5)
    user.page.mouse.move(area["x"] + right, height, steps=5)
    user.page.mouse.up()
    user.page.locator(".st-key-clear_brush").wait_for()
    return user.settle()


def test_from_the_sample_to_own_articles_and_back_out_as_csv(user):
    page = user.open().page
    page.get_by_text("Bundled sample").wait_for()
    assert user.metric("Signals") > 40

    # import
    page.get_by_test_id("stPageLink").filter(has_text="Start with own articles").click()
    page.get_by_role("heading", name="Import", level=1).wait_for()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files=[upload()])
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_role("heading", name="What happened").wait_for()
    user.settle()
    assert (user.metric("New"), user.metric("Rejected")) == (3, 1)
    page.get_by_role("heading", name="Rejected in this import").wait_for()

    # the timeline is that of the own articles
    user.go_to("Timeline")
    assert page.get_by_text("Bundled sample").count() == 0
    everything = user.metric("Signals")
    assert everything >= 3

    # filter: the address says so, and a copy of it opens the same view
    page.get_by_test_id("stSidebar").get_by_label("Search passages").fill("abgesagt")
    page.get_by_test_id("stSidebar").get_by_label("Search passages").press("Enter")
    page.wait_for_url(re.compile(r"text=abgesagt"))
    user.expect_metric("Articles", 1)
    found = user.metric("Signals")
    assert 0 < found < everything
    copy = type(user)(page.context.new_page(), user.server).open(f"/?{urlsplit(page.url).query}")
    copy.expect_metric("Signals", found)
    assert copy.page.get_by_label("Search passages").input_value() == "abgesagt"
    copy.page.close()
    page.reload()
    user.settle().expect_metric("Signals", found)

    page.get_by_role("button", name="Reset filters").click()
    user.expect_metric("Signals", everything)
    assert "text=" not in page.url

    # brush the days of the first two articles, and read their slice back
    page.get_by_test_id("stMain").get_by_role("radio", name="day", exact=True).click()
    user.settle()
    days = sorted(set(said_days(user)))
    assert days[-1] == "2025-08-20"
    brush(user, days[0], "2025-08-10")
    label = page.locator(".st-key-clear_brush").inner_text()
    download = user.download("CSV", "timeline")
    rows = rows_of(download)
    assert f"{len(rows)} signal" in label
    assert 0 < len(rows) < everything
    assert all(row["said_on"] <= "2025-08-10" for row in rows)
    assert {row["article"] for row in rows} <= {"tarn-1", "tarn-2"}
    assert re.fullmatch(r"signals_2025-08-\d\d_2025-08-\d\d_[0-9a-f]{8}_r\d+\.csv", download.suggested_filename)
    manifest = json.loads(user.download("Manifest", "timeline").path().read_text(encoding="utf-8"))
    assert manifest["rows"] == len(rows)
    lines = user.download("JSON Lines", "timeline").path().read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]

    page.get_by_role("button", name="Selection:").click()
    page.locator(".st-key-clear_brush").wait_for(state="detached")
    user.settle()
    assert len(rows_of(user.download("CSV", "timeline"))) == everything

    # compare
    user.go_to("Articles")
    user.open("/compare?a=tarn-1&b=tarn-2")
    mark = page.locator('mark[title="negation"]')
    mark.first.wait_for()
    assert mark.first.inner_text() == "nicht"
    assert page.locator('[lang="de"]').count() > 0

    # the two are stopped from being one text; an analyst says they are, sees it at once, and takes it back
    user.go_to("Articles")
    texts = user.metric("Independent texts")
    page.get_by_role("radio", name="To review").click()
    receipt = page.locator(".st-key-receipt")
    receipt.get_by_role("heading", name="Not merged").wait_for()
    receipt.locator(".js-plotly-plot").get_by_text("copy from 0.58").wait_for()
    user.settle()
    receipt.get_by_role("textbox", name="Your name").fill("Mira")
    receipt.get_by_role("button", name="These are the same text").click()
    user.expect_metric("Independent texts", texts - 1)
    page.get_by_role("radio", name="Decided by hand").click()
    page.get_by_role("heading", name="Copies: one text").wait_for()
    page.reload()
    user.settle().expect_metric("Independent texts", texts - 1)
    receipt.get_by_text("the same text: Mira").wait_for()
    receipt.get_by_role("textbox", name="Your name").fill("Paul")
    receipt.get_by_role("button", name="Undo").click()
    user.expect_metric("Independent texts", texts)
    (decision,) = rows_of(user.download("CSV", "by_hand"))
    assert (decision["decided_by"], decision["verdict"], decision["undone_by"]) == ("Mira", "same", "Paul")

    # a hostile article is text, in the table of articles and opened
    user.open("/articles?article=tarn-3")
    page.get_by_text("<script>window.pwned = 1</script>").wait_for()
    page.get_by_role("heading", name="<b>Absage</b>").wait_for()
    assert page.evaluate("window.pwned") is None
    assert page.locator('img[src*="127.0.0.9"]').count() == 0


def test_a_row_and_its_article_are_one_click_away(user):
    page = user.open("/?speaker=Donald+Trump").page
    panel = page.locator(".st-key-passage")
    panel.get_by_role("heading", name="Donald Trump").wait_for()
    panel.get_by_role("link", name="Open the article").click()
    page.get_by_role("heading", name="Articles", level=1).wait_for()
    user.settle()

    address = parse_qs(urlsplit(page.url).query)
    assert address["speaker"] == ["Donald Trump"]
    assert {"article", "signal"} <= set(address)
    page.locator(".st-key-article mark").first.wait_for()
    link = page.url
    text = page.locator(".st-key-article").inner_text()

    other = type(user)(page.context.new_page(), user.server)
    other.page.goto(link)
    other.settle()
    assert other.page.locator(".st-key-article").inner_text() == text


def test_it_is_usable_on_a_telephone(user):
    page = user.page
    page.set_viewport_size({"width": 390, "height": 844})
    user.open()
    user.chart()

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390

    user.open("/articles?view=Independent+texts")
    page.locator(".st-key-text_origin").wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_nothing_is_asked_of_another_host(user):
    hosts = set()
    user.page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    user.open()
    user.chart()

    assert {host for host in hosts if host} == {"127.0.0.1"}
