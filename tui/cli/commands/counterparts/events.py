"""newsreader events: the reports of each event, in both languages."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

from index.model.events import Event
from tui.cli.archive import existing_archive, hits_of
from tui.cli.command import Command, count, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.pair_shapes import event_reports_json
from tui.cli.pair_text import Hits, days_text, event_text, report_text
from tui.cli.text import date_text
from tui.wording import many


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--of", type=text, metavar="ID", help="only the event that this article reports")
    parser.add_argument("--limit", type=count, default=20, metavar="N")


def events(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        if options.of is None:
            found, total = archive.pairs.events(options.limit), archive.pairs.count_events()
        else:
            event = archive.pairs.event_of(archive.articles.find(options.of))
            found, total = ([], 0) if event is None else ([event], 1)
        hits = hits_of(archive, (article for event in found for article in event.reports))
    if options.json:
        console.record({"events": [event_reports_json(event, hits) for event in found]})
        return DONE
    console.text(events_lines(found, hits))
    if len(found) < total:
        console.say(f"{len(found):,} of {many(total, 'event')}; --limit shows more.")
    if not found:
        console.say(
            "No events yet: it takes two reports of one."
            if options.of is None
            else "No other report tells the same event as this one."
        )
    return DONE


def events_lines(events: Iterable[Event], hits: Hits) -> Iterator[str]:
    for place, event in enumerate(events):
        if place:
            yield ""
        yield f"{days_text(event)}  {event_text(event)}"
        for article in event.reports:
            hit = hits.get(article)
            date = date_text(hit.published) if hit else ""
            source = f" · {hit.source}" if hit and hit.source else ""
            yield f"    {date:<10}  {report_text(article, hits)}{source}"


COMMAND = Command(
    events,
    _options,
    more="The figure is the probability\nthat the reports of both languages tell the same event.",
)
