"""Nouns as an archive would answer them, as small as the desks can do with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from index.model.articles import Article, Block, Role
from index.model.desk import Bookmark
from index.model.pairs import Evidence, Pair
from index.model.results import Hit, ResultPage
from index.protocol.answers import ArticleView, Greeting, PairView, Why


def hit(id: str, *, unread: bool = True, bookmarked: bool = False, counterpart: str | None = None) -> Hit:
    return Hit(
        id=id,
        language="fr",
        title=id.upper(),
        title_origin="given",
        published=None,
        source=None,
        origin=f"/{id}",
        counterpart=counterpart,
        unread=unread,
        bookmarked=bookmarked,
    )


def page(
    *hits: Hit | str, query: str = "", total: int | None = None, warning: str | None = None
) -> ResultPage:
    """Without ``total`` these are all."""
    found = tuple(hit(each) if isinstance(each, str) else each for each in hits)
    return ResultPage(query, len(found) if total is None else total, found, took_ms=1.0, warning=warning)


def view(
    id: str,
    *,
    language: str = "fr",
    counterpart: str | None = None,
    marks: Iterable[Bookmark] = (),
    beside: Iterable[str] = (),
) -> ArticleView:
    blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(("One.", "Two.", "Three.")))
    article = Article(id, f"/{id}", "", language, id.upper(), "given", blocks)
    return ArticleView(article, counterpart, bookmarks=tuple(marks), beside=tuple(beside))


def pair_view(fr: str, en: str, *, runner_up: str | None = None) -> PairView:
    evidence = Evidence(0.9, (), 0, (3, 3), margin=2.0 if runner_up else None, runner_up=runner_up)
    return PairView(
        left=view(fr, counterpart=en),
        right=view(en, language="en", counterpart=fr),
        pair=Pair(fr, en, 0.9, evidence, ()),
        differences=(),
        restated=(),
        why=Why({}, runner_up, None, measured=True),
    )


def mark(id: str, article: str, block: int | None = None) -> Bookmark:
    return Bookmark(id, article, None, block, "", (), "2024-12-01T00:00:00Z")


def greeting(*, articles: int = 3, pending: int = 0, uncompared: int = 0, **others: Any) -> Greeting:
    known = {"archive": "/archive", "sample": False, "state": {"welcomed": True}, "moved_aside": None}
    known |= others
    return Greeting(articles={"fr": articles}, pairs=0, pending=pending, uncompared=uncompared, **known)
