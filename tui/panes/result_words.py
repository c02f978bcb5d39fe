"""What stands above a list of results, and in the place of one that is empty."""

from __future__ import annotations

from tui.session import Session
from tui.terminal.text import clean_line


def list_title(session: Session) -> str:
    """What narrows the list, and its order where that is not by relevance."""
    filters = session.filters_label()
    named = f"Results · {filters}" if filters else "Results"
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
