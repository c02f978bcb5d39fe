"""What the screens ask the archive: one method a question, the answer comes back as a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from textual.message import Message

from index.model import Bookmark, ConcordanceLine, EntityFacet, FacetCounts, Hit, ResultPage, SearchRequest
from tui.client import answers, pair_answers
from tui.client.answers import ArticleView, BookmarkRow, Json
from tui.client.archive_pipe import ArchivePipe
from tui.client.pair_answers import Offer, PairView, StoryRow


@dataclass
class Found(Message):
    """One page of results; ``request.offset`` says which."""

    request: SearchRequest
    page: ResultPage


@dataclass
class EntitiesFound(Message):
    request: SearchRequest
    entities: tuple[EntityFacet, ...]


@dataclass
class ArticleFound(Message):
    view: ArticleView
    pair: PairView | None
    query: str


@dataclass
class BookmarksFound(Message):
    rows: tuple[BookmarkRow, ...]


@dataclass
class BookmarkChanged(Message):
    """``change`` is ``added``, ``removed`` or ``restored``."""

    change: str
    bookmark: Bookmark


@dataclass
class ReadMarked(Message):
    article: str
    read: bool


@dataclass
class FacetsCounted(Message):
    request: SearchRequest
    counts: FacetCounts


@dataclass
class SimilarFound(Message):
    article: str
    hits: tuple[Hit, ...]


@dataclass
class OccurrencesFound(Message):
    """``further``: the offset to go on from; None when these are the last."""

    request: SearchRequest
    lines: tuple[ConcordanceLine, ...]
    further: int | None


@dataclass
class CandidatesFound(Message):
    offer: Offer


@dataclass
class EvidenceFound(Message):
    """Why an article and its counterpart are paired, by language of the words."""

    article: str
    words: Mapping[str, tuple[str, ...]]


@dataclass
class VerdictTaken(Message):
    """``verdict`` is None when it was withdrawn."""

    article: str
    other: str
    verdict: str | None


@dataclass
class StoryFound(Message):
    article: str
    story: StoryRow | None


class ArchiveClient(ArchivePipe):
    """The newest search and the newest article win; older answers are dropped."""

    def search(self, request: SearchRequest) -> None:
        """The first page of a new search, ``Found`` answers; older searches are forgotten."""
        self._ask_newest(
            "search", asdict(request), lambda answer: Found(request, answers.result_page(answer))
        )

    def more(self, request: SearchRequest, offset: int) -> None:
        """A further page of the newest search; dropped when another search has begun meanwhile."""
        page, belongs_to = replace(request, offset=offset), self._newest.get("search")

        def answered(answer: Json) -> Message | None:
            if self._newest.get("search") != belongs_to:
                return None
            return Found(page, answers.result_page(answer))

        self._ask("search", asdict(page), answered)

    def facets(self, request: SearchRequest, limit: int = 200) -> None:
        params = {**asdict(request), "limit": limit}
        self._ask_newest("facets", params, lambda answer: EntitiesFound(request, answers.facets(answer)))

    def open_article(self, article: str, query: str) -> None:
        """The article and its counterpart in one ``ArticleFound``; only the newest one answers.

        When the counterpart cannot be had the article comes alone, ahead of the reason.
        """
        params = {"id": article, "query": query}
        read: list[ArticleView] = []

        def paired(answer: Json | None) -> Message | None:
            return ArticleFound(read[0], pair_answers.pair_view(answer), query) if read else None

        def refused() -> Message | None:
            return ArticleFound(read[0], None, query) if read else None

        self._ask_newest("article", params, lambda answer: read.append(answers.article_view(answer)))
        self._ask_newest("pair", params, paired, refused)

    def bookmarks(self) -> None:
        self._ask("bookmarks", {}, lambda answer: BookmarksFound(answers.bookmark_rows(answer)))

    def add_bookmark(self, article: str, counterpart: str | None, block: int | None) -> None:
        params = {"article": article, "counterpart": counterpart, "block": block, "note": ""}
        self._ask("bookmark_add", params, lambda answer: BookmarkChanged("added", answers.bookmark(answer)))

    def remove_bookmark(self, bookmark: str) -> None:
        self._ask(
            "bookmark_remove",
            {"id": bookmark},
            lambda answer: BookmarkChanged("removed", answers.bookmark(answer)),
        )

    def restore_bookmark(self, bookmark: Bookmark) -> None:
        self._ask(
            "bookmark_restore",
            {"bookmark": {**asdict(bookmark), "tags": list(bookmark.tags)}},
            lambda answer: BookmarkChanged("restored", answers.bookmark(answer)),
        )

    def mark_read(self, article: str, read: bool) -> None:
        self._ask("mark_read", {"id": article, "read": read}, lambda _: ReadMarked(article, read))

    def put_state(self, state: Mapping[str, Any]) -> None:
        self._ask("state_put", {"state": dict(state)}, lambda _: None)

    # ---- further questions about results

    def facet_counts(self, request: SearchRequest) -> None:
        params = {**asdict(request), "limit": 12}
        self._ask_newest(
            "facet_counts",
            params,
            lambda answer: FacetsCounted(request, answers.facet_counts(answer)),
        )

    def similar(self, article: str) -> None:
        params = {"id": article, "limit": 20}
        self._ask_newest("similar", params, lambda answer: SimilarFound(article, answers.hits(answer)))

    def concordance(self, request: SearchRequest) -> None:
        self._ask_newest(
            "concordance",
            asdict(request),
            lambda answer: OccurrencesFound(request, answers.concordance(answer), answer["next"]),
        )

    # ---- pairs

    def candidates(self, article: str) -> None:
        self._ask_newest(
            "candidates", {"id": article}, lambda answer: CandidatesFound(pair_answers.offer(answer))
        )

    def evidence(self, article: str) -> None:
        """Why it is paired, told with why the runner-up lost; nothing comes when it is paired no more."""

        def told(answer: Json | None) -> Message | None:
            return None if answer is None else EvidenceFound(article, pair_answers.words(answer))

        self._ask_newest("evidence", {"id": article}, told)

    def correct(self, article: str, other: str, verdict: str | None) -> None:
        """Say that two reports tell the ``same`` event or ``different`` ones; None takes it back."""
        params = {"id": article, "other": other}

        def taken(_: Json) -> Message:
            return VerdictTaken(article, other, verdict)

        if verdict is None:
            self._ask("withdraw_correction", params, taken)
        else:
            self._ask("correct", {**params, "verdict": verdict}, taken)

    def story(self, article: str) -> None:
        self._ask_newest(
            "story", {"id": article}, lambda answer: StoryFound(article, pair_answers.story(answer))
        )
