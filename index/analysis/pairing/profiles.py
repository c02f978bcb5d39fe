"""What is remembered of an article so that its counterpart can be found without its text."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np

from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.vectors import Floats, Levels, directions, quantise
from index.analysis.facts.skeletons import names_in, numbers_in
from index.model.articles import DEMONYM, Article, ArticleId, EntityId, Language, Mention

PROFILE_FORMAT = 1
PAIRING_FORMAT = 2
"""Goes up when the same profiles give other pairs."""
MAX_UNITS = 60
LEAD = 4
"""Units that say what a report is about: the title and three more."""
MAX_WORDS = 70
MAX_UNIT_CHARACTERS = 1000
"""Cuts what has no spaces: 70 words of news are some 500 characters."""

_MAGIC = b"newsreader profile\n"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\")\]]*\s+")


def pairing_version(encoder_id: str) -> str:
    """Changes when stored profiles or pairs have to be computed again."""
    return f"{PAIRING_FORMAT}/profile-{PROFILE_FORMAT}/{encoder_id}"


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The units of an article as vectors, and the names, numbers and days that it speaks of."""

    article: ArticleId
    language: Language
    encoder: str
    vectors: Levels
    """[units, dim]; only their directions mean something. A given title comes first."""
    names: Mapping[str, tuple[int, str]]
    """Skeleton of a name → how often it occurs, and its first spelling."""
    numbers: Mapping[str, int]
    entities: frozenset[EntityId]
    """Identities of the mentions, as far as they were resolved."""
    first_day: int | None
    """Proleptic ordinals of the days between which the article was published; None when it is undated."""
    last_day: int | None

    def direction(self) -> bytes:
        """Of the mean of the units, each of equal weight, as int8 [dim]; zeros without a unit."""
        if not len(self.vectors):
            return bytes(self.vectors.shape[1])
        return quantise(directions(self.vectors).mean(axis=0, keepdims=True)).tobytes()

    def lead(self) -> Floats:
        """Direction of the mean of its first LEAD units, [dim]; zeros without a unit."""
        return _unit(directions(self.vectors[:LEAD]).sum(axis=0))

    def gist(self) -> bytes:
        """Of the mean of its units and its lead, which count alike, as int8 [dim]; zeros without a unit.

        A report of one happening in a long story is found by its lead, a short one by all that it says.
        """
        whole = _unit(directions(self.vectors).sum(axis=0))
        return quantise((whole + self.lead())[None]).tobytes()

    def to_bytes(self) -> bytes:
        """Plain data: a format line, a JSON line, then the vectors row by row."""
        header = {
            "format": PROFILE_FORMAT,
            "article": self.article,
            "language": self.language,
            "encoder": self.encoder,
            "units": list(self.vectors.shape),
            "names": {name: list(found) for name, found in self.names.items()},
            "numbers": dict(self.numbers),
            "entities": sorted(self.entities),
            "days": [self.first_day, self.last_day],
        }
        line = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        return b"".join((_MAGIC, line, b"\n", self.vectors.tobytes()))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Profile:
        """Raises ValueError for anything that ``to_bytes`` of this format did not write."""
        magic, line, vectors = stored[: len(_MAGIC)], b"", b""
        if magic == _MAGIC:
            line, _, vectors = stored[len(_MAGIC) :].partition(b"\n")
        try:
            header = json.loads(line)
            if header["format"] != PROFILE_FORMAT:
                raise ValueError(f"profile format {header['format']}, not {PROFILE_FORMAT}")
            rows, dim = header["units"]
            return cls(
                article=header["article"],
                language=header["language"],
                encoder=header["encoder"],
                vectors=np.frombuffer(vectors, np.int8).reshape(rows, dim),
                names={name: (int(times), str(word)) for name, (times, word) in header["names"].items()},
                numbers={number: int(times) for number, times in header["numbers"].items()},
                entities=frozenset(header["entities"]),
                first_day=header["days"][0],
                last_day=header["days"][1],
            )
        except (KeyError, TypeError, IndexError, AttributeError, UnicodeDecodeError) as error:
            raise ValueError(f"not a stored profile: {error!r}") from error


def _unit(vector: Floats) -> Floats:
    found: Floats = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return found.astype(np.float32)


def profile(article: Article, mentions: Sequence[Mention], encoder: Encoder) -> Profile:
    """The profile of an article; costs the encoding of at most MAX_UNITS texts of MAX_WORDS words.

    ``mentions`` give the identities; they may be unresolved or empty.
    """
    texts = list(islice(units(article), MAX_UNITS))
    names: dict[str, tuple[int, str]] = {}
    numbers: Counter[str] = Counter()
    for text in texts:
        for name, word in names_in(text):
            times, first = names.get(name, (0, word))
            names[name] = (times + 1, first)
        numbers.update(numbers_in(text, article.language))
    days = article.published
    return Profile(
        article=article.id,
        language=article.language,
        encoder=encoder.id,
        vectors=quantise(encoder.encode(texts)),
        names=names,
        numbers=numbers,
        entities=frozenset(m.entity for m in mentions if m.entity is not None and m.kind != DEMONYM),
        first_day=date.fromisoformat(days.first).toordinal() if days else None,
        last_day=date.fromisoformat(days.last).toordinal() if days else None,
    )


def units(article: Article) -> Iterator[str]:
    """The texts that are compared: the title and the body, long paragraphs split at sentence ends.

    A derived title repeats the lead and is left out.
    """
    if article.title and article.title_origin != "derived":
        yield article.title[:MAX_UNIT_CHARACTERS]
    for block in article.body:
        yield from split_paragraph(block.text)


def split_paragraph(text: str) -> Iterator[str]:
    """Groups of whole sentences of at most MAX_WORDS words; a longer sentence is cut."""
    start = end = words = 0
    for sentence in _sentences(text):
        size = len(text[sentence.start : sentence.stop].split())
        if words and words + size > MAX_WORDS:
            yield text[start:end]
            start, words = sentence.start, 0
        end, words = sentence.stop, words + size
    if words:
        yield text[start:end]


def _sentences(text: str) -> Iterator[slice]:
    """Where the sentences of a paragraph stand, long ones in pieces."""
    start = 0
    for boundary in _SENTENCE_END.finditer(text):
        yield from _pieces(text, start, boundary.start())
        start = boundary.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, stop: int) -> Iterator[slice]:
    words = 0
    piece = start
    for word in re.finditer(r"\S+", text[start:stop]) if stop - start > 0 else ():
        words += 1
        if words > MAX_WORDS or start + word.end() - piece > MAX_UNIT_CHARACTERS:
            if start + word.start() > piece:
                yield slice(piece, start + word.start())
            piece, words = start + word.start(), 1
    if stop > piece:
        yield slice(piece, min(stop, piece + MAX_UNIT_CHARACTERS))
