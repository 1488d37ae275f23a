"""One form for every character, before anything is measured in offsets."""

from __future__ import annotations

import html
import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NEWLINE = re.compile("\r\n?|\u2028|\u2029")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")


def normalised(text: str) -> str:
    """Return `text` composed (NFC), with one kind of newline, without controls and invisible characters."""
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
    text = _NEWLINE.sub("\n", text)
    return composed(_CONTROL.sub("", _INVISIBLE.sub("", text)))


def composed(text: str) -> str:
    """Return `text` with each letter and its accents as one character where there is one (NFC)."""
    return unicodedata.normalize("NFC", text)
