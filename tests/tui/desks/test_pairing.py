"""Pairing: a counterpart is chosen, taken away, or made by hand; what is said changes what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model.events import Event
from index.model.pairs import Candidate, Evidence
from index.protocol.answers import CandidateRow, Done, Offer, ReportName
from index.protocol.questions import Candidates, Judge, ReadArticle
from tests.tui.desks.nouns import pair_view, view
from tests.tui.desks.stand_ins import Around
from tui.client.outcomes import Refused, Unanswered
from tui.desks.arrival import CHANGE
from tui.desks.pairing import SAID_DIFFERENT, SAID_SAME, PairingDesk

EVIDENCE = Evidence(0.5, ("p1", "p2"), 1, (2, 3), shared_numbers=("7",))


def candidate(id: str, title: str | None = None) -> CandidateRow:
    return CandidateRow(ReportName(id, "en", title), Candidate(id, 0.42, 0.0, "possible", EVIDENCE, {}))


def offer(*candidates: CandidateRow, counterpart: str | None = None, **said: str) -> Offer:
    """``said``: verdicts by the other report's id."""
    apart = tuple(ReportName(id, "en", id.upper()) for id, verdict in said.items() if verdict == "different")
    return Offer(ReportName("a", "fr", "A"), counterpart, candidates, apart, said)


class Pairing(Around):
    def __init__(self) -> None:
        super().__init__()
        self.desk = PairingDesk(
            self.archive, self.flows, self.arrival, self.surface, self.reading, self.articles, self.greet
        )
        self.opens(view("a"))

    async def offers(self, offered: Offer) -> None:
        self.desk.choose()
        assert self.keys.held, "what is typed from now on is for the dialog"
        await self.settled()
        await self.answers(Candidates, offered)

    @property
    def verdicts(self) -> list[tuple[str, str, str | None]]:
        return [(asked.article, asked.other, asked.verdict) for asked in self.archive.of(Judge)]


async def test_one_that_is_likely_and_not_the_counterpart_is_told_by_its_event() -> None:
    around = Pairing()
    own, other = (Event(reports[0], tuple(reports), (), {"fr": 1, "en": 2}) for reports in ("aef", "zgy"))

    def sure(id: str, event: Event) -> CandidateRow:
        row = candidate(id)
        return replace(row, candidate=replace(row.candidate, status="counterpart", event=event))

    await around.offers(
        offer(sure("e", own), sure("f", own), sure("g", other), candidate("h"), counterpart="e")
    )
    said = [line.said.partition(" · ")[0] for line in around.dialogs.top._lines]
    assert said == ["its counterpart now", "of the same event", "of another event", "possible"]


async def test_candidates_are_compared_offered_and_one_is_chosen() -> None:
    around = Pairing()
    around.desk.choose()
    await around.settled()
    assert "comparing" in around.reading.noted and around.keys.held
    await around.answers(Candidates, offer(candidate("e", "Strike"), candidate("f")))
    assert around.reading.noted == "" and not around.keys.held
    await around.chooses("e")
    assert around.verdicts == [("a", "e", "same")] and around.arrival.opening == CHANGE
    assert around.surface.said == "", "nothing is said before it is so"
    await around.answers(Judge, Done())
    assert around.surface.said == "made a pair with “Strike” · u undoes it"
    assert around.archive.of(ReadArticle)[0].article == "a" and around.greeted == 1


async def test_one_without_a_title_goes_by_its_id() -> None:
    around = Pairing()
    await around.offers(offer(candidate("f")))
    await around.chooses("f")
    await around.answers(Judge, Done())
    assert "“f”" in around.surface.said


async def test_what_was_taken_apart_is_offered_below_and_can_be_put_together_again() -> None:
    around = Pairing()
    await around.offers(offer(candidate("e", "Strike"), e="same", f="different"))
    first, second = around.dialogs.top._lines
    assert first.said == f"possible · {SAID_SAME} · 2 shared names · 1 shared number · 2 of 3 ¶"
    assert (second.id, second.said) == ("f", SAID_DIFFERENT)
    await around.chooses("f")
    assert around.verdicts == [("a", "f", "same")]


@pytest.mark.parametrize("chosen", [None, "e"])
async def test_nothing_is_judged_by_closing_it_or_by_choosing_the_counterpart(chosen: str | None) -> None:
    around = Pairing()
    await around.offers(offer(candidate("e", "Strike"), counterpart="e"))
    assert around.dialogs.top._lines[0].marked
    await around.chooses(chosen)
    assert around.verdicts == [] and around.arrival.opening == ""
    assert around.surface.said == ("it is the counterpart already" if chosen else "")


@pytest.mark.parametrize("nothing", [Refused("locked"), Unanswered()])
async def test_without_an_answer_the_note_goes_away(nothing: Exception) -> None:
    around = Pairing()
    around.desk.choose()
    await around.settled()
    await around.answers(Candidates, nothing)
    assert around.reading.noted == "" and not around.dialogs.shown
    refused = isinstance(nothing, Refused)
    assert not around.keys.held and around.surface.refusals == (["locked"] if refused else [])


async def test_the_answer_of_an_older_question_opens_no_dialog() -> None:
    around = Pairing()
    for _ in range(2):
        around.desk.choose()
        await around.settled()
    await around.answers(Candidates, offer(), nth=0)
    assert not around.dialogs.shown and "comparing" in around.reading.noted
    await around.answers(Candidates, offer(), nth=1)
    assert len(around.dialogs.shown) == 1


async def test_a_refused_verdict_is_not_said() -> None:
    around = Pairing()
    pair = pair_view("a", "e")
    around.opens(pair.left, pair)
    around.surface.say("something older")
    around.desk.take_apart()
    await around.settled()
    await around.answers(Judge, Refused("read only"))
    assert around.surface.said == "" and around.surface.refusals == ["read only"]
    assert around.arrival.opening == "" and around.greeted == 0 and around.archive.of(ReadArticle) == []


async def test_a_pair_is_taken_apart_from_either_side() -> None:
    pair = pair_view("a", "e")
    for opened, other in ((pair.left, "e"), (pair.right, "a")):
        around = Pairing()
        around.opens(opened, pair)
        around.desk.take_apart()
        await around.settled()
        await around.answers(Judge, Done())
        assert around.verdicts == [(opened.article.id, other, "different")]
        assert around.surface.said == f"taken apart from “{other.upper()}” · u undoes it"


async def test_without_a_counterpart_there_is_nothing_to_take_away() -> None:
    around = Pairing()
    around.desk.take_apart()
    assert around.verdicts == [] and "no counterpart to take away" in around.reading.noted


async def test_by_hand_the_second_report_of_the_other_language_makes_the_pair() -> None:
    around = Pairing()
    around.desk.pair_by_hand()
    assert around.surface.said.startswith("“A” waits: go to its English report")
    around.opens(view("e", language="en"))
    around.desk.pair_by_hand()
    await around.settled()
    await around.answers(Judge, Done())
    assert around.verdicts == [("e", "a", "same")]
    assert around.surface.said == "made a pair with “A” · u undoes it"
    around.desk.pair_by_hand()
    assert "“E” waits" in around.surface.said, "the first one waits no more"


async def test_by_hand_twice_in_one_report_waits_no_more_and_another_of_its_language_waits_instead() -> None:
    around = Pairing()
    around.desk.pair_by_hand()
    around.desk.pair_by_hand()
    assert around.surface.said == "“A” waits for no counterpart any more"
    around.desk.pair_by_hand()
    assert around.surface.said.startswith("“A” waits: go to")
    around.opens(view("b"))
    around.desk.pair_by_hand()
    assert "“B” waits" in around.surface.said
    around.opens(view("e", language="en"))
    around.desk.pair_by_hand()
    assert around.verdicts == [("e", "b", "same")]


async def test_what_is_neither_french_nor_english_can_have_no_counterpart() -> None:
    around = Pairing()
    around.opens(view("d", language="de"))
    for ask in (around.desk.choose, around.desk.take_apart, around.desk.pair_by_hand):
        around.reading.note("")
        ask()
        assert "neither French nor English" in around.reading.noted
    assert around.archive.asked == [] and not around.keys.held and around.surface.said == ""


async def test_with_nothing_open_nothing_is_asked() -> None:
    around = Pairing()
    around.reading.clear()
    around.desk.choose()
    around.desk.pair_by_hand()
    assert around.archive.asked == [] and not around.keys.held and around.surface.said == ""
