"""Answers about pairs: why they are pairs, other candidates, what the reader says of them, and stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.archive import Archive
from index.model import ArticleId, Candidate, Hit, Pair
from index.protocol.answers import CandidateRow, Done, Offer, ReportName, StoryView, Why
from index.protocol.questions import Candidates, Judge, StoryOf, WhyPaired
from index.service.answering import Stop, answers


def why(archive: Archive, pair: Pair, rival: Candidate | None = None) -> Why:
    """What speaks for a pair; ``rival``: what came second, where it was compared again."""
    evidence = pair.evidence
    hits = archive.articles.hits([evidence.runner_up] if evidence.runner_up else [])
    return Why(
        labels=archive.names.labels(evidence.shared_entities),
        runner_up=next((hit.title for hit in hits.values()), None),
        rival=None if rival is None else rival.evidence,
        measured=archive.pairs.are_measured(),
    )


def taken_apart(archive: Archive, article: ArticleId) -> tuple[ReportName, ...]:
    """The reports of which the reader said that they are not of the same event, by name."""
    others = [
        said.other(article)
        for said in archive.corrections()
        if said.verdict == "different" and article in said.articles
    ]
    hits = archive.articles.hits(others)
    return tuple(_named(other, hits) for other in others)


@answers(WhyPaired)
def why_paired(archive: Archive, asked: WhyPaired, stop: Stop) -> Why | None:
    pair = archive.pairs.of(archive.articles.find(asked.article))
    return None if pair is None else why(archive, pair, archive.pairs.runner_up(pair))


@answers(Candidates)
def candidates(archive: Archive, asked: Candidates, stop: Stop) -> Offer:
    article = archive.articles.find(asked.article)
    found = archive.pairs.candidates(article, asked.limit)
    said = [each for each in archive.corrections() if article in each.articles]
    pair = archive.pairs.of(article)
    sure = pair is not None and pair.status == "counterpart"
    hits = _hits(archive, [article], (candidate.article for candidate in found))
    return Offer(
        article=_named(article, hits),
        counterpart=pair.other(article) if pair and sure else None,
        candidates=tuple(CandidateRow(_named(each.article, hits), each) for each in found),
        taken_apart=taken_apart(archive, article),
        verdicts={each.other(article): each.verdict for each in said},
    )


@answers(Judge)
def judge(archive: Archive, asked: Judge, stop: Stop) -> Done:
    if asked.verdict is None:
        archive.withdraw_correction(asked.article, asked.other)
    else:
        archive.correct(asked.article, asked.other, asked.verdict)
    return Done()


@answers(StoryOf)
def story(archive: Archive, asked: StoryOf, stop: Stop) -> StoryView | None:
    found = archive.pairs.story_of(asked.article)
    if found is None:
        return None
    hits = _hits(archive, found.members)
    return StoryView(found, tuple(_named(member, hits) for member in found.members))


def _hits(archive: Archive, *articles: Iterable[ArticleId]) -> Mapping[ArticleId, Hit]:
    return archive.articles.hits(sorted({article for some in articles for article in some}))


def _named(article: ArticleId, hits: Mapping[ArticleId, Hit]) -> ReportName:
    hit = hits.get(article)
    if hit is None:
        return ReportName(article)
    return ReportName(article, hit.language, hit.title, hit.published, hit.source, hit.counterpart)
