"""What stands above a list of results, and in the place of one that is empty."""

from __future__ import annotations

from index.model.articles import ArticleId
from index.model.results import Hit
from tui.session import Session
from tui.terminal.text import clean_line


def stands_for(hit: Hit, article: ArticleId) -> bool:
    """Whether a row is that of an article, or of one of its event."""
    return article == hit.id or article in hit.folded


def list_title(session: Session, *, by_event: bool = False) -> str:
    """What a row is, what narrows the list, and its order where that is not by relevance."""
    filters, what = session.filters_label(), "Events" if by_event else "Results"
    named = f"{what} · {filters}" if filters else what
    return named + ("" if session.query.strip() else " · newest first")


def why_empty(session: Session, *, archive_is_empty: bool, unsearched: bool = False) -> str:
    """Why nothing is found, and what helps; ``unsearched``: nothing could be looked for."""
    if archive_is_empty:
        return "The archive is empty.\n: add articles… takes in a file or a folder,\nso does newsreader PATH"
    query = clean_line(session.query).strip()
    if unsearched:
        return f"“{query}” will be looked for\nas soon as there is a search index."
    said = f"Nothing found for “{query}”" if query else "Nothing here"
    if session.filtered:
        said += f"\nin {clean_line(session.filters_label())}.\nF removes the filter"
    return said + "."
