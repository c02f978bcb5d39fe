"""What is remembered of each article for pairing: its units encoded, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.analysis.encoder import load_encoder
from index.analysis.pairing import PAIRING_VERSION, profile
from index.analysis.pairing_outlines import outline
from index.analysis.profiles import Profile
from index.model import Progress
from index.storage.library import Library

BATCH = 16


def make_profiles(library: Library, stopping: Callable[[], bool]) -> Iterator[Progress]:
    """Encode every article that has no profile of this version, the newest first."""
    pending = library.counterparts.pending(PAIRING_VERSION)
    if not pending:
        return
    encoder = load_encoder()
    for start in range(0, len(pending), BATCH):
        if stopping():
            return
        made = [
            profile(article, library.entities.mentions(article.id), encoder)
            for article in library.articles.iterate(pending[start : start + BATCH])
        ]
        with library.database.transaction():
            for each in made:
                put_profile(library, each)
        yield Progress("counterparts", min(start + BATCH, len(pending)), len(pending))


def put_profile(library: Library, profile: Profile) -> None:
    """Store a profile and its outline, inside the caller's transaction."""
    library.counterparts.put_profile(profile.article, PAIRING_VERSION, profile.to_bytes())
    its_outline = outline(profile)
    if its_outline is not None:
        library.comparisons.put_outline(
            profile.article, PAIRING_VERSION, profile.first_day, profile.last_day, its_outline.mean
        )
