"""What a screen writes into the pipe."""

from __future__ import annotations

import json
from typing import Any

from index.protocol.questions import Question
from index.protocol.wire import codec


def line(number: int, question: Question[Any]) -> bytes:
    """A question under its number."""
    fields = codec(type(question)).encode(question)
    return json.dumps({"id": number, "ask": type(question).__name__, "with": fields}).encode() + b"\n"
