"""Lines from a process, also those that are longer than anybody reads."""

from __future__ import annotations

from asyncio import IncompleteReadError, LimitOverrunError, StreamReader
from collections.abc import AsyncIterator
from typing import NamedTuple


class Line(NamedTuple):
    text: bytes
    whole: bool = True
    """False for one that is longer than the limit of the reader: then ``text`` is how it begins."""


async def lines(reader: StreamReader) -> AsyncIterator[Line]:
    """Each line until the end; a too long one ends nothing."""
    head: bytes | None = None
    while True:
        try:
            text = await reader.readuntil(b"\n")
        except LimitOverrunError as over:
            part = await reader.readexactly(over.consumed)
            head = part if head is None else head
            continue
        except IncompleteReadError as end:
            text = end.partial
        if head is not None:
            yield Line(head, whole=False)
            head = None
        elif text:
            yield Line(text)
        if not text.endswith(b"\n"):
            return
