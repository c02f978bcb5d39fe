"""One article, and both reports of an event, as text and as JSON."""

from __future__ import annotations

import re

import pytest

from tests.tui.cli.canned_archive import ENGLISH, FRENCH, FakeArchive
from tests.tui.cli.running import answer, run
from tui.cli import pair_text


def test_show_hides_what_is_not_the_article_until_asked(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    _, short, _ = run(capsys, "show", "aaaa")
    _, whole, _ = run(capsys, "show", "aaaa", "--all-blocks")
    assert "Alep est prise." in short
    assert "À lire aussi" not in short
    assert "[teaser] À lire aussi" in whole
    assert short.splitlines()[0] == FRENCH.title
    assert short.count(FRENCH.title) == 1


def test_show_json_names_the_counterpart_and_the_entities(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    shape = answer(capsys, "show", FRENCH.id)
    assert (shape["counterpart"], shape["entities"]) == (ENGLISH.id, ["place-aleppo"])


def test_a_pair_in_plain_is_linear_and_labelled(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "show", ENGLISH.id, "--pair", "--plain")
    assert code == 0
    rows = [line for line in out.splitlines() if re.match(r"\d (FR|EN):", line)]
    assert rows == [
        "1 FR: Alep est prise.",
        "1 EN: (no matching passage found)",
        "2 FR: Moscou appelle Téhéran.",
        "2 EN: Moscow calls Tehran.",
    ]


def test_differences_stand_by_kind_apart_from_what_is_said_in_other_words(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "show", ENGLISH.id, "--pair", "--plain")
    assert out.splitlines()[out.splitlines().index("differs:") :] == [
        "differs:",
        "  numbers",
        "    row 2: FR “3”, EN “4”",
        "    row 2: FR “deux”, EN none found",
        "  passages",
        "    row 1: FR “Alep est prise.”, EN no matching passage found",
        "",
        "same in other words:",
        "  numbers",
        "    row 2: FR “un millier”, EN “1,000”",
    ]


def test_the_evidence_of_a_pair_is_told_in_sentences(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "show", ENGLISH.id, "--pair")
    assert "0.93  counterpart: 1 of 1 paragraph aligned, 1 name in common, 1 day apart" in out
    assert "  Both name Syrie = Syria." in out
    assert "  Published one day apart." in out


def test_a_pair_on_a_wide_terminal_stands_in_two_columns() -> None:
    view = FakeArchive().pairs.side_by_side(FRENCH.id)
    assert view is not None
    lines = list(pair_text.pair_lines(view, (), 80))
    beside = next(line for line in lines if "Moscou" in line)
    assert beside.index("│") == 39
    assert "Moscow" in beside
    assert max(map(len, lines[:8])) <= 80
    assert not any("│" in line for line in pair_text.pair_lines(view, (), 60))


def test_no_counterpart_is_said_and_is_not_a_success(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    del archive.reports[ENGLISH.id]
    code, out, err = run(capsys, "show", FRENCH.id, "--pair")
    assert (code, out) == (3, "")
    assert "has no counterpart" in err
