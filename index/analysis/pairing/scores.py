"""From features to log-odds and probabilities that two reports tell the same event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.features import Features
from index.analysis.pairing.rivalry import above_rivals

# Fitted on translated and comparable reports in archives of 8 to 3,000 articles; valid for this encoder only.
# The fit also had a penalty for days apart, which is 0 for everything that can be a candidate.
INTERCEPT = -3.67
SIMILARITY, SIMILARITY_ABOVE_RIVALS, SIMILARITY_FLOOR = 2.79, 14.29, 0.36
NEARNESS_ABOVE_RIVALS, NEARNESS_FLOOR = 6.89, 0.05
NAMES, NAMES_ABOVE_RIVALS, NAMES_FLOOR = 2.33, 6.52, 0.12
NUMBERS = 3.69

# Log-odds (middle of a bin) and the share of true pairs among mutual-best pairs there, counted in archives of
# releases, weekly stories and invented news of which two in five articles were taken away, so that many
# reports have no counterpart but a look-alike. Undated, nothing tells a report from a sequel. Straight lines
# between the points, the end values outside.
CALIBRATION_DATED = (
    (-3.5, 0.004),
    (-1.5, 0.06),
    (-0.5, 0.15),
    (0.5, 0.35),
    (1.65, 0.65),
    (2.5, 0.80),
    (3.5, 0.89),
    (4.5, 0.95),
    (5.75, 0.965),
    (7.25, 0.985),
    (9.0, 0.995),
)
CALIBRATION_UNDATED = (
    (-3.5, 0.004),
    (-1.5, 0.03),
    (-0.5, 0.08),
    (0.25, 0.20),
    (0.9, 0.25),
    (1.65, 0.50),
    (2.5, 0.72),
    (3.5, 0.75),
    (4.5, 0.83),
    (5.75, 0.91),
    (7.25, 0.94),
    (9.0, 0.98),
    (11.0, 0.995),
)


def parts(found: Features, fr_rivals: Floats, en_rivals: Floats) -> dict[str, NDArray[np.float64]]:
    """What each part of the score adds to the log-odds of each candidate pair.

    ``fr_rivals`` and ``en_rivals`` [pairs, RIVALRY]: what the other candidates of either report are like.
    """

    def above(values: Floats, feature: int, floor: float) -> NDArray[np.float64]:
        columns = [0, *range(1 + 3 * feature, 4 + 3 * feature)]
        fr, en = (above_rivals(values, rivals[:, columns], floor) for rivals in (fr_rivals, en_rivals))
        return (fr + en) / 2

    return {
        "start": np.full(len(found.names), INTERCEPT),
        "similarity": SIMILARITY * found.similarity.astype(np.float64),
        "similarity_above": SIMILARITY_ABOVE_RIVALS * above(found.similarity, 0, SIMILARITY_FLOOR),
        "nearness_above": NEARNESS_ABOVE_RIVALS * above(found.nearness, 1, NEARNESS_FLOOR),
        "names": NAMES * found.names.astype(np.float64),
        "names_above": NAMES_ABOVE_RIVALS * above(found.names, 2, NAMES_FLOOR),
        "numbers": NUMBERS * found.numbers.astype(np.float64),
    }


def log_odds(found: Features, fr_rivals: Floats, en_rivals: Floats) -> NDArray[np.float64]:
    """[pairs]: the sum of the parts."""
    return sum(parts(found, fr_rivals, en_rivals).values(), np.zeros(len(found.names)))


def ceilings(found: Features, rivals: Floats) -> NDArray[np.float64]:
    """The log-odds that candidate pairs can have at most, when only the rivals of one report are known.

    ``rivals`` [pairs, RIVALRY].
    """
    nobody = np.zeros_like(rivals)
    nobody[:, 0] = 1
    return log_odds(found, rivals, nobody)


def probability(logit: float, *, dated: bool) -> float:
    """Probability of a pair with these log-odds, as counted; never decreasing.

    ``dated``: both reports are.
    """
    logits, shares = zip(*(CALIBRATION_DATED if dated else CALIBRATION_UNDATED), strict=True)
    return round(float(np.interp(logit, logits, shares)), 4)
