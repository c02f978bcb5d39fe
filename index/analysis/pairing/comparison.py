"""Candidate pairs of two sides, each with its features and with what it has to beat."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.candidates import candidates
from index.analysis.pairing.features import Features, features
from index.analysis.pairing.outlines import Outlines, Rows
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.rivalry import RIVALRY, rivalry
from index.analysis.pairing.verdicts import Verdicts, spoken_for, told
from index.model.articles import ArticleId


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Candidate pairs: ``rows`` of ``fr``, sorted, with ``columns`` of ``en``, each pair once."""

    fr: Outlines
    en: Outlines
    rows: Rows
    columns: Rows
    features: Features
    fr_rivals: Floats
    en_rivals: Floats
    """[reports, RIVALRY] by row of ``fr`` and of ``en``: what their candidates are like, but for those that
    are spoken for."""
    whole: Set[ArticleId] | None = None
    """Articles of which all pairs are here; None: all."""

    def at(self, kept: NDArray[np.bool_]) -> Compared:
        """These pairs alone."""
        return replace(
            self, rows=self.rows[kept], columns=self.columns[kept], features=self.features.at(kept)
        )


def compare(
    fr: Outlines,
    en: Outlines,
    reports: Reports,
    of: Set[ArticleId] | None = None,
    said: Verdicts | None = None,
    kept: Set[tuple[ArticleId, ArticleId]] = frozenset(),
) -> Compared:
    """The candidate pairs (of these articles) and their features; a pair that the reader made is one, and so
    are those that are ``kept``.

    Costs: a dot product for each two reports of the same days (of the whole archive when one is undated),
    4,000 dot products for each unit, and some 10 µs for each candidate pair, of which a report has about a
    hundred at most.
    """
    rows, columns = candidates(fr, en, of)
    made = [(f, e) for (f, e), same in (said or {}).items() if same and (of is None or f in of or e in of)]
    rows, columns = _with(rows, columns, fr, en, [*made, *kept])
    # A pair that the reader took apart is nobody's rival any more: the next best gains by it.
    together = ~told(fr, en, rows, columns, said or {}, same=False)
    rows, columns = rows[together], columns[together]
    found = features(fr, en, rows, columns, reports) if len(rows) else Features.empty(0)
    fr_taken, en_taken = spoken_for(fr, en, rows, columns, said or {})
    fr_rivals = _rivals(found, rows, ~en_taken, len(fr))
    en_rivals = _rivals(found, columns, ~fr_taken, len(en))
    return Compared(fr, en, rows, columns, found, fr_rivals, en_rivals)


def _rivals(found: Features, groups: Rows, counted: NDArray[np.bool_], reports: int) -> Floats:
    """[reports, RIVALRY], zeros for a report without candidates."""
    present, table = rivalry(found.at(counted), groups[counted])
    everyone = np.zeros((reports, RIVALRY), np.float32)
    everyone[present] = table
    return everyone


def _with(
    rows: Rows, columns: Rows, fr: Outlines, en: Outlines, pairs: Iterable[tuple[ArticleId, ArticleId]]
) -> tuple[Rows, Rows]:
    """Rows and columns with these pairs among them, sorted, each once."""
    more = [(fr.row_of[f], en.row_of[e]) for f, e in pairs if f in fr.row_of and e in en.row_of]
    if not more:
        return rows, columns
    added = np.array(more, np.int64)
    keys = np.unique(np.concatenate((rows * len(en) + columns, added[:, 0] * len(en) + added[:, 1])))
    return keys // len(en), keys % len(en)
