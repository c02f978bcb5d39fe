"""The main screen: what the panes say and which command was given goes to the desk that it is for."""

from __future__ import annotations

from textual import on
from textual.events import Mount
from textual.widgets import Input
from textual.worker import Worker

from tui.aligned.aligned_pane import AlignedPane
from tui.client.archive_client import GONE, ArchiveClient
from tui.client.outcomes import ArchiveChanged, ArchiveLost, ArchiveSays, Unkept
from tui.commands import bindings
from tui.desks.place import Place
from tui.panes.entity_pane import EntityPane
from tui.panes.layout import TWO_COLUMNS
from tui.panes.reading_pane import ReadingPane
from tui.panes.result_pane import ResultPane
from tui.screens.desks import Desks
from tui.screens.frame import Frame
from tui.terminal.ending import KEEP_SECONDS
from tui.widgets.search_box import SearchBox

PANES = ("search", "entities", "list", "text")


class MainScreen(Frame):
    """Everything that the reader does every day happens here."""

    BINDINGS = [
        *bindings("back", "leave", "next_pane", "previous_pane", "add"),
        *bindings("search", "entities", "reread"),
        *bindings("language", "filter", "clear_filters", "expansion", "meaning", "copies", "rows"),
        *bindings("unfold"),
        *bindings("next_paragraph", "previous_paragraph", "page", "next_article", "previous_article"),
        *bindings("next_match", "previous_match", "next_difference", "previous_difference"),
        *bindings("pair", "next_report", "previous_report", "swap", "copy"),
        *bindings("next_sentence", "previous_sentence"),
        *bindings("hidden", "wider", "narrower", "zen"),
        *bindings("why", "bookmark", "bookmarks", "read"),
        *bindings("candidates", "not_same", "pair_by_hand", "story", "similar", "concordance"),
    ]

    def __init__(self, client: ArchiveClient, paths: tuple[str, ...] = ()) -> None:
        """``paths`` are taken into the archive in the background."""
        super().__init__(Place(client, self.set_timer, self.refused))
        self.client = client
        self.desks = Desks(self, client, paths)
        self.disable_messages(Worker.StateChanged)  # nobody asks, and three of them take longer than a flow

    # ---- beginning and ending

    @on(Mount)
    def _connect(self) -> None:
        """Aside: a screen that waits while it is mounted keeps the program from its keys."""
        self.desks.beginning.connect()

    async def close(self, seconds: float = KEEP_SECONDS) -> list[Unkept]:
        """Write down where the reader is, and let no flow and no process outlive the screen.

        At most ``seconds`` for what is being kept; what was not. Safe to repeat: the second time there is
        nothing to do. Textual stops the flows of a screen only when its widgets are gone: an answer would be
        shown in them.
        """
        self.place.remember(welcomed=True)
        self.place.save()
        self.workers.cancel_node(self)
        await self.desks.imports.close()
        return await self.client.close(seconds)

    def abandon(self) -> None:
        """End its processes at once. May be called by any thread."""
        self.desks.imports.abandon()
        self.client.abandon()

    # ---- what comes from outside

    @on(ArchiveChanged)
    def _archive_changed(self, event: ArchiveChanged) -> None:
        event.stop()
        self.desks.beginning.greet()

    @on(ArchiveSays)
    def _archive_says(self, event: ArchiveSays) -> None:
        event.stop()
        self.desks.beginning.hear(event.news)

    @on(ArchiveLost)
    def _archive_lost(self, event: ArchiveLost) -> None:
        event.stop()
        if event.restarted:
            self.status(f"the archive's process died and was started again ({event.reason})", warning=True)
            self.desks.beginning.greet()
            return
        from tui.dialogs.text_dialog import TextDialog, plain_lines

        self.status(GONE, warning=True)
        lines = plain_lines(f"{event.reason}\n\nQ leaves. `newsreader doctor` examines the archive.")
        self.app.push_screen(TextDialog("The archive cannot be used", lines))

    # ---- what the panes say

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.desks.searching.typed(event.value)

    @on(Input.Submitted, "#query")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.desks.searching.submitted()

    @on(SearchBox.Left)
    @on(SearchBox.Escaped)
    def _left(self, event: SearchBox.Left | SearchBox.Escaped) -> None:
        event.stop()
        self.go("list")

    @on(ResultPane.PageWanted)
    def _page_wanted(self, event: ResultPane.PageWanted) -> None:
        event.stop()
        self.desks.searching.more(event.request, event.offset)

    @on(ResultPane.Highlighted)
    def _highlighted(self, event: ResultPane.Highlighted) -> None:
        self.desks.articles.highlighted(event.hit)

    @on(ResultPane.Unloaded)
    def _not_loaded(self, event: ResultPane.Unloaded) -> None:
        event.stop()
        self.desks.articles.expect_row()

    @on(ResultPane.Chosen)
    def _chosen(self, event: ResultPane.Chosen) -> None:
        event.stop()
        self.desks.articles.chosen(event.hit)

    @on(EntityPane.Chosen)
    def _entity_chosen(self, event: EntityPane.Chosen) -> None:
        event.stop()
        self.desks.narrowing.by_entity(event.entity)

    @on(ReadingPane.Changed)
    def _place_changed(self, event: ReadingPane.Changed) -> None:
        event.stop()
        self.desks.articles.moved()

    @on(AlignedPane.EndReached)
    def _end_reached(self, event: AlignedPane.EndReached) -> None:
        event.stop()
        self.desks.articles.next_article()

    # ---- from pane to pane

    def go(self, pane: str) -> None:
        """Give a pane the focus, before the next key is read; one that is not in sight comes into sight."""
        if pane != "search":
            self.desks.searching.left_box()
        super().go(pane)

    def action_next_pane(self) -> None:
        self._cycle(1)

    def action_previous_pane(self) -> None:
        self._cycle(-1)

    def _cycle(self, step: int) -> None:
        panes = [pane for pane in PANES if pane != "entities" or self.entities.display or self.pane == pane]
        self.zen = False
        self.go(panes[(panes.index(self.pane) + step) % len(panes)])

    def action_leave(self) -> None:
        if not self._step_back():
            self.app.exit()

    def action_back(self) -> None:
        if self._step_back():
            return
        if self.welcoming:
            self.hide_welcome()
        elif self.desks.imports.is_running:
            self.desks.imports.cancel()
        else:
            self.reading.note("q leaves; everything is restored next time")

    def _step_back(self) -> bool:
        """One level back; False when there is none."""
        if self.zen:
            self.zen = False
            self.fit()
        elif self.pane != "list":
            self.go("list")
        elif self.place.session.query:
            self.line.box.value = ""
        else:
            return False
        return True

    def action_to_results(self) -> None:
        self.go("list")

    action_leave_box = action_to_results

    def action_search(self) -> None:
        """To the search box; what stands in it is selected, so that typing replaces it."""
        self.go("search")
        self.line.box.select_all()

    def action_entities(self) -> None:
        """To the names; from there back to the list, and the sidebar goes away."""
        leaving = self.pane == "entities"
        if self.app.size.width >= TWO_COLUMNS:
            self.place.remember(sidebar=False if leaving else None)
        self.go("list" if leaving else "entities")
        self.fit()

    # ---- searching and narrowing

    def action_reread(self) -> None:
        self.desks.searching.ask(keep_article=True)

    def action_language(self) -> None:
        self.desks.narrowing.next_language()

    def action_filter(self) -> None:
        self.desks.narrowing.choose()

    def action_clear_filters(self) -> None:
        self.desks.narrowing.clear()

    def action_expansion(self) -> None:
        self.desks.narrowing.toggle_expansion()

    def action_meaning(self) -> None:
        self.desks.narrowing.toggle_meaning()

    def action_copies(self) -> None:
        self.desks.narrowing.toggle_copies()

    def action_rows(self) -> None:
        self.desks.narrowing.toggle_rows()

    def action_unfold(self) -> None:
        self.desks.searching.unfold()

    # ---- reading; what is meant is the article that is on its way, not the one that still stands there

    def action_next_article(self) -> None:
        self.desks.articles.next_article()

    def action_previous_article(self) -> None:
        self.desks.articles.previous_article()

    def action_next_paragraph(self) -> None:
        self.desks.arrival.when_there(lambda: self.reading.paragraph(1))

    def action_previous_paragraph(self) -> None:
        self.desks.arrival.when_there(lambda: self.reading.paragraph(-1))

    def action_page(self) -> None:
        self.desks.arrival.when_there(lambda: self.reading.text.action_page())

    def action_next_match(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.walking.match(1))

    def action_previous_match(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.walking.match(-1))

    def action_next_difference(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.walking.difference(1))

    def action_previous_difference(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.walking.difference(-1))

    def action_next_sentence(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.walking.sentence(1))

    def action_previous_sentence(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.walking.sentence(-1))

    def action_pair(self) -> None:
        self.desks.arrival.when_there(self.desks.walking.cycle_form)

    def action_next_report(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.articles.beside(1))

    def action_previous_report(self) -> None:
        self.desks.arrival.when_there(lambda: self.desks.articles.beside(-1))

    def action_swap(self) -> None:
        self.desks.arrival.when_there(self.desks.walking.swap)

    def action_copy(self) -> None:
        self.desks.arrival.when_there(self.desks.walking.copy)

    def action_wider(self) -> None:
        self.desks.walking.wider()

    def action_narrower(self) -> None:
        self.desks.walking.narrower()

    def action_hidden(self) -> None:
        self.desks.walking.toggle_hidden()

    def action_zen(self) -> None:
        self.desks.walking.toggle_zen()

    # ---- what is said and kept of the open article

    def action_why(self) -> None:
        self.desks.arrival.when_there(self.desks.why.tell)

    def action_read(self) -> None:
        self.desks.arrival.when_there(self.desks.marking.toggle_read)

    def action_bookmark(self) -> None:
        self.desks.arrival.when_there(self.desks.marking.toggle_bookmark)

    def action_bookmarks(self) -> None:
        self.desks.marking.show_bookmarks()

    def undo(self) -> None:
        """Take back the last change; called also from screens that lie over this one."""
        self.desks.arrival.when_there(self.desks.marking.undo)

    def redo(self) -> None:
        self.desks.arrival.when_there(self.desks.marking.redo)

    def action_candidates(self) -> None:
        self.desks.arrival.when_there(self.desks.pairing.choose)

    def action_not_same(self) -> None:
        self.desks.arrival.when_there(self.desks.pairing.take_apart)

    def action_pair_by_hand(self) -> None:
        self.desks.arrival.when_there(self.desks.pairing.pair_by_hand)

    def action_story(self) -> None:
        self.desks.arrival.when_there(self.desks.related.show_story)

    def action_similar(self) -> None:
        self.desks.arrival.when_there(self.desks.related.show_similar)

    def action_concordance(self) -> None:
        self.desks.related.show_concordance()

    def action_add(self) -> None:
        self.desks.imports.choose()
