"""What a ``field:value`` of the query means."""

from __future__ import annotations

from datetime import date

from index.errors import QuerySyntaxError
from index.query.filters import HINTS, LANGUAGES, STANDINGS, closest, look_up
from index.query.periods import EXAMPLES, read_period
from index.query.syntax import DateWithin, EntityIs, LanguageIs, Node, Standing, TagIs, Undated


def field_clause(field: str, value: str, position: int, today: date) -> Node:
    """The node for ``field:value``, for every field that does not hold text.

    Raises QuerySyntaxError at ``position`` (of the value) when the field cannot have that value.
    """
    value = value.strip()
    if not value:
        raise QuerySyntaxError(f"{field}: needs a value", position, "Write it right after the colon.")
    match field:
        case "lang":
            return LanguageIs(_named(field, value, LANGUAGES, position))
        case "is":
            standing = _named(field, value, STANDINGS, position)
            return Undated() if standing == "undated" else Standing(standing)
        case "entity":
            return EntityIs(value)
        case "tag":
            return TagIs(value)
        case _:
            return _dates(field, value, position, today)


def _named(field: str, value: str, names: dict[str, str], position: int) -> str:
    found = look_up(value, names)
    if found is None:
        meant = closest(value, names)
        hint = f"Did you mean {field}:{meant} ? " if meant else ""
        raise QuerySyntaxError(f"{field}: cannot be “{value}”", position, f"{hint}Known: {HINTS[field]}.")
    return found


def _dates(field: str, value: str, position: int, today: date) -> DateWithin:
    try:
        first, last = read_period(value, today)
    except ValueError as error:
        message = f"{field}: cannot be “{value}”: {error}"
        raise QuerySyntaxError(message, position, f"For example {EXAMPLES}.") from error
    match field:
        case "since":
            return DateWithin(first, None)
        case "until":
            return DateWithin(None, last)
        case _:
            return DateWithin(first, last)
