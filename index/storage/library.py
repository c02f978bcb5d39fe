"""The whole library: one database and the tables that each know their own rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from index.errors import NotFoundError, OutdatedError, StorageError
from index.model.progress import MovedAside
from index.storage.articles.articles import Articles
from index.storage.articles.copies import Copies
from index.storage.articles.finished import MOVED_ASIDE, Finished
from index.storage.articles.journal import Journal
from index.storage.articles.listing import ArticleLists
from index.storage.articles.result_counts import ResultCounts
from index.storage.desk.bookmarks import Bookmarks
from index.storage.desk.changes import Changes
from index.storage.desk.corrections import Corrections
from index.storage.desk.reading import ReadingState
from index.storage.names.entities import Entities
from index.storage.names.words import Words
from index.storage.pairs.article_vectors import ArticleVectors
from index.storage.pairs.comparisons import Comparisons
from index.storage.pairs.counterparts import Counterparts
from index.storage.pairs.events import Events
from index.storage.pairs.outlines import Outlines
from index.storage.pairs.stated_facts import StatedFacts
from index.storage.pairs.stories import Stories
from index.storage.pairs.ties import TieTable
from index.storage.sqlite.database import Database
from index.storage.sqlite.opening import open_database


@dataclass(frozen=True, slots=True)
class Library:
    database: Database
    articles: Articles
    lists: ArticleLists
    entities: Entities
    counterparts: Counterparts
    outlines: Outlines
    comparisons: Comparisons
    corrections: Corrections
    facts: StatedFacts
    ties: TieTable
    events: Events
    stories: Stories
    bookmarks: Bookmarks
    reading: ReadingState
    changes: Changes
    journal: Journal
    words: Words
    vectors: ArticleVectors
    copies: Copies
    result_counts: ResultCounts
    finished: Finished

    def close(self) -> None:
        self.database.close()

    def moved_aside(self) -> MovedAside | None:
        """The library before this one; None when none was moved aside, or there are articles again."""
        state = self.finished.state(MOVED_ASIDE)
        if state is None or self.articles.count():
            return None
        told = json.loads(state)
        return MovedAside(told["file"], tuple(told["folders"]))


def open_library(folder: Path) -> Library:
    """Open the library in ``folder`` (made when missing), for reading only where it cannot be written.

    One of a development version is moved aside. Raises StorageError when it is damaged or newer than the
    program, and when it would have to be made, moved or brought up to date where it cannot be written;
    ArchiveLockedError when it would have to be moved and another process has it open.
    """
    try:
        database = _open_for_writing(folder)
    except StorageError as refused:
        try:
            # A folder or medium without write permission is still an archive to read.
            return _library(open_database(folder, readonly=True))
        except OutdatedError as outdated:
            # Of a medium that cannot be written, permissions are not what the reader has to look after.
            raise OutdatedError(f"{outdated}; {refused}", outdated.hint) from refused
        except (StorageError, NotFoundError):
            pass
        raise
    return _library(database)


def _open_for_writing(folder: Path) -> Database:
    try:
        return open_database(folder)
    except OutdatedError:  # no step leads on from it
        from index.storage.moving_aside import move_aside  # once in the life of an archive

        move_aside(folder)
        return open_database(folder)


def _library(database: Database) -> Library:
    return Library(
        database,
        Articles(database),
        ArticleLists(database),
        Entities(database),
        Counterparts(database),
        Outlines(database),
        Comparisons(database),
        Corrections(database),
        StatedFacts(database),
        TieTable(database),
        Events(database),
        Stories(database),
        Bookmarks(database),
        ReadingState(database),
        Changes(database),
        Journal(database),
        Words(database),
        ArticleVectors(database),
        Copies(database),
        ResultCounts(database),
        Finished(database),
    )
