"""What is remembered between two launches: query, place in the list, article, form of the page."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from index.model.articles import Language
from index.model.results import Filters, SearchRequest
from tui.aligned.document import Mode
from tui.settings import NARROWEST, ROWS, WIDEST
from tui.wording import language_name

PAGE = 64
"""Rows that are asked for at a time: more than a screen holds, few enough to draw between two keys."""
_SURROGATE = re.compile("[\ud800-\udfff]")
MOST_ROWS = 2**31
LONGEST_TEXT = 4000
"""Characters of a text that is remembered; the query is the longest."""
UNDATED = "undated"
PERIOD = re.compile(rf"(?!0000)[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|{UNDATED}")
NO_FILTERS: Mapping[str, Any] = dict.fromkeys(("language", "standing", "entity", "source", "period")) | {
    "entity_label": ""
}
LANGUAGES: tuple[Language | None, ...] = (None, "fr", "en")
STANDINGS: Mapping[str, str] = {
    "paired": "in both languages",
    "fr-only": "French only",
    "en-only": "English only",
    "bookmarked": "bookmarked",
    "unread": "unread",
}
"""Standings of a search as the filter menu offers them."""


@dataclass(frozen=True, slots=True)
class Session:
    """One reader's place. Immutable: every change is a new one, so what was saved last is comparable."""

    query: str = ""
    language: Language | None = None
    standing: str | None = None
    entity: str | None = None
    entity_label: str = ""
    source: str | None = None
    period: str | None = None
    """``2024-12``, ``2024`` or ``undated``."""
    expand: bool = True
    meaning: bool = False
    fold: bool = True
    """Near-identical articles stand in one row."""
    rows: str = ""
    """One of ROWS; empty: as the settings say."""
    cursor: int = 0
    article: str = ""
    beside: str = ""
    """The report beside it, when that is another one of its event than its counterpart."""
    row: int = -1
    """The marked row of the open text, -1 for none; ``top`` is the row at the top of the view."""
    top: int = 0
    mode: str = Mode.SPLIT.value
    swapped: bool = False
    width: int = 0
    """0: as the settings say."""
    hidden: bool = False
    sidebar: bool | None = None
    """None: shown where there is room."""
    theme: str = ""
    pane: str = "list"
    welcomed: bool = False

    def request(self, *, lenient: bool = True) -> SearchRequest:
        since, until = _days(self.period)
        return SearchRequest(
            query=self.query,
            filters=Filters(
                language=self.language,
                standing=self.standing,
                entity=self.entity,
                since=since,
                until=until,
                source=self.source,
                undated=self.period == UNDATED,
            ),
            lenient=lenient,
            expand=self.expand,
            meaning=self.meaning,
            fold=self.fold,
            limit=PAGE,
        )

    @property
    def filtered(self) -> bool:
        return any((self.language, self.standing, self.entity, self.source, self.period))

    def without_filters(self) -> Session:
        return replace(self, **NO_FILTERS)

    def filters_label(self) -> str:
        """What narrows the list, in words; empty when nothing does."""
        parts = (
            language_name(self.language) if self.language else "",
            STANDINGS.get(self.standing or "", ""),
            self.entity_label,
            self.source or "",
            self.period or "",
        )
        return " · ".join(part for part in parts if part)

    def as_state(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> Session:
        """The saved session; a value that another version wrote differently is left at its default."""
        default = cls()
        known: dict[str, Any] = {}
        for field in fields(cls):
            value, usual = state.get(field.name), getattr(default, field.name)
            kinds = (str, bool) if usual is None else (type(usual),)
            if type(value) in kinds and _is_possible(value):
                known[field.name] = value
        if known.get("width") not in range(NARROWEST, WIDEST + 1):
            known.pop("width", None)
        if not (isinstance(known.get("period"), str) and PERIOD.fullmatch(known["period"])):
            known.pop("period", None)
        if known.get("rows") not in ROWS:
            known.pop("rows", None)
        session = replace(default, **known)
        if session.language not in LANGUAGES or session.standing not in (None, *STANDINGS):
            session = session.without_filters()
        return (
            session if session.mode in [mode.value for mode in Mode] else replace(session, mode=default.mode)
        )


def _is_possible(value: Any) -> bool:
    """Whether a number is one that a place can have, a text one that can be stored and shown again."""
    if isinstance(value, int):
        return -1 <= value < MOST_ROWS
    return not isinstance(value, str) or (len(value) <= LONGEST_TEXT and not _SURROGATE.search(value))


def _days(period: str | None) -> tuple[str | None, str | None]:
    """First and last day of a month or a year."""
    if period is None or period == UNDATED:
        return None, None
    if len(period) == len("2024"):
        return f"{period}-01-01", f"{period}-12-31"
    year, month = map(int, period.split("-"))
    return f"{period}-01", f"{period}-{monthrange(year, month)[1]}"
