"""The paragraphs of pairs side by side: the newest pairs first, a batch to a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from index.analysis.alignment.paragraphs import align
from index.analysis.alignment.version import ALIGNMENT_VERSION
from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.vectors import Floats, directions
from index.analysis.pairing.profiles import Profile, units
from index.counterparts.encoding import are_rows_outdated, encoder_in_effect, version_in_effect
from index.counterparts.evidence import coverage
from index.errors import ArchiveError
from index.model.articles import Article, ArticleId
from index.model.pairs import AlignedRow, Pair
from index.model.progress import Committed, Progress
from index.stopping import Stopping
from index.storage.articles.finished import ALIGNMENT
from index.storage.library import Library

BATCH = 16


def align_pairs(library: Library, stopping: Stopping) -> Iterator[Progress | Committed]:
    """Align what is paired and not aligned yet, or in an earlier way; a stop keeps the batches that are done.

    Raises EncoderError when the encoder is gone; what is aligned stays as it is then.
    """
    must_align = are_rows_outdated(library) or not library.counterparts.is_aligned()
    encoder = encoder_in_effect(library) if must_align else None
    if library.finished.state(ALIGNMENT) != ALIGNMENT_VERSION:
        with library.database.transaction():
            library.counterparts.forget_rows()
            library.finished.put(ALIGNMENT, ALIGNMENT_VERSION)
    waiting = library.counterparts.unaligned()
    for start in range(0, len(waiting), BATCH):
        if stopping():
            return
        assert encoder is not None
        batch = [(fr, en, aligned(library, fr, en, encoder)) for fr, en in waiting[start : start + BATCH]]
        with library.database.transaction():
            for fr, en, rows in batch:
                library.counterparts.put_rows(fr, en, rows, coverage(rows))
        yield Committed(0)
        yield Progress("counterparts", min(start + BATCH, len(waiting)), len(waiting))


def align_pair(library: Library, pair: Pair) -> Pair:
    """Align one pair that somebody looks at, and keep the rows where the archive can be written."""
    rows = aligned(library, *pair.articles, encoder_in_effect(library))
    covered = coverage(rows)
    if not library.database.readonly:
        # Whoever writes just now is not waited for: the rows are shown, and kept another time.
        with suppress(ArchiveError), library.database.transaction(aside=True):
            library.counterparts.put_rows(*pair.articles, rows, covered)
    return replace(pair, rows=rows, aligned=True, evidence=replace(pair.evidence, aligned=covered))


def aligned(library: Library, fr: ArticleId, en: ArticleId, encoder: Encoder) -> tuple[AlignedRow, ...]:
    """The rows of two reports, none where a text is damaged; most of their paragraphs were encoded for their
    profiles."""
    articles = {article: library.articles.get(article) for article in (fr, en)}
    if any(article.damaged for article in articles.values()):
        return ()
    known: dict[str, Floats] = {}
    for blob in library.comparisons.profiles([fr, en], version_in_effect(library)):
        try:
            profile = Profile.from_bytes(blob)
        except ValueError:  # damaged: its paragraphs are encoded once more
            continue
        known |= zip(units(articles[profile.article]), directions(profile.vectors), strict=False)
    left, right = _paragraphs(articles[fr]), _paragraphs(articles[en])
    return align(left, right, encoder, known)


def _paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body]
