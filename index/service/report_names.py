"""Reports by name, for answers that tell of several."""

from __future__ import annotations

from collections.abc import Iterable

from index.archive import Archive
from index.model.articles import ArticleId
from index.model.results import Hit
from index.protocol.answers import ReportName


def names(archive: Archive, articles: Iterable[ArticleId]) -> dict[ArticleId, ReportName]:
    """In the order given, each once; of one that is not in the archive only the id is known."""
    wanted = list(dict.fromkeys(articles))
    hits = archive.articles.hits(wanted)
    return {article: _name(article, hits.get(article)) for article in wanted}


def _name(article: ArticleId, hit: Hit | None) -> ReportName:
    if hit is None:
        return ReportName(article)
    return ReportName(article, hit.language, hit.title, hit.published, hit.source, hit.counterpart)
