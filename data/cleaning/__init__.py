"""Cleaning: one source in, its body and what the page says about it out."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from simplemma import langdetect

from data.models import Article

if TYPE_CHECKING:
    from data.models import Source
    from data.profile import Profile

__all__ = ["clean"]


def clean(source: Source, profile: Profile) -> Article:  # noqa: ARG001
    """Return the article of `source`: its body as the page's reader sees it, and its metadata."""
    body = source.text if source.clean else "\n\n".join(re.findall(r"\S.*\S|\S", source.text))
    lang = source.lang if source.lang in ("de", "en") else langdetect(body[:5000], lang=("de", "en"))[0][0]
    day = date.fromisoformat(source.published_on[:10]) if source.published_on else None
    return Article(
        id=source.id,
        file=source.file,
        raw=source.text,
        body=body,
        title=source.title,
        published_on=day,
        published_at=source.published_on if source.published_on and "T" in source.published_on else None,
        published_basis="metadata" if day else None,
        outlet=source.outlet,
        author=source.author,
        url=source.url,
        lang=lang if lang in ("de", "en") else "de",
        sha256=source.sha256,
        own_id=source.own_id,
    )
