"""Names into the library: mentions for each new article, then one merging over the whole archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.analysis.mentions.extractors import load_extractor
from index.analysis.names.merging import NamedDocument, resolve
from index.model.articles import READING_LANGUAGES
from index.model.progress import Progress
from index.storage.library import Library

BATCH = 64


def find_mentions(library: Library, stopping: Callable[[], bool], *, models: bool) -> Iterator[Progress]:
    """Extract the mentions of what is pending.

    Without ``models`` by the built-in extractor, for articles that none has read yet; with them by the best
    one installed, for all that it has not read.
    """
    pending = library.entities.pending(None)
    if not models and not pending:
        return
    extractor = load_extractor(use_models=models)
    if models:
        # One language after the other: the extractor holds one model at a time.
        languages = {language: set(library.articles.ids(language)) for language in READING_LANGUAGES}
        pending = library.entities.pending(extractor.id)
        pending.sort(key=lambda article: [article not in ids for ids in languages.values()])
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
    """Merge all mentions of the archive into entities; a second step that can always be made again."""
    documents = [NamedDocument(*row) for row in library.entities.all_mentions()]
    resolution = resolve(documents)
    library.entities.replace_resolution(resolution.entities, resolution.mentions, resolution.articles_of)
