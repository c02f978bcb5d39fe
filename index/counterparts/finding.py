"""Events and pairs into the library: found and committed first, their paragraphs aligned afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from index.analysis.events.joins import Happening, Partners, status
from index.analysis.pairing.evidence import ScoredPair
from index.analysis.pairing.scores import probability
from index.counterparts.comparing import Comparing
from index.counterparts.deciding import decide_all, decide_around
from index.counterparts.encoding import version_in_effect
from index.counterparts.evidence import evidence_of
from index.counterparts.measuring import Stopped
from index.counterparts.profiles import compare_anew, make_profiles
from index.counterparts.scoring import believed, is_as_stored, score
from index.counterparts.stating import state_facts
from index.counterparts.stories import link_reports, members, tell_stories
from index.model.articles import ArticleId
from index.model.pairs import AlignedRow, Pair
from index.model.progress import Committed, Progress
from index.stopping import Stopping
from index.storage.library import Library
from index.storage.pairs.events import Group

GROWTH = 10
"""Everything is compared anew when the archive has changed by one in GROWTH articles."""

ROUNDS = 5
"""The reader may say something of a pair while pairs are found, and again."""


def find_pairs(library: Library, stopping: Stopping) -> Iterator[Progress | Committed]:
    """Bring events and pairs in step with the profiles and with what the reader said.

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
    yield from state_facts(library, stopping)
    if stopping():
        return
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
    links = link_reports(whole.sisters)
    found = decide_all(library, whole.ties(), comparing.said)
    pairs = as_pairs(library, score(comparing, believed(found)), library.counterparts.all())
    with library.database.transaction():
        judged = comparing.judged_meanwhile()
        comparing.store_everything(whole)
        library.counterparts.replace_pairs(pairs, version_in_effect(library), waited=waiting, judged=judged)
        comparing.judge_again(judged)
        library.events.replace(groups(library, found))
        library.stories.replace_links(links)
        tell_stories(library)


def pair_some(library: Library, comparing: Comparing, waiting: frozenset[ArticleId]) -> None:
    """Compare these articles; find their events, and those of all that they may be of one with, anew."""
    undecided: Set[ArticleId] = frozenset(library.comparisons.undecided())
    changed = waiting | undecided
    links = []
    if waiting:
        with library.database.snapshot():
            fresh = comparing.newly(waiting)
            links = link_reports(fresh.sisters, waiting)
        undecided = comparing.bring_in(fresh, waiting)
        comparing.measuring.stop_if_asked()
    with library.database.snapshot():
        touched, found = decide_around(library, undecided, comparing.said)
        known = library.counterparts.pairs_of(touched)
        pairs = _told_anew(comparing, believed(found), known, changed)
    with library.database.transaction():
        judged = comparing.judged_meanwhile()
        comparing.measuring.store_measures()
        told = members(library, touched)
        library.counterparts.replace_pairs(
            pairs, version_in_effect(library), of=touched, waited=waiting, judged=judged
        )
        comparing.judge_again(judged)
        library.events.replace(groups(library, found), touched)
        if waiting:
            library.stories.replace_links(links, waiting)
        tell_stories(library, told | members(library, touched))


def _told_anew(
    comparing: Comparing, partners: Sequence[Partners], known: Sequence[Pair], changed: Set[ArticleId]
) -> list[Pair]:
    """What is stored of these pairs: of most of a long story that is what there was."""
    stored = {pair.articles: pair for pair in known if changed.isdisjoint(pair.articles)}
    same = {p.articles for p in partners if p.articles in stored and is_as_stored(p, stored[p.articles])}
    scored = score(comparing, [each for each in partners if each.articles not in same])
    pairs = [*(stored[articles] for articles in same), *as_pairs(comparing.library, scored, known)]
    return sorted(pairs, key=lambda pair: pair.articles)


def groups(library: Library, found: Iterable[Happening]) -> list[Group]:
    """What is stored of happenings that two and more reports tell."""
    several = [each for each in found if len(each.articles) > 1]
    days = library.stories.days(article for each in several for article in each.articles)
    return [_group(each, days) for each in several]


def _group(happening: Happening, days: Mapping[ArticleId, int]) -> Group:
    logit, said = happening.log_odds, happening.said
    if logit is None:
        return Group(happening.articles)
    dated = any(all(days.get(article) for article in pair.articles) for pair in happening.partners)
    score = 1.0 if said else probability(logit, dated=dated)
    return Group(happening.articles, score, status(logit, said=said))


def as_pairs(library: Library, found: Sequence[ScoredPair], known: Iterable[Pair]) -> list[Pair]:
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
