"""The surface of a reading pane: draws the lines of a layout, and what the mouse selects on them."""

from __future__ import annotations

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.aligned.layout import PaneLayout
from tui.aligned.strips import LOOKS, Painter
from tui.aligned.walk import Hit
from tui.widgets.looks import Looks

KEPT_STRIPS = 512
"""Drawn lines that are remembered: many screens, yet not a whole book."""


class PaneCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws; which layout, and what part of it is in view, a PaneView decides."""

    DEFAULT_CSS = """
    PaneCanvas {
        overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        & > .aligned-pane--header, & > .aligned-pane--metadata { color: $text-muted; }
        & > .aligned-pane--title { text-style: bold; }
        & > .aligned-pane--derived-title { text-style: bold italic; }
        & > .aligned-pane--section { text-style: bold; }
        & > .aligned-pane--quote, & > .aligned-pane--caption { text-style: italic; }
        & > .aligned-pane--hidden { text-style: dim; }
        & > .aligned-pane--sentence { background: $panel; text-style: underline; }
        & > .aligned-pane--hit { color: $text-accent; text-style: bold underline; }
        & > .aligned-pane--current-hit { text-style: bold underline reverse; }
        & > .aligned-pane--differs { color: $text-warning; text-style: bold; }
        & > .aligned-pane--restates { color: $text-secondary; }
        & > .aligned-pane--bar { color: $accent; text-style: bold; }
        & > .aligned-pane--rule { color: $text-disabled; }
        & > .aligned-pane--filler { color: $text-muted; text-style: italic; }
        & > .aligned-pane--label { color: $text-secondary; }
    }
    """
    COMPONENT_CLASSES = {f"aligned-pane--{look}" for look in LOOKS}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._looks = Looks(self, "aligned-pane")
        self._strips: dict[int, Strip] = {}
        self._hit: Hit | None = None
        """The hit that the reader has walked to."""
        self._sentence: int | None = None
        """Which sentences of the marked row the reader compares."""
        self._layout: PaneLayout

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def selection_updated(self, selection: Selection | None) -> None:
        self._strips.clear()
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return self._painter(selection).selected_text(), "\n"

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        if (strip := self._strips.get(line)) is None:
            if len(self._strips) >= KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[line] = self._painter(self.text_selection).strip(line)
        return strip

    def _painter(self, selection: Selection | None) -> Painter:
        return Painter(
            layout=self._layout,
            width=self.scrollable_content_region.width,
            looks=self._looks,
            selection=selection,
            selected=self.screen.get_component_rich_style("screen--selection") if selection else Style.null(),
            current_hit=self._hit,
            sentence=self._sentence,
        )
