"""Asks the archive's process as the screen does: over its pipe, one question after the other."""

from __future__ import annotations

import select
import subprocess
import time
from pathlib import Path
from typing import Any, Self

from index.model.results import ResultPage, SearchRequest
from index.protocol.answers import Greeting
from index.protocol.lines import Answered, GivenUp, NotDone, question_line, read_answer, read_reply
from index.protocol.questions import Hello, Question, Search
from tests.drills.tools.field import IMPORT, SERVER, Field

ANSWER_SECONDS = 30.0
SOUND, TO_BE_MADE = "sound", "to be made"
"""What the archive says of its index, where it says anything."""
HEAL_SECONDS = 40.0
"""How long an archive may take to make a lost index anew, on a loaded machine."""


class Died(Exception):
    """The archive's process ended, or gave no answer in time."""


class Refusal(Exception):
    """It could not be done; ``str()`` is what the reader is told."""


class Server:
    """One process of the archive."""

    def __init__(self, field: Field, archive: Path) -> None:
        self._errors = field.folder / f"server-{len(list(field.folder.glob('server-*')))}"
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*SERVER, "--archive", str(archive)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=errors, bufsize=0, env=field.env, cwd=field.folder, start_new_session=True,
            )  # fmt: skip
        self._rest = b""
        self._last = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Its pipe is closed; it ends by itself, or the field finds it."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        try:
            self.process.wait(5.0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    @property
    def errors(self) -> str:
        return self._errors.read_bytes().decode("utf-8", "replace")

    def ask(self, question: Question[Any], timeout: float = ANSWER_SECONDS) -> Any:
        """Raises Died, Refusal."""
        assert self.process.stdin
        self._last += 1
        try:
            self.process.stdin.write(question_line(self._last, question))
        except OSError as error:
            raise Died(f"its pipe is closed: {self.errors[-400:]}") from error
        deadline = time.monotonic() + timeout
        while True:
            match read_reply(self._line(deadline)):
                case Answered(number=self._last, answer=answer):
                    return read_answer(question, answer)
                case NotDone(number=self._last) as refused:
                    raise Refusal(f"{refused.kind}: {refused.message}")
                case GivenUp() as refused:
                    raise Refusal(f"given up: {refused.message}")

    def _line(self, deadline: float) -> bytes:
        assert self.process.stdout
        while b"\n" not in self._rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise Died("no answer in time")
            chunk = self.process.stdout.read(65_536)
            if not chunk:
                raise Died(f"it ended: {self.errors[-400:]}")
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return line


def search(server: Server, query: str) -> ResultPage:
    page: ResultPage = server.ask(Search(SearchRequest(query, limit=99)))
    return page


def work_out(field: Field, server: Server, archive: Path, page: ResultPage | None) -> bool:
    """Do what the screen does when something is pending or an index is to be made; whether it was so.

    ``page`` is one that was not searched, if there is any.
    """
    greeting: Greeting = server.ask(Hello())
    states = (getattr(greeting, "index", SOUND), getattr(page, "unsearched", None) or SOUND)
    if greeting.pending or TO_BE_MADE in states:
        field.run("--archive", archive, command=IMPORT)
        return True
    return False


def told(page: ResultPage) -> str:
    """What a page says of itself, when it is not the whole answer."""
    unsearched = getattr(page, "unsearched", None)
    return page.warning or ("" if unsearched is None else f"not searched: {unsearched}")
