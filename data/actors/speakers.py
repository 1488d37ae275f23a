"""The canonical name of whoever stands at a speaker's span."""

from __future__ import annotations

import re
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

_COMPLEMENT = re.compile(
    r"(\w+)\s+(?:(?:des|der|eines|einer|von|vom|beim|of|for|to|from)|(?:in|im|aus|at)(?=\s))(?:\s+(?:the|dem|den|der))?\s+(?:\w+(?:en|er|em)\s+)?\Z"
)
_NOUN = re.compile(r"([A-ZÄÖÜ]\w+)\s+\Z")
_CLOSE_TO = re.compile(r"\b(?:vertraut|informiert|nahesteh|close to|familiar|briefed)", re.IGNORECASE)


def name_speaker(
    body: str,
    speaker_spans: tuple[Span, ...],
    mentions: Sequence[Mention],
    profile: Profile,
    previous: str | None,
) -> str | None:
    """Return the canonical name of whoever stands at `speaker_spans`, None for a medium or a nameless source.

    `previous` is the speaker before, to whom "demnach" and a pronoun that nothing else explains go back. A person or
    body that nobody knows is named by its surface, without article and title.
    """
    spans = tuple(span for span in speaker_spans if span[0] < span[1])
    if not spans:
        return previous
    look = index(profile, _language(body))
    for start, end in spans:
        inside = [mention for mention in mentions if mention.start < end and mention.end > start]
        head = _head(body, start, end, inside, look)
        if head is not None:
            return head.actor
    text = " ".join(body[start:end] for start, end in spans)
    return None if _CLOSE_TO.search(text) else named_by_surface(text, look, previous)


def _head(body: str, start: int, end: int, inside: list[Mention], look: Index) -> Mention | None:
    """Return the mention that is the head of the span, None where there is none or it is not yet named."""
    free = [mention for mention in inside if not _dependent(body, (start, end), mention, inside, look)]
    first = free[0] if free else None
    if first is not None and first.kind == "group" and not any(one.kind == "name" and one.actor for one in free):
        return first
    for kinds in (("name",), ("role", "metonym", "group"), ("pronoun",)):
        for mention in free:
            if mention.kind in kinds and mention.actor:
                return mention
    return None


def _dependent(body: str, span: Span, mention: Mention, inside: list[Mention], look: Index) -> bool:
    """Whether the mention only says whose or which the head is: "Putins Berater", "die Sprecherin des Kremls"."""
    if any(
        one is not mention and one.start <= mention.start and mention.end <= one.end
        for one in inside
        if _longer(one, mention)
    ):
        return True
    after = body[mention.end : span[1]]
    genitive = after[:1] in {"'", "’"} or _is_genitive(mention, look)
    if mention.kind in {"name", "metonym", "pronoun"} and (genitive or mention.kind == "pronoun"):
        noun = after.lstrip("'’sS ") if after[:1] in {"'", "’"} else after.lstrip()
        if mention.kind == "pronoun" and noun[:1].isalpha() and _is_source(noun.split()[0]):
            return False
        if noun[:1].isalpha() and noun.split()[0].casefold() not in {"selbst", "himself", "herself", "und", "and"}:
            return True
    before = body[max(span[0], mention.start - 80) : mention.start]
    attached = genitive and mention.kind == "name"
    if (attached or mention.kind == "metonym") and (noun_before := _NOUN.search(before)):
        return not _is_source(noun_before.group(1))
    complement = _COMPLEMENT.search(before)
    return complement is not None and not _is_source(complement.group(1))


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
    return any(
        (key, text) in vocabulary(lang)
        for lang in LANGUAGES
        for key in ("source_nouns.words", "source_nouns.back", "case.prepositions", "case.sources")
    )


def _language(body: str) -> str:
    """Return the language whose articles the beginning of the body has more of."""
    words = [word.casefold() for word in body[:3000].split()]
    counts = {lang: sum(("determiners.definite", word) in vocabulary(lang) for word in words) for lang in LANGUAGES}
    return max(LANGUAGES, key=lambda lang: counts[lang])
