"""The reports of a library, measured against its background; the measures are kept, to be taken once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

import numpy as np

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.background import Background, BackgroundMaker
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.stated import Facts
from index.counterparts.stating import facts_of
from index.model.articles import READING_LANGUAGES, ArticleId
from index.stopping import Stopping
from index.storage.library import Library

_BATCH = 256


class Stopped(Exception):
    """The reader wants the program to end."""


class Measuring:
    """Against the stored background, until ``begin_anew`` makes another.

    Where profiles are read, and that is whenever ``reports`` are asked for what they do not hold, Stopped is
    raised if somebody wants it. Writes are a part of the caller's transaction.
    """

    def __init__(self, library: Library, version: str, stopping: Stopping) -> None:
        self._library = library
        self._version = version
        self._stopping = stopping

    @cached_property
    def background(self) -> Background | None:
        """Of the last comparison of everything; None before the first one."""
        stored = self._library.comparisons.background(self._version)
        return None if stored is None else Background.from_bytes(stored)

    @cached_property
    def reports(self) -> Reports:
        """There must be a background."""
        assert self.background is not None
        return Reports(self._load, self.background, self._known, self._facts)

    def begin_anew(self) -> None:
        """Make a background of the archive as it is, against which nothing is measured yet."""
        maker = BackgroundMaker()
        for language in READING_LANGUAGES:
            profiles = self._library.counterparts.profiles(self._version, language)
            while batch := list(islice(profiles, _BATCH)):
                stated = self._facts([article for article, _ in batch])
                for article, blob in batch:
                    maker.take(Profile.from_bytes(blob), (stated.get(article) or Facts(article)).terms())
                self.stop_if_asked()
        self.background = maker.background()
        self.reports = Reports(self._load, self.background, load_facts=self._facts)

    def store_background(self) -> None:
        """Keep the background, and forget what was measured against another."""
        assert self.background is not None
        self._library.comparisons.put_background(
            self._version, self.background.articles, self.background.to_bytes()
        )

    def store_measures(self) -> None:
        """Keep what was measured now."""
        self._library.comparisons.put_measures(
            (article, measures.astype("<f4").tobytes()) for article, measures in self.reports.measured.items()
        )

    def _load(self, articles: Sequence[ArticleId]) -> Iterator[Profile]:
        self.stop_if_asked()
        return map(Profile.from_bytes, self._library.comparisons.profiles(articles, self._version))

    def _facts(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Facts]:
        return facts_of(self._library, articles)

    def _known(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Floats]:
        stored = self._library.comparisons.measures(articles)
        return {article: np.frombuffer(measures, "<f4") for article, measures in stored.items()}

    def stop_if_asked(self) -> None:
        """Raises Stopped when somebody wants it."""
        if self._stopping():
            raise Stopped
