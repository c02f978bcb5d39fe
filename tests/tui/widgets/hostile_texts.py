"""Texts that attack a terminal, its widths or a markup parser; each was seen to do harm in some widget."""

from __future__ import annotations

import re

HOSTILE: dict[str, str] = {
    "window title": "a\x1b]0;OWNED\x07b",
    "clipboard": "a\x1b]52;c;T1dORUQ=\x07b",
    "clear screen": "a\x1b[2Jb",
    "colour": "a\x1b[31mb",
    "eight-bit CSI": "a\x9b31mb",
    "eight-bit OSC": "a\x9d0;OWNED\x9cb",
    "bell, null, backspace": "a\x07\x00\x08\x7fb",
    "carriage return": "honest\rforged",
    "tab": "a\tb",
    "vertical tab, form feed, next line": "a\x0bb\x0cc\x85d",
    "line and paragraph separator": "a\u2028b\u2029c",
    "override": "invoice\u202egpj.exe",
    "isolates": "a\u2066b\u2069c\u200ed\u200fe\u061cf",
    "invisible": "a\u00adb\u200bc\u2060d\ufeffe\u200cf",
    "variation selectors": "a\u2764\ufe0fb\ufe0ec",
    "keycap": "1\ufe0f\u20e3 2\u20e3",
    "skin tone": "a\U0001f44d\U0001f3fdb",
    "joined family": "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "flag": "\U0001f1eb\U0001f1f7 France",
    "tags": "a\U000e0041\U000e007fb",
    "heap of marks": "Z" + "\u0335\u0321\u0316" * 200 + "algo",
    "lone surrogate": "a\ud800b\udfffc",
    "noncharacters": "a\ufffeb\uffffc",
    "markup": "[red]x[/red] [@click=app.bell]y[/]",
    "broken markup": "a [/ b [/] [link=http://x] [[ ]",
    "wide": "漢字カナ混じりの文。한국어",
    "decomposed": "re\u0301veil de l\u2019E\u0301tat",
    "right to left": "قال الرئيس שלום",
    "one long word": "x" * 5000,
    "blanks": " " * 5000,
    "odd spaces": "a\u2003b\u3000c\u2007d\u202fe",
}

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3"
    "\U0001f3fb-\U0001f3ff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What never reaches a terminal in the text of a widget; a line end only between two strips."""
