"""The reading pane: one report, one with its counterpart unfolding, or two side by side in one scroller."""

from __future__ import annotations

from dataclasses import replace

from textual.events import Click, Resize
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.aligned.canvas import LOOKS, Canvas, selected_text
from tui.aligned.document import Document, MatchPosition, Mode, Report, SentencePosition, Side
from tui.aligned.layout import NARROWEST_SPLIT, Form, PaneLayout, Place
from tui.aligned.position import Anchor, Viewport, top_with
from tui.aligned.text import DrawnDocument
from tui.aligned.walk import (
    Hit,
    find_differences,
    find_hits,
    find_rows,
    next_hit,
    next_row,
    next_sentence,
    sentence_places,
)
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.looks import Looks
from tui.widgets.paging import PAGING, Paging

_NOTHING = Document(Report(""), ())


class AlignedPane(Paging, ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a document, keeps the reader's place through every change of form, and is walked.

    By lines and pages, paragraphs, sentences, hits and differences.
    """

    BINDINGS = PAGING
    COMPONENT_CLASSES = {f"aligned-pane--{look}" for look in LOOKS}
    DEFAULT_CSS = f"""
    AlignedPane {{
        overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        {"".join(f"& > .aligned-pane--{look} {{ {rules} }}" for look, rules in LOOKS.items())}
    }}
    """

    mode: reactive[Mode] = reactive(Mode.SINGLE, repaint=False, init=False)
    """What the reader asked for; see ``effective_mode``."""
    measure: reactive[int] = reactive(72, repaint=False, init=False)
    """Widest text column in cells."""
    show_hidden: reactive[bool] = reactive(False, repaint=False, init=False)
    """Also show hidden paragraphs, dimmed and marked."""
    show_differences: reactive[bool] = reactive(False, repaint=False, init=False)
    """Draw differing values in brackets."""
    side: reactive[Side] = reactive(Side.LEFT, repaint=False, init=False)
    """Which report is shown alone, or on the left of the two."""

    class Moved(Message):
        """What is in view, or the current row, or the form changed. At most one a refresh."""

    class EndReached(Message):
        """Space was pressed with the last line already in view."""

    def __init__(
        self, *, glyphs: Glyphs = UNICODE, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = glyphs
        self._looks = Looks(self, "aligned-pane")
        self._document = _NOTHING
        self._hits: list[Hit] | None = None
        """Found when they are first walked."""
        self._hit: Hit | None = None
        """The hit that the reader has walked to."""
        self._sentence: int | None = None
        """Which sentences of the marked row the reader compares."""
        self._anchor: Anchor | None = None
        """What stood where on the screen before the form changed; forgotten when the reader scrolls."""
        self._height = 0
        """Lines of the view when it was fitted last."""
        self._telling = False
        self._layout = PaneLayout(self._drawn(), self._form(), None)
        self._canvas: Canvas | None = None
        """None: what it draws has changed."""

    # -- what is shown

    def show(self, document: Document | None, *, keep_place: bool = False) -> None:
        """Show another document from its top; ``keep_place`` when it is the same one, changed."""
        anchor = (self._anchor or self.viewport.anchor()) if keep_place else None
        marked = self._layout.marked if keep_place else None
        self._document = document or _NOTHING
        if marked is not None and marked >= len(self._document.rows):
            marked = None
        self._anchor = anchor
        if not keep_place:
            self._hit = self._sentence = None
        self._lay_out(marked, anchor)
        if not keep_place:
            self._scroll(0)

    @property
    def document(self) -> Document | None:
        """What is shown."""
        return None if self._document is _NOTHING else self._document

    @property
    def effective_mode(self) -> Mode:
        """SPLIT becomes PEEK in a narrow pane, both become SINGLE without a second report."""
        if self._document.right is None:
            return Mode.SINGLE
        if self.mode is Mode.SPLIT and self.scrollable_content_region.width < NARROWEST_SPLIT:
            return Mode.PEEK
        return self.mode

    def swap(self) -> None:
        """Exchange the sides; without a second report there is nothing to exchange."""
        if self._document.right is not None:
            self.side = self.side.other

    def watch_mode(self) -> None:
        self._change_form()

    watch_measure = watch_side = watch_mode

    def watch_show_hidden(self) -> None:
        self._change_form(same_text=False)

    watch_show_differences = watch_show_hidden

    # -- where the reader is

    @property
    def viewport(self) -> Viewport:
        """What is in view now."""
        return Viewport(self._layout, self.scroll_offset.y, self.scrollable_content_region.height)

    @property
    def current_row(self) -> int | None:
        """Index into ``Document.rows`` of the marked row, or None before any was."""
        return self._layout.marked

    @property
    def top_row(self) -> int:
        """Index of the row at the top of the view: what to save and ``goto(row, top=True)`` later."""
        return self.viewport.top_row

    # -- layout

    def _form(self) -> Form:
        side = self.side if self._document.right is not None else Side.LEFT
        return Form(self.effective_mode, side, self.scrollable_content_region.width, self.measure)

    def _drawn(self) -> DrawnDocument:
        """The document ready to be laid out, or nothing while the pane has no width."""
        return DrawnDocument(
            self._document if self.scrollable_content_region.width > 0 else _NOTHING,
            show_hidden=self.show_hidden,
            show_differences=self.show_differences,
            glyphs=self._glyphs,
        )

    def _change_form(self, *, same_text: bool = True) -> None:
        self._anchor = self._anchor or self.viewport.anchor()
        self._lay_out(self._layout.marked, self._anchor, same_text=same_text)

    def _lay_out(self, marked: int | None, anchor: Anchor | None, *, same_text: bool = False) -> None:
        """Make the layout anew; what ``anchor`` names comes to stand where it says."""
        old, form = self._layout, self._form()
        if same_text and len(old.drawn) == len(self._document.rows):
            self._layout = PaneLayout(old.drawn, form, marked, old if form.width == old.form.width else None)
        else:
            self._layout = PaneLayout(self._drawn(), form, marked)
        self._hits = None
        if marked is None and form.mode is not Mode.SINGLE:
            first = anchor.place.row if anchor else 0
            self._layout.mark(next((row for row in find_rows(self._layout) if row >= first), None))
        self._settle(anchor)
        if form.mode is Mode.PEEK and self._layout.marked is not None:
            self._scroll(self.viewport.top_for_unfolded(self._layout.marked), keep_anchor=True)

    def _settle(self, anchor: Anchor | None) -> None:
        """Tell the scroller of a changed layout, scroll to the anchor and draw."""
        kept = self._anchor  # a scroller that is too low for its text any more scrolls by itself
        self.virtual_size = Size(0, self._layout.height)
        if anchor is not None:
            self._scroll(top_with(self._layout, anchor))
        self._anchor = kept
        self._redraw()
        self._tell()

    def _scroll(self, line: int | None, *, keep_anchor: bool = False) -> None:
        """Scroll, not at all for None; ``keep_anchor``: the reader has not moved, only the form changed."""
        anchor = self._anchor
        if line is not None:
            self.scroll_to(y=max(0, line), animate=False, force=True)
        if keep_anchor:
            self._anchor = anchor

    def on_resize(self, event: Resize) -> None:
        """Fit the new size; a marked row that was in view stays in view."""
        marked = self._layout.marked
        seen = marked is not None and replace(self.viewport, height=self._height).begins(marked)
        self._height = self.scrollable_content_region.height
        if self._form() != self._layout.form:
            self._change_form()
        if marked is not None and seen:
            self._scroll(self.viewport.top_for_row(marked), keep_anchor=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if len(self._layout.drawn):  # a hidden pane scrolls by itself, for want of text
            self._anchor = None
        self._tell()

    # -- drawing

    def _redraw(self) -> None:
        self._canvas = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if self._canvas is None:
            selection = self.text_selection
            self._canvas = Canvas(
                self._layout,
                self._looks,
                hit=self._hit,
                sentence=self._sentence,
                selection=selection,
                selected=self.screen.get_component_rich_style("screen--selection") if selection else None,
            )
        return self._canvas.strip(self.scroll_offset.y + y)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
        self._canvas = None

    def selection_updated(self, selection: Selection | None) -> None:
        self._redraw()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selected_text(self._layout, selection), "\n"

    # -- what is told of it

    def _tell(self) -> None:
        """Post ``Moved`` once, after what is going on now is done."""
        if not self._telling and self.is_attached:
            self._telling = True
            self.call_later(self._post_moved)

    def _post_moved(self) -> None:
        self._telling = False
        self.post_message(self.Moved())
        if self.has_focus:  # the terminal's own (hidden) cursor follows, for braille displays
            view, row = self.viewport, self.current_row
            line = self._layout.starts[row] - view.top if row is not None and view.begins(row) else 0
            self.app.cursor_position = self.content_region.offset + Offset(0, line)

    # -- to another place

    def goto(self, row: int, *, top: bool = False) -> None:
        """Mark a row and bring it into view; ``top``: scroll to it as the first line, and mark nothing."""
        row = max(0, min(row, len(self._document.rows) - 1))
        if not len(self._layout.drawn):  # not on the screen yet: remembered for then
            self._anchor = Anchor(Place(row, self.side, 0, 0), 0)
            if not top:
                self._layout.marked = row
        elif top:
            self._scroll(self._layout.starts[row])
        else:
            self._go(row)

    def goto_key(self, key: str, side: Side = Side.LEFT, *, top: bool = False) -> bool:
        """Go to the row that holds the paragraph of that key, as ``goto`` does; False when there is none."""
        for n, row in enumerate(self._document.rows):
            if any(paragraph.key == key for paragraph in row.cell(side)):
                self.goto(n, top=top)
                return True
        return False

    # Each takes 1 for the next stop, -1 for the one before, seen from the marked row if it is in view.

    def walk_rows(self, step: int) -> bool:
        """Mark the next row, or the top one when the marked one is out of sight; False at the end."""
        return self._go(next_row(self.viewport, find_rows(self._layout), step))

    def walk_differences(self, step: int) -> bool:
        """Show differences and mark the next row with one; False when there is none further."""
        self.show_differences = True
        found = find_differences(self._layout) if self._document.right is not None else ()
        return self._go(next_row(self.viewport, found, step))

    def walk_sentences(self, step: int) -> SentencePosition | None:
        """Point out what both sides say next, sentence by sentence; None at the end, or without two sides."""
        if self.effective_mode is Mode.SINGLE:
            return None
        found = next_sentence(self.viewport, self._sentence, step)
        if found is None:
            return None
        if not found.row == self.current_row == self.viewport.row:
            self._go(found.row)
        self._sentence = found.number
        self._scroll(self.viewport.top_for_places(sentence_places(self._layout, found.row, found.number)))
        self._redraw()
        return SentencePosition(found.number + 1, found.total)

    def walk_hits(self, step: int) -> MatchPosition | None:
        """Go to the next hit, left to right through the rows; None when the shown text has none."""
        if self._hits is None:
            self._hits = find_hits(self._layout)
        position = next_hit(self.viewport, self._hits, self._hit, step)
        if position is None:
            return None
        self._hit = self._hits[position.number - 1]
        if self.effective_mode is not Mode.SINGLE:
            self._mark(self._hit.place.row)
        self._scroll(self.viewport.top_for_places((self._hit.place,)))
        self._redraw()
        return position

    def _go(self, row: int | None) -> bool:
        """Mark a row, if there is one, and bring it into view."""
        if row is None:
            return False
        self._mark(row)
        self._scroll(self.viewport.top_for_row(row))
        return True

    def _mark(self, row: int) -> None:
        """Mark a row; in a peek, what folds up above it does not move it on the screen."""
        if row == self._layout.marked:
            return
        on_screen = self._layout.starts[row] - self.scroll_offset.y
        self._sentence = None
        self._layout.mark(row)
        peek = self.effective_mode is Mode.PEEK
        self._settle(Anchor(self._layout.place_of(self._layout.starts[row]), on_screen) if peek else None)

    def on_click(self, event: Click) -> None:
        """A click marks the paragraph, where marking shows something."""
        place = event.get_content_offset(self)
        if place is None or event.chain != 1 or self.effective_mode is Mode.SINGLE or self.text_selection:
            return
        row = self._layout.row_at(self.scroll_offset.y + place.y)
        if row in find_rows(self._layout):
            self._mark(row)

    # -- by lines and pages

    def move_by(self, steps: int) -> None:
        self._scroll(self.scroll_offset.y + steps)

    @property
    def page(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def extent(self) -> int:
        return self._layout.height

    def action_page(self) -> None:
        if self.viewport.percent == 100:
            self.post_message(self.EndReached())
        else:
            self.action_page_down()
