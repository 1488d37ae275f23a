"""From bytes to text. The encoding is detected and recorded, never assumed, and nothing binary passes as text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from typing import BinaryIO

_SAMPLE = 8192
_STRAY = 4  # control characters that any text may hold
_BINARY_SHARE = 0.05  # of control characters; random bytes have a tenth

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP container (archive or office document)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a rich text document"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_GERMAN = "äöüÄÖÜß"


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def read_whole(stream: BinaryIO) -> bytes:
    """Read a file to its end. Raises InputError where it is larger than the limit."""
    content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise InputError(f"is larger than {MAX_FILE_BYTES:,} bytes: split it, or use JSON Lines")
    return content


def decode(content: bytes) -> Decoded:
    """Decode a whole file: BOM, strict UTF-8, UTF-16 without BOM, line-wise mixed UTF-8 and cp1252, cp1252, Mac Roman.

    Raises InputError where the content is no text.
    """
    refuse_binary(content)
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _text(content.decode(encoding, "replace"), encoding)
    wide = _utf16(content[:_SAMPLE])
    if wide:
        return _text(content.decode(wide, "replace"), wide)
    try:
        return _text(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _text(*_legacy(content))


def decode_line(line: bytes) -> Decoded:
    """Decode one line of a file that is UTF-8 as a whole but may hold lines of another origin."""
    try:
        return Decoded(line.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(*_legacy(line))


def refuse_binary(content: bytes) -> None:
    """Raise InputError where the first bytes are those of a known binary format."""
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"is {what}, not text: extract the text first")


def _text(text: str, encoding: str) -> Decoded:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(_STRAY, _BINARY_SHARE * len(sample)):
        raise InputError("is binary, not text: extract the text first")
    return Decoded(text, encoding)


def _utf16(sample: bytes) -> str | None:
    """Every second byte of western text in UTF-16 is zero; which one tells the byte order."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _legacy(content: bytes) -> tuple[str, str]:
    """Text that is not UTF-8 as a whole, and its encoding. Bytes that mean nothing become U+FFFD."""
    lines = content.split(b"\n")
    wide = sum(_is_utf8(line) for line in lines if not line.isascii())
    if wide:
        return "\n".join(_line(line) for line in lines), "utf-8+cp1252"
    western, mac = content.decode("cp1252", "replace"), content.decode("mac_roman")
    if _umlauts(mac) >= 2 and _umlauts(mac) > 5 * _umlauts(western):
        return mac, "mac_roman"
    return western, "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _umlauts(text: str) -> int:
    """German letters that stand next to a letter, as they do in words."""
    return len(re.findall(rf"(?<=[A-Za-z])[{_GERMAN}]|[{_GERMAN}](?=[A-Za-z])", text))
