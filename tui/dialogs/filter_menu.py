"""The filter menu: standings at once; sources and months of the results as soon as they are counted."""

from __future__ import annotations

from collections.abc import Mapping

from index.model.results import FacetCounts
from tui.dialogs.dialog import ChoiceDialog
from tui.session import LANGUAGES, STANDINGS, UNDATED, Session
from tui.wording import counted, language_name

CLEAR = "clear"
"""What is answered for no filter at all."""


class FilterMenu(ChoiceDialog):
    """Answers with ``field:value`` (choosing the present one again removes it) or ``clear``."""

    def __init__(self, session: Session, counts: Mapping[str, int]) -> None:
        """``counts``: how many of the present results have a standing, where it is known."""
        choices = [
            (f"standing:{id}", f"{label}  ({counted(counts[id])})" if id in counts else label)
            for id, label in STANDINGS.items()
        ]
        chosen = next((f"{name}:{value}" for name in FIELDS if (value := getattr(session, name))), None)
        title = "Show only articles that are…  (figures count articles)"
        super().__init__(title, [*choices, (CLEAR, "no filter at all  (F)")], chosen)

    def show(self, counts: FacetCounts) -> None:
        """Add what the results consist of."""
        months = (*counts.months, (UNDATED, counts.undated)) if counts.undated else counts.months
        self.add(
            [
                *(("", "IN A LANGUAGE") for _ in counts.languages[:1]),
                *(
                    (f"language:{code}", f"{language_name(code)}  ({counted(count)})")
                    for code, count in counts.languages
                    if code in LANGUAGES
                ),
                *(("", "FROM A SOURCE") for _ in counts.sources[:1]),
                *((f"source:{name}", f"{name}  ({counted(count)})") for name, count in counts.sources),
                *(("", "OF A MONTH") for _ in months[:1]),
                *((f"period:{name}", f"{name}  ({counted(count)})") for name, count in months),
            ]
        )


FIELDS = ("standing", "language", "source", "period")
"""What the menu can set of a session."""
