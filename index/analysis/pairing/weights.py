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
    -2.524,
    {
        "nearness": 4.585,
        "lead_nearness": 4.944,
        "names": -2.046,
        "rare_names": 0.595,
        "numbers_written": 3.809,
        "shortness": 5.708,
        # Fitted 1.027, -0.214, -4.222: with those 5 of 32 look-alikes were taken for a missing report, not 2.
        "same_day": 0.377,
        "next_day": -0.864,
        "days_apart": -4.872,
        "undated": 0.930,
        "no_day": -2.267,
        "numbers": 0.237,
        "lead_numbers": 0.846,
        "names_missing": -1.579,
        "days_shared": 2.302,
        "weekdays_differ": -0.970,
        "ordinals_agree": 1.957,
        "ordinals_differ": -0.924,
        "words": 1.082,
        "weekdays_agree_undated": 0.710,
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
        # Fitted -0.227, without the second: series of undated releases became events.
        "undated": -0.4,
        "no_day": -0.5,
        "lead_numbers": 0.946,
        "names_missing": -0.614,
        "day_told": 0.997,
        "weekdays_differ": 0.081,
        "ordinals_agree": 0.828,
        "ordinals_differ": -1.999,
        "weekdays_agree_undated": 1.578,
    },
)

ACROSS_WORTH_READING, SISTERS_WORTH_READING = -2.5, -3.5
"""Log-odds that vectors and days of publication must give before what two reports state is looked at: of all
true pairs that were believed in the end none had less, and of sisters worth a tie one of a running story."""

POSSIBLE, COUNTERPART = 0.0, 0.9
"""Log-odds from which two reports are shown as a possible pair, and as counterparts."""

# Log-odds (middle of a bin) and the share of true pairs among the pairs that reports are shown with, counted
# together on all those sets: the archives of several reports an event and of look-alikes, whole and with the
# true report taken away, those of one report an event, whole and with two in five taken away, reports without
# counterparts, and the running story. Straight lines between the points, the end values outside; the lowest
# one is a guess. Undated, nothing tells a report from a sequel.
CALIBRATION_DATED = (
    (-4.0, 0.02),
    (-1.0, 0.4),
    (0.25, 0.52),
    (0.75, 0.55),
    (1.25, 0.8),
    (2.75, 0.84),
    (3.25, 0.97),
    (3.75, 0.985),
    (4.5, 0.995),
    (6.0, 0.998),
)
CALIBRATION_UNDATED = (
    (-4.0, 0.01),
    (-0.5, 0.25),
    (0.25, 0.4),
    (0.75, 0.53),
    (1.75, 0.56),
    (2.25, 0.77),
    (2.75, 0.84),
    (3.25, 0.87),
    (3.75, 0.93),
    (4.5, 0.945),
    (5.5, 0.985),
    (7.0, 0.997),
)
