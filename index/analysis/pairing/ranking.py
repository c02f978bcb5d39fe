"""Candidate pairs by their log-odds: the best of each report, and what comes second to a pair."""

from __future__ import annotations

from collections.abc import Iterable, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.comparison import Compared
from index.analysis.pairing.features import Features
from index.analysis.pairing.outlines import Outlines, Rows
from index.analysis.pairing.rivalry import as_outsiders
from index.analysis.pairing.scores import log_odds, parts
from index.analysis.pairing.verdicts import Verdicts, spoken_for, told
from index.model.articles import ArticleId

SAID = 1000.0
"""Log-odds, for the order only, of a pair that the reader has made."""

_BLOCK = 1 << 16


class Ranking:
    """Pairs are known by their places among the compared ones.

    Of an article that is not ``whole`` the best pair is unknown.
    """

    def __init__(self, compared: Compared, verdicts: Verdicts) -> None:
        self.fr, self.en, self._compared = compared.fr, compared.en, compared
        self.rows, self.columns, self.features = compared.rows, compared.columns, compared.features
        where = (self.fr, self.en, self.rows, self.columns, verdicts)
        self.said = told(*where, same=True)
        """[pairs]: made by the reader."""
        self._fr_taken, self._en_taken = spoken_for(*where)
        self.logits = self._log_odds()
        # Outlines stand in order of id, so equal log-odds are settled by id.
        ranked = np.lexsort((self.columns, self.rows, -(self.logits + SAID * self.said)))
        self.best_of_row = _first(ranked, self.fr, self.rows, compared.whole)
        self.best_of_column = _first(ranked, self.en, self.columns, compared.whole)
        self._by_column = np.argsort(self.columns, kind="stable")
        self._columns_in_order = self.columns[self._by_column]

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
            self.features.at(places),
            as_outsiders(compared.fr_rivals[rows], self._en_taken[places]),
            as_outsiders(compared.en_rivals[columns], self._fr_taken[places]),
        )

    def parts(self, places: list[int]) -> dict[str, NDArray[np.float64]]:
        """What each part of the score adds to the log-odds of these pairs."""
        return parts(*self._evidence(places))

    def articles(self, place: int) -> tuple[ArticleId, ArticleId]:
        return self.fr.articles[self.rows[place]], self.en.articles[self.columns[place]]

    def reports(self, places: Iterable[int]) -> set[ArticleId]:
        """Those of all these pairs."""
        return {article for place in places for article in self.articles(place)}

    def is_dated(self, place: int) -> bool:
        """Whether both reports are."""
        return bool(self.fr.dated[self.rows[place]] and self.en.dated[self.columns[place]])

    def likeliest(self, article: ArticleId, limit: int) -> list[int]:
        """The best pairs of one article, the likeliest first; empty for one that is not compared."""
        places = np.concatenate((self._in_row(article), self._in_column(article)))
        order = np.lexsort((places, -(self.logits + SAID * self.said)[places]))
        found: list[int] = places[order][:limit].tolist()
        return found

    def rival(self, place: int) -> tuple[float | None, ArticleId | None]:
        """Log-odds of the best other pair of either report, and the other report of that pair."""
        fr, en = self.articles(place)
        others = np.concatenate((self._in_row(fr), self._in_column(en)))
        others = others[others != place]
        if not len(others):
            return None, None
        best = int(others[np.lexsort((others, -self.logits[others]))[0]])
        its_fr, its_en = self.articles(best)
        return float(self.logits[best]), its_en if its_fr == fr else its_fr

    def _in_row(self, article: ArticleId) -> Rows:
        """Places of the pairs of one French report."""
        row = self.fr.row_of.get(article)
        if row is None:
            return np.zeros(0, np.int64)
        return np.arange(*np.searchsorted(self.rows, (row, row + 1)))

    def _in_column(self, article: ArticleId) -> Rows:
        """Places of the pairs of one English report."""
        column = self.en.row_of.get(article)
        if column is None:
            return np.zeros(0, np.int64)
        return self._by_column[slice(*np.searchsorted(self._columns_in_order, (column, column + 1)))]


def _first(ranked: Rows, side: Outlines, groups: Rows, whole: Set[ArticleId] | None) -> dict[int, int]:
    """Row (or column) → place of its best pair."""
    found, first = np.unique(groups[ranked], return_index=True)
    best = dict(zip(found.tolist(), ranked[first].tolist(), strict=True))
    if whole is None:
        return best
    return {row: place for row, place in best.items() if side.articles[row] in whole}
