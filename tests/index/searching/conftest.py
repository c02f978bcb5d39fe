"""Archives of a few invented articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.model.articles import Article
from index.settings import ArchiveSettings
from index.storage.library import open_library


@pytest.fixture
def make_archive(tmp_path: Path) -> Iterable[Callable[[Iterable[Article]], Archive]]:
    """Takes articles in and works out all that follows from them."""
    opened: list[Archive] = []

    def make(articles: Iterable[Article]) -> Archive:
        folder = tmp_path / f"archive{len(opened)}"
        folder.mkdir()
        library = open_library(folder)
        for article in articles:
            library.articles.put(article, b"")
        library.close()
        archive = open_archive(folder, settings=ArchiveSettings(ner=False))
        opened.append(archive)
        list(archive.finish())
        return archive

    yield make
    for archive in opened:
        archive.close()
