"""The signs that stand beside an article in a list, as the help explains them."""

from __future__ import annotations

from dataclasses import dataclass

from tui.widgets.glyphs import UNICODE

HEADING = "SIGNS IN A LIST"


@dataclass(frozen=True, slots=True)
class Sign:
    shown: str
    help: str
    french: str


SIGNS: tuple[Sign, ...] = (
    Sign(
        "=1",
        "A report of the same event in the other language: its counterpart.",
        "Un texte sur le même événement dans l'autre langue.",
    ),
    Sign(
        "~1",
        "A possible counterpart, not sure enough to be filtered or counted as one.",
        "Un équivalent possible, trop peu sûr pour être filtré ou compté.",
    ),
    Sign("-", "No counterpart was found.", "Aucun équivalent trouvé."),
    Sign(UNICODE.bookmarked, "With a bookmark.", "Avec un signet."),
    Sign(UNICODE.unread, "Not read yet.", "Pas encore lu."),
)
