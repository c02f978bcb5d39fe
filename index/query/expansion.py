"""One question in both languages: names widened to other spellings, other words to what they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from index.model.articles import ArticleId, Language
from index.query.syntax import (
    And,
    Expansion,
    FieldText,
    IdIn,
    LanguageIs,
    Node,
    Or,
    Phrase,
    Prefix,
    Word,
    all_of,
    rewrite,
)
from index.words.folding import searchable_words

Variants = Callable[[str], Sequence[str]]
"""Other spellings of a name (``Alep`` → ``Aleppo``); empty for what is no name."""

Translations = Callable[[str], Mapping[Language, Sequence[str]]]
"""What a common word is in other languages (``grève`` → ``{"en": ["strike"]}``)."""

LONGEST_NAME = 5
"""How many words in a row are tried as one name (``Congrégation pour la doctrine``)."""


_NOTHING: frozenset[ArticleId] = frozenset()


def expand(
    tree: Node, variants: Variants, translations: Translations | None = None
) -> tuple[Node, tuple[str, ...]]:
    """``tree`` with names and words as ``Expansion(literal, variants)``, and what was added, in order.

    Quoted phrases, excluded words and single fields other than the title stay literal.
    """
    widening = _Widening(variants, translations)
    widened = widening.node(tree)
    return widened, tuple(widening.added)


def without_expansions(tree: Node) -> Node:
    """``tree`` as the reader wrote it."""
    return rewrite(tree, lambda node: node.literal if isinstance(node, Expansion) else node)


def for_language(tree: Node, language: Language) -> Node:
    """``tree`` without the expansions that articles of this language are not asked for."""

    def look(node: Node) -> Node:
        other = isinstance(node, Expansion) and node.language not in (None, language)
        return node.literal if isinstance(node, Expansion) and other else node

    return rewrite(tree, look)


def spelt_out(tree: Node) -> Node:
    """``tree`` with the language of each expansion as a node of its own, which every engine understands."""

    def look(node: Node) -> Node:
        if not isinstance(node, Expansion) or node.language is None:
            return node
        elsewhere = And((LanguageIs(node.language), Expansion(IdIn(_NOTHING), node.variants)))
        return Or((node.literal, elsewhere))

    return rewrite(tree, look)


@dataclass(slots=True)
class _Widening:
    """One walk over a tree."""

    variants: Variants
    translations: Translations | None
    added: dict[str, None] = field(default_factory=dict)

    def node(self, node: Node) -> Node:
        match node:
            case Word(text):
                return self.word(node, text)
            case Phrase(words, quoted=False):
                return self.name(node, " ".join(words))
            case And(nodes):
                return all_of(self.row(nodes))
            case Or(nodes):
                return Or(tuple(map(self.node, nodes)))
            case FieldText("title", child):
                return FieldText("title", self.node(child))
            case _:
                return node

    def row(self, nodes: Sequence[Node]) -> list[Node]:
        """Words side by side may be one name (``arabie saoudite``): the longest run that is one wins."""
        out: list[Node] = []
        at = 0
        while at < len(nodes):
            for length in range(min(LONGEST_NAME, len(nodes) - at), 1, -1):
                run = nodes[at : at + length]
                texts = [text for node in run if (text := _written(node))]
                if len(texts) < length:
                    continue
                widened = self.name(And(tuple(run)), " ".join(texts))
                if isinstance(widened, Expansion):
                    out.append(widened)
                    at += length
                    break
            else:
                out.append(self.node(nodes[at]))
                at += 1
        return out

    def name(self, literal: Node, name: str) -> Node:
        """``literal`` or another spelling of ``name``; one that differs in case or accents only is none."""
        return self.widened(literal, self.variants(name), {searchable_words(name)})

    def word(self, literal: Word, text: str) -> Node:
        """The same for a single word, or what it means in another language."""
        seen = {searchable_words(text)}
        widened = self.widened(literal, self.variants(text), seen)
        for language, meanings in (self.translations(text) if self.translations else {}).items():
            widened = self.widened(widened, meanings, seen, language)
        return widened

    def widened(
        self,
        literal: Node,
        others: Sequence[str],
        seen: set[tuple[str, ...]],
        language: Language | None = None,
    ) -> Node:
        """``literal`` or those of ``others`` that are not ``seen`` yet, by their searchable words."""
        found: list[Word | Phrase] = []
        for other in others:
            words = searchable_words(other)
            if words and words not in seen:
                seen.add(words)
                found.append(Word(other) if len(words) == 1 else Phrase(tuple(other.split()), quoted=False))
                self.added.setdefault(other)
        return Expansion(literal, tuple(found), language) if found else literal


def _written(node: Node) -> str | None:
    """The text of a word (a half-typed one included) or of words that a hyphen joins."""
    match node:
        case Word(text) | Or((Word(text), Prefix())):
            return text
        case Phrase(words, quoted=False):
            return " ".join(words)
        case _:
            return None
