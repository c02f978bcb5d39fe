"""The archive asked without a pipe; each answer goes through what the pipe does to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from index.archive import Archive
from index.protocol.questions import Question
from index.protocol.wire import codec
from index.service.archive_service import ArchiveService
from index.stopping import never

Answer = TypeVar("Answer")
Ask = Callable[[Question[Answer]], Answer]


@pytest.fixture
def ask(archive: Archive) -> Ask[Any]:
    service = ArchiveService(archive)

    def answer(question: Question[Any]) -> Any:
        found = service.answer(question, never)
        shape = codec(question.answer_type())
        arrived = shape.decode(json.loads(json.dumps(shape.encode(found))))
        assert arrived == found and repr(arrived) == repr(found), "plain values, none of a library's own"
        return arrived

    return answer
