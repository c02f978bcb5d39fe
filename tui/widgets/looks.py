"""Component classes as styles that can be laid over each other."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def look(widget: Widget, component: str) -> Style:
    """What a component class adds to the text under it.

    Its colour is the one seen on the widget's background (a partial style of Textual's loses the 60 % of
    ``$text-muted``); what the class does not set is left as it was.
    """
    seen = widget.get_component_rich_style(component)
    rules = widget.get_component_styles(component)
    added = seen.without_color
    if rules.has_rule("color"):
        added += Style.from_color(seen.color)
    if rules.has_rule("background"):
        added += Style.from_color(None, seen.bgcolor)
    return added
