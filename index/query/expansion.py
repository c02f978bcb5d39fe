"""One question in both languages: words that are names, widened to their other spellings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.query.syntax import And, Expansion, FieldText, Node, Or, Phrase, Prefix, Word, all_of, rewrite
from index.query.words import searchable_words

Variants = Callable[[str], Sequence[str]]
"""Other spellings of a name (``Alep`` → ``Aleppo``); empty for what is no name."""

LONGEST_NAME = 5
"""How many words in a row are tried as one name (``Congrégation pour la doctrine``)."""


def expand(tree: Node, variants: Variants) -> tuple[Node, tuple[str, ...]]:
    """``tree`` with each name as ``Expansion(literal, variants)``, and the words that were added, in order.

    Quoted phrases, excluded words and single fields other than the title stay literal.
    """
    added: dict[str, None] = {}
    widened = _expand(tree, variants, added)
    return widened, tuple(added)


def without_expansions(tree: Node) -> Node:
    """``tree`` as the reader wrote it."""
    return rewrite(tree, lambda node: node.literal if isinstance(node, Expansion) else node)


def _expand(node: Node, variants: Variants, added: dict[str, None]) -> Node:
    match node:
        case Word(text):
            return _widened(node, text, variants, added)
        case Phrase(words, quoted=False):
            return _widened(node, " ".join(words), variants, added)
        case And(nodes):
            return all_of(_expand_row(nodes, variants, added))
        case Or(nodes):
            return Or(tuple(_expand(child, variants, added) for child in nodes))
        case FieldText("title", child):
            return FieldText("title", _expand(child, variants, added))
        case _:
            return node


def _expand_row(nodes: Sequence[Node], variants: Variants, added: dict[str, None]) -> list[Node]:
    """Words side by side may be one name (``arabie saoudite``): the longest run that is one wins."""
    out: list[Node] = []
    at = 0
    while at < len(nodes):
        for length in range(min(LONGEST_NAME, len(nodes) - at), 1, -1):
            run = nodes[at : at + length]
            texts = [text for node in run if (text := _written(node))]
            if len(texts) < length:
                continue
            widened = _widened(And(tuple(run)), " ".join(texts), variants, added)
            if isinstance(widened, Expansion):
                out.append(widened)
                at += length
                break
        else:
            out.append(_expand(nodes[at], variants, added))
            at += 1
    return out


def _written(node: Node) -> str | None:
    """The text of a word (a half-typed one included) or of words that a hyphen joins."""
    match node:
        case Word(text) | Or((Word(text), Prefix())):
            return text
        case Phrase(words, quoted=False):
            return " ".join(words)
        case _:
            return None


def _widened(literal: Node, name: str, variants: Variants, added: dict[str, None]) -> Node:
    """``literal`` or another spelling of ``name``; one that differs in case or accents only is none."""
    asked = searchable_words(name)
    seen = {asked}
    found: list[Word | Phrase] = []
    for variant in variants(name):
        words = searchable_words(variant)
        if not words or words in seen:
            continue
        seen.add(words)
        found.append(Word(variant) if len(words) == 1 else Phrase(tuple(variant.split()), quoted=False))
        added.setdefault(variant)
    return Expansion(literal, tuple(found)) if found else literal
