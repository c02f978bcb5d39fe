from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis.alignment.paragraphs import MAX_PARAGRAPHS, align
from index.model.pairs import AlignedRow

PARAGRAPHS = [
    "ministers met in geneva to talk about grain exports and winter shipping routes",
    "the bakery union counted nine hundred closed ovens along its northern coast",
    "heavy snow kept trains inside the old station until tuesday evening arrived",
    "scientists found an unknown beetle below three metres of antarctic granite",
    "a court fined that airline for losing forty violins during one summer tour",
    "voters in the islands chose their youngest mayor since records were kept",
]


def shape(rows: tuple[AlignedRow, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(row.left, row.right) for row in rows]


def test_equal_reports_align_one_to_one(hashing_encoder):
    rows = align(PARAGRAPHS, PARAGRAPHS, hashing_encoder)
    assert shape(rows) == [((i,), (i,)) for i in range(6)]
    assert all(row.score == pytest.approx(1, abs=0.01) for row in rows)


def test_paragraphs_of_one_side_stand_where_they_are_read(hashing_encoder):
    fr = [PARAGRAPHS[i] for i in (0, 1, 2, 4)]
    en = [PARAGRAPHS[i] for i in (3, 0, 2, 5, 4)]
    rows = align(fr, en, hashing_encoder)
    assert shape(rows) == [((), (0,)), ((0,), (1,)), ((1,), ()), ((2,), (2,)), ((), (3,)), ((3,), (4,))]
    assert [row.score is None for row in rows] == [True, False, True, False, True, False]


def test_several_right_only_rows_keep_their_order(hashing_encoder):
    rows = align(PARAGRAPHS[:1], [PARAGRAPHS[0], *PARAGRAPHS[2:5]], hashing_encoder)
    assert shape(rows) == [((0,), (0,)), ((), (1,)), ((), (2,)), ((), (3,))]


def test_a_paragraph_split_in_two_is_one_row(hashing_encoder):
    words = PARAGRAPHS[1].split()
    en = [PARAGRAPHS[0], " ".join(words[:6]), " ".join(words[6:]), *PARAGRAPHS[2:]]
    assert ((1,), (1, 2)) in shape(align(PARAGRAPHS, en, hashing_encoder))


def test_crossing_paragraphs_are_linked(hashing_encoder):
    en = [PARAGRAPHS[i] for i in (1, 0, 2, 3, 5, 4)]
    assert shape(align(PARAGRAPHS, en, hashing_encoder)) == [
        ((0,), (1,)),
        ((1,), (0,)),
        ((2,), (2,)),
        ((3,), (3,)),
        ((4,), (5,)),
        ((5,), (4,)),
    ]


def test_unrelated_reports_share_no_row(hashing_encoder):
    rows = align(PARAGRAPHS[:3], PARAGRAPHS[3:], hashing_encoder)
    assert not [row for row in rows if row.left and row.right]


def test_a_short_line_is_never_said_to_be_missing_opposite(hashing_encoder):
    rows = align(["Good night.", PARAGRAPHS[5]], PARAGRAPHS[:2], hashing_encoder)
    assert [(row.left, row.score is None) for row in rows if not row.right] == [((0,), False), ((1,), True)]


@pytest.mark.parametrize(("fr", "en"), [(0, 0), (2, 0), (0, 2)])
def test_one_empty_side(fr: int, en: int, hashing_encoder):
    rows = align(PARAGRAPHS[:fr], PARAGRAPHS[:en], hashing_encoder)
    assert shape(rows) == [((i,), ()) for i in range(fr)] + [((), (j,)) for j in range(en)]


def test_what_lies_beyond_the_limit_stands_alone_and_is_not_called_absent(hashing_encoder):
    long = [f"number {i} of paragraphs" for i in range(MAX_PARAGRAPHS + 3)]
    rows = align(long, long[:2], hashing_encoder)
    assert [(row.left, row.score) for row in rows[-3:]] == [((MAX_PARAGRAPHS + i,), 0.0) for i in range(3)]


LETTERS = st.lists(st.text(alphabet="abc ", min_size=0, max_size=12), max_size=9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fr=LETTERS, en=LETTERS)
def test_every_paragraph_is_in_exactly_one_row(fr: list[str], en: list[str], hashing_encoder):
    rows = align(fr, en, hashing_encoder)
    assert [i for row in rows for i in row.left] == list(range(len(fr)))
    assert sorted(j for row in rows for j in row.right) == list(range(len(en)))
    assert all(row.left or row.right for row in rows)
    assert all(row.score is None or 0 <= row.score <= 1 for row in rows)
    for n, row in enumerate(rows):
        if not row.left and row.right[0] > 0:
            before = next(k for k, other in enumerate(rows) if row.right[0] - 1 in other.right)
            assert before < n and not any(other.left for other in rows[before + 1 : n])


def test_known_paragraphs_are_not_encoded_again(hashing_encoder):
    known = dict(zip(PARAGRAPHS, hashing_encoder.encode(PARAGRAPHS), strict=True))
    expected = align(PARAGRAPHS, PARAGRAPHS[1:], hashing_encoder)
    hashing_encoder.encoded.clear()
    assert align(PARAGRAPHS, PARAGRAPHS[1:], hashing_encoder, known) == expected
    assert not set(hashing_encoder.encoded) & set(PARAGRAPHS)


def test_only_runs_that_may_be_a_row_are_encoded(hashing_encoder):
    """Encoding every run of two, three and four paragraphs would be 30 more texts."""
    align(PARAGRAPHS, PARAGRAPHS, hashing_encoder)
    assert len(hashing_encoder.encoded) < 2 * len(PARAGRAPHS) + 6
