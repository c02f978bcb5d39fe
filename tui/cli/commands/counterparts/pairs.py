"""newsreader pairs: counterparts, why they are counterparts, and what else there is to choose from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from index.model.articles import ArticleId
from index.model.events import Event
from index.model.pairs import Explanation
from tui.cli import explanation, json_shapes, pair_text
from tui.cli.archive import existing_archive, hits_of
from tui.cli.command import Command, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.pair_shapes import candidate_json, report_json
from tui.cli.pair_text import Hits
from tui.evidence_words import CERTAIN, evidence_sentences

if TYPE_CHECKING:
    from index.archive import Archive


def _options(parser: ArgumentParser) -> None:
    about = parser.add_mutually_exclusive_group()
    about.add_argument(
        "--explain", type=text, metavar="ID", help="why this article has the counterpart it has, or none"
    )
    about.add_argument("--candidates", type=text, metavar="ID", help="what this article could be paired with")


def pairs(options: Namespace, console: Console) -> int:
    if options.explain is not None:
        return _explain(options, console)
    if options.candidates is not None:
        return _candidates(options, console)
    with existing_archive(console) as archive:
        found, alone = archive.pairs.all(), archive.pairs.alone()
        hits = hits_of(archive, (article for pair in found for article in pair.articles))
        events = archive.pairs.event_ids(hits) if options.json else {}
    if options.json:
        console.record(json_shapes.pairs_json(found, hits, alone, events))
    else:
        console.text(pair_text.pairs_lines(found, hits, alone))
    return DONE


def _explain(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        told = archive.pairs.explain(archive.articles.find(options.explain))
        hits = hits_of(archive, _named(told))
        sentences = _why_best(archive, told, hits)
        measured = archive.pairs.are_measured()
    if options.json:
        console.record(explanation.explanation_json(told, hits))
    else:
        console.text(explanation.explanation_lines(told, sentences, hits, measured=measured))
    return DONE


def _named(told: Explanation) -> Iterator[ArticleId]:
    yield from filter(None, (told.article, told.counterpart))
    candidates = [candidate for candidate in (told.best, told.runner_up, told.refused) if candidate]
    yield from (candidate.article for candidate in candidates)
    yield from _of_events([told.event, *(candidate.event for candidate in candidates)])


def _of_events(events: Iterable[Event | None]) -> Iterator[ArticleId]:
    return (article for event in events if event is not None for article in event.reports)


def _why_best(archive: Archive, told: Explanation, hits: Hits) -> list[str]:
    if told.best is None:
        return []
    evidence, rival = told.best.evidence, told.runner_up
    if rival is not None and evidence.runner_up is None:
        # Too far off to be kept with the pair; it is told of below all the same.
        margin = round(told.best.log_odds - rival.log_odds, 3)
        evidence = replace(evidence, margin=margin, runner_up=rival.article)
    said = [pair_text.SAID] if told.best.score >= CERTAIN else []
    return said + evidence_sentences(
        evidence,
        archive.names.labels(evidence.shared_entities),
        score=told.best.score,
        status=told.best.status,
        runner_up=hits[rival.article].title if rival and rival.article in hits else None,
        rival=rival.evidence if rival else None,
        measured=archive.pairs.are_measured(),
    )


def _candidates(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        article = archive.articles.find(options.candidates)
        found = archive.pairs.candidates(article)
        named = [article, *(candidate.article for candidate in found)]
        hits = hits_of(archive, [*named, *_of_events(candidate.event for candidate in found)])
    if options.json:
        shapes = [candidate_json(candidate, hits) for candidate in found]
        console.record({"article": report_json(article, hits), "candidates": shapes})
    else:
        console.text(pair_text.candidates_lines(article, found, hits))
    return DONE


COMMAND = Command(
    pairs,
    _options,
    more="The figure before a pair is the probability\n"
    "that both reports tell the same event; 1.00 stands before what you said yourself.",
)
