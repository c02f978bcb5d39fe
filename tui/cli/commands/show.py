"""newsreader show: an article, or both reports of an event."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.errors import NotFoundError
from index.model.articles import BODY_ROLES, Article, ArticleId
from index.model.events import Event
from index.model.pairs import PairedReports
from tui.cli import json_shapes, pair_text
from tui.cli.archive import existing_archive, hits_of
from tui.cli.command import Command, article_option
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.pair_shapes import event_json
from tui.cli.pair_text import Hits
from tui.cli.text import byline
from tui.evidence_words import evidence_sentences

if TYPE_CHECKING:
    from index.archive import Archive


def _options(parser: ArgumentParser) -> None:
    article_option(parser)
    parser.add_argument("--pair", action="store_true", help="with the report in the other language")
    parser.add_argument("--all-blocks", action="store_true", help="captions, credits, teasers and links too")
    parser.add_argument(
        "--plain", action="store_true", help="labelled paragraphs one after the other, no columns"
    )


def show(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        article = archive.articles.get(archive.articles.find(options.id))
        if options.pair:
            return _show_pair(archive, article.id, options, console)
        pair = archive.pairs.of(article.id)
        counterpart = pair.other(article.id) if pair else None
        event, hits = _event_of(archive, article.id)
        if options.json:
            shape = json_shapes.article_json(article, archive.names.mentions(article.id), counterpart)
            console.record({**shape, "event": event_json(event, hits)})
            return DONE
    others = pair_text.event_lines(event, [article.id, *([counterpart] if counterpart else [])], hits)
    console.text(article_lines(article, counterpart, others, all_blocks=options.all_blocks))
    return DONE


def _event_of(archive: Archive, article: ArticleId) -> tuple[Event | None, Hits]:
    """With rows of its reports."""
    event = archive.pairs.event_of(article)
    return event, hits_of(archive, event.reports if event else ())


def article_lines(
    article: Article, counterpart: ArticleId | None, others: Iterable[str], *, all_blocks: bool
) -> Iterator[str]:
    """``others``: what is said of the other reports of its event."""
    yield article.title
    yield byline(article)
    yield article.origin
    if counterpart:
        yield f"counterpart: {counterpart}"
    yield from others
    for block in article.blocks:
        if block.role in BODY_ROLES:
            yield ""
            yield from block.text.split("\n")
        elif all_blocks:
            yield ""
            first, *rest = block.text.split("\n")
            yield from (f"[{block.role.value}] {first}", *rest)
    if article.truncated:
        yield ""
        yield "(the text breaks off here)"


def _show_pair(archive: Archive, article: str, options: Namespace, console: Console) -> int:
    view = archive.pairs.side_by_side(article)
    if view is None:
        raise NotFoundError(
            f"{article} has no counterpart", f"newsreader pairs --explain {article} says what came nearest."
        )
    event, hits = _event_of(archive, article)
    if options.json:
        mentions = (archive.names.mentions(view.left.id), archive.names.mentions(view.right.id))
        shape = json_shapes.pair_view_json(view, *mentions)
        console.record({**shape, "event": event_json(event, hits)})
        return DONE
    columns = None if options.plain else console.width
    place = pair_text.place_text(view.pair, event, hits)
    sentences = _why_paired(archive, view) + ([place] if place else [])
    console.text(pair_text.pair_lines(view, sentences, columns))
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


COMMAND = Command(show, _options)
