"""What is written as HTML holds article text as text, once escaped, whole, and at its place."""

# ruff: noqa: PLC0415 - AppTest runs a function by its source, away from this module

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from components.passages import literal

HOSTILE = [
    "<script>window.pwned=1</script>",
    "<img src=x onerror=alert(1)>",
    "</div></mark><h1>weg</h1>",
    '" onmouseover="alert(1)',
    "<style>*{display:none}</style>",
    "&lt;b&gt; bleibt &amp;lt;",
    "![x](http://tracker.example/p.gif) **fett** :red[rot] $x$ # 1.",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
]


def written(script, **kwargs):
    at = AppTest.from_function(script, kwargs=kwargs, default_timeout=60).run()
    assert not at.exception
    return [element.value for element in at.html]


def visible(html):
    """The text a reader sees: tags away, entities read once."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def everything(text):
    from components import passages
    from data.comparing import compare
    from data.models import Cut

    passages.show_article(text, [(0, 18, "s1", "WILLING")], "de", focus="s1", dark=False)
    passages.show_passage(text, 0, 18, "WILLING", "de", dark=True)
    passages.show_raw(text, [Cut(0, 7, text)], "de")
    passages.show_facts([("Headline", text)])
    passages.show_heading(text, text, "de")
    passages.show_quotation(text, "de")
    sides = [passages.Side(letter, text, text + " Ende.", "de") for letter in "AB"]
    passages.show_comparison(*sides, compare(text + " Ende.", text + " Aus."))


def article_page(text, marks):
    from components import passages

    passages.show_article(text, marks, "de", focus=None, dark=False)


def context_page(text, start, end):
    from components import passages

    passages.show_passage(text, start, end, "WILLING", "de", dark=True)


def raw_page(text, cuts):
    from components import passages
    from data.models import Cut

    passages.show_raw(text, [Cut(*cut) for cut in cuts], "de")


@pytest.mark.parametrize("payload", HOSTILE)
def test_article_text_is_never_markup(payload):
    pieces = written(everything, text=f"Vorher steht das. {payload} Danach kommt jenes.")

    assert len(pieces) == 7
    for html in pieces:
        assert payload in visible(html)
        tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", html)}
        assert tags <= {"div", "mark", "span", "del", "small", "dl", "dt", "dd", "h3", "blockquote", "i"}
        assert not re.search(r"<[^>]*\bon\w+\s*=", html)


def test_an_article_is_shown_whole_with_overlapping_signals():
    text = "Eins zwei drei vier fünf."
    [html] = written(article_page, text=text, marks=[(5, 14, "s1", "WILLING"), (10, 19, "s2", "NOT_PLANNED")])

    labels = r"Willing \(\+3\)|Not planned \(−3\)"
    assert re.sub(labels, "", visible(html)) == text
    assert re.findall(labels, visible(html)) == ["Willing (+3)", "Not planned (−3)"]


def test_german_text_is_marked_as_german():
    assert 'lang="de"' in written(context_page, text="Man sei bereit.", start=0, end=8)[0]


def test_context_is_cut_at_spaces():
    text = "wort " * 200 + "STELLE" + " wort" * 200
    shown = visible(written(context_page, text=text, start=1000, end=1006)[0])

    assert shown.startswith("… wort ")
    assert shown.endswith(" wort …")
    assert "STELLE" in shown


def test_what_was_cut_is_greyed_with_its_rule():
    [html] = written(raw_page, text="KOMMENTAR Der Text.", cuts=[(0, 10, "kicker")])

    assert re.search(r"<del[^>]*>KOMMENTAR </del>", html)
    assert "[kicker]" in visible(html)


@pytest.mark.parametrize("payload", HOSTILE)
def test_labels_hold_no_live_markdown(payload):
    escaped = literal(payload, 500)

    assert re.sub(r"\\(.)", r"\1", escaped).replace("\u2060", "") == " ".join(payload.split())
    assert not re.search(r"https?\\?:|www\\?\.", escaped), "an address that would become a link"
    assert not re.search(r"(?<!\\)[*_`\[\]<>$:#|!~]", escaped)


def test_long_labels_are_cut():
    assert literal("x" * 100, 10) == "x" * 9 + "…"
