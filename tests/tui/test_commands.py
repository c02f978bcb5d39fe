"""Every command is declared once, completely, and without two meanings of a key in one place."""

from collections import defaultdict

import pytest

from tui.commands import (  # fmt: skip
    ARTICLE,
    BOOKMARKS,
    BY_ID,
    COMMANDS,
    EVERYWHERE,
    LISTS,
    PLACES,
    SEARCH,
    SEARCH_BOX,
    TWO_REPORTS,
    bindings,
    keymap,
    shown_key,
)

NEEDS_ALT_GR_ON_AZERTY = set("[]{}|\\@#~")
IS_ANOTHER_KEY_ON_OLD_TERMINALS = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j"}


def test_ids_are_unique_and_everything_is_said_in_both_languages():
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.where in PLACES
        assert command.name and command.help.endswith(".") and command.french.endswith(".")


@pytest.mark.parametrize(
    "pane", [{ARTICLE, TWO_REPORTS, SEARCH, LISTS, EVERYWHERE}, {BOOKMARKS, LISTS, EVERYWHERE}]
)
def test_no_key_has_two_meanings_in_one_place(pane):
    meanings = defaultdict(set)
    for command in COMMANDS:
        if command.where in pane - {BOOKMARKS} or (command.where in pane and command.id != "bookmarks"):
            for key in (*command.keys, *command.always):
                meanings[key].add(command.id)
    assert {key: ids for key, ids in meanings.items() if len(ids) > 1} == {}


def test_keys_of_the_search_box_print_nothing_and_are_no_keys_that_work_everywhere():
    always = {key for command in COMMANDS for key in command.always}
    keys = [key for command in COMMANDS if command.where == SEARCH_BOX for key in command.keys]
    assert len({*keys}) == len(keys) and not always & {*keys}
    assert all(len(key) > 1 and key != "comma" for key in keys)


def test_the_first_key_can_be_typed_on_every_keyboard_and_terminal():
    for command in COMMANDS:
        assert not set(command.keys[:1]) & NEEDS_ALT_GR_ON_AZERTY, command.id
        assert not {*command.keys, *command.always} & IS_ANOTHER_KEY_ON_OLD_TERMINALS, command.id


def test_only_keys_that_print_nothing_take_precedence_over_typing():
    for binding in bindings(*BY_ID):
        assert not binding.priority or "+" in binding.key


def test_textual_gets_a_binding_with_an_id_for_every_key():
    made = bindings("palette")
    assert [(b.key, b.id, b.priority) for b in made] == [(":", "palette", False), ("ctrl+p", None, True)]


def test_own_keys_as_textual_wants_them():
    assert keymap({"pair": ("v", "ctrl+y"), "next_paragraph": (",",)}) == {
        "pair": "v,ctrl+y",
        "next_paragraph": "comma",
    }


@pytest.mark.parametrize(
    ("key", "shown"),
    [("comma", ","), ("shift+tab", "Shift+Tab"), ("f3", "F3"), ("ctrl+p", "ctrl+p"), ("+", "+"), ("f", "f"),
     ("pagedown", "PgDn"), ("escape", "Esc"), ("shift+f3", "Shift+F3")],
)  # fmt: skip
def test_keys_are_written_for_people(key, shown):
    assert shown_key(key) == shown
