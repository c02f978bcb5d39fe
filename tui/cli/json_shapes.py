"""The archive's nouns as JSON, one shape each, as the command line speaks them.

The shapes are a contract with other people's scripts: keys may be added, none is renamed without a changelog
entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from index.model.articles import Article, ArticleId, DateRange, Entity, Language, Mention
from index.model.condition import Status
from index.model.desk import Bookmark
from index.model.pairs import AlignedRow, Difference, Evidence, Pair, PairedReports
from index.model.results import ConcordanceLine, EntityFacet, FacetCounts, Hit, ResultPage, Snippet
from tui.evidence_words import conflict_text

Json = dict[str, Any]
BY_MEANING = "≈"
"""Stands in ``via`` for the words that found a hit, where none did, but what it says."""


def published_json(published: DateRange | None) -> Json | None:
    """``{"from", "to", "precision", "origin"}``, or None for an undated article."""
    if published is None:
        return None
    return {
        "from": published.first,
        "to": published.last,
        "precision": published.precision,
        "origin": published.origin,
    }


def article_json(article: Article, mentions: Iterable[Mention], counterpart: ArticleId | None) -> Json:
    """``show``: the whole article; ``entities`` are ids in order of first mention, each once."""
    return {
        "id": article.id,
        "language": article.language,
        "languages": dict(article.languages),
        "language_uncertain": article.language_uncertain,
        "title": article.title,
        "title_origin": article.title_origin,
        "section": article.section,
        "source": article.source,
        "agency": article.agency,
        "place": article.place,
        "author": article.author,
        "published": published_json(article.published),
        "dates": [asdict(date) for date in article.dates],
        "origin": article.origin,
        "truncated": article.truncated,
        "replaced_characters": article.replaced_characters,
        "blocks": [{"n": block.n, "role": block.role.value, "text": block.text} for block in article.blocks],
        "entities": list(dict.fromkeys(mention.entity for mention in mentions if mention.entity is not None)),
        "counterpart": counterpart,
    }


def evidence_json(evidence: Evidence) -> Json:
    return {
        "similarity": evidence.similarity,
        "shared_entities": list(evidence.shared_entities),
        "days_apart": evidence.days_apart,
        "aligned": list(evidence.aligned),
        "shared_numbers": list(evidence.shared_numbers),
        "margin": evidence.margin,
        "runner_up": evidence.runner_up,
        "conflicts": [
            {**asdict(conflict), "words": conflict_text(conflict)} for conflict in evidence.conflicts
        ],
    }


def aligned_row_json(row: AlignedRow) -> Json:
    return {
        "left": list(row.left),
        "right": list(row.right),
        "score": row.score,
        "links": [asdict(link) for link in row.links],
    }


def difference_json(difference: Difference) -> Json:
    return asdict(difference)


def pair_view_json(
    view: PairedReports, left_mentions: Iterable[Mention], right_mentions: Iterable[Mention]
) -> Json:
    """``show --pair``: both articles, the aligned rows (positions among body blocks) and the differences.

    ``restated`` has their shape: what both reports say in other words.
    """
    return {
        "left": article_json(view.left, left_mentions, view.right.id),
        "right": article_json(view.right, right_mentions, view.left.id),
        "score": view.pair.score,
        "status": view.pair.status,
        "origin": view.pair.origin,
        "aligned": view.pair.aligned,
        "evidence": evidence_json(view.pair.evidence),
        "rows": [aligned_row_json(row) for row in view.pair.rows],
        "differences": [difference_json(difference) for difference in view.differences],
        "restated": [difference_json(difference) for difference in view.restated],
    }


def snippet_json(snippet: Snippet | None) -> Json | None:
    if snippet is None:
        return None
    return {"text": snippet.text, "highlights": [list(span) for span in snippet.highlights]}


def hit_json(hit: Hit) -> Json:
    """One row of a result list."""
    return {
        "id": hit.id,
        "language": hit.language,
        "title": hit.title,
        "title_origin": hit.title_origin,
        "published": published_json(hit.published),
        "source": hit.source,
        "origin": hit.origin,
        "score": hit.score,
        "via": [BY_MEANING] if hit.by_meaning else list(hit.via),
        "snippet": snippet_json(hit.snippet),
        "counterpart": hit.counterpart,
        "bookmarked": hit.bookmarked,
        "unread": hit.unread,
        "copies": hit.copies,
        "possible": hit.possible,
    }


def page_json(page: ResultPage) -> Json:
    """``search``."""
    return {
        "query": page.query,
        "total": page.total,
        "took_ms": round(page.took_ms, 2),
        "expanded": list(page.expanded),
        "corrected": page.corrected,
        "warning": page.warning,
        "standings": dict(page.standings),
        "results": [hit_json(hit) for hit in page.hits],
    }


def pairs_json(
    pairs: Iterable[Pair],
    hits: Mapping[ArticleId, Hit],
    alone: Mapping[Language, Sequence[ArticleId]],
    events: Mapping[ArticleId, str],
) -> Json:
    """``pairs``. ``hits`` names their articles; one that is missing there is listed by its id alone.
    ``events``: of each article the id of its event."""

    def side(article: ArticleId) -> Json:
        hit = hits.get(article)
        return {"id": article, "title": hit.title if hit else None, "origin": hit.origin if hit else None}

    return {
        "pairs": [
            {
                "fr": side(pair.fr),
                "en": side(pair.en),
                "score": pair.score,
                "status": pair.status,
                "origin": pair.origin,
                "aligned": pair.aligned,
                "evidence": evidence_json(pair.evidence),
                "event": events.get(pair.fr),
            }
            for pair in pairs
        ],
        "alone": {language: list(articles) for language, articles in alone.items()},
    }


def entities_json(entities: Iterable[Entity]) -> Json:
    return {
        "entities": [
            {
                "id": entity.id,
                "kind": entity.kind.value,
                "names": dict(entity.names),
                "variants": list(entity.variants),
                "mentions": entity.mentions,
                "articles": dict(entity.articles),
            }
            for entity in entities
        ]
    }


def facets_json(facets: Iterable[EntityFacet]) -> Json:
    return {
        "entities": [
            {"id": facet.id, "kind": facet.kind.value, "label": facet.label, "fr": facet.fr, "en": facet.en}
            for facet in facets
        ]
    }


def facet_counts_json(counts: FacetCounts) -> Json:
    return {
        "sources": [list(found) for found in counts.sources],
        "languages": [list(found) for found in counts.languages],
        "months": [list(found) for found in counts.months],
        "undated": counts.undated,
    }


def concordance_line_json(line: ConcordanceLine) -> Json:
    """One line of ``concordance``."""
    return {**asdict(line), "published": published_json(line.published)}


def bookmarks_json(bookmarks: Iterable[Bookmark], hits: Mapping[ArticleId, Hit]) -> Json:
    """``bookmarks``. ``hits`` names their articles, of those that are there."""
    return {"bookmarks": [_bookmark_json(bookmark, hits) for bookmark in bookmarks]}


def _bookmark_json(bookmark: Bookmark, hits: Mapping[ArticleId, Hit]) -> Json:
    hit, other = hits.get(bookmark.article), hits.get(bookmark.counterpart or "")
    return {
        **asdict(bookmark),
        "tags": list(bookmark.tags),
        "title": hit.title if hit else None,
        "language": hit.language if hit else None,
        "counterpart_title": other.title if other else None,
    }


def status_json(status: Status) -> Json:
    return {
        "archive": status.folder,
        "articles": dict(status.articles),
        "pairs": status.pairs,
        "events": status.events,
        "entities": status.entities,
        "bookmarks": status.bookmarks,
        "index": {
            "engine": status.engine,
            "schema": status.schema,
            "documents": status.documents,
            "bytes": status.index_bytes,
            "fault": status.index_fault,
        },
        "sample": status.sample,
        "pending": status.pending,
        "extractor": status.extractor,
        "encoder": status.encoder,
        "reencoding": None if status.reencoding is None else asdict(status.reencoding),
        "measured": status.measured,
        "cut_short": None if status.cut_short is None else asdict(status.cut_short),
    }
