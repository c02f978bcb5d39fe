"""Terms of an archive, packed: what is counted comes back, what is not stands in one article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.analysis.pairing.term_counts import TermCounts, size

COUNTS = st.dictionaries(st.text(max_size=8), st.integers(1, 70_000), max_size=30)


@given(COUNTS, st.lists(st.text(max_size=8), max_size=5), st.binary(max_size=9))
def test_counts_are_as_they_were_given(counts: dict[str, int], more: list[str], before: bytes):
    packed = TermCounts.of(counts)
    stored = before + packed.to_bytes()
    read = TermCounts.from_bytes(stored, len(before), len(packed))
    assert len(stored) == len(before) + size(len(packed))
    terms = [*counts, *more]
    assert read.counts(terms).tolist() == [counts.get(term, 1) for term in terms]


def test_terms_of_one_article_take_no_room():
    assert len(TermCounts.of({"once": 1, "twice": 2})) == 1
