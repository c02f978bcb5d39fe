"""Who answers which question: handlers by question, over an archive that one thread owns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from index.protocol.questions import Question

if TYPE_CHECKING:
    from index.archive import Archive

Asked = TypeVar("Asked", bound=Question[Any])
Answer = TypeVar("Answer")
Stop = Callable[[], bool]
"""True as soon as nobody wants the answer any more."""
Handler = Callable[["Archive", Asked, Stop], Answer]
Handlers = dict[type[Question[Any]], Handler[Any, Any]]

HANDLERS: Handlers = {}


def answers(
    question: type[Question[Answer]],
) -> Callable[[Handler[Asked, Answer]], Handler[Asked, Answer]]:
    """Registers what answers a question; a type checker sees to it that the answer is the declared one."""

    def register(handler: Handler[Asked, Answer]) -> Handler[Asked, Answer]:
        HANDLERS[question] = handler
        return handler

    return register
