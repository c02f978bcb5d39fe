from __future__ import annotations

import numpy as np
import pytest

from index.analysis.pairing.candidates import NEAREST, candidates
from index.analysis.pairing.profiles import Profile
from tests.index.analysis.pairing.in_memory import made, outlines


def sides(count: int, seed: int) -> tuple[list[Profile], list[Profile]]:
    rng = np.random.default_rng(seed)
    profiles = [
        made(
            f"{place:04}",
            rng.standard_normal(16) / 4,
            None if rng.random() < 0.2 else int(rng.integers(1000, 1030)),
            int(rng.integers(0, 2) * 30),
        )
        for place in range(2 * count)
    ]
    return profiles[:count], profiles[count:]


def apart(one: Profile, other: Profile) -> int:
    if one.first_day is None or other.first_day is None:
        return 0
    assert one.last_day is not None
    assert other.last_day is not None
    return max(0, one.first_day - other.last_day, other.first_day - one.last_day)


@pytest.mark.parametrize("seed", range(3))
def test_candidates_are_the_nearest_of_the_same_days_in_either_direction(seed: int):
    french, english = sides(200, seed)
    fr, en = (outlines(side) for side in (french, english))
    cosines = fr.means() @ en.means().T
    for row, one in enumerate(french):
        for column, other in enumerate(english):
            if apart(one, other) > 3:
                cosines[row, column] = -np.inf
    expected = set()
    for row in range(len(fr)):
        expected |= {(row, int(c)) for c in np.argsort(-cosines[row])[:NEAREST] if cosines[row, c] > -np.inf}
    for column in range(len(en)):
        best = np.argsort(-cosines[:, column])[:NEAREST]
        expected |= {(int(r), column) for r in best if cosines[r, column] > -np.inf}
    rows, columns = candidates(fr, en)
    assert list(zip(rows.tolist(), columns.tolist(), strict=True)) == sorted(expected)
