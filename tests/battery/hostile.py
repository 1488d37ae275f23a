"""Inputs that are wrong, odd or ill-meant, and what the analyst must be told about each."""

from __future__ import annotations

import codecs
import io
import json
import os
import stat
import zipfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (
    "Der russische Präsident Wladimir Putin schließt ein Treffen mit US-Präsident Donald Trump in diesem Monat aus. "
    "Das sagte Kremlsprecher Dmitri Peskow am Montag. „Für ein Treffen mit Trump gibt es keinen Termin“, so Peskow."
)
UMLAUTS = "Größere Änderungen müsse man prüfen, sagte die Sprecherin Ärla Öhm über die Gespräche in Überlingen."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORMULAS = ("=1+1", "+4912345", "-2+3", "@SUM(A1:A9)", "\t=1+1", "＝1+1", "\u200b=1+1", "\u202e=1+1", "%cmd", "|calc")
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "![Bild](http://127.0.0.2/pixel)",
    "<style>body{display:none}</style>",
    ":red[Rot] $x^2$ # 1. *Stern* | Spalte",
    "'; DROP TABLE articles; --",
)


class Told(NamedTuple):
    """One line about an input: 1-based row (None: the whole file), and words that its reason must hold."""

    line: int | None
    words: str


class Case(NamedTuple):
    """A file, what must be told about it, and how many articles it must give."""

    content: bytes
    told: tuple[Told, ...] = ()
    articles: int = 0


def _whole(content: bytes, words: str) -> Case:
    return Case(content, (Told(None, words),))


def _text(number: int, extra: str = "") -> str:
    return f"Bericht {number} aus Tarn: {extra} Die Sprecherin Ada Kessler sagte, Punkt {number * 7} bleibe offen."


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return held.getvalue()


def _linked() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("verweis.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    return held.getvalue()


def _encrypted() -> bytes:
    content = bytearray(archive({"a.txt": _text(90).encode()}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + at] |= 1
    return bytes(content)


def _damaged() -> bytes:
    content = bytearray(archive({"heil.txt": _text(91).encode(), "krank.txt": _text(92).encode()}, zipfile.ZIP_STORED))
    content[content.find(b"Bericht 92")] ^= 0xFF
    return bytes(content)


def _json_lines() -> Case:
    def row(number: int, **more: object) -> str:
        return json.dumps({"id": f"zeile-{number}", "text": _text(number), **more})

    lines: list[tuple[str, str | None]] = [
        (row(1), None),
        ('{"id": "offen", "text": "Ein Satz', "not valid JSON"),
        ('{"text": "Ein Satz.", "wert": NaN}', "NaN"),
        ('{"text": "Ein Satz.", "wert": 1e999}', "too large a number"),
        ('{"text": "Ein Satz.", "wert": ' + "7" * 5000 + "}", "not valid JSON"),
        ('{"text": "Ein Satz.", "wert": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ('{"text": "Ein Satz.", "text": "Ein anderer."}', "twice"),
        ('{"titel": "Ohne Text"}', "no 'text'"),
        ('{"text": 7}', "'text' is a number"),
        ('{"text": "  \\u200b "}', "is empty"),
        ("[1, 2, 3]", "not a JSON object"),
        ("Das ist kein JSON.", "not valid JSON"),
        (row(13, published_on="31.04.2024"), "'published_on'"),
        (row(14, published_on="0001-01-01"), "'published_on'"),
        (row(15, published_on="9999-12-31"), "'published_on'"),
        (row(16, published_on="-1"), "'published_on'"),
        (row(17, url="javascript:alert(1)"), "'url'"),
        (row(18, title=["Liste"]), "'title' is a list"),
        (row(19, title="halbes Zeichen \ud800 im Titel"), None),
        (row(20, published_on="2024-03-31T02:30:00+01:00"), None),  # an hour that the clocks leap over
        (row(21, id="x" * 5000), "'id'"),
    ]
    told = tuple(Told(number, words) for number, (_, words) in enumerate(lines, 1) if words)
    kept = sum(line.startswith('{"id": "zeile') or '"id": "xxx' in line for line, _ in lines)
    return Case("\n".join(line for line, _ in lines).encode(), told, kept)  # no newline at its end


def _table() -> Case:
    rows = [
        "id,text,outlet",
        f'1,"{_text(201)}",Bote',
        "2,Zu,viele,Felder",
        "3,Zu wenige",
        '4,"offen bis zum Ende',
        f'5,"{_text(205)}",Kurier',
        f'6,"{"wort " * 10_000}{_text(206)}",Kurier',
        '7,"",Bote',
    ]
    told = (Told(3, "4 fields"), Told(4, "2 fields"), Told(5, "no CSV row"), Told(8, "is empty"))
    return Case("\n".join(rows).encode(), told, 3)


def _payloads() -> Case:
    rows = [
        {"id": f"nutzlast-{number}", "title": payload, "outlet": payload, "lang": "de", "clean": True,
         "text": f"„{payload} ist keine Zusage“, sagte Kremlsprecher Dmitri Peskow am Montag in Lauf {number}."}
        for number, payload in enumerate((*FORMULAS, *MARKUP))
    ]  # fmt: skip
    return Case("\n".join(json.dumps(row) for row in rows).encode(), (), len(rows))


CASES: dict[str, Case] = {
    # files
    "bild.txt": _whole(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG image"),
    "programm.txt": _whole(b"MZ\x90\x00" + bytes(512), "a program"),
    "buero.docx": _whole(archive({"word/document.xml": b"<x/>"}), "ZIP container"),
    "rauschen.txt": _whole(bytes(range(1, 32)) * 50, "binary"),
    "seite.html": Case(b"<!DOCTYPE html><html><body>" + GOOD.encode() + b"</body></html>", (), 1),
    "titelseite.html": _whole(b"<!DOCTYPE html><html><body><a href='/a'>Mehr</a></body></html>", "page"),
    "leer.txt": _whole(b"", "is empty"),
    "weiss.txt": _whole(b" \r\n\t\xe2\x80\x8b\n", "is empty"),
    "zeichen.txt": _whole(b"... --- !!!\n", "is empty"),
    "=1+1.txt": _whole(b"", "is empty"),
    # encodings
    "cp1252.txt": Case(f"{UMLAUTS} Eins.".encode("cp1252"), (), 1),
    "bom.txt": Case(f"{UMLAUTS} Zwei.".encode("utf-8-sig"), (), 1),
    "utf16le.txt": Case(codecs.BOM_UTF16_LE + f"{UMLAUTS} Drei.".encode("utf-16-le"), (), 1),
    "utf16be.txt": Case(f"{UMLAUTS} Vier.".encode("utf-16-be"), (), 1),
    "mac.txt": Case(f"{UMLAUTS} Fünf.".encode("mac_roman"), (), 1),
    "gemischt.txt": Case(f"{UMLAUTS}\n".encode() + f"{UMLAUTS} Sechs.".encode("cp1252"), (), 1),
    "zerlegt.txt": Case("Die Gespra\u0308che in U\u0308berlingen seien beendet, sagte Ada Kessler.".encode(), (), 1),
    # characters
    "nul.txt": Case(f"Ein\0 Text \x1b[31mmit\x07 Steuerzeichen. {_text(301)}".encode(), (), 1),
    "verkehrt.txt": Case(f"\u202eEin\u200b Text\u00ad mit\u2066 Richtung. {_text(302)}".encode(), (), 1),
    "zwilling.txt": Case(
        "Dmitri P\u0435skow sagte, ein Tr\u200beffen mit Trump sei offen.".encode(),
        (Told(None, "CYRILLIC SMALL LETTER IE"),),
        1,
    ),
    # lines and marks without end
    "zeile.txt": Case(b"a" * 100_000, (), 1),
    "winkel.txt": Case(b">" * 3000 + _text(303).encode(), (), 1),
    "offen.txt": Case(("„" * 2000 + _text(304)).encode(), (), 1),
    "klammern.txt": Case(("(" * 2000 + _text(305)).encode(), (), 1),
    # rows
    "zeilen.jsonl": _json_lines(),
    "leer.jsonl": _whole(b"\n\n", "is empty"),
    "tief.json": _whole(b"[" * 200_000, "nested too deeply"),
    "keins.json": _whole(b"[]", "is empty"),
    "tabelle.csv": _table(),
    "strichpunkt.csv": Case(f"id;text\n9;{_text(207)}\n".encode(), (), 1),
    "ohne.csv": _whole(b"titel,inhalt\na,b\n", "no column 'text'"),
    "doppelt.csv": _whole(b"text,id,text\na,b,c\n", "twice"),
    "leer.csv": _whole(b"", "is empty"),
    "kopf.csv": _whole(b"id,text\n", "no rows"),
    "nutzlast.jsonl": _payloads(),
    # archives
    "gut.zip": Case(archive({"ordner/a.txt": _text(401).encode(), "__MACOSX/._a.txt": b"\0\5"}), (), 1),
    "bombe.zip": _whole(archive({"b.txt": b"0" * 30_000_000}), "unpacks to"),
    "ausbruch.zip": _whole(archive({"../../boese.txt": b"x", "gut.txt": b"y"}), "leads out"),
    "absolut.zip": _whole(archive({"/etc/boese.txt": b"x"}), "leads out"),
    "verweis.zip": _whole(_linked(), "symbolic link"),
    "namenlos.zip": _whole(archive({"\0": b"x"}), "without a name"),
    "schachtel.zip": _whole(archive({"innen.zip": archive({"a.txt": b"x"})}), "another archive"),
    "geheim.zip": _whole(_encrypted(), "encrypted"),
    "leer.zip": _whole(archive({}), "empty archive"),
    "kaputt.zip": _whole(b"PK\x03\x04 und sonst nichts", "no readable ZIP"),
    # documents
    "datum.eml": Case(
        b"From: a@b.example\r\nSubject: =?utf-8?q?=F0=9F?=\r\nDate: Mon, 99 Foo 2025\r\n"
        b"Content-Type: text/plain; charset=klingon\r\n\r\n" + _text(601).encode(),
        (Told(None, "'published_on'"),),
        1,
    ),
    "kopf.eml": _whole(b"From: a@b.example\r\nSubject: Nur ein Kopf\r\n\r\n", "is empty"),
    "kein.pdf": _whole(b"Das ist kein PDF.", "is no PDF"),
    "kreis.pdf": _whole(b"%PDF-1.7\n1 0 obj\n<< /Kids [1 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>", "damaged PDF"),
    "kein.xlsx": _whole(b"text,id\nEin Satz.,1\n", "is no workbook"),
    "kaputt.xlsx": _whole(b"PK\x03\x04" + bytes(200), "damaged workbook"),
    "gesperrt.xlsx": _whole(_OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "brief.msg": _whole(_OLE + bytes(504), "save it as .eml"),
    "folien.pptx": _whole(archive({"ppt/a.xml": b"<x/>"}), "presentation"),
    "vorspann.md": Case(
        b"---\ntitle: !!python/object:os.system [ls]\ndate: 31.04.2024\n---\n" + _text(602).encode(),
        (Told(None, "'published_on'"),),
        1,
    ),
    "vorspann_offen.md": Case(b"---\ntitle: Ohne Ende\n" + _text(603).encode(), (), 1),
    "bild.md": Case(f"![Bild](http://127.0.0.2/p) [x](javascript:alert(1)) {_text(604)}".encode(), (), 1),
    "formatiert.txt": _whole(b"{\\rtf1 Ein Satz.}", "rich text"),
    "daten.txt": _whole(b"SQLite format 3\0" + bytes(100), "SQLite database"),
    "paket.txt": _whole(b"\x1f\x8b\x08\0" + bytes(20), "gzip"),
    "spalten.txt": _whole(b"PAR1" + bytes(20), "Parquet"),
    "leer.mhtml": _whole(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n", "without an HTML part"
    ),
    "bild.html": _whole(b"<html><svg onload='alert(1)'><text>x</text></svg></html>", "without an article"),
    "tief.html": _whole(b"<html>" + b"<div>" * 100_000 + b"x", "without an article"),
    # more of rows and encodings
    "utf32.txt": Case(codecs.BOM_UTF32_LE + f"{UMLAUTS} Sieben.".encode("utf-32-le"), (), 1),
    "nul.csv": Case(f'id,text\n606,"Ein \0{_text(606)}"\n'.encode(), (), 1),
    "unsichtbar.csv": _whole("ti\ufefftel\x04,in\u202ehalt\na,b\n".encode(), "in\\u202ehalt"),
    "breit.csv": Case(
        ",".join(["text", *(f"s{n}" for n in range(10_000))]).encode()
        + f'\n"{_text(607)}"'.encode()
        + b",x" * 10_000
        + b"\n",
        (),
        1,
    ),
    "halb.zip": _whole(archive({"a.txt": _text(402).encode() * 50})[:-40], "no readable ZIP"),
}
"""By file name."""
DAMAGED = ("beschaedigt.zip", _damaged())
"""One member whole, the other not what its checksum says."""


def write(folder: Path) -> None:
    """Fill a folder with the good article, all cases, and what is no regular file."""
    (folder / "gut.txt").write_text(GOOD, encoding="utf-8")
    for name, case in CASES.items():
        (folder / name).write_bytes(case.content)
    (folder / DAMAGED[0]).write_bytes(DAMAGED[1])
    outside = folder.parent / "aussen.txt"
    outside.write_text("Das geht niemanden etwas an.", encoding="utf-8")
    (folder / "verweis.txt").symlink_to(outside)
    os.mkfifo(folder / "rohr.txt")
    (folder / os.fsdecode(b"name\xff.txt")).write_text(_text(501), encoding="utf-8")
