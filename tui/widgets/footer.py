"""What the footer of each pane offers, and which command is meant by what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tui.commands import BY_ID, COMMANDS, Command, keys_of, shown_key

FOOTERS: Mapping[str, tuple[str, ...]] = {
    "list": ("open", "search", "pair", "bookmark", "language", "filter", "entities", "next_match", "leave"),
    "events": ("open", "unfold", "search", "pair", "bookmark", "language", "filter", "rows", "leave"),
    "article": ("next_paragraph", "next_match", "pair", "bookmark", "next_article", "why", "zen", "leave"),
    "two-reports": (
        "next_paragraph", "next_difference", "next_sentence", "next_match", "pair", "swap", "bookmark", "why",
        "candidates", "not_same", "leave",
    ),
    "event": (
        "next_paragraph", "next_difference", "next_report", "next_sentence", "next_match", "pair", "swap",
        "bookmark", "why", "candidates", "not_same", "leave",
    ),
    "search": ("to_results", "leave_box", "palette", "quit"),
    "entities": ("open", "search", "clear_filters", "entities", "leave"),
    "bookmarks": ("open", "remove", "undo", "leave"),
    "occurrences": ("open", "leave"),
}  # fmt: skip
"""The most useful first; the help key always follows."""

_BOTH_WAYS: Mapping[str, tuple[str, str]] = {
    "next_paragraph": ("previous_paragraph", "paragraph"),
    "next_match": ("previous_match", "match"),
    "next_sentence": ("previous_sentence", "sentence"),
    "next_report": ("previous_report", "report"),
    "next_article": ("previous_article", "article"),
    "next_difference": ("previous_difference", "difference"),
}
"""Commands that the footer names together with their opposites, and their common name."""


def footer(place: str, own: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(key as shown, name) pairs for the footer of a pane, the help key last."""
    for id in (*FOOTERS[place], "help"):
        opposite, name = _BOTH_WAYS.get(id, ("", BY_ID[id].name))
        keys = [_shown_keys(BY_ID[each], place, own)[:1] for each in (id, opposite) if each]
        if shown := "/".join(shown_key(key[0]) for key in keys if key):
            yield shown, name


def _shown_keys(command: Command, place: str, own: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """In the search box only those that do not type a character."""
    keys = keys_of(command, own)
    return [key for key in keys if len(key) > 1 and key != "comma"] if place == "search" else keys


def command_named(name: str) -> str:
    """The id of the command that a footer shows under this name."""
    both = {shown: id for id, (_, shown) in _BOTH_WAYS.items()}
    return both.get(name) or next(command.id for command in COMMANDS if command.name == name)
