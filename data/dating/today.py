"""Whether "heute" is a day or the present age.

In news the word is a day. In an essay it is the present age, which TIMEX3 calls PRESENT_REF. The days it bounds stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from data.dating.words import one_of
from data.language import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.dating.tense import Tenses
    from data.models import DateMention

_NEAR = timedelta(days=7)
_STRETCH = 2500  # characters for which one such day is enough


@cache
def _today(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = load(lang, "dates")
    stems = table["words"].get("todays", {}).get("0", [])
    adjective = rf"|{one_of(stems)}\w*" if stems else ""
    word = re.compile(one_of(table["words"]["today"]["0"]) + adjective, re.IGNORECASE)
    before, after = (re.compile(table["tense"][name], re.IGNORECASE) for name in ("today_after", "today_before"))
    return word, before, after


def settle_today(
    text: str, mentions: Sequence[DateMention], published: date | None, lang: str, tenses: Tenses
) -> list[DateMention]:
    """Give each "heute" that means the present age the value PRESENT_REF; its bounds and all else stay.

    A "heute" is the day beside a clock time, with a verb in the past ("sagte heute"), after "bis", and in a text that
    names other days by their nearness to it ("gestern", "am Dienstag"): a text written for the day.
    """
    if published is None:
        return list(mentions)
    word, before, after = _today(lang)
    near = sum(_near_day(mention, published) for mention in mentions if not word.fullmatch(mention.text))
    daily = near * _STRETCH >= len(text)
    clocks = [mention.start for mention in mentions if "T" in (mention.value or "")[10:]]
    settled = []
    for mention in mentions:
        if word.fullmatch(mention.text) and not daily:
            begin, end = tenses.sentence(mention.start)
            day = (
                before.search(text[max(0, mention.start - 20) : mention.start])
                or after.match(text[mention.end : mention.end + 30])
                or tenses.at(mention.start, mention.end, widen=False) < 0
                or bisect_left(clocks, begin) < bisect_left(clocks, end)
            )
            settled.append(mention if day else replace(mention, value="PRESENT_REF"))
        else:
            settled.append(mention)
    return settled


def _near_day(mention: DateMention, published: date) -> bool:
    """Tell whether a mention names a day of this week by its distance from today."""
    return (
        mention.basis != "explicit"
        and mention.first is not None
        and mention.first == mention.last
        and abs(mention.first - published) <= _NEAR
    )
