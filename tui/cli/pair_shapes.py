"""Candidates, corrections and stories as JSON: one shape each, as in ``json_shapes``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from index.model.articles import ArticleId
from index.model.desk import Correction
from index.model.pairs import Candidate, Story
from index.model.results import Hit
from tui.cli.json_shapes import evidence_json, published_json

Json = dict[str, Any]
Hits = Mapping[ArticleId, Hit]


def report_json(article: ArticleId, hits: Hits) -> Json:
    """An article by name; of one that is not in the archive (any more) only the id is known."""
    hit = hits.get(article)
    return {
        "id": article,
        "language": hit.language if hit else None,
        "title": hit.title if hit else None,
        "published": published_json(hit.published) if hit else None,
        "source": hit.source if hit else None,
        "origin": hit.origin if hit else None,
        "counterpart": hit.counterpart if hit else None,
    }


def candidate_json(candidate: Candidate, hits: Hits) -> Json:
    return {
        **report_json(candidate.article, hits),
        "score": candidate.score,
        "log_odds": candidate.log_odds,
        "status": candidate.status,
        "evidence": evidence_json(candidate.evidence),
    }


def correction_json(correction: Correction, hits: Hits) -> Json:
    """One line of an export; ``import_corrections`` reads it back."""
    fr, en = report_json(correction.fr, hits), report_json(correction.en, hits)
    return {
        "fr": {"id": fr["id"], "origin": fr["origin"], "title": fr["title"]},
        "en": {"id": en["id"], "origin": en["origin"], "title": en["title"]},
        "verdict": correction.verdict,
        "created": correction.created,
    }


def corrections_json(corrections: Iterable[Correction], hits: Hits) -> Json:
    return {"corrections": [correction_json(correction, hits) for correction in corrections]}


def story_json(story: Story, hits: Hits) -> Json:
    """Members by day, the undated last."""
    return {
        "id": story.id,
        "days": {"from": story.days[0], "to": story.days[1]} if story.days else None,
        "languages": dict(story.languages),
        "members": [report_json(member, hits) for member in story.members],
    }
