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
    -2.593,
    {
        "nearness": 2.890,
        "lead_nearness": 5.161,
        "rare_names": 0.377,
        "numbers_written": 3.443,
        "same_day": 1.508,
        "next_day": 0.556,
        "days_apart": -3.452,
        "undated": 0.270,
        "numbers": 0.208,
        "lead_numbers": 0.886,
        "names_missing": -0.644,
        "days_shared": 2.201,
        "weekdays_differ": -0.504,
        "ordinals_agree": 2.094,
        "ordinals_differ": -1.236,
        "weekdays_agree_undated": 1.500,
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

WORTH_READING = -4.0
"""Log-odds that vectors and days of publication must give before what two reports state is looked at: so much
less than nothing that of the true pairs of all sets some of a running story alone were lost."""

POSSIBLE, COUNTERPART = 0.0, 0.9
"""Log-odds from which two reports are shown as a possible pair, and as counterparts."""

# Log-odds (middle of a bin) and the share of true pairs among the pairs that reports are shown with, counted
# together on all those sets: the archives of several reports an event and of look-alikes, whole and with the
# true report taken away, those of one report an event, whole and with two in five taken away, reports without
# counterparts, and the running story. Straight lines between the points, the end values outside; the lowest
# one is a guess. Undated, nothing tells a report from a sequel.
CALIBRATION_DATED = (
    (-4.0, 0.01),
    (-1.0, 0.3),
    (0.25, 0.6),
    (0.75, 0.61),
    (1.25, 0.7),
    (1.75, 0.8),
    (2.25, 0.9),
    (2.75, 0.915),
    (3.25, 0.945),
    (3.75, 0.96),
    (4.5, 0.985),
    (6.0, 0.995),
)
CALIBRATION_UNDATED = (
    (-4.0, 0.01),
    (-0.5, 0.2),
    (0.25, 0.25),
    (0.75, 0.3),
    (1.25, 0.6),
    (1.75, 0.66),
    (2.25, 0.81),
    (2.75, 0.88),
    (3.25, 0.93),
    (3.75, 0.935),
    (4.5, 0.97),
    (5.5, 0.99),
    (7.0, 0.997),
)
