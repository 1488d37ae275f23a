"""Every threshold of merging, by name; tuned on generated corpora (see docs/merging.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of the merging stage. Shares are 0 to 1, windows are days."""

    # which texts are compared
    window_days: int = 7  # texts further apart are copies only where hardly a word differs; undated ones have no window
    late_days: int = 30  # ... and beyond this they are not compared
    late_containment: float = 0.8
    late_share: float = 0.5
    neighbours: int = 11  # postings of one shingle each text is compared with, beside the first
    stock_windows: int = 3  # a shingle seen in this many separate windows is furniture, not text
    stock_texts: int = 8  # ... or in this many texts
    stock_span_days: int = 21  # ... over more than this many days
    exact_words: int = 8  # identical texts shorter than this are no evidence of copying

    # sampled shingles: enough to settle the clear cases
    few_shingles: int = 24  # of the shorter text: below, the sample says little
    sure_containment: float = 0.5
    sure_share: float = 0.2
    slight_containment: float = 0.16  # below, the pair is not looked at again

    # every word: the cases between
    copy_containment: float = 0.35  # of the shorter text found in the longer, in runs of four words
    copy_score: float = 0.58  # containment and share_weight * share of the longer
    share_weight: float = 0.75
    review_score: float = 0.40  # from here on a person may want to look, and up to copy_score the words decide:
    alike: float = 0.76  # token_set_ratio of rapidfuzz that makes such a pair a copy

    # veto
    conflict_share: float = 0.15  # conflicts among all small edits from which a merge is stopped
    patience: int = 8  # matches of a text that are tried once one of them was stopped

    # stories
    story_days: int = 2  # days two texts on one event may lie apart
    rarity_days: int = 7  # days before its own over which the rarity of the words of a text is counted
    story_closeness: float = 0.12  # cosine of names, numbers and title words that makes two dated texts one story
    story_closeness_undated: float = 0.20  # ... where a day is missing
    story_neighbours: int = 24  # earlier texts with the same word each text is held against
    story_candidates: int = 8  # ... and of these the nearest that are looked at closely
    story_slight: float = 0.05  # weight in its text below which a word leads to no other text
    story_hint: float = 0.03  # ... from this part of the cosine on
    number_weight: float = 0.7  # of a number beside a name
    title_weight: float = 0.5  # of a capitalised word in the title, beside what it counts for in the text
    common_weight: float = 0.4  # of a common noun beside a name

    # receipts
    links: int = 3  # other groups a group is linked with because they share text, the closest first
    receipts: int = 200  # decisions that get their passages at once; the others on request, by `compare`


DEFAULT = Settings()
