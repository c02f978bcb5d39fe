"""Answers about pairs: why they are pairs, other candidates, what the reader says of them, and stories."""

from __future__ import annotations

from index.archive import Archive
from index.model.articles import ArticleId
from index.model.pairs import Pair, RunnerUp
from index.protocol.answers import CandidateRow, Done, Nearest, Offer, ReportName, StoryView, Why
from index.protocol.questions import Candidates, Judge, StoryOf, WhyAlone, WhyPaired
from index.service.answering import Stop, answers
from index.service.report_names import names


def why(archive: Archive, pair: Pair, rival: RunnerUp | None = None) -> Why:
    """What is to be known of a pair; ``rival``: what came second, where it was compared again."""
    second = pair.evidence.runner_up if rival is None else rival.candidate.article
    return Why(
        labels=archive.names.labels(pair.evidence.shared_entities),
        runner_up=_title(archive, second),
        rival=rival,
        measured=archive.pairs.are_measured(),
        event=archive.pairs.event_of(pair.fr),
    )


def _title(archive: Archive, article: ArticleId | None) -> str | None:
    hits = archive.articles.hits([article] if article else [])
    return next((hit.title for hit in hits.values()), None)


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


@answers(WhyAlone)
def why_alone(archive: Archive, asked: WhyAlone, stop: Stop) -> Nearest | None:
    told = archive.pairs.explain(asked.article)
    best, refused, second = told.best, told.refused, told.runner_up
    if best is None or told.counterpart is not None:
        return None
    named = names(archive, [candidate.article for candidate in (best, refused) if candidate])
    rival = None if second is None else RunnerUp(second, round(best.log_odds - second.log_odds, 3))
    return Nearest(
        best=CandidateRow(named[best.article], best),
        refused=None if refused is None else CandidateRow(named[refused.article], refused),
        why=Why(
            labels=archive.names.labels(best.evidence.shared_entities),
            runner_up=_title(archive, second.article if second else None),
            rival=rival,
            measured=archive.pairs.are_measured(),
            event=told.event,
        ),
    )


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
