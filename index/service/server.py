"""The archive behind a pipe: one JSON line in, one JSON line out, the newest search cancels the older.

One thread owns the library and the searcher (a Whoosh searcher that is shared between threads gives
wrong results silently), so cancelling is cooperative: while a search runs it looks at the pipe every
hundred documents or so and stops when a newer search waits there. Who types waits for the list and for
nothing else: a search is answered before questions that were asked ahead of it.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import select
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from index.errors import ArchiveError, SearchStopped
from index.service.methods import STOPPABLE, ArchiveService

WATCH_SECONDS = 1.0
"""How often an idle server looks whether another process has committed."""
WARM_UP_SECONDS = 0.05
"""How long nobody must ask before what the next search needs is read ahead of it."""
START_SECONDS = 0.5
"""The same before the first question, but for one step: the screen is being made and will not wait long."""
NEWEST_ONLY = ("facets", "article", "pair")
"""What the screen shows one of: an older question that still waits is not worth an answer."""
QUESTIONS = frozenset({*NEWEST_ONLY, "facet_counts", "concordance", "similar", "candidates", "story"})
"""What changes nothing, so that a search may be answered first."""
MAX_LINE = 4_000_000

Message = dict[str, Any]


class Pipe:
    """Lines of JSON on a file descriptor, read without ever blocking a search."""

    def __init__(self, descriptor: int, out: IO[bytes]) -> None:
        self._descriptor = descriptor
        self._out = out
        self._rest = b""
        self.closed = False
        self.waiting: deque[Message] = deque()

    def fill(self, timeout: float | None) -> None:
        """Move what has arrived into ``waiting``; wait ``timeout`` seconds for a first byte."""
        while not self.closed and select.select([self._descriptor], [], [], timeout)[0]:
            chunk = os.read(self._descriptor, 65_536)
            if not chunk:
                self.closed = True
                return
            *lines, self._rest = (self._rest + chunk).split(b"\n")
            if len(self._rest) > MAX_LINE:
                self._rest = b""
            for line in lines:
                self._accept(line)
            timeout = 0

    def _accept(self, line: bytes) -> None:
        if not line.strip():
            return
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if isinstance(message, dict) and isinstance(message.get("method"), str):
            self.waiting.append(message)
        else:
            self.send(_failure(None, "ProtocolError", "a line that is not a JSON request", ""))

    def send(self, message: Mapping[str, Any]) -> None:
        self._out.write(json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
        self._out.flush()


def serve(service: ArchiveService, pipe: Pipe) -> None:
    """Answer until the other end closes the pipe."""
    steps, rest, settled = service.warm_up(), START_SECONDS, False
    next(steps, None)
    while True:
        _cancel_superseded(pipe)
        if pipe.waiting:
            _answer(service, pipe, _next(pipe))
            steps, rest = service.warm_up(), WARM_UP_SECONDS
            pipe.fill(0)
            continue
        if pipe.closed:
            return
        pipe.fill(rest)
        if pipe.waiting or pipe.closed:
            continue
        if rest < WATCH_SECONDS:
            # One step at a time: whoever asks meanwhile waits for that one only.
            rest = 0 if next(steps, None) else WATCH_SECONDS
        elif not settled:
            _settle()
            settled = True
        elif service.changed_elsewhere():
            pipe.send({"event": "changed"})
            settled = False


def _settle() -> None:
    """What was read ahead is there to stay: the garbage collector need not look through it at each turn.

    What reading it took besides goes back to the system: 9 MB at 100,000 articles.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    with suppress(AttributeError, OSError):  # another C library than GNU's
        ctypes.CDLL(None).malloc_trim(0)


def _next(pipe: Pipe) -> Message:
    """A search before the questions that came ahead of it, all else in turn."""
    for message in pipe.waiting:
        if message["method"] == "search":
            pipe.waiting.remove(message)
            return message
        if message["method"] not in QUESTIONS:
            break
    return pipe.waiting.popleft()


def _cancel_superseded(pipe: Pipe) -> None:
    """Of what waits, answer at once what a newer request has made worthless."""
    newer: set[str] = set()
    for message in reversed([*pipe.waiting]):
        method = message["method"]
        if method in newer:
            pipe.waiting.remove(message)
            pipe.send({"id": message.get("id"), "cancelled": True})
        elif method in NEWEST_ONLY:
            newer.add(method)
        elif _begins_a_list(message):
            newer |= {"search", "facets"}


def _begins_a_list(message: Message) -> bool:
    """A search for another list; that for a further page takes nobody's place."""
    return message["method"] == "search" and not (message.get("params") or {}).get("offset")


def _answer(service: ArchiveService, pipe: Pipe, message: Message) -> None:
    request, method = message.get("id"), message["method"]
    parameters = message.get("params") or {}
    try:
        answer = service.call(method, parameters, _stop_for(pipe, method))
    except SearchStopped:
        pipe.send({"id": request, "cancelled": True})
    except ArchiveError as error:
        position = getattr(error, "position", None)
        pipe.send(_failure(request, type(error).__name__, str(error), error.hint, position))
    except (KeyError, TypeError, ValueError) as error:
        pipe.send(_failure(request, "ProtocolError", f"{method}: {type(error).__name__}: {error}", ""))
    else:
        pipe.send({"id": request, "result": answer})


def _stop_for(pipe: Pipe, method: str) -> Callable[[], bool]:
    """A newer search stops what was asked about an older one; nothing else is stopped."""
    if method not in STOPPABLE:
        return lambda: False

    def stop() -> bool:
        pipe.fill(0)
        return pipe.closed or any(map(_begins_a_list, pipe.waiting))

    return stop


def _failure(request: Any, kind: str, message: str, hint: str, position: int | None = None) -> Message:
    return {"id": request, "error": {"kind": kind, "message": message, "hint": hint, "position": position}}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.service.server", description=__doc__)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--config", type=Path)
    options = parser.parse_args(arguments)
    # Nothing but answers may reach the pipe, whatever a library prints.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    pipe = Pipe(sys.stdin.fileno(), out)
    try:
        service = ArchiveService.open(options.archive, sample=options.sample, config=options.config)
    except ArchiveError as error:
        pipe.send({"event": "error", "kind": type(error).__name__, "message": str(error), "hint": error.hint})
        return error.exit_code
    try:
        with service:
            serve(service, pipe)
    except BrokenPipeError:
        return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
