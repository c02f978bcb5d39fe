"""Candidate pairs of an archive: computed once, kept, and read again around the articles in question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

import numpy as np

from index.analysis.pairing import PAIRING_VERSION, compare
from index.analysis.pairing_background import Background, BackgroundMaker
from index.analysis.pairing_features import Features
from index.analysis.pairing_matches import Compared, Matches
from index.analysis.pairing_outlines import Floats, Outline, Outlines, Rows
from index.analysis.pairing_reports import Reports
from index.analysis.profiles import Profile
from index.model import READING_LANGUAGES, ArticleId
from index.storage.comparisons import Candidates
from index.storage.library import Library

FEATURES = 4
_ROW = 4 * FEATURES
"""Bytes of the features of one pair."""


class Stopped(Exception):
    """The reader wants the program to end."""


class Comparing:
    """The stored comparisons of one library. Writes are a part of the caller's transaction."""

    def __init__(self, library: Library, stopping: Callable[[], bool] = lambda: False) -> None:
        self._library = library
        self._stopping = stopping
        self.verdicts = {(c.fr, c.en): c.verdict == "same" for c in library.corrections.all()}

    def everything(self) -> tuple[Matches, Background]:
        """Compare the whole archive. Raises Stopped between two blocks of articles."""
        background = self._background()
        fr, en = self.sides()
        reports = self._reports(background)
        compared = compare(fr, en, reports, said=self.verdicts)
        self._compared = compared
        return Matches(compared, reports, self.verdicts), background

    def store_everything(self, background: Background) -> None:
        """Keep what ``everything`` found, for runs that compare a few articles only."""
        comparisons = self._library.comparisons
        comparisons.put_background(PAIRING_VERSION, background.articles, background.to_bytes())
        comparisons.forget_candidates()
        comparisons.put_candidates(_rows(self._compared))

    def bring_in(self, articles: Set[ArticleId], background: Background) -> frozenset[ArticleId]:
        """Compare new and changed articles with their nearest; all articles whose pairs may change by it."""
        fr, en = self.sides()
        compared = compare(fr, en, self._reports(background), articles, self.verdicts)
        fresh = dict(_rows(compared))
        before = self._library.comparisons.candidates(articles)
        touched = {*articles, *fresh}.union(*(others for others, _ in before.values()))
        kept = self._library.comparisons.candidates(touched - articles)
        merged = [
            (article, _merged(kept.get(article), fresh.get(article), articles)) for article in sorted(touched)
        ]
        with self._library.database.transaction():
            self._library.comparisons.put_candidates(merged)
        return frozenset(touched)

    def around(self, articles: Iterable[ArticleId], hops: int) -> Matches | None:
        """What can be said of these articles from what is kept; None before the first comparison.

        ``hops`` 2 gives the log-odds of their pairs, 3 the decision between them and their rivals, too.
        """
        background = self.background()
        if background is None:
            return None
        near: dict[ArticleId, Candidates] = {}
        wanted = set(articles)
        for _ in range(hops):
            found = self._library.comparisons.candidates(wanted - near.keys())
            near.update(found)
            wanted = {other for others, _ in found.values() for other in others}
        ids = near.keys() | wanted
        made = {article for pair, same in self.verdicts.items() if same for article in pair}
        fr, en = self.sides(ids | made)
        return Matches(_compared(fr, en, near), self._reports(background), self.verdicts)

    def background(self) -> Background | None:
        stored = self._library.comparisons.background(PAIRING_VERSION)
        return None if stored is None else Background.from_bytes(stored[1])

    def sides(self, among: Iterable[ArticleId] | None = None) -> tuple[Outlines, Outlines]:
        """The outlines of both languages."""
        ids = None if among is None else list(among)
        fr, en = (
            Outlines(
                Outline(*row) for row in self._library.comparisons.outlines(PAIRING_VERSION, language, ids)
            )
            for language in READING_LANGUAGES
        )
        return fr, en

    def _background(self) -> Background:
        maker = BackgroundMaker()
        for language in READING_LANGUAGES:
            for _, blob in self._library.counterparts.profiles(PAIRING_VERSION, language):
                maker.take(Profile.from_bytes(blob))
                self._stop_if_asked()
        return maker.background()

    def _reports(self, background: Background) -> Reports:
        return Reports(self._load, background)

    def _load(self, articles: Sequence[ArticleId]) -> Iterator[Profile]:
        self._stop_if_asked()
        return map(Profile.from_bytes, self._library.comparisons.profiles(articles, PAIRING_VERSION))

    def _stop_if_asked(self) -> None:
        if self._stopping():
            raise Stopped


def _rows(compared: Compared) -> Iterator[tuple[ArticleId, Candidates]]:
    """The candidates of each article of both sides."""
    table = compared.features.table().astype("<f4")
    order = np.argsort(compared.columns, kind="stable")
    yield from _grouped(compared.fr, compared.rows, compared.en, compared.columns, table)
    yield from _grouped(compared.en, compared.columns[order], compared.fr, compared.rows[order], table[order])


def _grouped(
    side: Outlines, rows: Rows, other: Outlines, columns: Rows, table: Floats
) -> Iterator[tuple[ArticleId, Candidates]]:
    """``rows`` is sorted."""
    found, starts, sizes = np.unique(rows, return_index=True, return_counts=True)
    stops = starts + sizes
    for row, start, stop in zip(found.tolist(), starts.tolist(), stops.tolist(), strict=True):
        others = [other.articles[column] for column in columns[start:stop].tolist()]
        yield side.articles[row], (others, table[start:stop].tobytes())


def _merged(kept: Candidates | None, fresh: Candidates | None, changed: Set[ArticleId]) -> Candidates:
    """What was kept, without the pairs of changed articles, and the fresh ones."""
    found = {other: row for other, row in _by_other(kept) if other not in changed}
    found.update(_by_other(fresh))
    return list(found), b"".join(found.values())


def _by_other(candidates: Candidates | None) -> Iterator[tuple[ArticleId, bytes]]:
    others, features = candidates or ((), b"")
    for n, other in enumerate(others):
        yield other, features[n * _ROW : (n + 1) * _ROW]


def _compared(fr: Outlines, en: Outlines, near: Mapping[ArticleId, Candidates]) -> Compared:
    """The stored pairs of these articles, as far as both reports are there."""
    rows: list[int] = []
    columns: list[int] = []
    features: list[bytes] = []
    for article, candidates in near.items():
        for other, row in _by_other(candidates):
            french, english = (article, other) if article in fr.row_of else (other, article)
            if french in fr.row_of and english in en.row_of:
                rows.append(fr.row_of[french])
                columns.append(en.row_of[english])
                features.append(row)
    keys = np.array(rows, np.int64) * len(en) + np.array(columns, np.int64)
    keys, first = np.unique(keys, return_index=True)
    found = np.frombuffer(b"".join(features), "<f4").reshape(-1, FEATURES)[first].astype(np.float32)
    width = max(1, len(en))
    return Compared(fr, en, keys // width, keys % width, Features.from_table(found))
