"""What a word is to the search: cut out, folded, and told from those too common to look for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Accents typed as separate characters, soft hyphens and joiners belong to the letter before them.
_JOINED = "\u0300-\u036f\u064b-\u065f\u00ad\u200b-\u200d\u2060"
_LETTER = rf"[^\W\d_][{_JOINED}]*"
WORD = re.compile(
    rf"{_LETTER}(?:\.{_LETTER}(?![^\W_]|[{_JOINED}]))+"  # U.S., O.N.U.: one word, known without its dots
    rf"|[^\W_][^\W_]*(?:[{_JOINED}]+[^\W_]*)*"
)
"""Splits at apostrophes and hyphens alike: ``l'Iran`` is l + Iran, ``Etats-Unis`` is Etats + Unis."""

_NOT_DECOMPOSED = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", ".": None}
)


def unaccented(text: str) -> str:
    """``text`` without its combining marks: ``Valérie`` is ``Valerie``; ligatures and case stay."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """``word`` without case, accents, ligatures or dots: ``Cœur`` → ``coeur``, ``U.S`` → ``us``."""
    if word.isascii():
        return word.lower().replace(".", "")
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.category(c).startswith(("M", "C")))
    return bare.casefold().translate(_NOT_DECOMPOSED)


# One list for all languages, so that a word is common or not whatever it was written for, and a phrase
# drops the same words on both sides. Left out, because they carry meaning in the other language: an
# English "son", "car" and "but" (French goal), "or" (French gold), "us" (U.S.), "who" (WHO), French "été".
_COMMON = """
    au aux avait avaient avec ayant ce ceci cela celle celles celui ces cet cette ceux comme dans de des
    dont du elle elles en est et etaient etait etre eux il ils je la le les leur leurs lors lui mais me
    mes meme ne nos notre nous on ont ou par pas pour qu que qui quoi sa se selon sera ses si sont sous
    sur tu un une vos votre vous
    also an and are as at be because been being by did do does for from had has have he her him his if in
    into is it its my not of our than that the their them then there these they this those to was we were
    what when where which while with would you your
"""
COMMON_WORDS = frozenset(_COMMON.split())


def is_common(folded: str) -> bool:
    """Whether the index leaves ``folded`` out: a common word, or a single Latin letter (l', d', 's)."""
    return folded in COMMON_WORDS or (len(folded) < 2 and folded.isascii() and not folded.isdigit())


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, folded word) of every word of ``text`` that can be searched for, in order."""
    for match in WORD.finditer(text):
        folded = fold(match[0])
        if not is_common(folded):
            yield match.start(), match.end(), folded


def searchable_words(text: str) -> tuple[str, ...]:
    """The folded words of ``text`` that can be searched for, in order."""
    return tuple(folded for _, _, folded in tokens(text))


def spelling_key(text: str) -> str:
    """The form in which names are one that no search can tell apart: ``États-Unis`` and ``etats unis``."""
    return " ".join(searchable_words(text)) or fold(text).strip()
