from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.alignment.crossing import (
    BEHIND,
    LIKELY,
    crossing_cells,
    independent_links,
    translation_links,
)
from index.analysis.alignment.spans import LONGEST_SPAN

NEVER = -9.0


def odds(links: dict[tuple[int, int], float], rows: int, columns: int) -> np.ndarray:
    log_odds = np.full((rows, columns), NEVER)
    for place, value in links.items():
        log_odds[place] = value
    return log_odds


def test_a_paragraph_may_be_told_in_several_of_an_independent_report():
    log_odds = odds({(0, 0): 3.0, (0, 2): 2.0, (1, 1): LIKELY - 0.1}, 2, 3)
    assert independent_links(log_odds) == {(0, 0), (0, 2)}


def test_what_is_much_less_likely_than_the_best_of_both_is_no_link():
    log_odds = odds({(0, 0): 5.0, (1, 1): 5.0, (0, 1): 5.0 - BEHIND - 0.1}, 2, 2)
    assert independent_links(log_odds) == {(0, 0), (1, 1)}
    log_odds[1, 1] = 0.0
    assert independent_links(log_odds) == {(0, 0), (0, 1), (1, 1)}
    assert translation_links(log_odds) == {(0, 0)}


def test_rows_cross_and_what_is_left_over_joins_what_it_is_linked_to():
    links = {(0, 3): 4.0, (1, 0): 3.0, (2, 0): 2.0, (3, 1): 1.0, (3, 2): 0.5}
    assert crossing_cells(odds(links, 5, 5), set(links)) == [((0,), (3,)), ((1, 2), (0,)), ((3,), (1, 2))]


def test_a_french_paragraph_that_is_told_far_from_its_neighbours_stands_alone():
    links = {(0, 0): 4.0, (1, 1): 4.0, (2, 2): 4.0, (3, 0): 2.0}
    assert crossing_cells(odds(links, 4, 3), set(links)) == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]


SIZES = st.integers(1, 7)


@given(SIZES, SIZES, st.integers(0, 10_000))
def test_no_paragraph_stands_twice_and_every_linked_english_one_has_a_place(
    rows: int, columns: int, seed: int
):
    log_odds = np.random.default_rng(seed).normal(0.0, 3.0, (rows, columns))
    links = independent_links(log_odds)
    cells = crossing_cells(log_odds, links)
    left = [i for cell in cells for i in cell[0]]
    right = [j for cell in cells for j in cell[1]]
    assert left == sorted(set(left))
    assert len(right) == len(set(right))
    assert all(i in cell[0] for cell in cells for i in range(cell[0][0], cell[0][-1]))
    for i, j in links:
        assert j in right or any(i in one and len(two) >= LONGEST_SPAN for one, two in cells)
