"""Dates in queries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.periods import read_period

TODAY = date(2024, 12, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2024-11-30", "2024-11-30", "2024-11-30"),
        ("2024/11/30", "2024-11-30", "2024-11-30"),
        ("30/11/2024", "2024-11-30", "2024-11-30"),
        ("novembre 2024", "2024-11-01", "2024-11-30"),
        ("Nov. 2024", "2024-11-01", "2024-11-30"),
        ("1er décembre 2024", "2024-12-01", "2024-12-01"),
        ("today", "2024-12-04", "2024-12-04"),
        ("hier", "2024-12-03", "2024-12-03"),
        ("last week", "2024-11-25", "2024-12-01"),
        ("last-week", "2024-11-25", "2024-12-01"),
        ("la semaine dernière", "2024-11-25", "2024-12-01"),
        ("this month", "2024-12-01", "2024-12-31"),
        ("le mois dernier", "2024-11-01", "2024-11-30"),
        ("l'an dernier", "2023-01-01", "2023-12-31"),
        ("1w", "2024-11-27", "2024-12-04"),
        ("2 semaines", "2024-11-20", "2024-12-04"),
        ("10 months", "2024-02-04", "2024-12-04"),
        ("2023..2024-03", "2023-01-01", "2024-03-31"),
    ],
)
def test_reads(text: str, first: str, last: str) -> None:
    assert read_period(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-13", "2024-02-30", "0000", "99/99/2024", "2024..2023", "12"]
)
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError):
        read_period(text, TODAY)


def test_a_month_back_from_the_31st_is_in_the_month_before() -> None:
    assert read_period("1m", date(2024, 3, 31)) == (date(2024, 2, 29), date(2024, 3, 31))


@given(st.text(alphabet="0123456789-/. wmydsaj") | st.text(), st.dates())
def test_any_text_is_a_range_in_order_or_a_value_error(text: str, today: date) -> None:
    try:
        first, last = read_period(text, today)
    except ValueError:
        return
    assert first <= last
