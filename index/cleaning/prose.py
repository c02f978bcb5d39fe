"""What reads like running text, and what like a label, a link or a title."""

from __future__ import annotations

import re

from index.words.closed_classes import ALL_FUNCTION_WORDS, words_of

_WORD = re.compile(r"[^\W_]+")
_CLOSERS = "\"'”’»)] \u00a0\u202f"
_QUOTATION = re.compile(r"^[«“\"‘].*[»”\"’]\s*[.,!?]?$", re.DOTALL)
_SENTENCE_BREAK = re.compile(r"[.!?…](?:\s?[\"”»’)\]])*\s+(?=[\"“«‘(]?\s?[^\W\d_a-zà-ÿ])")
# A point after these does not end a sentence.
_ABBREVIATIONS = words_of(
    """
    m mm mme mlle dr mr mrs ms st ste gen col lt sgt prof sen rep gov jr sr no vs etc av cf art jan feb
    mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc
    """
)
_FEWEST_WORDS = 12
_FUNCTION_SHARE = 0.2


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def ends_sentence(text: str) -> bool:
    """True when ``text`` ends like a sentence; an ellipsis is a cut, not an end."""
    bare = text.rstrip(_CLOSERS)
    return bare.endswith((".", "!", "?")) and not is_cut(text)


def is_cut(text: str) -> bool:
    """True when ``text`` breaks off: it ends with an ellipsis that no quotation mark closes."""
    bare = text.rstrip(" )]")
    return bare.endswith(("…", "..."))


def is_quotation(text: str) -> bool:
    """True when the whole block is quoted speech."""
    return bool(_QUOTATION.match(text))


def is_prose(text: str) -> bool:
    """True for a paragraph of running text: long enough, held together by grammar, and finished.

    A closed quotation is one however short it is.
    """
    if is_cut(text):
        return False
    if is_quotation(text):
        return True
    found = _WORD.findall(text)
    if len(found) < _FEWEST_WORDS or not (
        ends_sentence(text) or text.rstrip().endswith((":", "»", "”", '"'))
    ):
        return False
    return sum(word.lower() in ALL_FUNCTION_WORDS for word in found) >= _FUNCTION_SHARE * len(found)


def first_sentence(text: str) -> str:
    """The first sentence of ``text``, its final stop included; all of it when there is but one."""
    for found in _SENTENCE_BREAK.finditer(text):
        before = _WORD.findall(text, max(0, found.start() - 20), found.start())
        initial = before and (len(before[-1]) == 1 or before[-1].lower() in _ABBREVIATIONS)
        if not (initial and text[found.start()] == "."):
            return text[: found.end()].strip()
    return text.strip()
