"""Which French and which English report tell the same event, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import FITTED_ENCODER
from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.background import background
from index.analysis.pairing.candidates import candidates
from index.analysis.pairing.compared import Compared, ScoredPair
from index.analysis.pairing.features import RIVALRY, Features, features, rivalry
from index.analysis.pairing.matches import Matches
from index.analysis.pairing.outlines import Outlines, Rows, outline
from index.analysis.pairing.profiles import PROFILE_FORMAT, Profile, profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.verdicts import Verdicts, spoken_for, told
from index.model import ArticleId

__all__ = [
    "PAIRING_VERSION",
    "Profile",
    "ScoredPair",
    "compare",
    "match",
    "pair",
    "pairing_version",
    "profile",
]


def pairing_version(encoder_id: str) -> str:
    """Changes when stored profiles or pairs have to be computed again."""
    return f"2/profile-{PROFILE_FORMAT}/{encoder_id}"


PAIRING_VERSION = pairing_version(FITTED_ENCODER)
"""Of the built-in encoder."""


def pair(fr: Sequence[Profile], en: Sequence[Profile], verdicts: Verdicts | None = None) -> list[ScoredPair]:
    """Counterparts and possible counterparts, in order of French and English id; for archives in memory.

    All profiles must come from one encoder (else ValueError). The result depends on nothing but the profiles
    and what the reader said of them.
    """
    return match(fr, en, verdicts).pairs()


def match(fr: Sequence[Profile], en: Sequence[Profile], verdicts: Verdicts | None = None) -> Matches:
    """Everything that can be asked of the pairs of an archive in memory; verdicts on others are ignored."""
    encoders = {p.encoder for p in (*fr, *en)}
    if len(encoders) > 1:
        raise ValueError(f"profiles of different encoders: {', '.join(sorted(encoders))}")
    profiles = {p.article: p for p in (*fr, *en)}
    said = {pair: same for pair, same in (verdicts or {}).items() if profiles.keys() >= set(pair)}
    reports = Reports(lambda articles: [profiles[article] for article in articles], background((*fr, *en)))
    return Matches(compare(_outlines(fr), _outlines(en), reports, said=said), reports, said)


def compare(
    fr: Outlines,
    en: Outlines,
    reports: Reports,
    of: Set[ArticleId] | None = None,
    said: Verdicts | None = None,
    kept: Set[tuple[ArticleId, ArticleId]] = frozenset(),
) -> Compared:
    """The candidate pairs (of these articles) and their features; a pair that the reader made is one, and so
    are those that are ``kept``.

    Costs: a dot product for each two reports of the same days (of the whole archive when one is undated),
    4,000 dot products for each unit, and some 10 µs for each candidate pair, of which a report has about a
    hundred at most.
    """
    rows, columns = candidates(fr, en, of)
    made = [(f, e) for (f, e), same in (said or {}).items() if same and (of is None or f in of or e in of)]
    rows, columns = _with(rows, columns, fr, en, [*made, *kept])
    # A pair that the reader took apart is nobody's rival any more: the next best gains by it.
    together = ~told(fr, en, rows, columns, said or {}, same=False)
    rows, columns = rows[together], columns[together]
    found = features(fr, en, rows, columns, reports) if len(rows) else Features.empty(0)
    fr_taken, en_taken = spoken_for(fr, en, rows, columns, said or {})
    fr_rivals = _rivals(found, rows, ~en_taken, len(fr))
    en_rivals = _rivals(found, columns, ~fr_taken, len(en))
    return Compared(fr, en, rows, columns, found, fr_rivals, en_rivals)


def _rivals(found: Features, groups: Rows, counted: NDArray[np.bool_], reports: int) -> Floats:
    """[reports, RIVALRY], zeros for a report without candidates."""
    present, table = rivalry(found.at(counted), groups[counted])
    everyone = np.zeros((reports, RIVALRY), np.float32)
    everyone[present] = table
    return everyone


def _with(
    rows: Rows, columns: Rows, fr: Outlines, en: Outlines, pairs: Iterable[tuple[ArticleId, ArticleId]]
) -> tuple[Rows, Rows]:
    """Rows and columns with these pairs among them, sorted, each once."""
    more = [(fr.row_of[f], en.row_of[e]) for f, e in pairs if f in fr.row_of and e in en.row_of]
    if not more:
        return rows, columns
    added = np.array(more, np.int64)
    keys = np.unique(np.concatenate((rows * len(en) + columns, added[:, 0] * len(en) + added[:, 1])))
    return keys // len(en), keys % len(en)


def _outlines(profiles: Iterable[Profile]) -> Outlines:
    return Outlines(found for found in map(outline, profiles) if found is not None)
