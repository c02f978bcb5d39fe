"""Candidate pairs with their log-odds: which of them to believe, and what speaks for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.candidates import MAX_DAYS
from index.analysis.pairing.comparison import Compared
from index.analysis.pairing.evidence import ScoredPair, days_apart, shared_names, shared_numbers
from index.analysis.pairing.features import Features
from index.analysis.pairing.outlines import Outlines, Rows, days_between
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.rivalry import as_outsiders
from index.analysis.pairing.scores import log_odds, parts, probability
from index.analysis.pairing.verdicts import Verdicts, spoken_for, told
from index.model import ArticleId

COUNTERPART_DATED = 2.0
COUNTERPART_UNDATED = 3.0
"""Log-odds of a counterpart; same actors on another day are the danger when a date is missing."""
POSSIBLE = 0.5
LOOSE = 0.4
"""Similarity below which only a shared number makes a counterpart: same actors, mostly, in another matter."""
SAME_STORY = 0.8
"""Cosine of mean vectors from which two reports of one language that share a counterpart are one story."""
SAID = 1000.0
"""Log-odds, for the choice only, of a pair that the reader has made."""

_BLOCK = 1 << 16
_LOADED = 256
"""Pairs whose profiles are held at once, some 10 KB each."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """Of pairs, the rows of each column and the columns of each row: the reader may pair one with several."""

    rows: dict[int, set[int]]
    columns: dict[int, set[int]]

    @classmethod
    def of(cls, rows: Rows, columns: Rows, places: Iterable[int]) -> _Sides:
        found = cls({}, {})
        for place in places:
            row, column = int(rows[place]), int(columns[place])
            found.rows.setdefault(column, set()).add(row)
            found.columns.setdefault(row, set()).add(column)
        return found


class Matches:
    """All that follows from the features of candidate pairs and from what the reader said of some.

    Of an article that is not ``whole`` the best pair is unknown: only those of the others are chosen.
    """

    def __init__(self, compared: Compared, reports: Reports, verdicts: Verdicts) -> None:
        self.fr, self.en, self._reports, self._compared = compared.fr, compared.en, reports, compared
        self.rows, self.columns, self.found = compared.rows, compared.columns, compared.features
        where = (compared.fr, compared.en, self.rows, self.columns, verdicts)
        self.said = told(*where, same=True)
        self._fr_taken, self._en_taken = spoken_for(*where)
        self.logits = self._log_odds()
        # Outlines stand in order of id, so equal log-odds are settled by id.
        self.ranked = np.lexsort((self.columns, self.rows, -(self.logits + SAID * self.said)))
        self.by_column = np.argsort(self.columns, kind="stable")
        self.columns_in_order = self.columns[self.by_column]
        self.best_of_row = self._first(self.fr, self.rows, compared.whole)
        self.best_of_column = self._first(self.en, self.columns, compared.whole)

    def _first(self, side: Outlines, groups: Rows, whole: Set[ArticleId] | None) -> dict[int, int]:
        """Row (or column) → place of its best pair."""
        found, first = np.unique(groups[self.ranked], return_index=True)
        best = dict(zip(found.tolist(), self.ranked[first].tolist(), strict=True))
        if whole is None:
            return best
        return {row: place for row, place in best.items() if side.articles[row] in whole}

    def _log_odds(self) -> NDArray[np.float64]:
        found = np.zeros(len(self.rows))
        for start in range(0, len(found), _BLOCK):
            here = slice(start, start + _BLOCK)
            found[here] = log_odds(*self._evidence(here))
        return found

    def _evidence(self, places: list[int] | slice) -> tuple[Features, Floats, Floats]:
        """Features of these pairs, and what the candidates of either report are like."""
        compared = self._compared
        rows, columns = self.rows[places], self.columns[places]
        return (
            self.found.at(places),
            as_outsiders(compared.fr_rivals[rows], self._en_taken[places]),
            as_outsiders(compared.en_rivals[columns], self._fr_taken[places]),
        )

    def best(self) -> set[ArticleId]:
        """The reports of the best pairs, as far as they may be believed."""
        places = {*self.best_of_row.values(), *self.best_of_column.values()}
        return self._reports_of(
            place for place in places if self.logits[place] >= POSSIBLE or self.said[place]
        )

    def second(self) -> set[ArticleId]:
        """The reports of all pairs that are counterparts when one is a second report of a paired story."""
        close = (self.found.similarity >= LOOSE) | (self.found.numbers > 0)
        sure = self.logits >= COUNTERPART_DATED
        return self._reports_of(np.flatnonzero(self.said | (close & sure)).tolist())

    def _reports_of(self, places: Iterable[int]) -> set[ArticleId]:
        return {
            article
            for place in places
            for article in (self.fr.articles[self.rows[place]], self.en.articles[self.columns[place]])
        }

    def pairs(self, only: Set[ArticleId] | None = None) -> list[ScoredPair]:
        """The pairs to believe (of these articles), in order of French and English id."""
        return self._scored(self._chosen(only))

    def seconds(self, only: Set[ArticleId]) -> dict[tuple[ArticleId, ArticleId], float]:
        """The pairs to believe of these articles, with the log-odds of the best other pair of the two."""
        found = {}
        for place in self._chosen(only):
            rival, _ = self._rival(place)
            fr, en = self.fr.articles[self.rows[place]], self.en.articles[self.columns[place]]
            found[fr, en] = -math.inf if rival is None else rival
        return found

    def candidates(self, article: ArticleId, limit: int) -> list[ScoredPair]:
        """The best pairs of one article, the likeliest first; empty for one that is not compared."""
        places = np.concatenate([self._in_row(self.fr.row_of.get(article)), self._in_column(article)])
        best = places[np.lexsort((places, -(self.logits + SAID * self.said)[places]))]
        return self._scored(best[:limit].tolist())

    def _chosen(self, only: Set[ArticleId] | None = None) -> list[int]:
        """Places of the pairs to believe (of these articles).

        They are each other's best, or second reports of a paired story.
        """
        mutual = {
            place
            for place in self.best_of_row.values()
            if self.best_of_column.get(int(self.columns[place])) == place and self.logits[place] >= POSSIBLE
        }
        mutual.update(np.flatnonzero(self.said).tolist())
        certain = _Sides.of(self.rows, self.columns, filter(self._is_counterpart, mutual))
        again = {
            place
            for place in (*self.best_of_row.values(), *self.best_of_column.values())
            if self._is_counterpart(place) and self._is_second(place, certain)
        }
        return sorted(place for place in mutual | again if only is None or self._is_of(place, only))

    def _is_second(self, place: int, certain: _Sides) -> bool:
        """Whether one of the two tells the story of another report that the other one is paired with."""
        row, column = int(self.rows[place]), int(self.columns[place])
        return any(_same_story(self.fr, row, other) for other in certain.rows.get(column, ())) or any(
            _same_story(self.en, column, other) for other in certain.columns.get(row, ())
        )

    def _is_of(self, place: int, articles: Set[ArticleId]) -> bool:
        return (
            self.fr.articles[self.rows[place]] in articles
            or self.en.articles[self.columns[place]] in articles
        )

    def _is_counterpart(self, place: int) -> bool:
        dated = self._is_dated(place)
        close = self.found.similarity[place] >= LOOSE or self.found.numbers[place] > 0
        sure = self.logits[place] >= (COUNTERPART_DATED if dated else COUNTERPART_UNDATED)
        return bool(self.said[place] or (close and sure))

    def _is_dated(self, place: int) -> bool:
        return bool(self.fr.dated[self.rows[place]] and self.en.dated[self.columns[place]])

    def _scored(self, places: list[int]) -> list[ScoredPair]:
        found = []
        for start in range(0, len(places), _LOADED):
            some = places[start : start + _LOADED]
            profiles = self._reports.profiles(sorted(self._reports_of(some)))
            points = parts(*self._evidence(some))
            for n, place in enumerate(some):
                if not self._reports_of([place]) <= profiles.keys():
                    continue  # Its text has just changed: it waits to be compared again.
                each = {name: round(float(values[n]), 3) for name, values in points.items()}
                found.append(self._pair(place, profiles, each))
        return found

    def _pair(
        self, place: int, profiles: Mapping[ArticleId, Profile], points: Mapping[str, float]
    ) -> ScoredPair:
        french = profiles[self.fr.articles[self.rows[place]]]
        english = profiles[self.en.articles[self.columns[place]]]
        logit = float(self.logits[place])
        rival, runner_up = self._rival(place)
        status = "possible" if logit >= POSSIBLE else "unlikely"
        return ScoredPair(
            fr=french.article,
            en=english.article,
            logit=round(logit, 3),
            probability=1.0 if self.said[place] else probability(logit, dated=self._is_dated(place)),
            status="counterpart" if self._is_counterpart(place) else status,
            similarity=round(float(self.found.similarity[place]), 3),
            shared_entities=tuple(sorted(french.entities & english.entities)),
            shared_names=shared_names(french, english),
            shared_numbers=shared_numbers(french, english),
            days_apart=days_apart(french, english),
            margin=None if rival is None else round(logit - rival, 3),
            runner_up=runner_up,
            parts=points,
            second=None if rival is None else round(rival, 3),
        )

    def _rival(self, place: int) -> tuple[float | None, ArticleId | None]:
        """Log-odds of the best other pair of either report, and the other report of that pair."""
        row, column = int(self.rows[place]), int(self.columns[place])
        others = np.concatenate((self._in_row(row), self._in_column(self.en.articles[column])))
        others = others[others != place]
        if not len(others):
            return None, None
        best = int(others[np.lexsort((others, -self.logits[others]))[0]])
        if self.rows[best] == row:
            return float(self.logits[best]), self.en.articles[self.columns[best]]
        return float(self.logits[best]), self.fr.articles[self.rows[best]]

    def _in_row(self, row: int | None) -> Rows:
        """Places of the pairs of one French report."""
        if row is None:
            return np.zeros(0, np.int64)
        return np.arange(*np.searchsorted(self.rows, (row, row + 1)))

    def _in_column(self, article: ArticleId) -> Rows:
        """Places of the pairs of one English report."""
        column = self.en.row_of.get(article)
        if column is None:
            return np.zeros(0, np.int64)
        return self.by_column[slice(*np.searchsorted(self.columns_in_order, (column, column + 1)))]


def _same_story(side: Outlines, article: int, other: int) -> bool:
    """Whether two reports of one language tell one story; undated, nothing tells them from a sequel."""
    if article == other:
        return False
    days = days_between(side, np.array([article]), side, np.array([other]))[0]
    return 0 <= days <= MAX_DAYS and bool(_cosine(side, article, other) >= SAME_STORY)


def _cosine(side: Outlines, one: int, other: int) -> float:
    own, its = side.means(np.array([one, other]))
    return float(own @ its)
