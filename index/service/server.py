"""The archive behind a pipe: one JSON line in, one JSON line out, the newest search cancels the older.

One thread owns the library and the searcher (a Whoosh searcher that is shared between threads gives
wrong results silently), so cancelling is cooperative: while a search runs it looks at the pipe every
hundred documents or so and stops when a newer search waits there. Who types waits for the list and for
nothing else: a search is answered before questions that were asked ahead of it.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any, Protocol

from index.errors import ArchiveError, SearchStopped
from index.failures import in_words
from index.protocol.lines import Asked, Cancelled, GivenUp
from index.protocol.questions import Facets, PutPlace, Question, Search
from index.service.answering import Stop
from index.service.archive_service import ArchiveService
from index.service.idle import Idle, Unasked
from index.service.orphan import end_with_reader
from index.service.pipe import Pipe
from index.stopping import never


class Service(Unasked, Protocol):
    """What can be served: ``ArchiveService``, which says what each method is."""

    def answer(self, question: Question[Any], stop: Stop) -> Any: ...


def serve(service: Service, pipe: Pipe) -> None:
    """Answer until the other end closes the pipe, whatever becomes of the archive meanwhile.

    What was asked to be kept by then is kept.
    """
    idle = Idle(service, pipe.reply)
    while True:
        _cancel_superseded(pipe)
        if pipe.gone:
            _keep_changes(service, pipe)
            return
        if pipe.waiting:
            _answer(service, pipe, _next(pipe))
            idle.asked()
            pipe.fill(0)
            continue
        if pipe.closed:
            return
        pipe.fill(idle.rest)
        if not pipe.waiting and not pipe.closed:
            idle.step()


def _keep_changes(service: Service, pipe: Pipe) -> None:
    """Nobody hears answers any more, but what was asked to be kept is kept: first where the reader was."""
    pipe.fill(0)
    changes = [asked for asked in pipe.waiting if asked.question.changes]
    places = [asked for asked in changes if isinstance(asked.question, PutPlace)]
    for asked in [*places[-1:], *(asked for asked in changes if asked not in places)]:
        _answer(service, pipe, asked)


def _next(pipe: Pipe) -> Asked:
    """A search before the questions that came ahead of it, all else in turn."""
    for asked in pipe.waiting:
        if isinstance(asked.question, Search):
            pipe.waiting.remove(asked)
            return asked
        if asked.question.changes:
            break
    return pipe.waiting.popleft()


def _cancel_superseded(pipe: Pipe) -> None:
    """Of what waits, answer at once what a newer question has made worthless."""
    newer: set[type[Question[Any]]] = set()
    for asked in reversed([*pipe.waiting]):
        kind = type(asked.question)
        if kind in newer:
            pipe.waiting.remove(asked)
            pipe.reply(Cancelled(asked.number))
        elif kind.newest_only:
            newer.add(kind)
        elif _begins_a_list(asked):
            newer |= {Search, Facets}


def _begins_a_list(asked: Asked) -> bool:
    """A search for another list; that for a further page takes nobody's place."""
    return isinstance(asked.question, Search) and not asked.question.request.offset


def _answer(service: Service, pipe: Pipe, asked: Asked) -> None:
    """Whatever goes wrong in one answer is told: the others are worth being had."""
    name = type(asked.question).__name__
    try:
        line = pipe.written(asked, service.answer(asked.question, _stop_for(pipe, asked)))
    except SearchStopped:
        pipe.reply(Cancelled(asked.number))
    except ArchiveError as error:
        pipe.refuse(asked, error)
    except (MemoryError, OSError) as error:
        pipe.refuse(asked, in_words(error, name))
    except Exception as error:  # a mistake of ours, also an answer that cannot be written
        pipe.refuse(asked, ArchiveError(f"{name}: {type(error).__name__}: {error}"))
    else:
        pipe.write(line)


def _stop_for(pipe: Pipe, asked: Asked) -> Stop:
    """A newer search stops what was asked about an older one; nothing else is stopped."""
    if not asked.question.stoppable:
        return never

    def stop() -> bool:
        pipe.fill(0)
        return pipe.closed or pipe.gone or any(map(_begins_a_list, pipe.waiting))

    return stop


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.service.server", description=__doc__)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--config", type=Path)
    parser.add_argument("--create", action="store_true", help="make the archive where there is none")
    options = parser.parse_args(arguments)
    # Nothing but answers may reach the pipe, whatever a library prints.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    pipe = Pipe(sys.stdin.fileno(), out)
    end_with_reader(out.fileno(), pipe.forsake)
    try:
        service = ArchiveService.open(
            options.archive, sample=options.sample, config=options.config, create=options.create
        )
    except ArchiveError as error:
        pipe.reply(GivenUp(str(error), error.hint))
        return error.exit_code
    with service:
        serve(service, pipe)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
