"""The formats of an export, the usual one first."""

from __future__ import annotations

from tui.cli.exports.interface import Export
from tui.cli.exports.markdown import Markdown
from tui.cli.exports.records import Json
from tui.cli.exports.spreadsheet import Csv

EXPORTS: dict[str, Export] = {export.name: export for export in (Markdown(), Json(), Csv())}
