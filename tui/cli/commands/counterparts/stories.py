"""newsreader stories: reports of one event and what followed it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

from index.model.articles import ArticleId
from index.model.pairs import Story
from tui.cli.archive import existing_archive, hits_of
from tui.cli.command import Command, count, text
from tui.cli.console import Console
from tui.cli.exit_codes import DONE
from tui.cli.pair_shapes import story_json
from tui.cli.pair_text import Hits, counts_text, days_text, report_text
from tui.cli.text import date_text


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--of", type=text, metavar="ID", help="only the story that this article belongs to")
    parser.add_argument("--limit", type=count, default=20, metavar="N")


def stories(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        if options.of is None:
            found = archive.pairs.stories(options.limit)
        else:
            found = [story] if (story := archive.pairs.story_of(archive.articles.find(options.of))) else []
        hits = hits_of(archive, (article for story in found for article in _reports(story)))
    if options.json:
        console.record({"stories": [story_json(story, hits) for story in found]})
        return DONE
    console.text(stories_lines(found, hits))
    if not found:
        console.say(
            "No stories yet: it takes three reports of one event."
            if options.of is None
            else "No other report belongs together with this one."
        )
    return DONE


def _reports(story: Story) -> Iterator[ArticleId]:
    """Its members; of an event that both languages tell only perhaps, also those that are none."""
    yield from story.members
    for event in story.events:
        yield from event.reports


def stories_lines(stories: Iterable[Story], hits: Hits) -> Iterator[str]:
    for place, story in enumerate(stories):
        if place:
            yield ""
        yield f"{days_text(story)}  {counts_text(story)}"
        for member in story.members:
            date = date_text(hits[member].published) if member in hits else ""
            yield f"    {date:<10}  {report_text(member, hits)}"


COMMAND = Command(stories, _options)
