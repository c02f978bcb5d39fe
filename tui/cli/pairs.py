"""The commands about reports that belong together: pairs, why they are pairs, stories."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from index.archive import Archive
from index.errors import NotFoundError
from index.model import Explanation, PairedReports
from tui.cli import explanation, json_shapes, pair_text
from tui.cli.archive import existing_archive
from tui.cli.console import Console
from tui.cli.pair_shapes import candidate_json, report_json, story_json
from tui.cli.pair_text import Hits
from tui.evidence_words import CERTAIN, evidence_sentences

DONE = 0


def show_pair(archive: Archive, article: str, options: Namespace, console: Console) -> int:
    """``show --pair``."""
    view = archive.pairs.side_by_side(article)
    if view is None:
        raise NotFoundError(
            f"{article} has no counterpart", f"newsreader pairs --explain {article} says what came nearest."
        )
    if options.json:
        mentions = (archive.names.mentions(view.left.id), archive.names.mentions(view.right.id))
        console.record(json_shapes.pair_view_json(view, *mentions))
        return DONE
    columns = None if options.plain else console.width
    console.text(pair_text.pair_lines(view, _why_paired(archive, view), columns))
    return DONE


def _why_paired(archive: Archive, view: PairedReports) -> list[str]:
    evidence = view.pair.evidence
    if view.pair.origin == "reader":
        return [pair_text.SAID]
    rival = archive.articles.hits([evidence.runner_up] if evidence.runner_up else [])
    return evidence_sentences(
        evidence,
        archive.names.labels(evidence.shared_entities),
        score=view.pair.score,
        status=view.pair.status,
        runner_up=next((hit.title for hit in rival.values()), None),
        measured=archive.pairs.are_measured(),
    )


def pairs(options: Namespace, console: Console) -> int:
    if options.explain is not None:
        return _explain(options, console)
    if options.candidates is not None:
        return _candidates(options, console)
    with existing_archive(console) as archive:
        found, alone = archive.pairs.all(), archive.pairs.alone()
        hits = hits_of(archive, (article for pair in found for article in pair.articles))
    if options.json:
        console.record(json_shapes.pairs_json(found, hits, alone))
    else:
        console.text(pair_text.pairs_lines(found, hits, alone))
    return DONE


def _explain(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        told = archive.pairs.explain(archive.articles.find(options.explain))
        candidates = [candidate.article for candidate in (told.best, told.runner_up) if candidate]
        named = [told.article, *([told.counterpart] if told.counterpart else []), *candidates]
        hits = hits_of(archive, named)
        sentences = _why_best(archive, told, hits)
        measured = archive.pairs.are_measured()
    if options.json:
        console.record(explanation.explanation_json(told, hits))
    else:
        console.text(explanation.explanation_lines(told, sentences, hits, measured=measured))
    return DONE


def _why_best(archive: Archive, told: Explanation, hits: Hits) -> list[str]:
    if told.best is None:
        return []
    evidence, rival = told.best.evidence, told.runner_up
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
        hits = hits_of(archive, [article, *(candidate.article for candidate in found)])
    if options.json:
        shapes = [candidate_json(candidate, hits) for candidate in found]
        console.record({"article": report_json(article, hits), "candidates": shapes})
    else:
        console.text(pair_text.candidates_lines(article, found, hits))
    return DONE


def stories(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        if options.of is None:
            found = archive.pairs.stories(options.limit)
        else:
            found = [story] if (story := archive.pairs.story_of(archive.articles.find(options.of))) else []
        hits = hits_of(archive, (member for story in found for member in story.members))
    if options.json:
        console.record({"stories": [story_json(story, hits) for story in found]})
        return DONE
    console.text(pair_text.stories_lines(found, hits))
    if not found:
        console.say(
            "No stories yet: it takes three reports of one event."
            if options.of is None
            else "No other report belongs together with this one."
        )
    return DONE


def hits_of(archive: Archive, articles: Iterable[str]) -> Hits:
    return archive.articles.hits(list(dict.fromkeys(articles)))
