"""One damaged article fails nothing but itself, and not even that while its raw bytes are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.model.articles import DAMAGED_TEXT
from index.model.progress import DocumentTaken
from index.model.results import SearchRequest
from index.settings import LIBRARY_FILE, ArchiveSettings, seeds_folder

SETTINGS = ArchiveSettings(ner=False)
DAMAGES = {
    "cut": "UPDATE texts SET document = substr(document, 1, length(document) / 2)",
    "garbled": "UPDATE texts SET document = replace(document, '\"', '~')",
    "no JSON object": "UPDATE texts SET document = '[1, 2]'",
    "nested": "UPDATE texts SET document = replace(hex(zeroblob(100000)), '00', '[')",
    "another version": "UPDATE texts SET version = 99",
    "bytes": "UPDATE texts SET document = x'ff00fe'",
    "invalid UTF-8": "UPDATE texts SET document = CAST(x'7b22ff227d' AS TEXT)",
    "null in a block": "UPDATE texts SET version = 1,"
    " document = json_set(substr(document, 9), '$.blocks[1][2]', NULL)",
    "one other letter": "UPDATE texts SET document = replace(document, 'Iran', 'Iram')",
    "of another article": "UPDATE texts SET version = 1,"
    " document = json_set(substr(document, 9), '$.id', 'another')",
    "missing": "DELETE FROM texts",
}


def damage(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / LIBRARY_FILE)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def everything_of(archive: Archive) -> dict[str, object]:
    """What a reader may come to see, without what depends on the day."""
    asked = SearchRequest("alep OR syrie OR nucléaire", snippets=True, limit=50)
    hits = archive.search.page(asked).hits
    return {
        "list": archive.search.page(SearchRequest()).hits,
        "found": [(hit.id, hit.snippet) for hit in hits],
        "lines": [lines for _, lines in archive.search.concordance(asked)],
        "articles": {hit.id: archive.articles.get(hit.id) for hit in hits},
        "pairs": archive.pairs.all(),
        "side by side": [archive.pairs.side_by_side(pair.fr) for pair in archive.pairs.all()],
        "names": {hit.id: archive.names.mentions(hit.id) for hit in hits},
    }


@pytest.mark.parametrize("how", DAMAGES)
def test_every_text_is_made_again_from_its_raw_bytes(archive_folder: Path, how: str) -> None:
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        before = everything_of(archive)
    damage(archive_folder, DAMAGES[how])
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        assert everything_of(archive) == before
    # And it is kept: without its raw bytes it can be read all the same.
    damage(archive_folder, "UPDATE revisions SET raw = x'00'")
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        assert everything_of(archive) == before


@pytest.fixture
def lost(archive_folder: Path, seed_ids: dict[str, str]) -> str:
    """The id of an article whose text and raw bytes are damaged; it is one of a pair."""
    article = seed_ids["000"]
    one = f"(SELECT n FROM articles WHERE id = '{article}')"
    damage(
        archive_folder,
        f"UPDATE texts SET document = '{{' WHERE article = {one}",
        f"UPDATE revisions SET raw = x'00' WHERE article = {one}",
    )
    return article


def test_one_that_is_lost_is_told_and_fails_nothing_else(archive_folder: Path, lost: str) -> None:
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        seen = everything_of(archive)
        found = archive.articles.get(lost)
        assert found.damaged and found.title and found.origin
        assert found.body[0].text == f"{DAMAGED_TEXT} It was read from {found.origin}."
        assert len(seen["list"]) == 5
        assert any(id == lost and DAMAGED_TEXT in snippet.text for id, snippet in seen["found"])
        paired = archive.pairs.side_by_side(lost)
        assert paired is not None and not paired.pair.aligned and not paired.differences
        archive.desk.bookmark(lost, note="my own")


@pytest.mark.parametrize(
    "work", [lambda a: a.finish(), lambda a: a.rebuild(), lambda a: a.add([seeds_folder()])]
)
def test_all_work_goes_on_around_one_that_is_lost(
    archive_folder: Path, lost: str, work: Callable[[Archive], object]
) -> None:
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        list(work(archive))
        assert archive.pending() == 0
        assert archive.search.page(SearchRequest("syrie", snippets=True)).total
        assert archive.search.page(SearchRequest()).total == 5


def test_a_rebuild_names_what_is_lost_and_adding_its_file_brings_it_back(
    archive_folder: Path, built_archive: Path, lost: str
) -> None:
    with open_archive(built_archive, settings=SETTINGS) as whole:
        before = everything_of(whole)
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        told = [step for step in archive.rebuild() if isinstance(step, DocumentTaken)]
        assert [(step.article, step.outcome) for step in told] == [(lost, "skipped")]
        taken = [step for step in archive.add([seeds_folder()]) if isinstance(step, DocumentTaken)]
        assert sorted(step.outcome for step in taken) == ["changed", *["unchanged"] * 4]
        assert everything_of(archive) == before
        assert not [step for step in archive.rebuild() if isinstance(step, DocumentTaken)]


def test_a_title_that_is_no_text_costs_its_own_letters_only(
    archive_folder: Path, seed_ids: dict[str, str]
) -> None:
    damage(
        archive_folder, f"UPDATE articles SET title = CAST(x'41ff42' AS TEXT) WHERE id = '{seed_ids['001']}'"
    )
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        titles = {hit.id: hit.title for hit in archive.search.page(SearchRequest()).hits}
        assert titles[seed_ids["001"]] == "A\N{REPLACEMENT CHARACTER}B" and len(titles) == 5
