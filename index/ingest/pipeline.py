"""The order of work: read, make searchable, name, pair; then, where models are installed, better names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from index.errors import EncoderError
from index.ingest.cut_short import absolute, left_over, remembered, why_gone
from index.ingest.documents import mend, read_again, take_in
from index.ingest.full_text import bring_up_to_date, discard_index
from index.model.articles import ArticleId
from index.model.progress import Committed, DocumentTaken, Progress
from index.settings import ArchiveSettings
from index.stopping import Stopping, never
from index.storage.library import Library
from index.storage.pairs.fresh_profiles import discard
from index.storage.sqlite.writer_lock import writer_lock

Step = Progress | Committed | DocumentTaken


class Workshop:
    """Everything that writes to one archive; it is held until the generator ends or is closed.

    ``stopping`` is asked between batches; what was finished by then is kept, and the rest is found pending by
    the next run.
    """

    def __init__(self, folder: Path, library: Library, settings: ArchiveSettings) -> None:
        self._folder = folder
        self._library = library
        self._settings = settings

    def add(self, locations: Sequence[str | Path], stopping: Stopping = never) -> Iterator[Step]:
        """Also goes on with an import that was cut short.

        Raises ArchiveLockedError, GoneError, and SourceError for a location that is nothing to read.
        """
        with self._held():
            named = [absolute(location) for location in locations]
            before = [location for location in left_over(self._library) if location not in named]
            for location in [*before]:
                if (reason := why_gone(location)) is not None:
                    before.remove(location)
                    yield DocumentTaken(location, "skipped", reason=f"was being taken in and {reason}")
            with remembered(self._library, before, named, stopping):
                yield from take_in(self._library, [*before, *named], self._settings.batch, stopping)
            yield from self._work_out(stopping)

    def rebuild(self, stopping: Stopping = never) -> Iterator[Step]:
        """Make all that follows from the stored texts anew; the texts and what is the reader's own stay."""
        with self._held():
            discard_index(self._folder)
            again = read_again(self._library, self._settings.batch, stopping)
            yield from _each_named_once(chain(mend(self._library, stopping), again))
            self._library.entities.forget_mentions()
            self._library.counterparts.forget_profiles()
            self._library.copies.forget()
            self._library.words.forget()
            discard(self._folder)
            yield from self._work_out(stopping)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """What is written beside the library belongs to the one that is there now."""
        self._library.database.check_present()
        with writer_lock(self._folder):
            self._library.database.check_present()  # whoever put another one there held the lock
            yield

    def _work_out(self, stopping: Stopping) -> Iterator[Step]:
        yield from bring_up_to_date(self._library, self._folder, self._settings.engine, stopping)
        yield from self._name(stopping, models=False)
        yield from self._pair(stopping)
        if self._settings.ner:
            yield from self._name(stopping, models=True)
        yield from self._relate(stopping)
        yield from self._reencode(stopping)

    def _name(self, stopping: Stopping, *, models: bool) -> Iterator[Step]:
        from index.counterparts.evidence import name_evidence
        from index.ingest.entities import find_mentions, merge_names

        yield from find_mentions(self._library, stopping, models=models)
        if not stopping() and self._library.entities.is_unfinished():
            merge_names(self._library)
            if not self._library.counterparts.is_unfinished():
                name_evidence(self._library)
            yield Committed(0)

    def _pair(self, stopping: Stopping) -> Iterator[Step]:
        from index.counterparts.aligning import align_pairs
        from index.counterparts.encoding import begin_with
        from index.counterparts.finding import find_pairs
        from index.counterparts.profiles import make_profiles
        from index.counterparts.reencoding import can_wait, take_over

        yield from take_over(self._library, self._folder, stopping)
        begin_with(self._library, self._settings.encoder)
        try:
            yield from make_profiles(self._library, stopping)
            if not stopping() and self._library.counterparts.is_unfinished():
                yield from find_pairs(self._library, stopping)
            yield from align_pairs(self._library, stopping)
        except EncoderError as error:
            can_wait(self._library, self._settings.encoder, error)

    def _relate(self, stopping: Stopping) -> Iterator[Step]:
        from index.counterparts.reencoding import can_wait
        from index.counterparts.resemblance import find_copies, place_articles
        from index.ingest.vocabulary import learn_words

        yield from find_copies(self._library, stopping)
        yield from place_articles(self._library, stopping)
        if stopping():
            return
        try:
            yield from learn_words(self._library, stopping)
        except EncoderError as error:
            can_wait(self._library, self._settings.encoder, error)

    def _reencode(self, stopping: Stopping) -> Iterator[Step]:
        """Last of all, for it may take hours: until it is done, the encoder before serves for everything."""
        from index.counterparts.encoding import version_in_effect
        from index.counterparts.reencoding import reencode

        if stopping():
            return
        before = version_in_effect(self._library)
        yield from reencode(self._library, self._folder, self._settings.encoder, stopping)
        if version_in_effect(self._library) != before:
            yield from self._pair(stopping)
            yield from self._relate(stopping)


def _each_named_once(steps: Iterator[Step]) -> Iterator[Step]:
    """Of a document that is lost both its text and what that was made from are damaged."""
    named: set[ArticleId | None] = set()
    for step in steps:
        if isinstance(step, DocumentTaken):
            if step.article in named:
                continue
            named.add(step.article)
        yield step
