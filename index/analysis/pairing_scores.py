"""From features to log-odds and probabilities that two reports tell the same event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing_features import Features, above_rivals

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


def log_odds(found: Features, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log-odds of each candidate pair; its rivals are the other candidates of its row and of its column."""

    def above(values: NDArray[np.float32], floor: float) -> NDArray[np.float64]:
        return (above_rivals(values, rows, floor) + above_rivals(values, columns, floor)) / 2

    logits: NDArray[np.float64] = (
        INTERCEPT
        + SIMILARITY * found.similarity.astype(np.float64)
        + SIMILARITY_ABOVE_RIVALS * above(found.similarity, SIMILARITY_FLOOR)
        + NEARNESS_ABOVE_RIVALS * above(found.nearness, NEARNESS_FLOOR)
        + NAMES * found.names
        + NAMES_ABOVE_RIVALS * above(found.names, NAMES_FLOOR)
        + NUMBERS * found.numbers
    )
    return logits


def probability(logit: float) -> float:
    """Probability of a pair with these log-odds, as measured; never decreasing."""
    logits, shares = zip(*CALIBRATION, strict=True)
    return round(float(np.interp(logit, logits, shares)), 4)
