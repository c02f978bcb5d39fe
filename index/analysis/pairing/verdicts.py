"""What the reader said of pairs of reports."""

from __future__ import annotations

from collections.abc import Mapping

from index.model.articles import ArticleId

Verdicts = Mapping[tuple[ArticleId, ArticleId], bool]
"""What the reader said of a French and an English report: True the same event, False another one."""
