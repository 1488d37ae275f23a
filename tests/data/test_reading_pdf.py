"""PDFs: German words over line ends, columns, what stands on every page, and files that are refused."""

import io
import textwrap

import pypdfium2
import pytest
from fpdf import FPDF

from data.errors import InputError
from data.models import Rejected, Source
from data.reading import read_upload
from data.reading.pdf import Line, paragraphs
from data.reading.pdf_pages import HYPHEN, read_pages

TEXT = (
    "Die Präsidentin äußerte sich größtenteils zurückhaltend über die Gespräche in Überlingen. Man wolle die "
    "Verhandlungen fortsetzen, sagte sie am Donnerstag. Ein Termin für das Gipfeltreffen der beiden Staatschefs stehe "
    "noch nicht fest. Die Opposition forderte, vor einem solchen Treffen das Parlament zu unterrichten."
)


def split(items):
    items = list(items)
    return [i for i in items if isinstance(i, Source)], [i for i in items if isinstance(i, Rejected)]


class Paper(FPDF):
    """Pages with a running head and page numbers."""

    pages_in_all = 1

    def header(self):
        self.set_font("helvetica", size=8)
        self.cell(0, 8, "Tarn-Bote")
        self.ln(12)

    def footer(self):
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 8, f"Seite {self.page_no()}, alle Rechte vorbehalten")


def paper(*paragraphs, width=70, made=None):
    made = made or Paper()
    made.add_page()
    for number, paragraph in enumerate(paragraphs):
        made.set_font("helvetica", size=18 if number == 0 and len(paragraph) < 60 else 11)
        for line in textwrap.wrap(paragraph, width):
            made.cell(0, 6 if len(line) > 60 or number else 9, line)
            made.ln(6)
        made.ln(4)
    return made


def columns(lines, *, across):
    """A page of two columns, drawn line by line across or one column after the other."""
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=9)
    half = -(-len(lines) // 2)
    places = [(10 if n < half else 110, 30 + 5 * (n % half), line) for n, line in enumerate(lines)]
    for x, y, line in sorted(places, key=lambda place: place[1]) if across else places:
        made.set_xy(x, y)
        made.cell(90, 5, line)
    return bytes(made.output())


def hyphenated(text, width=44):
    """Lines as a typesetter breaks them: at the width, within words."""
    lines, rest = [], text
    while len(rest) > width:
        cut = width
        inside = rest[cut - 3 : cut + 3].isalpha()
        if inside:
            lines.append(rest[:cut] + "-")
        else:
            cut = rest.rfind(" ", 0, width) + 1
            lines.append(rest[:cut].rstrip())
        rest = rest[cut:]
    return [*lines, rest]


def test_lines_are_paragraphs_and_umlauts_are_right():
    (source,), refused = split(read_upload("seite.pdf", bytes(paper("Präsidentin bleibt vage", TEXT, TEXT).output())))

    assert refused == []
    assert source.text.split("\n\n")[:4] == ["Tarn-Bote", "Präsidentin bleibt vage", TEXT, TEXT]
    assert (source.id, source.published_on, source.title) == ("seite.pdf", None, None)


def test_what_stands_on_every_page_is_taken_out():
    made = Paper()
    words = ("Apfel", "Birne", "Kirsche", "Quitte")
    texts = [TEXT.replace(" ", f" {word} ").replace(f". {word}", ".").replace(f"{word} v", "v") for word in words]
    for text in texts:
        paper(text, text, made=made)

    (source,), _ = split(read_upload("seite.pdf", bytes(made.output())))

    assert source.text.split("\n\n") == ["Tarn-Bote", *[text for text in texts for _ in range(2)]]


@pytest.mark.parametrize("across", [True, False])
def test_columns_are_read_one_after_the_other_and_words_are_whole(across):
    text = f"{TEXT} {TEXT} {TEXT}"

    (source,), _ = split(read_upload("seite.pdf", columns(hyphenated(text), across=across)))

    assert source.text == text


def test_a_table_is_not_taken_for_columns():
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=9)
    for number in range(20):
        made.set_xy(10, 20 + 6 * number)
        made.cell(40, 5, f"{number + 1}. August")
        made.set_xy(110, 20 + 6 * number)
        made.cell(90, 5, f"Meldung Nummer {number}" + " lang" * (number % 7))

    (source,), _ = split(read_upload("seite.pdf", bytes(made.output())))

    assert "1. August Meldung Nummer 0" in " ".join(source.text.split())


def place(text, top, *, right=200.0, height=10.0, page=1):
    return Line(text, 10.0, right, top, height, page)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Die Verhand" + HYPHEN, "lungen"), "Die Verhandlungen"),
        (("Der Kreml" + HYPHEN, "Sprecher"), "Der Kreml-Sprecher"),
        (("Die Verhand-", "lungen gehen"), "Die Verhandlungen gehen"),
        (("Außen-", "und Innenpolitik"), "Außen- und Innenpolitik"),
        (("Am Ende" + HYPHEN,), "Am Ende"),
    ],
)
def test_words_over_line_ends(lines, text):
    assert paragraphs([place(line, 100 - 12 * n) for n, line in enumerate(lines)]) == text


def test_a_short_last_line_a_gap_and_larger_type_end_a_paragraph():
    lines = [
        place("Überschrift", 130, height=20),
        place("Erste Zeile geht", 112),
        place("bis hier.", 100, right=80),
        place("Zweiter Absatz.", 88),
        place("Dritter nach Abstand.", 60),
        place("und weiter auf der nächsten", 200, page=2),
    ]

    assert paragraphs(lines).split("\n\n") == [
        "Überschrift", "Erste Zeile geht bis hier.", "Zweiter Absatz.", "Dritter nach Abstand.", "und weiter auf der nächsten",
    ]  # fmt: skip


def blank(pages):
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(100, 100)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def locked():
    made = paper(TEXT)
    made.set_encryption(owner_password="a", user_password="b")
    return bytes(made.output())


def scripted():
    made = paper(TEXT)
    return bytes(made.output()).replace(
        b"/Type /Catalog", b"/OpenAction <</S /JavaScript /JS (app.alert(1))>> /Type /Catalog"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (blank(2), "OCR"),
        (locked(), "password"),
        (scripted(), "JavaScript"),
        (bytes(paper(TEXT).output())[:400], "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
        (blank(1001), "1,001 pages"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(content, words):
    good, (refused,) = split(read_upload("seite.pdf", content))

    assert good == []
    assert words in refused.reason
    assert ":" in refused.reason


def test_pages_at_the_limit_are_read_and_one_more_is_not(monkeypatch):
    monkeypatch.setattr("data.reading.pdf_pages.MAX_PDF_PAGES", 3)
    assert read_pages(blank(3)) == [[], [], []]

    with pytest.raises(InputError, match="has 4 pages"):
        read_pages(blank(4))


def test_a_page_without_text_is_said_and_the_others_are_read():
    made = paper(TEXT, made=FPDF())
    made.add_page()

    (source,), (note,) = split(read_upload("seite.pdf", bytes(made.output())))

    assert source.text == TEXT
    assert "page 2" in note.reason


def test_the_name_does_not_matter_and_a_wrong_one_is_said():
    content = bytes(paper(TEXT).output())

    assert len(split(read_upload("seite.txt", content))[0]) == 1
    assert "no PDF" in split(read_upload("seite.pdf", b"Ein Satz."))[1][0].reason
