# ruff: noqa: PLC0415
"""What an analyst could merge copies with instead: each peer in its usual form, from a list of texts to scored pairs.

Every function takes the texts and returns rows (first, second, score). Thresholds are low, so that the caller can pick
the best one afterwards; shingles are of five words, as the peers' own guides have them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Pairs = list[tuple[int, int, float]]

_WORD = re.compile(r"\w+")
_SHINGLE = 5
_PERMUTATIONS, _BANDS = 128, 64


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}


def polars_join(texts: Sequence[str]) -> Pairs:
    """Join shingles that at most 50 texts have; containment of the shorter."""
    import polars as pl

    words = (
        pl.DataFrame({"doc": range(len(texts)), "text": list(texts)}, schema_overrides={"doc": pl.UInt32})
        .lazy()
        .select("doc", pl.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("word"))
        .explode("word")
        .with_columns(pl.col("word").hash(1).alias("h"))
    )
    run = pl.col("h")
    for back in range(1, _SHINGLE):
        run = run * 31 + pl.col("h").shift(-back).over("doc")
    shingles = words.select("doc", run.alias("s")).drop_nulls().unique().collect()
    sizes = shingles.group_by("doc").len("size")
    rare = shingles.filter(pl.len().over("s").is_between(2, 50))
    pairs = (
        rare.lazy()
        .join(rare.lazy(), on="s")
        .filter(pl.col("doc") < pl.col("doc_right"))
        .group_by("doc", "doc_right")
        .len("shared")
        .collect()
        .join(sizes, on="doc")
        .join(sizes, left_on="doc_right", right_on="doc", suffix="_right")
        .select("doc", "doc_right", (pl.col("shared") / pl.min_horizontal("size", "size_right")).alias("score"))
        .filter(pl.col("score") >= 0.1)
    )
    return pairs.rows()


def datasketch(texts: Sequence[str]) -> Pairs:
    """Look for minhashes in 64 bands of two; the score is the estimated Jaccard similarity."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _PERMUTATIONS // _BANDS))
    hashes, pairs = [], []
    for at, text in enumerate(texts):
        made = MinHash(num_perm=_PERMUTATIONS)
        made.update_batch([shingle.encode() for shingle in _shingles(text)])
        pairs += [(other, at, made.jaccard(hashes[other])) for other in index.query(made)]
        index.insert(at, made)
        hashes.append(made)
    return pairs


def rensa(texts: Sequence[str]) -> Pairs:
    """Look for minhashes in 64 bands of two; the score is the estimated Jaccard similarity."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.1, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    hashes, pairs = [], []
    for at, text in enumerate(texts):
        made = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        made.update(list(_shingles(text)))
        pairs += [(other, at, made.jaccard(hashes[other])) for other in index.query(made)]
        index.insert(at, made)
        hashes.append(made)
    return pairs


def gaoya(texts: Sequence[str]) -> Pairs:
    """Look for minhashes in 64 bands of two; the index says only which are above the threshold."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.2,
        num_bands=_BANDS,
        band_size=_PERMUTATIONS // _BANDS,
        num_hashes=_PERMUTATIONS,
        analyzer="word",
        lowercase=True,
        ngram_range=(_SHINGLE, _SHINGLE),
    )
    pairs = []
    for at, text in enumerate(texts):
        pairs += [(other, at, 1.0) for other in index.query(text)]
        index.insert_document(at, text)
    return pairs


def tfidf(texts: Sequence[str]) -> Pairs:
    """Multiply TF-IDF of words with itself, the best 50 of each row; cosine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    matrix = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.2).fit_transform(texts).tocsr()
    best = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=50, threshold=0.3).tocoo()
    return [
        (a, b, score)
        for a, b, score in zip(best.row.tolist(), best.col.tolist(), best.data.tolist(), strict=True)
        if a < b
    ]


def string_grouper(texts: Sequence[str]) -> Pairs:
    """Match character trigrams by TF-IDF; cosine."""
    import pandas as pd
    from string_grouper import match_strings

    found = match_strings(pd.Series(texts), min_similarity=0.3, max_n_matches=50)
    rows = zip(found["left_index"].tolist(), found["right_index"].tolist(), found["similarity"].tolist(), strict=True)
    return [(a, b, score) for a, b, score in rows if a < b]


def rapidfuzz_all(texts: Sequence[str]) -> Pairs:
    """Compare all pairs with token_set_ratio."""
    import numpy as np
    from rapidfuzz import fuzz, process

    scores = process.cdist(texts, texts, scorer=fuzz.token_set_ratio, score_cutoff=60, dtype=np.uint8, workers=-1)
    a, b = np.nonzero(np.triu(scores, 1))
    return [(x, y, s / 100) for x, y, s in zip(a.tolist(), b.tolist(), scores[a, b].tolist(), strict=True)]


PEERS: dict[str, tuple[Callable[[Sequence[str]], Pairs], int]] = {
    "polars": (polars_join, 100_000),
    "gaoya": (gaoya, 100_000),
    "rensa": (rensa, 100_000),
    "datasketch": (datasketch, 100_000),
    "tfidf": (tfidf, 20_000),
    "string_grouper": (string_grouper, 10_000),
    "rapidfuzz": (rapidfuzz_all, 1_000),
}
"""Each peer with the largest corpus it is run on: beyond, it takes too long or too much room."""


def thresholds() -> Iterator[float]:
    """Yield the thresholds of which each peer gets its best."""
    yield from (step / 100 for step in range(10, 96, 5))
