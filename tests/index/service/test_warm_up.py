"""After the warming up a key press finds everything in memory: nothing is loaded or read on demand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytest import MonkeyPatch

from index.archive import Archive
from index.model.results import SearchRequest
from index.storage.articles.article_table import ArticleTable, EntityTable

ROOT = Path(__file__).parents[3]
TYPED = ("a", "al", "alep", "alepp", "alleppo", "syria dam", '"conseil de', "is:paired s", "since:2016 damas")


def test_no_module_is_loaded_between_a_key_and_its_results(archive_folder: Path) -> None:
    program = (
        "import io, os, sys; from pathlib import Path; from index.model.results import SearchRequest\n"
        "from index.protocol.questions import *\n"
        "from index.service.server import ArchiveService, Asked, Pipe\n"
        f"service = ArchiveService.open(Path({str(archive_folder)!r}))\n"
        "pipe = Pipe(os.pipe()[0], io.BytesIO())\n"
        "def ask(question):\n"
        "    answer = service.answer(question, bool); pipe.answer(Asked(1, question), answer)\n"
        "    return answer\n"
        "ask(Hello()); warmed = [*service.warm_up()]; loaded = {*sys.modules}\n"
        f"for query in {TYPED!r}:\n"
        "    request = SearchRequest(query, lenient=True)\n"
        "    page = ask(Search(request)); ask(Facets(request))\n"
        "    for hit in page.hits[:1]:\n"
        "        ask(ReadArticle(hit.id, query)); ask(ReadPair(hit.id, query))\n"
        "    ask(PutPlace({'query': query}))\n"
        "print(*warmed, '|', *sorted({*sys.modules} - loaded))"
    )
    answer = subprocess.run(
        [sys.executable, "-P", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    warmed, _, late = answer.stdout.partition("|")
    assert len(warmed.split()) > 5
    assert late.split() == []


def test_tables_are_read_while_nobody_waits(archive: Archive, monkeypatch: MonkeyPatch) -> None:
    read: list[str] = []
    for table in (ArticleTable, EntityTable):

        def noted(self: object, *given: object, made=table.__init__, of: str = table.__name__) -> None:
            read.append(of)
            made(self, *given)

        monkeypatch.setattr(table, "__init__", noted)
    for _ in archive.warm_up():
        pass
    assert read == ["ArticleTable", "EntityTable"]
    for query in TYPED:
        request = SearchRequest(query=query, lenient=True)
        page = archive.search.page(request)
        archive.search.facets(request)
        if page.hits:
            archive.pairs.side_by_side(page.hits[0].id)
            archive.desk.mark_read(page.hits[0].id, True)
        archive.desk.put_reading_state({"query": query})
    for _ in archive.warm_up():
        pass
    assert read == ["ArticleTable", "EntityTable"], "what a reader does is no reason to read them again"
