"""An article and what is named in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ArticleId = str


EntityId = str


Language = str
"""ISO 639-1 code, or ``UNKNOWN_LANGUAGE``."""


UNKNOWN_LANGUAGE: Language = "und"


READING_LANGUAGES: tuple[Language, Language] = ("fr", "en")
"""The two languages whose reports are paired, the left side of the split first."""


def other_language(language: Language) -> Language:
    """Of a reading language the other one."""
    left, right = READING_LANGUAGES
    return right if language == left else left


class Role(StrEnum):
    """What a block of text is to the article that it was found in."""

    TITLE = "title"
    SECTION = "section"
    LEAD = "lead"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    METADATA = "metadata"
    DATELINE = "dateline"
    TEASER = "teaser"
    RELATIVE_TIME = "relative-time"
    AUTHOR_BOX = "author-box"
    CREDIT = "credit"
    RELATED_LINK = "related-link"
    REPEATED = "repeated"


DAMAGED_TEXT = "The stored text of this article is damaged."
"""What the only paragraph of an article that is ``damaged`` begins with."""
BODY_ROLES = frozenset({Role.LEAD, Role.BODY, Role.QUOTE})
"""Roles that are read, indexed, aligned and counted as paragraphs; the rest is hidden by default."""


class EntityKind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


DEMONYM = "demonym"
"""Mention kind of ``Iranian``, ``syrien``: points at a country, is never an entity row of its own."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as a source yields it, before anything is decided about it."""

    raw: bytes
    origin: str
    """Absolute path or URL; two documents with the same origin are revisions of one article."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """Given fields: title, published, language, source, author, url; never guessed ones."""
    sha256: str = ""
    """Hex digest of ``raw``."""


@dataclass(frozen=True, slots=True)
class SkippedDocument:
    """A document that could not be taken in: a value, not an exception."""

    origin: str
    reason: str
    """One sentence that the reader can act on."""


@dataclass(frozen=True, slots=True)
class Block:
    n: int
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """A publication date as a closed range of days (ISO strings), as precise as its origin was."""

    first: str
    last: str
    precision: str
    """``day``, ``month`` or ``year``."""
    origin: str
    """``field``, ``prefix``, ``url``, ``dateline`` or ``reader``."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that the text speaks of."""

    text: str
    block: int
    start: int
    end: int
    resolved: str | None
    """``2024-11-30``, ``2024-12``, ``2011``, or None when nothing anchors it."""
    role: str
    """``event`` or ``background``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a block; ``start`` and ``end`` count characters of that block's text."""

    block: int
    start: int
    end: int
    text: str
    kind: str
    """An ``EntityKind`` value or ``DEMONYM``."""
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Article:
    id: ArticleId
    origin: str
    sha256: str
    language: Language
    title: str
    title_origin: str
    """``given`` or ``derived``."""
    blocks: tuple[Block, ...]
    languages: Mapping[Language, float] = field(default_factory=dict)
    language_uncertain: bool = False
    section: str | None = None
    source: str | None = None
    agency: str | None = None
    place: str | None = None
    author: str | None = None
    published: DateRange | None = None
    dates: tuple[DateMention, ...] = ()
    truncated: bool = False
    replaced_characters: int = 0
    """How many undecodable characters became U+FFFD."""
    damaged: bool = False
    """Its stored text is lost, and so is what it was made from: its one paragraph says so."""

    @property
    def body(self) -> tuple[Block, ...]:
        """The body blocks in reading order; aligned rows count positions in this tuple."""
        return tuple(block for block in self.blocks if block.role in BODY_ROLES)


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions merged over spellings and languages."""

    id: EntityId
    kind: EntityKind
    names: Mapping[Language, str]
    """Label per language, e.g. ``{"fr": "Alep", "en": "Aleppo"}``; at least one."""
    variants: tuple[str, ...]
    mentions: int = 0
    articles: Mapping[Language, int] = field(default_factory=dict)
