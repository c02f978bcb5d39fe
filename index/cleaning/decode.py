"""Bytes to text: byte order mark, UTF-16 by its NULs, UTF-8, and line by line Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from index.errors import SourceError

REPLACEMENT = "\ufffd"

# utf-32-le starts with the mark of utf-16-le, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
)
_NUL_SHARE = 0.01
_FEW_NULS = 2
"""That a text of any length may have; formats of records and pictures have far more."""
_CONTROL_SHARE = 0.03
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # \t to \r and ESC do occur in text
_PROBE = 4096


class Decoded(NamedTuple):
    text: str
    encoding: str
    """Name of the encoding; ``utf-8+cp1252`` when some lines needed the fallback."""
    replaced: int
    """How many undecodable pieces became U+FFFD, and how many NULs were dropped."""


def decode(raw: bytes) -> Decoded:
    """The text in ``raw``. Never guesses statistically: a table of rungs, each certain or the last.

    Raises SourceError when it is not text at all.
    """
    for magic, what in _OTHER_FORMATS:
        if raw.startswith(magic):
            raise SourceError(f"it is {what}, not text", "Save or export it as plain text first.")
    decoded = _decode_marked(raw) or _decode_lines(raw)
    _refuse_binary(decoded)
    if nuls := decoded.text.count("\0"):  # what an editor or a transfer that broke off has left behind
        return decoded._replace(text=decoded.text.replace("\0", ""), replaced=decoded.replaced + nuls)
    return decoded


def _decode_marked(raw: bytes) -> Decoded | None:
    """By byte order mark, else as UTF-16 when every other byte is NUL."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_whole(raw[len(mark) :], encoding)
    probe = raw[:_PROBE]
    half = len(probe) // 2
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    if half >= 2 and odd > 0.4 * half and even < 0.05 * half:
        return _decode_whole(raw, "utf-16-le")
    if half >= 2 and even > 0.4 * half and odd < 0.05 * half:
        return _decode_whole(raw, "utf-16-be")
    return None


def _decode_whole(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding, 0)
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        return Decoded(text, encoding, text.count(REPLACEMENT))


def _decode_lines(raw: bytes) -> Decoded:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    # Files grow by pasting: one line may be UTF-8 and the next Windows-1252.
    lines, fallback, replaced = [], False, 0
    for line in raw.split(b"\n"):
        text, used_fallback, lost = _decode_line(line)
        lines.append(text)
        fallback |= used_fallback
        replaced += lost
    return Decoded("\n".join(lines), "utf-8+cp1252" if fallback else "utf-8", replaced)


def _decode_line(line: bytes) -> tuple[str, bool, int]:
    """The text, whether Windows-1252 was needed, and how many pieces were lost."""
    try:
        return line.decode("utf-8"), False, 0
    except UnicodeDecodeError:
        pass
    damaged = line.decode("utf-8", "replace")
    lost = damaged.count(REPLACEMENT)
    if sum(character > "\x7f" for character in damaged) > 2 * lost:
        return damaged, False, lost  # mostly good UTF-8 with a few broken bytes
    text = line.decode("cp1252", "replace")
    return text, True, text.count(REPLACEMENT)


def _refuse_binary(decoded: Decoded) -> None:
    length = max(len(decoded.text), 1)
    nuls = decoded.text.count("\0")
    controls = len(_CONTROLS.findall(decoded.text)) + decoded.replaced
    if nuls > _NUL_SHARE * length + _FEW_NULS or controls > _CONTROL_SHARE * length + 8:
        share = 100 * max(nuls, controls) / length
        raise SourceError(
            f"it looks like binary data, not text ({share:.0f} % of it is not printable)",
            "Save or export it as plain text first.",
        )
