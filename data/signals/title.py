"""A headline counts as a text of its own (ruling 8): whom it names is known from the body, who says it from a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.models import Mention, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLON = re.compile(r"\s*([^:]{2,60}?)\s*:\s+(?=\S)")


def mentions_in(title: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return who of the body's `mentions` is named in `title`, longest names first at the same place."""
    known = {m.text: m for m in mentions if m.actor and m.kind in {"name", "metonym", "role"}}
    found: list[Mention] = []
    for text, mention in sorted(known.items(), key=lambda item: -len(item[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(text)}(?:s|')?(?!\w)", title):
            if all(match.end() <= m.start or match.start() >= m.end for m in found):
                found.append(Mention(match.start(), match.end(), match.group(), mention.actor, mention.kind))
    return tuple(sorted(found, key=lambda m: m.start))


def statement_in(article: str, title: str, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return what a headline of the form "X: …" lets X say; `mentions` are those of the title."""
    match = _COLON.match(title)
    if match is None:
        return ()
    speaker = next((m for m in mentions if m.start >= match.start(1) and m.end == match.end(1)), None)
    if speaker is None:
        return ()
    span = (match.end(), len(title))
    spoken = (match.start(1), match.end(1))
    return (
        Statement(
            article,
            *span,
            title[match.end() :],
            (span,),
            "indirect",
            speaker.actor,
            match.group(1),
            (spoken,),
            frame=(match.start(1), match.end()),
        ),
    )
