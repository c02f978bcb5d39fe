"""Walking through the open text, and the forms of the page: nothing of it asks the archive."""

from __future__ import annotations

import pytest

from tests.tui.desks.nouns import pair_view, view
from tests.tui.desks.stand_ins import Around
from tui.aligned.document import Mode
from tui.desks.walking import WalkingDesk
from tui.settings import NARROWEST, WIDEST


class Walking(Around):
    def __init__(self, *, paired: bool = True) -> None:
        super().__init__()
        self.copied: list[str] = []
        self.desk = WalkingDesk(self.place, self.surface, self.results, self.reading, self.copied.append)
        pair = pair_view("a", "e")
        self.opens(*((pair.left, pair) if paired else (view("a"),)))


def test_with_a_query_the_next_match_is_meant() -> None:
    around = Walking()
    around.place.session = around.place.session.__class__(query="alep")
    around.desk.match(-1)
    assert around.reading.walked == [("match", -1)] and around.reading.noted == ""
    around.reading.dead_end = True
    around.desk.match(1)
    assert "J opens the next article" in around.reading.noted


def test_without_one_the_next_unread_article() -> None:
    around = Walking()
    around.results.total = 2
    around.desk.match(1)
    assert around.results.cursor == 1 and around.reading.noted == ""
    around.desk.match(1)
    assert "no further unread article" in around.reading.noted


@pytest.mark.parametrize("walk", ["difference", "sentence"])
def test_where_two_reports_agree_and_differ_is_not_looked_for_in_one(walk: str) -> None:
    for paired, walked in ((True, [(walk, 1)]), (False, [])):
        around = Walking(paired=paired)
        getattr(around.desk, walk)(1)
        assert around.reading.walked == walked


def test_forms_are_remembered_and_there_are_none_of_one_report() -> None:
    around = Walking()
    around.desk.cycle_form()
    assert around.place.session.mode == Mode.SPLIT.value
    around.surface.room_for_two = False
    around.desk.cycle_form()
    assert around.place.session.mode == Mode.PEEK.value
    around.desk.swap()
    assert around.reading.swapped
    alone = Walking(paired=False)
    alone.desk.cycle_form()
    alone.desk.swap()
    assert alone.reading.noted == "alone" and alone.reading.text.mode is Mode.SINGLE
    assert not alone.reading.swapped


def test_the_column_is_as_wide_as_it_may_be() -> None:
    around = Walking()
    for _ in range(100):
        around.desk.wider()
    assert around.reading.text.measure == around.place.session.width == WIDEST
    for _ in range(100):
        around.desk.narrower()
    assert around.reading.text.measure == around.place.session.width == NARROWEST


def test_hidden_text_and_the_text_alone_are_switches_that_say_how_they_stand() -> None:
    around = Walking()
    around.desk.toggle_hidden()
    assert around.reading.text.show_hidden and around.place.session.hidden
    assert "is shown" in around.reading.noted
    around.desk.toggle_hidden()
    assert not around.place.session.hidden and "hidden again" in around.reading.noted
    around.desk.toggle_zen()
    assert around.surface.zen and around.surface.pane == "text"
    around.desk.toggle_zen()
    assert not around.surface.zen


def test_a_paragraph_is_copied_and_without_one_the_clipboard_keeps_what_it_has() -> None:
    around = Walking()
    around.desk.copy()
    assert around.copied == [] and around.surface.said == ""
    around.reading.quotation = "One.\n— A (FR, /a)"
    around.desk.copy()
    assert around.copied == [around.reading.quotation] and "One." in around.surface.said
