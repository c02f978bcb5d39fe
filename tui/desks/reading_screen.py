"""Reading: what is open, in which form, and the way from article to article."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from index.model import ArticleId
from tui.aligned.aligned_pane import AlignedPane
from tui.client.archive_client import ArchiveClient, ArticleFound
from tui.client.archive_pipe import Refused
from tui.commands import bindings
from tui.desks.arrival import FIRST_RESULT, Arrival, of_open_article
from tui.desks.narrowing_screen import NarrowingScreen
from tui.panes.labels import TITLE_CELLS, sentences
from tui.panes.reading_pane import ReadingPane
from tui.panes.result_pane import ResultPane
from tui.settings import NARROWEST, WIDEST
from tui.terminal.text import clean, clean_line, fit

WIDTH_STEP = 4
ANSWERED_BY_AN_ARTICLE = frozenset(
    {"search", "article", "pair", "correct", "withdraw_correction"}
    | {"bookmark_add", "bookmark_remove", "bookmark_restore"}
)
"""Questions after which the open article is read in."""


class ReadingScreen(NarrowingScreen):
    BINDINGS = [
        *bindings("next_paragraph", "previous_paragraph", "page", "next_article", "previous_article"),
        *bindings("next_match", "previous_match", "next_difference", "previous_difference"),
        *bindings("pair", "swap", "copy", "next_sentence", "previous_sentence"),
        *bindings("hidden", "wider", "narrower", "zen"),
    ]

    _return_to: tuple[str, int, int] | None = None
    """Article, top row and marked row to go back to when it has been read in."""

    _query_shown = ""
    """Of which the open text shows the matches."""

    def __init__(self, client: ArchiveClient) -> None:
        super().__init__(client)
        self.arrival = Arrival(self, lambda: self.host)
        self._read_elsewhere: set[ArticleId] = set()
        """Articles that have been read and are not in the list."""
        self._on_arrival: tuple[str, Callable[[], object]] | None = None
        """An article, and how to go to a place in it when it has been read in."""

    # ---- opening

    def ask(self, *, keep_article: bool) -> None:
        super().ask(keep_article=keep_article)
        self.arrival.expect(FIRST_RESULT)

    @on(Refused)
    def _nothing_comes(self, event: Refused) -> None:
        if event.method == "pair":
            self.reading.refused = sentences(event.text, event.hint)
        if event.method in ANSWERED_BY_AN_ARTICLE:
            self.arrival.give_up()
        else:
            self.arrival.release()

    def open(self, article: str) -> None:
        """Read an article in; it is shown when it has come."""
        self.arrival.expect(article)
        self.client.open_article(article, self.session.query)

    def reload(self) -> None:
        """Read the open article in again, for it has changed; another one on its way comes first."""
        if self.reading.article and not self.arrival.another:
            self.open(self.reading.article)

    def read(self, article: str, on_arrival: Callable[[], object] | None = None) -> None:
        """Read an article, which need not stand in the list; ``on_arrival`` goes to a place in it."""
        self._on_arrival = (article, on_arrival) if on_arrival else None
        if (place := self.results.find(article)) is not None:
            self.results.list.move_to(place)
        self.go("text")
        self.open(article)

    def results_changed(self) -> None:
        hit = self.results.current
        if hit is not None:
            self.open(hit.id)
        elif not self.results.total:
            self.arrival.give_up()
            self.reading.clear()

    @on(ResultPane.Highlighted)
    def _highlighted(self, event: ResultPane.Highlighted) -> None:
        self.remember(cursor=self.results.cursor)
        if event.hit.id != (self.arrival.opening or self.reading.article):
            self.remember(article=event.hit.id, top=0, row=-1)  # results that come meanwhile keep it
            self.open(event.hit.id)

    @on(ResultPane.Unloaded)
    def _not_read_yet(self, event: ResultPane.Unloaded) -> None:
        event.stop()
        self.arrival.expect(FIRST_RESULT)

    @on(ResultPane.Chosen)
    def _chosen(self, event: ResultPane.Chosen) -> None:
        event.stop()
        self.hide_welcome()
        self.go("text")
        self._mark_read(event.hit.id)

    @on(ArticleFound)
    def _article_found(self, event: ArticleFound) -> None:
        event.stop()
        if event.query != self.session.query:
            return
        same = event.view.article.id == self.reading.article and not self._other_pair(event)
        self.reading.show(event.view, event.pair, keep_place=same)
        self.results.update(event.view.article.id, bookmarked=bool(event.view.bookmarks))
        if self._return_to is not None and self._return_to[0] == event.view.article.id:
            _, top, row = self._return_to
            self.reading.go_back(top, row)
        elif self._on_arrival is not None and self._on_arrival[0] == event.view.article.id:
            self._on_arrival[1]()
            self._on_arrival = None
        elif event.query.strip() and (not same or event.query != self._query_shown):
            self.reading.show_first_match()
        self._query_shown = event.query
        self._return_to = None
        if self.pane == "text":
            self._mark_read(event.view.article.id)
        self.fit()
        self.arrival.arrived(event.view.article.id)

    def _other_pair(self, event: ArticleFound) -> bool:
        """Whether the open article comes with another counterpart than the one beside it."""
        before, now = self.reading.pair, event.pair
        if before is None or now is None:
            return False
        return (before.left.article.id, before.right.article.id) != (
            now.left.article.id,
            now.right.article.id,
        )

    def unread(self, article: ArticleId) -> bool:
        """As the list has it; an article that is not in the list was marked read when it was opened."""
        hit = self.results.hit(article)
        return hit.unread if hit else article not in self._read_elsewhere

    def _mark_read(self, article: ArticleId) -> None:
        if self.unread(article):
            self.client.mark_read(article, True)

    @on(ReadingPane.Changed)
    def _place_changed(self, event: ReadingPane.Changed) -> None:
        event.stop()
        reading = self.reading
        if reading.view is not None and self._return_to is None:
            top = reading.given(reading.text.top_row)
            self.remember(article=reading.article, top=top, row=reading.row, swapped=reading.swapped)
        self.show_keys()

    # ---- moving

    @of_open_article
    def action_next_paragraph(self) -> None:
        self.reading.paragraph(1)

    @of_open_article
    def action_previous_paragraph(self) -> None:
        self.reading.paragraph(-1)

    @of_open_article
    def action_page(self) -> None:
        self.reading.text.action_page()

    @on(AlignedPane.EndReached)
    def _end_reached(self, event: AlignedPane.EndReached) -> None:
        event.stop()
        self.action_next_article()

    def action_next_article(self) -> None:
        if not self.results.step(1):
            self.reading.note("this is the last article of the list")

    def action_previous_article(self) -> None:
        if not self.results.step(-1):
            self.reading.note("this is the first article of the list")

    @of_open_article
    def action_next_match(self) -> None:
        self._match(1)

    @of_open_article
    def action_previous_match(self) -> None:
        self._match(-1)

    def _match(self, step: int) -> None:
        if self.session.query.strip():
            if not self.reading.match(step):
                self.reading.note("no match in this text; J opens the next article")
        elif not self.results.next_unread(step):
            self.reading.note("no further unread article in this direction")

    @of_open_article
    def action_next_difference(self) -> None:
        if not self.reading.said_alone():
            self.reading.difference(1)

    @of_open_article
    def action_previous_difference(self) -> None:
        if not self.reading.said_alone():
            self.reading.difference(-1)

    @of_open_article
    def action_next_sentence(self) -> None:
        self._sentence(1)

    @of_open_article
    def action_previous_sentence(self) -> None:
        self._sentence(-1)

    def _sentence(self, step: int) -> None:
        if not self.reading.said_alone():
            self.reading.sentence(step)

    # ---- forms

    @of_open_article
    def action_pair(self) -> None:
        if self.reading.said_alone():
            return
        self.reading.cycle_form(room_for_two=self.room_for_two)
        self.remember(mode=self.reading.text.mode.value)
        self.fit()

    @of_open_article
    def action_swap(self) -> None:
        if not self.reading.said_alone():
            self.reading.swap()

    def action_wider(self) -> None:
        self._measure(WIDTH_STEP)

    def action_narrower(self) -> None:
        self._measure(-WIDTH_STEP)

    def _measure(self, by: int) -> None:
        text = self.reading.text
        text.measure = max(NARROWEST, min(WIDEST, text.measure + by))
        self.reading.note(f"text column at most {text.measure} wide")
        self.remember(width=text.measure)

    def action_hidden(self) -> None:
        text = self.reading.text
        text.show_hidden = not text.show_hidden
        self.reading.note(
            "hidden text is shown, dimmed" if text.show_hidden else "hidden text is hidden again"
        )
        self.remember(hidden=text.show_hidden)

    def action_zen(self) -> None:
        self.zen = not self.zen
        self.go("text")
        self.fit()
        self.reading.note(
            "the text alone; z shows the rest again" if self.zen else "no longer the text alone"
        )

    @of_open_article
    def action_copy(self) -> None:
        if quoted := self.reading.quoted():
            self.app.copy_to_clipboard(quoted)
            self.say(f"copied with its source: “{fit(clean_line(quoted), TITLE_CELLS)}”")

    def say(self, text: str) -> None:
        """A toast: archive text may stand in it. It takes the place of the one before."""
        self.app.clear_notifications()
        self.app.notify(clean(text), timeout=3, markup=False)
