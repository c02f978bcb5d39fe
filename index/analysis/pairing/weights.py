"""How much each piece of evidence counts, in log-odds, and what log-odds mean.

Fitted by tests/benchmarks/pairing_fit.py, which says how, on: the invented archives of several reports an
event and of look-alikes (tests/quality/events), releases and weekly stories of Debian and invented reports
(one report an event, dated and undated: tests/quality/counterparts), real reports without counterparts
(tests/benchmarks/data), and a real running story that is not shipped (137 English and 727 French reports,
some of its events known). Valid for the built-in encoder.
"""

from __future__ import annotations

Weights = tuple[float, dict[str, float]]
"""Where the sum starts, and what one unit of each column of evidence adds."""

ACROSS: Weights = (
    -2.604,
    {
        "nearness": 4.192,
        "lead_nearness": 5.213,
        "names": -1.786,
        "rare_names": 0.595,
        "numbers_written": 3.860,
        "shortness": 4.671,
        # Fitted 0.995, -0.169, -4.174: two look-alikes of one day in three were taken for a missing report.
        "same_day": 0.245,
        "next_day": -0.919,
        "days_apart": -4.924,
        "undated": 0.922,
        "no_day": -2.215,
        "numbers": 0.215,
        "lead_numbers": 0.868,
        "names_missing": -1.324,
        "days_shared": 2.309,
        "weekdays_differ": -0.971,
        "ordinals_agree": 1.913,
        "ordinals_differ": -0.946,
        "words": 1.116,
        "weekdays_agree_undated": 0.746,
    },
)
SISTERS: Weights = (
    -3.771,
    {
        "lead_nearness": 3.523,
        "rare_names": 0.424,
        "numbers_written": 3.158,
        "same_day": 1.189,
        "next_day": 0.786,
        "days_apart": -2.088,
        "undated": -0.4,  # fitted -0.227, of which series of undated releases became events
        "lead_numbers": 0.946,
        "names_missing": -0.614,
        "day_told": 0.997,
        "weekdays_differ": 0.081,
        "ordinals_agree": 0.828,
        "ordinals_differ": -1.999,
        "weekdays_agree_undated": 1.578,
    },
)

WORTH_READING = -3.5
"""Log-odds that vectors and days of publication must give before what two reports state is looked at: of all true
pairs that were worth a tie in the end, one of a running story had less."""

POSSIBLE, COUNTERPART = 0.0, 0.9
"""Log-odds from which two reports are shown as a possible pair, and as counterparts."""

# Log-odds (middle of a bin) and the share of true pairs among the pairs that reports are shown with, counted
# together on all those sets: the archives of several reports an event and of look-alikes, whole and with the
# true report taken away, those of one report an event, whole and with two in five taken away, reports without
# counterparts, and the running story. Straight lines between the points, the end values outside; the lowest
# one is a guess. Undated, nothing tells a report from a sequel.
CALIBRATION_DATED = (
    (-4.0, 0.02),
    (-1.0, 0.35),
    (0.25, 0.55),
    (0.75, 0.6),
    (1.25, 0.75),
    (1.75, 0.82),
    (2.25, 0.85),
    (2.75, 0.9),
    (3.25, 0.96),
    (3.75, 0.98),
    (4.5, 0.99),
    (6.0, 0.997),
)
CALIBRATION_UNDATED = (
    (-4.0, 0.01),
    (-0.5, 0.1),
    (0.25, 0.38),
    (0.75, 0.47),
    (1.25, 0.5),
    (1.75, 0.52),
    (2.25, 0.78),
    (2.75, 0.86),
    (3.25, 0.88),
    (3.75, 0.95),
    (4.5, 0.962),
    (5.5, 0.988),
    (7.0, 0.997),
)
