"""The canonical name of whoever stands at a speaker's span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.actors.index import index
from data.actors.vocabulary import vocabulary
from data.actors.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Mention, Span
    from data.profile.models import Profile

_COMPLEMENT = re.compile(r"(\w+)\s+(?:des|der|von|vom|of|for|to)(?:\s+the)?\s+\Z")


def name_speaker(
    body: str,
    speaker_spans: tuple[Span, ...],
    mentions: Sequence[Mention],
    profile: Profile,
    previous: str | None,
) -> str | None:
    """Return the canonical name of whoever stands at `speaker_spans`, None for a medium or a nameless source.

    `previous` is the speaker before, to whom "demnach" and unresolved pronouns go back. A person or body that nobody
    knows is named by its surface, without article and title.
    """
    for start, end in speaker_spans:
        inside = [mention for mention in mentions if mention.start < end and mention.end > start]
        head = _head(body, start, end, inside)
        if head:
            return head
    return _surface(body, speaker_spans, profile, previous)


def _head(body: str, start: int, end: int, inside: list[Mention]) -> str | None:
    free = [mention for mention in inside if mention.actor and not _dependent(body, start, end, mention, inside)]
    for kinds in (("name",), ("pronoun",), ("role", "metonym", "group")):
        for mention in free:
            if mention.kind in kinds and not (mention.kind == "pronoun" and len(free) > 1):
                return mention.actor
    return next((mention.actor for mention in inside if mention.actor), None)


def _dependent(body: str, start: int, end: int, mention: Mention, inside: list[Mention]) -> bool:
    """Whether the mention only says whose or which the head is: "Putins Berater", "die Sprecherin des Kremls"."""
    if any(other is not mention and other.start <= mention.start and mention.end < other.end for other in inside):
        return True
    after = body[mention.end : end].lstrip("'’sS ")
    genitive = mention.text.endswith("s") or body[mention.end : mention.end + 1] in {"'", "’"}
    if after[:1].isalpha() and (mention.kind == "pronoun" or (genitive and mention.kind in {"name", "metonym"})):
        return True
    complement = _COMPLEMENT.search(body[start : mention.start])
    return complement is not None and ("source_nouns.words", fold(complement.group(1))) not in vocabulary("de")


def _surface(body: str, spans: tuple[Span, ...], profile: Profile, previous: str | None) -> str | None:
    look = index(profile, "de")
    text = " ".join(body[start:end] for start, end in spans).strip()
    parts = words(text, "de")
    if not parts:
        return previous
    if len(parts) == 1 and (
        ("source_nouns.back", parts[0].fold) in look.words or parts[0].fold in look.words.personal
    ):
        return previous
    if any(("groups.nameless", part.fold) in look.words for part in parts):
        return None
    at = 0
    while at < len(parts) - 1 and ("determiners.definite", fold(parts[at].text)) in look.words:
        at += 1
    return text[parts[at].start :] or None
