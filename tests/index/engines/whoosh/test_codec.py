"""Posting lists come back from the disk as they went there, whatever their size."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from index.engines.whoosh.codec import PostingsCodec, PostingsReader
from index.engines.whoosh.inversion import Occurrences

# Terms that are alike in their first eight bytes, and such that end with zeros, too.
terms = st.one_of(
    st.binary(max_size=3),
    st.binary(max_size=2).map(lambda end: b"fr avoca" + end),
    st.sampled_from([b"fr a", b"fr a\0", b"fr a\0\0\0\0\0"]),
)
places = st.sets(st.tuples(st.integers(0, 300), st.integers(0, 70_000)), min_size=1, max_size=8)


@contextmanager
def stored(occurrences: Occurrences) -> Iterator[PostingsReader]:
    with tempfile.TemporaryDirectory() as folder:
        storage, codec = FileStorage(folder, supports_mmap=False), PostingsCodec()
        segment = W3Segment(codec, "MAIN")
        writer = codec.field_writer(storage, segment)
        writer.fields = {"text": occurrences.postings()}
        writer.add_postings(None, None, ())
        reader = codec.terms_reader(storage, segment)
        yield reader
        reader.close()


def occurrences(found: dict[bytes, set[tuple[int, int]]]) -> Occurrences:
    known = [*found]
    rows = sorted((*place, number) for number, term in enumerate(known) for place in found[term])
    documents, positions, numbers = np.array(rows, np.int64).reshape(-1, 3).T
    return Occurrences(known, numbers, documents, positions)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(terms, places, max_size=12), terms)
def test_every_list_is_found_and_no_other(found: dict[bytes, set[tuple[int, int]]], other: bytes) -> None:
    with stored(occurrences(found)) as reader:
        field = reader.field("text")
        assert [term for _, term in reader.terms_from("text", b"")] == sorted(found)
        assert [term for _, term in reader.terms_from("text", other)] == sorted(
            t for t in found if t >= other
        )
        assert (("text", other) in reader) == (other in found)
        for term, expected in found.items():
            number = field.find(term)
            assert number is not None
            list_ = field.postings(number, positions=True)
            documents = np.repeat(list_.documents, list_.frequencies).tolist()
            assert list(zip(documents, list_.positions.tolist(), strict=True)) == sorted(expected)
            assert reader.doc_frequency("text", term) == len({document for document, _ in expected})
        assert reader.field("text").everything().terms == sorted(found)


@pytest.mark.parametrize("times", [1, 255, 256, 70_000])
def test_a_word_may_be_repeated_any_number_of_times(times: int) -> None:
    with stored(occurrences({b"fr mot": {(3, at) for at in range(times)}, b"fr non": {(0, 0)}})) as reader:
        list_ = reader.field("text").postings(0, positions=True)
        assert (list_.documents.tolist(), list_.frequencies.tolist()) == ([3], [times])
        assert list_.positions.tolist() == [*range(times)]


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"x" * 100)
    with (
        FileStorage(str(tmp_path), supports_mmap=False).open_file("other") as file,
        pytest.raises(ValueError),
    ):
        PostingsReader(file)
