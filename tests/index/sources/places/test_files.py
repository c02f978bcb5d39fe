"""Text files on disk: what is read, what is skipped, and why."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from index.errors import SourceError
from index.model.articles import RawDocument, SkippedDocument
from index.sources.formats.text import PlainText
from index.sources.places import files
from index.sources.registry import open_source

SIZE_CAP = PlainText.most_bytes


def read(location: Path) -> list[RawDocument]:
    found = list(open_source(location).documents())
    assert all(isinstance(document, RawDocument) for document in found), found
    return found


def skipped(location: Path) -> SkippedDocument:
    (only,) = open_source(location).documents()
    assert isinstance(only, SkippedDocument)
    return only


def test_one_file_is_one_document(tmp_path: Path) -> None:
    file = tmp_path / "une.txt"
    file.write_bytes(b"Bonjour.\n")
    (document,) = read(file)
    assert document.raw == b"Bonjour.\n"
    assert document.origin == str(file)
    assert document.sha256 == hashlib.sha256(b"Bonjour.\n").hexdigest()
    assert not document.hints


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.TXT", "b/deeper/0.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    source = open_source(tmp_path)
    origins = [str(Path(d.origin).relative_to(tmp_path)) for d in source.documents()]
    assert origins == ["a.txt", "c.TXT", "b/10.txt", "b/2.txt", "b/deeper/0.txt"]
    assert source.count() == 5
    assert [d.origin for d in source.documents()] == [d.origin for d in source.documents()]


def test_hidden_and_foreign_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".cache/x.txt", "page.html", "README", "kept.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("text")
    assert [Path(d.origin).name for d in read(tmp_path)] == ["kept.txt"]


def test_an_empty_file_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert "empty" in skipped(tmp_path).reason


def test_a_huge_file_is_skipped_by_its_size_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)

    def refuse(*_: object, **__: object) -> int:
        raise AssertionError("it was opened")

    monkeypatch.setattr(os, "open", refuse)
    assert skipped(tmp_path).reason.startswith("100.0 MB")


def test_a_file_of_exactly_the_cap_is_read_and_one_that_grew_past_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"x" * SIZE_CAP)
    assert len(read(file)[0].raw) == SIZE_CAP
    file.write_bytes(b"x" * (SIZE_CAP + 1))
    monkeypatch.setattr(files, "_refusal", lambda status, most: None)
    assert "grew" in skipped(file).reason


def test_a_pipe_does_not_block_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert skipped(tmp_path).reason == "not a regular file"
    # Even when it takes the place of a file between the two looks.
    regular = tmp_path / "file.txt"
    regular.write_text("x")
    status = os.lstat(regular)
    regular.unlink()
    monkeypatch.setattr(os, "lstat", lambda path: status)
    assert skipped(tmp_path).reason == "not a regular file"


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "loop.txt").symlink_to("loop.txt")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    reasons = {Path(d.origin).name: d.reason for d in open_source(inside).documents()}  # type: ignore[union-attr]
    assert set(reasons) == {"loop.txt", "file.txt", "folder", "round"}
    assert all("link" in reason for reason in reasons.values())


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "target").write_text("secret")
    status = os.lstat(tmp_path / "target")
    (tmp_path / "file.txt").symlink_to(tmp_path / "target")
    monkeypatch.setattr(os, "lstat", lambda path: status)
    assert "link" in skipped(tmp_path).reason


def test_a_link_that_the_reader_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("a")
    (tmp_path / "link").symlink_to("real")
    assert [d.origin for d in read(tmp_path / "link")] == [str(tmp_path / "real" / "a.txt")]


def test_a_file_that_vanished_is_skipped(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(name)
    documents = open_source(tmp_path).documents()
    assert isinstance(next(documents), RawDocument)
    (tmp_path / "b.txt").unlink()
    gone = next(documents)
    assert isinstance(gone, SkippedDocument)
    assert "vanished" in gone.reason


def test_an_unreadable_file_and_folder_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "shut").mkdir()

    def deny(path: object, *_: object) -> int:
        raise PermissionError(13, "Permission denied", path)

    scandir = os.scandir
    monkeypatch.setattr(os, "open", deny)
    monkeypatch.setattr(os, "scandir", lambda path: deny(path) if "shut" in path else scandir(path))
    found = list(open_source(tmp_path).documents())
    assert [type(d) for d in found] == [SkippedDocument, SkippedDocument]
    assert all("permission denied" in d.reason for d in found if isinstance(d, SkippedDocument))


def test_a_name_that_is_not_utf8_is_skipped_with_a_printable_origin(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as stream:
        stream.write(b"x")
    found = skipped(tmp_path)
    assert "rename" in found.reason
    assert found.origin == rf"{tmp_path}/caf\xe9.txt"


def test_a_tree_deeper_than_the_recursion_limit_is_walked(tmp_path: Path) -> None:
    folders = [str(tmp_path)]
    for _ in range(1200):
        folders.append(folders[-1] + "/d")
        os.mkdir(folders[-1])
    file = Path(folders[-1]) / "leaf.txt"
    file.write_text("x")
    try:
        assert [d.origin for d in read(tmp_path)] == [str(file)]
    finally:
        file.unlink()
        for folder in reversed(folders[1:]):
            os.rmdir(folder)


@pytest.mark.parametrize("name", ["nowhere", "no\0where", "~nobody-of-that-name/x", "x" * 5000])
def test_what_is_not_there_is_an_error_with_a_hint(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(name if name.startswith("~") else f"{tmp_path}/{name}")
    assert caught.value.hint


def test_another_kind_of_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>")
    with pytest.raises(SourceError, match=r"not a \.txt file"):
        open_source(tmp_path / "page.html")
