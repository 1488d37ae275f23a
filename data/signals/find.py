"""Find the meeting signals of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Article, DateMention, Mention, Signal, Statement
    from data.profile.models import Profile


def find_signals(
    article: Article,  # noqa: ARG001
    statements: Sequence[Statement],  # noqa: ARG001
    mentions: Sequence[Mention],  # noqa: ARG001
    dates: Sequence[DateMention],  # noqa: ARG001
    profile: Profile,  # noqa: ARG001
) -> tuple[Signal, ...]:
    """Return the signals of `article` in text order."""
    return ()
