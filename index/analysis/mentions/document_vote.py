"""An article agrees on its names: one kind a surface, surnames follow full names, missed ones are found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.analysis.mentions.gazetteer_mentions import Span
from index.analysis.mentions.tokens import Passage
from index.analysis.names.gazetteer import Gazetteer, given_names
from index.analysis.names.name_words import FUNCTION_WORDS, GENERIC_NAMES, PERSON_PARTICLES
from index.model.articles import EntityKind
from index.words.closed_classes import words_of

_KNOWN_WEIGHT = 3


def vote(passages: Sequence[Passage], spans: Sequence[list[Span]], names: Gazetteer) -> list[list[Span]]:
    """Spans per passage after the article's own vote."""
    spans = _without_common_words(passages, spans)
    kinds = _kinds(passages, spans, names)
    agreed = [
        [Span(s.first, s.last, kinds[passage.surface(s.first, s.last)], s.known) for s in found]
        for passage, found in zip(passages, spans, strict=True)
    ]
    by_word: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for surface, kind in kinds.items():
        words = surface.replace("'", "' ").split()
        by_word[words[0]].append((words, kind))
    for candidates in by_word.values():
        candidates.sort(key=lambda c: -len(c[0]))
        del candidates[_MOST_CANDIDATES:]
    return [_find_again(passage, found, by_word) for passage, found in zip(passages, agreed, strict=True)]


def _without_common_words(passages: Sequence[Passage], spans: Sequence[list[Span]]) -> list[list[Span]]:
    """Guesses whose words the article also writes small are sentence starts and headlines, not names."""
    small = _small_words(passages)

    def is_common(passage: Passage, span: Span) -> bool:
        words = passage.words[span.first : span.last + 1]
        if span.known or words[0] in given_names() or words[0][0].islower():
            return False
        return all(word.lower() in small and not word.isupper() for word in words if len(word) > 2)

    return [
        [span for span in found if not is_common(passage, span)]
        for passage, found in zip(passages, spans, strict=True)
    ]


def _small_words(passages: Sequence[Passage]) -> set[str]:
    return {word for passage in passages for word in passage.words if word[0].islower()}


_MOST_CANDIDATES = 20
"""Names tried per first word: a text made of one repeated word must not cost its square."""


def _kinds(passages: Sequence[Passage], spans: Sequence[list[Span]], names: Gazetteer) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    known: set[str] = set()
    small = _small_words(passages)
    for passage, found in zip(passages, spans, strict=True):
        for span in found:
            surface = passage.surface(span.first, span.last)
            votes[surface][span.kind] += _KNOWN_WEIGHT if span.known else 1
            if span.known:
                known.add(surface)
    kinds = {surface: count.most_common(1)[0][0] for surface, count in votes.items()}
    for surface in [s for s, kind in kinds.items() if kind == EntityKind.PERSON]:
        overrules = surface.split()[0] in given_names()
        if not overrules and surface.split()[-1].lower() in small:
            continue
        for word in _short_forms(surface):
            if word not in known or (overrules and not names.is_main_label(word)):
                kinds[word] = EntityKind.PERSON
    return kinds


def _short_forms(surface: str) -> list[str]:
    """Words of a full name that may stand for the person: the last, and a first one that is no given name."""
    words = surface.split()
    if len(words) < 2:
        return []
    forms = [words[-1]]
    if words[-2].lower() in PERSON_PARTICLES:
        forms.append(f"{words[-2]} {words[-1]}")
    for prefix in ("al-", "el-", "Al-", "El-"):
        if words[-1].startswith(prefix):
            forms.append(words[-1].removeprefix(prefix))
    if words[0] in _FAMILY_FIRST or (words[0] not in given_names() and len(words[0]) <= 4):
        forms.append(words[0])
    return [
        f for f in forms if len(f) > 1 and f[-1] != "." and f.lower() not in FUNCTION_WORDS | GENERIC_NAMES
    ]


_FAMILY_FIRST = words_of(
    """
    Kim Xi Ri Moon Park Mao Ban Li Wang Yoon Zhang Chen Hu Wen Deng Tchang Lee Choe Choi
    """
)
"""Family names that stand first and are too often given names elsewhere to be told by that."""


def _find_again(
    passage: Passage, found: list[Span], by_word: dict[str, list[tuple[list[str], str]]]
) -> list[Span]:
    taken = {i for span in found for i in range(span.first, span.last + 1)}
    added: list[Span] = []
    i = 0
    while i < len(passage.words):
        if i in taken:
            i += 1
            continue
        match = next(
            (
                (i + len(words) - 1, kind)
                for words, kind in by_word.get(passage.words[i], ())
                if passage.words[i : i + len(words)] == words and taken.isdisjoint(range(i, i + len(words)))
            ),
            None,
        )
        if match is None:
            i += 1
            continue
        last, kind = match
        added.append(Span(i, last, kind))
        i = last + 1
    return sorted([*found, *added], key=lambda span: span.first)
