"""Which source reads a location."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import SourceError
from index.model.articles import RawDocument
from index.sources import registry
from index.sources.interface import Content
from index.sources.registry import FORMATS, open_source


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


def test_no_two_formats_read_the_same() -> None:
    suffixes = [suffix for kind in FORMATS for suffix in kind.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert len({kind.media_type for kind in FORMATS}) == len(FORMATS)


def test_another_format_is_read_from_the_places_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lines:
        name, media_type, suffixes, most_bytes = ".lines files", "text/x-lines", (".lines",), 1000

        def documents(self, content: Content) -> Iterator[RawDocument]:
            for n, line in enumerate(content.raw.splitlines()):
                yield RawDocument(line, f"{content.origin}#{n}")

    monkeypatch.setattr(registry, "FORMATS", (*FORMATS, Lines()))
    (tmp_path / "a.txt").write_text("un")
    (tmp_path / "b.lines").write_text("deux\ntrois")
    assert [document.raw for document in open_source(tmp_path).documents()] == [b"un", b"deux", b"trois"]
    with pytest.raises(SourceError, match=r"not a \.txt or \.lines file"):
        open_source(Path(__file__))
