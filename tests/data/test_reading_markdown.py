"""Markdown as clippers save it: front matter, and what of the page is words."""

import time

import pytest

from data.analysis import read_safely
from data.models import Source
from data.profile import bundled
from data.reading import read_upload
from data.reading.markdown import front_matter, words

CLIPPED = """---
title: "Tarn: Kessler \\"offen\\" für Gespräche"
source: https://echo.example/a
author:
  - "[[Jo Ohm]]"
  - Ida Lenz
published: 2025-08-07
created: 2025-09-01
description: Ein Anriss
tags: [clippings, tarn]
---
# Kessler offen für Gespräche

Ada Kessler sagte, sie sei [offen](https://echo.example/b "Titel") für Gespräche[^1]. <script>alert(1)</script>Ein **Termin** stehe nicht fest.

![Foto: Kessler](https://echo.example/k.jpg)

<!-- unsichtbar -->
> Sie sprach in [Überlingen][ort].

***

[ort]: https://echo.example/ort
"""


def test_front_matter_is_metadata_and_links_are_words():
    (source,) = read_upload("klipp.md", CLIPPED.encode())

    assert (source.id, source.own_id, source.title) == ("klipp.md", False, 'Tarn: Kessler "offen" für Gespräche')
    assert (source.url, source.author, source.published_on) == (
        "https://echo.example/a",
        "Jo Ohm, Ida Lenz",
        "2025-08-07",
    )
    assert source.outlet is None
    reading, failure = read_safely(source, bundled())
    assert failure is None
    assert reading.article.body.splitlines()[-1] == "Sie sprach in Überlingen."
    assert "offen für Gespräche" in reading.article.body
    for gone in ("http", "alert", "unsichtbar", "Anriss", "]", "*", "2025-09"):
        assert gone not in reading.article.body


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("---\ntitle: Gipfel: wer kommt?\ndate: 7. August 2025\n---\n", {"title": "Gipfel: wer kommt?", "published_on": "7. August 2025"}),
        ("+++\ntitle = 'Wer kommt?'\n+++\n", {"title": "Wer kommt?"}),
        ("---\nTitel: A\nQuelle: Süd-Echo\nLink: https://a.example\n---\n", {"title": "A", "outlet": "Süd-Echo", "url": "https://a.example"}),
        ("---\nEin Satz zwischen Strichen.\n---\n", {}),
        ("---\ntitle: nie geschlossen\n", {}),
        ("---\r\ntitle: A\r\n---\r\n".replace("\r", ""), {"title": "A"}),
        ("---\n# Kommentar\ntext: x\ntitle:\n---\n", {}),
    ],
)  # fmt: skip
def test_front_matter(head, fields):
    found, rest = front_matter(f"{head}Ein Text.")

    assert found == fields
    assert rest.endswith("Ein Text.")


def test_a_file_without_front_matter_is_the_text_it_always_was():
    (source,) = read_upload("ordner/seite.md", b"Ein Satz.\n\n--- und mehr")

    assert isinstance(source, Source)
    assert (source.id, source.text, source.title) == ("seite.md", "Ein Satz.\n\n--- und mehr", None)


@pytest.mark.parametrize("unit", ["<!--", "<script>", "[", "![", "[[", "[a][", "---\n", "-", "> ", "a: b\n", "<", "`"])
def test_markup_without_end_takes_no_time(unit):
    text = unit * (300_000 // len(unit))
    start = time.perf_counter()
    words(text)
    front_matter(f"---\n{text}")

    assert time.perf_counter() - start < 2
