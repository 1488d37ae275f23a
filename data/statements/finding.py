"""All layers over an article: lines, frames, quotations, free speech, reports, then names and dates."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from data.statements.attributions import attributions
from data.statements.drafts import Draft, Frame, Line, read_line
from data.statements.english import english
from data.statements.frames import frames
from data.statements.free import free_mood, goes_on, hearsay, late_mood, whole
from data.statements.lexicon import lexicon
from data.statements.naming import named
from data.statements.pointing import pointing_back
from data.statements.quoted import direct, inside_free
from data.statements.quotes import Quotation, quotations
from data.statements.reported import acting, reported, teller
from data.statements.speakers import backing
from data.statements.words import capitals
from data.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Article, DateMention, Mention, Span, Statement
    from data.profile.models import Profile

_TRIM = " \t\n,;:–—-"
_MOST = 20  # frames that are taken out of one; a sentence with more is a list


def find_statements(
    article: Article, mentions: Sequence[Mention], dates: Sequence[DateMention], profile: Profile
) -> tuple[Statement, ...]:
    """Return every quotation and report of speech in the body, in text order."""
    return named(article, drafted(article.body, article.lang, mentions), mentions, dates, profile)


def drafted(text: str, lang: str, mentions: Sequence[Mention] = ()) -> list[Draft]:
    """Return the statements of a text before they are named and dated, in text order."""
    found: list[Draft] = []
    settled = tuple((m.start, m.end) for m in mentions if m.actor)
    of_line = english if lang == "en" else _of_line
    late: list[Draft] = []
    read = [line for line in lines(text, lang, settled) if not line.empty]
    for index, line in enumerate(read):
        if lang != "en" and line.silent:
            continue
        told = pointing_back(line, read[index - 1], index) if index and lang != "en" else None
        if told is not None and told.lemma in lexicon(lang).frames["seconding"] and _is_somebodys(found, index - 1):
            told = None  # "X kündigte … an. Das bestätigte Y": the one is X's, the other Y's
        if told is None:
            follows = bool(found) and found[-1].line == index - 1 and same_paragraph(text, read[index - 1], line)
            found += of_line(line, index, follows=follows)
        else:
            while found and found[-1].line >= index - 1:
                late.append(found.pop())
            found += [d for d in reversed(late) if not (d.inherits and told.start <= d.start and d.frame is None)]
            found.append(told)
            late.clear()
    found = [draft for draft in found if not _anyone(text, draft, lang)]
    return _inherited(_chained(sorted(found, key=lambda d: (d.start, -d.end))), read if lang != "en" else [], text)


def _is_somebodys(found: list[Draft], index: int) -> bool:
    """Whether the line `index` has a statement with a speaker already."""
    return any(draft.line == index and draft.speaker and draft.form != "direct" for draft in found[-_MOST:])


def _anyone(text: str, draft: Draft, lang: str) -> bool:
    """„Man darf bezweifeln, dass …" is the outlet's own voice."""
    anyone = lexicon(lang).words["anyone"]
    return draft.form == "indirect" and any(text[start:end].lower() in anyone for start, end in draft.speaker)


def same_paragraph(text: str, before: Line, line: Line) -> bool:
    """Whether no blank line parts the two."""
    return text.count("\n", before.span[1], line.span[0]) < 2


def lines(text: str, lang: str, actors: Sequence[Span] = ()) -> list[Line]:
    """Return the sentences of `text`, joined where a quotation goes across their border; `actors` are in order."""
    quoted = quotations(text)
    starts = [quotation.start for quotation in quoted]
    spans: list[Span] = []
    for span in sentences(text, lang):
        over = bisect_left(starts, spans[-1][1]) - 1 if spans else -1
        if over >= 0 and quoted[over].end > span[0]:
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    found: list[Line] = []
    at = 0
    names = capitals(text)
    for span in spans:
        while at < len(quoted) and quoted[at].start < span[0]:
            at += 1
        inside: list[Quotation] = []
        while at < len(quoted) and quoted[at].end <= span[1]:
            inside.append(quoted[at])
            at += 1
        here = actors[bisect_left(actors, (span[0], 0)) : bisect_left(actors, (span[1], 0))]
        found.append(read_line(text, span, tuple(inside), lang, names, actors=tuple(here)))
    return found


def _of_line(line: Line, index: int, *, follows: bool) -> list[Draft]:
    """Return the statements of a German line; `follows`: there is one in the line before, no blank line between."""
    made = apart(_whose(frames(line)) + attributions(line))
    found = [draft for frame in made if (draft := _indirect(line, frame, index)) is not None]
    found += direct(line, made, index)
    found = [_backed(draft, line) for draft in found]
    chained = bool(made) and goes_on(line, made)
    if made and not chained:
        return [*found, *_told_before(line, made, index)] if any(frame.content for frame in made) else found
    if any(d.form != "direct" for d in found):
        return [*found, whole(line, "chain", index)]
    mood = free_mood(line)
    if mood == "one" or (mood and follows):
        return [*found, whole(line, "chain", index), *inside_free(line, index, found)]
    told = reported(line, index)
    late = late_mood(line)
    if late is not None:
        free = Draft((late,), "indirect_free_indirect", told.speaker if told else (), line=index, inherits=True)
        kept = [told._replace(spans=((told.start, late[0]),))] if told and told.start < late[0] else []
        return [*found, *kept, free]
    if hearsay(line):
        return [*found, whole(line, "free", index)]
    return [*found, told] if told is not None and not found else found


def _backed(draft: Draft, line: Line) -> Draft:
    if draft.frame is None or draft.backed_by:
        return draft
    rests_on = backing(line, draft.frame)
    return draft._replace(backed_by=rests_on) if rests_on else draft


def _told_before(line: Line, frames: list[Frame], index: int) -> list[Draft]:
    """„X lehnte ab, da er fürchte, …", „X bestätigte das: „…“, sagte Y": the main clause before tells a speech act."""
    first = min(min(frame.span[0], frame.content[0][0]) for frame in frames if frame.content)
    first = next((s.start for s in line.segments if s.start <= first < s.end), first)
    told = reported(line, index)
    if told is None or told.frame is None or told.frame[1] > first:
        return []
    return [told._replace(spans=((told.start, trimmed(line.text, (told.start, first))[1]),))]


def _whose(frames: list[Frame]) -> list[Frame]:
    """„X bestätigte das: „…“, sagte Y": what stands behind the colon is Y's."""
    said = [frame.span for frame in frames if frame.kind == "preposed"]
    return [
        frame
        for frame in frames
        if frame.kind != "colon" or not any(s <= start < e for start, _ in said for s, e in frame.content)
    ]


def apart(frames: list[Frame]) -> list[Frame]:
    """Take inserted frames („, wie X sagt,", „laut X") out of what the others hold."""
    inserted = sorted(f.span for f in frames if f.kind in ("as", "attribution", "preposed"))
    return [
        frame._replace(content=tuple(piece for part in frame.content for piece in _without(part, inserted)))
        for frame in frames
    ]


def _without(part: Span, inserted: list[Span]) -> list[Span]:
    pieces = [part]
    first, behind = bisect_left(inserted, (part[0], 0)), bisect_left(inserted, (part[1], 0))
    for start, end in inserted[first : min(behind, first + _MOST)]:
        last = pieces[-1]
        if last[0] <= start and end <= last[1]:
            pieces[-1:] = [piece for piece in ((last[0], start), (end, last[1])) if piece[1] - piece[0] > 1]
            if not pieces:
                return []
    return pieces


def _indirect(line: Line, frame: Frame, index: int) -> Draft | None:
    """Return the content of a frame, unless it is one quotation and nothing else."""
    spans = tuple(trimmed(line.text, span) for span in frame.content)
    spans = tuple((s, e) for s, e in spans if e > s)
    if all((q := line.quotation_before(s)) is not None and e <= q.end for s, e in spans):
        return None
    return Draft(
        spans,
        "indirect",
        frame.speaker,
        frame.cues,
        frame.lemma,
        frame.span,
        index,
        inherits=not frame.speaker,
        backed_by=frame.backed_by,
    )


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the blanks, commas and the full stop at its ends."""
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM + ".":
        end -= 1
    return start, end


def _same_name(one: str, other: str) -> bool:
    """Whether two surfaces share a capitalised word."""
    return bool({w for w in one.split() if w[0].isupper()} & {w for w in other.split() if w[0].isupper()})


def _chained(drafts: list[Draft]) -> list[Draft]:
    """Neighbouring free statements are one; a free one in Konjunktiv II needs somebody who speaks before it."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if (
            last is not None
            and draft.inherits
            and last.form == draft.form != "direct"
            and draft.form in ("indirect_free_indirect", "free_indirect")
            and draft.line <= last.line + 1
        ):
            found[-1] = last._replace(
                spans=((last.start, draft.end),), line=draft.line, lines=draft.line - last.first + 1
            )
        else:
            found.append(draft)
    return found


def _inherited(drafts: list[Draft], lines: Sequence[Line], text: str) -> list[Draft]:
    """Give statements without a frame the last speaker, or who told something in the sentence before.

    Nobody speaks on behind one of the German `lines` in which somebody else acts.
    """
    found: list[Draft] = []
    speaker: tuple[Span, ...] = ()
    spoke = told_to = -1
    for draft in drafts:
        free = draft.inherits and not draft.speaker and draft.frame is None
        nearer = teller(lines[draft.first - 1]) if free and lines and spoke < draft.first - 1 else ()
        known = " ".join(text[start:end] for start, end in speaker)
        between = lines[spoke + 1 : draft.first] if free and found and not nearer else []
        acts = (text[who[0] : who[1]] for line in between if (who := acting(line)) is not None)
        if any(not _same_name(other, known) for other in acts):
            found.append(draft._replace(inherits=False))
            speaker, spoke = (), draft.line
            continue
        found.append(draft._replace(speaker=nearer or speaker) if free else draft)
        if draft.form != "direct" and draft.start < told_to and draft.end <= told_to:
            continue  # told by who speaks on: „(Er sagte,) X habe erklärt, …"
        if draft.form not in ("direct", "reported"):
            told_to = draft.end
        speaker, spoke = found[-1].speaker or speaker, draft.line
    return found
