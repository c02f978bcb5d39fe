"""How dates, bylines and lists of languages are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.model.articles import READING_LANGUAGES, Article, DateRange, Language
from tui.wording import UNDATED


def date_text(published: DateRange | None) -> str:
    """As precise as it is known: ``2024``, ``2024-12`` or ``2024-12-01``."""
    if published is None:
        return UNDATED
    return published.first[: {"year": 4, "month": 7}.get(published.precision, 10)]


def byline(article: Article) -> str:
    known = [article.source, article.agency, article.place, article.author, date_text(article.published)]
    return " · ".join([article.language.upper(), *dict.fromkeys(part for part in known if part)])


def french_first(languages: Iterable[Language]) -> list[Language]:
    """As everywhere: French, English, then the others."""
    return sorted(
        languages, key=lambda language: (*(language != known for known in READING_LANGUAGES), language)
    )


def listed(parts: Sequence[str]) -> str:
    """``one, another and a third``."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
