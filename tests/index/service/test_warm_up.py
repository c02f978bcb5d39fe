"""After the warming up a key press finds everything in memory: nothing is loaded or read on demand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytest import MonkeyPatch

from index.archive import Archive
from index.model import SearchRequest
from index.storage.articles.article_table import ArticleTable, EntityTable

ROOT = Path(__file__).parents[3]
TYPED = ("a", "al", "alep", "alepp", "alleppo", "syria dam", '"conseil de', "is:paired s", "since:2016 damas")


def test_no_module_is_loaded_between_a_key_and_its_results(archive_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index.service.methods import ArchiveService as S\n"
        f"service = S.open(Path({str(archive_folder)!r})); service.call('hello', {{}}, bool)\n"
        "warmed = [*service.warm_up()]; loaded = {*sys.modules}\n"
        f"for query in {TYPED!r}:\n"
        "    asked = {'query': query, 'lenient': True}\n"
        "    page = service.call('search', asked, bool); service.call('facets', asked, bool)\n"
        "    for row in page['rows'][:1]:\n"
        "        service.call('article', {'id': row['id'], 'query': query}, bool)\n"
        "        service.call('pair', {'id': row['id'], 'query': query}, bool)\n"
        "    service.call('state_put', {'state': {'query': query}}, bool)\n"
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
