"""Stories: reports of one event and of what followed, in both languages, grouped over days."""

from __future__ import annotations

from collections.abc import Iterable, Set

from index.analysis.pairing.comparison import Compared
from index.analysis.resemblance.same_story import same_story_links
from index.model.articles import ArticleId
from index.storage.library import Library

MOST_MEMBERS = 60
"""A larger group is several stories that a few reports tie together: its same-language links are left out."""

Link = tuple[ArticleId, ArticleId]


def link_reports(sisters: Iterable[Compared], articles: Set[ArticleId] | None = None) -> list[Link]:
    """The reports of one language that tell one story (of these articles)."""
    return [link for compared in sisters for link in same_story_links(compared, articles)]


def tell_stories(library: Library, of: Set[ArticleId] | None = None) -> None:
    """Group all reports (these, which nothing ties to others) by events and links.

    A part of the caller's transaction.
    """
    same = library.events.links(of)
    groups = []
    for group in _connected([*same, *library.stories.links(of)]):
        if len(group) > MOST_MEMBERS:
            groups += _connected(pair for pair in same if pair[0] in group)
        else:
            groups.append(group)
    days = library.stories.days(article for group in groups for article in group)
    stories = {}
    for group in groups:
        # Without the undated, which would always come first.
        first = min(group, key=lambda article: (not days.get(article), days.get(article, 0), article))
        stories[first] = sorted(group)
    library.stories.replace(stories, of)


def members(library: Library, articles: Set[ArticleId]) -> set[ArticleId]:
    """These articles, and all that events and links tie to them by whatever others."""
    found: set[ArticleId] = set()
    latest = set(articles)
    while latest:
        found |= latest
        tied = [*library.events.links(latest), *library.stories.links(latest)]
        latest = {article for tie in tied for article in tie} - found
    return found


def _connected(links: Iterable[Link]) -> list[set[ArticleId]]:
    """The groups that links hold together."""
    group_of: dict[ArticleId, set[ArticleId]] = {}
    for one, other in links:
        small, large = sorted((group_of.get(one, {one}), group_of.get(other, {other})), key=len)
        if small is not large:
            large |= small
        for article in (*small, one, other):
            group_of[article] = large
    return list({id(group): group for group in group_of.values()}.values())
