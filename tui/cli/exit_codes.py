"""What the program ends with: the table of README and every help are made from this."""

from __future__ import annotations

from collections.abc import Mapping

DONE, SOME_FAILED, USAGE, BUG, INTERRUPTED, NOBODY_LISTENS = 0, 1, 2, 70, 130, 141
EXIT_CODES: Mapping[int, str] = {
    DONE: "done",
    SOME_FAILED: "something failed, and is told; the rest is done",
    USAGE: "usage: an unknown option, a query or a settings file that cannot be read",
    3: "no archive there, or no such article",
    4: "the archive is held by another writer",
    BUG: "a mistake in newsreader; `-v` shows where",
    INTERRUPTED: "interrupted; what was finished is kept",
    NOBODY_LISTENS: "nobody reads the output any more (`… | head`)",
}
"""In Markdown."""


def exit_codes_text() -> str:
    """The list at the end of a help."""
    lines = [f"  {code:<4} {meaning}" for code, meaning in EXIT_CODES.items()]
    return "\n".join(["exit codes:", *lines]).replace("`", "")
