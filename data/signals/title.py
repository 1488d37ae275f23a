"""A headline counts as a text of its own (ruling 8); who says it may stand before a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.models import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Mention

_COLON = re.compile(r"\s*([^:]{2,60}?)\s*:\s+(?=\S)")


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
