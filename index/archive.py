"""The one door to the archive: everything that a face may ask, and nothing that it must know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from index.errors import EncoderError, NotFoundError
from index.model import (
    DIFFERS,
    READING_LANGUAGES,
    Article,
    ArticleId,
    Bookmark,
    Candidate,
    Check,
    ConcordanceLine,
    Correction,
    Entity,
    EntityFacet,
    EntityId,
    Explanation,
    FacetCounts,
    Hit,
    Language,
    Mention,
    Pair,
    PairView,
    Reencoding,
    ResultPage,
    SearchRequest,
    Status,
    Story,
)
from index.searching.search import Searching
from index.settings import (
    BUILT_IN_ENCODER,
    INDEX_FOLDER,
    LIBRARY_FILE,
    ArchiveSettings,
    default_archive_folder,
    sample_archive_folder,
    seeds_folder,
)
from index.stopping import Stopping, never
from index.storage.articles.finished import ENCODER
from index.storage.library import Library, open_library
from index.storage.moving_aside import moved_aside_message

if TYPE_CHECKING:
    from index.ingest.pipeline import Step, Workshop


def open_archive(
    folder: Path | None = None,
    *,
    sample: bool = False,
    create: bool = False,
    settings: ArchiveSettings | None = None,
) -> Archive:
    """Open the archive in ``folder``; without one the reader's own if there is any, else the bundled sample.

    Raises NotFoundError when a named folder holds no archive and ``create`` is false, StorageError when it
    cannot be opened. An archive that cannot be written is opened for reading.
    """
    settings = settings or ArchiveSettings()
    if folder is None and not sample:
        own = default_archive_folder()
        if (library := _filled_library(own)) is not None:
            return Archive(own, library, settings, sample=False)
        sample = True
    if sample:
        folder, create = folder or sample_archive_folder(), True
    assert folder is not None
    if not create and not (folder / LIBRARY_FILE).exists():
        raise NotFoundError(
            f"{folder}: there is no archive here", f"newsreader --archive {folder} add PATH makes one."
        )
    return Archive(folder, open_library(folder), settings, sample=sample)


def _filled_library(folder: Path) -> Library | None:
    """The library of an archive that has articles, or some on their way; None where there is nothing."""
    if not (folder / LIBRARY_FILE).exists():
        return None
    from index.ingest.cut_short import left_over

    library = open_library(folder)
    try:
        if library.articles.count() or left_over(library) or library.bookmarks.all():
            return library
        if moved_aside_message(library.database):
            return library
    except BaseException:
        library.close()
        raise
    library.close()
    return None


class Archive:
    """An open archive; a context manager. Owned by one thread."""

    def __init__(self, folder: Path, library: Library, settings: ArchiveSettings, *, sample: bool) -> None:
        self.folder = folder
        self.sample = sample
        self.message = None if sample else moved_aside_message(library.database)
        """What the reader should know about how this archive was found."""
        self._library = library
        self._settings = settings
        self._searching = Searching(library, folder / INDEX_FOLDER, settings.engine)
        self._version = library.database.data_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._searching.close()
        self._library.close()

    def warm_up(self) -> Iterator[str]:
        """Read ahead what a pair and the next search need, step by step; says after each what it was."""
        yield import_module(
            "index.analysis.differences.finding"
        ).__name__  # what the very first pair waits for
        yield from self._searching.warm_up()
        yield import_module("index.counterparts.aligning").__name__

    def changed_elsewhere(self) -> bool:
        """True once after each commit of another process."""
        version = self._library.database.data_version()
        changed, self._version = version != self._version, version
        if changed:
            self._searching.forget()
        return changed

    # The way in. Each holds the archive for writing while it runs; closing the generator stops it safely.

    def add(self, locations: Sequence[str | Path], stopping: Stopping = never) -> Iterator[Step]:
        """Take articles in and work out all that follows from them.

        Raises ArchiveLockedError when another process writes, SourceError for a location that cannot be read.
        """
        return self._workshop().add(locations, stopping)

    def finish(self, stopping: Stopping = never) -> Iterator[Step]:
        """Work out whatever is still pending; in the sample this takes the bundled articles in."""
        return self._workshop().add([seeds_folder()] if self.sample else [], stopping)

    def forget_import(self) -> None:
        """An import that was stopped on purpose does not go on at the next start."""
        from index.ingest.cut_short import forget

        forget(self._library)

    def rebuild(self, stopping: Stopping = never) -> Iterator[Step]:
        """Make the full-text index, the names and the counterparts anew from the library."""
        return self._workshop().rebuild(stopping)

    def _workshop(self) -> Workshop:
        # Only who takes articles in needs what cleaning and analysis load.
        from index.ingest.pipeline import Workshop

        return Workshop(self.folder, self._library, self._settings)

    # Searching.

    def search(self, request: SearchRequest, stop: Callable[[], bool] = never) -> ResultPage:
        """Raises QuerySyntaxError for a query that cannot be read, SearchStopped when ``stop`` said so."""
        return self._searching.search(request, stop)

    def facets(
        self, request: SearchRequest, limit: int = 200, stop: Callable[[], bool] = never
    ) -> list[EntityFacet]:
        """The entities of all articles that the request finds, its own entity filter left out."""
        return self._searching.facets(request, limit, stop)

    def facet_counts(
        self, request: SearchRequest, limit: int = 200, stop: Callable[[], bool] = never
    ) -> FacetCounts:
        """Sources, languages and months of all articles that the request finds."""
        return self._searching.counts(request, limit, stop)

    def concordance(
        self, request: SearchRequest, stop: Callable[[], bool] = never
    ) -> Iterator[tuple[int, list[ConcordanceLine]]]:
        """Every occurrence of what a query asks for, or without one of the request's entity, as it is found.

        (place in the result, lines in reading order) of each article from ``request.offset`` on, in the order
        of the request; its ``limit`` does not count. Raises what ``search`` raises.
        """
        return self._searching.concordance(request, stop)

    def similar(self, article: ArticleId, limit: int = 20) -> list[Hit]:
        """Articles of both languages that are about the same, the nearest first; ``score`` is a cosine.

        Its counterpart and its copies are left out. Empty for an article that is not worked out yet.
        """
        from index.searching.similar import similar_articles

        return similar_articles(self._library, article, limit)

    def copies(self, article: ArticleId) -> list[ArticleId]:
        """The articles that are the same text with small changes, in the order of their arrival."""
        return self._library.copies.of(article)

    def highlights(self, article: Article, query: str) -> dict[str, list[tuple[int, int]]]:
        """Where a query matches: spans of characters under ``title`` and under each block's number."""
        return self._searching.highlights(article, query)

    # Articles and their counterparts.

    def find(self, prefix: str) -> ArticleId:
        """The id that starts with ``prefix``. Raises NotFoundError or AmbiguousIdError."""
        return self._library.articles.find(prefix)

    def article(self, prefix: str) -> Article:
        """Raises NotFoundError or AmbiguousIdError."""
        return self._library.articles.get(self.find(prefix))

    def mentions(self, article: ArticleId) -> tuple[Mention, ...]:
        return self._library.entities.mentions(article)

    def hits(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Hit]:
        """Result rows of those of ``articles`` that the library still holds."""
        return self._library.lists.rows(articles)

    def pair_of(self, article: ArticleId) -> Pair | None:
        return self._library.counterparts.pair_of(article)

    def pair_view(self, article: ArticleId, *, must_align: bool = True) -> PairView | None:
        """Both reports of the event, or None: no counterpart was found.

        Raises EncoderError when their paragraphs are still to be put side by side and the encoder for it is
        gone; unless ``must_align``, the two come as they are then, without rows and differences.
        """
        from index.analysis.differences.finding import find_differences

        pair = self.pair_of(article)
        if pair is None:
            return None
        if not pair.aligned:
            from index.counterparts.aligning import (
                align_pair,  # needs numpy, which the first screen can do without
            )

            try:
                pair = align_pair(self._library, pair)
            except EncoderError:
                if must_align:
                    raise
        left, right = self._library.articles.get(pair.fr), self._library.articles.get(pair.en)
        if not pair.aligned:
            return PairView(left, right, pair, ())
        links = [link for row in pair.rows for link in row.links]
        found = find_differences(
            left, right, pair.rows, self.mentions(left.id), self.mentions(right.id), links
        )
        differ = tuple(difference for difference in found if difference.value == DIFFERS)
        return PairView(left, right, pair, differ, tuple(d for d in found if d.value != DIFFERS))

    def pairs(self) -> list[Pair]:
        """Every pair, the surest first."""
        return sorted(self._library.counterparts.all(), key=lambda pair: (-pair.score, pair.fr))

    def alone(self) -> dict[Language, list[ArticleId]]:
        """Per reading language the articles that have no counterpart."""
        return {language: self._library.counterparts.alone(language) for language in READING_LANGUAGES}

    # What the reader says of pairs, and what else there is to choose from.

    def candidates(self, article: str, limit: int = 5) -> list[Candidate]:
        """Reports that an article could be paired with, the likeliest first, with what speaks for each."""
        from index.counterparts.explaining import candidates

        return candidates(self._library, self.find(article), limit)

    def explain(self, article: str) -> Explanation:
        """Every part of the score of an article's best candidate, the runner-up and why it lost."""
        from index.counterparts.explaining import explain

        return explain(self._library, self.find(article))

    def runner_up(self, pair: Pair) -> Candidate | None:
        """What came second to a pair, with what speaks for it; None when nothing did."""
        from index.counterparts.explaining import runner_up

        return runner_up(self._library, pair)

    def correct(self, one: str, other: str, verdict: str) -> Correction:
        """Say that a French and an English report tell the ``same`` or a ``different`` event; shown at once.

        Raises ArchiveError for two reports of one language.
        """
        from index.counterparts.corrections import correct

        return correct(self._library, self.find(one), self.find(other), verdict)

    def withdraw_correction(self, one: str, other: str) -> None:
        """Take back what was said of two reports, whole ids; they may be gone or not here yet."""
        from index.counterparts.corrections import withdraw

        withdraw(self._library, one, other)

    def corrections(self) -> list[Correction]:
        """All that the reader said of pairs, the oldest first."""
        return self._library.corrections.all()

    def import_corrections(self, corrections: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
        """Take over exported corrections: how many were new, how many of these name articles not here yet."""
        from index.counterparts.corrections import take_over

        return take_over(self._library, corrections)

    # Stories.

    def story_of(self, article: str) -> Story | None:
        """The reports that belong together with an article, by day; None when there are no others."""
        return self._library.stories.of(self.find(article))

    def stories(self, limit: int = 50) -> list[Story]:
        """Stories of three reports and more, the newest first."""
        return self._library.stories.newest(limit)

    # Entities.

    def entities(self, kind: str | None = None, limit: int = 100) -> list[Entity]:
        return self._library.entities.list(kind, limit)

    def entity_named(self, name: str) -> Entity:
        """The entity of that id or of any of its spellings. Raises NotFoundError."""
        return self._library.entities.named(name)

    def entity_labels(self, entities: Sequence[EntityId]) -> dict[EntityId, str]:
        return self._library.entities.labels(entities)

    # What is the reader's own.

    def bookmarks(self) -> list[Bookmark]:
        return self._library.bookmarks.all()

    def bookmarks_of(self, article: ArticleId) -> list[Bookmark]:
        return self._library.bookmarks.of(article)

    def add_bookmark(
        self,
        article: str,
        counterpart: ArticleId | None = None,
        block: int | None = None,
        note: str = "",
        tags: Sequence[str] = (),
    ) -> Bookmark:
        """Bookmark a paragraph (body position) or, without ``block``, an article, with its counterpart."""
        article = self.find(article)
        if counterpart is None and (pair := self.pair_of(article)) is not None:
            counterpart = pair.en if pair.fr == article else pair.fr
        return self._library.bookmarks.add(article, counterpart, block, note, tuple(tags))

    def remove_bookmark(self, bookmark: str) -> Bookmark:
        """Raises NotFoundError."""
        return self._library.bookmarks.remove(bookmark)

    def restore_bookmark(self, bookmark: Bookmark) -> Bookmark:
        """Put a removed bookmark back as it was."""
        return self._library.bookmarks.restore(bookmark)

    def mark_read(self, article: ArticleId, read: bool) -> None:
        self._library.reading.mark_read(article, read)

    def reading_state(self) -> dict[str, Any]:
        return self._library.reading.get()

    def put_reading_state(self, state: Mapping[str, Any]) -> None:
        self._library.reading.put(state)

    # Its own condition.

    def article_counts(self) -> dict[Language, int]:
        return self._library.articles.count()

    def pair_count(self) -> int:
        return self._library.counterparts.count()

    def pending(self) -> int:
        """How many articles are not yet searchable, named or paired; cheap."""
        from index.ingest.condition import pending

        return pending(self.folder, self._library, sample=self.sample)

    def uncompared(self) -> int:
        """How many articles are not yet compared with the reports of the other language; cheap."""
        return self._library.comparisons.uncompared()

    def reencoding(self) -> Reencoding | None:
        """How far the change to the sentence encoder of the settings is; None when it is in effect. Cheap."""
        never_changed = self._library.finished.state(ENCODER) is None
        if self._library.database.readonly or (never_changed and self._settings.encoder == BUILT_IN_ENCODER):
            return None  # without loading anything: every start asks
        from index.counterparts.encoding import reencoding

        return reencoding(self._library, self.folder, self._settings.encoder)

    def scores_are_measured(self) -> bool:
        """Whether scores of pairs are measured probabilities: with another encoder they are estimates."""
        from index.counterparts.encoding import card_in_effect

        return card_in_effect(self._library).is_fitted

    def status(self) -> Status:
        from index.ingest.condition import status

        return status(self.folder, self._library, self._settings, sample=self.sample)

    def doctor(self) -> list[Check]:
        """Look at every part; each finding says what to do."""
        from index.ingest.condition import examine

        return examine(self.folder, self._library, self._settings)
