"""A query with its misspelt words put right, everything else left as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.query.lexer import Token, lex
from index.words.folding import tokens

SHORTEST = 4
"""Letters from which a word can be misspelt: of shorter ones every other is a neighbour."""


@dataclass(frozen=True, slots=True)
class TypedWord:
    """One word of a query, with its place in what was typed."""

    text: str
    folded: str
    start: int
    end: int


def typed_words(query: str) -> Iterator[TypedWord]:
    """The words of ``query`` that look for text: not excluded, no field's value but a title's, no pattern."""
    before: Token | None = None
    for token in lex(query):
        asks = token.kind in {"word", "phrase", "unclosed"}
        excluded = before is not None and (
            before.kind == "not" or (before.kind == "field" and before.text != "title")
        )
        if asks and not excluded and not _is_pattern(token):
            # Only a phrase has a mark before its text.
            start = token.start + (token.kind != "word")
            for first, last, folded in tokens(token.text):
                if len(folded) >= SHORTEST and folded.isalpha():
                    yield TypedWord(token.text[first:last], folded, start + first, start + last)
        before = token


def correct(query: str, meant: Callable[[TypedWord], str | None]) -> str | None:
    """``query`` with each word replaced by what it was ``meant`` to be; None when all are as meant."""
    pieces: list[str] = []
    at = 0
    for word in typed_words(query):
        if (replacement := meant(word)) is not None:
            pieces += [query[at : word.start], replacement]
            at = word.end
    return "".join([*pieces, query[at:]]) if pieces else None


def _is_pattern(token: Token) -> bool:
    return token.kind == "word" and (token.text[-1] in "*~" or "://" in token.text)
