"""Persons whom the profile does not know: capitalised names beside a title, a verb of speech, or after a first name."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from data.actors.clauses import is_speech
from data.actors.heads import speaks_by_noun
from data.actors.names import Name
from data.actors.shapes import first_name
from data.text import in_dictionary, lemma

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.actors.index import Index
    from data.actors.words import Word

_LONGEST = 5  # words of a name
_TEXT = itemgetter(2)  # of a word


def find_strangers(text: tuple[Word, ...], names: list[Name], places: Iterable[int], look: Index) -> list[Name]:
    """Return the names of the profile and those of strangers, in text order; `places` may be words of the latter.

    A stranger's canonical name is the fullest form that the article gives; the surname alone means the same person.
    """
    return _Strangers(text, names, places, look).found()


class _Strangers:
    def __init__(self, text: tuple[Word, ...], names: list[Name], places: Iterable[int], look: Index) -> None:
        self.text, self.look, self.lang = text, look, look.words.lang
        self.texts = list(map(_TEXT, text))
        self.loose = set(self.texts)
        self.names = {name.first: name for name in names}
        self.covering = {at: name for name in names for at in range(name.first, name.last + 1)}
        self.name_words = set(places).difference(self.covering).union(filter(self._foreign_surname, self.covering))
        lists = look.words.lists
        self.inner = lists["names.particles"] | lists["names.inner_particles"] | {"."}

    @cached_property
    def behind_article(self) -> dict[str, list[int]]:
        """Places of the words that stand behind an article, by their folds; two of each are enough."""
        lists, found = self.look.words.lists, dict[str, list[int]]()
        articles = lists["determiners.definite"] | lists["determiners.indefinite"]
        for k in range(1, len(self.text)):
            if self.text[k - 1].fold in articles:
                places = found.setdefault(self.text[k].fold, [])
                if len(places) < 2:
                    places.append(k)
        return found

    def found(self) -> list[Name]:
        runs: list[tuple[int, int]] = []
        behind = 0
        for at in sorted(self.name_words):
            last = self._run(at) if at >= behind else None
            if last is None:
                continue
            first = self._begins(at, last)
            behind = first + 1
            if self._is_person(first, last):
                runs.append((first, last))
                behind = last + 1
        runs = [run for run in runs if not self._same_as_known(run)]
        return sorted([*self._kept(runs), *self._named(runs)], key=lambda name: name.first)

    def _run(self, at: int) -> int | None:
        """Return the last word of the run of name words that begins at `at`."""
        if at - 1 in self.name_words and self.text[at - 1].sentence == self.text[at].sentence:
            return None
        last = at
        for k in range(at + 1, min(len(self.text), at + _LONGEST)):
            word = self.text[k]
            if word.sentence != self.text[at].sentence or word.start - self.text[k - 1].end > 1:
                break
            if k in self.name_words or (k == at + 1 and word.capital and self._surname_behind(at)):
                last = k
            elif word.fold not in self.inner or not self._inside_name(k) or self._ends_name(at, k):
                break
        return last

    def _surname_behind(self, at: int) -> bool:
        """Whether a surname that ends like a noun stands behind a first name: "Klaus Hornung"."""
        word = self.text[at + 1]
        return (
            word.capital
            and word.text.isalpha()
            and word.text[1:].islower()
            and self._first_name(self.text[at].fold)
            and not in_dictionary(word.text, self.lang)
            and (word.fold,) not in self.look.titles
        )

    def _begins(self, first: int, last: int) -> int:
        """Return where the given name stands in a run that a noun leads: "Physiker Pelle Ansko"."""
        lead = self.text[first]
        if last - first < 2 or self._first_name(lead.fold) or not in_dictionary(lead.text, self.lang):
            return first
        return next((at for at in range(first + 1, last) if self._first_name(self.text[at].fold)), first)

    def _ends_name(self, first: int, at: int) -> bool:
        """Whether a particle of nobility only says where somebody is from: two names or more stand before it."""
        if ("names.noble", self.text[at].fold) not in self.look.words:
            return False
        behind = [word for word in self.text[at + 1 : at + 3] if word.sentence == self.text[at].sentence]
        if len(behind) > 1 and all(word.capital for word in behind):
            return True
        return at - first > 1 and not all(
            self._first_name(word.fold) or ("names.particles", word.fold) in self.look.words
            for word in self.text[first:at]
        )

    def _inside_name(self, at: int) -> bool:
        """Whether the word may stand inside a name: a particle ("van der") or the dot of an initial."""
        words, before = self.look.words, self.text[at - 1]
        if self.text[at].text == ".":
            return len(before.text) == 1
        if ("names.inner_particles", self.text[at].fold) in words:
            return ("names.particles", before.fold) in words
        return ("names.particles", self.text[at].fold) in words

    def _title(self, text: str) -> bool:
        return (text,) in self.look.titles or (self.lang == "de" and self.look.title(text) is not None)

    def _foreign_surname(self, at: int) -> bool:
        """Whether a known surname belongs to another person here: a first name that is not his stands before it."""
        name = self.covering[at]
        if name.first != name.last or name.actor is None or not self.look.is_person(name.actor) or at == 0:
            return False
        if not self.text[at].capital:
            return False
        before = self.text[at - 1]
        own = {part.casefold() for part in name.actor.split()}
        return (
            before.capital
            and self._first_name(before.fold)
            and before.text.casefold() not in own
            and at - 1 not in self.covering
        )

    def _first_name(self, text: str) -> bool:
        return first_name(text, self.lang)

    def _is_person(self, first: int, last: int) -> bool:
        text = self.text
        before = text[first - 1] if first and text[first - 1].sentence == text[first].sentence else None
        after = text[last + 1] if last + 1 < len(text) and text[last + 1].sentence == text[first].sentence else None
        if last > first and self._first_name(text[first].fold):
            return True
        if first == last and (before is None or (self.lang == "de" and not before.capital)):
            return False
        addressed = before is not None and before.capital and ("modifiers.address", before.fold) in self.look.words
        if before is not None and (addressed or self._title_before(first)):
            single = (
                (not addressed and self._of_dictionary(first))
                or speaks_by_noun(text[first], self.look)
                or self._common_noun(first)
                or self._whose(first)
            )
            return not (first == last and single)
        if last == first:
            return False
        if not self._proper(first, last):
            return False
        if before is not None and before.text[0].isalpha() and is_speech(text, first - 1, self.lang):
            return True
        if after is None or (
            before is not None and before.fold.endswith(("e", "en", "er", "es", "em")) and not before.capital
        ):
            return False
        if after.text == "," and before is not None and before.text == "," and self._title_within(first - 1):
            return True
        if after.text == "," and last + 2 < len(text):
            return any(
                self._title(word.fold) and word.sentence == text[first].sentence for word in text[last + 2 : last + 5]
            )
        return after.text[0].isalpha() and is_speech(text, last + 1, self.lang) and before is None

    def _title_within(self, comma: int) -> bool:
        """Whether an office stands right before the comma: "the foreign minister of Karland, Pelle Ansko, said"."""
        return any(
            self._title(word.fold) and word.sentence == self.text[comma].sentence
            for word in self.text[max(0, comma - 4) : comma]
        )

    def _of_dictionary(self, at: int) -> bool:
        """Whether a single word behind a title may as well be an object: "wollte der Minister Klarheit"."""
        text = self.text[at].text
        return self.lang == "de" and in_dictionary(text, "de") and not self._first_name(self.text[at].fold)

    def _proper(self, first: int, last: int) -> bool:
        """Whether a run without first name or title looks like a name: not "Dieselbe Antwort", "Zwölf Tote"."""
        run = self.text[first : last + 1]
        if any(speaks_by_noun(word, self.look) for word in run):
            return False
        if self.lang != "de":
            return True
        small = lemma(run[0].text.lower(), "de") if in_dictionary(run[0].text.lower(), "de") else ""
        adjective = small[:1].islower() and run[0].fold.endswith(("e", "en", "er", "es", "em", "s"))
        return not adjective and not all(in_dictionary(word.text, "de") for word in run)

    def _title_before(self, at: int) -> bool:
        word = self.text[at - 1]
        if self.lang == "de":
            return word.capital and self._title(word.fold)
        return any(
            tuple(one.fold for one in self.text[at - size : at]) in self.look.titles for size in (1, 2, 3) if at >= size
        ) and not (word.text[0].islower() and word.fold.endswith("s"))

    def _common_noun(self, at: int) -> bool:
        """Whether a single word behind a title is a noun of its own: it is met with an article elsewhere."""
        return any(k != at for k in self.behind_article.get(self.text[at].fold, ()))

    def _whose(self, at: int) -> bool:
        """Whether a single word behind a title is a genitive: "der Präsident Tibets" where the text knows "Tibet"."""
        text = self.text[at].text
        return self.lang == "de" and text.endswith("s") and text[:-1] in self.loose

    def _same_as_known(self, run: tuple[int, int]) -> bool:
        """Whether the run only is a known surname with words before it that are no first name."""
        return all(at in self.covering for at in range(run[0], run[1] + 1))

    def _kept(self, runs: list[tuple[int, int]]) -> list[Name]:
        taken = {at for first, last in runs for at in range(first, last + 1)}
        return [name for name in self.names.values() if not any(at in taken for at in range(name.first, name.last + 1))]

    def _named(self, runs: list[tuple[int, int]]) -> list[Name]:
        plain = {tuple(word.text for word in self.text[first : last + 1]) for first, last in runs}
        full: dict[str, str] = {}
        found: list[Name] = []
        for first, last in sorted(runs, key=lambda run: run[0] - run[1]):
            parts = [word.text for word in self.text[first : last + 1]]
            genitive = self._genitive(parts, last, plain)
            if genitive and parts[-1].endswith("s"):
                parts[-1] = parts[-1][:-1]
            name = self._joined(first, last, parts)
            surname = parts[-1]
            if last > first:
                canonical = name
                full.setdefault(surname, canonical)
            else:
                canonical = full.setdefault(surname, name)
            found.append(Name(first, last, canonical, genitive, known=False))
        return [*found, *self._surnames(full, runs)]

    def _joined(self, first: int, last: int, parts: list[str]) -> str:
        out = parts[0]
        for k in range(first + 1, last + 1):
            gap = " " if self.text[k].start > self.text[k - 1].end else ""
            out += gap + parts[k - first]
        return out

    def _genitive(self, parts: list[str], last: int, plain: set[tuple[str, ...]]) -> bool:
        if last + 1 < len(self.text) and self.text[last + 1].fold in {"'s", "'"}:
            return True
        surname = parts[-1]
        return (
            self.lang == "de"
            and surname.endswith("s")
            and ((*parts[:-1], surname[:-1]) in plain or surname[:-1] in self.loose)
        )

    def _surnames(self, full: dict[str, str], runs: list[tuple[int, int]]) -> list[Name]:
        if not full:
            return []
        taken = {at for first, last in runs for at in range(first, last + 1)} | set(self.covering)
        whose = {f"{name}s": name for name in full} if self.lang == "de" else {}
        found = []
        for at, text in enumerate(self.texts):
            if (text not in full and text not in whose) or at in taken or not self.text[at].capital:
                continue
            if text in full:
                genitive = at + 1 < len(self.text) and self.text[at + 1].fold == "'s"
                found.append(Name(at, at, full[text], genitive, known=False))
            else:
                found.append(Name(at, at, full[whose[text]], genitive=True, known=False))
        return found
