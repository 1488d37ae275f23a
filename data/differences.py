"""A comparison of articles as frames of declared columns, for tables and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.comparing import DIFFERENCES, counts
from data.frames import Column, frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from data.comparing import Row
    from data.models import Article, Span

SENTENCES = (
    Column("status", "str", "same, changed, only_a or only_b"),
    Column("a_text", "str", "sentence of a; empty where only b has it"),
    Column("b_text", "str", "sentence of b; empty where only a has it"),
    Column("differences", "object", "kinds of differences: negation, date, number, hedge, wording"),
    Column("likeness", "float64", "likeness of the two sentences, 0 to 1"),
    Column("moved", "bool", "the sentence stands in another place in b"),
    Column("a", "str", "id of article a"),
    Column("a_start", "Int64", "first character of the sentence in the body of a"),
    Column("a_end", "Int64", "character after its last"),
    Column("b", "str", "id of article b"),
    Column("b_start", "Int64", "first character of the sentence in the body of b"),
    Column("b_end", "Int64", "character after its last"),
)

OVERVIEW = (
    Column("b", "str", "id of the article that is compared"),
    Column("b_outlet", "str", "who printed it"),
    Column("b_title", "str", "its headline"),
    Column("b_published_on", "datetime64[s]", "its day of publication; empty where undated"),
    Column("relation", "str", "copy: carries the same text; story: tells of the same event; other"),
    Column("same", "int64", "sentences that both have word by word"),
    Column("changed", "int64", "sentences that both have in other words"),
    Column("only_a", "int64", "sentences that only article a has"),
    Column("only_b", "int64", "sentences that only this article has"),
    *(Column(kind, "int64", f"places that differ in a {kind}") for kind in DIFFERENCES if kind != "wording"),
    Column("wording", "int64", "places that differ in other words"),
    Column("a", "str", "id of the article it is compared with"),
)


def sentences(rows: Iterable[Row], a: Article, b: Article) -> pd.DataFrame:
    """Return the rows of a comparison as a `SENTENCES` frame."""
    return frame((_sentence(row, a, b) for row in rows), SENTENCES)


def overview(compared: Iterable[tuple[Mapping[str, object], Sequence[Row]]], a: str) -> pd.DataFrame:
    """Sum up comparisons of article `a` as an `OVERVIEW` frame.

    Each one comes with a mapping of the other article's `id`, `outlet`, `title`, `published_on` and `relation`.
    """
    return frame(
        (
            {
                **{f"b_{name}": other[name] for name in ("outlet", "title", "published_on")},
                **counts(rows),
                "a": a,
                "b": other["id"],
                "relation": other["relation"],
            }
            for other, rows in compared
        ),
        OVERVIEW,
    )


def _sentence(row: Row, a: Article, b: Article) -> dict[str, object]:
    kinds = {mark.kind for mark in (*row.marks_a, *row.marks_b)}
    status = "only_b" if row.a is None else "only_a" if row.b is None else "changed" if kinds else "same"
    return {
        "status": status,
        "a_text": _text(a, row.a),
        "b_text": _text(b, row.b),
        "differences": tuple(kind for kind in DIFFERENCES if kind in kinds),
        "likeness": row.score,
        "moved": row.moved,
        "a": a.id,
        "a_start": row.a[0] if row.a else None,
        "a_end": row.a[1] if row.a else None,
        "b": b.id,
        "b_start": row.b[0] if row.b else None,
        "b_end": row.b[1] if row.b else None,
    }


def _text(article: Article, span: Span | None) -> str | None:
    return article.body[span[0] : span[1]] if span else None
