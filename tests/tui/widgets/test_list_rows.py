"""How articles and names look in a list."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.widgets.hostile_texts import FORBIDDEN, HOSTILE
from tui.terminal.text import cells, clean_line
from tui.widgets.article_row import ArticleRow, format_article, short_date
from tui.widgets.entity_row import EntityRow, entity_heading, format_entity
from tui.widgets.glyphs import ASCII
from tui.widgets.list_rows import ListRow

STRIKE = ArticleRow(
    "fr", "Grève des ports : un accord trouvé à l'aube", "14 mar", "Le Littoral", counterparts=2
)


def text(row: ListRow, line: int = 0) -> str:
    return "".join(piece for piece, _ in row.lines[line])


def test_the_row_of_the_design_at_80_columns() -> None:
    marked = ArticleRow(
        "fr", STRIKE.title, "14 mar", "Le Littoral", bookmarked=True, unread=True, counterparts=2
    )
    assert text(format_article(marked, 78)) == (
        "* FR 14 mar    Le Littoral  Grève des ports : un accord trouvé à l'aube     =2"
    )
    alone = ArticleRow("en", "Minister rules out port privatisation", "12 Mar", "Coast Herald", unread=True)
    assert text(format_article(alone, 78)) == (
        ". EN 12 Mar    Coast Herald Minister rules out port privatisation            -"
    )


def test_a_report_that_may_be_the_counterpart_is_told_from_one_that_is_without_colour() -> None:
    may_be = ArticleRow("fr", STRIKE.title, "14 mar", "Le Littoral", possible=1)
    assert text(format_article(may_be, 50, lines=2)).endswith("  ~1")
    assert text(format_article(may_be, 78)).endswith("  ~1")
    both = ArticleRow("fr", STRIKE.title, counterparts=1, possible=1)
    assert text(format_article(both, 78)).endswith("  =1")


def test_a_row_of_an_event_counts_its_reports_and_those_under_it_say_so() -> None:
    event = ArticleRow("fr", STRIKE.title, "14 mar", "Le Littoral", event="FR 3 · EN 2", counterparts=1)
    under = ArticleRow("en", "Dockers end strike", "14 Mar", "Coast Herald", counterparts=1, under=True)
    assert text(format_article(event, 70)) == (
        "  FR 14 mar    Le Littoral  Grève des ports : un accord…   FR 3 · EN 2"
    )
    assert format_article(event, 70).lines[0][-1] == ("  FR 3 · EN 2", "dim")
    assert text(format_article(under, 70)) == (
        "  EN 14 Mar    Coast Herald └ Dockers end strike                    =1"
    )
    assert text(format_article(event, 50, lines=2)).endswith("  FR 3 · EN 2")
    assert text(format_article(under, 50, lines=2), 1).startswith("  └ Dockers end strike")
    for row in (event, under):
        for width in range(14, 90):
            assert {cells(text(format_article(row, width, lines=lines))) for lines in (1, 2)} == {width}


def test_two_lines_in_a_narrow_column() -> None:
    row = format_article(STRIKE, 50, lines=2)
    assert text(row) == "  FR 14 mar    Le Littoral                      =2"
    assert text(row, 1) == "  Grève des ports : un accord trouvé à l'aube     "


def test_columns_give_way_to_the_title() -> None:
    assert "Le Littoral" not in text(format_article(STRIKE, 50))
    assert "14 mar" not in text(format_article(STRIKE, 30))
    assert text(format_article(STRIKE, 30)) == "  FR Grève des ports : un…  =2"
    without = text(format_article(STRIKE, 78, source_width=0))
    assert "Le Littoral" not in without and "14 mar    Grève" in without


def test_hits_keep_to_their_words_and_never_mark_the_ellipsis() -> None:
    row = ArticleRow("fr", STRIKE.title, highlights=((0, 5), (21, 27)), unread=True)
    hits = [(piece, roles) for piece, roles in format_article(row, 78).lines[0] if "hit" in roles.split()]
    assert hits == [("Grève", "title unread hit"), ("accord", "title unread hit")]
    cut = [piece for piece, roles in format_article(row, 36).lines[0] if "hit" in roles.split()]
    assert cut == ["Grève"]


def test_a_derived_title_says_so_without_colour() -> None:
    row = format_article(ArticleRow("fr", "Les ports bloqués", derived=True), 78)
    assert "Les ports bloqués…" in text(row)
    assert any("derived" in roles for _, roles in row.lines[0])


def test_what_found_an_expanded_hit_is_named() -> None:
    row = ArticleRow("en", "Dockers end strike", via="strike")
    assert "Dockers end strike  via strike" in text(format_article(row, 78))
    assert "via" not in text(format_article(row, 34))


@pytest.mark.parametrize(
    ("day", "precision", "language", "expected"),
    [
        ("2025-03-14", "day", "fr", "14 mar"),
        ("2025-08-02", "day", "fr", " 2 aoû"),
        ("2025-03-09", "day", "en", " 9 Mar"),
        ("2011-03-14", "day", "fr", "14 mar 11"),
        ("2025-03-01", "month", "en", "Mar 2025"),
        ("2011-01-01", "year", "fr", "2011"),
        ("\x1b[2J", "day", "fr", ""),
    ],
)
def test_short_dates(day: str, precision: str, language: str, expected: str) -> None:
    assert short_date(day, precision, language, date(2025, 6, 1)) == expected


foreign = st.sampled_from(list(HOSTILE.values())) | st.text(max_size=40)


@given(foreign, foreign, st.integers(1, 200), st.integers(1, 2), st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_line_is_as_wide_as_the_column_and_clean(
    title: str, source: str, width: int, lines: int, flag: bool
) -> None:
    row = ArticleRow(source[:3], title, title[:8], source, ((1, 4),), flag, flag, not flag, 3, via=source)
    made = format_article(row, width, lines=lines)
    assert len(made.lines) == lines
    for line in range(lines):
        assert not FORBIDDEN.search(text(made, line)) and "\n" not in text(made, line)
        if width >= 14:
            assert cells(text(made, line)) == width


def test_a_name_with_its_counts() -> None:
    assert text(format_entity(EntityRow("Londres = London", 3, 7), 27)) == "Londres = London      3│  7"
    assert text(format_entity(EntityRow("UE = EU", 6, 10), 14, digits=2)) == "UE = EU   6│10"
    assert (
        text(format_entity(EntityRow("Organisation des Nations unies", 6, 10), 20)) == "Organisatio…   6│ 10"
    )
    assert entity_heading(27) == " FR│ EN".rjust(27)
    assert "|" in text(format_entity(EntityRow("UE", 1, 2), 20, glyphs=ASCII))


@given(foreign, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_names_are_as_wide_as_the_column_and_clean(label: str, width: int) -> None:
    row = text(format_entity(EntityRow(label, 1, 2), width))
    assert cells(row) == width and clean_line(row) == row
