"""An archive in memory: two articles and their pair, everything by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from index.errors import AmbiguousIdError, NotFoundError
from index.model.articles import Article, Block, DateRange, Entity, EntityKind, Mention, Role
from index.model.condition import Finding, LibraryFinding, Status, UnreadableIndex
from index.model.desk import Bookmark
from index.model.events import Event
from index.model.pairs import RESTATED, AlignedRow, Difference, Evidence, Pair, PairedReports
from index.model.progress import Committed, DocumentTaken, MovedAside, Progress
from index.model.results import Hit, ResultPage, SearchRequest, Snippet

FRENCH = Article(
    "aaaa1111bbbb2222", "/news/0.txt", "00", "fr", "Entretien sur la Syrie", "derived",
    (Block(0, Role.TITLE, "Entretien sur la Syrie"), Block(1, Role.BODY, "Alep est prise."),
     Block(2, Role.BODY, "Moscou appelle Téhéran."), Block(3, Role.TEASER, "À lire aussi")),
    source="IRNA", published=DateRange("2024-12-01", "2024-12-31", "month", "prefix"),
)  # fmt: skip
ENGLISH = Article(
    "aabb1111bbbb2222", "/news/4.txt", "44", "en", "Call about Syria", "given",
    (Block(0, Role.BODY, "Moscow calls Tehran."),), source="IFP",
    published=DateRange("2024-11-30", "2024-11-30", "day", "dateline"),
)  # fmt: skip
PAIR = Pair(
    FRENCH.id, ENGLISH.id, 0.93, Evidence(0.6, ("place-syria",), 1, (1, 1)),
    (AlignedRow((0,), ()), AlignedRow((1,), (0,), 0.7)),
)  # fmt: skip
AGENCY = replace(FRENCH, id="cccc1111bbbb2222", origin="/news/6.txt", title="Appel de Moscou", source="AFP")
EVENT = Event(
    FRENCH.id, (FRENCH.id, AGENCY.id, ENGLISH.id), ("2024-11-30", "2024-12-31"), {"en": 1, "fr": 2}, 0.97,
    "counterpart",
)  # fmt: skip
"""What the pair is of, once a test puts AGENCY among the reports."""
SYRIA = Entity(
    "place-syria", EntityKind.PLACE, {"en": "Syria", "fr": "Syrie"}, ("Syrie", "Syria"), 7, {"fr": 1}
)


class FakeArchive:
    """Two articles, one pair, everything by hand. Tests change what it holds before they ask."""

    sample = False
    moved_aside: MovedAside | None = None

    def __init__(self) -> None:
        self.kept: list[Bookmark] = []
        self.reports = {FRENCH.id: FRENCH, ENGLISH.id: ENGLISH}
        self.error: Exception | None = None
        self.steps: list[Progress | Committed | DocumentTaken] = []
        self.left: list[Progress] = []
        self.meanwhile: Callable[[], object] = lambda: None
        """Happens before each step of an import."""
        self.forgotten = False
        """An import that was stopped is not to go on."""
        self.opened: list[dict[str, object]] = []
        self.articles = _Articles(self.reports)
        self.pairs = _Pairs(self.reports)
        self.names = _Names()
        self.search = _Search(self.articles)
        self.desk = _Desk(self.kept)

    def __enter__(self) -> FakeArchive:
        if self.error:
            raise self.error
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def pending(self) -> int:
        return len(self.left)

    def index_fault(self) -> None:
        return None

    def was_complete(self) -> bool:
        return True

    def finish(self) -> Iterator[Progress]:
        while self.left:
            yield self.left.pop(0)

    def status(self) -> Status:
        return Status(
            "/a",
            self.sample,
            {"fr": 1, "en": 1},
            1,
            9,
            0,
            "whoosh",
            1,
            2,
            2_000_000,
            0,
            "x",
            "y",
            events=3,
        )

    def doctor(self, *, deep: bool = False, tell: object = None) -> list[Finding]:
        return [LibraryFinding(2, ()), UnreadableIndex("damaged")]

    def add(self, paths: list[str], stopping: Callable[[], bool]) -> Iterator[object]:
        for step in self.steps:
            self.meanwhile()
            yield step
            if stopping():
                return

    def forget_import(self) -> None:
        self.forgotten = True

    def rebuild(self, stopping: Callable[[], bool]) -> Iterator[object]:
        yield Progress("indexing", 2, 2)


class _Articles:
    def __init__(self, reports: dict[str, Article]) -> None:
        self._reports = reports

    def find(self, prefix: str) -> str:
        found = [id for id in self._reports if id.startswith(prefix)]
        if not found:
            raise NotFoundError(f"there is no article {prefix}", "newsreader search finds articles.")
        if len(found) > 1:
            raise AmbiguousIdError(f"{prefix} fits {len(found)} articles", "Give more of it.")
        return found[0]

    def get(self, id: str) -> Article:
        return self._reports[self.find(id)]

    def hits(self, ids: list[str]) -> dict[str, Hit]:
        return {id: self._hit(self._reports[id]) for id in ids if id in self._reports}

    def _hit(self, a: Article) -> Hit:
        return Hit(a.id, a.language, a.title, a.title_origin, a.published, a.source, a.origin, None)


class _Pairs:
    def __init__(self, reports: dict[str, Article]) -> None:
        self._reports = reports

    def of(self, id: str) -> Pair | None:
        return PAIR if id in PAIR.articles and self._reports.keys() >= set(PAIR.articles) else None

    def event_of(self, id: str) -> Event | None:
        """Alone, the pair is an event of two."""
        if AGENCY.id in self._reports:
            return EVENT
        two = replace(EVENT, reports=PAIR.articles, languages={"fr": 1, "en": 1})
        return two if self.of(id) else None

    def event_ids(self, articles: Iterable[str]) -> dict[str, str]:
        return {id: EVENT.id for id in articles if self.event_of(id)}

    def side_by_side(self, id: str) -> PairedReports | None:
        if self.of(id) is None:
            return None
        differences = (
            Difference("number", "3", "4", 1),
            Difference("passage", "Alep est prise.", None, 0),
            Difference("number", "deux", None, 1),
        )
        restated = (Difference("number", "un millier", "1,000", 1, RESTATED),)
        return PairedReports(self._reports[PAIR.fr], self._reports[PAIR.en], PAIR, differences, restated)

    def are_measured(self) -> bool:
        return True

    def all(self) -> list[Pair]:
        return [PAIR]

    def alone(self) -> dict[str, list[str]]:
        return {"fr": ["ffff"], "en": []}


class _Names:
    def mentions(self, id: str) -> tuple[Mention, ...]:
        return (Mention(1, 0, 4, "Alep", "place", "place-aleppo"),) if id == FRENCH.id else ()

    def labels(self, entities: list[str]) -> dict[str, str]:
        return {"place-syria": "Syrie = Syria"}

    def all(self, kind: str | None, limit: int) -> list[Entity]:
        return [SYRIA][:limit] if kind in (None, "place") else []


class _Search:
    def __init__(self, articles: _Articles) -> None:
        self._articles = articles

    def page(self, request: SearchRequest) -> ResultPage:
        hit = replace(
            self._articles.hits([FRENCH.id])[FRENCH.id],
            counterpart=ENGLISH.id,
            via=("Syria",),
            snippet=Snippet("Alep est prise.", ((0, 4),)),
        )
        return ResultPage(request.query, 3, (hit,), 4.2, ("Syria",))


class _Desk:
    def __init__(self, kept: list[Bookmark]) -> None:
        self._kept = kept

    def bookmarks(self) -> list[Bookmark]:
        return self._kept

    def bookmark(
        self, article: str, counterpart: str | None, block: int | None, note: str, tags: list[str]
    ) -> Bookmark:
        made = Bookmark(
            f"b{len(self._kept)}", article, ENGLISH.id, block, note, tuple(tags), "2025-01-02T03:04:05Z"
        )
        self._kept.append(made)
        return made

    def remove_bookmark(self, id: str) -> Bookmark:
        removed = next(b for b in self._kept if b.id == id)
        self._kept.remove(removed)
        return removed
