"""Bookmarks are made, listed, removed, and leave as a document."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from index.model.desk import Bookmark
from tests.tui.cli.canned_archive import ENGLISH, FRENCH, FakeArchive
from tests.tui.cli.running import answer, run
from tui.cli.exports.spreadsheet import bookmarks_csv


def test_a_bookmark_is_added_listed_and_removed(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    added = answer(
        capsys, "bookmarks", "add", "aaaa", "--paragraph", "2", "--note", "quote", "--tag", "syria"
    )
    assert added["bookmarks"][0]["block"] == 1
    assert [b["title"] for b in answer(capsys, "bookmarks")["bookmarks"]] == [FRENCH.title]
    assert answer(capsys, "bookmarks", "list") == answer(capsys, "bookmarks")
    assert run(capsys, "bookmarks", "remove", "aaaa")[0] == 0
    assert answer(capsys, "bookmarks") == {"bookmarks": []}


def test_an_article_with_two_bookmarks_is_ambiguous(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "1")
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "2")
    code, _, err = run(capsys, "bookmarks", "remove", "aaaa")
    assert code == 3
    assert "b0, b1" in err
    assert len(archive.kept) == 2


def test_a_paragraph_that_is_not_there(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "7")
    assert code == 3
    assert "It has 2 paragraphs." in err
    assert archive.kept == []


def test_bookmarks_leave_as_markdown_with_both_citations(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.reports[FRENCH.id] = replace(FRENCH, title="*Entretien* <b>")
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "2", "--note", "to # quote")
    code, out, _ = run(capsys, "bookmarks", "export")
    assert code == 0
    assert r"## \*Entretien\* \<b\>" in out
    assert "- EN: *Call about Syria*, IFP, 2024-11-30, /news/4.txt" in out
    assert "> Moscou appelle Téhéran." in out
    assert r"to \# quote" in out


def test_bookmarks_leave_as_csv_that_no_spreadsheet_runs() -> None:
    articles = {FRENCH.id: replace(FRENCH, title='=HYPERLINK("x")'), ENGLISH.id: ENGLISH}
    bookmark = Bookmark("b0", FRENCH.id, ENGLISH.id, None, "two\nlines", (), "2025-01-02T03:04:05Z")
    text = bookmarks_csv([bookmark], articles)
    import csv

    header, row = csv.reader(io.StringIO(text))
    cells = dict(zip(header, row, strict=True))
    assert cells["title"] == '\'=HYPERLINK("x")'
    assert cells["counterpart_title"] == ENGLISH.title
    assert cells["note"] == "two\nlines"
