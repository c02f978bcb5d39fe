"""The title of a text: the one it was given, or one made of its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.cleaning.boilerplate import is_heading, line_role
from index.cleaning.prose import ends_sentence, first_sentence, is_cut, is_prose, is_quotation, words

LONGEST_DERIVED = 110
"""Characters. One line of a list on a usual terminal."""
_SHORTEST_DERIVED = 40
_LONGEST_GIVEN = 170
_MOST_HEAD_BLOCKS = 4
# Where a sentence may be cut, best place first.
_CLAUSES = (
    re.compile(r","),
    re.compile(
        r" (?=(?:pour|afin|dans|lors|après|avant|selon|alors|tandis"
        r"|after|before|during|as|while|amid) )"
    ),
    re.compile(r" (?=(?:et|qui|que|and|who|which|that) )"),
)
_TRAILING = " .,;:–—-\u00a0"


def find_title(blocks: Sequence[str]) -> int | None:
    """Which of the first blocks is the title, or None when the text has none of its own.

    It is a short block without a final stop before the first sentence, or a short sentence on a line of its
    own before a much longer paragraph. Section labels before it are shorter.
    """
    head = head_length(blocks)
    if head == 0:
        return 0 if len(blocks) > 1 and _is_headline_sentence(blocks[0], blocks[1]) else None
    lengths = [len(words(block)) for block in blocks[:head]]
    for n, length in enumerate(lengths):
        if length >= 5:
            return n
    longest = max(range(head), key=lengths.__getitem__)
    # Two words on top may be a rubric as well as a title; three are rarely a rubric.
    return longest if lengths[longest] >= 3 else None


def head_length(blocks: Sequence[str]) -> int:
    """How many short blocks without final stop stand before the first sentence.

    1 when they are too many for a head, 0 when no sentence follows: then the lines are the text.
    """
    for n, block in enumerate(blocks):
        if not _is_head(block):
            return n
        if n == _MOST_HEAD_BLOCKS:
            return 1
    return 0


def derive_title(paragraph: str) -> str:
    """A title made of the first sentence: cut at a clause when too long, without final stop."""
    sentence = first_sentence(paragraph)
    title = sentence.rstrip(_TRAILING)
    if len(title) <= LONGEST_DERIVED:
        return _balanced(title)
    for clause in _CLAUSES:
        cuts = [found.start() for found in clause.finditer(title, 0, LONGEST_DERIVED + 1)]
        if cuts and cuts[-1] >= _SHORTEST_DERIVED:
            return _balanced(title[: cuts[-1]].rstrip(_TRAILING))
    return _balanced(title[:LONGEST_DERIVED].rsplit(" ", 1)[0].rstrip(_TRAILING))


def _is_head(block: str) -> bool:
    if len(block) > _LONGEST_GIVEN or is_heading(block) or line_role(block) or is_cut(block):
        return False
    question = block.endswith(("?", "!")) and len(first_sentence(block)) == len(block)
    return question or not (ends_sentence(block) or is_prose(block) or block.endswith(":"))


def _is_headline_sentence(first: str, second: str) -> bool:
    """A single short sentence before a much longer paragraph: a headline with its stop left on."""
    return (
        len(first) <= LONGEST_DERIVED
        and len(words(first)) >= 5
        and not is_quotation(first)
        and len(first_sentence(first)) == len(first)
        and len(second) >= 2 * len(first)
        and is_prose(second)
    )


def _balanced(title: str) -> str:
    """Without an opening quotation mark that the cut left open at the very start."""
    return title[1:].lstrip() if title[:1] in "«“" and not re.search("[»”]", title) else title
