"""Candidate pairs as they are stored: by article, the other reports with a row of features for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.comparison import Compared
from index.analysis.pairing.features import Features
from index.analysis.pairing.outlines import Outlines, Rows
from index.analysis.pairing.rivalry import RIVALRY, as_outsiders, rivalry
from index.analysis.pairing.scores import log_odds
from index.analysis.pairing.verdicts import Partners, taken
from index.model.articles import ArticleId
from index.storage.pairs.comparisons import Candidates

FEATURES = 4
_ROW = 4 * FEATURES
"""Bytes of the features of one pair."""
NONE: Candidates = ((), b"", b"")
_NO_RIVALRY = bytes(4 * RIVALRY)


def features_table(stored: bytes) -> Floats:
    """[pairs, FEATURES]."""
    return np.frombuffer(stored, "<f4").reshape(-1, FEATURES).astype(np.float32)


def rivalry_table(stored: Iterable[bytes | None]) -> Floats:
    """[reports, RIVALRY], zeros for a report without candidates."""
    joined = b"".join(rivals or _NO_RIVALRY for rivals in stored)
    return np.frombuffer(joined, "<f4").reshape(-1, RIVALRY).astype(np.float32)


def log_odds_between(
    owners: Sequence[ArticleId],
    others: Sequence[ArticleId],
    features: Features,
    rivals: tuple[Floats, Floats],
    made: Partners,
) -> NDArray[np.float64]:
    """[pairs]: log-odds of owners with their candidates, whether these are among their rivals or not.

    ``rivals``: what the candidates of each owner are like, and those of each candidate.
    """
    own, their = rivals
    return log_odds(
        features,
        as_outsiders(own, taken(zip(others, owners, strict=True), made)),
        as_outsiders(their, taken(zip(owners, others, strict=True), made)),
    )


def by_article(compared: Compared) -> Iterator[tuple[ArticleId, Candidates]]:
    """The candidates of each article of both sides."""
    table = compared.features.table().astype("<f4")
    order = np.argsort(compared.columns, kind="stable")
    for side, rivals, rows, other, columns, here in (
        (compared.fr, compared.fr_rivals, compared.rows, compared.en, compared.columns, slice(None)),
        (compared.en, compared.en_rivals, compared.columns[order], compared.fr, compared.rows[order], order),
    ):
        yield from _grouped(side, rivals.astype("<f4"), rows, other, columns, table[here])


def _grouped(
    side: Outlines, rivals: Floats, rows: Rows, other: Outlines, columns: Rows, table: Floats
) -> Iterator[tuple[ArticleId, Candidates]]:
    """``rows`` is sorted."""
    found = np.unique(rows)
    stops = np.searchsorted(rows, found, side="right").tolist()
    start = 0
    for row, stop in zip(found.tolist(), stops, strict=True):
        others = [other.articles[column] for column in columns[start:stop].tolist()]
        yield side.articles[row], (others, table[start:stop].tobytes(), rivals[row].tobytes())
        start = stop


def merged(
    articles: Sequence[ArticleId],
    kept: Mapping[ArticleId, Candidates],
    fresh: Mapping[ArticleId, Candidates],
    changed: Set[ArticleId],
    made: Partners,
) -> Iterator[tuple[ArticleId, Candidates]]:
    """Of each of ``articles`` what was kept, without the pairs of changed articles, and the fresh ones.

    ``made``: what the reader paired.
    """
    found: list[tuple[Sequence[ArticleId], bytes]] = []
    for article in articles:
        others, rows = _without(kept.get(article, NONE), changed)
        more, their_rows, _ = fresh.get(article, NONE)
        found.append(([*others, *more], rows + their_rows))
    groups = np.repeat(np.arange(len(found)), [len(others) for others, _ in found])
    pairs = [
        (other, article) for article, (others, _) in zip(articles, found, strict=True) for other in others
    ]
    counted = ~taken(pairs, made)
    features = Features.from_table(features_table(b"".join(f for _, f in found)))
    present, table = rivalry(features.at(counted), groups[counted])
    rivals = {int(place): row.astype("<f4").tobytes() for place, row in zip(present, table, strict=True)}
    for place, (article, (others, rows)) in enumerate(zip(articles, found, strict=True)):
        yield article, (others, rows, rivals.get(place, b""))


def _without(candidates: Candidates, changed: Set[ArticleId]) -> tuple[Sequence[ArticleId], bytes]:
    others, features, _ = candidates
    if changed.isdisjoint(others):
        return others, features
    kept = [place for place, other in enumerate(others) if other not in changed]
    return (
        [others[place] for place in kept],
        b"".join(features[place * _ROW : (place + 1) * _ROW] for place in kept),
    )


def all_articles(near: Mapping[ArticleId, Candidates]) -> set[ArticleId]:
    return set(near).union(*(others for others, _, _ in near.values()))


def compared(
    fr: Outlines,
    en: Outlines,
    near: Mapping[ArticleId, Candidates],
    rivalries: Mapping[ArticleId, bytes],
) -> Compared:
    """The stored pairs of these articles, as far as both reports are there."""
    rows: list[Rows] = []
    columns: list[Rows] = []
    tables: list[Floats] = []
    for article, (others, features, _) in near.items():
        french = article in fr.row_of
        own, other = (fr, en) if french else (en, fr)
        if article not in own.row_of:
            continue
        places = np.array([other.row_of.get(o, -1) for o in others], np.int64)
        kept = places >= 0
        mine = np.full(int(kept.sum()), own.row_of[article], np.int64)
        rows.append(mine if french else places[kept])
        columns.append(places[kept] if french else mine)
        tables.append(features_table(features)[kept])
    width = max(1, len(en))
    keys, first = np.unique(_joined(rows) * width + _joined(columns), return_index=True)
    table = np.concatenate(tables)[first] if tables else np.zeros((0, FEATURES), np.float32)
    return Compared(
        fr,
        en,
        keys // width,
        keys % width,
        Features.from_table(table),
        rivalry_table(map(rivalries.get, fr.articles)),
        rivalry_table(map(rivalries.get, en.articles)),
        frozenset(near),
    )


def _joined(parts: Sequence[Rows]) -> Rows:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
