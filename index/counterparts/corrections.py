"""What the reader says of a pair, kept for ever and applied at once: the pairs around it are found anew."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable

from index.counterparts.comparing import Comparing
from index.counterparts.encoding import version_in_effect
from index.counterparts.finding import pair_some
from index.errors import ArchiveError
from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.desk import Correction, VerdictChange, VerdictImport
from index.model.pairs import Evidence, Pair
from index.storage.library import Library

BY_HAND = Evidence(similarity=0.0, shared_entities=(), days_apart=None, aligned=(0, 0))
"""Of a pair whose reports were not compared yet."""

Note = Callable[[VerdictChange | VerdictImport], None]
"""Is told of a change, in the transaction that makes it."""


def correct(library: Library, one: ArticleId, other: ArticleId, verdict: str, note: Note) -> Correction:
    """Say that two reports tell the same event (``same``) or not (``different``).

    Raises ArchiveError unless one is French and one English, ValueError for an unknown verdict.
    """
    fr, en = _in_order(library, one, other)
    with library.database.transaction(durable=True):
        before = library.corrections.of(fr, en)
        said = library.corrections.put(fr, en, verdict)
        _apply(library, fr, en, said)
        note(VerdictChange(fr, en, before, said))
    pair_around(library, {fr, en})
    return said


def withdraw(library: Library, one: ArticleId, other: ArticleId, note: Note) -> None:
    """Take back what was said of two reports; they are what the program finds them to be again."""
    with library.database.transaction(durable=True):
        for fr, en in ((one, other), (other, one)):
            if (before := library.corrections.of(fr, en)) is not None:
                put_verdict(library, fr, en, None)
                note(VerdictChange(fr, en, before, None))
    pair_around(library, {one, other})


def take_over(library: Library, corrections: Iterable[Correction], note: Note) -> tuple[int, int]:
    """Take over what was said elsewhere; how many were new, and how many of those are of articles that are
    not here yet.

    A report is known by its id, which follows from its origin. What was said here later than there stands.
    The pairs around them are found anew by the next run.
    """
    with library.database.transaction(durable=True):
        here = {(c.fr, c.en): c for c in library.corrections.all()}
        taken = [
            VerdictChange(said.fr, said.en, known, said)
            for said in corrections
            if (known := here.get((said.fr, said.en))) is None
            or (known.created < said.created and known.verdict != said.verdict)
        ]
        for change in taken:
            put_verdict(library, change.fr, change.en, change.after)
        note(VerdictImport(tuple(taken)))
    return len(taken), sum(len(library.lists.rows([change.fr, change.en])) < 2 for change in taken)


def put_verdict(library: Library, fr: ArticleId, en: ArticleId, said: Correction | None) -> None:
    """Have this said of two reports, or nothing; they may be gone or not here yet.

    A part of the caller's durable transaction, which ``pair_around`` follows.
    """
    if said is None:
        library.corrections.remove(fr, en)
    else:
        library.corrections.restore(said)
    _apply(library, fr, en, said)


def pair_around(library: Library, articles: set[ArticleId]) -> None:
    """Find the pairs around those of these articles that are here; before the first comparison that is left
    to it."""
    comparing = Comparing(library)
    if comparing.measuring.background is not None:
        here = library.lists.rows(sorted(articles))
        with library.database.transaction():
            library.comparisons.leave_undecided(here)
        # Where bytes that were stored are none of ours now, the next run makes them again, and decides.
        with contextlib.suppress(ValueError, LookupError, TypeError):
            pair_some(library, comparing, frozenset())


def _apply(library: Library, fr: ArticleId, en: ArticleId, said: Correction | None) -> None:
    here = library.lists.rows([fr, en])
    library.counterparts.remove_pair(fr, en)
    languages = tuple(report.language for report in here.values())
    if said is not None and said.verdict == "same" and languages == READING_LANGUAGES:
        pair = Pair(fr, en, 1.0, BY_HAND, (), aligned=False, origin="reader")
        library.counterparts.put_pair(pair, version_in_effect(library))
    library.comparisons.leave_undecided(here)


def _in_order(library: Library, one: ArticleId, other: ArticleId) -> tuple[ArticleId, ArticleId]:
    by_language = {library.articles.get(id).language: id for id in (one, other)}
    if by_language.keys() != set(READING_LANGUAGES):
        raise ArchiveError(
            "a pair is a French and an English report",
            "Name one of each; reports of one language are never a pair.",
        )
    fr, en = (by_language[language] for language in READING_LANGUAGES)
    return fr, en
