"""In which order the server answers: who types waits for the list and for nothing else."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from index.errors import ArchiveError
from index.model.results import ResultPage, SearchRequest
from index.protocol.lines import Cancelled, News, NotDone, question_line, read_reply
from index.protocol.questions import (
    Facets,
    Hello,
    MarkRead,
    PutPlace,
    Question,
    ReadArticle,
    ReadPair,
    Search,
    StoryOf,
)
from index.service.pipe import Pipe
from index.service.server import serve

A, AL = SearchRequest("a"), SearchRequest("al")
STOPPED, WENT_ON, CANCELLED = "told to stop", "not told to stop", "cancelled"


class Service:
    """Notes what it is asked and refuses it, saying what ``stop`` said.

    ``meanwhile`` happens at each question and at each step of the warming up.
    """

    def __init__(self, meanwhile: Callable[[object], None] = lambda _: None) -> None:
        self.noted: list[object] = []
        self._meanwhile = meanwhile

    @property
    def asked(self) -> list[object]:
        return [noted for noted in self.noted if isinstance(noted, Question)]

    def answer(self, question: Question[Any], stop: Callable[[], bool]) -> Any:
        self._note(question)
        raise ArchiveError(STOPPED if stop() else WENT_ON)

    def warm_up(self) -> Iterator[str]:
        for step in ("index", "pairs", "table"):
            self._note(step)
            yield step

    def verify(self) -> Iterator[int]:
        return iter(())

    def news(self) -> list[News]:
        return []

    def changed_elsewhere(self) -> bool:
        return False

    def _note(self, noted: object) -> None:
        self.noted.append(noted)
        self._meanwhile(noted)


class Screen:
    """The other end of the pipe."""

    def __init__(self) -> None:
        self._end, self._questions = os.pipe()
        self._answers = io.BytesIO()
        self.pipe = Pipe(self._end, self._answers)
        self._asked = 0

    def ask(self, question: Question[Any]) -> None:
        self._asked += 1
        os.write(self._questions, question_line(self._asked, question))

    def leave(self) -> None:
        os.close(self._questions)

    def serve(self, service: Service) -> list[str]:
        """What each question was answered, in the order of the asking."""
        serve(service, self.pipe)
        os.close(self._end)
        replies = map(read_reply, self._answers.getvalue().splitlines())
        answers = sorted((said for said in replies if isinstance(said, Cancelled | NotDone)), key=_number)
        assert [said.number for said in answers] == list(range(1, self._asked + 1)), "each is answered, once"
        return [CANCELLED if isinstance(said, Cancelled) else said.message for said in answers]


def _number(said: Cancelled | NotDone) -> int:
    return said.number or 0


def asked_at_once(*questions: Question[Any]) -> tuple[list[object], list[str]]:
    """What a service is asked when all of this waits at its door, and the answers."""
    screen, service = Screen(), Service()
    screen.pipe.fill(0)
    for question in questions:
        screen.ask(question)
    screen.leave()
    answers = screen.serve(service)
    return service.asked, answers


def test_a_search_goes_before_the_questions_that_waited() -> None:
    questions = [ReadArticle("a"), ReadPair("a"), StoryOf("a")]
    asked, answers = asked_at_once(*questions, Search(AL))
    assert asked == [Search(AL), *questions]
    assert len(answers) == 4 and CANCELLED not in answers


def test_a_search_does_not_go_before_a_change_that_it_has_to_show() -> None:
    questions = [ReadArticle("a"), MarkRead("a", True), Search(SearchRequest("is:unread"))]
    assert asked_at_once(*questions)[0] == questions


def test_names_of_older_results_are_not_counted_any_more() -> None:
    asked, answers = asked_at_once(Search(A), Facets(A), Search(AL), Facets(AL))
    assert asked == [Search(AL), Facets(AL)]
    assert [answer == CANCELLED for answer in answers] == [True, True, False, False]


def test_of_articles_that_wait_only_the_newest_is_read() -> None:
    asked, answers = asked_at_once(*(kind(article) for article in "abc" for kind in (ReadArticle, ReadPair)))
    assert asked == [ReadArticle("c"), ReadPair("c")]
    assert answers.count(CANCELLED) == 4


def test_a_further_page_cancels_no_search() -> None:
    further = Search(replace(A, offset=128))
    asked, answers = asked_at_once(Search(replace(A, offset=64)), Search(AL), further)
    assert asked == [Search(AL), further], "the page before the search is of a list that is gone"
    assert answers[0] == CANCELLED and CANCELLED not in answers[1:]


def test_only_another_list_stops_what_runs() -> None:
    for offset in (0, 64):
        screen, newer = Screen(), Search(SearchRequest("ale", offset=offset))

        def meanwhile(noted: object, screen: Screen = screen, newer: Search = newer) -> None:
            if noted == Search(AL):
                screen.ask(newer)
            elif noted == newer:
                screen.leave()

        screen.ask(Search(AL))
        assert screen.serve(Service(meanwhile))[0] == (STOPPED if offset == 0 else WENT_ON)


def test_what_is_no_search_is_never_stopped() -> None:
    screen = Screen()

    def meanwhile(noted: object) -> None:
        if noted == ReadPair("a"):
            screen.ask(Search(AL))
            screen.leave()

    screen.ask(ReadPair("a"))
    assert screen.serve(Service(meanwhile))[0] == WENT_ON


def test_whoever_asks_while_it_warms_up_waits_for_one_step_only() -> None:
    screen = Screen()

    def meanwhile(noted: object) -> None:
        if noted == "index" and Hello() not in service.noted:
            screen.ask(Hello())
        elif noted == "table":
            screen.leave()

    service = Service(meanwhile)
    screen.serve(service)
    assert service.noted == ["index", Hello(), "index", "pairs", "table"]


def test_before_the_first_question_one_step_of_the_warming_up_is_taken_and_no_more() -> None:
    """The screen is still being made; when it asks, nothing long may just have begun."""
    screen, service = Screen(), Service()

    def late() -> None:
        screen.ask(Hello())
        screen.leave()

    timer = threading.Timer(0.2, late)  # four times the rest that is taken later on
    timer.start()
    screen.serve(service)
    timer.join()
    assert service.noted == ["index", Hello()]


def test_a_mistake_in_one_answer_is_told_and_the_next_question_is_answered() -> None:
    class Mistaken(Service):
        def answer(self, question: Question[Any], stop: Callable[[], bool]) -> Any:
            if isinstance(question, StoryOf):
                raise IndexError("tuple index out of range")
            if isinstance(question, ReadPair):
                return super().answer(question, stop)
            return ResultPage("a", object(), (), 0.1)

    screen = Screen()
    for question in (Search(A), StoryOf("a"), ReadPair("a")):
        screen.ask(question)
    screen.leave()
    assert screen.serve(Mistaken()) == [
        "Search: TypeError: Object of type object is not JSON serializable",
        "StoryOf: IndexError: tuple index out of range",
        WENT_ON,
    ]


class Gone(io.BytesIO):
    """Answers that nobody reads."""

    def flush(self) -> None:
        raise BrokenPipeError


def test_what_a_reader_who_is_gone_has_changed_is_kept_first_the_place() -> None:
    screen, service = Screen(), Service()
    screen.pipe = Pipe(screen._end, Gone())
    changes = [MarkRead("a", True), MarkRead("b", True)]
    places = [PutPlace({"row": 1}), PutPlace({"row": 2})]
    for question in (StoryOf("a"), changes[0], StoryOf("b"), places[0], changes[1], places[1]):
        screen.ask(question)
    screen.leave()
    serve(service, screen.pipe)
    assert service.asked == [StoryOf("a"), places[1], *changes], "nobody wants the story of b"
