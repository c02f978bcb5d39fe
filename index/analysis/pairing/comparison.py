"""Which reports may tell one happening, with the log-odds of each two."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.agreement import AGREEMENT, agreement
from index.analysis.pairing.candidates import candidates, sister_candidates
from index.analysis.pairing.features import Features, features
from index.analysis.pairing.outlines import Outlines, Rows, days_between
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.scores import ACROSS_LANGUAGES, WITHIN_LANGUAGE, Scale, derived
from index.model.articles import ArticleId

FLOOR = -2.0
"""Log-odds from which a pair is kept: less is no part of any event, nor worth being told as a runner-up."""

_BLOCK = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Pairs of reports of two sides, which may be one and the same."""

    side: Outlines
    other: Outlines
    rows: Rows
    columns: Rows
    table: Floats
    """[pairs, EVIDENCE]."""
    logits: NDArray[np.float64]

    def pairs(self) -> list[tuple[ArticleId, ArticleId]]:
        side, other = self.side.articles, self.other.articles
        return [(side[r], other[c]) for r, c in zip(self.rows.tolist(), self.columns.tolist(), strict=True)]


def compare_languages(
    fr: Outlines,
    en: Outlines,
    reports: Reports,
    of: Set[ArticleId] | None = None,
    floor: float = FLOOR,
) -> Compared:
    """French and English reports (one of ``of``) that may tell one happening.

    Costs a dot product for each two reports of the same days (of the whole archive when one is undated),
    4,000 dot products for each unit, some 12 µs for each candidate pair, of which a report has about a
    hundred at most, and some 100 µs for each that may still be believed by then.
    """
    return _compare(fr, en, candidates(fr, en, of), reports, ACROSS_LANGUAGES, floor)


def compare_sisters(
    side: Outlines, reports: Reports, of: Set[ArticleId] | None = None, floor: float = FLOOR
) -> Compared:
    """The same of the reports of one language."""
    return _compare(side, side, sister_candidates(side, of), reports, WITHIN_LANGUAGE, floor)


def compare_these(
    side: Outlines,
    other: Outlines,
    pairs: Iterable[tuple[ArticleId, ArticleId]],
    reports: Reports,
    scale: Scale,
) -> Compared:
    """These pairs, whatever speaks for them."""
    places = sorted({(side.row_of[a], other.row_of[b]) for a, b in pairs})
    rows, columns = np.array(places, np.int64).reshape(-1, 2).T
    return _compare(side, other, (rows, columns), reports, scale, -np.inf)


def _compare(
    side: Outlines, other: Outlines, pairs: tuple[Rows, Rows], reports: Reports, scale: Scale, floor: float
) -> Compared:
    rows, columns = pairs
    table = cheap_evidence(side, other, rows, columns, reports)
    kept = scale.beforehand(table) >= min(scale.worth_reading, floor)
    rows, columns = rows[kept], columns[kept]
    table = whole_evidence(side, other, rows, columns, table[kept], reports)
    logits = scale.log_odds(table)
    believed = logits >= floor
    return Compared(side, other, rows[believed], columns[believed], table[believed], logits[believed])


def cheap_evidence(side: Outlines, other: Outlines, rows: Rows, columns: Rows, reports: Reports) -> Floats:
    """[pairs, FEATURES and DAYS]."""
    apart = days_between(side, rows, other, columns)
    neither = ~side.dated[rows] & ~other.dated[columns]
    days = np.stack((apart == 0, apart == 1, apart >= 2, apart < 0, neither), axis=1).astype(np.float32)
    found = features(side, other, rows, columns, reports) if len(rows) else Features.empty(0)
    return np.concatenate((found.table(), days), axis=1)


def whole_evidence(
    side: Outlines, other: Outlines, rows: Rows, columns: Rows, cheap: Floats, reports: Reports
) -> Floats:
    """[pairs, EVIDENCE]: what was found cheaply, and what the two reports state."""
    stated = np.zeros((len(rows), len(AGREEMENT)), np.float32)
    # By day: the others of a report are of about its days, so each is read once and not for every block.
    order = np.argsort(side.first[rows], kind="stable")
    for start in range(0, len(rows), _BLOCK):
        some = order[start : start + _BLOCK]
        left = reports.weighed([side.articles[row] for row in rows[some].tolist()])
        right = reports.weighed([other.articles[column] for column in columns[some].tolist()])
        days = zip(_exact(side, rows[some]), _exact(other, columns[some]), strict=True)
        for place, a, b, published in zip(some, left, right, days, strict=True):
            stated[place] = agreement(a, b, published).row()
    table = np.concatenate((cheap, stated), axis=1)
    return np.concatenate((table, derived(table)), axis=1)


def _exact(side: Outlines, rows: Rows) -> list[int | None]:
    """Days of publication, as far as they are known exactly."""
    exact = side.dated[rows] & (side.first[rows] == side.last[rows])
    return [int(day) if known else None for day, known in zip(side.first[rows], exact, strict=True)]
