"""The frame of the main screen: its panes, which of them there is room for, and the lines around them."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.events import DescendantBlur, DescendantFocus, Resize
from textual.screen import Screen
from textual.widgets import Static

from tui.aligned.aligned_pane import AlignedPane
from tui.aligned.document import Mode
from tui.client.outcomes import Refused
from tui.commands import ARTICLE, LISTS, SEARCH, SEARCH_BOX, TWO_REPORTS
from tui.desks.place import Place
from tui.host import Host
from tui.panes.entity_pane import EntityPane
from tui.panes.labels import archive_size, joined, sentences
from tui.panes.layout import LIST_CELLS, SIDEBAR_CELLS, SPLIT_CELLS, Layout, arrange, is_too_small
from tui.panes.reading_pane import ReadingPane
from tui.panes.result_pane import ResultPane
from tui.panes.search_line import SearchLine
from tui.session import LANGUAGES
from tui.terminal.input_order import SureTimers
from tui.terminal.text import clean
from tui.widgets.footer import command_named, footer
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.search_box import SearchBox
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList
from tui.wording import counted, many

WARNING_SECONDS = 15.0
WARNING_LINES = 3
WELCOME = (
    "Bienvenue / Welcome: two reports of one event, French left, English right.",
    ". , paragraph   p one text, peek, side by side   Enter read in full",
    "/ search both languages   b bookmark   ? every key   Esc hides these lines",
)


class Frame(SureTimers, Screen[None], inherit_bindings=False):
    """Composes the panes and keeps them fitting the terminal; says nothing of what they hold."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.line = SearchLine(lambda: self.host.settings.keys)
        self.entities = EntityPane(id="entities")
        self.results = ResultPane(id="results")
        self.reading = ReadingPane(id="reading")
        self.zen = False
        """The text alone."""
        self.welcoming = False
        self._layout_now: Layout | None = None
        self._status = ""

    def compose(self) -> ComposeResult:
        yield StatusLine(id="header")
        with Horizontal(id="search-line"):
            yield Static(" / ", id="prompt", markup=False)
            yield self.line.box
            yield self.line.figures
        yield self.line.error
        yield Static("\n".join(WELCOME), id="welcome", markup=False)
        with Horizontal(id="body"):
            yield self.entities
            with Container(id="work"):
                yield self.results
                yield self.reading
        yield StatusLine(id="status", most_lines=WARNING_LINES)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#status").display = False
        self.go("list")
        self.fit()

    # ---- the parts

    @property
    def host(self) -> Host:
        return cast(Host, self.app)

    @property
    def pane(self) -> str:
        """The pane that keys go to: ``list``, ``text``, ``search`` or ``entities``."""
        focused = self.focused
        if isinstance(focused, AlignedPane):
            return "text"
        if isinstance(focused, SearchBox):
            return "search"
        if isinstance(focused, VirtualList) and self.entities in focused.ancestors:
            return "entities"
        return "list"

    @property
    def help_place(self) -> str:
        """The group of commands that the help shows first."""
        article = TWO_REPORTS if self.reading.pair is not None else ARTICLE
        return {"text": article, "search": SEARCH_BOX, "entities": SEARCH}.get(self.pane, LISTS)

    def go(self, pane: str) -> None:
        """Give a pane the focus, before the next key is read; one that is not in sight comes into sight."""
        shown, focused = {
            "text": (self.reading, self.reading.text),
            "list": (self.results, self.results.list),
            "entities": (self.entities, self.entities.list),
            "search": (self.query_one("#search-line"), self.line.box),
        }[pane]
        shown.display = True
        self.set_focus(focused)

    def status(self, text: str, *, warning: bool = False) -> None:
        """Say something below the panes until it is replaced; an empty text takes the line away.

        A warning takes itself away when there was time to read it.
        """
        line = self.query_one("#status", StatusLine)
        line.display = bool(text)
        line.show(text, warning=warning)
        self._status = text
        if warning:
            self.set_timer(WARNING_SECONDS, lambda: self.status("") if self._status == text else None)

    def refused(self, refusal: Refused) -> None:
        """Say what the archive could not do; not when the screen is gone before its answer came."""
        if self.is_running:
            self.status(sentences(str(refusal), refusal.hint), warning=True)

    # ---- room

    def on_resize(self, event: Resize) -> None:
        self.fit()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        self.fit()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        self._mark_focus()

    def fit(self) -> None:
        """Show the panes that fit, and the keys of the one that has the focus."""
        width, height = self.app.size
        if is_too_small(width, height):
            from tui.dialogs.too_small import cover_if_too_small

            cover_if_too_small(self.app)
        split = self.reading.text.mode is Mode.SPLIT and self.reading.pair is not None
        layout = arrange(
            width, height, pane=self.pane, split=split, zen=self.zen, sidebar=self.place.session.sidebar
        )
        if layout != self._layout_now:
            self._layout_now = layout
            self._apply(layout)
        self._mark_focus()
        self.show_keys()
        if self.place.greeting is not None and self.pane in ("list", "text"):
            self.place.remember(pane=self.pane)

    @property
    def room_for_two(self) -> bool:
        """Whether two columns of text would fit, once the layout is theirs."""
        width, height = self.app.size
        layout = arrange(
            width, height, pane=self.pane, split=True, zen=self.zen, sidebar=self.place.session.sidebar
        )
        return width - SIDEBAR_CELLS * layout.sidebar - LIST_CELLS * layout.beside >= SPLIT_CELLS

    def _apply(self, layout: Layout) -> None:
        self.query_one("#header").display = layout.header
        self.query_one("#welcome").display = self.welcoming and layout.results and layout.reading
        self.query_one("#search-line").display = layout.search
        self.entities.display = layout.sidebar
        self.results.display = layout.results
        self.reading.display = layout.reading
        self.query_one("#work").set_class(layout.beside, "-beside")
        self.results.styles.height = layout.list_rows + 1 if layout.list_rows else "1fr"
        self.results.set_tall(layout.beside)

    def _mark_focus(self) -> None:
        for name, pane in (("list", self.results), ("text", self.reading), ("entities", self.entities)):
            pane.query_one(Heading).focused = self.pane == name

    def show_keys(self) -> None:
        """The footer of the focused pane."""
        two = self.reading.pair is not None and self.reading.text.effective_mode is not Mode.SINGLE
        view = self.reading.view
        several = view is not None and len(view.beside) > 1
        shown = {
            "text": "article" if not two else "event" if several else "two-reports",
            "list": "events" if self.place.by_event else "list",
        }
        place = shown.get(self.pane, self.pane)
        self.query_one(KeyBar).show(list(footer(place, self.host.settings.keys)))

    def welcome(self, show: bool) -> None:
        """Show the three lines of the first launch where there is room for them."""
        self.welcoming = show
        self._layout_now = None
        self.fit()

    def hide_welcome(self) -> None:
        """The three lines of the first launch have been seen: they do not come again."""
        if self.welcoming:
            self.welcome(False)
            self.place.remember(welcomed=True)

    @on(KeyBar.Pressed)
    async def _key_clicked(self, event: KeyBar.Pressed) -> None:
        event.stop()
        await self.run_action(command_named(event.hint[1]))

    def show_header(self, total: int, paired: int, reports: int | None = None) -> None:
        """Name, size of the archive, language, and how much was found; rows of events say how many reports
        they stand for."""
        greeting = self.place.greeting
        if greeting is None:
            return
        name = "newsreader SAMPLE" if greeting.sample else "newsreader"
        every, languages = archive_size(greeting.articles)
        longest = joined((f"{name}  {every}", languages))
        tongues = " ".join(
            f"[{tongue}]" if language == self.place.session.language else tongue
            for language, tongue in zip(LANGUAGES, ("all", "FR", "EN"), strict=True)
        )
        rows = f"{counted(total)} found" if reports is None else many(total, "row")
        among = "" if reports is None else many(reports, "report")
        found = f"{tongues}  {joined((rows, among, f'{counted(paired)} paired'))}"
        self.query_one("#header", StatusLine).show(longest, found, shorter=(f"{name}  {every}", name))

    def say(self, text: str) -> None:
        """A toast: archive text may stand in it. It takes the place of the one before."""
        self.unsay()
        self.app.notify(clean(text), timeout=3, markup=False)

    def unsay(self) -> None:
        """What was said does not hold."""
        self.app.clear_notifications()
