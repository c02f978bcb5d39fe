"""From features to log-odds and probabilities that two reports tell the same event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing_features import Features, above_rivals
from index.analysis.pairing_outlines import Floats, Rows

# Fitted on translated and comparable reports in archives of 8 to 3,000 articles; valid for this encoder only.
# The fit also had a penalty for days apart, which is 0 for everything that can be a candidate.
INTERCEPT = -3.67
SIMILARITY, SIMILARITY_ABOVE_RIVALS, SIMILARITY_FLOOR = 2.79, 14.29, 0.36
NEARNESS_ABOVE_RIVALS, NEARNESS_FLOOR = 6.89, 0.05
NAMES, NAMES_ABOVE_RIVALS, NAMES_FLOOR = 2.33, 6.52, 0.12
NUMBERS = 3.69

# Log-odds (middle of a bin) and the share of true pairs among held-out mutual-best pairs there: translated,
# comparable and hand-written reports together. Straight lines between the points, the end values outside.
CALIBRATION = (
    (-3.5, 0.004),
    (-1.5, 0.19),
    (-0.5, 0.40),
    (0.65, 0.58),
    (1.65, 0.87),
    (2.5, 0.89),
    (4.0, 0.91),
    (6.0, 0.99),
)


def parts(found: Features, rows: Rows, columns: Rows) -> dict[str, NDArray[np.float64]]:
    """What each part of the score adds to the log-odds of each candidate pair.

    The rivals of a pair are the other candidates of its row and of its column.
    """

    def above(values: Floats, floor: float) -> NDArray[np.float64]:
        return (above_rivals(values, rows, floor) + above_rivals(values, columns, floor)) / 2

    similarity_above = above(found.similarity, SIMILARITY_FLOOR)
    nearness_above = above(found.nearness, NEARNESS_FLOOR)
    names_above = above(found.names, NAMES_FLOOR)
    return {
        "start": np.full(len(rows), INTERCEPT),
        "similarity": SIMILARITY * found.similarity.astype(np.float64),
        "similarity_above": SIMILARITY_ABOVE_RIVALS * similarity_above,
        "nearness_above": NEARNESS_ABOVE_RIVALS * nearness_above,
        "names": NAMES * found.names.astype(np.float64),
        "names_above": NAMES_ABOVE_RIVALS * names_above,
        "numbers": NUMBERS * found.numbers.astype(np.float64),
    }


def log_odds(found: Features, rows: Rows, columns: Rows) -> NDArray[np.float64]:
    """Log-odds of each candidate pair."""
    logits: NDArray[np.float64] = sum(parts(found, rows, columns).values(), np.zeros(len(rows)))
    return logits


def probability(logit: float) -> float:
    """Probability of a pair with these log-odds, as measured; never decreasing."""
    logits, shares = zip(*CALIBRATION, strict=True)
    return round(float(np.interp(logit, logits, shares)), 4)
