"""Stories: reports of one event and of what followed, in both languages, grouped over days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

import numpy as np

from index.analysis.same_story import same_story_links
from index.ingest.comparing import Comparing
from index.model import ArticleId
from index.storage.library import Library

MOST_MEMBERS = 60
"""A larger group is several stories that one report held together: its same-language links are dropped."""


def link_stories(library: Library, articles: Set[ArticleId] | None, comparing: Comparing) -> None:
    """Link the reports of one language that tell one story, of these articles (None: all), and group anew."""
    links = [
        link for side in comparing.all_sides for link in same_story_links(side, comparing.names_of, articles)
    ]
    with library.database.transaction():
        library.stories.replace_links(links, articles)
        group(library)
