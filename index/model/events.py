"""Events: the reports of one happening, within and over languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.model.articles import ArticleId, Language


@dataclass(frozen=True, slots=True)
class Event:
    """Two and more reports of one happening. A report that stands alone is in none."""

    id: str
    """Id of its first report."""
    reports: tuple[ArticleId, ...]
    """By day, the undated last; those of one day French first."""
    days: tuple[str, ...]
    """First and last day of publication, ISO; empty when none is dated."""
    languages: Mapping[Language, int]
    """How many of its reports are of each language that it has any of."""
    score: float | None = None
    """Probability that its reports of both languages tell one happening; None when all are of one."""
    status: str | None = None
    """``counterpart`` or ``possible``, as of a pair; None when all are of one language."""
