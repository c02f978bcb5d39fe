"""Bookmarks are made, listed, removed, and leave as a document."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.errors import StorageError
from index.model.desk import Bookmark
from tests.tui.cli.canned_archive import ENGLISH, FRENCH, FakeArchive
from tests.tui.cli.running import answer, run
from tui.cli.exports.interface import GONE
from tui.cli.exports.markdown import bookmarks_markdown
from tui.cli.exports.spreadsheet import bookmarks_csv
from tui.terminal.text import clean


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
    header, row = csv.reader(io.StringIO(text))
    cells = dict(zip(header, row, strict=True))
    assert cells["title"] == '\'=HYPERLINK("x")'
    assert cells["counterpart_title"] == ENGLISH.title
    assert cells["note"] == "two\nlines"


def cells(note: str) -> dict[str, str]:
    bookmark = Bookmark("b0", FRENCH.id, ENGLISH.id, None, note, (), "2025-01-02T03:04:05Z")
    header, row = csv.reader(io.StringIO(bookmarks_csv([bookmark], {FRENCH.id: FRENCH})))
    return dict(zip(header, row, strict=True))


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹢﹣﹦⁺₌")
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u3000", "\u200b", "\x00", "\ufeff\u00a0"])
def test_no_spelling_of_a_formula_gets_into_a_spreadsheet(before: str, sign: str) -> None:
    """A tab and a line end go before it; what cannot be seen is taken away, and may have hidden the sign."""
    cell = cells(f"{before}{sign}cmd|'/c calc'!A1")["note"]
    assert cell.startswith("'") and f"{sign}cmd" in cell


def test_what_only_has_such_a_sign_in_it_is_left_alone() -> None:
    assert cells("1+1=2")["note"] == "1+1=2"


def test_one_article_that_is_gone_does_not_keep_the_others_from_being_exported(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "2")
    gone = Bookmark(
        "b9", "cccc1111dddd2222", "eeee1111ffff2222", 3, "my # note", ("x",), "2025-01-02T03:04:05Z"
    )
    archive.kept.insert(0, gone)
    code, out, _ = run(capsys, "bookmarks", "export")
    assert code == 0
    assert f"## {gone.article}\n\n- {GONE}\n- tags: x\n" in out and "my \\# note" in out
    assert "> Moscou appelle Téhéran." in out
    code, out, _ = run(capsys, "bookmarks", "export", "--format", "csv")
    header, first, second = csv.reader(io.StringIO(out))
    told = dict(zip(header, first, strict=True))
    assert code == 0 and second[2] == FRENCH.id
    assert (told["id"], told["title"], told["counterpart_id"]) == (gone.article, "", gone.counterpart)
    assert (told["paragraph"], told["note"]) == ("4", "my # note")
    assert run(capsys, "bookmarks", "export", "--format", "json")[0] == 0


def test_a_text_that_is_damaged_is_told_and_the_rest_is_exported(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "2", "--note", "mine")

    def get(id: str) -> None:
        raise StorageError("the text of an article is damaged")

    monkeypatch.setattr(archive.articles, "get", get)
    code, out, err = run(capsys, "bookmarks", "export")
    assert code == 0
    assert FRENCH.title in out and "mine" in out
    assert f"newsreader: {FRENCH.id}: the text of an article is damaged" in err


HOSTILE_MARKDOWN = st.lists(
    st.sampled_from([*"-+=*_#>`~|&<!:[](){}\\./$^\"' \t\n1a", "\u200b", "amp;", "http://x", "```", "    "]),
    max_size=30,
).map("".join)


@settings(deadline=None)
@given(HOSTILE_MARKDOWN)
@example("# no heading\n- no list\n1. none\n2) none\n> no quotation\n```\nno code\n    none\n---\n===")
@example("a\n===\nb\n---\n|a|b|\n|-|-|\n&lt;script&gt;<b onclick=x>[a](javascript:x)![a](b)")
@example("\u200b# hidden\n\u200b- hidden")
@example("-- -\n- - -\n--\t-")
def test_whatever_a_note_holds_it_is_a_paragraph_of_plain_words(text: str) -> None:
    bookmark = Bookmark("b0", FRENCH.id, None, 0, text, (text,), "2025-01-02T03:04:05Z")
    articles = {FRENCH.id: replace(FRENCH, title=text)}
    written = "\n".join(bookmarks_markdown([bookmark], articles, {"b0": text}))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(written)
    blocks = {token.type for token in tokens if token.nesting >= 0}
    assert blocks <= {
        "heading_open", "bullet_list_open", "list_item_open", "paragraph_open", "blockquote_open", "inline",
    }  # fmt: skip
    assert sum(token.type == "heading_open" for token in tokens) == 2
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "softbreak", "em_open", "em_close", "text_special"}
    shown = "".join(child.content for child in inline)
    for line in clean(text).split("\n"):
        assert "".join(line.split()) in "".join(shown.split())
