"""Dates that stand before a text instead of in it: ``date 2024-12``, ``Publié le 12 mars 2018 à 14h30``."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.words.closed_classes import ALL_FUNCTION_WORDS, MONTHS, WEEKDAYS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:1[6-9]|20)\d\d"
FULL_DATE = (
    rf"(?:{_WEEKDAY},?\s+)?"
    rf"(?:{_YEAR}[-/]\d\d?[-/]\d\d?(?!\d)|\d\d?[-/.]\d\d?[-/.]{_YEAR}(?!\d)"
    rf"|\d\d?(?:er|st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}(?!\d)"
    rf"|{_MONTH}\s+\d\d?(?:st|nd|rd|th)?,?\s*{_YEAR}(?!\d))"
)
_TIME = (
    r"(?:,?\s*(?:(?:à|at|-|–|T)?\s*\d{1,2}\s?[:hH]\s?(?:\d\d)?(?::\d\d)?|at\s\d{4}(?!\d))\s?(?:[ap]\.?m\.?)?"
    r"(?:\s?\(?(?:GMT|UTC|CES?T|E[SD]T|BST)(?:[+-]\d+)?\)?)?)?"
)
_UPDATED = r"(?:\s*\((?:updated|mis à jour|modifié)[^()]{0,40}\))?"
_ANNOUNCED = (
    r"(?:(?:date of publication|publication date|date|published|posted|publié|mis en ligne|mis à jour|paru"
    r"|modifié|rédigé|last updated|updated|first published)(?:\s+(?:on|at|le|du))?\s*:?\s+)"
)
_BARE_MONTH = rf"(?:{_YEAR}-\d\d(?![\d-])|{_MONTH}\s+{_YEAR}(?!\d))"
_CAPITAL = r"[\"“«‘(\[]?\s*[^\W_a-zà-ÿ]"
_PLACE = r",\s[^\W\d_a-zà-ÿ][\w'’-]*(?:[ -][\w'’-]+){0,3}"
# What follows must start a text, else the date belongs to the sentence: "12 mars 2018, les troupes".
_PREFIX = re.compile(
    rf"(?i:{_ANNOUNCED}?{FULL_DATE}{_TIME}{_UPDATED}|{_ANNOUNCED}{_BARE_MONTH})"
    rf"(?:(?:{_PLACE})?\s*[.,]?\s*[–—]+|\s*[.,]?\s*[|:•·/-]*)(?=\s*$|\s*{_CAPITAL}|\s+by\s)"
)
_CLOSED = re.compile(r"[–—|]$")
_STARTS_TEXT = re.compile(_CAPITAL)
_DATE_INSIDE = re.compile(rf"(?<=\s){FULL_DATE}{_TIME}(?=\s)", re.IGNORECASE)
_AGENCY_BEFORE = re.compile(r"\s([A-Z]{2,6})$")
_FARTHEST = 170
"""Characters into a block where a date may still close a headline that was run into the text."""


class RunOn(NamedTuple):
    """A headline, a date and a text that a scraper ran into one paragraph."""

    title: str
    date: str
    text: str


def split_prefix(block: str) -> tuple[str, str] | None:
    """``block`` as (date prefix, rest), or None. The rest is empty when the block is nothing but a date."""
    found = _PREFIX.match(block)
    return (found.group().strip(), block[found.end() :].strip()) if found else None


def is_closed(prefix: str) -> bool:
    """True when a dash sets the date off, so that it cannot be the subject of what follows."""
    return bool(_CLOSED.search(prefix))


def split_run_on(block: str) -> RunOn | None:
    """``Headline AGENCY Thursday 2 Jun 2016 Text`` taken apart, or None.

    The headline has no stop in it, and no word of the sentence leads the date in ("on", "le", "since").
    """
    found = _DATE_INSIDE.search(block, 0, _FARTHEST)
    if found is None:
        return None
    title, text = block[: found.start()].strip(), block[found.end() :].strip()
    agency = _AGENCY_BEFORE.search(title)
    if len(title.split()) < 4 or re.search(r"[.!?…,;:]$|[.!?…] ", title) or not text:
        return None
    if title.rsplit(None, 1)[-1].lower() in ALL_FUNCTION_WORDS or not (agency or _STARTS_TEXT.match(text)):
        return None
    if agency:
        return RunOn(title[: agency.start()].strip(), block[agency.start(1) : found.end()].strip(), text)
    return RunOn(title, found.group().strip(), text)
