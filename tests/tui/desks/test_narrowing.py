"""Narrowing: the filter menu, whose counts come when they come, and the filters that have a key."""

from __future__ import annotations

from typing import Any

from index.model.articles import EntityKind
from index.model.results import EntityFacet, FacetCounts
from index.protocol.questions import Counts
from tests.tui.desks.nouns import page
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused
from tui.desks.narrowing import NarrowingDesk
from tui.dialogs.filter_menu import CLEAR

COUNTED = FacetCounts((("AFP", 3),), (("fr", 2),), (("2024-12", 2),), undated=1)


class Searching:
    """The search desk: keeps what it is told, and narrows the session."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self.page = None
        self.narrowed: list[dict[str, Any]] = []

    def narrow(self, **changes: Any) -> None:
        self.narrowed.append(changes)
        self._around.place.remember(**changes)

    def as_typed(self, *, expand: bool) -> None:
        self.narrow(expand=expand)


class Narrowing(Around):
    def __init__(self) -> None:
        super().__init__()
        self.searching = Searching(self)
        self.desk = NarrowingDesk(self.archive, self.flows, self.place, self.searching)

    async def menu(self) -> Any:
        self.desk.choose()
        assert self.keys.held, "what is typed from now on is for the menu"
        await self.settled()
        return self.dialogs.top


def ids(menu: Any) -> list[str]:
    return [id for id, _ in menu._choices]


async def test_the_menu_does_not_wait_for_its_counts() -> None:
    around = Narrowing()
    menu = await around.menu()
    assert not around.keys.held and "source:AFP" not in ids(menu)
    await around.answers(Counts, COUNTED)
    assert {"language:fr", "source:AFP", "period:2024-12", "period:undated"} <= set(ids(menu))


async def test_counts_that_come_when_it_is_closed_are_not_shown_and_end_nothing() -> None:
    around = Narrowing()
    menu = await around.menu()
    await around.chooses(None)
    await around.answers(Counts, COUNTED)
    assert "source:AFP" not in ids(menu) and not around.tasks.unfinished
    assert around.searching.narrowed == []


async def test_counts_that_are_refused_leave_the_menu_open() -> None:
    around = Narrowing()
    await around.menu()
    await around.answers(Counts, Refused("locked"))
    assert around.surface.refusals == ["locked"]
    await around.chooses("standing:unread")
    assert around.searching.narrowed == [{"standing": "unread"}]


async def test_choosing_narrows_and_choosing_it_again_widens() -> None:
    around = Narrowing()
    for expected in ("AFP", None):
        await around.menu()
        await around.chooses("source:AFP")
        assert around.place.session.source == expected


async def test_no_filter_at_all_removes_every_one() -> None:
    around = Narrowing()
    around.place.remember(language="fr", entity="p1", entity_label="Assad", period="2024-12", query="alep")
    await around.menu()
    await around.chooses(CLEAR)
    assert not around.place.session.filtered and around.place.session.query == "alep"


async def test_standings_are_counted_in_the_menu_when_there_are_results() -> None:
    around = Narrowing()
    around.searching.page = page("a")
    object.__setattr__(around.searching.page, "standings", {"paired": 7})
    menu = await around.menu()
    assert dict(menu._choices)["standing:paired"] == "in both languages  (7)"


async def test_languages_go_round() -> None:
    around = Narrowing()
    for _ in range(3):
        around.desk.next_language()
    assert [changed["language"] for changed in around.searching.narrowed] == ["fr", "en", None]


async def test_a_name_narrows_with_its_label_and_none_shows_all_again() -> None:
    around = Narrowing()
    around.desk.by_entity(EntityFacet("p1", EntityKind.PERSON, "Assad", 3, 1))
    around.desk.by_entity(None)
    assert around.searching.narrowed == [
        {"entity": "p1", "entity_label": "Assad"},
        {"entity": None, "entity_label": ""},
    ]


async def test_each_switch_turns_its_own_way_and_back() -> None:
    around = Narrowing()
    for toggle in (around.desk.toggle_expansion, around.desk.toggle_copies, around.desk.toggle_meaning):
        toggle()
        toggle()
    assert around.searching.narrowed == [
        {"expand": False},
        {"expand": True},
        {"fold": False},
        {"fold": True},
        {"meaning": True},
        {"meaning": False},
    ]


async def test_one_key_chooses_between_rows_of_reports_and_rows_of_events() -> None:
    around = Narrowing()
    for rows in ("events", "reports", "events"):
        around.desk.toggle_rows()
        assert around.searching.narrowed[-1] == {"rows": rows}
    around.place.session = around.place.session.__class__()
    around.place.usual_rows = "events"
    around.desk.toggle_rows()
    assert around.searching.narrowed[-1] == {"rows": "reports"} and not around.place.by_event
