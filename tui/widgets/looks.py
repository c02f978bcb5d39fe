"""Component classes as styles that can be laid over each other."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


class Looks:
    """The styles of a widget and its component classes, computed once until the styles change.

    A component's colour is the one seen on the widget's background (a partial style of Textual's loses the
    60 % of ``$text-muted``); what its class does not set is left as it was.
    """

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget = widget
        self._prefix = prefix
        self._added: dict[str, Style] = {}
        self._plain: Style | None = None

    def clear(self) -> None:
        """Forget everything: the styles have changed."""
        self._added.clear()
        self._plain = None

    @property
    def plain(self) -> Style:
        """The widget's own style."""
        if self._plain is None:
            self._plain = self._widget.rich_style
        return self._plain

    def added(self, name: str) -> Style:
        """What the component class ``prefix--name`` adds to the text under it."""
        if (style := self._added.get(name)) is None:
            seen = self._widget.get_component_rich_style(f"{self._prefix}--{name}")
            rules = self._widget.get_component_styles(f"{self._prefix}--{name}")
            style = seen.without_color
            if rules.has_rule("color"):
                style += Style.from_color(seen.color)
            if rules.has_rule("background"):
                style += Style.from_color(None, seen.bgcolor)
            self._added[name] = style
        return style
