"""What the archive answers about pairs, read from JSON: both reports, other candidates, stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.model import (
    DIFFERS,
    AlignedRow,
    ArticleId,
    DateRange,
    Difference,
    Evidence,
    Language,
    SentenceLink,
    TextSpan,
)
from tui.client.answers import ArticleView, Json, article_view, published_range


@dataclass(frozen=True, slots=True)
class PairView:
    """Two reports of one event; ``left`` is French. Rows count positions among body blocks."""

    left: ArticleView
    right: ArticleView
    score: float
    status: str
    evidence: Evidence
    rows: tuple[AlignedRow, ...]
    differences: tuple[Difference, ...]
    """By news value."""
    restated: tuple[Difference, ...] = ()
    """What both say in other words."""
    aligned: bool = True
    """False: nobody has put the paragraphs side by side yet, and ``rows`` is empty."""
    origin: str = "program"
    """``reader`` for a pair that the reader made or confirmed."""
    words: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    """The evidence in sentences."""

    def other(self, article: ArticleId) -> ArticleView:
        """The counterpart of one of the two."""
        return self.left if self.right.article.id == article else self.right


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report by name. Without a title it is not in the archive any more."""

    id: ArticleId
    language: Language | None
    title: str | None
    published: DateRange | None
    source: str | None
    counterpart: ArticleId | None


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A report that an article could be paired with, and what speaks for it."""

    report: ReportRow
    score: float
    status: str
    """``counterpart``, ``possible`` or ``unlikely``."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Offer:
    """The counterpart that an article has, and what it could have instead."""

    article: ReportRow
    counterpart: ArticleId | None
    """None also while it is only a possible one: that may still be made the counterpart."""
    candidates: tuple[CandidateRow, ...]
    taken_apart: tuple[ReportRow, ...]
    """The reader said that these tell another event: they are no candidates any more."""
    verdicts: Mapping[ArticleId, str]
    """What the reader has said of other reports: ``same`` or ``different``."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """Reports of one event and what followed, by day."""

    members: tuple[ReportRow, ...]
    languages: Mapping[Language, int]


def _span(value: Json | None) -> TextSpan | None:
    return TextSpan(value["paragraph"], value["start"], value["end"]) if value else None


def _row(found: Json) -> AlignedRow:
    links = (
        SentenceLink(TextSpan(**link["left"]), TextSpan(**link["right"]), link["score"])
        for link in found.get("links", ())
    )
    return AlignedRow(tuple(found["left"]), tuple(found["right"]), found["score"], tuple(links))


def _difference(found: Json) -> Difference:
    return Difference(
        kind=found["kind"],
        left=found["left"],
        right=found["right"],
        row=found["row"],
        value=found.get("value", DIFFERS),
        left_span=_span(found.get("left_span")),
        right_span=_span(found.get("right_span")),
        speaker=found.get("speaker"),
    )


def _evidence(value: Json) -> Evidence:
    aligned, of = value["aligned"]
    return Evidence(
        similarity=value["similarity"],
        shared_entities=tuple(value.get("shared_names", value["shared_entities"])),
        days_apart=value["days_apart"],
        aligned=(aligned, of),
        shared_numbers=tuple(value.get("shared_numbers", ())),
        margin=value.get("margin"),
        runner_up=value.get("runner_up"),
    )


def pair_view(answer: Json | None) -> PairView | None:
    if answer is None:
        return None
    return PairView(
        left=article_view(answer["left"]),
        right=article_view(answer["right"]),
        score=answer["score"],
        status=answer.get("status", "counterpart"),
        evidence=_evidence(answer["evidence"]),
        rows=tuple(map(_row, answer["rows"])),
        differences=tuple(map(_difference, answer["differences"])),
        restated=tuple(map(_difference, answer.get("restated", ()))),
        aligned=answer.get("aligned", True),
        origin=answer.get("origin", "program"),
        words=words(answer),
    )


def words(answer: Json) -> dict[str, tuple[str, ...]]:
    """The evidence in sentences, by their language."""
    return {language: tuple(said) for language, said in (answer.get("evidence_words") or {}).items()}


def _report(value: Json) -> ReportRow:
    return ReportRow(
        id=value["id"],
        language=value["language"],
        title=value["title"],
        published=published_range(value["published"]),
        source=value["source"],
        counterpart=value.get("counterpart"),
    )


def offer(answer: Json) -> Offer:
    article, pair = _report(answer["article"]), answer["pair"] or {}
    sure = pair.get("status", "counterpart") == "counterpart"
    verdicts = {
        said["en" if said["fr"]["id"] == article.id else "fr"]["id"]: said["verdict"]
        for said in answer["corrections"]
    }
    return Offer(
        article=article,
        counterpart=pair.get("en" if pair.get("fr") == article.id else "fr") if sure else None,
        candidates=tuple(
            CandidateRow(_report(found), found["score"], found["status"], _evidence(found["evidence"]))
            for found in answer["candidates"]
        ),
        taken_apart=tuple(map(_report, answer.get("taken_apart") or ())),
        verdicts=verdicts,
    )


def story(answer: Json) -> StoryRow | None:
    found = answer["story"]
    return found and StoryRow(tuple(map(_report, found["members"])), dict(found["languages"]))
