"""Text as the search sees it: one case, no accents, single spaces."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Fold case, accents, umlaut dots, ligatures and white space: "Für  die STRAẞE" becomes "fur die strasse"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).replace("\0", " ").split())
