"""The query tree: what the reader asks for, before any engine.

Every engine answers every node except ``Standing`` and ``TagIs``: whoever holds pairs, bookmarks and
reading state rewrites these into ``IdIn`` first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from index.model.articles import ArticleId, Language


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every article."""


@dataclass(frozen=True, slots=True)
class Word:
    """Matches articles with this word or an inflection of it in the article's own language."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other in one paragraph; words too common to be indexed are not looked at."""

    words: tuple[str, ...]
    quoted: bool = True
    """False for ``Etats-Unis`` and the like, which the reader did not ask to be taken literally."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Matches words that begin like this, and the inflections of these words."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Matches words one letter off (two from eight letters on), their inflections included."""

    text: str


@dataclass(frozen=True, slots=True)
class FieldText:
    """``node``, looked for in one field only."""

    field: str
    """``title``, ``source``, ``place`` or ``author``."""
    node: Node


@dataclass(frozen=True, slots=True)
class SourceIs:
    """Matches articles of exactly this source, where ``FieldText`` looks for words in its name."""

    source: str


@dataclass(frozen=True, slots=True)
class LanguageIs:
    language: Language


@dataclass(frozen=True, slots=True)
class EntityIs:
    name: str
    """As the reader wrote it, or an entity id once the name has been looked up."""


@dataclass(frozen=True, slots=True)
class TagIs:
    tag: str


@dataclass(frozen=True, slots=True)
class DateWithin:
    """Matches dated articles whose range of days overlaps ``first`` to ``last``, both included."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Undated:
    """Matches articles without a publication date."""


@dataclass(frozen=True, slots=True)
class Standing:
    name: str
    """``paired``, ``fr-only``, ``en-only``, ``bookmarked`` or ``unread``."""


@dataclass(frozen=True, slots=True)
class IdIn:
    ids: frozenset[ArticleId]


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class Expansion:
    """``literal`` or, ranked after it, one of its ``variants``."""

    literal: Node
    variants: tuple[Word | Phrase, ...]
    language: Language | None = None
    """Where ``variants`` are looked for: ``main`` is what a hand is in French articles, not in English."""


Node: TypeAlias = (
    Everything
    | Word
    | Phrase
    | Prefix
    | Fuzzy
    | FieldText
    | SourceIs
    | LanguageIs
    | EntityIs
    | TagIs
    | DateWithin
    | Undated
    | Standing
    | IdIn
    | And
    | Or
    | Not
    | Expansion
)


def all_of(nodes: Iterable[Node]) -> Node:
    """The conjunction of ``nodes``; ``Everything`` when they ask nothing."""
    kept = [node for node in nodes if not isinstance(node, Everything)]
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def any_of(nodes: Iterable[Node]) -> Node:
    """The disjunction of ``nodes``, of which there is at least one."""
    kept = tuple(nodes)
    return kept[0] if len(kept) == 1 else Or(kept)


def rewrite(tree: Node, change: Callable[[Node], Node]) -> Node:
    """``tree`` with every node replaced by what ``change`` makes of it, the innermost first."""
    match tree:
        case And(nodes):
            tree = And(tuple(rewrite(node, change) for node in nodes))
        case Or(nodes):
            tree = Or(tuple(rewrite(node, change) for node in nodes))
        case Not(node):
            tree = Not(rewrite(node, change))
        case FieldText(field, node):
            tree = FieldText(field, rewrite(node, change))
        case Expansion(literal, variants, language):
            tree = Expansion(rewrite(literal, change), variants, language)
        case _:
            pass
    return change(tree)
