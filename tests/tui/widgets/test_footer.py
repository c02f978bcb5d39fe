"""Footers name commands by their keys, in the search box by those that type nothing."""

import pytest

from tui.commands import BY_ID
from tui.widgets.footer import FOOTERS, command_named, footer


@pytest.mark.parametrize("place", FOOTERS)
def test_a_footer_names_commands_and_ends_with_help(place):
    hints = list(footer(place, {}))
    assert hints[-1] == ("F1" if place == "search" else "?", "all keys")
    assert all(command_named(name) in BY_ID for _, name in hints)


def test_the_footer_of_the_search_box_names_no_key_that_types_a_character():
    assert [key for key, _ in footer("search", {})] == ["↓", "Esc", "ctrl+p", "ctrl+q", "F1"]


def test_a_footer_shows_own_keys():
    assert ("v", "pair") in footer("list", {"pair": ("v",)})
    assert ("./;", "paragraph") in footer("article", {"previous_paragraph": (";",)})
