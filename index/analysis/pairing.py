"""Which French and which English report tell the same event, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoder import FITTED_ENCODER
from index.analysis.pairing_candidates import MAX_DAYS, candidates
from index.analysis.pairing_features import Features, features
from index.analysis.pairing_scores import log_odds, probability
from index.analysis.pairing_sides import Side, days_between
from index.analysis.profiles import PROFILE_FORMAT, Profile, profile
from index.model import ArticleId, EntityId, Evidence

__all__ = ["PAIRING_VERSION", "Profile", "ScoredPair", "pair", "profile", "reach"]

PAIRING_VERSION = f"1/profile-{PROFILE_FORMAT}/{FITTED_ENCODER}"
"""Changes when stored profiles or pairs have to be computed again."""

COUNTERPART_DATED = 2.0
COUNTERPART_UNDATED = 3.0
"""Log-odds of a counterpart; same actors on another day are the danger when a date is missing."""
POSSIBLE = 0.5
LOOSE = 0.4
"""Similarity below which only a shared number makes a counterpart: same actors, mostly, in another matter."""
SAME_STORY = 0.8
"""Cosine of mean vectors from which two reports of one language are one story."""
MAX_SHARED = 12

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A French and an English report that match, with what speaks for it."""

    fr: ArticleId
    en: ArticleId
    logit: float
    probability: float
    status: str
    """``counterpart`` or ``possible``."""
    similarity: float
    shared_entities: tuple[EntityId, ...]
    """Identities that both reports mention; empty while mentions are unresolved."""
    shared_names: tuple[str, ...]
    """Names that both spell more or less alike, as the French report spells them, the most frequent first."""
    shared_numbers: tuple[str, ...]
    days_apart: int | None
    """None unless both days of publication are known exactly."""
    margin: float | None
    """Log-odds above the best other pair of either report; None when there is none."""
    runner_up: ArticleId | None
    """The report that the other one would be paired with in its place."""

    def evidence(self, aligned: tuple[int, int]) -> Evidence:
        """The same for the reader; ``aligned``: paragraphs aligned on the side with fewer, and all it has."""
        return Evidence(
            similarity=self.similarity,
            shared_entities=self.shared_entities or self.shared_names,
            days_apart=self.days_apart,
            aligned=aligned,
            shared_numbers=self.shared_numbers,
            margin=self.margin,
            runner_up=self.runner_up,
        )


def pair(
    fr: Sequence[Profile], en: Sequence[Profile], *, only: Set[ArticleId] | None = None
) -> list[ScoredPair]:
    """Counterparts and possible counterparts, in order of French and English id.

    All profiles must come from one encoder (else ValueError). With ``only``, exactly those pairs of a full
    run in which one of these articles takes part; ``reach`` names the articles that a change can touch.

    The result depends on nothing but the profiles. Costs: a dot product for each two reports of the same days
    (of the whole archive when one is undated), 4,000 dot products for each unit, and some 5 µs for each
    candidate pair, of which a report has about a hundred at most.
    """
    french, english = _sides(fr, en)
    rows, columns = candidates(french, english)
    if only is not None:
        # A pair needs the log-odds of its rivals, these need the features of theirs; one step more for the
        # pair that a second report of the same story hangs on.
        near = _spread(french, english, rows, columns, only)
        kept = _touching(french, english, rows, columns, near)
        rows, columns = rows[kept], columns[kept]
    if not len(rows):
        return []
    found = features(french, english, rows, columns)
    matches = _Matches(french, english, rows, columns, log_odds(found, rows, columns), found)
    scored = [matches.scored(place) for place in matches.chosen()]
    return [p for p in scored if only is None or p.fr in only or p.en in only]


def reach(fr: Sequence[Profile], en: Sequence[Profile], changed: Set[ArticleId]) -> frozenset[ArticleId]:
    """The articles whose pairs may differ once ``changed`` came, changed, or (old profiles given) go.

    Replacing the pairs of these articles by ``pair(fr, en, only=these)`` leaves what a full run would find,
    but for two slow drifts that every article causes: how rare a name is in the archive, and which of its
    units are the random sample. Run ``pair`` over everything when the archive has grown by a tenth. Undated
    reports are candidates of all days: an archive with some of them is soon all within reach.
    """
    french, english = _sides(fr, en)
    rows, columns = candidates(french, english)
    return frozenset(changed) | _spread(french, english, rows, columns, changed)


def _sides(fr: Sequence[Profile], en: Sequence[Profile]) -> tuple[Side, Side]:
    encoders = {p.encoder for p in (*fr, *en)}
    if len(encoders) > 1:
        raise ValueError(f"profiles of different encoders: {', '.join(sorted(encoders))}")
    return Side(fr), Side(en)


def _touching(fr: Side, en: Side, rows: Rows, columns: Rows, articles: Set[ArticleId]) -> NDArray[np.bool_]:
    """Which pairs one of ``articles`` takes part in."""
    mask: NDArray[np.bool_] = fr.among(articles)[rows] | en.among(articles)[columns]
    return mask


def _spread(fr: Side, en: Side, rows: Rows, columns: Rows, articles: Set[ArticleId]) -> frozenset[ArticleId]:
    """``articles``, their candidates, the candidates of these, and theirs."""
    near = frozenset(articles)
    for _ in range(3):
        touched = _touching(fr, en, rows, columns, near)
        near |= {fr.profiles[row].article for row in np.unique(rows[touched])}
        near |= {en.profiles[column].article for column in np.unique(columns[touched])}
    return near


class _Matches:
    """Candidate pairs with their log-odds: which of them to believe."""

    def __init__(
        self,
        fr: Side,
        en: Side,
        rows: Rows,
        columns: Rows,
        logits: NDArray[np.float64],
        found: Features,
    ) -> None:
        self.fr, self.en, self.rows, self.columns = fr, en, rows, columns
        self.logits, self.found = logits, found
        # Profiles stand in order of id, so equal log-odds are settled by id.
        self.ranked = np.lexsort((columns, rows, -logits))
        self.by_column = np.argsort(columns, kind="stable")
        self.columns_in_order = columns[self.by_column]
        self.best_of_row = self._first(rows)
        self.best_of_column = self._first(columns)

    def _first(self, groups: Rows) -> dict[int, int]:
        """Row (or column) → place of its best pair."""
        found, first = np.unique(groups[self.ranked], return_index=True)
        return dict(zip(found.tolist(), self.ranked[first].tolist(), strict=True))

    def chosen(self) -> list[int]:
        """Places of the pairs to believe: each other's best, and second reports of a paired story."""
        mutual = {
            place
            for place in self.best_of_row.values()
            if self.best_of_column[int(self.columns[place])] == place and self.logits[place] >= POSSIBLE
        }
        certain = [place for place in mutual if self._is_counterpart(place)]
        french_of = {int(self.columns[place]): int(self.rows[place]) for place in certain}
        english_of = {int(self.rows[place]): int(self.columns[place]) for place in certain}
        again = {
            place
            for place in (*self.best_of_row.values(), *self.best_of_column.values())
            if self._is_counterpart(place)
            and (
                _same_story(self.fr, int(self.rows[place]), french_of.get(int(self.columns[place])))
                or _same_story(self.en, int(self.columns[place]), english_of.get(int(self.rows[place])))
            )
        }
        return sorted(mutual | again)

    def _is_counterpart(self, place: int) -> bool:
        dated = self.fr.dated[self.rows[place]] and self.en.dated[self.columns[place]]
        close = self.found.similarity[place] >= LOOSE or self.found.numbers[place] > 0
        return bool(close and self.logits[place] >= (COUNTERPART_DATED if dated else COUNTERPART_UNDATED))

    def scored(self, place: int) -> ScoredPair:
        row, column = int(self.rows[place]), int(self.columns[place])
        french, english = self.fr.profiles[row], self.en.profiles[column]
        logit = float(self.logits[place])
        rival, runner_up = self._rival(place)
        return ScoredPair(
            fr=french.article,
            en=english.article,
            logit=round(logit, 3),
            probability=probability(logit),
            status="counterpart" if self._is_counterpart(place) else "possible",
            similarity=round(float(self.found.similarity[place]), 3),
            shared_entities=tuple(sorted(french.entities & english.entities)),
            shared_names=_shared_names(french, english),
            shared_numbers=tuple(
                sorted(french.numbers.keys() & english.numbers.keys(), key=float)[:MAX_SHARED]
            ),
            days_apart=_days_apart(french, english),
            margin=None if rival is None else round(logit - rival, 3),
            runner_up=runner_up,
        )

    def _rival(self, place: int) -> tuple[float | None, ArticleId | None]:
        """Log-odds of the best other pair of either report, and the other report of that pair."""
        row, column = self.rows[place], self.columns[place]
        in_row = np.arange(*np.searchsorted(self.rows, (row, row + 1)))
        in_column = self.by_column[slice(*np.searchsorted(self.columns_in_order, (column, column + 1)))]
        others = np.concatenate((in_row, in_column))
        others = others[others != place]
        if not len(others):
            return None, None
        best = int(others[np.lexsort((others, -self.logits[others]))[0]])
        rival = (
            self.en.profiles[self.columns[best]]
            if self.rows[best] == row
            else self.fr.profiles[self.rows[best]]
        )
        return float(self.logits[best]), rival.article


def _same_story(side: Side, article: int, other: int | None) -> bool:
    """Whether two reports of one language tell one story; undated, nothing tells them from a sequel."""
    if other is None or article == other:
        return False
    days = days_between(side, np.array([article]), side, np.array([other]))[0]
    return 0 <= days <= MAX_DAYS and bool(side.means[article] @ side.means[other] >= SAME_STORY)


def _shared_names(french: Profile, english: Profile) -> tuple[str, ...]:
    shared = french.names.keys() & english.names.keys()
    often = sorted(shared, key=lambda name: (-min(french.names[name][0], english.names[name][0]), name))
    return tuple(french.names[name][1] for name in often[:MAX_SHARED])


def _days_apart(french: Profile, english: Profile) -> int | None:
    days = [p.first_day for p in (french, english) if p.first_day is not None and p.first_day == p.last_day]
    return abs(days[0] - days[1]) if len(days) == 2 else None
