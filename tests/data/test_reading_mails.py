"""Mails: newsletters, articles passed on, attachments, and heads that are broken."""

import base64
import io
import time
import zipfile
from email.message import EmailMessage

import openpyxl
import pytest

from data.models import Rejected, Source
from data.reading import read_upload
from data.reading.columns import Wishes
from data.reading.mail_parts import header, open_mail

BODY = "Ada Kessler sagte, ein Gespräch in Überlingen sei möglich. Einen Termin gebe es nicht."
DATE = "Thu, 07 Aug 2025 09:12:00 +0200"


def split(items):
    items = list(items)
    return [i for i in items if isinstance(i, Source)], [i for i in items if isinstance(i, Rejected)]


def mail(text=BODY, subject="Kessler offen für Gespräche", sender="Süd-Echo <news@echo.example>", **headers):
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"], made["To"] = sender, subject, DATE, "kim@tarn.example"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def only(made):
    (source,), refused = split(read_upload("post.eml", bytes(made)))
    assert refused == []
    return source


def test_a_newsletter_has_outlet_title_and_day():
    source = only(mail(List_Unsubscribe="<https://echo.example/ab>"))

    assert (source.id, source.title, source.outlet, source.author) == (
        "post.eml",
        "Kessler offen für Gespräche",
        "Süd-Echo",
        None,
    )
    assert source.published_on == "2025-08-07T09:12"
    assert source.text.strip() == BODY


@pytest.mark.parametrize("headers", [{}, {"List_Unsubscribe": "<x>", "List_Post": "<mailto:liste@tarn.example>"}])
def test_a_letter_has_an_author_and_no_outlet(headers):
    source = only(mail(**headers))

    assert (source.outlet, source.author) == (None, "Süd-Echo")


FORWARDED = f"""Zur Kenntnis!
Kim

-----Ursprüngliche Nachricht-----
Von: Süd-Echo <news@echo.example>
Gesendet: Mittwoch, 6. August 2025 18:30
An: liste@tarn.example; noch@tarn.example;
 dritte@tarn.example
Betreff: AW: Gipfel offen

{BODY}
Von: hier an ist es Text.
"""


@pytest.mark.parametrize("subject", ["WG: Gipfel", "Fwd: Gipfel", "[Fwd: Gipfel]", "FW: AW: Gipfel", "Wtr: Gipfel"])
def test_an_article_passed_on_has_its_own_head_and_not_the_carriers(subject):
    source = only(mail(FORWARDED, subject, "Kim Lorenz <kim@tarn.example>"))

    assert (source.title, source.published_on) == ("Gipfel offen", "2025-08-06T18:30")
    assert (source.author, source.outlet) == (None, None)
    assert source.text.strip().startswith(BODY)
    assert source.text.strip().endswith("Text.")


def test_english_heads_and_marks_of_quotation():
    text = f"FYI\n\nBegin forwarded message:\n\n> From: The Quay <news@quay.example>\n> Subject: Talks open\n> Date: August 6, 2025 at 6:30 PM\n>\n> {BODY}\n> Noch ein Satz.\n"
    source = only(mail(text, "Fwd: Talks open"))

    assert (source.title, source.published_on) == ("Talks open", "2025-08-06T18:30")
    assert source.text.strip() == f"{BODY}\nNoch ein Satz."


def test_passed_on_without_a_head_stays_untitled_and_undated():
    source = only(mail(subject="WG: Gipfel"))

    assert (source.title, source.published_on, source.author, source.outlet) == (None, None, None, None)
    assert source.text.strip() == BODY


def test_a_reply_is_its_own_text_without_the_title_of_another():
    source = only(mail(f"Danke!\n\n{FORWARDED}", "AW: Gipfel"))

    assert source.title is None
    assert "Danke!" in source.text


def test_quoted_printable_cp1252_and_encoded_names():
    raw = (
        b"From: =?iso-8859-1?Q?S=FCd-Echo?= <news@echo.example>\r\nSubject: =?utf-8?B?" + base64.b64encode("Gespräche über Tarn".encode())
        + b"?=\r\nDate: 7 Aug 2025 09:12:00 +0200\r\nContent-Type: text/plain; charset=windows-1252\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nDie Pr=E4sidentin =E4u=DFerte sich =\r\n=84offen=93.\r\n"
    )  # fmt: skip
    source = only(raw)

    assert (source.title, source.author, source.published_on) == ("Gespräche über Tarn", "Süd-Echo", "2025-08-07T09:12")
    assert source.text.strip() == "Die Präsidentin äußerte sich „offen“."


def test_flowed_lines_are_one_paragraph():
    raw = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\nEin Satz, der \nweitergeht.\nNoch einer.\n"

    assert only(raw).text.strip() == "Ein Satz, der weitergeht.\nNoch einer."


def test_html_where_there_is_no_plain_text_or_a_stub():
    made = mail("Ihr Programm zeigt kein HTML.")
    made.add_alternative(
        f"<html><head><style>p{{}}</style></head><body><p>{BODY}</p><script>x()</script><p>{BODY[::-1]}</p></body></html>",
        subtype="html",
    )

    assert only(made).text.strip() == f"{BODY}\n\n{BODY[::-1]}"


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><html><head><title>Brief</title></head><body>{'<div>' * 100_000}{BODY}{'</div>' * 100_000}",
        f"<table><tr><td {' '.join(f'a{n}=1' for n in range(50_000))}>{BODY}</td></tr></table>",
        f"<p>{BODY}<script>alert(1)",
    ],
    ids=["deep", "many attributes", "never closed"],
)
def test_hostile_html_in_a_mail_is_its_words(page):
    made = mail("")
    made.set_content(page, subtype="html")

    assert only(made).text.strip() == BODY


def test_attachments_are_read_with_their_own_place():
    book = openpyxl.Workbook()
    book.active.title = "Presse"
    book.active.append(["Volltext"])
    book.active.append(["Ein Satz aus der Tabelle."])
    held, packed = io.BytesIO(), io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Ein Satz.")
    made = mail()
    made.add_attachment("Ein Satz im Anhang.", filename="../../Übersicht.txt")
    made.add_attachment(held.getvalue(), "application", "octet-stream", filename="presse.xlsx")
    made.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="logo.png")
    made.add_attachment(packed.getvalue(), "application", "zip", filename="alle.zip")
    made.add_attachment(b"\x7fELF" + bytes(99), "application", "octet-stream", filename="bericht.bin")

    good, refused = split(read_upload("post.eml", bytes(made), Wishes(known=True)))

    assert [(s.file, s.text.strip()) for s in good] == [
        ("post.eml", BODY),
        ("post.eml/Übersicht.txt", "Ein Satz im Anhang."),
        ("post.eml/presse.xlsx/Presse", "Ein Satz aus der Tabelle."),
    ]
    assert [row.file for row in refused] == ["post.eml/alle.zip", "post.eml/bericht.bin"]


def test_a_mail_in_a_mail_is_read_and_what_hangs_on_it_is_said():
    inner = mail("Der Text des inneren.", "Innen")
    inner.add_attachment("Zu tief.", filename="tief.txt")
    made = mail("")
    made.add_attachment(inner)

    good, refused = split(read_upload("post.eml", bytes(made)))

    assert [(s.file, s.title) for s in good] == [("post.eml/attached.eml", "Innen")]
    assert [row.file for row in refused] == ["post.eml/attached.eml/tief.txt"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"Nur ein Text ohne Kopf.\n\nNoch einer.", "no mail"),
        (b"", "no mail"),
        (b"From: a@b.example\nSubject: leer\n\n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (
            b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n"
            + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 300,
            "parts",
        ),
    ],
)
def test_what_is_no_readable_mail_is_refused(raw, words):
    good, (refused,) = split(read_upload("post.eml", raw))

    assert good == []
    assert words in refused.reason


@pytest.mark.parametrize(
    "head",
    [
        b"Date: gestern\n", b"Date: Thu, 99 Aug 99999 99:99\n", b"Subject: =?utf-8?B?!!!!?=\n", b"Subject: =?kein?Q?x?=\n",
        b"From: <<<>>>,,;\n", b"Content-Type: text/plain; charset=zlib\n", b"Content-Type: text/plain; charset=\xff\n",
        b"Content-Transfer-Encoding: base64\n", b"Content-Type: ;;;=\n", b"Subject: \xff\xfe\n", b"Content-Type: multipart/mixed\n",
        b"Content-Disposition: inline; filename*=utf-8''%ff%00\n", b"Subject: " + b"=?utf-8?Q?a?= " * 5000 + b"\n",
    ],
)  # fmt: skip
def test_broken_heads_cost_what_they_say_and_no_more(head):
    start = time.perf_counter()
    good, refused = split(read_upload("post.eml", head + b"From: a@b.example\n\nEin Satz steht hier.\n"))

    assert len(good) + len(refused) >= 1
    assert time.perf_counter() - start < 5


def test_a_mail_at_the_limit_is_read_and_one_beyond_is_not(monkeypatch):
    raw = bytes(mail())
    monkeypatch.setattr("data.reading.mail_parts.MAX_MAIL_BYTES", len(raw))
    assert open_mail(raw).headers["date"] == DATE

    monkeypatch.setattr("data.reading.mail_parts.MAX_MAIL_BYTES", len(raw) - 1)
    assert "more than" in split(read_upload("post.eml", raw))[1][0].reason


def test_headers():
    assert header("=?utf-8?Q?S=C3=BCd?=\n =?utf-8?Q?-Echo?=") == "Süd-Echo"
    assert header("S\udcfcd") == "Süd"
