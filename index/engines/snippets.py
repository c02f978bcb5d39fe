"""A few words of a text around what was found there."""

from __future__ import annotations

import re

from index.engines.highlights import Span
from index.model.results import Snippet
from index.words.folding import fold

LENGTH = 160
"""Characters of text shown; the marks of omission come on top."""

_LEAD = 40
"""At most so much is shown before the first match."""
_SPACE = re.compile(r"\s+")
_OMISSION = "… "


def make_snippet(text: str, spans: tuple[Span, ...]) -> Snippet:
    """About ``LENGTH`` characters of ``text`` on one line, around the densest cluster of ``spans``."""
    first, last = _best_cluster(text, spans) if spans else (0, 0)
    room = max(0, LENGTH - (last - first))
    begin = _word_start(text, max(0, first - min(_LEAD, room // 2)), first)
    end = _word_end(text, max(last, min(len(text), begin + LENGTH)), last)
    out = _OMISSION if text[:begin].strip() else ""
    at = begin
    highlights: list[Span] = []
    for start, stop in spans:
        if start < begin or stop > end:
            continue
        out = (out + _SPACE.sub(" ", text[at:start])).lstrip()
        found = _SPACE.sub(" ", text[start:stop])
        highlights.append((len(out), len(out) + len(found)))
        out, at = out + found, stop
    out = (out + _SPACE.sub(" ", text[at:end])).strip()
    return Snippet(out + (" …" if text[end:].strip() else ""), tuple(highlights))


def _best_cluster(text: str, spans: tuple[Span, ...]) -> Span:
    """The stretch of at most ``LENGTH`` characters with most different matches, then most, then the first."""
    words = [fold(text[start:end]) for start, end in spans]
    counts: dict[str, int] = {}
    best, best_value, left = spans[0], (0, 0), 0
    for right, (_, end) in enumerate(spans):
        counts[words[right]] = counts.get(words[right], 0) + 1
        while left < right and end - spans[left][0] > LENGTH:
            counts[words[left]] -= 1
            if not counts[words[left]]:
                del counts[words[left]]
            left += 1
        value = (len(counts), right - left + 1)
        if value > best_value:
            best, best_value = (spans[left][0], end), value
    return best


def _word_start(text: str, at: int, limit: int) -> int:
    """The next place from ``at`` on where a word begins, at most ``limit``."""
    if at == 0 or text[at - 1].isspace():
        return at
    while at < limit and not text[at].isspace():
        at += 1
    while at < limit and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, limit: int) -> int:
    """The last place up to ``at`` where a word ends, at least ``limit``; a word too long is cut."""
    if at >= len(text) or text[at].isspace():
        return at
    end = at
    while end > limit and not text[end - 1].isspace():
        end -= 1
    return end if end > limit else max(at, limit)
