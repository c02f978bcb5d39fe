from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.encoding.vectors import quantise
from index.analysis.pairing.background import SAMPLE_UNITS, Background
from index.analysis.pairing.candidates import NEAREST, candidates
from index.analysis.pairing.features import RIVALS, Features, above_rivals, changes_rivalry, rivalry
from index.analysis.pairing.profiles import Profile
from tests.index.analysis.pairing.in_memory import background, outlines

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


def made(name: str, vector: np.ndarray, day: int | None = None, days: int = 0) -> Profile:
    last = None if day is None else day + days
    return Profile(name, "fr", "e", quantise(vector[None, :]), {}, {}, frozenset(), day, last)


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


def test_sample_is_of_the_archive_alone_and_changes_little_as_it_grows():
    rng = np.random.default_rng(1)
    profiles = [made(f"{place}", rng.standard_normal(16) / 4) for place in range(6000)]
    one, again = (background(some).samples["fr"] for some in (profiles[:5000], profiles[4999::-1]))
    assert np.array_equal(one, again)
    grown = {row.tobytes() for row in background(profiles).samples["fr"]}
    kept = sum(row.tobytes() in grown for row in one)
    assert len(one) == SAMPLE_UNITS
    assert kept > 3000


def test_a_stored_background_is_the_same():
    rng = np.random.default_rng(1)
    named = [
        replace(made(f"{n}", rng.standard_normal(16) / 4), names={"put": (n, "Poutine")}, numbers={"15": 1})
        for n in range(1, 4)
    ]
    fresh = background([*named, replace(made("en", rng.standard_normal(16) / 4), language="en")])
    stored = Background.from_bytes(fresh.to_bytes())
    terms = ("put", "15", "only here")
    assert [list(counted.counts(terms)) for counted in (stored.names, stored.numbers)] == [
        [3, 1, 1],
        [1, 3, 1],
    ]
    assert stored.articles == 4
    for language, sample in fresh.samples.items():
        assert stored.samples[language] == pytest.approx(sample, abs=1e-6)
    often, never = stored.rarity(stored.names, ["put", "only here"])
    assert often < never


def test_a_background_with_its_terms_written_out_is_still_read():
    header = {
        "samples": {"fr": [1, 2], "en": [1, 2]},
        "names": {"put": 3},
        "numbers": {"15": 2},
        "articles": 9,
    }
    stored = Background.from_bytes(json.dumps(header).encode() + b"\n" + bytes([1, 2, 3, 4]))
    assert stored.samples["en"].tolist() == [[3, 4]]
    terms = ("put", "15", "only here")
    assert [list(counted.counts(terms)) for counted in (stored.names, stored.numbers)] == [
        [3, 1, 1],
        [1, 2, 1],
    ]
    assert Background.from_bytes(stored.to_bytes()).names.counts(terms).tolist() == [3, 1, 1]
