"""Each question has one handler, and it gives what the question says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from inspect import getmembers, isfunction
from typing import Any, get_type_hints

import pytest

from index.protocol.questions import QUESTIONS, Question
from index.service.answering import HANDLERS
from index.service.archive_service import ANSWERED_BY


def handlers() -> dict[Any, list[Callable[..., Any]]]:
    """All functions that are asked something, by what they say that it is."""
    found = defaultdict(list)
    for module in ANSWERED_BY:
        for _, function in getmembers(module, isfunction):
            if function.__module__ == module.__name__ and "asked" in function.__annotations__:
                found[get_type_hints(function)["asked"]].append(function)
    return found


def test_every_question_has_one_handler() -> None:
    assert {asked: len(found) for asked, found in handlers().items()} == dict.fromkeys(QUESTIONS.values(), 1)
    assert handlers() == {asked: [handler] for asked, handler in HANDLERS.items()}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_handler_says_that_it_gives_the_declared_answer(question: type[Question[Any]]) -> None:
    assert get_type_hints(HANDLERS[question])["return"] == question.answer_type()
