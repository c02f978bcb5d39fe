"""Candidate pairs of an archive: computed once, kept, and read again around the articles in question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

import numpy as np

from index.analysis.pairing.background import Background, BackgroundMaker
from index.analysis.pairing.candidates import MAX_DAYS, nearest_outlines
from index.analysis.pairing.compared import Compared
from index.analysis.pairing.matches import Matches
from index.analysis.pairing.outlines import Floats, Outline, Outlines
from index.analysis.pairing.pairing import compare
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.verdicts import partners
from index.counterparts.candidate_lists import all_articles, by_article, compared
from index.counterparts.encoding import version_in_effect
from index.counterparts.neighbourhood import Neighbourhood
from index.counterparts.newcomers import bring_in
from index.model import READING_LANGUAGES, ArticleId, Language, other_language
from index.storage.library import Library
from index.storage.pairs.comparisons import Candidates

Pairs = set[tuple[ArticleId, ArticleId]]


class Stopped(Exception):
    """The reader wants the program to end."""


class Comparing:
    """The stored comparisons of one library. Writes are a part of the caller's transaction."""

    def __init__(self, library: Library, stopping: Callable[[], bool] = lambda: False) -> None:
        self._library = library
        self._stopping = stopping
        self._version = version_in_effect(library)
        self._around: tuple[Set[ArticleId], tuple[Outlines, Outlines]] = (
            frozenset(),
            (Outlines(()), Outlines(())),
        )
        self._outlines: dict[ArticleId, tuple[Language, Outline]] = {}
        with library.database.snapshot():
            said = library.corrections.in_effect()
            self._said = library.corrections.all()
        self.verdicts = {pair: verdict == "same" for pair, verdict in said.items()}
        self.made = partners(self.verdicts)

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
        comparisons.put_candidates(by_article(self._compared))
        self.keep_measured()

    def keep_measured(self) -> None:
        """A part of the caller's transaction."""
        self._library.comparisons.put_measures(
            (article, measures.astype("<f4").tobytes()) for article, measures in self.reports.measured.items()
        )

    def newly(self, articles: Set[ArticleId]) -> Compared:
        """The candidates of new, changed and judged articles. Everything must have been compared before."""
        kept = self._kept(articles)
        sides = self.around_days_of(articles, {article for pair in kept for article in pair})
        return compare(*sides, self.reports, articles, self.verdicts, kept)

    def _kept(self, articles: Set[ArticleId]) -> Pairs:
        """What articles whose text has not changed were compared with: also whom they are near to alone."""
        stored = self._library.comparisons
        unchanged = stored.measures(articles).keys()
        lists = stored.candidates(unchanged)
        found = {
            (a, other) for a, (others, _, _) in lists.items() for other in others if other not in articles
        }
        return found | {(other, article) for article, other in found}

    def bring_in(self, fresh: Compared, articles: Set[ArticleId]) -> frozenset[ArticleId]:
        """Store these candidates of ``articles``; all whose pairs may change by that or what was before."""
        stored = self._library.comparisons
        with self._library.database.transaction():
            # Read in here: another process may be storing what the reader says of the same reports.
            stored.leave_undecided(bring_in(self._library, fresh, articles, self.made))
            self.compare_again(self.judged_meanwhile())
        return frozenset(stored.undecided())

    def judged_meanwhile(self) -> Pairs:
        """Of which pairs something else has been said than when this began."""
        return self._library.corrections.differing(self._said)

    def compare_again(self, pairs: Pairs) -> None:
        """Have a later run compare them: this one did not know. A part of the caller's transaction."""
        if pairs:
            self._library.comparisons.wait({article for pair in pairs for article in pair})

    def deciding(self, articles: Set[ArticleId]) -> Matches:
        """What is needed to choose the pairs of these articles. Everything must have been compared before."""
        near = Neighbourhood(self._library.comparisons, self.made)
        near.take(articles)
        matches = self._decided(near)
        # Two reports must be each other's best; for a second report of a story, the first two must.
        if near.take(matches.best() | matches.second()):
            matches = self._decided(near)
        if near.take(matches.best()):
            matches = self._decided(near)
        near.open_seconds(matches.seconds(articles))
        return self._decided(near)

    def _decided(self, near: Neighbourhood) -> Matches:
        candidates = near.candidates()
        sides = self._sides_of(candidates)
        rivalries = near.rivalries(all_articles(candidates))
        return Matches(compared(*sides, candidates, rivalries), self.reports, self.verdicts)

    def _sides_of(self, near: Mapping[ArticleId, Candidates]) -> tuple[Outlines, Outlines]:
        """The outlines of these articles, and of their candidates the ids alone."""
        missing = near.keys() - self._outlines.keys()
        for language in READING_LANGUAGES:
            for row in self._library.outlines.of(self._version, language, missing):
                self._outlines[row[0]] = language, Outline(*row)
        own: dict[Language, list[Outline]] = {language: [] for language in READING_LANGUAGES}
        others: dict[Language, set[ArticleId]] = {language: set() for language in READING_LANGUAGES}
        for article, (theirs, _, _) in near.items():
            if article not in self._outlines:
                # Its text is another one now: of a third language, without a unit, or not encoded yet.
                continue
            language, outline = self._outlines[article]
            own[language].append(outline)
            others[other_language(language)].update(theirs)
        fr, en = (_with_ids(own[language], others[language] - near.keys()) for language in READING_LANGUAGES)
        return fr, en

    def around(self, articles: Set[ArticleId]) -> Matches | None:
        """The candidates of these articles with what speaks for them; None before the first comparison."""
        if self.background is None:
            return None
        near = self._library.comparisons.candidates(articles)
        everyone = all_articles(near)
        rivalries = self._library.comparisons.rivalries(everyone)
        return Matches(compared(*self.outlines_of(everyone), near, rivalries), self.reports, self.verdicts)

    @cached_property
    def all_sides(self) -> tuple[Outlines, Outlines]:
        """The outlines of all articles of both languages."""
        stored = self._library.outlines
        fr, en = (Outlines((), stored.all(self._version, language)) for language in READING_LANGUAGES)
        return fr, en

    @cached_property
    def background(self) -> Background | None:
        """Of the last comparison of everything; None before the first one."""
        stored = self._library.comparisons.background(self._version)
        return None if stored is None else Background.from_bytes(stored)

    def outlines_of(self, articles: Iterable[ArticleId]) -> tuple[Outlines, Outlines]:
        """The outlines of these articles, by language."""
        ids = list(articles)
        fr, en = (
            Outlines(Outline(*row) for row in self._library.outlines.of(self._version, language, ids))
            for language in READING_LANGUAGES
        )
        return fr, en

    def around_days_of(
        self, articles: Set[ArticleId], also: Set[ArticleId] = frozenset()
    ) -> tuple[Outlines, Outlines]:
        """The outlines that these articles may have to be compared with (and these), and their own, by
        language."""
        if articles != self._around[0]:
            self._around = articles, self._read_around(articles, also)
        return self._around[1]

    def _read_around(self, articles: Set[ArticleId], also: Set[ArticleId]) -> tuple[Outlines, Outlines]:
        own = self.outlines_of(articles)
        windows = _windows(own)
        everyone = _together([side.means() for side in own])
        undated = _together([side.means(~side.dated) for side in own])
        made = articles | also | set().union(*(pair for pair in self.verdicts if articles & set(pair)))
        stored = self._library.outlines
        found = []
        for language in READING_LANGUAGES:
            rows = [
                *(
                    Outline(*row)
                    for window in windows
                    for row in stored.between(self._version, language, *window)
                ),
                *(Outline(*row) for row in stored.of(self._version, language, made)),
                *nearest_outlines(everyone, stored.undated(self._version, language)),
            ]
            if len(undated):
                rows += nearest_outlines(undated, stored.dated(self._version, language))
            found.append(Outlines({row.article: row for row in rows}.values()))
        fr, en = found
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
        return Reports(self._load, self.background, self._known)

    def _load(self, articles: Sequence[ArticleId]) -> Iterator[Profile]:
        self._stop_if_asked()
        return map(Profile.from_bytes, self._library.comparisons.profiles(articles, self._version))

    def _known(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Floats]:
        stored = self._library.comparisons.measures(articles)
        return {article: np.frombuffer(measures, "<f4") for article, measures in stored.items()}

    def _stop_if_asked(self) -> None:
        if self._stopping():
            raise Stopped


def _with_ids(outlines: Sequence[Outline], articles: Collection[ArticleId]) -> Outlines:
    """These outlines, and of these other articles the ids alone."""
    size = len(outlines[0].mean) if outlines else 1
    return Outlines(outlines, [(list(articles), [None] * (2 * len(articles)), bytes(size * len(articles)))])


def _together(means: Sequence[Floats]) -> Floats:
    """One under the other; a side without a report has no width either."""
    filled = [side for side in means if len(side)]
    return np.concatenate(filled) if filled else means[0]


def _windows(sides: Iterable[Outlines]) -> list[tuple[int, int]]:
    """The days that the dated reports of both sides may be paired within; none is in two windows."""
    found: list[tuple[int, int]] = []
    spans = [
        (int(side.first[row]) - MAX_DAYS, int(side.last[row]) + MAX_DAYS)
        for side in sides
        for row in np.flatnonzero(side.dated)
    ]
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found
