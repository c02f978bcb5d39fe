"""What resembles what: a direction for each article, and which articles are copies of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from index.analysis.pairing.profiles import Profile
from index.analysis.resemblance.copies import LOOKED_UP, are_copies, may_be_copies, shingles, sketch
from index.counterparts.encoding import version_in_effect
from index.model.articles import Article
from index.model.progress import Committed
from index.stopping import Stopping
from index.storage.library import Library

BATCH = 256
MOST_COMPARED = 8
MOST_DAYS = 7
"""Days between a dispatch and the last paper that prints it."""


def place_articles(library: Library, stopping: Stopping) -> Iterator[Committed]:
    """Store the direction of every article that has a profile."""
    version = version_in_effect(library)
    while not stopping() and (pending := library.vectors.pending(version, BATCH)):
        vectors, damaged = {}, []
        for article, stored in pending:
            try:
                vectors[article] = Profile.from_bytes(stored).direction()
            except ValueError:
                damaged.append(article)
        library.vectors.put(vectors, version)
        with library.database.transaction():
            for article in damaged:
                library.counterparts.forget_profile(article)
        yield Committed(0)


def find_copies(library: Library, stopping: Stopping) -> Iterator[Committed]:
    """Compare every new article with those that came before it: the first of all is the original.

    A changed one has those that came later compared anew, so the groups are those that come of all articles
    one after the other.
    """
    while pending := library.copies.pending()[:BATCH]:
        if stopping():
            return
        articles = list(library.articles.iterate(pending))
        if not articles:
            return
        with library.database.transaction():
            for article in articles:
                _compare(library, article)
        yield Committed(0)


def _compare(library: Library, article: Article) -> None:
    own = shingles(article)
    own_sketch = sketch(own)
    looked_up = own_sketch[:LOOKED_UP]
    original = next(
        (
            other
            for other, its_sketch in library.copies.candidates(article.id, looked_up, MOST_COMPARED)
            if may_be_copies(own_sketch, its_sketch) and _is_copy(article, own, library.articles.get(other))
        ),
        None,
    )
    library.copies.put(article.id, own_sketch, looked_up, original)


def _is_copy(article: Article, own: frozenset[int], other: Article) -> bool:
    """The same words a month later are a series (another release, another forecast), not a copy."""
    if article.published and other.published:
        after = _day(article.published.first) - _day(other.published.last)
        before = _day(other.published.first) - _day(article.published.last)
        if max(after, before).days > MOST_DAYS:
            return False
    return are_copies(own, shingles(other))


def _day(text: str) -> date:
    return date.fromisoformat(text)
