"""Text of an archive never drives the terminal and never is markup, wherever the screen shows it."""

from dataclasses import replace

from tui.panes.result_words import list_title
from tui.widgets.search_box import MOST_TYPED

HOSTILE = "[/b] [@click=app.bell]\x1b]0;owned\x07\x9b2J\u202e[red"


async def test_hostile_titles_names_and_texts_are_shown_and_harmless(sitting):
    async with sitting(size=(120, 40)) as reader:
        main = reader.main
        await reader.sees("6 of 7")
        main.results._rows.change(lambda hit: replace(hit, title=HOSTILE, source=HOSTILE))
        main.results.list.refresh_rows()
        pair = main.reading.pair
        bad = replace(pair.left.article, title=HOSTILE, source=HOSTILE, origin=HOSTILE)
        left = replace(pair.left, article=bad)
        why = replace(
            pair.why, labels=dict.fromkeys(pair.pair.evidence.shared_entities, HOSTILE), runner_up=HOSTILE
        )
        main.reading.show(left, replace(pair, left=left, why=why))
        main.entities.show([replace(main.entities._rows[1], label=HOSTILE)], None)
        main.place.remember(entity_label=HOSTILE)
        main.results.entitle(list_title(main.place.session))
        main.status(HOSTILE, warning=True)
        main.line.show_refusal(HOSTILE, HOSTILE, 0, typing=False)
        main.say(HOSTILE)
        await reader.sees("[/b] [@click=app.bell]")
        await reader.press("y", "m", "u", "i")
        await reader.sees("Why these two")
        await reader.press("escape", "b", "B")
        await reader.sees("Bookmarks")
        await reader.press("q")
        for forbidden in "\x1b\x07\x9b\u202e":
            assert forbidden not in reader.screen
            assert forbidden not in reader.app.clipboard


async def test_a_pasted_control_sequence_is_not_executed(sitting):
    from textual.events import Paste

    async with sitting() as reader:
        await reader.press("slash")
        reader.app.post_message(Paste("alep\x1b]0;owned\x07\nsyrie"))
        await reader.until(lambda: "alep" in reader.main.line.box.value)
        assert "\x1b" not in reader.main.line.box.value and "\x07" not in reader.main.line.box.value


async def test_of_a_book_that_is_pasted_the_beginning_is_taken_and_the_rest_is_told(sitting):
    from textual.events import Paste

    async with sitting() as reader:
        await reader.press("slash")
        for _ in range(2):
            reader.app.post_message(Paste("alep " * 1_000_000))
        await reader.until(lambda: len(reader.main.line.box.value) > MOST_TYPED - 10)
        await reader.until(lambda: any("of what you pasted" in toast for toast in reader.toasts))
        assert len(reader.main.line.box.value) <= MOST_TYPED
        assert len(reader.main.place.session.query) <= MOST_TYPED
        await reader.press("home", "x")
        await reader.until(lambda: reader.main.line.box.value.startswith("xalep"))
        assert len(reader.main.line.box.validate_value("y" * 5_000_000)) == MOST_TYPED
        await reader.press("escape", "escape")
        await reader.until(lambda: not reader.session.query)
        await reader.sees("6 of 7")
