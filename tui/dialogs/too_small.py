"""What stands in a terminal too small for anything else: how much room is needed. Only leaving works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.events import Resize, ScreenResume
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import BY_ID, bindings, keys_of, shown_key
from tui.host import Host
from tui.panes.layout import SMALLEST, is_too_small

if TYPE_CHECKING:
    from textual.app import App, ComposeResult

NEEDS = "newsreader needs {} × {} cells; here are {} × {}. Enlarge the window. {} quits."
LEAVE = ("quit", "interrupt")


def cover_if_too_small(app: App[Any]) -> None:
    """Lay the cover over all screens; it goes by itself when there is room again."""
    if is_too_small(*app.size) and not any(isinstance(screen, TooSmall) for screen in app.screen_stack):
        app.push_screen(TooSmall())


class TooSmall(ModalScreen[None], inherit_bindings=False):
    """A screen of its own: nothing below it loses the focus, or gets a key whose work nobody sees."""

    BINDINGS = bindings(*LEAVE)
    DEFAULT_CSS = """
    TooSmall { background: $background; }
    TooSmall > Static {
        width: 100%; height: 100%; background: $background; content-align: center middle; text-align: center;
    }
    """

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self, event: Resize) -> None:
        self._fit()

    def on_screen_resume(self, event: ScreenResume) -> None:
        self._fit()

    def _fit(self) -> None:
        size, key = self.app.size, shown_key(self._keys("quit")[0])
        self.query_one(Static).update(NEEDS.format(*SMALLEST, size.width, size.height, key))
        if not is_too_small(*size) and self.app.screen is self:
            self.dismiss()

    def _keys(self, command: str) -> tuple[str, ...]:
        return keys_of(BY_ID[command], cast(Host, self.app).settings.keys)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Also the keys that work everywhere stop here, as if they were typed into a text."""
        return not any(key in self._keys(command) for command in LEAVE)

    def action_quit(self) -> None:
        self.app.exit()

    async def action_interrupt(self) -> None:
        await self.app.run_action("interrupt")
