"""Queries that nobody means to ask: no error but that a query cannot be read, and none takes two seconds.

They are asked in this process, for thousands of them; what counts is the time of the processor, not the
clock of a busy machine.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from index.archive import Archive, open_archive
from index.errors import QuerySyntaxError
from index.model.results import SearchRequest
from index.settings import ArchiveSettings
from tests.drills.tools.case import WRONG, Case, Fault
from tests.drills.tools.field import Field
from tests.drills.tools.ground import Ground

CASES, EACH = 12, 320
SHORT_CASES, SHORT_EACH = 2, 60
SLOW_SECONDS = 2.0
WORDS = (
    "alep", "grève", "président", "port", "strike", "(", ")", '"', "«", "»", "-", "OR", "OU", "AND", "NOT",
    "SAUF", "*", "?", "~", "~~", ":", "title:", "entity:", "entité:", "lang:", "is:", "est:", "since:",
    "date:", "until:", "tag:", "place:", "since:2w", "date:2024-02-30", "date:..", "date:9999-99..0000",
    "is:paired", "is:", "lang:xx", "a*", "*a", "**", "e~", "'", "’", "\\", "/", "[", "]", "{", "}", "^",
    "\0", "\n", "\t", "\ud800", "\u202e", "\u0301", "İ", "ß", "œ", "漢字", "👩‍👩‍👧", "9" * 400, "a" * 5000,
)  # fmt: skip
MORE = ("meaning", *["counts", "lines", "marks"] * 4, *[""] * 12)
"""What is asked besides a page. By meaning it takes a process with the encoder: seldom."""
HOSTILE = (
    "(" * 3000, ")" * 3000, '"' * 3001, "-" * 3000 + "a", "a OR " * 2000, "a* " * 400, "a~ " * 400,
    "NOT " * 2000, "(a OR " * 800, "title:" * 1000, "«" * 2000, "a " * 20_000, "is:paired OR " * 500,
    "é*" * 1000, " " * 50_000,
    "entity:\"" + "x" * 10_000, "since:" + "9" * 5000, "date:2024.." * 500, "~" * 5000, "a" * 200_000,
)  # fmt: skip


def queries() -> st.SearchStrategy[str]:
    """Words of the language of queries in any order, any text at all, and what is long or deep."""
    words = st.lists(st.sampled_from(WORDS), max_size=12)
    joined = st.builds(lambda parts, between: between.join(parts), words, st.sampled_from((" ", "", "  ")))
    return st.one_of(joined, joined, st.text(max_size=60), st.sampled_from(HOSTILE))


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    count, each = (SHORT_CASES, SHORT_EACH) if short else (CASES, EACH)
    return [Case(f"{each} queries", partial(ask_all, ground, each)) for _ in range(count)]


def ask_all(ground: Ground, count: int, field: Field) -> Iterator[Fault]:
    faults: list[Fault] = []
    asked = 0
    ground.copy(ground.sound(), field.archive)
    with open_archive(field.archive, settings=ArchiveSettings(ner=False)) as archive:
        first = archive.search.page(SearchRequest()).hits[0].id

        @seed(field.dice.randrange(2**32))
        @settings(
            max_examples=count, database=None, deadline=None, phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(queries(), st.booleans(), st.sampled_from(MORE))
        def ask(query: str, lenient: bool, more: str) -> None:
            nonlocal asked
            asked += 1
            faults.extend(_asked(archive, first, query, lenient, more))

        ask()
    field.tried = asked
    yield from faults


def _asked(archive: Archive, article: str, query: str, lenient: bool, more: str) -> Iterator[Fault]:
    request = SearchRequest(query, lenient=lenient, snippets=not lenient, meaning=more == "meaning", limit=20)
    search = archive.search
    questions: dict[str, Callable[[], object]] = {"page": lambda: search.page(request)}
    if more == "counts":
        questions |= {"counts": lambda: search.counts(request), "names": lambda: search.facets(request)}
    elif more == "lines":
        questions["lines"] = lambda: sum(len(lines) for _, lines in search.concordance(request))
    elif more == "marks":
        questions["marks"] = lambda: search.highlights(archive.articles.get(article), query)
    for asked, question in questions.items():
        item = f"{query[:120]!r} ({len(query)} characters), lenient={lenient}, {asked}"
        began = time.thread_time()
        try:
            question()
        except QuerySyntaxError:
            pass
        except Exception as error:
            yield Fault(WRONG, f"an answer to {item}", f"{type(error).__name__}: {str(error)[:200]}", item)
        if (seconds := time.thread_time() - began) > SLOW_SECONDS:
            yield Fault(WRONG, f"less than {SLOW_SECONDS:.0f} s for {item}", f"{seconds:.1f} s", item)
