"""From the bytes of a page to its text. What a page declares is believed where its bytes do not say otherwise."""

from __future__ import annotations

import codecs
import re

from data.reading.decoding import Decoded, decode

_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,30})""", re.IGNORECASE)
_HEAD = 8192
_SINGLE_BYTE = re.compile(r"iso8859-(?:2|3|4|5|6|7|8|9|10|13|14|15|16)|cp125[0-8]|koi8-[ru]|mac-(?:roman|latin2)")
_INLINE = re.compile(rb"data:[\w/+.;=-]{0,80};base64,[A-Za-z0-9+/=%\s]{64,}?(?=[\"')<])")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_START = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>)?\s*<(?:!doctype\s+html|html|head|body|meta|frameset)[\s>]", re.IGNORECASE
)


def decode_page(content: bytes) -> Decoded:
    """Decode a page: BOM, UTF-16, strict UTF-8, the charset it declares, mixed lines, cp1252; without NUL.

    UTF-8 that decodes strictly is UTF-8 whatever the page declares. Raises InputError where the content is no text.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        declared = _declared(content)
        if declared is not None and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Decoded(content.decode(declared, "replace").replace("\x00", ""), declared)
    decoded = decode(content)
    return Decoded(decoded.text.removeprefix("\ufeff").replace("\x00", ""), decoded.encoding)


def without_files(content: bytes) -> bytes:
    """Return a page without the pictures and fonts that a program wrote into it: they may be most of its bytes."""
    return _INLINE.sub(b"data:,", content) if b";base64," in content else content


def is_page(text: str) -> bool:
    """Whether a text starts as HTML does, comments aside."""
    start = _COMMENT.sub("", text[:_HEAD].lstrip("\ufeff \t\r\n")).lstrip()
    return bool(_START.match(start))


def _declared(content: bytes) -> str | None:
    """Return the declared charset where it is one that this reader would not find by itself."""
    found = _DECLARED.search(content[:_HEAD])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return name if _SINGLE_BYTE.fullmatch(name) and name != "cp1252" else None
