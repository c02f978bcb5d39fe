"""Everything that can be seen in an archive, in a form in which two archives can be compared.

Left out is what two sound runs differ in: when something happened, and ids that are drawn by lot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.archive import Archive, open_archive
from index.model.results import Filters, Hit, SearchRequest
from index.settings import ArchiveSettings
from index.storage.library import Library

State = Mapping[str, Mapping[str, Any]]
"""Part, then key, then what is there."""
ALL = 1_000_000
QUERIES = (
    "président", "port", "Alep", "grève", "strike", "Syrie OR Syria", "conseil sécurité",
    '"Vladimir Poutine"', "gouvern*", "title:port", "lang:fr", "is:paired", "is:fr-only",
    "is:bookmarked", "is:unread", "since:2024-03-05", "dockers -port", "Pezeshkiann~",
    "(loups OR wolves) Jura", "entity:Alep",
)  # fmt: skip
DIGITS = 5


def read_state(folder: Path) -> State:
    """Of the archive in ``folder``. Raises ArchiveError for one that cannot be read."""
    with open_archive(folder, settings=ArchiveSettings(ner=False)) as archive:
        library = archive._library
        ids = library.articles.ids()
        return {
            "articles": dict(_articles(library, ids)),
            "rows": {id: _row(hit) for id, hit in archive.articles.hits(ids).items()},
            "pairs": dict(_pairs(archive)),
            "stories": {id: archive.pairs.story_of(id) for id in ids},
            "names": {entity.id: asdict(entity) for entity in archive.names.all(limit=ALL)},
            "mentions": {id: archive.names.mentions(id) for id in ids},
            "copies": {id: sorted(archive.articles.copies(id)) for id in ids},
            "words": dict(_words(library)),
            "similar": {id: [hit.id for hit in archive.search.similar(id, 5)] for id in ids},
            "searches": {query: _found(archive, query) for query in QUERIES},
            "pending": {"articles": archive.pending()},
            **own_state(archive),
        }


def own_state(archive: Archive) -> State:
    """What is the reader's own."""
    everything = archive.search.page(SearchRequest(limit=ALL, fold=False))
    marks = sorted(
        (mark.article, mark.block is not None, mark.block or 0, mark.counterpart or "", mark.note, mark.tags)
        for mark in archive.desk.bookmarks()
    )
    return {
        "bookmarks": {str(mark): mark for mark in marks},
        "read marks": {hit.id: not hit.unread for hit in everything.hits},
        "verdicts": {f"{said.fr} {said.en}": said.verdict for said in archive.desk.corrections()},
        "place": archive.desk.reading_state(),
    }


def differences(expected: State, seen: State, without: tuple[str, ...] = ()) -> list[str]:
    """What ``seen`` lacks, has besides, or has otherwise, a line each."""
    lines = []
    for part in (part for part in expected if part not in without):
        here, there = expected[part], seen.get(part, {})
        for key in sorted({*here, *there}):
            if key not in there:
                lines.append(f"{part}: {key} is missing")
            elif key not in here:
                lines.append(f"{part}: {key} should not be there")
            elif here[key] != there[key]:
                lines.append(f"{part}: {key}: {_short(there[key])} instead of {_short(here[key])}")
    return lines


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"


def _articles(library: Library, ids: list[str]) -> Iterator[tuple[str, Any]]:
    for id in ids:
        raw = hashlib.sha256(library.articles.raw(id)).hexdigest()
        revisions = [sha256 for _, sha256, _ in library.articles.revisions(id)]
        yield id, (library.articles.get(id), raw, revisions)


def _row(hit: Hit) -> Any:
    """What a list shows of an article, without the marks of the reader's own."""
    return hit.title, hit.language, hit.source, hit.published, hit.counterpart, hit.possible


def _pairs(archive: Archive) -> Iterator[tuple[str, Any]]:
    for pair in archive.pairs.all():
        seen = asdict(pair)
        yield f"{pair.fr} {pair.en}", _rounded(seen)


def _words(library: Library) -> Iterator[tuple[str, Any]]:
    """No door shows all of them: who searches asks for one."""
    for language, stem, *rest in library.database.rows("SELECT * FROM words"):
        yield f"{language} {stem}", _rounded(rest)
    for fr, en, *rest in library.database.rows(
        "SELECT fr, en, cosine, margin, dice, name, listed FROM word_pairs"
    ):
        yield f"{fr} = {en}", _rounded(rest)


def _found(archive: Archive, query: str) -> Any:
    page = archive.search.page(SearchRequest(query, Filters(), limit=ALL))
    return page.total, sorted(hit.id for hit in page.hits), page.corrected, page.warning


def _rounded(value: Any) -> Any:
    """Sums of floats depend on the order of their parts."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Mapping):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return value
