"""What the screens ask of the program that they run in."""

from __future__ import annotations

from typing import Protocol

from tui.settings import ReaderSettings


class Host(Protocol):
    settings: ReaderSettings

    def hold_input(self) -> None:
        """Keep keys, in order, until ``accept_input``."""

    async def accept_input(self) -> None:
        """Give out keys, first those that were kept."""

    def use_theme(self, name: str) -> None:
        """``dark`` or ``light``."""

    def own_archive(self) -> str:
        """Folder of the reader's own archive, also while the sample is shown."""

    def ingest_command(
        self, archive: str, *, sample: bool, paths: tuple[str, ...], create: bool
    ) -> list[str]:
        """How to start an import; ``create``: into an archive that need not be there yet."""

    def move_to(self, archive: str) -> None:
        """Show another archive."""
