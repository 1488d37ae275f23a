"""Bytes as text that the rules react to: one byte picks a piece, so that a fuzzer that flips bytes writes sentences."""

from __future__ import annotations

PIECES = (
    "Putin", "Trump", "Wladimir Putin", "US-Präsident Donald Trump", "Kremlsprecher Dmitri Peskow", "Selenskyj", "der Kreml",
    "das Weiße Haus", "die Sprecherin", "Ada Kessler", "er", "sie", "man", "beide", "die Regierung in Tarn", "the Kremlin",
    "sagte", "sagte,", "said", "dass", "that", "ob", "wenn", "falls", "weil", "will", "wolle", "kann", "könnte", "treffen",
    "getroffen", "traf", "das Treffen", "ein Gipfel", "Gespräch", "meeting", "ruled out", "lehnt", "ab", "sei", "ist", "war",
    "werde", "habe", "nicht", "kein", "keine", "nie", "weder", "noch", "zufolge", "laut", "nach Angaben von", "so", "wie",
    "hieß es", "teilte", "mit", "kündigte", "an", "und", "oder", "aber", "bereit", "möglich", "geplant", "abgesagt",
    "verschoben", "vereinbart", "in Genf", "im Kreml", "in Washington", "am Freitag", "am 12. Mai", "am 12.05.2025", "heute",
    "morgen", "vor drei Wochen", "im Herbst 2025", "31.04.2024", "0001-01-01", "9999-12-31", "29. Februar 2023", "12.30 Uhr",
    "in 99999999999 Tagen", "next Friday", "on May 5", "two weeks ago", "(dpa)", "(dpa/jb)", "Reuters", "die „Bild“-Zeitung",
    "Von Anna Berg, Genf", "Stand: 06.05.2024 12:14 Uhr · dpa", "Foto: Max Kern/dpa", "Lesen Sie auch: Was nun", "Teilen",
    "Kommentare", "Quelle:", "# ", "## ", "* ", "> ", "**", "[Freitag](https://a.example/x)", "![Bild](x)", "https://a.example/b",
    "<p>", "</p>", "<b>", "<br>", "<script>", "&amp;", "&#0;", "&#x110000;", "---", "|", "=1+1", "@SUM(A1)", "-", "–", "…", "...",
    "„", "“", "”", "»", "«", "‚", "‘", "’", "'", '"', "›", "‹", "(", ")", "[", "]", "{", "}", ".", ",", ":", ";", "?", "!", "/",
    " ", " ", " ", "\n", "\n\n", "\t", "\r", "\r\n", "\0", "\x1b", "\x7f", "\x85", "\u2028", "\u00a0", "\u00ad", "\u200b", "\u200d",
    "\u202e", "\u2066", "\ufeff", "\ufffd", "\u0301", "\u0308", "\u0345", "ß", "ẞ", "İ", "ı", "ŉ", "ﬁ", "Ǆ", "ς", "٣", "²", "①", "𝟙", "Ⅷ",
    "１２", "Ｐ", "П", "Путин", "习近平", "\U0001f600", "a", "A", "x" * 40, "9" * 40, "U.S.", "z.B.", "z. B.", "Dr.", "am 3.", "X.",
    "ge-\nspräch", "Wort-", "zu", "wieder", "zusammenzukommen", "Trumps", "Putin-Treffen", "PUTIN", "putin",
)  # fmt: skip
_GLUED = 0x80
"""A first byte from here on glues the pieces; below, blanks stand between them."""


def text_of(content: bytes) -> str:
    """Return the text that `content` stands for: its own characters, or pieces by number where it begins with a NUL."""
    if content[:1] != b"\0":
        return content.decode("utf-8", "replace")
    gap = "" if content[1:2] >= bytes([_GLUED]) else " "
    return gap.join(PIECES[byte % len(PIECES)] for byte in content[2:])
