"""A query cut into tokens, each with its place in what the reader wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.query.filters import FIELDS, look_up

_PIECE = re.compile(
    r"""(?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<quote>["“”„«])
    | (?P<not>-(?=[^\s-]))
    | (?P<name>[^\W\d_]+(?=:))
    | (?P<word>[^\s()"“”„«]+)""",
    re.VERBOSE,
)
_WORD = re.compile(r'[^\s()"“”„«]+')
_CLOSING_QUOTE = re.compile(r'["“”]')
_CLOSING_GUILLEMET = re.compile(r"[»«]")
_OPERATORS = {"AND": "and", "ET": "and", "OR": "or", "OU": "or", "NOT": "not", "SAUF": "not"}


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    """``word``, ``phrase``, ``unclosed`` (a phrase), ``field``, ``open``, ``close``, ``and``, ``or``, ``not``
    or ``end``."""
    text: str
    """What it says: without quotes; for a field its canonical name."""
    start: int
    end: int


def lex(text: str) -> Iterator[Token]:
    """The tokens of ``text``, the last of kind ``end``. Never fails: what is no syntax is a word."""
    at = 0
    while at < len(text):
        match = _PIECE.match(text, at)
        assert match is not None, "the alternatives cover every character"
        kind, said, end = str(match.lastgroup), match[0], match.end()
        if kind == "quote":
            closing = (_CLOSING_GUILLEMET if said == "«" else _CLOSING_QUOTE).search(text, end)
            kind = "phrase" if closing else "unclosed"
            said = text[end : closing.start() if closing else len(text)]
            end = closing.end() if closing else len(text)
        elif kind == "name":
            if field := look_up(said, FIELDS):
                kind, said, end = "field", field, end + 1
            else:
                # "Syrie:" in a pasted headline, or https://…: a word with its colon.
                kind, said, end = "word", *_word_at(text, at)
        elif kind == "word":
            kind = _OPERATORS.get(said, "word")
        if kind != "space":
            yield Token(kind, said, at, end)
        at = end
    yield Token("end", "", len(text), len(text))


def _word_at(text: str, at: int) -> tuple[str, int]:
    match = _WORD.match(text, at)
    assert match is not None, "called where a word starts"
    return match[0], match.end()
