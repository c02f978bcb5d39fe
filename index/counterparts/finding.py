"""Counterparts into the library: pairs are found and committed first, their paragraphs aligned afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.analysis.pairing.evidence import ScoredPair
from index.counterparts.comparing import Comparing
from index.counterparts.encoding import version_in_effect
from index.counterparts.evidence import evidence_of
from index.counterparts.measuring import Stopped
from index.counterparts.profiles import compare_anew, make_profiles
from index.counterparts.stories import link_reports, members, tell_stories
from index.model.articles import ArticleId
from index.model.pairs import AlignedRow, Pair
from index.model.progress import Committed, Progress
from index.stopping import Stopping
from index.storage.library import Library

GROWTH = 10
"""Everything is compared anew when the archive has changed by one in GROWTH articles."""

ROUNDS = 5
"""The reader may say something of a pair while pairs are found, and again."""


def find_pairs(library: Library, stopping: Stopping) -> Iterator[Progress | Committed]:
    """Bring the pairs in step with the profiles and with what the reader said.

    A few new articles are compared with their nearest alone. When the archive has grown by a tenth since,
    everything is compared: how rare a name is, and how near just anything, has drifted by then. So it is
    where what articles are compared by is damaged.
    """
    try:
        yield from _in_rounds(library, stopping)
    except (ValueError, LookupError, TypeError):
        # Bytes that were stored, and are none of ours now. If it is a mistake of ours, it comes again.
        compare_anew(library)
        yield from make_profiles(library, stopping)
        yield from _in_rounds(library, stopping)


def _in_rounds(library: Library, stopping: Stopping) -> Iterator[Progress | Committed]:
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
        # What the reader says of two languages ties no reports of one. Whoever is near to a report would be
        # lost with its links where the report is not near to them, as everybody is when all are compared.
        new = waiting - library.comparisons.measures(waiting).keys()
        fresh = comparing.newly(articles)
        links = link_reports(fresh, comparing.measuring.reports, new)
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
        library.stories.replace_links(links, new)
        tell_stories(library, told | members(library, touched))


def as_pairs(library: Library, found: Iterable[ScoredPair], known: Iterable[Pair]) -> list[Pair]:
    """What is stored of pairs: one whose reports did not change keeps its rows, a new one has none yet."""
    rows = {old.articles: old.rows for old in known if old.aligned}
    return [_pair(library, match, rows.get(match.articles)) for match in found]


def _pair(library: Library, match: ScoredPair, rows: tuple[AlignedRow, ...] | None) -> Pair:
    return Pair(
        fr=match.fr,
        en=match.en,
        score=match.probability,
        status=match.status,
        rows=rows or (),
        aligned=rows is not None,
        evidence=evidence_of(library, match, rows or ()),
        second=match.second,
    )
