"""Step by step, whatever the reader says in between, an archive comes to what a rebuild makes of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive, open_archive
from index.model.results import SearchRequest
from index.settings import ArchiveSettings, seeds_folder
from index.storage.sqlite.opening import open_database

SETTINGS = ArchiveSettings(ner=False)
STEPS = 7


def derived(folder: Path) -> dict[str, Any]:
    """All that follows from the texts and the verdicts; by ids, for numbers are given as they come."""
    with open_database(folder) as database:
        rows = database.rows
        return {
            "pairs": [
                (fr, en, status, round(score, 6), json.loads(evidence), json.loads(aligned))
                for fr, en, status, score, evidence, aligned in rows(
                    "SELECT fr, en, status, score, evidence, rows FROM pairs ORDER BY fr, en"
                )
            ],
            "counterparts": rows("SELECT id, counterpart FROM articles ORDER BY id"),
            "stories": rows("SELECT article, story FROM stories ORDER BY article"),
            "links": sorted(tuple(sorted(link)) for link in rows("SELECT one, other FROM story_links")),
            "words": rows("SELECT * FROM words ORDER BY language, stem"),
            "word pairs": rows("SELECT * FROM word_pairs ORDER BY fr, en"),
            "mentions": rows(
                "SELECT a.id, m.extractor, m.found, m.resolved FROM mentions m"
                " JOIN articles a ON a.n = m.article ORDER BY a.id"
            ),
            "entities": rows(
                "SELECT id, kind, label, names, variants, articles, fr, en FROM entities ORDER BY id"
            ),
            "entities of articles": rows(
                "SELECT a.id, e.id FROM entity_articles x JOIN articles a ON a.n = x.article"
                " JOIN entities e ON e.n = x.entity ORDER BY a.id, e.id"
            ),
            "copies": rows(
                "SELECT a.id, o.id FROM copies c JOIN articles a ON a.n = c.article"
                " JOIN articles o ON o.n = c.original ORDER BY a.id"
            ),
            "vectors": rows(
                "SELECT a.id, v.vector FROM article_vectors v JOIN articles a ON a.n = v.article"
                " ORDER BY a.id"
            ),
        }


def write(documents: Path, dice: random.Random) -> Path:
    """One of a few documents as it is today: a seed, a copy of one, or what was made of it since."""
    seeds = sorted(seeds_folder().glob("*.txt"))
    seed = dice.choice(seeds)
    paragraphs = seed.read_text("utf-8").split("\n\n")
    for _ in range(dice.randrange(3)):
        paragraphs.insert(1 + dice.randrange(len(paragraphs)), dice.choice(paragraphs[1:] or paragraphs))
    if dice.random() < 0.3:
        paragraphs = paragraphs[: max(2, len(paragraphs) // 2)]
    file = documents / f"{dice.choice(('one', 'two'))}-{seed.name}"
    file.write_text("\n\n".join(paragraphs), "utf-8")
    return file


def step(archive: Archive, documents: Path, dice: random.Random) -> None:
    hits = archive.search.page(SearchRequest()).hits
    articles = {
        language: sorted(hit.id for hit in hits if hit.language == language) for language in ("fr", "en")
    }
    match dice.choice(("add", "add", "same", "different", "withdraw", "undo")):
        case "add":
            for _ in archive.add([write(documents, dice)]):
                pass
        case "undo":
            archive.desk.undo()
        case verdict if articles["fr"] and articles["en"]:
            fr, en = dice.choice(articles["fr"]), dice.choice(articles["en"])
            pairs = archive.pairs.all()
            if pairs and dice.random() < 0.7:
                fr, en = dice.choice(pairs).fr, dice.choice(pairs).en
            if verdict == "withdraw":
                archive.desk.withdraw(fr, en)
            else:
                archive.desk.verdict(fr, en, verdict)


@pytest.mark.slow
@pytest.mark.parametrize("seed", (3, 4))
def test_what_came_step_by_step_is_what_a_rebuild_makes(
    archive_folder: Path, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    documents = tmp_path / "documents"
    documents.mkdir()
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        for _ in range(STEPS):
            step(archive, documents, dice)
        for _ in archive.finish():
            pass
        assert archive.pending() == 0
    before = derived(archive_folder)
    with open_archive(archive_folder, settings=SETTINGS) as archive:
        for _ in archive.rebuild():
            pass
    after = derived(archive_folder)
    assert {name for name in before if before[name] != after[name]} == set()
