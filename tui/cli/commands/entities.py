"""newsreader entities: the names of an archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

from index.model.articles import Entity
from tui.cli import json_shapes
from tui.cli.archive import existing_archive
from tui.cli.command import Command, count
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.text import french_first
from tui.wording import many


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", choices=("person", "place", "organisation"))
    parser.add_argument("--limit", type=count, default=50, metavar="N")


def entities(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        found = archive.names.all(options.kind, options.limit)
    if options.json:
        console.record(json_shapes.entities_json(found))
    else:
        console.text(entities_lines(found))
    return DONE


def entities_lines(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        label = " = ".join(dict.fromkeys(entity.names[language] for language in french_first(entity.names)))
        articles = "  ".join(f"{language} {count}" for language, count in entity.articles.items())
        counts = f"({many(entity.mentions, 'mention')}; articles {articles or '0'})"
        yield f"{entity.kind.value:<12}  {label}  {counts}"


COMMAND = Command(entities, _options)
