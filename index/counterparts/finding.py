"""Counterparts into the library: pairs are found and committed first, their paragraphs aligned afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.analysis.pairing.evidence import ScoredPair
from index.counterparts.comparing import Comparing
from index.counterparts.encoding import version_in_effect
from index.counterparts.measuring import Stopped
from index.counterparts.stories import link_reports, members, tell_stories
from index.model import AlignedRow, ArticleId, Committed, Pair, Progress
from index.stopping import Stopping
from index.storage.library import Library

GROWTH = 10
"""Everything is compared anew when the archive has changed by one in GROWTH articles."""

ROUNDS = 5
"""The reader may say something of a pair while pairs are found, and again."""


def find_pairs(library: Library, stopping: Stopping) -> Iterator[Progress | Committed]:
    """Bring the pairs in step with the profiles and with what the reader said.

    A few new articles are compared with their nearest alone. When the archive has grown by a tenth since,
    everything is compared: how rare a name is, and how near just anything, has drifted by then.
    """
    for _ in range(ROUNDS):
        waiting = frozenset(library.comparisons.waiting())
        comparing = Comparing(library, stopping)
        try:
            if _has_grown(library, waiting):
                _pair_everything(library, comparing, waiting)
            else:
                pair_some(library, comparing, waiting)
        except Stopped:
            return
        if not library.counterparts.is_unfinished():
            break
    yield Committed(0)


def _has_grown(library: Library, waiting: frozenset[ArticleId]) -> bool:
    before = library.comparisons.compared(version_in_effect(library))
    if before is None:
        return True
    now = library.counterparts.profiled()
    return abs(now - before) * GROWTH >= before or len(waiting) * GROWTH >= now


def _pair_everything(library: Library, comparing: Comparing, waiting: frozenset[ArticleId]) -> None:
    whole = comparing.everything()
    pairs = as_pairs(library, comparing.matches(whole).pairs(), library.counterparts.all())
    links = link_reports(whole, comparing.measuring.reports)
    with library.database.transaction():
        judged = comparing.judged_meanwhile()
        comparing.store_everything(whole)
        library.counterparts.replace_pairs(pairs, version_in_effect(library), waited=waiting, judged=judged)
        comparing.compare_again(judged)
        library.stories.replace_links(links)
        tell_stories(library)


def pair_some(library: Library, comparing: Comparing, waiting: frozenset[ArticleId]) -> None:
    """Compare these articles; find their pairs, and those of all that they may be paired with, anew."""
    # What the reader said of a report holds for its partner from the day that both are there.
    articles = waiting.union(*(comparing.made.get(article, ()) for article in waiting))
    with library.database.snapshot():
        fresh = comparing.newly(articles)
        links = link_reports(fresh, comparing.measuring.reports, waiting)
    touched = comparing.bring_in(fresh, articles)
    found = comparing.deciding(touched).pairs(touched)
    # A second report of a story stands and falls with the first.
    moved = {pair.articles for pair in found}.symmetric_difference(library.counterparts.ids(touched))
    partners = {article for pair in moved for article in pair} - touched
    if partners:
        touched |= partners
        found = comparing.deciding(touched).pairs(touched)
    pairs = as_pairs(library, found, library.counterparts.pairs_of(touched))
    with library.database.transaction():
        judged = comparing.judged_meanwhile()
        comparing.measuring.store_measures()
        told = members(library, touched)
        library.counterparts.replace_pairs(
            pairs, version_in_effect(library), of=touched, waited=waiting, judged=judged
        )
        comparing.compare_again(judged)
        library.stories.replace_links(links, waiting)
        tell_stories(library, told | members(library, touched))


def name_evidence(library: Library) -> None:
    """Bring the shared entities of every pair in step with a new merging of names."""
    changed = []
    for found in library.counterparts.all():
        shared = shared_entities(library, *found.articles)
        if shared and shared != found.evidence.shared_entities:
            changed.append((*found.articles, shared))
    with library.database.transaction():
        for fr, en, shared in changed:
            library.counterparts.put_shared_entities(fr, en, shared)


def as_pairs(library: Library, found: Iterable[ScoredPair], known: Iterable[Pair]) -> list[Pair]:
    """What is stored of pairs: one whose reports did not change keeps its rows, a new one has none yet."""
    rows = {old.articles: old.rows for old in known if old.aligned}
    return [_pair(library, match, rows.get(match.articles)) for match in found]


def _pair(library: Library, match: ScoredPair, rows: tuple[AlignedRow, ...] | None) -> Pair:
    evidence = match.evidence(coverage(rows or ()))
    shared = shared_entities(library, *match.articles)
    return Pair(
        fr=match.fr,
        en=match.en,
        score=match.probability,
        status=match.status,
        rows=rows or (),
        aligned=rows is not None,
        evidence=replace(evidence, shared_entities=shared) if shared else evidence,
        second=match.second,
    )


def shared_entities(library: Library, fr: ArticleId, en: ArticleId) -> tuple[str, ...]:
    """Ids of the entities that both reports name, as the French report brings them."""
    there = {mention.entity for mention in library.entities.mentions(en)}
    here = dict.fromkeys(mention.entity for mention in library.entities.mentions(fr))
    return tuple(entity for entity in here if entity is not None and entity in there)


def coverage(rows: Sequence[AlignedRow]) -> tuple[int, int]:
    """How many paragraphs of the shorter report have a counterpart, and how many it has.

    Of two reports of one length, the one with more paragraphs left alone.
    """
    return min(
        _covered([row.left for row in rows], rows), _covered([row.right for row in rows], rows), key=_size
    )


def _covered(side: Sequence[tuple[int, ...]], rows: Sequence[AlignedRow]) -> tuple[int, int]:
    aligned = sum(len(places) for places, row in zip(side, rows, strict=True) if row.left and row.right)
    return aligned, sum(map(len, side))


def _size(covered: tuple[int, int]) -> tuple[int, int]:
    aligned, total = covered
    return total, aligned
