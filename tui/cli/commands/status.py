"""newsreader status: what the archive holds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from index.model.condition import Status
from tui.cli import json_shapes
from tui.cli.archive import existing_archive
from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.text import french_first
from tui.wording import ESTIMATED, cut_short_text, many


def status(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        found = archive.status()
    if options.json:
        console.record(json_shapes.status_json(found))
    else:
        console.text(status_lines(found))
    return DONE


def status_lines(status: Status) -> Iterator[str]:
    articles = ", ".join(
        f"{status.articles[language]} {language}" for language in french_first(status.articles)
    )
    yield f"archive    {status.folder}{'  (SAMPLE)' if status.sample else ''}"
    yield f"articles   {articles or 'none'}"
    yield f"pairs      {status.pairs}"
    yield f"events     {status.events}"
    yield f"entities   {status.entities}"
    yield f"bookmarks  {status.bookmarks}"
    if status.index_fault is None:
        yield (
            f"index      {status.engine}, schema {status.schema}, {many(status.documents, 'article')}, "
            f"{status.index_bytes / 1e6:.1f} MB"
        )
    else:
        yield f"index      {status.index_fault}; the next search makes it anew"
    yield f"pending    {status.pending}"
    yield f"names by   {status.extractor or '-'}"
    estimates = "" if status.measured else ESTIMATED
    yield f"pairs by   {status.encoder or '-'}{estimates}"
    if status.cut_short is not None:
        yield f"import     {cut_short_text(status.cut_short)}"
    if (change := status.reencoding) is not None:
        yield f"encoding   re-encoding {change.done} of {change.total} articles for encoder {change.encoder}"


COMMAND = Command(status)
