"""Where a text has what a query asks for: the same words, by the same rules, as the index finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.engines.interface import Words
from index.model.articles import Language
from index.query.syntax import And, Expansion, FieldText, Fuzzy, Node, Or, Phrase, Prefix, Word
from index.words.folding import fold, searchable_words, tokens
from index.words.misspelling import is_similar
from index.words.stemming import stem

Span = tuple[int, int]


@dataclass(slots=True)
class _Wanted:
    """What to mark in texts of one language; single words and phrases as stems."""

    stems: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    misspelt: set[str] = field(default_factory=set)
    phrases: set[tuple[str, ...]] = field(default_factory=set)


class Highlighter:
    """Marks what ``tree`` finds in any number of texts of one language.

    ``words`` are those of the index. ``where`` "title" adds what ``title:`` asks for. Phrases are one span
    each; excluded words are not marked.
    """

    def __init__(self, tree: Node, language: Language, words: Words, where: str = "text") -> None:
        self.language, self.words = language, words
        self.wanted = _Wanted()
        for node in _marked(tree, where):
            self._want(node)

    def _want(self, node: Word | Phrase | Prefix | Fuzzy) -> None:
        wanted = self.wanted
        match node:
            case Word(text):
                self._want_words(searchable_words(text))
            case Phrase(texts):
                self._want_words(searchable_words(" ".join(texts)))
            case Prefix(text):
                prefix = fold(text)
                if not prefix:
                    return
                wanted.prefixes.add(prefix)
                found = self.words.completions(prefix).get(self.language, ())
                wanted.stems.update(stem(self.language, word) for word in found)
            case Fuzzy(text):
                word = fold(text)
                wanted.misspelt.add(word)
                found = self.words.similar(word).get(self.language, ())
                wanted.stems.update(stem(self.language, word) for word in found)

    def _want_words(self, folded: tuple[str, ...]) -> None:
        stems = tuple(stem(self.language, word) for word in folded)
        if len(stems) == 1:
            self.wanted.stems.update(stems)
        elif stems:
            self.wanted.phrases.add(stems)

    def spans(self, text: str) -> tuple[Span, ...]:
        """(start, end) of each match, sorted; overlapping ones become one. Linear in the text."""
        found: list[Span] = []
        offset = 0
        for paragraph in text.split("\n\n"):
            found += ((offset + start, offset + end) for start, end in self._paragraph(paragraph))
            offset += len(paragraph) + 2
        return _merged(found)

    def _paragraph(self, paragraph: str) -> Iterator[Span]:
        words = list(tokens(paragraph))
        stems = [stem(self.language, folded) for _, _, folded in words]
        prefixes = tuple(self.wanted.prefixes)
        for (start, end, folded), stemmed in zip(words, stems, strict=True):
            if (
                stemmed in self.wanted.stems
                or (prefixes and folded.startswith(prefixes))
                or self._misspelt(folded)
            ):
                yield start, end
        for phrase in self.wanted.phrases:
            first, length = phrase[0], len(phrase)
            for at, stemmed in enumerate(stems):
                if stemmed == first and tuple(stems[at : at + length]) == phrase:
                    yield words[at][0], words[at + length - 1][1]

    def _misspelt(self, folded: str) -> bool:
        return any(is_similar(word, folded) for word in self.wanted.misspelt)


def _marked(node: Node, where: str) -> Iterator[Word | Phrase | Prefix | Fuzzy]:
    """The word nodes that say what to find there; nothing of what is excluded."""
    match node:
        case Word() | Phrase() | Prefix() | Fuzzy():
            yield node
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _marked(child, where)
        case FieldText(name, child) if name == where:
            yield from _marked(child, where)
        case Expansion(literal, variants):
            yield from _marked(literal, where)
            yield from variants
        case _:
            pass


def _merged(found: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
