"""Which candidate pairs to believe, and what speaks for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

import numpy as np

from index.analysis.pairing.candidates import MAX_DAYS
from index.analysis.pairing.comparison import Compared
from index.analysis.pairing.evidence import ScoredPair, days_apart, shared_names, shared_numbers
from index.analysis.pairing.outlines import Outlines, days_between
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.ranking import Ranking
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.scores import probability
from index.analysis.pairing.verdicts import Verdicts
from index.model.articles import ArticleId

COUNTERPART_DATED = 2.0
COUNTERPART_UNDATED = 3.0
"""Log-odds of a counterpart; same actors on another day are the danger when a date is missing."""
POSSIBLE = 0.5
LOOSE = 0.4
"""Similarity below which only a shared number makes a counterpart: same actors, mostly, in another matter."""
SAME_STORY = 0.8
"""Cosine of mean vectors from which two reports of one language that share a counterpart are one story."""

_LOADED = 256
"""Pairs whose profiles are held at once, some 10 KB each."""


class Matches:
    """All that follows from the features of candidate pairs and from what the reader said of some.

    Of an article that is not ``whole`` the best pair is unknown: only those of the others are chosen.
    """

    def __init__(self, compared: Compared, reports: Reports, verdicts: Verdicts) -> None:
        self._reports = reports
        self._ranking = Ranking(compared, verdicts)

    def best(self) -> set[ArticleId]:
        """The reports of the best pairs, as far as they may be believed."""
        ranking = self._ranking
        places = {*ranking.best_of_row.values(), *ranking.best_of_column.values()}
        return ranking.reports(
            place for place in places if ranking.logits[place] >= POSSIBLE or ranking.said[place]
        )

    def second(self) -> set[ArticleId]:
        """The reports of all pairs that are counterparts when one is a second report of a paired story."""
        ranking = self._ranking
        close = (ranking.features.similarity >= LOOSE) | (ranking.features.numbers > 0)
        sure = ranking.logits >= COUNTERPART_DATED
        return ranking.reports(np.flatnonzero(ranking.said | (close & sure)).tolist())

    def pairs(self, only: Set[ArticleId] | None = None) -> list[ScoredPair]:
        """The pairs to believe (of these articles), in order of French and English id."""
        return self._scored(self._chosen(only))

    def seconds(self, only: Set[ArticleId]) -> dict[tuple[ArticleId, ArticleId], float]:
        """The pairs to believe of these articles, with the log-odds of the best other pair of the two."""
        found = {}
        for place in self._chosen(only):
            rival, _ = self._ranking.rival(place)
            found[self._ranking.articles(place)] = -math.inf if rival is None else rival
        return found

    def candidates(self, article: ArticleId, limit: int) -> list[ScoredPair]:
        """The best pairs of one article, the likeliest first; empty for one that is not compared."""
        return self._scored(self._ranking.likeliest(article, limit))

    def _chosen(self, only: Set[ArticleId] | None = None) -> list[int]:
        """Places of the pairs to believe (of these articles).

        They are each other's best, or second reports of a paired story.
        """
        ranking = self._ranking
        mutual = {
            place
            for place in ranking.best_of_row.values()
            if ranking.best_of_column.get(int(ranking.columns[place])) == place
            and ranking.logits[place] >= POSSIBLE
        }
        mutual.update(np.flatnonzero(ranking.said).tolist())
        certain = _Certain.of(ranking, filter(self._is_counterpart, mutual))
        again = {
            place
            for place in (*ranking.best_of_row.values(), *ranking.best_of_column.values())
            if self._is_counterpart(place) and certain.tells_again(place)
        }
        return sorted(
            place for place in mutual | again if only is None or not only.isdisjoint(ranking.articles(place))
        )

    def _is_counterpart(self, place: int) -> bool:
        ranking = self._ranking
        close = ranking.features.similarity[place] >= LOOSE or ranking.features.numbers[place] > 0
        least = COUNTERPART_DATED if ranking.is_dated(place) else COUNTERPART_UNDATED
        return bool(ranking.said[place] or (close and ranking.logits[place] >= least))

    def _scored(self, places: list[int]) -> list[ScoredPair]:
        found = []
        for start in range(0, len(places), _LOADED):
            some = places[start : start + _LOADED]
            profiles = self._reports.profiles(sorted(self._ranking.reports(some)))
            points = self._ranking.parts(some)
            for n, place in enumerate(some):
                if not profiles.keys() >= set(self._ranking.articles(place)):
                    continue  # Its text has just changed: it waits to be compared again.
                each = {name: round(float(values[n]), 3) for name, values in points.items()}
                found.append(self._pair(place, profiles, each))
        return found

    def _pair(
        self, place: int, profiles: Mapping[ArticleId, Profile], points: Mapping[str, float]
    ) -> ScoredPair:
        ranking = self._ranking
        french, english = (profiles[article] for article in ranking.articles(place))
        logit = float(ranking.logits[place])
        rival, runner_up = ranking.rival(place)
        status = "possible" if logit >= POSSIBLE else "unlikely"
        return ScoredPair(
            fr=french.article,
            en=english.article,
            logit=round(logit, 3),
            probability=1.0 if ranking.said[place] else probability(logit, dated=ranking.is_dated(place)),
            status="counterpart" if self._is_counterpart(place) else status,
            similarity=round(float(ranking.features.similarity[place]), 3),
            shared_entities=tuple(sorted(french.entities & english.entities)),
            shared_names=shared_names(french, english),
            shared_numbers=shared_numbers(french, english),
            days_apart=days_apart(french, english),
            margin=None if rival is None else round(logit - rival, 3),
            runner_up=runner_up,
            parts=points,
            second=None if rival is None else round(rival, 3),
        )


@dataclass(frozen=True, slots=True)
class _Certain:
    """Counterparts, by either report: the reader may pair one with several."""

    ranking: Ranking
    rows: dict[int, set[int]]
    """Of each column."""
    columns: dict[int, set[int]]
    """Of each row."""

    @classmethod
    def of(cls, ranking: Ranking, places: Iterable[int]) -> _Certain:
        found = cls(ranking, {}, {})
        for place in places:
            row, column = int(ranking.rows[place]), int(ranking.columns[place])
            found.rows.setdefault(column, set()).add(row)
            found.columns.setdefault(row, set()).add(column)
        return found

    def tells_again(self, place: int) -> bool:
        """Whether one of the two tells the story of another report that the other one is paired with."""
        row, column = int(self.ranking.rows[place]), int(self.ranking.columns[place])
        fr, en = self.ranking.fr, self.ranking.en
        return any(_same_story(fr, row, other) for other in self.rows.get(column, ())) or any(
            _same_story(en, column, other) for other in self.columns.get(row, ())
        )


def _same_story(side: Outlines, article: int, other: int) -> bool:
    """Whether two reports of one language tell one story; undated, nothing tells them from a sequel."""
    if article == other:
        return False
    days = days_between(side, np.array([article]), side, np.array([other]))[0]
    return 0 <= days <= MAX_DAYS and bool(_cosine(side, article, other) >= SAME_STORY)


def _cosine(side: Outlines, one: int, other: int) -> float:
    own, its = side.means(np.array([one, other]))
    return float(own @ its)
