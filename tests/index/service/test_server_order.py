"""In which order the server answers: who types waits for the list and for nothing else."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from index.service.methods import ArchiveService

from index.service.server import Pipe, serve


class Service:
    """Notes what it is asked; ``meanwhile`` happens at each call and at each step of the warming up."""

    def __init__(self, meanwhile: Callable[[str], None] = lambda _: None) -> None:
        self.asked: list[str] = []
        self._meanwhile = meanwhile

    def call(self, method: str, parameters: Mapping[str, Any], stop: Callable[[], bool]) -> Any:
        self._note(f"{method} {parameters.get('query', parameters.get('id', ''))}".strip())
        return stop()

    def warm_up(self) -> Iterator[str]:
        for step in ("index", "pairs", "table"):
            self._note(step)
            yield step

    def changed_elsewhere(self) -> bool:
        return False

    def _note(self, asked: str) -> None:
        self.asked.append(asked)
        self._meanwhile(asked)


class Screen:
    """The other end of the pipe."""

    def __init__(self) -> None:
        self._end, self._request = os.pipe()
        self._answers = io.BytesIO()
        self.pipe = Pipe(self._end, self._answers)
        self._asked = 0

    def ask(self, method: str, **parameters: Any) -> int:
        self._asked += 1
        line = json.dumps({"id": self._asked, "method": method, "params": parameters})
        os.write(self._request, line.encode() + b"\n")
        return self._asked

    def leave(self) -> None:
        os.close(self._request)

    def serve(self, service: Service) -> dict[int, Any]:
        """What every question was answered; ``cancelled`` or what ``stop`` said."""
        serve(cast(ArchiveService, service), self.pipe)
        os.close(self._end)
        answers = map(json.loads, self._answers.getvalue().splitlines())
        return {a["id"]: "cancelled" if a.get("cancelled") else a["result"] for a in answers}


def asked_at_once(*requests: tuple[str, dict[str, Any]]) -> tuple[list[str], dict[int, Any]]:
    """What a service is asked when all of this waits at its door, and the answers."""
    screen, service = Screen(), Service()
    screen.pipe.fill(0)
    for method, parameters in requests:
        screen.ask(method, **parameters)
    screen.leave()
    answers = screen.serve(service)
    return [asked for asked in service.asked if " " in asked], answers


def test_a_search_goes_before_the_questions_that_waited() -> None:
    asked, answers = asked_at_once(
        ("article", {"id": "a"}), ("pair", {"id": "a"}), ("story", {"id": "a"}), ("search", {"query": "al"})
    )
    assert asked == ["search al", "article a", "pair a", "story a"]
    assert len(answers) == 4 and "cancelled" not in answers.values()


def test_a_search_does_not_go_before_a_change_that_it_has_to_show() -> None:
    asked, _ = asked_at_once(
        ("article", {"id": "a"}), ("mark_read", {"id": "a", "read": True}), ("search", {"query": "is:unread"})
    )
    assert asked == ["article a", "mark_read a", "search is:unread"]


def test_names_of_older_results_are_not_counted_any_more() -> None:
    asked, answers = asked_at_once(
        ("search", {"query": "a"}), ("facets", {"query": "a"}), ("search", {"query": "al"}),
        ("facets", {"query": "al"}),
    )  # fmt: skip
    assert asked == ["search al", "facets al"]
    assert [answers[n] == "cancelled" for n in (1, 2, 3, 4)] == [True, True, False, False]


def test_of_articles_that_wait_only_the_newest_is_read() -> None:
    asked, answers = asked_at_once(
        *((method, {"id": id}) for id in ("a", "b", "c") for method in ("article", "pair"))
    )
    assert asked == ["article c", "pair c"]
    assert sum(answer == "cancelled" for answer in answers.values()) == 4


def test_a_further_page_cancels_no_search() -> None:
    asked, answers = asked_at_once(
        ("search", {"query": "a", "offset": 64}),
        ("search", {"query": "al", "offset": 0}),
        ("search", {"query": "a", "offset": 128}),
    )
    assert asked == ["search al", "search a"], "the page before the search is of a list that is gone"
    assert answers[1] == "cancelled" and "cancelled" not in (answers[2], answers[3])


def test_only_another_list_stops_what_runs() -> None:
    for offset in (0, 64):
        screen = Screen()

        def meanwhile(asked: str, screen: Screen = screen, offset: int = offset) -> None:
            if asked == "search al":
                screen.ask("search", query="ale", offset=offset)
            elif asked == "search ale":
                screen.leave()

        screen.ask("search", query="al")
        answers = screen.serve(Service(meanwhile))
        assert answers[1] is (offset == 0)


def test_whoever_asks_while_it_warms_up_waits_for_one_step_only() -> None:
    screen = Screen()

    def meanwhile(asked: str) -> None:
        if asked == "index" and "hello" not in service.asked:
            screen.ask("hello")
        elif asked == "table":
            screen.leave()

    service = Service(meanwhile)
    screen.serve(service)
    assert service.asked == ["index", "hello", "index", "pairs", "table"]


def test_before_the_first_question_one_step_of_the_warming_up_is_taken_and_no_more() -> None:
    """The screen is still being made; when it asks, nothing long may just have begun."""
    screen, service = Screen(), Service()

    def late() -> None:
        screen.ask("hello")
        screen.leave()

    timer = threading.Timer(0.2, late)  # four times the rest that is taken later on
    timer.start()
    screen.serve(service)
    timer.join()
    assert service.asked == ["index", "hello"]
