"""Which sentence encoder an archive was worked out with: the one before, until another has encoded it all.

And whether its pairs were aligned in today's way.
"""

from __future__ import annotations

from pathlib import Path

from index.analysis.alignment.version import ALIGNMENT_VERSION
from index.analysis.encoding.interface import BUILT_IN, Encoder, EncoderCard
from index.analysis.encoding.registry import introduce, is_named_by, open_encoder
from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.condition import Reencoding
from index.storage.articles.finished import ALIGNMENT, ENCODER
from index.storage.library import Library
from index.storage.pairs.fresh_profiles import fresh_count


def card_in_effect(library: Library) -> EncoderCard:
    """The encoder that the vectors, pairs and alignments of the archive are of.

    Where what says so is damaged it is the built-in one: then all articles are encoded again.
    """
    stored = library.finished.state(ENCODER)
    try:
        return BUILT_IN if stored is None else EncoderCard.from_json(stored)
    except (ValueError, LookupError, TypeError):
        return BUILT_IN


def put_in_effect(library: Library, card: EncoderCard) -> None:
    """A part of the caller's transaction."""
    library.finished.put(ENCODER, card.to_json())


def version_in_effect(library: Library) -> str:
    """What stored profiles, outlines and vectors are marked with."""
    # Loads numpy, which a start that has nothing to encode does without.
    from index.analysis.pairing.profiles import pairing_version

    return pairing_version(card_in_effect(library).id)


def encoder_in_effect(library: Library) -> Encoder:
    """Raises EncoderError when it is not on the disk any more."""
    return open_encoder(card_in_effect(library))


def are_rows_outdated(library: Library) -> bool:
    """Whether pairs have rows that were made in an earlier way than this program's. Cheap."""
    return library.finished.state(ALIGNMENT) != ALIGNMENT_VERSION and library.counterparts.has_rows()


def begin_with(library: Library, name: str) -> None:
    """Let an archive without any vectors begin with the named encoder. Raises EncoderError."""
    if library.counterparts.versions() or is_named_by(card_in_effect(library), name):
        return
    card = introduce(name)
    with library.database.transaction():
        put_in_effect(library, card)


def reencoding(library: Library, folder: Path, name: str) -> Reencoding | None:
    """How far the change to the named encoder is; None when it is in effect. Cheap, and changes nothing."""
    if is_named_by(card_in_effect(library), name):
        return None
    fresh, count = fresh_count(folder)
    begun = fresh is not None and EncoderCard.from_json(fresh).name == name
    articles = library.articles.count()
    total = sum(articles.get(language, 0) for language in READING_LANGUAGES)
    return Reencoding(Path(name).name, count if begun else 0, total)


def text_changes(library: Library) -> dict[ArticleId, int]:
    """The articles that are encoded, each with a number that changes with its text.

    All French ones, newest first, then all English ones, newest first.
    """
    return {id: n for language in READING_LANGUAGES for id, n in library.articles.changes(language).items()}
