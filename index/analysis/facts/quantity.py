"""A number as a text states it, and whether two texts state the same one."""

from __future__ import annotations

from dataclasses import dataclass

from index.analysis.facts.number_units import MEASURES

CONVERTED = 0.1
"""How far two measures may differ when one of them is converted: 60 miles are called 100 km."""
CONVERTED_CLOSELY = 0.05
"""How far at most, to be called the same in other words."""
DEGREES = 1.0
"""The same for temperatures, in degrees Celsius."""
HALF_A_DAY = 12.0
_ABOUT, _FAR_SIDE = 0.1, 0.25


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text, in the unit that its kind is compared in."""

    text: str
    start: int
    end: int
    value: float
    step: float
    """What one unit of its last written digit is worth: 100,000 for ``1.5 million``."""
    unit: str = ""
    """``""`` for a plain count; ``percent``, ``dead``, ``hour``, a currency, a measure or a counted noun."""
    asserted: bool = True
    """False for what is too loosely said to be missed on the other side."""
    comparable: bool = True
    """False for what cannot contradict another number either, like an hour of a named time zone."""
    low: float = 0.0
    high: float = 0.0
    """The least and the greatest value that it allows: ``more than 300`` allows 320, but not 900."""
    written: float = 0.0
    """The value before its unit was converted."""
    factor: float = 1.0
    """What its figures were multiplied with, for scale and unit."""
    wording: tuple[str, ...] = ()
    """How it is written, as far as that is a matter of words: figures or words, scale word, unit."""

    def same_as(self, other: Quantity) -> bool:
        """Whether both may state one number: equal, rounded, converted, or about equal where that is said."""
        if self.equals(other) or (self.written == other.written != 0 and self.unit != other.unit):
            return True
        if self.low <= other.high and other.low <= self.high:
            return True
        gap = abs(self.value - other.value)
        if self.unit == other.unit == "hour" and gap == HALF_A_DAY:
            return True  # "3 h" for three in the afternoon
        if self.step != other.step and gap <= max(self.step, other.step) / 2:
            return True
        largest = max(abs(self.value), abs(other.value))
        return self._converted(other) and gap <= CONVERTED * largest

    def equals(self, other: Quantity) -> bool:
        """Whether both state exactly one number, or one is the other converted."""
        gap = abs(self.value - other.value)
        largest = max(abs(self.value), abs(other.value))
        if gap <= largest * 1e-9:
            return True
        if not self._converted(other):
            return False
        return gap <= (DEGREES if self.unit == "celsius" else CONVERTED_CLOSELY * largest)

    def _converted(self, other: Quantity) -> bool:
        return (
            self.unit == other.unit
            and self.unit in MEASURES
            and self.wording[-1:] != other.wording[-1:]
            and "imperial" in (*self.wording[-1:], *other.wording[-1:])
        )


def limits(value: float, bound: str) -> tuple[float, float]:
    """The least and the greatest value meant by ``about``, ``above`` or ``below`` a value; ``""`` is exact.

    "At least 38" does not contradict 41: tolls rise and counts are rounded.
    """
    below = {"": 0.0, "about": _ABOUT, "above": _ABOUT, "below": _FAR_SIDE}[bound]
    over = {"": 0.0, "about": _ABOUT, "above": _FAR_SIDE, "below": _ABOUT}[bound]
    size = abs(value)
    return value - below * size, value + over * size
