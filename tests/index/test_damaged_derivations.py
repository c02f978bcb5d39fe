"""What follows from the texts is thrown away where it is damaged and worked out again; nothing else fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.model.results import SearchRequest
from index.settings import ArchiveSettings, seeds_folder
from tests.index.test_damaged_texts import damage, everything_of

SETTINGS = ArchiveSettings(ner=False)
READ = {
    "mentions as found": "UPDATE mentions SET found = '[[1'",
    "mentions as merged": "UPDATE mentions SET resolved = substr(resolved, 1, 9)",
    "mentions of bytes": "UPDATE mentions SET resolved = x'ff00'",
    "mentions of another shape": 'UPDATE mentions SET resolved = \'[["a", 1, 2, "x", "place", null]]\'',
    "entities": "UPDATE entities SET names = '{'",
    "spellings of entities": "UPDATE entities SET variants = 'null'",
    "rows of pairs": "UPDATE pairs SET rows = '[[[0], [0], 0.5'",
    "evidence of pairs": "UPDATE pairs SET evidence = '{\"a\": 1}'",
    "evidence that is no JSON": "UPDATE pairs SET evidence = '{', rows = ''",
}
COMPARED = {
    "profiles": "UPDATE profiles SET profile = x'0001'",
    "cut profiles": "UPDATE profiles SET profile = substr(profile, 1, 400)",
    "measures": "UPDATE measures SET measures = x'000102'",
    "background": "UPDATE pairing_background SET background = substr(background, 1, 300)",
    "chunks of outlines": "UPDATE outline_chunks SET days = '[', means = x'00'",
    "facts": "UPDATE facts SET facts = '[1'",
    "ties": "UPDATE ties SET log_odds = 'x'",
    "vectors": "UPDATE article_vectors SET vector = x'00'",
    "sketches": "UPDATE sketches SET sketch = x'0001'",
    "vocabulary": "UPDATE finished SET state = '{' WHERE work = 'words'",
    "entities of articles": "UPDATE article_entities SET entities = x'0001'",
}


def work(archive: Archive) -> None:
    for _ in archive.finish():
        pass
    assert archive.pending() == 0


@pytest.mark.parametrize("what", READ)
def test_what_is_met_while_reading_is_made_again(archive_folder: Path, what: str) -> None:
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        before = everything_of(archive)
        entities = archive.names.all(limit=1000)
    damage(archive_folder, READ[what])
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        everything_of(archive)
        archive.names.all(limit=1000)
        work(archive)
        assert everything_of(archive) == before
        assert archive.names.all(limit=1000) == entities


@pytest.mark.parametrize("what", COMPARED)
def test_an_import_that_meets_it_makes_it_again(archive_folder: Path, tmp_path: Path, what: str) -> None:
    later = tmp_path / "later.txt"
    first = sorted(seeds_folder().glob("000*.txt"))[0].read_text("utf-8")
    later.write_text(f"{first}\n\nIls se reverront à Doha, dit-on à Moscou.", "utf-8")
    damage(archive_folder, COMPARED[what])
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        everything_of(archive)
        article = archive.search.page(SearchRequest()).hits[0].id
        archive.search.similar(article, 5)
        for _ in archive.add([later]):
            pass
        assert archive.pending() == 0
        found = everything_of(archive)
        for _ in archive.rebuild():
            pass
        assert everything_of(archive) == found


@pytest.mark.parametrize("what", ["ties", "facts", "profiles"])
def test_what_the_reader_says_meanwhile_is_kept_and_honoured(archive_folder: Path, what: str) -> None:
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        (pair,) = archive.pairs.all()
        damage(archive_folder, COMPARED[what])
        archive.desk.verdict(pair.fr, pair.en, "different")
        assert [(said.fr, said.en) for said in archive.desk.corrections()] == [(pair.fr, pair.en)]
        assert pair.articles not in [each.articles for each in archive.pairs.all()]
        work(archive)
        assert pair.articles not in [each.articles for each in archive.pairs.all()]
        archive.desk.undo()
        work(archive)
        assert [(each.articles, each.score) for each in archive.pairs.all()] == [(pair.articles, pair.score)]
