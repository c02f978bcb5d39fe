"""Help, palette, the reader's own keys, and leaving."""

from tui.settings import ReaderSettings


async def test_help_shows_the_keys_of_the_focused_pane_first_and_is_searchable(sitting):
    async with sitting() as reader:
        await reader.press("question_mark")
        await reader.sees("LISTS", "settings.toml [keys]")
        await reader.press("slash")
        await reader.type("signet")
        await reader.sees("b *", "Bookmark this paragraph")
        await reader.misses("LISTS")
        await reader.press("down", "q")
        await reader.until(lambda: reader.app.screen is reader.main)
        await reader.press("enter", "f1")
        await reader.sees("TWO REPORTS")


async def test_help_explains_the_signs_of_a_list_in_both_languages(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("question_mark", "slash")
        for typed in ("~1", "possible counterpart", "équivalent possible"):
            await reader.type(typed)
            await reader.sees("SIGNS IN A LIST", "~1 ", "A possible counterpart", "Un équivalent possible")
            await reader.misses("=1", "With a bookmark")
            await reader.press("home", "ctrl+k")


async def test_the_palette_runs_a_command_by_its_french_name_too(sitting):
    for key in ("colon", "ctrl+p"):
        async with sitting() as reader:
            await reader.press(key)
            await reader.type("signets")
            await reader.sees("Show all bookmarks")
            await reader.press("down", "enter")
            await reader.until(lambda: type(reader.app.screen).__name__ == "BookmarksScreen")


async def test_ctrl_p_works_while_typing(sitting):
    async with sitting() as reader:
        await reader.press("slash", "ctrl+p")
        await reader.until(lambda: type(reader.app.screen).__name__ == "CommandPalette")


async def test_own_keys_replace_the_default_and_reach_footer_and_help(sitting):
    own = ReaderSettings(keys={"pair": ("v",), "next_paragraph": (",",), "previous_paragraph": (";",)})
    async with sitting(settings=own) as reader:
        await reader.sees("v pair")
        await reader.press("enter", "v")
        await reader.sees("= EN IFP")
        await reader.press("p")
        await reader.pilot.pause()
        await reader.sees("= EN IFP")
        await reader.press("comma")
        await reader.until(lambda: reader.main.reading.text.current_row is not None)


async def test_faults_of_the_settings_are_told_and_do_not_stop_the_reader(sitting):
    async with sitting(faults=("settings.toml: [keys] there is no command 'fly'",)) as reader:
        await reader.until(lambda: any("'fly'" in toast for toast in reader.toasts))


async def test_q_in_the_list_and_both_ways_to_quit_leave(sitting):
    for key in ("q", "Q", "ctrl+q"):
        async with sitting() as reader:
            await reader.press(key)
            await reader.until(lambda: not reader.app.is_running)


async def test_ctrl_c_leaves_only_when_pressed_twice(sitting):
    async with sitting() as reader:
        await reader.press("ctrl+c")
        assert reader.app.is_running
        await reader.until(lambda: any("ctrl+c again" in toast for toast in reader.toasts))
        await reader.press("ctrl+c")
        await reader.until(lambda: not reader.app.is_running)


async def test_ctrl_c_copies_what_is_selected_in_the_box(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("alep")
        await reader.press("shift+home", "ctrl+c")
        await reader.until(lambda: reader.app.clipboard == "alep")


async def test_the_theme_changes_and_is_kept(sitting):
    async with sitting() as reader:
        reader.app.action_theme()
        assert reader.app.theme == "newsreader-light"
    async with sitting() as reader:
        assert reader.app.theme == "newsreader-light"


async def test_every_command_has_an_action(sitting):
    from tui.aligned.aligned_pane import AlignedPane
    from tui.commands import COMMANDS
    from tui.dialogs.bookmarks_screen import BookmarksScreen
    from tui.widgets.search_box import SearchBox
    from tui.widgets.virtual_list import VirtualList

    async with sitting() as reader:
        places = (reader.app, reader.main, VirtualList, AlignedPane, BookmarksScreen, SearchBox)
        missing = [c.id for c in COMMANDS if not any(hasattr(place, f"action_{c.id}") for place in places)]
        assert missing == []
