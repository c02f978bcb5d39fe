from __future__ import annotations

from dataclasses import replace

import pytest

from index.model.pairs import AlignedRow, PairedReports, SentenceLink, TextSpan
from tests.tui.cli.canned_archive import ENGLISH, FRENCH, PAIR
from tui.cli.pair_text import NO_PASSAGE, NOTHING_BESIDE, pair_lines

BESIDE = AlignedRow((1,), (0,), 0.7)
LINK = SentenceLink(TextSpan(0, 0, 16), TextSpan(0, 0, 20), 0.6)


def said(row: AlignedRow, columns: int | None) -> str:
    pair = replace(PAIR, rows=(row, BESIDE))
    return "\n".join(pair_lines(PairedReports(FRENCH, ENGLISH, pair, ()), (), columns))


@pytest.mark.parametrize("columns", [None, 100])
def test_only_what_no_sentence_of_the_other_report_says_is_called_absent(columns: int | None):
    assert NO_PASSAGE in said(AlignedRow((0,), ()), columns)
    near = said(AlignedRow((0,), (), 0.41), columns)
    assert NO_PASSAGE not in near and NOTHING_BESIDE in near


@pytest.mark.parametrize("columns", [None, 100])
def test_where_the_other_report_tells_it_is_said(columns: int | None):
    told = said(AlignedRow((0,), (), 0.41, (LINK,)), columns)
    assert "(see “Moscow calls Tehran.”)" in told
    assert NO_PASSAGE not in told and NOTHING_BESIDE not in told
