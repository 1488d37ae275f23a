"""Every threshold of merging, by name; tuned on generated corpora (see docs/merging.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of the merging stage. Shares are 0 to 1, windows are days."""

    window_days: int = 7  # texts further apart are not compared, undated ones with all
    neighbours: int = 11  # postings of one shingle each text is compared with, beside the first
    stock_runs: int = 3  # a shingle seen in this many separate windows is furniture, not text
    stock_texts: int = 8  # ... or in this many texts
    stock_span_days: int = 21  # ... over more than this many days
    copy_containment: float = 0.35  # share of the shorter text found in the longer: a copy
    copy_share: float = 0.15  # the same against the longer text: below, the copy is only part of a larger text
    review_containment: float = 0.12  # from here on a person may want to look
    review_similarity: float = 62.0  # rapidfuzz token_set_ratio, 0 to 100, that makes such a pair worth a look
    digit_shingles: int = 4  # sampled shingles with a number that both texts need before their numbers can be judged
    digit_share: float = 0.5  # numbers in common against text in common: below, other figures in the same words
    conflict_share: float = 0.15  # conflicts among all small edits from which a merge is stopped
    exact_words: int = 8  # identical texts shorter than this are no evidence of copying
    few_shingles: int = 24  # sampled shingles of the shorter text below which rapidfuzz decides
    short_similarity: float = 90.0  # token_set_ratio, 0 to 100, that makes two short texts copies
    story_days: int = 2  # days two texts on one event may lie apart
    story_closeness: float = 0.12  # cosine of names, numbers and title words that makes two dated texts one story
    story_closeness_undated: float = 0.22  # ... where a day is missing
    receipts: int = 2000  # decisions that get their passages at once; the others on request, by `compare`


DEFAULT = Settings()
