"""What the register holds: one array a column, names as places in a list, days as numbers; no text of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from data.models import LADDER
from data.profile.models import Profile
from data.selection import FORMS
from data.store.database import Edition

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.integer[Any]]"
Truths: TypeAlias = "NDArray[np.bool_]"

RUNGS = tuple(sorted(LADDER, key=lambda rung: -LADDER[rung]))
"""The ladder from its top: a rung's number is its place here."""
NOBODY = -1
"""The number of no name: as an index, it is the last place of an array that has one more than there are names."""
UNDATED = np.iinfo(np.int32).max
"""The number of no day; others are days since 1970-01-01."""
__all__ = ["EMPTY", "FORMS", "NOBODY", "RUNGS", "UNDATED", "Articles", "Ints", "Register", "Signals", "Truths"]


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """Arrays of one length, in the order in which signals are shown: by day, undated last, then by article."""

    number: Ints
    article: Ints  # its place among the articles
    speaker: Ints  # place among the speakers, or NOBODY
    day: Ints  # on which it was said, or UNDATED
    rung: Ints  # place in RUNGS
    form: Ints  # place in FORMS
    is_published: Truths  # its day is that of publication
    is_background: Truths
    is_body: Truths
    is_rejected: Truths

    @property
    def dated(self) -> int:
        """How many have a day: these come first."""
        return int(np.searchsorted(self.day, UNDATED))


@dataclass(frozen=True, slots=True, eq=False)
class Articles:
    """Arrays of one length, in the order in which articles are shown: the latest first, undated last."""

    number: Ints
    day: Ints  # of publication, or UNDATED
    outlet: Ints  # place among the outlets, or NOBODY
    group: Ints  # each group of duplicates has a number below `groups`
    story: Ints  # each story one below `stories`
    rank: Ints  # place of its id among all ids, as they are sorted


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """All signals and articles as they are in one edition. Nothing in it is changed once it is made."""

    edition: Edition
    signals: Signals
    articles: Articles
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    groups: int
    stories: int
    profile: Profile


def _none(dtype: type[np.generic]) -> NDArray[Any]:
    return np.empty(0, dtype)


EMPTY = Register(
    edition=Edition(0, ""),
    signals=Signals(
        *(_none(dtype) for dtype in (np.int64, np.int32, np.int32, np.int32, np.int8, np.int8)),
        *(_none(np.bool_) for _ in range(4)),
    ),
    articles=Articles(_none(np.int64), *(_none(np.int32) for _ in range(5))),
    speakers=(),
    outlets=(),
    groups=0,
    stories=0,
    profile=Profile("none", ()),
)
"""The register of an empty database."""
