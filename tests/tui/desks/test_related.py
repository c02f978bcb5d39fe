"""Related: the story, what is alike, and every occurrence of words; what is chosen is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from index.model.pairs import Story
from index.model.results import ConcordanceLine
from index.protocol.answers import Hits, Occurrences, ReportName, StoryView
from index.protocol.questions import Concordance, ReadArticle, ReadPair, Similar, StoryOf
from tests.tui.desks.nouns import hit, view
from tests.tui.desks.stand_ins import Around
from tui.aligned.document import Side
from tui.client.outcomes import Refused
from tui.desks.related import MOST_OCCURRENCES, RelatedDesk


class Related(Around):
    def __init__(self) -> None:
        super().__init__()
        self.desk = RelatedDesk(
            self.archive, self.flows, self.place, self.surface, self.reading, self.articles
        )
        self.opens(view("a"))

    async def arrives(self, article: str) -> None:
        self.archive.answer(ReadArticle, view(article), -1)
        await self.answers(ReadPair, None)

    @property
    def offsets(self) -> list[int]:
        """From where occurrences were asked for."""
        return [asked.request.offset for asked in self.archive.of(Concordance)]


def occurrences(*articles: str, further: int | None) -> Occurrences:
    line = ConcordanceLine("a", "fr", None, "A", 3, 0, 4, "l'", "Alep", " est")
    return Occurrences(tuple(replace(line, article=article) for article in articles), further)


def lines(dialog: Any) -> list[tuple[str, bool]]:
    return [(line.id, line.marked) for line in dialog._lines]


def chosen_from(dialog: Any) -> list[str]:
    """The reports of a story that can be chosen."""
    return [link.report for link in dialog._links if link.report]


async def test_the_reports_of_a_story_are_listed_and_the_chosen_one_is_read() -> None:
    around = Related()
    around.desk.show_story()
    assert around.keys.held, "what is typed from now on is for the dialog"
    await around.settled()
    story = Story("s", ("a", "e"), ("2024-12-01", "2024-12-02"), {"fr": 1, "en": 1})
    await around.answers(StoryOf, StoryView(story, (ReportName("a", "fr", "A"), ReportName("e", "en", "E"))))
    assert not around.keys.held
    assert chosen_from(around.dialogs.top) == ["a", "e"]
    assert around.dialogs.top._title == "The story in 2 reports · FR 1 · EN 1"
    await around.chooses("e")
    await around.arrives("e")
    assert around.reading.article == "e" and around.surface.pane == "text"


async def test_without_a_story_it_is_said_and_keys_are_given_back() -> None:
    around = Related()
    around.desk.show_story()
    await around.settled()
    await around.answers(StoryOf, None)
    assert "no other report of this story" in around.surface.said
    assert not around.keys.held and not around.dialogs.shown


async def test_a_refused_story_gives_keys_back() -> None:
    around = Related()
    around.desk.show_story()
    await around.settled()
    await around.answers(StoryOf, Refused("locked"))
    assert not around.keys.held and around.surface.refusals == ["locked"]


async def test_what_is_alike_is_listed_without_the_article_itself() -> None:
    around = Related()
    around.desk.show_similar()
    await around.settled()
    await around.answers(Similar, Hits((hit("a"), hit("b", counterpart="e"), hit("c"))))
    assert [(line.id, line.said) for line in around.dialogs.top._lines] == [
        ("b", "has a counterpart"),
        ("c", ""),
    ]
    await around.chooses(None)
    assert around.archive.of(ReadArticle) == []


async def test_with_nothing_open_nothing_is_asked() -> None:
    around = Related()
    around.reading.clear()
    around.desk.show_story()
    around.desk.show_similar()
    await around.settled()
    assert around.archive.asked == [] and not around.keys.held


# ---- concordance


async def test_occurrences_of_the_query_come_page_by_page() -> None:
    around = Related()
    around.place.remember(query="alep")
    around.desk.show_concordance()
    assert around.keys.held
    await around.settled()
    assert not around.archive.of(Concordance)[0].request.lenient
    await around.answers(Concordance, occurrences("a", "b", further=2))
    assert not around.keys.held and around.dialogs.top.count == 2 and around.offsets == [0, 2]
    await around.answers(Concordance, occurrences("c", further=3))
    await around.answers(Concordance, occurrences("d", further=None))
    assert around.dialogs.top.count == 4 and around.offsets == [0, 2, 3]


async def test_who_leaves_early_is_shown_no_more_of_them_and_no_more_are_asked_for() -> None:
    around = Related()
    around.place.remember(query="alep")
    around.desk.show_concordance()
    await around.settled()
    await around.answers(Concordance, occurrences("a", further=1))
    await around.chooses(None)
    await around.answers(Concordance, occurrences("b", further=2))
    assert around.dialogs.top.count == 1 and around.offsets == [0, 1] and not around.tasks.unfinished


async def test_nobody_reads_on_through_more_than_so_many() -> None:
    around = Related()
    around.place.remember(query="alep")
    around.desk.show_concordance()
    await around.settled()
    await around.answers(Concordance, occurrences(*["a"] * (MOST_OCCURRENCES - 1), further=7))
    await around.answers(Concordance, occurrences("b", further=8))
    assert around.offsets == [0, 7] and around.dialogs.top.count == MOST_OCCURRENCES


async def test_the_chosen_occurrence_is_gone_to_in_its_paragraph() -> None:
    around = Related()
    around.place.remember(query="alep")
    around.desk.show_concordance()
    await around.settled()
    found = occurrences("b", further=None)
    await around.answers(Concordance, found)
    await around.chooses(found.lines[0])
    await around.arrives("b")
    assert around.reading.text.gone_to == [("3", Side.LEFT)]


async def test_without_a_query_it_is_asked_what_to_look_for() -> None:
    around = Related()
    around.desk.show_concordance()
    await around.settled()
    assert around.archive.asked == [] and not around.keys.held
    await around.chooses("trêve")
    assert around.archive.of(Concordance)[0].request.query == "trêve"
    await around.answers(Concordance, occurrences("a", further=None))
    assert len(around.dialogs.shown) == 2 and around.place.session.query == ""


async def test_nothing_to_look_for_looks_for_nothing() -> None:
    around = Related()
    around.desk.show_concordance()
    await around.settled()
    await around.chooses(None)
    assert around.archive.asked == []


async def test_a_query_that_cannot_be_read_shows_no_list() -> None:
    around = Related()
    around.place.remember(query='"alep')
    around.desk.show_concordance()
    await around.settled()
    await around.answers(Concordance, Refused("no closing quote"))
    assert not around.dialogs.shown and not around.keys.held
    assert around.surface.refusals == ["no closing quote"]
