"""Quotations of two reports side by side: both wordings, or a quotation that only one side has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.analysis.facts.quotations import Quotation
from index.analysis.facts.skeletons import plain_letters, skeleton
from index.model.articles import EntityId
from index.model.pairs import SentenceLink

PAIR = 0.35
"""Score from which two quotations of one row are wordings of one."""
ELSEWHERE = 0.6
"""The same for quotations of different rows."""
FEWEST_WORDS = 5
"""A shorter quotation is not called missing."""
_SAME_ROW, _SAME_SPEAKER, _SAME_ROLE, _OTHER_ROLE, _LINKED = 0.3, 0.3, 0.25, 0.2, 0.4
_UNLINKED, _ALIKE = 0.2, 0.5
_SAME_LENGTH, _SAME_FORM = 0.15, 0.05
_STRETCH = 2.6
"""How many times longer one wording may be."""
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_COGNATE = 4


class QuotationPair(NamedTuple):
    left: Quotation | None
    right: Quotation | None


def compare_quotations(
    left: Sequence[Quotation], right: Sequence[Quotation], links: Sequence[SentenceLink] = ()
) -> list[QuotationPair]:
    """The quotations of one row in pairs, the likeliest first, and then what is left alone on either side."""
    scores = sorted(
        (
            (likeness(a, b, links) + _SAME_ROW - 0.02 * abs(i - j), -i, -j)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
        ),
        reverse=True,
    )
    partners: dict[int, int] = {}
    for score, i, j in scores:
        if score >= PAIR and -i not in partners and -j not in partners.values():
            partners[-i] = -j
    pairs = [QuotationPair(a, right[partners[i]] if i in partners else None) for i, a in enumerate(left)]
    taken = set(partners.values())
    return pairs + [QuotationPair(None, b) for j, b in enumerate(right) if j not in taken]


def likeness(a: Quotation, b: Quotation, links: Sequence[SentenceLink] = ()) -> float:
    """How much speaks for one quotation in two wordings; below 0 when something speaks against it."""
    shorter, longer = sorted((len(a.text), len(b.text)))
    if longer > _STRETCH * shorter + 20:
        return -1.0
    score = overlap(a, b) + _SAME_LENGTH * shorter / max(1, longer)
    # A whole sentence opens with a capital in both languages, a piece of one in neither.
    if a.text[:1].isupper() == b.text[:1].isupper():
        score += _SAME_FORM
    if a.speaker and b.speaker:
        same = _one_person(a.speaker, b.speaker)
        score += _SAME_SPEAKER if same else 0.0 if overlap(a, b) >= _ALIKE else -1.0
    elif a.roles and b.roles:
        score += _SAME_ROLE if a.roles & b.roles else -_OTHER_ROLE
    if links:
        score += _LINKED if any(_covers(link, a, b) for link in links) else -_UNLINKED
    return score


def _one_person(a: EntityId, b: EntityId) -> bool:
    """Whether two entities share a name: merging knows less than a reader of both passages."""
    ours, theirs = (set(re.split(r"[:-]", entity)[1:]) for entity in (a, b))
    return a == b or not ours.isdisjoint(theirs)


def overlap(a: Quotation, b: Quotation) -> float:
    """Share of the shorter one's numbers and words that the other has in a like spelling."""
    ours, theirs = _signs(a.text), _signs(b.text)
    return len(ours & theirs) / max(2, min(len(ours), len(theirs)))


def _signs(text: str) -> set[str]:
    found = set()
    for word in _WORD.findall(text):
        if word.isdigit():
            found.add(word)
        elif len(word) >= _SHORTEST_COGNATE:
            found.add(skeleton(plain_letters(word)))
    return found


def _covers(link: SentenceLink, a: Quotation, b: Quotation) -> bool:
    return (
        link.left.paragraph == a.paragraph
        and link.right.paragraph == b.paragraph
        and link.left.start < a.end
        and a.start < link.left.end
        and link.right.start < b.end
        and b.start < link.right.end
    )


def only_here(
    alone: Sequence[Quotation],
    opposite: Sequence[Quotation],
    *,
    left: bool,
    links: Sequence[SentenceLink] = (),
) -> Iterator[Quotation]:
    """Of quotations without a match in their row, those that the other report has nowhere."""
    for quotation in alone:
        if quotation.words < FEWEST_WORDS:
            continue
        pairs = [(quotation, other) if left else (other, quotation) for other in opposite]
        # One report may quote more of the same: length says nothing here.
        if all(likeness(a, b, links) < ELSEWHERE and overlap(a, b) < _ALIKE for a, b in pairs):
            yield quotation
