"""Pictures of the layouts, one per size. Everything else is asserted in words elsewhere."""

import asyncio
import sys
from pathlib import Path

import pytest

from tui.app import Reader

FAKE = Path(__file__).parents[1] / "fake_archive.py"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_layout(snap_compare, tmp_path, monkeypatch, size):
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = Reader([sys.executable, str(FAKE), "--state", str(tmp_path / "state"), "--copies", "40"])

    async def settled(pilot):
        def stands():
            return (
                app._main and app._main.entities.list.count and app._main.reading.text.current_row is not None
            )

        for _ in range(500):
            if stands():
                break
            await pilot.pause(0.01)
        await asyncio.sleep(0.2)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=settled)
