"""What the server can be asked, as JSON: one method each, parameters in, result out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from index.archive import Archive, open_archive
from index.json_shapes import (
    article_json,
    bookmark_from_json,
    bookmark_json,
    bookmarks_json,
    concordance_line_json,
    facet_counts_json,
    facets_json,
    hit_json,
    page_json,
    pair_view_json,
    request_from_json,
    status_json,
)
from index.model import Article, ArticleId
from index.service.pair_methods import PairService
from index.settings import read_archive_settings

Json = dict[str, Any]
PROTOCOL_VERSION = 1
STOPPABLE = frozenset({"search", "facets", "facet_counts", "concordance"})
"""Methods that are asked whether their answer is still wanted while they run."""
PAGE_LIMIT = 200
"""Rows in one answer; the screen asks for the next page when it gets there."""


class ArchiveService:
    """One open archive and the methods that a screen may call on it. Owned by one thread."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pairs = PairService(archive)
        self._methods: dict[str, Callable[..., Any]] = {
            "hello": self._hello,
            "search": self._search,
            "facets": self._facets,
            "facet_counts": self._facet_counts,
            "concordance": self._concordance,
            "similar": self._similar,
            "article": self._article,
            "pair": self._pair,
            "bookmarks": self._bookmarks,
            "bookmark_add": self._bookmark_add,
            "bookmark_remove": self._bookmark_remove,
            "bookmark_restore": self._bookmark_restore,
            "mark_read": self._mark_read,
            "state_put": self._state_put,
            "status": self._status,
            **self._pairs.methods,
        }

    @classmethod
    def open(cls, folder: Path | None, *, sample: bool = False, config: Path | None = None) -> Self:
        """Open the named archive, else the default one, else the sample; made when it is missing.

        Raises ArchiveError when it cannot be opened.
        """
        return cls(open_archive(folder, sample=sample, create=True, settings=read_archive_settings(config)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def warm_up(self) -> Iterator[str]:
        """Read ahead what a search needs, while nobody waits; says after each step what it was."""
        return self._archive.warm_up()

    def changed_elsewhere(self) -> bool:
        """True once after each commit of another process."""
        return self._archive.changed_elsewhere()

    def call(self, method: str, parameters: Mapping[str, Any], stop: Callable[[], bool]) -> Any:
        """Raises ArchiveError for what the reader can mend, ValueError for an unknown method,
        SearchStopped when ``stop`` said so."""
        if method not in self._methods:
            raise ValueError(f"unknown method {method!r}")
        if method in STOPPABLE:
            return self._methods[method](parameters, stop)
        return self._methods[method](**parameters)

    def _hello(self) -> Json:
        message, self._archive.message = self._archive.message, None  # told once
        return {
            "version": PROTOCOL_VERSION,
            "archive": str(self._archive.folder),
            "sample": self._archive.sample,
            "articles": self._archive.article_counts(),
            "pairs": self._archive.pair_count(),
            "state": self._archive.reading_state(),
            "uncompared": self._archive.uncompared(),
            "pending": self._archive.pending() or int(self._archive.reencoding() is not None),
            "message": message,
        }

    def _search(self, parameters: Mapping[str, Any], stop: Callable[[], bool]) -> Json:
        request = request_from_json(parameters)
        request = replace(request, limit=max(0, min(request.limit, PAGE_LIMIT)))
        return page_json(self._archive.search(request, stop), rows="rows")

    def _facets(self, parameters: Mapping[str, Any], stop: Callable[[], bool]) -> Json:
        parameters = dict(parameters)
        limit = int(parameters.pop("limit", PAGE_LIMIT))
        request = request_from_json(parameters)
        return facets_json(self._archive.facets(request, limit, stop))

    def _facet_counts(self, parameters: Mapping[str, Any], stop: Callable[[], bool]) -> Json:
        parameters = dict(parameters)
        limit = int(parameters.pop("limit", PAGE_LIMIT))
        return facet_counts_json(self._archive.facet_counts(request_from_json(parameters), limit, stop))

    def _concordance(self, parameters: Mapping[str, Any], stop: Callable[[], bool]) -> Json:
        """Lines of whole articles until there are ``limit``; ``next`` is the ``offset`` to go on from."""
        request = request_from_json(parameters)
        lines: list[Json] = []
        for place, found in self._archive.concordance(request, stop):
            if len(lines) >= min(request.limit, PAGE_LIMIT):
                return {"lines": lines, "next": place}
            lines += map(concordance_line_json, found)
        return {"lines": lines, "next": None}

    def _similar(self, id: ArticleId, limit: int = 20) -> Json:
        found = self._archive.similar(self._archive.find(id), max(0, min(limit, PAGE_LIMIT)))
        return {"rows": [hit_json(hit) for hit in found]}

    def _article(self, id: ArticleId, query: str = "") -> Json:
        article = self._archive.article(id)
        pair = self._archive.pair_of(article.id)
        counterpart = None if pair is None else (pair.en if pair.fr == article.id else pair.fr)
        answer = self._article_json(article, counterpart, query)
        answer["bookmarks"] = [bookmark_json(found) for found in self._archive.bookmarks_of(article.id)]
        answer["entity_labels"] = self._archive.entity_labels(answer["entities"])
        return answer

    def _pair(self, id: ArticleId, query: str = "") -> Json | None:
        view = self._archive.pair_view(self._archive.find(id), must_align=False)
        if view is None:
            return None
        answer = pair_view_json(view)
        answer["left"] = self._article_json(view.left, view.right.id, query)
        answer["right"] = self._article_json(view.right, view.left.id, query)
        answer |= self._pairs.said_of(view.pair)
        # For people: the identities by their names. A name that is no entity stands for itself.
        shared = view.pair.evidence.shared_entities
        labels = self._archive.entity_labels(shared)
        answer["evidence"]["shared_names"] = [labels.get(entity, entity) for entity in shared]
        return answer

    def _article_json(self, article: Article, counterpart: ArticleId | None, query: str) -> Json:
        answer = article_json(article, self._archive.mentions(article.id), counterpart)
        answer["highlights"] = self._archive.highlights(article, query) if query.strip() else {}
        answer["taken_apart"] = self._pairs.taken_apart(article.id)
        return answer

    def _bookmarks(self) -> Json:
        bookmarks = self._archive.bookmarks()
        named = {b.article for b in bookmarks} | {b.counterpart for b in bookmarks if b.counterpart}
        return bookmarks_json(bookmarks, self._archive.hits(sorted(named)))

    def _bookmark_add(
        self,
        article: ArticleId,
        counterpart: ArticleId | None = None,
        block: int | None = None,
        note: str = "",
    ) -> Json:
        return bookmark_json(self._archive.add_bookmark(article, counterpart, block, note))

    def _bookmark_remove(self, id: str) -> Json:
        return bookmark_json(self._archive.remove_bookmark(id))

    def _bookmark_restore(self, bookmark: Mapping[str, Any]) -> Json:
        return bookmark_json(self._archive.restore_bookmark(bookmark_from_json(bookmark)))

    def _mark_read(self, id: ArticleId, read: bool) -> Json:
        self._archive.mark_read(id, read)
        return {}

    def _state_put(self, state: Mapping[str, Any]) -> Json:
        self._archive.put_reading_state(state)
        return {}

    def _status(self) -> Json:
        return status_json(self._archive.status())
