"""The real server before an archive of the five seeds that answers what is written down by hand.

    python fake_archive.py [--state FILE] [--copies N] [--empty] [--sample] [--slow-articles] [--locked FILE]
                           [--possible] [--event] [--uncompared N] [--index FILE] [--slow-changes]

Words of a query that do something, and find everything: ``crash`` ends the process, ``slow`` makes it think
for 0.3 s. With ``unencoded`` no counterpart can be had; ``the`` is too common a word.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from canned.archive import CannedArchive

from index.archive import Archive
from index.errors import EncoderError, SearchStopped
from index.model.results import SearchRequest
from index.protocol.questions import (
    AddBookmark,
    Concordance,
    MarkRead,
    Question,
    ReadArticle,
    ReadPair,
    Search,
)
from index.service import archive_service, idle
from index.service.answering import Stop
from index.service.archive_service import ArchiveService
from index.service.pipe import Pipe
from index.service.server import serve


class Troubled(ArchiveService):
    """Slow, refusing and dying where it is told to."""

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__(cast(Archive, CannedArchive(options)))
        self._options = options

    def answer(self, question: Question[Any], stop: Stop) -> Any:
        match question:
            case Search(SearchRequest(query=query)) if "crash" in query:
                print("Segmentation fault (not really)", file=sys.stderr, flush=True)
                os._exit(9)
            case Search(SearchRequest(query=query)) if "slow" in query:
                time.sleep(0.3)
                if stop():
                    raise SearchStopped
            case ReadArticle() if self._options.slow_articles:
                time.sleep(0.1)
            case MarkRead() | AddBookmark() if self._options.slow_changes:
                time.sleep(1)  # another process is writing
            case ReadPair(query=query) if "unencoded" in query:
                raise EncoderError("/models/e5: there is no such folder")
            case Concordance(request):
                question = Concordance(replace(request, limit=1))  # one article at a time
        return super().answer(question, stop)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--locked", type=Path, help="while this file exists nothing can be changed")
    parser.add_argument("--possible", action="store_true", help="the canned pair is only a possible one")
    parser.add_argument("--event", action="store_true", help="a second French report tells the same event")
    parser.add_argument("--uncompared", type=int, default=0, help="articles that wait for a comparison")
    parser.add_argument("--index", type=Path, help="what this file says, when it is there, is the index")
    parser.add_argument("--slow-changes", action="store_true", help="1 s until a change is kept")
    parser.add_argument("--slow-articles", action="store_true", help="0.1 s until an article comes")
    options = parser.parse_args()
    if options.index:  # nobody shall wait for seconds until what the file says is seen
        archive_service.LOOK_SECONDS = idle.WATCH_SECONDS = 0.1
    with contextlib.suppress(BrokenPipeError):
        serve(Troubled(options), Pipe(sys.stdin.fileno(), sys.stdout.buffer))
