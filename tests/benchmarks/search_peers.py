"""How our own engine, and the archive around it, are asked what their peers are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Protocol

from index.engines.interface import IndexedArticle
from tests.benchmarks.search_corpus import Question

BATCH = 8192
ROWS = 20
"""Rows of a page: ids and titles."""


class Peer(Protocol):
    name: str

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        """One commit."""

    def ask(self, question: Question) -> list[str]:
        """Titles of the first ``ROWS`` answers, or names of facets; raises KeyError for what it cannot do."""

    def close(self) -> None: ...


def batches(articles: Iterable[IndexedArticle]) -> Iterator[list[IndexedArticle]]:
    rest = iter(articles)
    while batch := list(islice(rest, BATCH)):
        yield batch


def written(question: Question) -> str:
    """A question as our query language puts it."""
    quoted, last = question.kind.startswith("phrase"), "*" if question.prefix else ""
    parts = [f'"{" ".join(question.words)}"'] if quoted else list(question.words)
    if question.kind == "fuzzy":
        parts = [f"{word}~" for word in parts]
    if question.kind == "keystroke":
        last = ""  # the reader types no asterisk
    if question.language:
        parts.append(f"lang:{question.language}")
    if question.days:
        first, latest = map(date.fromordinal, question.days)
        parts.append(f"since:{first} until:{latest}")
    return " ".join([*parts, question.prefix + last]).strip()


class Ours:
    """The engine alone, with the rows of its hits."""

    name = "ours"

    def __init__(self, folder: Path) -> None:
        from index.engines.whoosh.engine import WhooshEngine
        from index.settings import INDEX_FOLDER
        from index.storage.library import open_library

        self.engine = WhooshEngine.open(folder / INDEX_FOLDER, create=True)
        self.library = open_library(folder)

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        self.engine.write(articles)

    def compact(self) -> None:
        """As the ingest process does when it has nothing else to do."""
        while self.engine.compact():
            pass

    def ask(self, question: Question) -> list[str]:
        from index.query.parser import parse

        tree = parse(written(question), lenient=question.kind == "keystroke").tree
        if question.kind.startswith("facets"):
            return [facet.label for facet in self.library.entities.facets(self.engine.matching(tree))]
        hits = self.engine.search(tree, limit=ROWS).hits
        return [row.title for row in self.library.lists.rows([hit.id for hit in hits]).values()]

    def close(self) -> None:
        self.engine.close()
        self.library.close()


class OurArchive:
    """All that the archive process does for a search: reading the query, names, standings, rows."""

    name = "archive"

    def __init__(self, folder: Path) -> None:
        from index.archive import open_archive

        self.archive = open_archive(folder)
        for _ in self.archive.warm_up():
            pass

    def ask(self, question: Question) -> list[str]:
        from index.model.results import SearchRequest

        request = SearchRequest(written(question), limit=ROWS, lenient=question.kind == "keystroke")
        if question.kind.startswith("facets"):
            return [facet.label for facet in self.archive.search.facets(request)]
        return [hit.title for hit in self.archive.search.page(request).hits]

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        raise KeyError("the index is written by the ingest process")

    def close(self) -> None:
        self.archive.close()
