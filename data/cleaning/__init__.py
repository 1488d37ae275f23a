"""Cleaning: what a page left in the text goes, and what it says about the article is kept as metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simplemma import langdetect

from data.cleaning import facts
from data.cleaning.assembly import assemble
from data.cleaning.characters import composed, normalised
from data.cleaning.credits import known_of
from data.cleaning.head import read_head, with_title
from data.cleaning.inline import trim
from data.cleaning.labels import labelled
from data.cleaning.menus import menus
from data.cleaning.outlet import outlet
from data.cleaning.page import units
from data.cleaning.sections import cut_repeated, cut_sections, cut_tail, rejoin
from data.language import LANGUAGES
from data.models import Article

if TYPE_CHECKING:
    from data.models import Source
    from data.profile import Profile

__all__ = ["clean"]

_SAMPLE = 5000


def clean(source: Source, profile: Profile) -> Article:
    """Return the article of `source`: its body, what was cut from the raw text, and its metadata.

    A source that is clean already keeps its text as it stands and has no metadata but the input's own.
    """
    return _as_it_stands(source, profile) if source.clean else _cleaned(source, profile)


def _as_it_stands(source: Source, profile: Profile) -> Article:
    known = known_of(profile)
    published = facts.publication(source, (), None)
    return Article(
        id=source.id,
        file=source.file,
        raw=source.text,
        body=source.text,
        title=source.title,
        published_on=published.day,
        published_at=published.at,
        published_basis=published.basis,
        outlet=source.outlet,
        agencies=facts.agencies(source, (), (), (), known),
        author=facts.author(source, (), (), (), known),
        url=source.url,
        lang=_language(source, source.text),
        sha256=source.sha256,
        own_id=source.own_id,
    )


def _cleaned(source: Source, profile: Profile) -> Article:
    known = known_of(profile)
    raw = normalised(source.text)
    page, markup = units(raw)
    lines = rejoin(labelled(with_title(page, source.title), known))
    above = menus(lines)
    head = read_head(cut_sections(lines[len(above) :]), source.title, known).below(above)
    lines = cut_tail(cut_repeated(head.lines))
    kept = [line.unit for line in lines if line.rule is None]
    trimmed = [
        trim(raw, unit, markup, known, first=number < 3, last=number == len(kept) - 1)
        for number, unit in enumerate(kept)
    ]
    metas = facts.credit_lines(lines, head.begin, head.headline)
    signed = [name for part in trimmed for name in part.unknown]
    signed += [name for line in lines if line.signed for name in line.signed.unknown]
    confirmed = facts.confirmed([*(name for meta in metas for name in meta.unknown), *signed], lines)
    inline = [agency for part in trimmed for agency in part.agencies]
    url = facts.address(source, lines)
    published = facts.publication(source, metas, url)
    text, cuts = assemble(raw, lines, markup, [cut for part in trimmed for cut in part.cuts])
    body = composed(text)  # where something was cut, an accent may stand behind another letter than before
    return Article(
        id=source.id,
        file=source.file,
        raw=raw,
        body=body,
        title=source.title or head.title,
        published_on=published.day,
        published_at=published.at,
        published_basis=published.basis,
        outlet=source.outlet or outlet(lines, head.begin, head.headline, facts.host(url), known),
        origin=facts.origin(lines, known),
        agencies=facts.agencies(source, metas, lines, (*inline, *confirmed), known),
        author=facts.author(
            source,
            metas,
            lines,
            [*(name for part in trimmed for name in part.authors), *(name for name in signed if name not in confirmed)],
            known,
        ),
        url=url,
        lang=_language(source, body),
        cuts=cuts,
        sha256=source.sha256,
        own_id=source.own_id,
    )


def _language(source: Source, body: str) -> str:
    """Return the input's word, else the language in which most words of the body are known."""
    given = (source.lang or "").casefold()[:2]
    if given in LANGUAGES:
        return given
    found = langdetect(body[:_SAMPLE], lang=LANGUAGES)[0][0]
    return found if found in LANGUAGES else LANGUAGES[0]
