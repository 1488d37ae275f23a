"""Text as the search sees it: one case, no accents, single spaces."""

from __future__ import annotations

import re
import unicodedata

_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff]")  # no combining mark comes before U+0300


def fold(text: str) -> str:
    """Fold case, accents, umlaut dots, ligatures and white space: "Für  die STRAẞE" becomes "fur die strasse"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = _BEYOND_LATIN.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], text)
    return " ".join(text.lower().replace("\0", " ").split())
