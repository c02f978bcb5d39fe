"""What is remembered of each article for pairing: its units encoded, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.analysis.encoding.interface import Encoder
from index.analysis.pairing.outlines import outline
from index.analysis.pairing.profiles import Profile, profile
from index.counterparts.encoding import encoder_in_effect, version_in_effect
from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.progress import Progress
from index.stopping import Stopping
from index.storage.library import Library

BATCH = 16


def make_profiles(library: Library, stopping: Stopping) -> Iterator[Progress]:
    """Encode every article that has no profile of this version, the newest first."""
    pending = library.counterparts.pending(version_in_effect(library))
    if not pending:
        return
    encoder = encoder_in_effect(library)
    for start in range(0, len(pending), BATCH):
        if stopping():
            return
        made = profiles_of(library, pending[start : start + BATCH], encoder)
        with library.database.transaction():
            for each in made:
                put_profile(library, each)
        yield Progress("counterparts", min(start + BATCH, len(pending)), len(pending))


def profiles_of(library: Library, articles: Sequence[ArticleId], encoder: Encoder) -> list[Profile]:
    return [
        # Of a damaged one there is the title: what says that it is damaged says nothing of an event.
        profile(
            replace(article, blocks=()) if article.damaged else article,
            library.entities.mentions(article.id),
            encoder,
        )
        for article in library.articles.iterate(articles)
    ]


def put_profile(library: Library, profile: Profile) -> None:
    """Store a profile and its outline, inside the caller's transaction."""
    version = version_in_effect(library)
    library.counterparts.put_profile(profile.article, version, profile.to_bytes())
    put_outline(library, profile)


def put_outline(library: Library, profile: Profile) -> None:
    """A part of the caller's transaction."""
    its_outline = outline(profile)
    if its_outline is not None:
        version = version_in_effect(library)
        library.outlines.put(profile.article, version, profile.first_day, profile.last_day, its_outline.mean)


def compare_anew(library: Library) -> None:
    """Throw away all that follows from the profiles, and those that are damaged, to have it made again."""
    version = version_in_effect(library)
    articles = [article for language in READING_LANGUAGES for article in library.articles.ids(language)]
    with library.database.transaction():
        library.comparisons.forget()
        library.facts.forget()
    for start in range(0, len(articles), BATCH):
        with library.database.transaction():
            for article in articles[start : start + BATCH]:
                for stored in library.comparisons.profiles([article], version):
                    try:
                        put_profile(library, Profile.from_bytes(stored))
                    except (ValueError, LookupError, TypeError):
                        library.counterparts.forget_profile(article)
