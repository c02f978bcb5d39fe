"""An empty library, and articles to fill it with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.model.articles import Article, Block, DateRange, Role
from index.storage.sqlite.database import Database
from index.storage.sqlite.opening import open_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    with open_database(folder) as opened:
        yield opened


@pytest.fixture
def make_article() -> Callable[..., Article]:
    def make(
        id: str,
        language: str = "fr",
        day: str | None = "2024-12-01",
        paragraphs: Sequence[str] = ("Un premier paragraphe.", "Un second paragraphe."),
        **others: Any,
    ) -> Article:
        blocks = [Block(0, Role.TITLE, "Titre")]
        blocks += [Block(n, Role.BODY, text) for n, text in enumerate(paragraphs, 1)]
        values: dict[str, Any] = {
            "id": id,
            "origin": f"/news/{id}.txt",
            "sha256": hashlib.sha256("\n".join(paragraphs).encode()).hexdigest(),
            "language": language,
            "title": f"Titre {id}",
            "title_origin": "given",
            "blocks": tuple(blocks),
            "languages": {language: 1.0},
            "published": DateRange(day, day, "day", "field") if day else None,
        }
        return Article(**(values | others))

    return make
