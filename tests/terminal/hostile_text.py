"""Texts made to steer a terminal, to upset its widths or to be taken for markup; what may be sent to one."""

from __future__ import annotations

import re

from hypothesis import strategies as st

PIECES = (
    # What no screen of ours draws with, so that it is told from what one does.
    "\x1b[31m", "\x1b[5m", "\x1b[777;3H", "\x1b[2J", "\x1b[?47h", "\x1b[?1000l", "\x1b[6n", "\x1b[>4;2m",
    "\x1b]0;OWNED\x07", "\x1b]52;c;T1dORUQ=\x1b\\", "\x1b]8;;http://owned\x07", "\x1bP+q544e\x1b\\", "\x1bc",
    "\x1b_G\x1b\\", "\x9b31m", "\x9d0;OWNED\x9c", "\x90q\x9c", "\x1b", "\x9b", "\x9d", "\x07", "\x00", "\x08",
    "\x0e", "\x0f", "\x7f", "\x18", "\x1a", "\r", "\n", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029",
    "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d",
    "\ufeff", "\u00ad", "\ufe0f", "\u20e3", "\U0001f3fd", "\U000e0041", "\U000e007f", "\ud800", "é", "\udc9b",
    "\ufffe", "e" + "\u0301" * 30, "\u0327", "[red]x[/red]", "[/]", "a [/ b", "[@click=app.bell]y[/]", "[[",
    "[link=http://x]", "漢字", "👩\u200d👩\u200d👧", "🇫🇷", "قال", "é", "word ", " ", "x" * 90,
)  # fmt: skip
hostile_texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=12).map("".join)

_STEERING = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
)
_UNSETTLING = "\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
STEERING = re.compile(f"[{_STEERING}]")
"""Characters that steer a terminal, hide or reorder what stands beside them; a line end is none."""
UNSHOWN = re.compile(f"[{_STEERING}{_UNSETTLING}]")
"""Those, and what changes the width of others: terminals disagree on it."""


def drawn_with(data: bytes, grammar: re.Pattern[str], never: re.Pattern[str] = UNSHOWN) -> None:
    """Fails when something of ``never`` is left after every sequence of ``grammar`` has been taken out."""
    text = data.decode("utf-8")  # strict: what is cut or no character fails
    rest = grammar.sub("", text)
    wrong = never.search(rest)
    assert wrong is None, f"sent to the terminal: {rest[max(0, wrong.start() - 30) : wrong.end() + 30]!r}"
