"""Where sentences of French and English prose begin and end."""

from __future__ import annotations

import re

from index.words.closed_classes import words_of

# What may close a sentence behind its point, and what may open the next.
_BREAK = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\s\u00a0\u202f]?»|[”\"’')\]]+(?=\s))?(?:\[\d+\])?\s+"
    r"(?=(?:[«“\"‘'(\[–—-]\s?)*[^\W_a-zà-ÿ])|\n+"
)
_LAST_WORD = re.compile(r"[\w’'.-]*$")


_ABBREVIATIONS = words_of(
    """
    m mm mme mmes mlle dr drs mr mrs ms me st ste gen gén col lt cdt cap capt sgt adm prof sen sén rep dép gov
    pres maj insp rev hon jr sr no n° nos vs etc cf art al ca env éd ed p pp vol fig tél tel av bd blvd
    jan janv feb févr fév mar avr apr jun juil jul aug sep sept oct nov dec déc mon tue wed thu fri sat sun
    inc ltd corp co cie bros dept univ approx est min max km h e.g i.e a.m p.m u.s u.k u.n e.u
    """
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_a-zà-ÿ]$")
_ENDS_TOO = frozenset(
    {"etc", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "inc", "ltd", "corp", "co", "cie", "h"}
)
"""Abbreviations that often end a sentence: before a word that opens one they do."""
_OPENERS = words_of(
    """
    le la les l un une des ce cette ces il elle ils elles on nous vous je tu mais et or donc car selon dans
    en à au aux pour par depuis après avant
    the a an this that these those he she it they we you i but and so in on at for by after before his her
    their its
    """
)
_NEXT_WORD = re.compile(r"[^\W\d_]+")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, blanks around it left out; everything else is in exactly one."""
    spans = []
    start = 0
    for found in _BREAK.finditer(text):
        if found["stop"] and _goes_on(text, found):
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    trimmed = ((a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in spans)
    return tuple((a, b) for a, b in trimmed if a < b)


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether the point is that of an abbreviation or of an initial."""
    if found["stop"] != "." or found["close"]:
        return False
    match = _LAST_WORD.search(text, max(0, found.start() - 20), found.start())
    word = match.group().lstrip("'’").rsplit("’", 1)[-1] if match else ""
    known = word.lower() in _ABBREVIATIONS
    if not known and not _INITIALS.fullmatch(word):
        return False
    if word.lower() in _ENDS_TOO:
        following = _NEXT_WORD.search(text, found.end())
        return following is None or following.group().lower() not in _OPENERS
    return True
