"""The screen and its panes, as far as desks see them: each only keeps what it was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace

from index.model.desk import Bookmark
from index.model.results import Hit, ResultPage, SearchRequest
from index.protocol.answers import ArticleView, PairView
from tui.aligned.document import Mode, Side
from tui.client.outcomes import Refused
from tui.wording import UNSEARCHED


class Surface:
    def __init__(self) -> None:
        self.zen = False
        self.pane = "list"
        self.room_for_two = True
        self.header: tuple[int, int] | None = None
        self.reports: int | None = None
        self.welcoming = False
        self.said = ""
        self.state, self.warning = "", False
        self.refusals: list[str] = []

    def go(self, pane: str) -> None:
        self.pane = pane

    def fit(self) -> None:
        pass

    def show_keys(self) -> None:
        pass

    def welcome(self, show: bool) -> None:
        self.welcoming = show

    def hide_welcome(self) -> None:
        self.welcoming = False

    def show_header(self, total: int, paired: int, reports: int | None = None) -> None:
        self.header, self.reports = (total, paired), reports

    def status(self, text: str, *, warning: bool = False) -> None:
        self.state, self.warning = text, warning

    def say(self, text: str) -> None:
        self.said = text

    def unsay(self) -> None:
        self.said = ""

    def refused(self, refusal: Refused) -> None:
        self.refusals.append(str(refusal))


class Results:
    """A list whose rows have all come, but for those that a test leaves out."""

    def __init__(self) -> None:
        self.rows: dict[int, Hit] = {}
        self.total = self.cursor = 0
        self.title = self.why_empty = ""
        self.lists: list[SearchRequest] = []
        """The requests of the lists that were shown, each in the place of the one before."""
        self.added: list[SearchRequest] = []
        self.unfolded = ""
        """The article of the row that is unfolded, and those below it."""
        self.list = self

    def show(self, request: SearchRequest, page: ResultPage, *, cursor: int, why_empty: str) -> None:
        self.lists.append(request)
        self.rows, self.total, self.cursor = dict(enumerate(page.hits)), page.total, cursor
        self.why_empty = why_empty

    def add(self, request: SearchRequest, page: ResultPage) -> None:
        self.added.append(request)
        self.rows.update(enumerate(page.hits, request.offset))

    def fold(self) -> bool:
        was, self.unfolded = self.unfolded, ""
        return bool(was)

    def unfold(self, article: str, hits: Iterable[Hit]) -> None:
        self.unfolded = " ".join((article, *(hit.id for hit in hits)))

    def entitle(self, title: str) -> None:
        self.title = title

    @property
    def current(self) -> Hit | None:
        return self.rows.get(self.cursor)

    def find(self, article: str) -> int | None:
        return next((n for n, hit in self.rows.items() if hit.id == article), None)

    def hit(self, article: str) -> Hit | None:
        place = self.find(article)
        return None if place is None else self.rows[place]

    def update(self, article: str, **changed: bool) -> None:
        if (place := self.find(article)) is not None:
            self.rows[place] = replace(self.rows[place], **changed)

    def mark_bookmarked(self, articles: set[str]) -> None:
        self.rows = {n: replace(hit, bookmarked=hit.id in articles) for n, hit in self.rows.items()}

    def step(self, by: int) -> bool:
        if not 0 <= self.cursor + by < self.total:
            return False
        self.cursor += by
        return True

    def next_unread(self, step: int) -> bool:
        return self.step(step)

    def move_to(self, place: int) -> None:
        self.cursor = place


class Text:
    """The lines of the open text: where the reader stands in them, and their form."""

    def __init__(self) -> None:
        self.mode, self.measure, self.show_hidden, self.top_row = Mode.SINGLE, 80, False, 0
        self.gone_to: list[object] = []

    def goto_key(self, key: str, side: Side) -> None:
        self.gone_to.append((key, side))


class Reading:
    """The open reports. ``walked`` is every way through them that was taken."""

    own_side = Side.LEFT

    def __init__(self) -> None:
        self.text = Text()
        self.view: ArticleView | None = None
        self.pair: PairView | None = None
        self.kept_place = False
        self.refused = self.noted = ""
        self.pairing = self.swapped = False
        self.row = -1
        self.marks: tuple[Bookmark, ...] = ()
        self.quotation = ""
        self.walked: list[object] = []
        self.dead_end = False
        """There is no further place of the kind that is looked for."""

    @property
    def article(self) -> str:
        return self.view.article.id if self.view else ""

    @property
    def beside(self) -> str:
        other = self.pair.other(self.article).article.id if self.pair else None
        return "" if self.view is None or other in (None, self.view.counterpart) else str(other)

    def show(self, view: ArticleView, pair: PairView | None, *, keep_place: bool) -> None:
        self.view, self.pair, self.kept_place = view, pair, keep_place

    def clear(self) -> None:
        self.view = self.pair = None

    def note(self, text: str) -> None:
        self.noted = text

    def set_pairing(self, pairing: bool) -> None:
        self.pairing = pairing

    def set_marks(self, marks: Iterable[Bookmark]) -> None:
        self.marks = tuple(marks)

    def bookmark_here(self) -> Bookmark | None:
        return next((mark for mark in self.marks if mark.article == self.article), None)

    def place(self) -> tuple[ArticleView, int | None]:
        assert self.view is not None
        return self.view, self.row if self.row >= 0 else None

    def given(self, row: int) -> int:
        return row

    def said_alone(self) -> bool:
        if self.pair is None:
            self.note("alone")
        return self.pair is None

    def quoted(self) -> str:
        return self.quotation

    def go_back(self, top: int, row: int) -> None:
        self.walked.append(("back", top, row))

    def go_to(self, block: int | None) -> None:
        self.walked.append(("paragraph", block))

    def show_first_match(self) -> None:
        self.walked.append("first match")

    def match(self, step: int) -> bool:
        self.walked.append(("match", step))
        return not self.dead_end

    def difference(self, step: int) -> None:
        self.walked.append(("difference", step))

    def sentence(self, step: int) -> None:
        self.walked.append(("sentence", step))

    def cycle_form(self, *, room_for_two: bool) -> None:
        self.text.mode = Mode.SPLIT if room_for_two else Mode.PEEK

    def swap(self) -> None:
        self.swapped = not self.swapped


class Line:
    """The search line; ``said`` is what stands below the box."""

    def __init__(self) -> None:
        self.box = SimpleNamespace(value="", offered="")
        self.said = ""
        self.position: int | None = None

    def show_page(self, page: ResultPage, session: object, *, typing: bool) -> None:
        self.said = UNSEARCHED[page.unsearched] if page.unsearched else page.warning or ""

    def show_refusal(self, text: str, hint: str, position: int | None, *, typing: bool) -> None:
        self.said, self.position = text, position


class Names:
    """The names of the results."""

    def __init__(self) -> None:
        self.shown: object = None

    def show(self, names: object, chosen: str | None) -> None:
        self.shown = names
