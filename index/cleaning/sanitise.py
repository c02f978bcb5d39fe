"""The border control for foreign text: nothing leaves here that a terminal would act on."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# A control string (title, clipboard, hyperlink, picture) ends with BEL or ST. It is looked for on one line,
# so that a stray introducer cannot swallow an article. Possessive: every character is looked at once.
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\x9d\x90\x98\x9e\x9f\n]*+(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*+[0-~]"
)
_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\xad\u034f\u061c\u180e"  # soft hyphen, grapheme joiner, Arabic letter mark, Mongolian separator
    "\u200b\u200e\u200f\u202a-\u202e"  # zero-width space, marks and overrides of direction
    "\u2060-\u206f\ufeff"  # invisible operators, isolates, byte order mark
    "\ufff9-\ufffb\ufffe\uffff"  # interlinear notes, non-characters
    "\U000e0000-\U000e0fff"  # tags and supplementary variation selectors: invisible text
    "]+"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Joiners shape letters in these scripts; elsewhere they only hide things.
_SHAPED = "\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_JOINERS = re.compile(
    f"(?<![{_SHAPED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_SHAPED}])|(?<=\u200c|\u200d)[\u200c\u200d]+"
)
_LONGEST_MARK_RUN = 30
"""Combining marks on one letter, as Unicode's stream-safe format has it. No language needs four."""


def sanitise(text: str) -> str:
    """``text`` without escape sequences, control, direction and invisible characters, in NFC.

    Only newline and tab are left of the control characters; line ends of every kind become a newline, lone
    surrogates U+FFFD. Applying it twice changes nothing more. Time grows linearly with the length.
    """
    text = _SEQUENCES.sub("", text)
    text = _NEWLINES.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", _FORBIDDEN.sub("", text))
    text = _JOINERS.sub("", text)
    if text.isascii():
        return text
    # Python's NFC sorts a run of marks in quadratic time: a megabyte of accents would stop the import.
    return unicodedata.normalize("NFC", _long_mark_runs().sub(r"\1", text))


@cache
def _long_mark_runs() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{marks}]{{{_LONGEST_MARK_RUN}}})[{marks}]+")
