"""newsreader similar: articles that are about the same as one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.cli import json_shapes, search_text
from tui.cli.archive import existing_archive
from tui.cli.command import Command, article_option, count
from tui.cli.console import Console
from tui.cli.exit_codes import DONE


def _options(parser: ArgumentParser) -> None:
    article_option(parser)
    parser.add_argument("--limit", type=count, default=10, metavar="N")


def similar(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        article = archive.articles.find(options.id)
        found = archive.search.similar(article, options.limit)
        waiting = archive.pending()
    if options.json:
        console.record({"id": article, "results": [json_shapes.hit_json(hit) for hit in found]})
        return DONE
    for hit in found:
        for line, marks in search_text.hit_lines(hit):
            console.result(line, marks)
    if not found:
        reason = "it is not worked out yet; newsreader rebuild does that" if waiting else "nothing is like it"
        console.say(f"No similar articles: {reason}.")
    return DONE


COMMAND = Command(similar, _options)
