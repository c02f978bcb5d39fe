"""What the reader said of pairs of reports, among the candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing.outlines import Outlines, Rows
from index.model.articles import ArticleId

Verdicts = Mapping[tuple[ArticleId, ArticleId], bool]
"""What the reader said of a French and an English report: True the same event, False another one."""

Partners = Mapping[ArticleId, Set[ArticleId]]
"""Of each report those that the reader paired it with."""


def partners(verdicts: Verdicts) -> Partners:
    found: dict[ArticleId, set[ArticleId]] = {}
    for (fr, en), same in verdicts.items():
        if same:
            found.setdefault(fr, set()).add(en)
            found.setdefault(en, set()).add(fr)
    return found


def taken(pairs: Iterable[tuple[ArticleId, ArticleId]], made: Partners) -> NDArray[np.bool_]:
    """[pairs]: whether the first report of each is paired by the reader, but not with the second."""
    return np.array([one in made and other not in made[one] for one, other in pairs], np.bool_)


def told(
    fr: Outlines, en: Outlines, rows: Rows, columns: Rows, verdicts: Verdicts, *, same: bool
) -> NDArray[np.bool_]:
    """Which of these pairs the reader called the same (else: another) event."""
    keys = [
        fr.row_of[f] * len(en) + en.row_of[e]
        for (f, e), verdict in verdicts.items()
        if verdict is same and f in fr.row_of and e in en.row_of
    ]
    return np.isin(rows * len(en) + columns, keys)


def spoken_for(
    fr: Outlines, en: Outlines, rows: Rows, columns: Rows, verdicts: Verdicts
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which of these pairs have a French, and which an English, report that the reader paired with another.

    Such a report is no rival for the other one of the pair: what looks like it is measured against the rest.
    As ``taken``, for the million pairs of an archive.
    """
    made = [pair for pair, same in verdicts.items() if same]
    free = ~told(fr, en, rows, columns, verdicts, same=True)
    return (
        np.isin(rows, [fr.row_of[f] for f, _ in made if f in fr.row_of]) & free,
        np.isin(columns, [en.row_of[e] for _, e in made if e in en.row_of]) & free,
    )
