"""The rows that pass between the stages, frozen; their fields are those of the codebook and the batch format.

Offsets are characters. A span is a half-open `(start, end)` pair: `body[start:end]` is the passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = tuple[int, int]

PublishedBasis = Literal["metadata", "text", "inferred", "manual"]
DateBasis = Literal["explicit", "weekday", "relative", "published"]
SaidBasis = Literal["explicit", "weekday", "relative", "published", "manual"]
"""What the day of a signal rests on; `manual` is a day that a review has set."""
StatementForm = Literal["direct", "indirect", "free_indirect", "indirect_free_indirect", "reported"]
SignalForm = Literal["direct", "indirect", "reported", "unattributed"]
Certainty = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
Contact = Literal["in_person", "call", "unspecified"]
Change = Literal["kept", "changed", "withdrawn", "added"]
"""What a new version of an article did to a claim."""
Relation = Literal["duplicate", "same_story", "separate", "review"]
Rung = Literal[
    "HELD", "SCHEDULED", "AGREED", "WILLING", "CONDITIONAL", "PROPOSED",
    "NONCOMMITTAL", "SCEPTICAL", "POSTPONED", "NOT_PLANNED", "CANCELLED", "REJECTED",
]  # fmt: skip

LADDER: dict[Rung, int] = {
    "HELD": 6,
    "SCHEDULED": 5,
    "AGREED": 4,
    "WILLING": 3,
    "CONDITIONAL": 2,
    "PROPOSED": 1,
    "NONCOMMITTAL": 0,
    "SCEPTICAL": -1,
    "POSTPONED": -2,
    "NOT_PLANNED": -3,
    "CANCELLED": -4,
    "REJECTED": -5,
}
"""Position of each rung; ordinal, never averaged or summed (codebook, The ladder)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article as it came in, decoded but not cleaned. `sha256` is the hash of the bytes it came from."""

    id: str
    file: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    line: int | None = None
    own_id: bool = False  # the input brought the id; otherwise it is the file's name
    title: str | None = None
    published_on: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    author: str | None = None
    clean: bool = False  # `text` is a body already


@dataclass(frozen=True, slots=True)
class Rejected:
    r"""An input that could not be read: what it was, where (1-based line or None), and why in one line.

    A reason may name a column or a key as the input wrote it: what of it nobody would see, or what would turn the line
    around or break it, stands there by its number (`\u202e`).
    """

    file: str
    line: int | None
    reason: str

    def __post_init__(self) -> None:
        """Make the reason printable."""
        if not self.reason.isprintable():
            object.__setattr__(self, "reason", "".join(map(_printable, self.reason)))


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() else letter.encode("unicode_escape").decode("ascii")


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the raw text that is not in the body, and the rule that took it out."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. `raw` minus `cuts` (white space aside) is `body`."""

    id: str
    file: str
    raw: str
    body: str
    title: str | None = None
    published_on: date | None = None
    published_at: str | None = None  # ISO 8601 local time, minutes
    published_basis: PublishedBasis | None = None
    outlet: str | None = None
    origin: str | None = None
    agencies: tuple[str, ...] = ()
    author: str | None = None
    url: str | None = None
    lang: str = "de"
    cuts: tuple[Cut, ...] = ()
    sha256: str = ""
    own_id: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a body. `value` is a TIMEX3 value; `first`/`last` bound the days it names.

    `first` and `last` are None where the expression names no day, or where it needs a publication date that is missing.
    """

    start: int
    end: int
    text: str
    value: str | None
    basis: DateBasis
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or body named in a body. `actor` is the canonical name, None where it could not be settled."""

    start: int
    end: int
    text: str
    actor: str | None
    kind: Literal["name", "role", "pronoun", "metonym", "group"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation or report of speech (STWR), about a meeting or not; one line of statements.jsonl."""

    article: str
    start: int
    end: int
    text: str
    spans: tuple[Span, ...]
    form: StatementForm
    speaker: str | None = None
    speaker_text: str | None = None
    speaker_spans: tuple[Span, ...] = ()
    cue_text: str | None = None
    cue_spans: tuple[Span, ...] = ()
    via: tuple[str, ...] = ()
    said_on: date | None = None
    said_on_basis: DateBasis | None = None
    frame: Span | None = None  # the clause that says who says it ("…, sagte X am Montag"); None without one
    cue_lemma: str | None = None  # dictionary form of the verb, noun or preposition of saying ("ankündigen", "laut")
    chain: int | None = None  # place, in the article's statements, of the framed one that a free statement goes on from


@dataclass(frozen=True, slots=True)
class Signal:
    """A meeting signal (codebook, Fields); one line of signals.jsonl.

    Offsets are into the title where `where` says so.
    """

    id: str
    article: str
    where: Literal["body", "title"]
    start: int
    end: int
    text: str
    speaker: str | None
    speaker_text: str | None
    form: SignalForm
    via: tuple[str, ...]
    rung: Rung
    certainty: Certainty
    condition: str | None
    contact: Contact
    participants: tuple[str, ...]
    venue: str | None
    meeting_date: str | None
    said_on: date | None
    said_on_basis: SaidBasis | None
    background: bool
    cue: str | None = None  # the words that decided the rung, "…" between those that stand apart; not in signals.jsonl


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch two articles share: its place in each body."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """One closely compared pair: scores 0 to 1, what was decided and why in words an analyst can read."""

    a: str
    b: str
    score: float
    containment: float
    decision: Relation
    reason: str
    shared: tuple[Passage, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()  # words of a, words of b that stopped a merge
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging says of a corpus. Both maps hold every article id; a group is named after its leader."""

    duplicate_group: dict[str, str]
    story: dict[str, str]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one article, before it is compared with others."""

    article: Article
    statements: tuple[Statement, ...] = ()
    signals: tuple[Signal, ...] = ()
    dates: tuple[DateMention, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole of a batch."""

    readings: tuple[Reading, ...]
    merging: Merging
    rejected: tuple[Rejected, ...] = ()
