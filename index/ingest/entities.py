"""Names into the library: mentions for each new article, then one merging over the whole archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.analysis.mentions import Extractor
from index.analysis.names import NamedDocument, resolve
from index.model import Progress
from index.storage.library import Library

BATCH = 64


def find_mentions(
    library: Library, extractor: Extractor, stopping: Callable[[], bool], *, only_new: bool = False
) -> Iterator[Progress]:
    """Extract what this extractor has not read yet; ``only_new`` leaves articles alone that another one has read."""
    pending = library.entities.pending(None if only_new else extractor.id)
    for start in range(0, len(pending), BATCH):
        if stopping():
            return
        articles = list(library.articles.iterate(pending[start : start + BATCH]))
        found = list(extractor.extract_many(articles))
        with library.database.transaction():
            for article, mentions in zip(articles, found, strict=True):
                library.entities.put_mentions(article.id, extractor.id, mentions)
        yield Progress("names", min(start + BATCH, len(pending)), len(pending))


def merge_names(library: Library) -> None:
    """Merge all mentions of the archive into entities; identity is a second step that can always be made again."""
    documents = (
        NamedDocument(article, language, mentions)
        for article, language, mentions in library.entities.all_mentions()
    )
    resolution = resolve(documents)
    with library.database.transaction():
        library.entities.replace_resolution(resolution.entities, resolution.mentions, resolution.counted)
