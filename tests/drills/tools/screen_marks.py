"""What the reader says on its screen that it has kept."""

from __future__ import annotations

import re

TAKEN_APART = "taken apart"
TOAST = re.compile(r"▌\s(.*?)\s*$", re.MULTILINE)
BOOKMARK = re.compile(r"bookmark on (the article|¶ \d+)(?: of the \w+ report)? (added|removed)")
VERDICT = re.compile(r"taken apart from “([^”]*)” · u")
READ = re.compile(r"“([^”]*)” marked (read|unread)")


def marks_on_screen(text: str) -> dict[str, str]:
    """Paragraph or title to what has become of it, of the messages that stand there now."""
    said = " ".join(line.strip() for line in TOAST.findall(text))
    marks = {match[1]: match[2] for shape in (BOOKMARK, READ) for match in shape.finditer(said)}
    return marks | {f"pair with {match[1]}": TAKEN_APART for match in VERDICT.finditer(said)}
