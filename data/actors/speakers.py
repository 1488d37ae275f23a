"""The canonical name of whoever stands at a speaker's span."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from data.actors.index import index
from data.actors.surfaces import named_by_surface
from data.actors.vocabulary import vocabulary
from data.actors.words import fold, pieces
from data.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.actors.index import Index
    from data.models import Mention, Span
    from data.profile.models import Profile

_POSSESSIVE = frozenset({"'s", "'", "s"})
_SOURCES = ("source_nouns.words", "source_nouns.back", "case.prepositions", "case.sources")
_SAMPLE = 3000  # characters that tell the language
_LONGEST = 500  # characters of a mention


def name_speaker(
    body: str,
    speaker_spans: tuple[Span, ...],
    mentions: Sequence[Mention],
    profile: Profile,
    previous: str | None,
) -> str | None:
    """Return the canonical name of whoever stands at `speaker_spans`, None for a medium or a nameless source.

    `mentions` are those of `find_mentions`, in text order. `previous` is the speaker before, to whom "demnach" and a
    pronoun that nothing else explains go back. A person or body that nobody knows is named by its surface, without
    article and title.
    """
    spans = tuple(span for span in speaker_spans if span[0] < span[1])
    if not spans:
        return previous
    look = index(profile, _language(body))
    for start, end in spans:
        near = mentions[bisect_left(mentions, start - _LONGEST, key=_start) : bisect_left(mentions, end, key=_start)]
        inside = [mention for mention in near if mention.end > start]
        head = _head(body, start, end, inside, look)
        if head is not None:
            return head.actor
        owner = _whose_office(body, (start, end), inside, look)
        if owner is not None:
            return owner
    text = " ".join(body[start:end] for start, end in spans)
    return named_by_surface(text, look, previous)


def _head(body: str, start: int, end: int, inside: list[Mention], look: Index) -> Mention | None:
    """Return the mention that is the head of the span, None where there is none or it is not yet named."""
    free = [mention for mention in inside if not _dependent(body, (start, end), mention, inside, look)]
    first = free[0] if free else None
    if first is not None and first.kind == "group" and not any(one.kind == "name" and one.actor for one in free):
        return first
    for kinds in (("name",), ("role", "metonym", "group"), ("pronoun",)):
        for mention in free:
            if mention.kind in kinds and mention.actor:
                return _served(body, mention, free, look) or mention
    return None


def _served(body: str, first: Mention, free: list[Mention], look: Index) -> Mention | None:
    """Return the person behind a body and an office: "White House press secretary Pelle Ansko"."""
    if first.actor is None or look.is_person(first.actor):
        return None
    for mention in free:
        if mention.kind == "name" and mention.actor and mention.start > first.end and look.is_person(mention.actor):
            between = [fold(word) for word in pieces(body[first.end : mention.start])]
            office = any((word,) in look.titles for word in between)
            return mention if office and all(word.isalpha() for word in between) else None
    return None


def _whose_office(body: str, span: Span, inside: list[Mention], look: Index) -> str | None:
    """Return whose office "her office" is."""
    words = [fold(word) for word in pieces(body[span[0] : span[1]])]
    if len(words) < 2 or words[0] not in look.words.possessive or look.words.bodies.get(words[1]) != "office":
        return None
    return next((mention.actor for mention in inside if mention.kind == "pronoun" and mention.actor), None)


def _dependent(body: str, span: Span, mention: Mention, inside: list[Mention], look: Index) -> bool:
    """Whether the mention only says whose or which the head is: "Putins Berater", "die Sprecherin des Kremls"."""
    if any(
        one is not mention and one.start <= mention.start and mention.end <= one.end
        for one in inside
        if _longer(one, mention)
    ):
        return True
    before, after = pieces(body[span[0] : mention.start]), pieces(body[mention.end : span[1]])
    genitive = bool(after and fold(after[0]) in _POSSESSIVE) or _is_genitive(mention, look)
    follower = next((word for word in after if fold(word) not in _POSSESSIVE), "")
    if follower[:1].isalpha() and (mention.kind == "pronoun" or (genitive and mention.kind in {"name", "metonym"})):
        if mention.kind == "pronoun" and _is_source(follower):
            return False
        if ("case.emphatic", fold(follower)) not in look.words:
            return True
    attached = mention.kind == "metonym" or (genitive and mention.kind == "name")
    if attached and before and before[-1][0].isupper():
        return not _is_source(before[-1])
    return _completes(before, look)


def _completes(before: Sequence[str], look: Index) -> bool:
    """Whether the words before a mention end in a noun and what joins it to its complement: "Die Sprecherin des"."""
    folds = [fold(word) for word in before]
    at = len(folds) - 1
    while at > 0 and before[at][0].islower() and look.words.like_adjective(folds[at]) and not _joins(folds[at], look):
        at -= 1
    if at > 1 and ("determiners.definite", folds[at]) in look.words and _joins(folds[at - 1], look):
        at -= 1
    if at > 0 and _joins(folds[at], look) and before[at - 1][0].isalpha() and not _is_source(before[at - 1]):
        return True
    return _about(before, look)


def _about(before: Sequence[str], look: Index) -> bool:
    """Whether the words before a mention are a noun and what it is about: "Ein Treffen zwischen Welm und"."""
    start = next((k + 1 for k in range(len(before) - 1, -1, -1) if not before[k][0].isalnum()), 0)
    for k in range(start + 1, len(before)):
        noun, text = before[k - 1], fold(before[k])
        if ("case.prepositions", text) not in look.words or ("case.complements", text) in look.words:
            continue
        if noun[0].isalpha() and not _is_source(noun) and (look.words.lang != "de" or noun[0].isupper()):
            return True
    return False


def _joins(text: str, look: Index) -> bool:
    return ("case.complements", text) in look.words or ("place.prepositions", text) in look.words


def _is_genitive(mention: Mention, look: Index) -> bool:
    parts = [fold(piece) for piece in pieces(mention.text)]
    known = [alias for alias in look.aliases.get(parts[0], ()) if alias.form == tuple(parts)] if parts else []
    if known:
        return all(alias.genitive for alias in known)
    return bool(mention.actor and parts and parts[-1] == fold(mention.actor.rpartition(" ")[2]) + "s")


def _longer(one: Mention, other: Mention) -> bool:
    return one.end - one.start > other.end - other.start


def _is_source(word: str) -> bool:
    """Whether `word` says that what follows is the source: "Angaben", "account", "laut"."""
    text = fold(word)
    return any((key, text) in vocabulary(lang) for lang in LANGUAGES for key in _SOURCES)


def _start(mention: Mention) -> int:
    return mention.start


@lru_cache(maxsize=2)
def _language(body: str) -> str:
    """Return the language whose articles the beginning of a body has more of."""
    words = body[:_SAMPLE].casefold().split()
    articles = {lang: vocabulary(lang).lists["determiners.definite"] for lang in LANGUAGES}
    counts = {lang: sum(map(articles[lang].__contains__, words)) for lang in LANGUAGES}
    return max(LANGUAGES, key=lambda lang: counts[lang])
