"""Shows a document in one or two columns and keeps the reader's place through every change of form."""

from __future__ import annotations

from textual.events import Resize
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive

from tui.aligned.document import Document, Mode, Report, Side
from tui.aligned.layout import NARROWEST_SPLIT, Form, PaneLayout, Place
from tui.aligned.position import PanePosition
from tui.aligned.text import DrawnDocument
from tui.aligned.walk import Hit
from tui.widgets.glyphs import UNICODE, Glyphs

_NOTHING = Document(Report(""), ())


class PaneView(PanePosition, inherit_bindings=False):
    """The part of an AlignedPane that draws; it moves only to keep in place what the reader sees."""

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

    class Moved(Message, namespace="aligned_pane"):
        """What is in view, or the current row, or the form changed. At most one a refresh."""

        def __init__(self, pane: PaneView, percent: int, row: int | None) -> None:
            super().__init__()
            self.pane = pane
            self.percent = percent
            """How much of the document has been in view, 0 to 100."""
            self.row = row
            """The current row, or None."""

        @property
        def control(self) -> PaneView:
            return self.pane

    def __init__(
        self, *, glyphs: Glyphs = UNICODE, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = glyphs
        self._document = _NOTHING
        self._hits: list[Hit] | None = None
        """Found when they are first walked."""
        self._anchor: tuple[Place, int] | None = None
        """What stood where on the screen before the form changed; forgotten when the reader scrolls."""
        self._placing = False
        self._height = 0
        """Lines of the view when it was fitted last."""
        self._telling = False
        self._layout = PaneLayout(self._drawn(), self._form(), None)

    # -- what is shown

    def show(self, document: Document | None, *, keep_place: bool = False) -> None:
        """Show another document from its top; ``keep_place`` when it is the same one, changed."""
        anchor, marked = (self._anchor or self._where(), self._layout.marked) if keep_place else (None, None)
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

    def watch_measure(self) -> None:
        self._change_form()

    def watch_show_hidden(self) -> None:
        self._change_form(same_text=False)

    def watch_show_differences(self) -> None:
        self._change_form(same_text=False)

    def watch_side(self) -> None:
        self._change_form()

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
        self._anchor = self._anchor or self._where()
        self._lay_out(self._layout.marked, self._anchor, same_text=same_text)

    def _lay_out(
        self, marked: int | None, anchor: tuple[Place, int] | None, *, same_text: bool = False
    ) -> None:
        """Make the layout anew; what ``anchor`` names comes to stand where it says."""
        old, form = self._layout, self._form()
        if same_text and len(old.drawn) == len(self._document.rows):
            self._layout = PaneLayout(old.drawn, form, marked, old if form.width == old.form.width else None)
        else:
            self._layout = PaneLayout(self._drawn(), form, marked)
        self._hits = None
        if marked is None and self.effective_mode is not Mode.SINGLE:
            first = anchor[0].row if anchor else 0
            self._layout.mark(next((stop for stop in self._stops() if stop >= first), None))
        self._settle(anchor)
        if self.effective_mode is Mode.PEEK and self._layout.marked is not None:
            self._show_unfolded(self._layout.marked)

    def _show_unfolded(self, row: int) -> None:
        """Scroll up what has unfolded below the view, but never the row's own first line out of it."""
        if not self._layout.shown(row):  # a pane without any width draws nothing
            return
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        below = self._layout.starts[row + 1] - 1 - (top + height)
        if below > 0 and self._in_view(row):
            self._placing = True
            self._scroll(top + min(below, self._layout.starts[row] - top))
            self._placing = False

    def _settle(self, anchor: tuple[Place, int] | None) -> None:
        """Tell the scroller of a changed layout, scroll to the anchor and draw."""
        self._strips.clear()
        self._placing = True
        self.virtual_size = Size(0, self._layout.height)
        if anchor is not None:
            place, line_on_screen = anchor
            form = self._layout.form
            # What a peek unfolds is no place to begin at: the reader's own text stands above it.
            unfolded = form.mode is not Mode.SPLIT and place.side is not form.side
            line = None if unfolded else self._layout.line_of(place)
            if line is None:
                line = self._layout.starts[min(place.row, len(self._layout.drawn))]
            self._scroll(line - line_on_screen)
        self._placing = False
        self.refresh()
        self._tell()

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True)

    def on_resize(self, event: Resize) -> None:
        """Fit the new size; a marked row that was in view stays in view."""
        marked, before = self._layout.marked, self._height
        self._height = self.scrollable_content_region.height
        seen = marked is not None and self._in_view(marked, before)
        if self._form() != self._layout.form:
            self._change_form()
        if marked is not None and seen:
            self._placing = True  # what stood where is remembered, for the next resize
            self._bring_into_view(marked)
            self._placing = False

    def _bring_into_view(self, row: int) -> None:
        """Scroll if the row is not all in view: its first line to a quarter of the height."""
        if not self._layout.shown(row):
            return
        start, end = self._layout.starts[row], self._layout.starts[row + 1] - 1
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if start < top or end > top + height:
            self._scroll(start - min(height // 4, max(0, height - (end - start))))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if not self._placing and len(self._layout.drawn):  # a hidden pane scrolls by itself, for want of text
            self._anchor = None
        self._tell()

    # -- what is told of it

    def _tell(self) -> None:
        """Post ``Moved`` once, after what is going on now is done."""
        if not self._telling and self.is_attached:
            self._telling = True
            self.call_later(self._post_moved)

    def _post_moved(self) -> None:
        self._telling = False
        self.post_message(self.Moved(self, self.percent, self.current_row))
        if self.has_focus:  # the terminal's own (hidden) cursor follows, for braille displays
            row = self.current_row
            line = (
                self._layout.starts[row] - self.scroll_offset.y
                if row is not None and self._in_view(row)
                else 0
            )
            self.app.cursor_position = self.content_region.offset + Offset(0, line)
