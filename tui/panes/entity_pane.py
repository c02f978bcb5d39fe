"""People, places and organisations of the results, with counts French│English; Enter filters by one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from index.model.articles import EntityKind
from index.model.results import EntityFacet
from tui.panes.labels import entity_label
from tui.widgets.entity_row import EntityRow, entity_heading, format_entity
from tui.widgets.heading import Heading
from tui.widgets.list_rows import ListRow, header_row
from tui.widgets.virtual_list import VirtualList

GROUPS = {
    EntityKind.PERSON: "PEOPLE",
    EntityKind.PLACE: "PLACES",
    EntityKind.ORGANISATION: "ORGANISATIONS",
}


class EntityPane(Vertical):
    """The sidebar. Rows follow the results; the one that filters them is marked ``●``."""

    class Chosen(Message):
        """Filter by this entity; None: by none any more."""

        def __init__(self, entity: EntityFacet | None) -> None:
            super().__init__()
            self.entity = entity

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: list[EntityFacet | str] = []
        self._chosen: str | None = None

    def compose(self) -> ComposeResult:
        yield Heading("Entities")
        yield VirtualList(self._row, id="entity-list")

    @property
    def list(self) -> VirtualList:
        return self.query_one(VirtualList)

    def show(self, entities: Sequence[EntityFacet], chosen: str | None) -> None:
        """Show the entities of other results; ``chosen`` is the id that filters them."""
        before = self._at(self.list.cursor)
        self._chosen = chosen
        self._rows = []
        for kind, name in GROUPS.items():
            if of_kind := [entity for entity in entities if entity.kind == kind]:
                self._rows += [name, *of_kind]
        headers = [index for index, row in enumerate(self._rows) if isinstance(row, str)]
        places = {row.id: index for index, row in enumerate(self._rows) if isinstance(row, EntityFacet)}
        cursor = places.get(before.id, 0) if before else 0
        self.list.show_empty("No names in these results.")
        self.list.reset(len(self._rows), cursor=cursor, headers=headers)
        self.query_one(Heading).say("Entities", str(len(places)))

    def _at(self, index: int) -> EntityFacet | None:
        row = self._rows[index] if index < len(self._rows) else None
        return row if isinstance(row, EntityFacet) else None

    def _row(self, index: int, width: int) -> ListRow:
        row = self._rows[index]
        digits = self._digits
        if isinstance(row, str):
            figures = entity_heading(width - len(row), digits=digits) if index == 0 else ""
            return header_row(row + figures)
        shown = entity_label(row.label)
        label = f"● {shown}" if row.id == self._chosen else shown
        return format_entity(EntityRow(label, row.fr, row.en), width, digits=digits)

    @property
    def _digits(self) -> int:
        counts = (max(row.fr, row.en) for row in self._rows if isinstance(row, EntityFacet))
        return max(2, len(str(max(counts, default=0))))

    @on(VirtualList.Chosen)
    def _picked(self, event: VirtualList.Chosen) -> None:
        event.stop()
        entity = self._at(event.index)
        self.post_message(self.Chosen(None if entity and entity.id == self._chosen else entity))

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        event.stop()
