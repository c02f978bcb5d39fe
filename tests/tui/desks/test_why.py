"""Why two reports are paired: told at once, and what takes longer when it comes, if it is still wanted."""

from __future__ import annotations

from index.model.pairs import Candidate, Evidence, RunnerUp
from index.protocol.answers import CandidateRow, Nearest, ReportName, Why
from index.protocol.questions import WhyAlone, WhyPaired
from tests.tui.desks.nouns import pair_view, view
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused
from tui.desks.why import WhyDesk

SECOND = Candidate("f", 0.1, -2.0, "unlikely", Evidence(0.1, (), 9, (0, 3)), {})
LOST = Why({}, runner_up="f", rival=RunnerUp(SECOND, 2.0), measured=True)
REASON = "a date farther off"


class Asking(Around):
    def __init__(self, *, runner_up: str | None = "f") -> None:
        super().__init__()
        self.desk = WhyDesk(self.archive, self.flows, self.reading)
        pair = pair_view("a", "e", runner_up=runner_up)
        self.opens(pair.left, pair)

    async def asks(self) -> None:
        self.desk.tell()
        assert self.keys.held, "what is typed from now on is for the dialog"
        await self.settled()
        assert not self.keys.held

    @property
    def lines(self) -> str:
        return "\n".join(text for _, text in self.dialogs.top._lines)


async def test_why_the_runner_up_lost_comes_after_the_rest() -> None:
    around = Asking()
    await around.asks()
    assert "“f” came second" in around.lines and REASON not in around.lines
    await around.answers(WhyPaired, LOST)
    assert REASON in around.lines and "“f” came second" in around.lines


async def test_it_is_not_told_of_another_article() -> None:
    around = Asking()
    await around.asks()
    other = pair_view("b", "e", runner_up="f")
    around.opens(other.left, other)
    await around.answers(WhyPaired, LOST)
    assert REASON not in around.lines


async def test_nor_when_the_dialog_is_closed() -> None:
    around = Asking()
    await around.asks()
    await around.chooses(None)
    await around.answers(WhyPaired, LOST)
    assert REASON not in around.lines


async def test_when_they_are_no_pair_any_more_what_is_read_stays() -> None:
    around = Asking()
    await around.asks()
    around.opens(view("a"))
    await around.answers(WhyPaired, None)
    assert "“f” came second" in around.lines


async def test_a_refusal_leaves_what_is_known() -> None:
    around = Asking()
    await around.asks()
    await around.answers(WhyPaired, Refused("locked"))
    assert around.surface.refusals == ["locked"] and "“f” came second" in around.lines


async def test_what_was_not_kept_as_the_runner_up_may_turn_out_to_be_it() -> None:
    around = Asking(runner_up=None)
    await around.asks()
    assert "came second" not in around.lines
    await around.answers(WhyPaired, LOST)
    assert "“f” came second, clearly behind." in around.lines and REASON in around.lines


async def test_another_report_of_the_event_is_asked_about_and_not_the_counterpart() -> None:
    around = Asking()
    around.opens(view("a", counterpart="e", beside=("e", "g")), pair_view("a", "g"))
    await around.asks()
    assert around.archive.of(WhyPaired) == [WhyPaired("a", "g")]


async def test_of_an_article_alone_it_says_what_is_known_of_it_then_what_came_nearest() -> None:
    around = Asking()
    around.opens(view("b"))
    await around.asks()
    assert "No counterpart" in around.lines and around.archive.of(WhyPaired) == []
    best = CandidateRow(ReportName("f", "en", "F"), SECOND)
    await around.answers(WhyAlone, Nearest(best, None, Why({}, None, None, measured=True)))
    assert "No counterpart" in around.lines and "Nearest came “F”" in around.lines


async def test_with_nothing_open_nothing_happens() -> None:
    around = Asking()
    around.reading.clear()
    around.desk.tell()
    assert not around.keys.held
