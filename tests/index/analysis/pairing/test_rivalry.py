from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.pairing.features import Features
from index.analysis.pairing.rivalry import RIVALS, above_rivals, changes_rivalry, rivalry

VALUES = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1, width=32)), min_size=1, max_size=40)


@given(VALUES, st.floats(0, 0.5))
def test_above_rivals_is_the_value_less_the_best_others_of_its_group(pairs, floor: float):
    groups = np.array([group for group, _ in pairs])
    values = np.array([value for _, value in pairs], np.float32)
    expected = []
    for place, (group, value) in enumerate(pairs):
        others = sorted((v for i, (g, v) in enumerate(pairs) if g == group and i != place), reverse=True)[
            :RIVALS
        ]
        expected.append(value - max(floor, sum(others) / len(others) if others else floor))
    found = Features(values, values, values, values)
    present, table = rivalry(found, groups)
    for first in (1, 4, 7):
        rivals = table[np.searchsorted(present, groups)][:, [0, first, first + 1, first + 2]]
        assert above_rivals(values, rivals, floor) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("off", [-5e-8, 0.0, 5e-8])
def test_a_value_summed_in_another_order_is_still_the_one_that_its_rivals_were_told_by(off: float):
    values = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3], np.float32)
    found = Features(values, values, values, values)
    _, table = rivalry(found, np.zeros(7, np.int64))
    fifth = np.array([values[4] + off], np.float32)
    exact = 0.5 - (0.9 + 0.8 + 0.7 + 0.6 + 0.4) / 5
    assert above_rivals(fifth, table[:, :4], 0.0) == pytest.approx([exact], abs=1e-6)
    sixth = np.array([values[5] + off], np.float32)
    assert changes_rivalry(Features(sixth, sixth, sixth, sixth), table).tolist() == [True]
