"""What is remembered between two launches: query, place in the list, article, form of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from index.model import Language, SearchRequest
from tui.widgets.document import Mode

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
    cursor: int = 0
    article: str = ""
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
        return SearchRequest(
            query=self.query,
            language=self.language,
            standing=self.standing,
            entity=self.entity,
            lenient=lenient,
        )

    @property
    def filtered(self) -> bool:
        return any((self.language, self.standing, self.entity))

    def without_filters(self) -> Session:
        return replace(self, language=None, standing=None, entity=None, entity_label="")

    def filters_label(self) -> str:
        """What narrows the list, in words; empty when nothing does."""
        named = {"fr": "French", "en": "English"}
        parts = (
            named.get(self.language or "", ""),
            STANDINGS.get(self.standing or "", ""),
            self.entity_label,
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
            if type(value) in kinds:
                known[field.name] = value
        session = replace(default, **known)
        if session.language not in LANGUAGES or session.standing not in (None, *STANDINGS):
            session = session.without_filters()
        return (
            session if session.mode in [mode.value for mode in Mode] else replace(session, mode=default.mode)
        )
