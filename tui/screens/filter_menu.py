"""The filter menu: in both languages, in one only, bookmarked, unread."""

from __future__ import annotations

from collections.abc import Mapping

from tui.screens.dialog import ChoiceDialog
from tui.screens.labels import counted
from tui.screens.session import STANDINGS


class FilterMenu(ChoiceDialog):
    """Answers with a standing (choosing the present one again removes it) or ``clear``."""

    def __init__(self, chosen: str | None, counts: Mapping[str, int]) -> None:
        """``counts``: how many of the present results have that standing, where it is known."""
        choices = [
            (id, f"{label}  ({counted(counts[id])})" if id in counts else label)
            for id, label in STANDINGS.items()
        ]
        super().__init__(
            "Show only articles that are…", [*choices, ("clear", "no filter at all  (F)")], chosen
        )
