"""Spelling-independent forms of names and numbers: what French and English reports have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.analysis.facts.number_words import ROUND_WORDS, SMALL_WORDS, number_word_runs, value_of_words
from index.model.articles import Language
from index.words.folding import unaccented

SKELETON_LENGTH = 6
SHORTEST_NAME = 3

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_START = re.compile(
    r"(?:^|(?<!\bM)(?<!\b[MD]r)(?<!\bMrs)(?<!\bGen)(?<!\b[A-Z])[.!?…•]|\n)[\s«»\"“”„‘’'()\[\]–—-]*$"
)
_OPENING = 12
"""Characters before a word that can show that a sentence starts with it."""

_SPELLINGS = (
    ("tch", "s"),
    ("sch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("ph", "f"),
    ("ou", "u"),
    ("oo", "u"),
    ("ck", "k"),
    ("qu", "k"),
    ("c", "k"),
    ("q", "k"),
    ("y", "i"),
    ("w", "v"),
    ("z", "s"),
    ("h", ""),
)
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?:[aeiou]+|(?<=..)in[aeiou]*)$")

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[\s.,'’]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[\s.,'’](?=\d{3}(?!\d))")

# Capitalised in English wherever they stand, never in French: no evidence either way.
_NO_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|(?:septem|octo|novem|decem)ber|the|and|for|mrs|miss|english|french"
)


def plain_letters(text: str) -> str:
    """Lower case without accents; ligatures become two letters."""
    spread = (
        text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae").replace("ß", "ss")
    )
    return unaccented(spread).lower()


def skeleton(word: str) -> str:
    """The form in which spellings of one name meet: ``Poutine`` and ``Putin`` are both ``put``."""
    bare = plain_letters(word)
    for letters, replacement in _SPELLINGS:
        bare = bare.replace(letters, replacement)
    bare = _DOUBLED.sub(r"\1", bare)
    short = _ENDING.sub("", bare)
    return (short if len(short) >= SHORTEST_NAME else bare)[:SKELETON_LENGTH]


def names_in(text: str) -> Iterator[tuple[str, str]]:
    """``(skeleton, word)`` of every capitalised word that does not open a sentence."""
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) < SHORTEST_NAME or not word[0].isupper():
            continue
        start = match.start()
        if _SENTENCE_START.search(text, max(0, start - _OPENING), start):
            continue
        if not _NO_NAME.fullmatch(plain_letters(word)):
            yield skeleton(word), word


def numbers_in(text: str, language: Language) -> Iterator[str]:
    """Numbers of two digits and more in one spelling: ``1 500``, ``1,500`` and ``1500`` are ``1500``.

    Words count from 13 on: smaller ones say little, and dozens and hundreds less.
    """
    for _, _, words in number_word_runs(text, language):
        value = value_of_words(words, language)
        if value is not None and value > SMALL_WORDS and value not in ROUND_WORDS:
            yield str(value)
    for match in _NUMBER.finditer(text):
        number = _THOUSANDS.sub("", match.group()).replace(",", ".")
        if sum(character.isdigit() for character in number) >= 2:
            yield number
