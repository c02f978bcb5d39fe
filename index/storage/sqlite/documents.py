"""Articles and mentions as versioned plain data, and strings as SQLite can hold them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from index.errors import StorageError
from index.model.articles import Article, Block, DateMention, DateRange, Mention, Role
from index.words.folding import unaccented

DOCUMENT_VERSION = 2
"""Of an article's JSON: an object with the fields of ``Article``; blocks and dates as arrays of values.

Before it stands its checksum: the CRC-32 of its UTF-8 in eight hexadecimal digits. Version 1 had none.
"""
SUM_DIGITS = 8

DAMAGED_TEXT_HINT = "Run `newsreader rebuild`, which makes it again from what it was read from."


class DamagedDocument(StorageError):
    """What is stored is none of ours: cut, garbled, or in a version that is not known."""


def article_to_json(article: Article) -> str:
    """One article as a document of ``DOCUMENT_VERSION``."""
    plain: dict[str, Any] = {field.name: getattr(article, field.name) for field in fields(Article)}
    del plain["damaged"]  # such a one is never stored
    plain["languages"] = dict(article.languages)
    plain["blocks"] = [(block.n, block.role.value, block.text) for block in article.blocks]
    plain["dates"] = [(d.text, d.block, d.start, d.end, d.resolved, d.role) for d in article.dates]
    if article.published is not None:
        day = article.published
        plain["published"] = (day.first, day.last, day.precision, day.origin)
    document = to_json(plain)
    return _sum_of(document.encode()) + document


def article_from_json(document: bytes | str | None, version: int | None) -> Article:
    """The article of a stored document (UTF-8). Raises DamagedDocument."""
    if version not in (1, DOCUMENT_VERSION) or document is None:
        stored = "missing" if document is None else f"in version {version}, not {DOCUMENT_VERSION}"
        raise DamagedDocument(f"the text of an article is {stored}", DAMAGED_TEXT_HINT)
    try:
        text = document.encode() if isinstance(document, str) else document
        if version == DOCUMENT_VERSION:
            stated, text = text[:SUM_DIGITS], text[SUM_DIGITS:]
            if stated.decode() != _sum_of(text):
                raise ValueError("it is not what was stored")
        plain = json.loads(text.decode())
        plain["blocks"] = tuple(Block(n, Role(role), text) for n, role, text in plain["blocks"])
        plain["dates"] = tuple(DateMention(*values) for values in plain["dates"])
        if plain["published"] is not None:
            plain["published"] = DateRange(*plain["published"])
        article = Article(**plain)
        if not all(type(block.text) is str and type(block.n) is int for block in article.blocks):
            raise ValueError("a block without a text")
        if not all(
            type(text) is str for text in (article.id, article.origin, article.language, article.title)
        ):
            raise ValueError("no text where there must be one")
        return article
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DamagedDocument(f"the text of an article is damaged: {error}", DAMAGED_TEXT_HINT) from error


def _sum_of(document: bytes) -> str:
    return f"{crc32(document):0{SUM_DIGITS}x}"


def mentions_to_json(mentions: Iterable[Mention]) -> str:
    """Mentions as an array of ``[block, start, end, text, kind, entity]``."""
    return to_json([(m.block, m.start, m.end, m.text, m.kind, m.entity) for m in mentions])


def mentions_from_json(document: str) -> tuple[Mention, ...]:
    """Raises DamagedDocument."""
    try:
        found = tuple(Mention(*values) for values in json.loads(document))
        if not all(type(number) is int for m in found for number in (m.block, m.start, m.end)):
            raise ValueError("a place that is no number")
        return found
    except (ValueError, TypeError, RecursionError) as error:
        raise DamagedDocument(f"the names of an article are damaged: {error}", DAMAGED_TEXT_HINT) from error


def to_json(value: Any) -> str:
    """Compact JSON that SQLite can hold: readable letters, escapes only when one is not Unicode text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def storable(text: str) -> str:
    """``text`` with backslash escapes for what is not Unicode, as in a file name of undecodable bytes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def folded(text: str) -> str:
    """The form under which spellings are equal: no case, no accents, one space between words."""
    return " ".join(unaccented(unicodedata.normalize("NFKD", text.casefold())).split())


def utc_now() -> str:
    """ISO 8601 with ``Z``, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
