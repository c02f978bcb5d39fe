"""Candidate pairs of an archive: computed once, kept, and read again around the articles in question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

import numpy as np

from index.analysis.pairing import compare
from index.analysis.pairing_background import Background, BackgroundMaker
from index.analysis.pairing_features import RIVALRY, Features, rivalry
from index.analysis.pairing_matches import Compared, Matches
from index.analysis.pairing_outlines import Floats, Outline, Outlines, Rows
from index.analysis.pairing_reports import Reports
from index.analysis.profiles import Profile
from index.ingest.encoding import version_in_effect
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
        self._version = version_in_effect(library)
        self.verdicts = {(c.fr, c.en): c.verdict == "same" for c in library.corrections.all()}

    def everything(self) -> tuple[Matches, Background]:
        """Compare the whole archive. Raises Stopped between two blocks of articles."""
        background = self._background()
        fr, en = self.all_sides
        self.reports = Reports(self._load, background)
        self._compared = compare(fr, en, self.reports, said=self.verdicts)
        return Matches(self._compared, self.reports, self.verdicts), background

    def store_everything(self, background: Background) -> None:
        """Keep what ``everything`` found, for runs that compare a few articles only."""
        comparisons = self._library.comparisons
        comparisons.put_background(self._version, background.articles, background.to_bytes())
        comparisons.forget_candidates()
        comparisons.put_candidates(_rows(self._compared))

    def bring_in(self, articles: Set[ArticleId]) -> frozenset[ArticleId]:
        """Compare new and changed articles with their nearest; all articles whose pairs may change by it.

        Everything must have been compared before.
        """
        compared = compare(*self.all_sides, self.reports, articles, self.verdicts)
        fresh = dict(_rows(compared))
        before = self._library.comparisons.candidates(articles)
        touched = {*articles, *fresh}.union(*(others for others, _, _ in before.values()))
        kept = self._library.comparisons.candidates(touched - articles)
        merged = [
            (article, _merged(kept.get(article), fresh.get(article), articles)) for article in sorted(touched)
        ]
        with self._library.database.transaction():
            self._library.comparisons.put_candidates(merged)
        return frozenset(touched)

    def deciding(self, articles: Set[ArticleId]) -> Matches:
        """What is needed to choose the pairs of these articles. Everything must have been compared before."""
        near = self._library.comparisons.candidates(articles)
        # Two reports must be each other's best; a second report of a story needs those that are so already.
        for _ in range(2):
            matches = self._matches(near, self.all_sides)
            near |= self._library.comparisons.candidates(matches.best_partners() - near.keys())
        return self._matches(near, self.all_sides)

    def around(self, articles: Set[ArticleId]) -> Matches | None:
        """The candidates of these articles with what speaks for them; None before the first comparison."""
        if self.background is None:
            return None
        near = self._library.comparisons.candidates(articles)
        return self._matches(near, self.sides(_all_articles(near)))

    def _matches(self, near: Mapping[ArticleId, Candidates], sides: tuple[Outlines, Outlines]) -> Matches:
        rivalries = self._library.comparisons.rivalries(_all_articles(near))
        return Matches(_compared(*sides, near, rivalries), self.reports, self.verdicts)

    @cached_property
    def all_sides(self) -> tuple[Outlines, Outlines]:
        """The outlines of all articles of both languages."""
        return self.sides()

    @cached_property
    def background(self) -> Background | None:
        """Of the last comparison of everything; None before the first one."""
        stored = self._library.comparisons.background(self._version)
        return None if stored is None else Background.from_bytes(stored[1])

    def sides(self, among: Iterable[ArticleId] | None = None) -> tuple[Outlines, Outlines]:
        """The outlines of both languages."""
        ids = None if among is None else list(among)
        fr, en = (
            Outlines(
                Outline(*row) for row in self._library.comparisons.outlines(self._version, language, ids)
            )
            for language in READING_LANGUAGES
        )
        return fr, en

    def _background(self) -> Background:
        maker = BackgroundMaker()
        for language in READING_LANGUAGES:
            for _, blob in self._library.counterparts.profiles(self._version, language):
                maker.take(Profile.from_bytes(blob))
                self._stop_if_asked()
        return maker.background()

    @cached_property
    def reports(self) -> Reports:
        assert self.background is not None
        return Reports(self._load, self.background)

    def _load(self, articles: Sequence[ArticleId]) -> Iterator[Profile]:
        self._stop_if_asked()
        return map(Profile.from_bytes, self._library.comparisons.profiles(articles, self._version))

    def _stop_if_asked(self) -> None:
        if self._stopping():
            raise Stopped


def _rows(compared: Compared) -> Iterator[tuple[ArticleId, Candidates]]:
    """The candidates of each article of both sides."""
    table = compared.features.table().astype("<f4")
    order = np.argsort(compared.columns, kind="stable")
    for side, rows, other, columns, here in (
        (compared.fr, compared.rows, compared.en, compared.columns, slice(None)),
        (compared.en, compared.columns[order], compared.fr, compared.rows[order], order),
    ):
        yield from _grouped(side, rows, other, columns, table[here])


def _grouped(
    side: Outlines, rows: Rows, other: Outlines, columns: Rows, table: Floats
) -> Iterator[tuple[ArticleId, Candidates]]:
    """``rows`` is sorted."""
    found, rivals = rivalry(Features.from_table(table), rows)
    stops = np.searchsorted(rows, found, side="right").tolist()
    start = 0
    for n, (row, stop) in enumerate(zip(found.tolist(), stops, strict=True)):
        others = [other.articles[column] for column in columns[start:stop].tolist()]
        yield side.articles[row], (others, table[start:stop].tobytes(), rivals[n].astype("<f4").tobytes())
        start = stop


def _merged(kept: Candidates | None, fresh: Candidates | None, changed: Set[ArticleId]) -> Candidates:
    """What was kept, without the pairs of changed articles, and the fresh ones."""
    found = {other: row for other, row in _by_other(kept) if other not in changed}
    found.update(_by_other(fresh))
    table = np.frombuffer(b"".join(found.values()), "<f4").reshape(-1, FEATURES)
    _, rivals = rivalry(Features.from_table(table), np.zeros(len(table), np.int64))
    return list(found), table.tobytes(), rivals.astype("<f4").tobytes()


def _by_other(candidates: Candidates | None) -> Iterator[tuple[ArticleId, bytes]]:
    others, features, _ = candidates or ((), b"", b"")
    for n, other in enumerate(others):
        yield other, features[n * _ROW : (n + 1) * _ROW]


def _all_articles(near: Mapping[ArticleId, Candidates]) -> set[ArticleId]:
    return set(near).union(*(others for others, _, _ in near.values()))


def _compared(
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
        tables.append(np.frombuffer(features, "<f4").reshape(-1, FEATURES)[kept])
    width = max(1, len(en))
    keys, first = np.unique(_joined(rows) * width + _joined(columns), return_index=True)
    table = np.concatenate(tables)[first] if tables else np.zeros((0, FEATURES), np.float32)
    return Compared(
        fr,
        en,
        keys // width,
        keys % width,
        Features.from_table(table.astype(np.float32)),
        _rivals_of(fr, rivalries),
        _rivals_of(en, rivalries),
        frozenset(near),
    )


def _joined(parts: Sequence[Rows]) -> Rows:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _rivals_of(side: Outlines, rivalries: Mapping[ArticleId, bytes]) -> Floats:
    """[reports, RIVALRY], zeros for a report without candidates."""
    nothing = bytes(4 * RIVALRY)
    table = b"".join(rivalries.get(article) or nothing for article in side.articles)
    return np.frombuffer(table, "<f4").reshape(-1, RIVALRY).astype(np.float32)
