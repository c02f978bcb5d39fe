"""The stored candidates of a few articles, and which of them can matter for their pairs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing.features import Features
from index.analysis.pairing.matches import POSSIBLE
from index.analysis.pairing.rivalry import as_outsiders
from index.analysis.pairing.scores import ceilings
from index.analysis.pairing.verdicts import Partners, taken
from index.counterparts.candidate_lists import features_table, log_odds_between, rivalry_table
from index.model.articles import ArticleId
from index.storage.pairs.comparisons import Candidates, Comparisons

_AT_ONCE = 32

Pair = tuple[ArticleId, ArticleId]


class _List:
    """The candidates of one article."""

    def __init__(self, stored: Candidates, highest: NDArray[np.float64], made: Set[ArticleId]) -> None:
        self.others, features, rivals = stored
        self.table = features_table(features)
        self.rivals = rivalry_table([rivals])
        self.ceilings = highest
        self.open: NDArray[np.bool_] = highest >= POSSIBLE
        if made:
            self.open |= np.array([other in made for other in self.others], np.bool_)
        self.seen = self.open.copy()

    def kept(self) -> Candidates:
        places = np.flatnonzero(self.open)
        others = [self.others[place] for place in places.tolist()]
        return others, self.table[places].astype("<f4").tobytes(), self.rivals.astype("<f4").tobytes()

    def next(self, least: float) -> list[int]:
        """Places of the candidates with the highest ceilings that were not seen yet."""
        places = np.flatnonzero(~self.seen & (self.ceilings >= least))
        places = places[np.argsort(-self.ceilings[places], kind="stable")][:_AT_ONCE]
        self.seen[places] = True
        found: list[int] = places.tolist()
        return found


class Neighbourhood:
    """An article has a hundred candidates and more, each with as many rivals; hardly one in twenty can be a
    pair at all, whatever its rivals are. Only those are looked at, and what is second to a pair.
    """

    def __init__(self, comparisons: Comparisons, made: Partners) -> None:
        self._comparisons = comparisons
        self._made = made
        self._lists: dict[ArticleId, _List] = {}
        self._rivalries: dict[ArticleId, bytes] = {}

    def take(self, articles: Iterable[ArticleId]) -> bool:
        """Load the candidates of these articles and of those that the reader paired with them.

        False when they all were there.
        """
        wanted = set(articles)
        wanted |= set().union(*(self._made.get(article, ()) for article in wanted))
        wanted -= self._lists.keys()
        found = self._comparisons.candidates(wanted)
        for (article, stored), highest in zip(found.items(), self._ceilings(found), strict=True):
            self._lists[article] = _List(stored, highest, self._made.get(article, set()))
        return bool(found)

    def candidates(self) -> dict[ArticleId, Candidates]:
        """The candidates that are looked at."""
        return {article: its.kept() for article, its in self._lists.items()}

    def rivalries(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, bytes]:
        """At least of these articles."""
        self._rivalries |= self._comparisons.rivalries(set(articles) - self._rivalries.keys())
        return self._rivalries

    def open_seconds(self, pairs: Mapping[Pair, float]) -> None:
        """Look at the candidates that are second to these pairs.

        ``pairs``: the log-odds of the best other pair of either report, among what was looked at so far.
        """
        best = dict(pairs)
        while True:
            least: dict[ArticleId, float] = {}
            for pair, second in best.items():
                for article in pair:
                    least[article] = min(second, least.get(article, math.inf))
            highest = self._open_above(least)
            if not highest:
                return
            for pair in best:
                best[pair] = max(best[pair], *(highest.get(article, -math.inf) for article in pair))

    def _open_above(self, least: Mapping[ArticleId, float]) -> dict[ArticleId, float]:
        """Open the next candidates of each article with at least these log-odds; the highest of each."""
        nexts = {
            article: self._lists[article].next(least[article]) for article in least if article in self._lists
        }
        nexts = {article: places for article, places in nexts.items() if places}
        if not nexts:
            return {}
        lists = [(self._lists[article], places) for article, places in nexts.items()]
        others = [its.others[place] for its, places in lists for place in places]
        owners = [article for article, places in nexts.items() for _ in places]
        known = self.rivalries(others)
        rivals = np.concatenate([np.repeat(its.rivals, len(places), axis=0) for its, places in lists])
        features = Features.from_table(np.concatenate([its.table[places] for its, places in lists]))
        found = log_odds_between(
            owners, others, features, (rivals, rivalry_table(map(known.get, others))), self._made
        )
        highest = {}
        start = 0
        for article, (its, places) in zip(nexts, lists, strict=True):
            values = found[start : start + len(places)]
            start += len(places)
            its.open[places] = values >= least[article]
            highest[article] = float(values.max())
        return highest

    def _ceilings(self, stored: Mapping[ArticleId, Candidates]) -> list[NDArray[np.float64]]:
        """Of the candidates of each article."""
        sizes = [len(others) for others, _, _ in stored.values()]
        table = features_table(b"".join(features for _, features, _ in stored.values()))
        each = rivalry_table(rivals for others, _, rivals in stored.values() if others)
        rivals = np.repeat(each, [size for size in sizes if size], axis=0)
        pairs = ((other, article) for article, (others, _, _) in stored.items() for other in others)
        found = ceilings(Features.from_table(table), as_outsiders(rivals, taken(pairs, self._made)))
        return np.split(found, np.cumsum(sizes))[:-1]
