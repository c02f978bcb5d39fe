"""What each article states, kept for pairing: made from the text, without an encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.stated import STATED_FORMAT, Facts, facts
from index.counterparts.encoding import version_in_effect
from index.counterparts.profiles import put_outline
from index.model.articles import ArticleId
from index.model.progress import Committed, Progress
from index.stopping import Stopping
from index.storage.library import Library

BATCH = 256


def state_facts(library: Library, stopping: Stopping) -> Iterator[Progress | Committed]:
    """Make the facts of articles without any; the outline, too, where an older version made the profile."""
    pending = library.facts.pending(STATED_FORMAT)
    version = version_in_effect(library) if pending else ""
    for start in range(0, len(pending), BATCH):
        if stopping():
            return
        batch = pending[start : start + BATCH]
        made = [(article.id, facts(article).to_json()) for article in library.articles.iterate(batch)]
        with library.database.transaction():
            library.facts.put(made, STATED_FORMAT)
            for blob in library.comparisons.profiles(
                sorted(library.outlines.missing(version, batch)), version
            ):
                put_outline(library, Profile.from_bytes(blob))
        yield Committed(0)
        if len(pending) > BATCH:
            yield Progress("counterparts", min(start + BATCH, len(pending)), len(pending))


def facts_of(library: Library, articles: Sequence[ArticleId]) -> dict[ArticleId, Facts]:
    """Of those of these articles that have any."""
    stored = library.facts.of(articles, STATED_FORMAT)
    return {article: Facts.from_json(article, text) for article, text in stored.items()}
