"""What a reading pane shows: rows of paragraphs, French beside English."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""Half-open range of characters of a paragraph's text as the archive gave it."""


class Mode(StrEnum):
    SINGLE = "single"
    """One column, centred."""
    PEEK = "peek"
    """One column; the current paragraph's counterpart unfolds under it."""
    SPLIT = "split"
    """Two columns, one row per aligned pair."""


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a report."""

    text: str
    key: str = ""
    """Names the paragraph in its report: ``"title"`` or the block's number."""
    role: str = "body"
    """``header``, ``title``, ``derived-title``, ``section``, ``lead``, ``body``, ``quote``, ``caption`` …"""
    highlights: tuple[Span, ...] = ()
    """Hits of the query, in order."""
    differs: tuple[Span, ...] = ()
    """Values that the other report gives otherwise; drawn ``[38]`` while differences are shown."""
    restates: tuple[Span, ...] = ()
    """Values that the other report gives in other words; drawn ``[=38]`` then. They overlap no other."""
    linked: tuple[tuple[int, Span], ...] = ()
    """Sentences, each with a number; those of one number in a row say the same. See ``Row.sentences``."""
    marker: str = ""
    """One character before the first line: ``+`` only here, ``*`` bookmarked."""
    hidden: bool = False
    """Left out unless ``show_hidden``, then dimmed and marked."""


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that say the same; one side may be silent."""

    left: tuple[Paragraph, ...] = ()
    right: tuple[Paragraph, ...] = ()
    unsure: bool = False
    """One side is empty, yet nobody claims that it is silent."""
    elsewhere: str = ""
    """Said in an empty cell when its report tells the same in another row."""
    sentences: int = 0
    """How many groups of sentences the two sides have in common: the numbers in ``Paragraph.linked``."""

    def cell(self, side: Side) -> tuple[Paragraph, ...]:
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True, slots=True)
class Report:
    """One column: what stands above it and how it is named in the other one."""

    label: str
    """Names it in a peek, e.g. ``EN Coast Herald``."""
    absent: str = ""
    """Said in this column where it is silent, e.g. ``not in the English report``."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article alone (``right`` is None), or a pair. Header lines and titles are rows like any other."""

    left: Report
    rows: tuple[Row, ...]
    right: Report | None = None


@dataclass(frozen=True, slots=True)
class SentencePosition:
    """Which sentences of a row are pointed out."""

    number: int
    """Counted from 1, in reading order of the left report."""
    total: int


@dataclass(frozen=True, slots=True)
class MatchPosition:
    """Where a walk through the hits arrived."""

    number: int
    """Counted from 1 in reading order, left before right."""
    total: int
    wrapped: bool
    """The walk went past the end (or the beginning) and started over."""
