"""Which source reads a location."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import SourceError
from index.model import RawDocument
from index.sources.registry import open_source


def test_a_folder_of_text_files_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    source = open_source(tmp_path)
    assert source.count() == 1
    assert [type(d) for d in source.documents()] == [RawDocument]


def test_what_no_kind_reads_is_an_error_that_names_what_can_be_read() -> None:
    with pytest.raises(SourceError, match=r"https://example\.org/feed") as caught:
        open_source("https://example.org/feed")
    assert ".txt" in caught.value.hint


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not there"):
        open_source(tmp_path / "nowhere")
