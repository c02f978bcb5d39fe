"""How much of one paste comes in: a book on the clipboard must not hold up the keys behind it."""

from __future__ import annotations

MOST_PASTED = 4000
"""Characters; a query is cut at fewer, a path has no more."""
START, END = "\x1b[200~", "\x1b[201~"
"""Around a paste, as terminals send it."""


class PasteLimit:
    """Passes on what a terminal sends, of each paste its beginning: one more character than ``MOST_PASTED``,
    by which who receives it knows that it was cut.

    Textual 8.2 looks at every character in turn: a paste of 5 MB would take it some twenty seconds.
    """

    def __init__(self) -> None:
        self._before = ""
        """The last characters outside of a paste: a mark may come in two pieces."""
        self._kept_back = ""
        """Inside of one: what may be the beginning of its end."""
        self._pasted: int | None = None
        """Characters of the paste so far; None outside of one."""

    def passed_on(self, text: str) -> str:
        parts: list[str] = []
        while text:
            step = self._outside if self._pasted is None else self._inside
            passed, text = step(text)
            parts.append(passed)
        return "".join(parts)

    def _outside(self, text: str) -> tuple[str, str]:
        """What goes through, and what is still to be looked at."""
        joined = self._before + text
        at = joined.find(START)
        if at < 0:
            self._before = joined[1 - len(START) :]
            return text, ""
        end = at + len(START) - len(self._before)
        self._before, self._pasted = "", 0
        return text[:end], text[end:]

    def _inside(self, text: str) -> tuple[str, str]:
        assert self._pasted is not None
        text, self._kept_back = self._kept_back + text, ""
        end = text.find(END)
        if end < 0:
            end = len(text) - next((n for n in range(len(END) - 1, 0, -1) if text.endswith(END[:n])), 0)
            self._kept_back, rest, closing = text[end:], "", ""
        else:
            rest, closing = text[end + len(END) :], END
        room = max(0, MOST_PASTED + 1 - self._pasted)
        self._pasted = None if closing else self._pasted + end
        return text[: min(end, room)] + closing, rest
