"""The command palette: every command that makes sense on the screen in front, by its name or description."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.commands import COMMANDS, Command, keys_of, shown_key
from tui.host import Host

DESCRIBED = 0.9
"""Score of a command whose description has the words as they are typed; its name is matched loosely."""


class Commands(Provider):
    """Commands that the screen in front, or the program itself, has an action for."""

    async def discover(self) -> Hits:
        for command in self._applicable():
            yield DiscoveryHit(Content(self._title(command)), partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._applicable():
            title = self._title(command)
            said = f"{command.help} {command.french}".casefold()
            score = max(matcher.match(title), DESCRIBED if query.casefold() in said else 0)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(title),
                    partial(self._run, command),
                    text=title,
                    help=command.help,
                )

    def _applicable(self) -> Iterator[Command]:
        for command in COMMANDS:
            if command.in_palette and any(
                hasattr(node, f"action_{command.id}") for node in (self.screen, self.app)
            ):
                yield command

    def _title(self, command: Command) -> str:
        own = cast(Host, self.app).settings.keys
        keys = " ".join(map(shown_key, keys_of(command, own)))
        return f"{command.name}  {keys}".rstrip()

    async def _run(self, command: Command) -> None:
        node = self.screen if hasattr(self.screen, f"action_{command.id}") else self.app
        await self.app.run_action(command.id, node)
