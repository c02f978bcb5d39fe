"""The commands that look for something: search, concordance, similar."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from itertools import chain, islice

from index import json_shapes
from index.archive import Archive
from index.model import Filters, SearchRequest
from tui.cli import search_text
from tui.cli.archive import existing_archive, make_searchable
from tui.cli.console import Console

DONE = 0


def search(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        make_searchable(archive, console)
        request = _request(
            options,
            archive,
            order=options.order,
            fold=not options.copies,
            meaning=options.meaning,
            limit=options.limit,
            snippets=True,
        )
        page = archive.search(request)
        facets = (archive.facet_counts(request), archive.facets(request)) if options.facets else None
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


def concordance(options: Namespace, console: Console) -> int:
    """Written as it is found, with ``--json`` one value a line: nobody need wait for the last."""
    with existing_archive(console) as archive:
        make_searchable(archive, console)
        request = _request(options, archive)
        lines = chain.from_iterable(occurrences for _, occurrences in archive.concordance(request))
        line = None
        for line in islice(lines, options.limit):
            if options.json:
                console.record(json_shapes.concordance_line_json(line), indent=None)
            else:
                console.result(*search_text.concordance_line(line, console.width))
        if line is None:  # only a search says why: all words were too common, for example
            warning = archive.search(replace(request, limit=1)).warning
            console.say(warning or "It occurs nowhere.")
    return DONE


def similar(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        article = archive.find(options.id)
        found = archive.similar(article, options.limit)
        waiting = archive.pending()
    if options.json:
        console.record({"id": article, "results": [json_shapes.hit_json(hit) for hit in found]})
        return DONE
    for hit in found:
        for line, marks in search_text.hit_lines(hit):
            console.result(line, marks)
    if not found:
        reason = "it is not worked out yet; newsreader rebuild does that" if waiting else "nothing is like it"
        console.say(f"No similar articles: {reason}.")
    return DONE


def _request(options: Namespace, archive: Archive, **more: object) -> SearchRequest:
    """What all commands with a query have in common, and what one adds."""
    entity = archive.entity_named(options.entity) if options.entity else None
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
