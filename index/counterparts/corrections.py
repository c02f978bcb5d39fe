"""What the reader says of a pair, kept for ever and applied at once: the pairs around it are found anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from index.counterparts.comparing import Comparing
from index.counterparts.encoding import version_in_effect
from index.counterparts.finding import pair_some
from index.errors import ArchiveError
from index.model import READING_LANGUAGES, ArticleId, Correction, Evidence, Pair
from index.storage.desk.corrections import VERDICTS
from index.storage.library import Library

BY_HAND = Evidence(similarity=0.0, shared_entities=(), days_apart=None, aligned=(0, 0))
"""Of a pair whose reports were not compared yet."""


def correct(library: Library, one: ArticleId, other: ArticleId, verdict: str) -> Correction:
    """Say that two reports tell the same event (``same``) or not (``different``).

    Raises ArchiveError unless one is French and one English, ValueError for an unknown verdict.
    """
    fr, en = _in_order(library, one, other)
    with library.database.transaction(durable=True):
        said = library.corrections.put(fr, en, verdict)
        library.counterparts.remove_pair(fr, en)
        if verdict == "same":
            pair = Pair(fr, en, 1.0, BY_HAND, (), aligned=False, origin="reader")
            library.counterparts.put_pair(pair, version_in_effect(library))
        library.comparisons.wait([fr, en])
    _pair_around(library, {fr, en})
    return said


def withdraw(library: Library, one: ArticleId, other: ArticleId) -> None:
    """Take back what was said of two reports; they are what the program finds them to be again."""
    here = set(library.lists.rows([one, other]))
    with library.database.transaction(durable=True):
        for fr, en in ((one, other), (other, one)):
            library.corrections.remove(fr, en)
            library.counterparts.remove_pair(fr, en)
        library.comparisons.wait(here)
    _pair_around(library, here)


def take_over(library: Library, corrections: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Take over exported corrections; how many were new, and how many of those are of articles not here yet.

    A report is known by its id, which follows from its origin. What was said here later than there stands.
    The pairs are found anew by the next run. Raises ArchiveError for what is no exported correction.
    """
    here = {(c.fr, c.en): c for c in library.corrections.all()}
    taken = elsewhere = 0
    for row in corrections:
        said = _read(row)
        known = here.get((said.fr, said.en))
        if known is not None and (known.created >= said.created or known.verdict == said.verdict):
            continue
        taken += 1
        elsewhere += not _are_here(library, said)
        with library.database.transaction(durable=True):
            library.corrections.restore(said)
            library.comparisons.wait([said.fr, said.en])
            if said.verdict == "different":
                library.counterparts.remove_pair(said.fr, said.en)
    return taken, elsewhere


def _pair_around(library: Library, articles: set[ArticleId]) -> None:
    """Find the pairs around these articles anew; before the first comparison that is left to it."""
    comparing = Comparing(library)
    if comparing.measuring.background is not None:
        pair_some(library, comparing, frozenset(articles))


def _in_order(library: Library, one: ArticleId, other: ArticleId) -> tuple[ArticleId, ArticleId]:
    by_language = {library.articles.get(id).language: id for id in (one, other)}
    if by_language.keys() != set(READING_LANGUAGES):
        raise ArchiveError(
            "a pair is a French and an English report",
            "Name one of each; reports of one language are never a pair.",
        )
    fr, en = (by_language[language] for language in READING_LANGUAGES)
    return fr, en


def _read(row: Mapping[str, Any]) -> Correction:
    try:
        said = Correction(str(row["fr"]["id"]), str(row["en"]["id"]), row["verdict"], row["created"])
    except (KeyError, TypeError) as error:
        raise _unreadable(row) from error
    if said.verdict not in VERDICTS or not isinstance(said.created, str):
        raise _unreadable(row)
    return said


def _unreadable(row: object) -> ArchiveError:
    return ArchiveError(f"not an exported correction: {str(row)[:80]}", "What came before it was taken over.")


def _are_here(library: Library, said: Correction) -> bool:
    return len(library.lists.rows([said.fr, said.en])) == 2
