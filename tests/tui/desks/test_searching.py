"""Searching: the newest wins, all else follows it, and a query that is refused takes nothing away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model.index_state import IndexState
from index.model.results import Hit
from index.protocol.answers import Hits
from index.protocol.questions import Facets, Search, Unfold
from tests.tui.desks.nouns import greeting, hit, page, pair_view, view
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused, Unanswered
from tui.desks.arrival import FIRST_RESULT
from tui.desks.searching import PAUSE_SECONDS, SearchDesk
from tui.wording import UNSEARCHED

REFUSED = Refused("no closing quote", position=2)


class Searching(Around):
    """Around the search desk; ``followed`` counts how often the open article was told to follow."""

    def __init__(self) -> None:
        super().__init__()
        self.followed = 0
        self.place.session = self.place.session.__class__(welcomed=True)
        self.desk = SearchDesk(
            self.archive,
            self.flows,
            self.arrival,
            self.place,
            self.surface,
            self.line,
            self.results,
            self.names,
            self.reading,
            self.clock.later,
            self._follow,
        )

    def _follow(self) -> None:
        self.followed += 1
        self.arrival.give_up()

    def types(self, query: str) -> None:
        self.surface.pane = "search"
        self.desk.typed(query)

    async def leaves(self) -> None:
        """The focus goes to the list, of which the screen tells the desk."""
        self.desk.left_box()
        self.surface.pane = "list"
        await self.settled()

    @property
    def queries(self) -> list[tuple[str, bool]]:
        """What was searched for, and whether as far as it goes."""
        return [(asked.request.query, asked.request.lenient) for asked in self.archive.of(Search)]


async def test_the_newest_search_wins() -> None:
    around = Searching()
    for query in ("al", "ale"):
        around.types(query)
        await around.settled()
    await around.answers(Search, page("old", query="al"), nth=0)
    assert around.desk.page is None and not around.results.lists
    await around.answers(Search, page("new", query="ale"), nth=1)
    assert [row.id for row in around.results.rows.values()] == ["new"]
    assert around.surface.header == (1, 0)


async def test_until_the_list_has_come_keys_are_for_its_first_article() -> None:
    around = Searching()
    around.desk.ask(keep_article=False)
    assert around.arrival.opening == FIRST_RESULT


async def test_a_further_page_is_added_as_what_it_was_asked_as() -> None:
    """The list knows by it whether it is a page of its own."""
    around = Searching()
    first, second = around.place.session.request(), around.place.session.__class__(query="x").request()
    around.desk.more(first, 64)
    around.desk.more(second, 128)
    await around.settled()
    await around.answers(Search, page("b"), nth=1)
    await around.answers(Search, page("a"), nth=0)
    assert [(asked.query, asked.offset) for asked in around.results.added] == [("x", 128), ("", 64)]


async def test_nobody_waits_for_a_row_of_a_further_page_that_is_refused() -> None:
    around = Searching()
    around.desk.more(around.place.session.request(), 64)
    around.arrival.expect(FIRST_RESULT)
    await around.settled()
    await around.answers(Search, Refused("locked"))
    assert around.surface.refusals == ["locked"] and around.arrival.opening == ""


async def test_a_refused_query_says_why_and_keeps_the_list_and_what_belongs_to_it() -> None:
    around = Searching()
    around.types("alep")
    await around.settled()
    await around.answers(Search, page("a", query="alep"))
    around.types('alep "')
    await around.settled()
    await around.answers(Search, REFUSED)
    assert (around.line.said, around.line.position) == ("no closing quote", 2)
    assert [row.id for row in around.results.rows.values()] == ["a"]
    assert len(around.archive.of(Facets)) == 1 and around.followed == 1, "the pause is over for the older one"
    assert around.arrival.opening == "" and around.surface.refusals == []
    assert len(around.archive.of(Search)) == 2


async def test_keys_that_waited_for_a_refused_search_are_given_back() -> None:
    around, done = Searching(), []
    around.desk.ask(keep_article=False)
    around.arrival.when_there(lambda: done.append("b"))
    await around.settled()
    await around.answers(Search, REFUSED)
    assert not around.keys.held and done == [] and "press the key again" in around.reading.noted


async def test_a_query_of_last_time_that_is_refused_is_read_as_far_as_it_goes() -> None:
    around = Searching()
    around.place.remember(query='"alep')
    around.desk.ask(keep_article=True)
    await around.settled()
    await around.answers(Search, REFUSED)
    assert around.queries == [('"alep', False), ('"alep', True)]
    await around.answers(Search, REFUSED)
    assert len(around.queries) == 2, "and not again and again"


async def test_one_that_is_refused_as_whole_words_beside_a_list_is_not_asked_again() -> None:
    around = Searching()
    around.desk.ask(keep_article=False)
    await around.settled()
    await around.answers(Search, page("a"))
    around.types('"alep')
    await around.leaves()
    await around.answers(Search, REFUSED)
    assert around.queries[1:] == [('"alep', True), ('"alep', False)]


async def test_half_a_word_is_left_as_a_word_and_searched_as_half_a_one_when_there_is_no_such_word() -> None:
    around = Searching()
    around.types("ale")
    await around.leaves()
    assert around.queries == [("ale", True), ("ale", False)]
    await around.answers(Search, page())
    assert around.queries[2:] == [("ale", True)] and not around.results.lists
    await around.answers(Search, page())
    assert len(around.results.lists) == 1 and len(around.queries) == 3


async def test_words_that_are_meant_as_typed_are_not_made_beginnings_of_others() -> None:
    around = Searching()
    around.place.remember(expand=False)
    around.types("ale")
    await around.leaves()
    await around.answers(Search, page())
    assert len(around.queries) == 2 and around.results.lists
    around.types("alepp")
    around.desk.as_typed(expand=True)
    assert around.queries[-1] == ("alepp", False)


async def test_an_emptied_box_keeps_the_article_and_is_no_half_a_word() -> None:
    around = Searching()
    around.place.remember(query="alep", article="b")
    around.types("")
    await around.settled()
    await around.answers(Search, page("a", "b"))
    assert around.queries == [("", False)] and around.results.cursor == 1


async def test_the_same_query_again_is_not_searched_for() -> None:
    around = Searching()
    around.place.remember(query="alep")
    around.types("alep")
    assert around.queries == []


async def test_enter_goes_to_the_list_but_not_from_a_query_that_was_only_read_in_part() -> None:
    around = Searching()
    around.types("(alep")
    await around.settled()
    await around.answers(Search, page("a", warning="the bracket was left out"))
    around.desk.submitted()
    assert around.surface.pane == "search" and around.queries[-1] == ("(alep", False)
    await around.settled()
    await around.answers(Search, page("a", warning="only the first 200 words were read"))
    around.desk.submitted()
    assert around.surface.pane == "list"


# ---- what stands around the list


async def test_names_and_article_follow_when_nobody_has_typed_for_a_while() -> None:
    around = Searching()
    around.types("al")
    await around.settled()
    await around.answers(Search, page("a"))
    assert around.archive.of(Facets) == [] and around.followed == 0
    around.types("ale")
    around.clock.ring(PAUSE_SECONDS)
    assert around.archive.of(Facets) == [], "what stands around the older list is not asked for"
    await around.settled()
    await around.answers(Search, page("a"))
    around.clock.ring(PAUSE_SECONDS)
    assert [asked.request.query for asked in around.archive.of(Facets)] == ["ale"] and around.followed == 1
    await around.settled()
    around.types("alep")
    await around.answers(Facets, ("Alep",))
    assert around.names.shown == ("Alep",), "the list still stands there"


async def test_names_of_an_older_list_do_not_come_after_those_of_a_newer_one() -> None:
    around = Searching()
    for _ in range(2):
        around.desk.ask(keep_article=False)
        await around.settled()
        await around.answers(Search, page("a"))
    await around.answers(Facets, ("new",), nth=1)
    await around.answers(Facets, ("old",), nth=0)
    assert around.names.shown == ("new",)


async def test_who_leaves_the_box_does_not_wait_for_the_pause() -> None:
    around = Searching()
    around.desk.ask(keep_article=False)
    around.surface.pane = "search"
    await around.settled()
    await around.answers(Search, page("a"))
    await around.leaves()
    assert around.followed == 1
    around.clock.ring(PAUSE_SECONDS)
    assert around.followed == 1


async def test_outside_the_box_they_follow_at_once() -> None:
    around = Searching()
    around.desk.ask(keep_article=False)
    await around.settled()
    await around.answers(Search, page("a"))
    assert around.followed == 1 and len(around.archive.of(Facets)) == 1


async def test_while_a_search_is_on_its_way_nothing_follows_the_older_list() -> None:
    around = Searching()
    around.desk.ask(keep_article=False)
    around.surface.pane = "search"
    await around.settled()
    await around.answers(Search, page("a"))
    around.desk.narrow(language="fr")
    await around.leaves()
    assert around.followed == 0


async def test_of_a_search_that_is_not_answered_the_list_stays() -> None:
    around = Searching()
    around.desk.ask(keep_article=False)
    await around.settled()
    await around.answers(Search, page("a"))
    around.desk.ask(keep_article=False)
    await around.settled()
    await around.answers(Search, Unanswered())
    assert around.results.total == 1 and around.line.said == ""


# ---- where the cursor begins


@pytest.mark.parametrize(
    ("cursor", "article", "total", "stands_on"),
    [
        (70, "", 200, 70),
        (70, "", 71, 70),
        (250, "", 200, 199),
        (1, "", 200, 0),
        (70, "b", 200, 1),
        (70, "a", 200, 0),
    ],
)
async def test_in_the_first_list_of_a_sitting_the_cursor_is_where_it_was(
    cursor: int, article: str, total: int, stands_on: int
) -> None:
    """On the article of last time; else, far down in a list that is not there yet, on the row."""
    around = Searching()
    around.place.remember(cursor=cursor, article=article)
    for _ in range(2):
        around.desk.ask(keep_article=True)
        await around.settled()
        await around.answers(Search, page("a", "b", total=total))
        if around.results.lists[1:]:
            assert around.results.cursor == (1 if article == "b" else 0), "a later list begins at the article"
        else:
            assert around.results.cursor == around.place.session.cursor == stands_on
            around.place.remember(cursor=cursor)


async def test_an_empty_first_list_does_not_count() -> None:
    around = Searching()
    around.place.remember(cursor=70)
    for found in (page(), page("a", "b", total=200)):
        around.desk.ask(keep_article=True)
        await around.settled()
        around.place.remember(cursor=70)
        await around.answers(Search, found)
    assert around.results.cursor == 70


async def test_at_the_very_first_launch_it_stands_on_the_newest_pair() -> None:
    around = Searching()
    around.place.remember(welcomed=False)
    found = page("a", hit("b", counterpart="e"))
    around.desk.ask(keep_article=True)
    await around.settled()
    await around.answers(Search, found)
    assert around.results.cursor == 1
    around.opens(pair_view("b", "e").left, pair_view("b", "e"))
    around.results.cursor = 0
    around.desk.ask(keep_article=False)
    await around.settled()
    await around.answers(Search, found)
    assert around.results.cursor == 0


async def test_filters_keep_the_article_and_typing_does_not() -> None:
    around = Searching()
    around.place.remember(article="b")
    for begin, stands_on in (
        (lambda: around.desk.ask(keep_article=False), 0),
        (lambda: around.desk.narrow(language="fr"), 1),
        (lambda: around.types("x"), 0),
        (lambda: around.desk.as_typed(expand=False), 1),
    ):
        begin()
        await around.settled()
        await around.answers(Search, page("a", "b"))
        assert around.results.cursor == stands_on


async def test_it_is_said_why_nothing_is_there() -> None:
    around = Searching()
    around.place.greeting = greeting(articles=0)
    around.desk.ask(keep_article=True)
    await around.settled()
    await around.answers(Search, page())
    assert "archive is empty" in around.results.why_empty
    around.place.greeting = greeting(articles=3)
    around.desk.narrow(language="fr")
    await around.settled()
    await around.answers(Search, page())
    assert "Nothing here\nin French" in around.results.why_empty and "French" in around.results.title


async def test_what_could_not_be_looked_for_takes_nothing_away() -> None:
    around = Searching()
    around.opens(view("a"))
    unsearched = replace(page(), unsearched=IndexState.TO_BE_MADE)
    around.types("alep")
    await around.settled()
    await around.answers(Search, page("a", query="alep"))
    around.desk.ask(keep_article=True)
    await around.settled()
    await around.answers(Search, unsearched)
    assert [row.id for row in around.results.rows.values()] == ["a"], "the list of the same search stays"
    assert around.line.said == UNSEARCHED[IndexState.TO_BE_MADE]
    around.types("damas")
    await around.leaves()
    await around.answers(Search, unsearched)
    assert not around.results.rows and "“damas” will be looked for" in around.results.why_empty
    assert around.reading.article == "a" and around.arrival.opening == ""
    assert not around.archive.of(Facets) and len(around.queries) == 4, "nothing more is asked meanwhile"
    around.desk.ask(keep_article=True)
    await around.settled()
    await around.answers(Search, page("b", query="damas"))
    assert [row.id for row in around.results.rows.values()] == ["b"]


async def test_a_further_page_that_could_not_be_looked_for_is_not_waited_for() -> None:
    around = Searching()
    around.desk.more(around.place.session.request(), 64)
    around.arrival.expect(FIRST_RESULT)
    await around.settled()
    await around.answers(Search, replace(page(), unsearched=IndexState.BEING_MADE))
    assert not around.results.added and around.arrival.opening == ""


# ---- rows of events


def of_event(id: str, *folded: str) -> Hit:
    return replace(hit(id), folded=folded, reports={"fr": 1 + len(folded)})


class ByEvent(Searching):
    """A row stands for three reports, another for itself."""

    async def finds(self) -> None:
        self.place.remember(rows="events")
        self.desk.ask(keep_article=False)
        await self.settled()
        found = replace(page(of_event("a", "b", "c"), "d"), reports=4)
        await self.answers(Search, found)


async def test_rows_of_events_are_asked_for_and_the_header_counts_rows_and_reports() -> None:
    around = ByEvent()
    await around.finds()
    assert around.archive.of(Search)[-1].request.events
    assert (around.surface.header, around.surface.reports) == ((2, 0), 4)
    assert around.results.title.startswith("Events")


async def test_a_row_unfolds_when_its_reports_have_come_and_folds_at_once() -> None:
    around = ByEvent()
    await around.finds()
    around.desk.unfold()
    await around.settled()
    (asked,) = around.archive.of(Unfold)
    assert asked.articles == ("b", "c") and asked.request.events and not around.results.unfolded
    await around.answers(Unfold, Hits((hit("b"), hit("c"))))
    assert around.results.unfolded == "a b c"
    around.desk.unfold()
    assert around.results.unfolded == "" and len(around.archive.of(Unfold)) == 1


async def test_what_is_unfolded_of_another_search_is_dropped() -> None:
    around = ByEvent()
    await around.finds()
    around.desk.unfold()
    await around.settled()
    around.place.remember(language="fr")
    await around.finds()
    await around.answers(Unfold, Hits((hit("b"),)))
    assert around.results.unfolded == ""


async def test_where_nothing_is_folded_it_is_said() -> None:
    around = ByEvent()
    await around.finds()
    around.results.move_to(1)
    around.desk.unfold()
    assert around.reading.noted == "no other report of this event in the list"
    assert around.archive.of(Unfold) == []


async def test_the_cursor_begins_on_the_row_that_stands_for_the_open_article() -> None:
    around = ByEvent()
    around.place.remember(article="c", rows="events")
    around.desk.ask(keep_article=True)
    await around.settled()
    await around.answers(Search, page("d", of_event("a", "b", "c")))
    assert around.results.cursor == 1
