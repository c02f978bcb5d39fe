"""What is open: an article or a pair, made into the rows that a reading pane shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from index.model.articles import (
    BODY_ROLES,
    READING_LANGUAGES,
    UNKNOWN_LANGUAGE,
    ArticleId,
    Block,
    Role,
    other_language,
)
from index.model.pairs import (
    DIFFERS,
    OF_ONE_EVENT,
    AlignedRow,
    Difference,
    SentenceLink,
    TextSpan,
    told_elsewhere,
)
from index.protocol.answers import ArticleView, PairView, Spans
from tui.aligned.document import Document, Paragraph, Report, Row, Span
from tui.panes.labels import joined, report_label
from tui.terminal.text import clean
from tui.wording import counted, elsewhere_text, language_name, plural

TITLE = "title"
BOOKMARKED = "*"
PASSAGE = "passage"
"""Kind of a difference: a passage that only one side has."""


Marks = Mapping[ArticleId, Collection[int | None]]
"""What is bookmarked of some articles: body positions, or None for an article as a whole."""


def english_order(pair: PairView) -> tuple[int, ...]:
    """The rows of a pair as its English report runs; one that it is silent in stays behind that before it."""
    placed: list[tuple[int, int]] = []
    behind = -1
    for n, row in enumerate(pair.pair.rows):
        behind = min(row.right, default=behind)
        placed.append((behind, n))
    return tuple(n for _, n in sorted(placed))


def document(
    view: ArticleView, pair: PairView | None, marked: Marks | None = None, order: Sequence[int] = ()
) -> Document:
    """The document of an article: with its counterpart, French left, when there is a pair.

    ``order``: the rows of the pair in another order than the given one.
    """
    marked = marked or {}
    if pair is None:
        own = _Side(view, marked)
        titles = Row(left=own.title())
        return Document(
            Report(report_label(view.article)),
            (titles, *(Row(left=cell) for cell in own.cells(range(own.count)))),
        )
    left, right = _Side(pair.left, marked), _Side(pair.right, marked)
    for difference in (*pair.differences, *pair.restated):
        left.mark(difference.left_span, difference)
        right.mark(difference.right_span, difference)
    rows = [Row(left.title(), right.title())]
    if not pair.pair.aligned:
        rows.append(Row(left.cell(range(left.count)), right.cell(range(right.count))))
    silent = {difference.row for difference in pair.differences if difference.kind == PASSAGE}
    for n, row in enumerate(pair.pair.rows):
        alone, sure = not (row.left and row.right), n in silent
        groups = sentence_groups(row.inner_links)
        for number, (ours, theirs) in enumerate(groups):
            left.link(number, ours)
            right.link(number, theirs)
        cells = [side.cell(at, alone=alone and sure) for side, at in ((left, row.left), (right, row.right))]
        elsewhere = _told_elsewhere(pair, row)
        rows.append(Row(cells[0], cells[1], alone and not sure, elsewhere, sentences=len(groups)))
    if order:
        rows = [rows[0], *(rows[n + 1] for n in order)]
    return Document(left.report(), tuple(rows), right.report())


def _told_elsewhere(pair: PairView, row: AlignedRow) -> str:
    """Where the report that is silent in a row tells the same; empty when it does not."""
    if (link := told_elsewhere(pair.pair.rows, row)) is None:
        return ""
    side, span = (pair.right, link.right) if row.left else (pair.left, link.left)
    body = side.article.body
    return (
        elsewhere_text(body[span.paragraph].text[span.start : span.end]) if span.paragraph < len(body) else ""
    )


def sentence_groups(links: Iterable[SentenceLink]) -> list[tuple[set[TextSpan], set[TextSpan]]]:
    """Sentences of both sides that are linked, directly or through others, in the order of the left side."""
    groups: list[tuple[set[TextSpan], set[TextSpan]]] = []
    for link in links:
        joined_by = [group for group in groups if link.left in group[0] or link.right in group[1]]
        left, right = {link.left}, {link.right}
        for group in joined_by:
            left |= group[0]
            right |= group[1]
            groups.remove(group)
        groups.append((left, right))
    return sorted(groups, key=lambda group: min((span.paragraph, span.start) for span in group[0]))


def body_position(view: ArticleView, key: str) -> int | None:
    """Where the paragraph of this key stands in the body; None for the title and for hidden blocks."""
    return next((n for n, block in enumerate(view.article.body) if str(block.n) == key), None)


def coverage(view: ArticleView, pair: PairView | None, *, pairing: bool = False) -> str:
    """How much of the two reports stands beside each other, or honestly that there is only one.

    ``pairing``: counterparts are still being looked for.
    """
    if pair is None:
        return alone(view, pairing=pairing)
    aligned, of = pair.pair.evidence.aligned
    said = [f"{aligned} of {of} ¶ aligned" if pair.pair.aligned else "paragraphs not put side by side yet"]
    if numbers := sum(d.kind in ("number", "date") for d in pair.differences):
        said.append(f"{numbers} {plural(numbers, 'figure differs', 'figures differ')}")
    passages = [d for d in pair.differences if d.kind == PASSAGE]
    only = [sum(d.right is None for d in passages), sum(d.left is None for d in passages)]
    said += [f"+{count} {side}" for count, side in zip(only, ("FR", "EN"), strict=True) if count]
    if pair.pair.status == OF_ONE_EVENT:
        said.insert(0, "another report of the event")
    elif pair.pair.status != "counterpart":
        said.insert(0, "possible counterpart")
    elif pair.pair.origin == "reader":
        said.insert(0, "paired by you")
    return joined(said)


def differences_said(pair: PairView, row: int) -> str:
    """What differs in a row of the document, of which the first holds the titles."""
    found: dict[tuple[str, bool], list[Difference]] = {}
    for difference in pair.differences:
        if difference.row == row - 1:
            missing = difference.left is None or difference.right is None
            found.setdefault((difference.kind, missing), []).append(difference)
    return joined(
        part
        for (kind, missing), alike in found.items()
        for part in ([_one_sided(kind, alike)] if missing else map(_differs, alike))
    )


def _differs(difference: Difference) -> str:
    return f"{difference.kind} differs: FR {difference.left} | EN {difference.right}"


def _one_sided(kind: str, found: Sequence[Difference]) -> str:
    """What only one report has, of one kind, each side named once: it shares a line with the rest."""
    french = [difference.left for difference in found if difference.left]
    english = [difference.right for difference in found if difference.right]
    if kind == PASSAGE:
        return f"only the {language_name('fr' if french else 'en')} report has this passage"
    sides = ((name, values) for name, values in (("FR", french), ("EN", english)) if values)
    named = " | ".join(f"{name} {', '.join(values)}" for name, values in sides)
    return f"{plural(len(found), kind)} on one side: {named}"


def alone(view: ArticleView, *, pairing: bool = False) -> str:
    """``no English report of this event found in the archive``, or why nobody can tell."""
    language = view.article.language
    if language == UNKNOWN_LANGUAGE:
        return "language not recognised as French or English"
    if language not in READING_LANGUAGES:
        return f"neither French nor English ({language}), so it is compared with nothing"
    other = language_name(other_language(language))
    if view.counterpart is None and view.beside:
        count = counted(len(view.beside))
        return f"no {other} report fits well enough; ) puts {count} of this event beside it"
    if view.counterpart is not None:
        return f"its {other} counterpart could not be loaded; i says why"
    if pairing:
        return f"not compared with the {other} reports yet"
    return f"no {'other ' if view.taken_apart else ''}{other} report of this event found in the archive"


def last_of_event(view: ArticleView, *, first: bool) -> str:
    """``the last of 3 English reports of this event``: there is no further one in a direction."""
    count, other = len(view.beside), language_name(other_language(view.article.language))
    if count == 1:
        return f"the only {other} report of this event"
    return f"the {'first' if first else 'last'} of {count} {other} reports of this event"


def citation(view: ArticleView, text: str) -> str:
    """A paragraph with where it comes from, for the clipboard."""
    return clean(f"{text}\n— {view.article.title} ({report_label(view.article)}, {view.article.origin})")


class _Side:
    """The blocks of one report: its body by position, and what is hidden after each of them."""

    def __init__(self, view: ArticleView, marked: Marks) -> None:
        self._view = view
        self._marked = marked.get(view.article.id, ())
        self._body: list[Block] = []
        self._hidden: dict[int, list[Block]] = {}
        self._differs: dict[int, list[Span]] = {}
        self._restates: dict[int, list[Span]] = {}
        self._linked: dict[int, list[tuple[int, Span]]] = {}
        for block in view.article.blocks:
            if block.role in BODY_ROLES:
                self._body.append(block)
            elif block.role is not Role.TITLE:
                self._hidden.setdefault(len(self._body) - 1, []).append(block)

    @property
    def count(self) -> int:
        return len(self._body)

    def report(self) -> Report:
        return Report(report_label(self._view.article), "no matching passage found")

    def title(self) -> tuple[Paragraph, ...]:
        article = self._view.article
        role = "title" if article.title_origin == "given" else "derived-title"
        found: Spans = self._view.title_highlights
        hidden = (self._paragraph(block) for block in self._hidden.get(-1, ()))
        marker = BOOKMARKED if None in self._marked else ""
        return (Paragraph(article.title, TITLE, role, found, marker=marker), *hidden)

    def cells(self, positions: Iterable[int]) -> Iterable[tuple[Paragraph, ...]]:
        return (self.cell((position,)) for position in positions)

    def mark(self, span: TextSpan | None, difference: Difference) -> None:
        """Mark what a difference names, unless something is marked there, or it is a whole paragraph."""
        if span is None or not 0 <= span.paragraph < self.count:
            return
        block = self._body[span.paragraph]
        taken = (*self._differs.get(block.n, ()), *self._restates.get(block.n, ()))
        whole = span.end - span.start >= len(block.text.strip())
        if not whole and all(span.end <= start or end <= span.start for start, end in taken):
            marks = self._differs if difference.value == DIFFERS else self._restates
            marks.setdefault(block.n, []).append((span.start, span.end))

    def link(self, number: int, spans: Iterable[TextSpan]) -> None:
        """Number the sentences of a row that the other side says too."""
        for span in spans:
            if 0 <= span.paragraph < self.count:
                found = self._linked.setdefault(self._body[span.paragraph].n, [])
                found.append((number, (span.start, span.end)))

    def cell(self, positions: Sequence[int], *, alone: bool = False) -> tuple[Paragraph, ...]:
        made: list[Paragraph] = []
        for position in positions:
            if not 0 <= position < self.count:
                continue
            mark = BOOKMARKED if position in self._marked else "+" if alone else ""
            made.append(self._paragraph(self._body[position], mark))
            made += (self._paragraph(block) for block in self._hidden.get(position, ()))
        return tuple(made)

    def _paragraph(self, block: Block, marker: str = "") -> Paragraph:
        found: Mapping[int, Spans] = self._view.highlights
        return Paragraph(
            text=block.text,
            key=str(block.n),
            role=block.role.value,
            highlights=found.get(block.n, ()),
            differs=tuple(sorted(self._differs.get(block.n, ()))),
            restates=tuple(sorted(self._restates.get(block.n, ()))),
            linked=tuple(sorted(self._linked.get(block.n, ()))),
            marker=marker,
            hidden=block.role not in BODY_ROLES,
        )
