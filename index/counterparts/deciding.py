"""From ties to events: which are around some reports, and what they are."""

from __future__ import annotations

from collections.abc import Iterable, Set

from index.analysis.events.joins import Happening, happenings
from index.analysis.events.sides import SISTERS
from index.analysis.events.ties import Said, Ties
from index.analysis.pairing.weights import POSSIBLE
from index.model.articles import READING_LANGUAGES, ArticleId
from index.storage.library import Library
from index.storage.pairs.ties import Tie

_FRENCH, _ENGLISH = READING_LANGUAGES


def decide_all(library: Library, ties: Iterable[Tie], said: Said) -> list[Happening]:
    """What all reports tell that any of ``ties``, all that there are, ties to others."""
    ties = list(ties)
    articles = {article for one, other, *_ in ties for article in (one, other)} | _judged(said)
    return _decide(library, articles, ties, said)


def decide_around(
    library: Library, articles: Set[ArticleId], said: Said
) -> tuple[Set[ArticleId], list[Happening]]:
    """The reports whose events depend on these articles, and what they tell.

    Whoever may be a sister of one of them, or of the other language and of its event, and so on: an archive
    falls into many such circles, mostly of a few reports, and what is in one does not depend on the others.
    """
    reached: set[ArticleId] = set()
    ties: list[Tie] = []
    partners: dict[ArticleId, set[ArticleId]] = {}
    for fr, en in said.verdicts:
        partners.setdefault(fr, set()).add(en)
        partners.setdefault(en, set()).add(fr)
    latest = set(articles)
    while latest:
        reached |= latest
        found = library.ties.of(latest)
        ties += found
        tied = {other for _, other, logit, sisters in found if logit >= (SISTERS if sisters else POSSIBLE)}
        latest = tied.union(*(partners.get(article, ()) for article in latest)) - reached
    return reached, _decide(library, reached, ties, said)


def _judged(said: Said) -> set[ArticleId]:
    return {article for pair in said.verdicts for article in pair}


def _decide(library: Library, articles: Set[ArticleId], stored: Iterable[Tie], said: Said) -> list[Happening]:
    across, sisters = Ties(), Ties()
    for one, other, logit, within in stored:
        (sisters if within else across).add(one, other, logit)
    language = {id: row.language for id, row in library.lists.rows(sorted(articles)).items()}
    fr, en = ([a for a in sorted(language) if language[a] == side] for side in (_FRENCH, _ENGLISH))
    return happenings(fr, en, across, sisters, said)
