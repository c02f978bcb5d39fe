"""How an article is laid out in a Whoosh index: one row of terms and columns, nothing stored."""

from __future__ import annotations

from collections.abc import Iterator
from struct import pack, unpack
from typing import Any

from index.engines.interface import IndexedArticle
from index.engines.stemming import stem
from index.engines.whoosh_library import (
    COLUMN,
    Existence,
    FieldType,
    NumericColumn,
    Positions,
    RefBytesColumn,
    Schema,
    VarBytesColumn,
)
from index.model import Language
from index.query.words import searchable_words

SCHEMA_VERSION = 2
"""Bump when anything here, the folding, the common words or the stemming changes: older ones are rebuilt."""

BETWEEN_PARAGRAPHS = 10
"""Positions skipped at the end of a paragraph, so that no phrase reaches across."""

WORD_FIELDS = ("source", "place", "author")
"""Fields of names: folded words as they are, no language, no stems."""

PosList = dict[str, list[int]]


class PlainPositions(Positions):  # type: ignore[misc]
    """Positions as little-endian 32-bit numbers instead of pickles, so that a block is read at once."""

    def encode(self, positions: list[int]) -> bytes:
        return pack(f"<{len(positions)}I", *positions)

    def decode_positions(self, value: bytes) -> list[int]:
        return list(unpack(f"<{len(value) // 4}I", value))


class Words(FieldType):  # type: ignore[misc]
    """A field that is given its terms with their positions, and stores these."""

    def __init__(self) -> None:
        super().__init__(PlainPositions(), None)

    def index(self, value: PosList, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        encode = self.format.encode
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), encode(positions)


class Labels(FieldType):  # type: ignore[misc]
    """A field that is given whole values to be found as they are."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(self, value: tuple[str, ...], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for label in dict.fromkeys(value):
            yield label.encode(), 1, 1.0, b""


def make_schema() -> Any:
    """A fresh schema; given to Whoosh on every open, so that it never unpickles the stored one."""
    return Schema(
        text=Words(),
        title=Words(),
        source=Words(),
        place=Words(),
        author=Words(),
        entities=Labels(),
        id=COLUMN(VarBytesColumn()),
        language=COLUMN(RefBytesColumn()),
        first=COLUMN(NumericColumn("I")),
        last=COLUMN(NumericColumn("I")),
        length=COLUMN(NumericColumn("I")),
    )


def text_term(language: Language, folded: str) -> str:
    """The index term of a word: a word is only ever compared with words of its own language."""
    return f"{language} {stem(language, folded)}"


def row(article: IndexedArticle) -> tuple[dict[str, Any], set[str]]:
    """The fields of ``article`` for Whoosh, and its distinct folded words for the lexicon."""
    title = searchable_words(article.title)
    paragraphs = [searchable_words(paragraph) for paragraph in article.body.split("\n\n")]
    text = _positions([title, *paragraphs], article.language)
    fields: dict[str, Any] = {
        "text": text,
        "title": _positions([title], article.language),
        "entities": article.entities,
        "id": article.id.encode(),
        "language": article.language.encode(),
        "first": article.first or 0,
        "last": article.last or 0,
        "length": sum(map(len, text.values())),
    }
    for name in WORD_FIELDS:
        words: PosList = {}
        for position, word in enumerate(searchable_words(getattr(article, name) or "")):
            words.setdefault(word, []).append(position)
        fields[name] = words
    return fields, set(title).union(*paragraphs)


def _positions(paragraphs: list[tuple[str, ...]], language: Language) -> PosList:
    positions: PosList = {}
    at = 0
    for words in paragraphs:
        for word in words:
            positions.setdefault(text_term(language, word), []).append(at)
            at += 1
        at += BETWEEN_PARAGRAPHS
    return positions
