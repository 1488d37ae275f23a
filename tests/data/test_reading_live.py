"""Live blogs and tickers: one article, all entries in it, and claims dated by what the entries themselves say."""

import pytest

from data.analysis import read_article
from data.models import Rejected, Source
from data.reading import read_upload
from tests.data.pages import ARTICLE, linked, page
from tests.tarnland import WATCHED

TITLE = "Liveblog: Ringen um den Gipfel im Norden"
ENTRIES = (
    ("2025-08-07T15:42:00+02:00", "Kessler nennt einen Termin", "Ein Treffen mit Ohm ist vereinbart, sagte Kessler am Donnerstag in Tarn."),
    ("2025-08-07T11:05:00+02:00", "Ohm ist bereit", "Präsident Jonas Ohm ist zu einem Treffen mit Kessler bereit. Das sagte Ohm in Sund."),
    ("2025-08-06T21:10:00+02:00", "Oster zweifelt", "Ein Treffen mit Ohm sei nicht geplant, sagte Kessler am Mittwoch vor Journalisten in Tarn."),
)  # fmt: skip


def blog(entries, **changes):
    updates = [{"@type": "BlogPosting", "headline": head, "datePublished": day} for day, head, _ in entries]
    told = {"@type": "LiveBlogPosting", "headline": TITLE, "datePublished": "2025-08-06T08:00:00+02:00"}
    shown = "".join(
        f"<article class=entry><time datetime={day}>{day[11:16]} Uhr</time><h3><a href='?e={place}'>{head}</a></h3>"
        f"<p>{text}</p></article>"
        for place, (day, head, text) in enumerate(entries)
    )
    head = linked(ARTICLE | told | {"liveBlogUpdate": updates} | changes)
    return page(f"<article><h1>{TITLE}</h1>{shown}</article>", head=head, title=TITLE)


def read(content, name="blog.html"):
    rows = list(read_upload(name, content))
    (source,) = (row for row in rows if isinstance(row, Source))
    return read_article(source, WATCHED), [row.reason for row in rows if isinstance(row, Rejected)]


def said(reading):
    return {(signal.speaker, str(signal.said_on), signal.said_on_basis) for signal in reading.signals}


def test_a_live_blog_of_several_days_is_one_article_of_the_day_of_its_newest_entry_and_that_is_told():
    reading, (reason,) = read(blog(ENTRIES))

    assert reading.article.title == TITLE
    assert all(text in reading.article.body for _, _, text in ENTRIES)
    assert (reading.article.published_at, reading.article.published_basis) == ("2025-08-07T15:42", "metadata")
    assert "live blog of several days (2025-08-06 to 2025-08-07)" in reason
    assert ("Ada Kessler", "2025-08-07", "weekday") in said(reading)  # the Thursday of the entry and not the one before
    assert ("Ada Kessler", "2025-08-06", "weekday") in said(reading)
    assert ("Jonas Ohm", "2025-08-07", "published") in said(reading)


def test_a_live_blog_of_one_day_is_of_that_day():
    reading, reasons = read(blog(ENTRIES[:2], datePublished="2025-08-07T08:00:00+02:00"))

    assert str(reading.article.published_on) == "2025-08-07"
    assert reasons == []


@pytest.mark.parametrize("updates", [7, "x", {"datePublished": "2025-08-09"}, [7, {"datePublished": "bald"}], []])
def test_entries_that_state_no_day_leave_the_day_of_the_page(updates):
    reading, reasons = read(blog(ENTRIES, liveBlogUpdate=updates))

    assert str(reading.article.published_on) == "2025-08-06"
    assert reasons == []


@pytest.mark.parametrize("form", ["+++ {} Uhr: {} +++\n{}", "{} Uhr: {}\n{}", "+++ {} Uhr +++ {} +++\n{}"])
def test_a_ticker_as_text_is_one_article_with_all_its_entries(form):
    entries = "\n\n".join(form.format(day[11:16], head, text) for day, head, text in ENTRIES)
    reading, reasons = read(f"{TITLE}\n\n07.08.2025, 15:42 Uhr\n\n{entries}".encode(), "ticker.txt")

    assert (reading.article.title, str(reading.article.published_on)) == (TITLE, "2025-08-07")
    assert all(text in reading.article.body for _, _, text in ENTRIES)
    assert {("Ada Kessler", "2025-08-07", "weekday"), ("Ada Kessler", "2025-08-06", "weekday")} <= said(reading)
    assert reasons == []
