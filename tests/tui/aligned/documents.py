"""Documents to lay out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tui.aligned.document import Document, Mode, Paragraph, Report, Row, Side, Span
from tui.aligned.layout import Form, PaneLayout
from tui.aligned.text import DrawnDocument
from tui.widgets.glyphs import UNICODE


def one(text: str, key: str = "", **more: object) -> tuple[Paragraph, ...]:
    return (Paragraph(text, key, **more),)  # type: ignore[arg-type]


def span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


FRENCH_LEAD = (
    "Après onze heures de négociation, syndicats et armateurs ont signé un accord "
    "qui met fin à cinq jours de grève."
)
LEAD = "Unions and shipowners signed a deal early on Monday, ending a five-day strike that shut five ports."
STRIKE = Document(
    Report("FR Le Littoral", "not in the French report"),
    (
        Row(one("FR Le Littoral · 14 mars", role="header"), one("EN Coast Herald · 14 Mar", role="header")),
        Row(
            one("Grève des ports : un accord trouvé à l'aube", "title", role="title"),
            one("Dockers end strike after overnight talks", "title", role="title"),
        ),
        Row(
            one(FRENCH_LEAD, "0", highlights=(span(FRENCH_LEAD, "grève"),)),
            one(LEAD, "0", highlights=(span(LEAD, "strike"), span(LEAD, "Monday"))),
        ),
        Row(
            one("«Nous avons obtenu l'essentiel», a déclaré Marie Lenoir, secrétaire de la fédération.", "1"),
            one('"We secured what mattered," said Marie Lenoir, who heads the dockers\' federation.', "1"),
        ),
        Row(
            one(
                "Le trafic reprendra mardi ; quarante et un navires restent au mouillage.",
                "2",
                differs=((28, 42),),
            ),
            one("Traffic resumes on Tuesday; 38 ships are still at anchor.", "2", differs=((28, 30),)),
        ),
        Row(one("La préfecture n'a pas confirmé la date.", "3", marker="+"), ()),
        Row((), one("Analysts put the cost at €120 million a day.", "3", marker="+")),
        Row(one("Photo : AFP", "4", role="caption", hidden=True), ()),
    ),
    Report("EN Coast Herald", "not in the English report"),
)
ALONE = replace(STRIKE, right=None)


PARAGRAPH = "Un paragraphe de quelques mots, assez long pour deux lignes. "
Hits = Mapping[int, tuple[Span, ...]]
"""By the number of a row."""


def long(rows: int, *, left: Hits | None = None, right: Hits | None = None) -> Document:
    left, right = left or {}, right or {}
    return Document(
        Report("FR", "not in French"),
        tuple(
            Row(
                one(f"F{n} " + PARAGRAPH * (1 + n % 4), str(n), highlights=left.get(n, ())),
                one(f"E{n} " + PARAGRAPH * (1 + n % 3), str(n), highlights=right.get(n, ())),
            )
            for n in range(rows)
        ),
        Report("EN", "not in English"),
    )


ONE, TWO = "Un. Deux ; trois.", "One. Two. Three."
SENTENCES = Document(
    Report("FR", "not in French"),
    (
        Row(one("Titre", "title"), one("Title", "title")),
        Row(
            one(ONE, "0", linked=((0, (0, 3)), (1, (4, 17)))),
            one(TWO, "0", linked=((0, (0, 4)), (1, (5, 9)), (1, (10, 16)))),
            sentences=2,
        ),
        Row(one("Seul.", "1", marker="+"), ()),
        Row(one("Fin.", "2", linked=((0, (0, 4)),)), one("End.", "2", linked=((0, (0, 4)),)), sentences=1),
    ),
    Report("EN", "not in English"),
)


def laid_out(
    document: Document,
    mode: Mode = Mode.SINGLE,
    *,
    width: int = 80,
    side: Side = Side.LEFT,
    marked: int | None = None,
    show_hidden: bool = False,
    show_differences: bool = False,
) -> PaneLayout:
    drawn = DrawnDocument(
        document, show_hidden=show_hidden, show_differences=show_differences, glyphs=UNICODE
    )
    return PaneLayout(drawn, Form(mode, side, width, measure=72), marked)
