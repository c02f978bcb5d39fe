"""Small made-up archives, and what a query finds in them by reading every article: the yardstick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hypothesis import strategies as st

from index.engines.interface import IndexedArticle, UnresolvedNode
from index.query.syntax import (
    And,
    DateWithin,
    EntityIs,
    Everything,
    Expansion,
    FieldText,
    Fuzzy,
    IdIn,
    LanguageIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SourceIs,
    Undated,
    Word,
)
from index.words.folding import fold, searchable_words
from index.words.misspelling import is_similar
from index.words.stemming import stem

_WORDS = """
    grève grèves Grevé l'Iran Iran Iran's Téhéran Tehran port ports portuaire portrait strike strikes la the
"""
WORDS = _WORDS.split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
BODIES = st.lists(TEXTS, max_size=3).map("\n\n".join)
DAYS = st.integers(738_000, 738_020)
NAMES = st.sampled_from([None, "AFP", "Press TV", "Le Monde"])


@st.composite
def articles(draw: st.DrawFn) -> IndexedArticle:
    days = draw(st.none() | st.tuples(DAYS, DAYS))
    return IndexedArticle(
        id=draw(st.sampled_from("abcdefgh")),
        language=draw(st.sampled_from(["fr", "en", "und"])),
        title=draw(TEXTS),
        body=draw(BODIES),
        source=draw(NAMES),
        place=draw(NAMES),
        author=draw(NAMES),
        first=min(days) if days else None,
        last=max(days) if days else None,
        entities=tuple(draw(st.lists(st.sampled_from(["iran", "port city"]), max_size=2))),
    )


archives = st.lists(articles(), max_size=6, unique_by=lambda article: article.id)

word_leaves = (
    st.sampled_from(WORDS).map(Word)
    | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: Phrase(tuple(words)))
    | st.sampled_from(["g", "gre", "port", "po", "ir", "stri", "t", "press", "x"]).map(Prefix)
    | st.sampled_from(["greve", "Iram", "portiaires", "pert", "presse"]).map(Fuzzy)
)
_filters = (
    st.just(Everything())
    | st.sampled_from(["fr", "en", "und", "de"]).map(LanguageIs)
    | st.sampled_from(["iran", "port city", "nobody"]).map(EntityIs)
    | st.sampled_from(["AFP", "Press TV", "Press", "Le Monde", "monde"]).map(SourceIs)
    | st.just(Undated())
    | st.builds(DateWithin, *[st.none() | DAYS.map(date.fromordinal)] * 2)
    | st.frozensets(st.sampled_from("abcdefghz"), max_size=4).map(IdIn)
)
_fields = st.builds(FieldText, st.sampled_from(["title", "source", "place", "author"]), word_leaves)
trees: st.SearchStrategy[Node] = st.recursive(
    word_leaves | _filters | _fields,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: And(tuple(nodes)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Or(tuple(nodes)))
        | inner.map(Not)
        | st.builds(Expansion, inner, st.lists(st.sampled_from(WORDS).map(Word), max_size=2).map(tuple))
    ),
    max_leaves=6,
)


def scan(tree: Node, archive: Sequence[IndexedArticle]) -> set[str]:
    """The ids of the articles that ``tree`` matches, by the definition of each node."""
    return {article.id for article in archive if _matches(tree, article, archive, "text")}


def _matches(node: Node, article: IndexedArticle, archive: Sequence[IndexedArticle], where: str) -> bool:
    match node:
        case Everything():
            return True
        case Word(text):
            return _has_phrase(searchable_words(text), article, where)
        case Phrase(words):
            return _has_phrase(searchable_words(" ".join(words)), article, where)
        case Prefix(text):
            begin = fold(text)
            return _has_one_of(
                {word for word in _vocabulary(article, archive, where) if word.startswith(begin)},
                article,
                where,
            )
        case Fuzzy(text):
            asked = fold(text)
            return _has_one_of(
                {word for word in _vocabulary(article, archive, where) if is_similar(asked, word)},
                article,
                where,
            )
        case FieldText(field, child):
            return _matches(child, article, archive, field)
        case SourceIs(source):
            return article.source == source
        case LanguageIs(language):
            return article.language == language
        case EntityIs(name):
            return name in article.entities
        case DateWithin(first, last):
            if article.first is None or article.last is None:
                return False
            begins_in_time = last is None or article.first <= last.toordinal()
            return begins_in_time and (first is None or article.last >= first.toordinal())
        case Undated():
            return article.first is None
        case IdIn(ids):
            return article.id in ids
        case And(nodes):
            return all(_matches(child, article, archive, where) for child in nodes)
        case Or(nodes):
            return any(_matches(child, article, archive, where) for child in nodes)
        case Not(child):
            return not _matches(child, article, archive, where)
        case Expansion(literal, variants):
            return any(_matches(child, article, archive, where) for child in (literal, *variants))
        case _:
            raise UnresolvedNode(node)


def _paragraphs(article: IndexedArticle, where: str) -> Iterator[tuple[str, ...]]:
    """The words of each stretch of text that a phrase may lie in."""
    if where == "text":
        yield searchable_words(article.title)
        for paragraph in article.body.split("\n\n"):
            yield searchable_words(paragraph)
    else:
        yield searchable_words(getattr(article, where) or "")


def _key(word: str, article: IndexedArticle, where: str) -> str:
    return stem(article.language, word) if where in ("text", "title") else word


def _has_phrase(words: tuple[str, ...], article: IndexedArticle, where: str) -> bool:
    wanted = [_key(word, article, where) for word in words]
    for paragraph in _paragraphs(article, where):
        keys = [_key(word, article, where) for word in paragraph]
        if wanted and any(keys[at : at + len(wanted)] == wanted for at in range(len(keys))):
            return True
    return False


def _vocabulary(article: IndexedArticle, archive: Sequence[IndexedArticle], where: str) -> set[str]:
    """What a prefix may mean: words as written in articles of that language, or in that field."""
    stemmed = where in ("text", "title")
    return {
        word
        for other in archive
        if not stemmed or other.language == article.language
        for paragraph in _paragraphs(other, "text" if stemmed else where)
        for word in paragraph
    }


def _has_one_of(words: set[str], article: IndexedArticle, where: str) -> bool:
    return any(_has_phrase((word,), article, where) for word in words)
