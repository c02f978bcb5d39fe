"""Candidates, corrections, events and stories as JSON: one shape each, as in ``json_shapes``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from index.model.articles import ArticleId, Language
from index.model.desk import Correction
from index.model.events import Event
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
        "event": event_json(candidate.event, hits),
    }


def event_json(event: Event | None, hits: Hits) -> Json | None:
    """The event that a report is of: ids of its reports by language, each by day, the undated last."""
    if event is None:
        return None
    reports = {
        language: [a for a in event.reports if _is_of(a, language, hits)] for language in event.languages
    }
    return {**_head_json(event), "reports": reports}


def event_reports_json(event: Event, hits: Hits) -> Json:
    """``events``: the same with its reports in full, by day."""
    return {**_head_json(event), "reports": [report_json(article, hits) for article in event.reports]}


def _head_json(event: Event) -> Json:
    return {
        "id": event.id,
        "days": list(event.days),
        "languages": dict(event.languages),
        "score": event.score,
        "status": event.status,
    }


def _is_of(article: ArticleId, language: Language, hits: Hits) -> bool:
    return article in hits and hits[article].language == language


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
    """Members by day, the undated last; so do those of its events that two and more reports tell."""
    return {
        "id": story.id,
        "days": {"from": story.days[0], "to": story.days[1]} if story.days else None,
        "languages": dict(story.languages),
        "members": [report_json(member, hits) for member in story.members],
        "events": [event_json(event, hits) for event in story.events],
    }
