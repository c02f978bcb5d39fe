"""Articles and mentions as versioned plain data, and strings as SQLite can hold them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from index.errors import StorageError
from index.model.articles import Article, Block, DateMention, DateRange, Mention, Role
from index.words.folding import unaccented

DOCUMENT_VERSION = 1
"""Of an article's JSON: an object with the fields of ``Article``; blocks and dates as arrays of values."""

DAMAGED_TEXT_HINT = "Run `newsreader doctor`, and put a backup of the library in its place."


def article_to_json(article: Article) -> str:
    """One article as a document of ``DOCUMENT_VERSION``."""
    plain: dict[str, Any] = {field.name: getattr(article, field.name) for field in fields(Article)}
    plain["languages"] = dict(article.languages)
    plain["blocks"] = [(block.n, block.role.value, block.text) for block in article.blocks]
    plain["dates"] = [(d.text, d.block, d.start, d.end, d.resolved, d.role) for d in article.dates]
    if article.published is not None:
        day = article.published
        plain["published"] = (day.first, day.last, day.precision, day.origin)
    return to_json(plain)


def article_from_json(document: str, version: int) -> Article:
    """The article of a stored document. Raises StorageError when it is damaged, or of an unknown version."""
    if version != DOCUMENT_VERSION:
        raise StorageError(
            f"an article is stored in version {version}, this program reads version {DOCUMENT_VERSION}",
            "Install a newer newsreader.",
        )
    try:
        plain = json.loads(document)
        plain["blocks"] = tuple(Block(n, Role(role), text) for n, role, text in plain["blocks"])
        plain["dates"] = tuple(DateMention(*values) for values in plain["dates"])
        if plain["published"] is not None:
            plain["published"] = DateRange(*plain["published"])
        return Article(**plain)
    except (ValueError, TypeError, KeyError) as error:
        raise StorageError(f"the text of an article is damaged: {error}", DAMAGED_TEXT_HINT) from error


def mentions_to_json(mentions: Iterable[Mention]) -> str:
    """Mentions as an array of ``[block, start, end, text, kind, entity]``."""
    return to_json([(m.block, m.start, m.end, m.text, m.kind, m.entity) for m in mentions])


def mentions_from_json(document: str) -> tuple[Mention, ...]:
    return tuple(Mention(*values) for values in json.loads(document))


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
