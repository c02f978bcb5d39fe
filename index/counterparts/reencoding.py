"""Another sentence encoder: every article is encoded anew beside the old vectors, which serve until then."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from index.analysis.encoding.interface import EncoderCard
from index.analysis.encoding.registry import introduce, is_named_by, open_encoder
from index.analysis.pairing.profiles import Profile
from index.counterparts.encoding import card_in_effect, put_in_effect, text_changes
from index.counterparts.profiles import BATCH, profiles_of, put_profile
from index.errors import EncoderError
from index.model.articles import ArticleId
from index.model.progress import Committed, Progress
from index.stopping import Stopping
from index.storage.library import Library
from index.storage.pairs.fresh_profiles import DamagedProfiles, FreshProfiles, discard, fresh_count

STAGE = "encoding"


def reencode(library: Library, folder: Path, name: str, stopping: Stopping) -> Iterator[Progress | Committed]:
    """Encode everything with the named encoder, unless it is in effect, and put it into effect.

    A stop keeps what is encoded; the next run goes on there. Raises EncoderError.
    """
    card = card_in_effect(library)
    if is_named_by(card, name):
        discard(folder)
        return
    changes = text_changes(library)
    yield Progress(STAGE, 0, len(changes), Path(name).name)
    try:
        wanted = yield from _encoded(library, folder, name, changes, stopping)
    except DamagedProfiles:
        discard(folder)
        wanted = yield from _encoded(library, folder, name, changes, stopping)
    if wanted.id != card.id and stopping():
        return
    _put_into_effect(library, wanted, anew=wanted.id != card.id)
    yield Committed(0)
    yield from take_over(library, folder, stopping)


def take_over(library: Library, folder: Path, stopping: Stopping) -> Iterator[Committed]:
    """Move the profiles by the encoder in effect from the file that they were made in to the library.

    What a damaged file does not give any more is encoded as a new article is.
    """
    card, _ = fresh_count(folder)
    if card is None or EncoderCard.from_json(card).id != card_in_effect(library).id:
        return
    with suppress(DamagedProfiles), FreshProfiles.open(folder) as fresh:
        for found in fresh.each(text_changes(library)):
            if stopping():
                return
            with library.database.transaction():
                for stored in found:
                    put_profile(library, Profile.from_bytes(stored))
    discard(folder)
    yield Committed(0)


def _encoded(
    library: Library, folder: Path, name: str, changes: dict[ArticleId, int], stopping: Stopping
) -> Generator[Progress, None, EncoderCard]:
    """Returns the card of the named encoder when all is encoded, or at a stop."""
    with FreshProfiles.open(folder) as fresh:
        wanted = _wanted(fresh, name)
        if wanted.id != card_in_effect(library).id:
            yield from _encode(library, fresh, wanted, changes, stopping)
    return wanted


def _wanted(fresh: FreshProfiles, name: str) -> EncoderCard:
    """The card of the named encoder; what another one has encoded is dropped."""
    begun = fresh.card()
    if begun is not None and is_named_by(EncoderCard.from_json(begun), name):
        return EncoderCard.from_json(begun)
    wanted = introduce(name)
    if begun is None or EncoderCard.from_json(begun).id != wanted.id:
        fresh.begin(wanted.to_json())
    return wanted


def _encode(
    library: Library,
    fresh: FreshProfiles,
    wanted: EncoderCard,
    changes: dict[ArticleId, int],
    stopping: Stopping,
) -> Iterator[Progress]:
    pending = iter(fresh.missing(changes))
    encoder = open_encoder(wanted)
    while not stopping() and (batch := list(islice(pending, BATCH))):
        made = profiles_of(library, batch, encoder)
        fresh.put((each.article, changes[each.article], each.to_bytes()) for each in made)
        yield Progress(STAGE, fresh.count(), len(changes), Path(wanted.name).name)


def _put_into_effect(library: Library, wanted: EncoderCard, *, anew: bool) -> None:
    """Old pairs are shown until new ones are found; what the reader said of pairs is not touched."""
    with library.database.transaction():
        put_in_effect(library, wanted)
        if anew:
            library.comparisons.forget()
            library.counterparts.forget_rows()


def can_wait(library: Library, name: str, error: EncoderError) -> None:
    """Nothing, when the encoder that failed is about to be replaced by another one; else raises ``error``."""
    if is_named_by(card_in_effect(library), name):
        raise error
