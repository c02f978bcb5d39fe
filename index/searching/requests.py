"""Search requests: read as a tree, their filters as nodes, and what two of them have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.errors import NotFoundError
from index.model.results import Filters, SearchRequest
from index.query.expansion import spelt_out
from index.query.syntax import (
    DateWithin,
    EntityIs,
    IdIn,
    LanguageIs,
    Node,
    SourceIs,
    Standing,
    TagIs,
    Undated,
    all_of,
    rewrite,
)
from index.storage.library import Library


@dataclass(frozen=True, slots=True)
class Question:
    """A request, read: what to look for and what that was widened to."""

    tree: Node
    expanded: tuple[str, ...]
    warning: str | None


def narrowing(filters: Filters) -> list[Node]:
    """The filters of a request as nodes, so that the index can apply them."""
    nodes: list[Node] = []
    if filters.language:
        nodes.append(LanguageIs(filters.language))
    if filters.standing:
        nodes.append(Standing(filters.standing))
    if filters.entity:
        nodes.append(EntityIs(filters.entity))
    if filters.since or filters.until:
        nodes.append(DateWithin(_day(filters.since), _day(filters.until)))
    if filters.source:
        nodes.append(SourceIs(filters.source))
    if filters.undated:
        nodes.append(Undated())
    return nodes


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def tree_of(library: Library, asked: Node, filters: Filters) -> Node:
    """What is ``asked`` under the filters, as every engine understands it."""
    tree = all_of([asked, *narrowing(filters)])
    return spelt_out(rewrite(tree, lambda node: look_up(library, node)))


def decisive(request: SearchRequest) -> SearchRequest:
    """The part of a request that decides which articles it finds, not in what order or how many."""
    return SearchRequest(
        request.query, request.filters, lenient=request.lenient, expand=request.expand, fold=request.fold
    )


def look_up(library: Library, node: Node) -> Node:
    """What only the library knows, as a set of articles."""
    match node:
        case Standing(name):
            return IdIn(library.lists.ids(Filters(standing=name)))
        case EntityIs(name):
            try:
                entity = library.entities.named(name).id
            except NotFoundError:
                return IdIn(frozenset())
            return IdIn(frozenset(library.entities.articles_with(entity)))
        case TagIs(tag):
            return IdIn(library.bookmarks.tagged(tag))
        case _:
            return node
