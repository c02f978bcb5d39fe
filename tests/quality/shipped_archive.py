"""One archive of all shipped bilingual texts: releases, news with their translation, invented reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from index.archive import Archive, open_archive
from index.model.articles import Article, Block, DateRange, Role
from index.settings import ArchiveSettings
from index.storage.library import open_library

GOLD = Path(__file__).parent / "counterparts"


def articles() -> Iterator[Article]:
    """Every article of the three files; ids tell file, event and language."""
    for row in json.loads((GOLD / "debian_trans.json").read_text("utf-8"))["articles"]:
        yield _article(
            row["id"].replace("/", "-"), row["language"], row["title"], row["paragraphs"], row["published"]
        )
    for row in json.loads((GOLD / "invented.json").read_text("utf-8")):
        yield _article(row["id"], row["language"], row["title"], row["paragraphs"], row["published"])
    for number, row in enumerate(json.loads((GOLD / "ntrex_trans.json").read_text("utf-8"))):
        for language in ("fr", "en"):
            paragraphs = row[language]
            yield _article(
                f"ntrex-{number}.{language}", language, paragraphs[0], paragraphs[1:], "2018-09-30"
            )


def build(folder: Path) -> Archive:
    """An archive in ``folder`` with everything worked out that follows from the articles."""
    folder.mkdir(parents=True, exist_ok=True)
    library = open_library(folder)
    with library.database.transaction():
        for article in articles():
            library.articles.put(article, b"")
    library.close()
    archive = open_archive(folder, settings=ArchiveSettings(ner=False))
    for _ in archive.finish():
        pass
    return archive


def _article(id: str, language: str, title: str, paragraphs: list[str], day: str | None) -> Article:
    return Article(
        id=id,
        origin=f"/{id}.txt",
        sha256=hashlib.sha256("\n".join([title, *paragraphs]).encode()).hexdigest(),
        language=language,
        title=title,
        title_origin="given",
        blocks=(
            Block(0, Role.TITLE, title),
            *(Block(n, Role.BODY, text) for n, text in enumerate(paragraphs, 1)),
        ),
        published=DateRange(day, day, "day", "field") if day else None,
    )
