"""A few facts about every article in memory: counting over a result list asks the database nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from weakref import WeakKeyDictionary

from index.model.articles import ArticleId, EntityKind, Language
from index.storage.sqlite.database import Database

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BETWEEN = "\x1f"
"""Stands in no id and no language code."""


@runtime_checkable
class NumberedIds(Protocol):
    """Ids chosen from a list by their numbers, as a search engine finds them."""

    @property
    def everything(self) -> Sequence[ArticleId]:
        """The list; the same object as long as the engine has not changed."""

    @property
    def numbers(self) -> NDArray[Any]:
        """Which of them."""


def article_table(database: Database) -> ArticleTable:
    """The table as of now: read again after every change, in a tenth of a second for 100,000 articles."""
    table = known_table(database)
    if table is None:
        _TABLES.pop(database, None)  # before the next one is read: there is memory for one of them
        table = _TABLES[database] = ArticleTable(database, database.listed_state())
    return table


def known_table(database: Database) -> ArticleTable | None:
    """The table when it has been read since the last change: for what the database answers as well."""
    table = _TABLES.get(database)
    return table if table is not None and table.state == database.listed_state() else None


class ArticleTable:
    """Articles are in an order of its own; a place is a position in that order."""

    def __init__(self, database: Database, state: object) -> None:
        import numpy as np

        self.state = state
        self._entities: EntityTable | None = None
        self._chosen: tuple[Sequence[ArticleId], NDArray[Any]] | None = None
        # One row of four long texts: SQLite joins them ten times as fast as Python takes rows one by one.
        ids, numbers, languages, paired = database.rows(
            "SELECT group_concat(id, ?1), group_concat(n), group_concat(language, ?1),"
            " group_concat(counterpart IS NOT NULL, '')"
            " FROM articles INDEXED BY articles_standing",
            (_BETWEEN,),
        )[0]
        # As bytes side by side: a string and a place in a dictionary for each took ten times the memory.
        self._ids = _array(_bytes(ids).split(_bytes(_BETWEEN)) if ids is not None else [])
        self._order = np.argsort(self._ids)
        self._numbers = _figures(numbers)
        of_article = languages.split(_BETWEEN) if languages is not None else []
        self.languages: list[Language] = sorted(set(of_article))
        codes = {language: code for code, language in enumerate(self.languages)}
        self.language = np.fromiter(map(codes.__getitem__, of_article), np.int64, len(of_article))
        self.paired = np.frombuffer((paired or "").encode(), np.uint8) == ord("1")

    def places(self, ids: Collection[ArticleId] | None) -> NDArray[Any]:
        """Where the articles are, each once; unknown ones are left out. All of them when None."""
        import numpy as np

        if ids is None:
            return np.arange(len(self._ids))
        if isinstance(ids, NumberedIds):
            if self._chosen is None or self._chosen[0] is not ids.everything:
                self._chosen = (ids.everything, self._look_up(ids.everything))
            found = self._chosen[1][ids.numbers]
        else:
            found = self._look_up(set(ids))
        places: NDArray[Any] = found[found >= 0]
        return places

    def _look_up(self, ids: Collection[ArticleId]) -> NDArray[Any]:
        """The place of each, -1 for an unknown one."""
        import numpy as np

        asked = _array([*map(_bytes, ids)])
        if not len(self._ids):
            return np.full(len(asked), -1)
        at = np.searchsorted(self._ids, asked, sorter=self._order)
        places = self._order[np.minimum(at, len(self._ids) - 1)]
        return np.where(self._ids[places] == asked, places, -1)

    def standings(self, places: NDArray[Any]) -> dict[Language, tuple[int, int]]:
        """Of each language that there is among them: how many articles, and how many with a counterpart."""
        import numpy as np

        both = self.language[places] * 2 + self.paired[places]
        counts = np.bincount(both, minlength=2 * len(self.languages)).reshape(-1, 2).tolist()
        return {
            language: (alone + paired, paired)
            for language, (alone, paired) in zip(self.languages, counts, strict=True)
            if alone + paired
        }

    def entities(self, database: Database) -> EntityTable:
        # Not kept: the table would keep its database alive.
        if self._entities is None:
            self._entities = EntityTable(database, self._numbers)
        return self._entities


class EntityTable:
    """Which entities each article has, and how entities of equally many articles are ordered."""

    def __init__(self, database: Database, articles: NDArray[Any]) -> None:
        import numpy as np

        # One row of three long texts here, too: a hundred thousand small ones took four times the memory.
        numbers, lengths, entities = database.rows(
            "SELECT group_concat(article), group_concat(length(entities)), group_concat(hex(entities), '')"
            " FROM article_entities"
        )[0]
        self._entities = np.frombuffer(bytes.fromhex(entities or ""), "<u4")
        """Those of one article after those of the other, in the order of the rows."""
        found, sizes = _figures(numbers), _figures(lengths) // 4
        of_number = np.zeros((2, 1 + max(int(found.max(initial=0)), int(articles.max(initial=0)))), np.int64)
        of_number[:, found] = np.cumsum(sizes) - sizes, sizes
        self._starts, self._sizes = of_number[:, articles]
        rows = database.rows("SELECT n, place, kind FROM entities")
        self._room = 1 + max(
            max((number for number, _, _ in rows), default=0), int(self._entities.max(initial=0))
        )
        self._order = np.zeros(self._room, np.int64)
        self._kind = np.full(self._room, -1)
        kinds = [kind.value for kind in EntityKind]
        for number, order, kind in rows:
            self._order[number] = order
            self._kind[number] = kinds.index(kind)

    def counted(self, places: NDArray[Any]) -> NDArray[Any]:
        """How many of the articles have each entity, by its number."""
        import numpy as np

        sizes = self._sizes[places]
        within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return np.bincount(
            self._entities[np.repeat(self._starts[places], sizes) + within], minlength=self._room
        )

    def first(self, counts: NDArray[Any], limit: int, kind: str | None) -> list[int]:
        """Numbers of the first ``limit`` entities: most articles first, then in their own order."""
        import numpy as np

        wanted = self._kind >= 0 if kind is None else self._kind == [*EntityKind].index(EntityKind(kind))
        numbers = np.flatnonzero((counts > 0) & wanted)
        if 0 < limit < len(numbers):
            few = len(numbers) - limit
            numbers = numbers[counts[numbers] >= np.partition(counts[numbers], few)[few]]
        order = np.lexsort((self._order[numbers], -counts[numbers]))
        first: list[int] = numbers[order][: max(0, limit)].tolist()
        return first


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _array(ids: list[bytes]) -> NDArray[Any]:
    import numpy as np

    return np.array(ids, np.bytes_)


def _figures(text: str | None) -> NDArray[Any]:
    """Numbers with commas between them; SQLite says None for none of them."""
    import numpy as np

    return np.fromstring(text or "", np.int64, sep=",")


_TABLES: WeakKeyDictionary[Database, ArticleTable] = WeakKeyDictionary()
