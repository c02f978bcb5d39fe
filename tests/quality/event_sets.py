"""Invented archives in which events have several reports: as articles, with what belongs together.

``events_*.json`` are lists of events with their reports in both languages, ``templates_*.json`` lists of true
pairs with a look-alike each: see tests/quality/events/README.md. Nothing is fitted on the half ``two``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.model.articles import Article, ArticleId, Block, DateRange, Role

EVENTS = Path(__file__).parent / "events"
FITTED, UNSEEN = HALVES = ("one", "two")


@dataclass(frozen=True, slots=True)
class Archive:
    """Reports and which happening each tells."""

    articles: Sequence[Article]
    happening: Mapping[ArticleId, str]
    event: Mapping[ArticleId, str]
    """The preview, the day and the aftermath are one event of three happenings."""
    kind: Mapping[ArticleId, str]

    def pairs(self) -> set[tuple[ArticleId, ArticleId]]:
        """Every French with every English report of one happening."""
        return {
            (fr.id, en.id)
            for fr in self.articles
            for en in self.articles
            if (fr.language, en.language) == ("fr", "en") and self.happening[fr.id] == self.happening[en.id]
        }


@dataclass(frozen=True, slots=True)
class Template:
    """A French and an English report of one happening, and a look-alike in one of the languages."""

    name: str
    fr: Article
    en: Article
    look_alike: Article

    @property
    def missing(self) -> tuple[Article, Article]:
        """What is left when the true report in the language of the look-alike is not there."""
        return (self.fr if self.look_alike.language == "en" else self.en), self.look_alike


def read(row: Mapping[str, Any]) -> Article:
    day = row["published"]
    return Article(
        id=row["id"],
        origin=row["id"],
        sha256=row["id"],
        language=row["language"],
        title=row["title"],
        title_origin="given",
        blocks=tuple(Block(n, Role.BODY, text) for n, text in enumerate(row["paras"])),
        published=DateRange(day, day, "day", "field") if day else None,
    )


def archive(half: str) -> Archive:
    """All events of one of HALVES in one archive."""
    rows = [(event["event"], row) for event in _read(f"events_{half}") for row in event["reports"]]
    return Archive(
        [read(row) for _, row in rows],
        {row["id"]: row["happening"] for _, row in rows},
        {row["id"]: event for event, row in rows},
        {row["id"]: row["kind"] for _, row in rows},
    )


def templates(half: str) -> list[Template]:
    return [
        Template(row["template"], read(row["true"]["fr"]), read(row["true"]["en"]), read(row["look_alike"]))
        for row in _read(f"templates_{half}")
    ]


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))
    return found
