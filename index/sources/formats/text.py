"""Plain text: the whole content is one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from index.model.articles import RawDocument
from index.sources.interface import Content


class PlainText:
    name = ".txt files"
    media_type = "text/plain"
    suffixes: tuple[str, ...] = (".txt",)
    most_bytes = 5 * 1024 * 1024  # a news article is a few kilobytes; the rest are logs and dumps

    def documents(self, content: Content) -> Iterator[RawDocument]:
        yield RawDocument(
            raw=content.raw, origin=content.origin, sha256=hashlib.sha256(content.raw).hexdigest()
        )
