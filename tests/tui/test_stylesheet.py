"""The style sheet: it speaks of nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

TUI = Path(__file__).parents[2] / "tui"


def test_every_id_and_class_of_the_style_sheet_is_a_widgets() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", (TUI / "newsreader.tcss").read_text("utf-8"), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{}]+)\{", sheet))
    named = set(re.findall(r"[#.](-?[a-z][a-z-]*)", selectors))
    code = "".join(path.read_text("utf-8") for path in TUI.rglob("*.py"))
    strings = {word for text in re.findall(r'"([^"\n]*)"', code) for word in text.split()}
    assert len(named) > 10
    assert named - strings == set()
