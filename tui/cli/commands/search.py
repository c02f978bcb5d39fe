"""newsreader search: the articles that a query asks for."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import EngineError
from index.model.results import EntityFacet, FacetCounts, Filters, ResultPage, SearchRequest
from tui.cli import json_shapes, search_text
from tui.cli.archive import existing_archive, searched
from tui.cli.command import Command, count, shortened, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.wording import UNSEARCHED

if TYPE_CHECKING:
    from index.archive import Archive

Facets = tuple[FacetCounts, list[EntityFacet]]
_DATE = "DATE is 2024, 2024-12 or 2024-12-01"


def query_options(parser: ArgumentParser, limit: int | None = None) -> None:
    parser.add_argument("query", nargs="+", type=text, metavar="QUERY")
    parser.add_argument("--lang", choices=("fr", "en"))
    parser.add_argument(
        "--entity", type=text, metavar="NAME", help="only articles that name it, in any spelling"
    )
    parser.add_argument("--since", type=_day("first"), metavar="DATE", help=_DATE)
    parser.add_argument("--until", type=_day("last"), metavar="DATE", help=_DATE)
    parser.add_argument(
        "--no-expand", action="store_true", help="these words only, not what they are in the other language"
    )
    parser.add_argument("--limit", type=count, default=limit, metavar="N")


def _day(which: str) -> Callable[[str], str]:
    def day(text: str) -> str:
        """The first or last day of a year, a month or a day, ISO."""
        from calendar import monthrange
        from datetime import date

        try:
            year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
            if which == "first":
                return date(year, month or 1, day or 1).isoformat()
            month = month or 12
            return date(year, month, day or monthrange(year, month)[1]).isoformat()
        except (ValueError, OverflowError):
            raise ArgumentTypeError(f"{shortened(text)!r} is no date; {_DATE}") from None

    return day


def _options(parser: ArgumentParser) -> None:
    query_options(parser, limit=20)
    parser.add_argument("--order", choices=("relevance", "newest"), default="relevance")
    parser.add_argument(
        "--meaning", action="store_true", help="after all others, what says the same as three or more words"
    )
    parser.add_argument("--copies", action="store_true", help="near-identical articles as rows of their own")
    parser.add_argument(
        "--facets", action="store_true", help="count languages, sources, months and names of all results"
    )


def search(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        page, facets = searched(archive, console, lambda: _found(options, archive))
    if page.warning:
        console.say(page.warning)
    if options.json:
        shape = json_shapes.page_json(page)
        if facets:
            counts, entities = facets
            shape["facets"] = json_shapes.facet_counts_json(counts) | json_shapes.facets_json(entities)
        console.record(shape)
        return DONE
    if page.corrected:
        console.say(f"Did you mean: {page.corrected}")
    for line, marks in search_text.search_lines(page):
        console.result(line, marks)
    if facets:
        console.result()
        console.results(search_text.facet_lines(*facets))
    return DONE


def _found(options: Namespace, archive: Archive) -> tuple[ResultPage, Facets | None]:
    """Raises EngineError when nothing could be looked for: that is not to have found nothing."""
    asked = request(
        options,
        archive,
        order=options.order,
        fold=not options.copies,
        meaning=options.meaning,
        limit=options.limit,
        snippets=True,
    )
    page = archive.search.page(asked)
    if page.unsearched is not None:
        raise archive.search.fault or EngineError(UNSEARCHED[page.unsearched])
    if not options.facets:
        return page, None
    return page, (archive.search.counts(asked), archive.search.facets(asked))


def request(options: Namespace, archive: Archive, **more: object) -> SearchRequest:
    """What all commands with a query have in common, and what one adds."""
    entity = archive.names.named(options.entity) if options.entity else None
    return SearchRequest(
        query=" ".join(options.query),
        filters=Filters(
            language=options.lang,
            entity=entity.id if entity else None,
            since=options.since,
            until=options.until,
        ),
        expand=not options.no_expand,
        **more,  # type: ignore[arg-type]
    )


COMMAND = Command(search, _options, takes_query=True)
