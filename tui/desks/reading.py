"""Reading: which article is open, and the way from one to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from index.model.articles import ArticleId
from index.model.results import Hit
from index.protocol.answers import ArticleView, PairView
from index.protocol.questions import MarkRead, ReadArticle, ReadPair
from tui.client.archive_client import ArchiveClient
from tui.client.outcomes import Refused, is_read_only
from tui.desks.arrival import FIRST_RESULT, Arrival
from tui.desks.flows import Flows
from tui.desks.place import Place
from tui.panes.labels import sentences
from tui.panes.page import last_of_event
from tui.panes.reading_pane import ReadingPane
from tui.panes.result_pane import ResultPane
from tui.panes.result_words import stands_for

if TYPE_CHECKING:
    from tui.desks.surface import Surface


class ReadingDesk:
    """The article under the cursor of the list is read in, and any other that is asked for."""

    def __init__(
        self,
        client: ArchiveClient,
        flows: Flows,
        arrival: Arrival,
        place: Place,
        surface: Surface,
        results: ResultPane,
        reading: ReadingPane,
    ) -> None:
        self._client = client
        self._flows = flows
        self._arrival = arrival
        self._place = place
        self._surface = surface
        self._results = results
        self._reading = reading
        self.return_to: tuple[ArticleId, int, int] | None = None
        """Article, top row and marked row to go back to when it has been read in."""
        self._on_arrival: tuple[ArticleId, Callable[[], object]] | None = None
        """An article, and how to go to a place in it when it has been read in."""
        self._query_shown = ""
        """Of which the open text shows the matches."""
        self._read_elsewhere: set[ArticleId] = set()
        """Articles that have been read and are not in the list."""
        self._marks_asked: Counter[ArticleId] = Counter()
        """How many read marks of an article are under way."""
        self._kept_read: dict[ArticleId, bool] = {}
        """Of those articles: whether the archive has them as read."""

    # ---- opening

    def open(self, article: ArticleId) -> None:
        """Read an article in; it is shown when it has come."""
        self._arrival.expect(article)
        session = self._place.session
        query, other = session.query, session.beside if session.article == article else ""
        text, beside = (
            self._client.ask(ReadArticle(article, query)),
            self._client.ask(ReadPair(article, query, other or None)),
        )
        self._flows.begin(partial(self._read_in, query, text, beside), newest_of="article")

    async def _read_in(
        self, query: str, text: Awaitable[ArticleView], beside: Awaitable[PairView | None]
    ) -> None:
        """The article and its counterpart appear as one; it alone when that one cannot be had."""
        try:
            view = await text
            try:
                pair = await beside
            except Refused as refused:
                self._show(view, None, query)
                self._reading.refused = sentences(str(refused), refused.hint)
                raise
            self._show(view, pair, query)
        except Refused:
            self._arrival.give_up()
            raise

    def reload(self, *, paired_anew: bool = False) -> None:
        """Read the open article in again, for it has changed; another one on its way comes first.

        ``paired_anew``: its counterpart may be another one, and is what the reader wants to see.
        """
        if paired_anew:
            self._place.remember(beside="")
        if self._reading.article and not self._arrival.is_other_than(self._reading.article):
            self.open(self._reading.article)

    def go_to(self, article: ArticleId, on_arrival: Callable[[], object] | None = None) -> None:
        """Read an article, which need not stand in the list; ``on_arrival`` goes to a place in it."""
        self._on_arrival = (article, on_arrival) if on_arrival else None
        if (place := self._results.find(article)) is not None:
            self._results.list.move_to(place)
        self._surface.go("text")
        self.open(article)

    def follow_list(self) -> None:
        """Another list stands there: open what its cursor stands on."""
        hit = self._results.current
        if hit is not None:
            shown = self._reading.article or self._place.session.article
            self.open(shown if shown in hit.folded else hit.id)
        elif not self._results.total:
            self._arrival.give_up()
            self._reading.clear()

    def highlighted(self, hit: Hit) -> None:
        """The cursor of the list came to stand on this article."""
        self._place.remember(cursor=self._results.cursor)
        if not stands_for(hit, self._arrival.opening or self._reading.article):
            # Results that come meanwhile keep it.
            self._place.remember(article=hit.id, beside="", top=0, row=-1)
            self.open(hit.id)

    def expect_row(self) -> None:
        """The cursor stands on a row that is still on its way."""
        self._arrival.expect(FIRST_RESULT)

    def chosen(self, hit: Hit) -> None:
        self._surface.hide_welcome()
        self._surface.go("text")
        self._note_read(hit.id)

    def _show(self, view: ArticleView, pair: PairView | None, query: str) -> None:
        if query != self._place.session.query:
            return
        article, reading = view.article.id, self._reading
        again = article == reading.article
        same = again and not _other_pair(reading.pair, pair)
        reading.show(view, pair, keep_place=same)
        self._results.update(article, bookmarked=bool(view.bookmarks))
        if self.return_to is not None and self.return_to[0] == article:
            _, top, row = self.return_to
            reading.go_back(top, row)
        elif self._on_arrival is not None and self._on_arrival[0] == article:
            self._on_arrival[1]()
            self._on_arrival = None
        elif query.strip() and (not again or query != self._query_shown):
            reading.show_first_match()
        self._query_shown = query
        self.return_to = None
        if self._surface.pane == "text" and not again:
            self._note_read(article)
        self._surface.fit()
        self._arrival.arrived(article)

    # ---- what stands beside it

    def beside(self, step: int) -> None:
        """Put the next report of its event in the other language beside the open article."""
        view, pair, reading = self._reading.view, self._reading.pair, self._reading
        if view is None or (not view.beside and reading.said_alone()):
            return
        others, other = view.beside, pair.other(view.article.id).article.id if pair else ""
        at = others.index(other) if other in others else -1
        if not 0 <= at + step < len(others):
            reading.note(last_of_event(view, first=step < 0))
            return
        self._place.remember(article=view.article.id, beside=others[at + step])
        reading.note(f"putting report {at + step + 1} of {len(others)} beside it…")
        self.open(view.article.id)

    # ---- what has been read

    def unread(self, article: ArticleId) -> bool:
        """As the list has it; an article that is not in the list was marked read when it was opened."""
        hit = self._results.hit(article)
        return hit.unread if hit else article not in self._read_elsewhere

    def _note_read(self, article: ArticleId) -> None:
        """It is read by being opened: nothing that the reader would take back."""
        if self.unread(article):
            done = self.mark(article, read=True)
            self._flows.begin(partial(self._marked_by_opening, article, done))

    async def _marked_by_opening(self, article: ArticleId, done: Awaitable[object]) -> None:
        try:
            await self.marked(article, done, read=True)
        except Refused as refused:
            if not is_read_only(refused):  # told once, of the reader's place
                raise

    def mark(self, article: ArticleId, *, read: bool, by_key: bool = False) -> Awaitable[object]:
        """Ask for it, and show it at once; ``marked`` awaits what comes of it."""
        self._marks_asked[article] += 1
        if self._marks_asked[article] == 1:
            self._kept_read[article] = not self.unread(article)
        self.show_read(article, read=read)
        return self._client.ask(MarkRead(article, read=read, by_key=by_key))

    async def marked(self, article: ArticleId, done: Awaitable[object], *, read: bool) -> None:
        """When the last mark that was asked for is refused, the one that was kept before shows again."""
        refused = True
        try:
            await done
            self._kept_read[article] = read
            refused = False
        finally:
            self._marks_asked[article] -= 1
            if not self._marks_asked[article]:
                del self._marks_asked[article]
                kept = self._kept_read.pop(article)
                if refused:
                    self.show_read(article, read=kept)

    def show_read(self, article: ArticleId, *, read: bool) -> None:
        self._results.update(article, unread=not read)
        if read:
            self._read_elsewhere.add(article)
        else:
            self._read_elsewhere.discard(article)

    # ---- from article to article

    def moved(self) -> None:
        """The reader stands elsewhere in the open text."""
        reading = self._reading
        if reading.view is not None and self.return_to is None:
            top = reading.given(reading.text.top_row)
            self._place.remember(
                article=reading.article,
                beside=reading.beside,
                top=top,
                row=reading.row,
                swapped=reading.swapped,
            )
        self._surface.show_keys()

    def next_article(self) -> None:
        if not self._results.step(1):
            self._reading.note("this is the last article of the list")

    def previous_article(self) -> None:
        if not self._results.step(-1):
            self._reading.note("this is the first article of the list")


def _other_pair(before: PairView | None, now: PairView | None) -> bool:
    """Whether an article comes with another counterpart than the one beside it."""
    if before is None or now is None:
        return False
    return (before.pair.fr, before.pair.en) != (now.pair.fr, now.pair.en)
