"""Answers about pairs: why they are pairs, other candidates, what the reader says of them, and stories."""

from __future__ import annotations

from index.archive import Archive
from index.model.articles import ArticleId
from index.model.pairs import Candidate, Pair
from index.protocol.answers import CandidateRow, Done, Offer, ReportName, StoryView, Why
from index.protocol.questions import Candidates, Judge, StoryOf, WhyPaired
from index.service.answering import Stop, answers
from index.service.report_names import names


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
        for said in archive.desk.corrections()
        if said.verdict == "different" and article in said.articles
    ]
    return tuple(names(archive, others).values())


@answers(WhyPaired)
def why_paired(archive: Archive, asked: WhyPaired, stop: Stop) -> Why | None:
    pair = archive.pairs.pair_with(archive.articles.find(asked.article), asked.beside)
    return None if pair is None else why(archive, pair, archive.pairs.runner_up(pair))


@answers(Candidates)
def candidates(archive: Archive, asked: Candidates, stop: Stop) -> Offer:
    article = archive.articles.find(asked.article)
    found = archive.pairs.candidates(article, asked.limit)
    said = [each for each in archive.desk.corrections() if article in each.articles]
    pair = archive.pairs.of(article)
    sure = pair is not None and pair.status == "counterpart"
    named = names(archive, [article, *(candidate.article for candidate in found)])
    return Offer(
        article=named[article],
        counterpart=pair.other(article) if pair and sure else None,
        candidates=tuple(CandidateRow(named[each.article], each) for each in found),
        taken_apart=taken_apart(archive, article),
        verdicts={each.other(article): each.verdict for each in said},
    )


@answers(Judge)
def judge(archive: Archive, asked: Judge, stop: Stop) -> Done:
    if asked.verdict is None:
        archive.desk.withdraw(asked.article, asked.other)
    else:
        archive.desk.verdict(asked.article, asked.other, asked.verdict)
    return Done()


@answers(StoryOf)
def story(archive: Archive, asked: StoryOf, stop: Stop) -> StoryView | None:
    found = archive.pairs.story_of(asked.article)
    if found is None:
        return None
    return StoryView(found, tuple(names(archive, found.members).values()))
