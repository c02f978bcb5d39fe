"""Finding: corrections, words as typed, the filter menu, what is like an article, its story, occurrences."""

import pytest

ENGLISH = "57eb5a726759c593"


async def test_a_correction_is_offered_and_taken_by_one_key(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("kremln")
        await reader.sees("did you mean kremlin?")
        await reader.press("tab")
        await reader.until(lambda: reader.main.line.box.value == "kremlin")
        await reader.misses("did you mean")
        await reader.press("tab")
        await reader.until(lambda: reader.main.pane == "list")


async def test_what_was_not_read_of_a_query_is_told_beside_another_spelling(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type('kremln "')
        await reader.sees("the phrase is not closed · did you mean kremlin? Tab takes it")


async def test_a_query_of_common_words_only_is_told_and_can_be_left(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("the")
        await reader.press("enter")
        await reader.sees("Too common to be searched for: “the”", "5 found")
        await reader.press("slash", "enter")
        await reader.until(lambda: reader.main.pane == "list")
        await reader.sees("Too common to be searched for")
        await reader.press("escape")
        await reader.misses("Too common")


async def test_expansion_is_switched_off_and_on_by_one_key(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("alep")
        await reader.sees("also: Aleppo")
        await reader.press("enter", "E")
        await reader.sees("as typed")
        assert not reader.session.request().expand
        await reader.press("E")
        await reader.sees("also: Aleppo")


async def test_the_filter_menu_counts_sources_and_months_and_filters_by_one_key(sitting):
    async with sitting() as reader:
        await reader.press("f")
        await reader.sees("French  (4)", "IRNA  (1)", "2024-12  (3)", "undated  (1)")
        row = next(line for line in reader.screen.splitlines() if "IRNA  (1)" in line)
        await reader.press(row.split("IRNA")[0].split()[-1])
        await reader.sees("Results · IRNA", "1 found")
        await reader.press("F")
        await reader.sees("5 found")
        await reader.press("f")
        await reader.sees("undated  (1)")
        await reader.press("G", "enter")
        await reader.sees("undated", "1 found")


async def test_copies_are_said_and_unfolded(sitting):
    async with sitting() as reader:
        await reader.sees("+2")
        await reader.press("c")
        await reader.sees("all copies")
        await reader.misses("+2")
        await reader.press("c")
        await reader.sees("+2")


async def test_more_like_this_is_a_list_that_esc_leaves(sitting):
    async with sitting() as reader:
        await reader.until(lambda: reader.main.reading.article)
        before = reader.main.reading.article
        await reader.press("R")
        await reader.sees("More like this", "Iran, Russia FMs")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.reading.article == before
        await reader.press("R")
        await reader.sees("More like this")
        await reader.press("G", "enter")
        await reader.until(lambda: reader.main.reading.article == ENGLISH)
        assert reader.main.pane == "text"


async def test_a_story_is_listed_by_day_in_both_languages(sitting):
    async with sitting() as reader:
        await reader.press("T")
        await reader.sees("3 reports", "FR 2", "EN 1", "30 Nov 2024", "3 Dec 2024")
        await reader.press("g", "enter")
        await reader.until(lambda: reader.main.reading.article == ENGLISH)


async def test_an_article_without_a_story_says_so(sitting):
    async with sitting() as reader:
        await reader.press("j", "T")
        await reader.until(lambda: any("no other report of this story" in toast for toast in reader.toasts))


async def test_every_occurrence_stands_in_its_context_and_enter_goes_there(sitting):
    async with sitting() as reader:
        await reader.press("slash")
        await reader.type("terrorist")
        await reader.press("enter")
        await reader.press("C")
        await reader.sees("Concordance of “terrorist”", "FRENCH", "ENGLISH", "FR 15 · EN 5")
        lines = [line for line in reader.screen.splitlines() if "terrorist" in line.lower()[20:]]
        assert len({line.lower().index("terrorist", 20) for line in lines[1:6]}) == 1  # one under the other
        await reader.press("G")
        await reader.sees("EN Iran, Russia FMs voice support")
        await reader.press("enter")
        await reader.until(lambda: reader.main.reading.article == ENGLISH)
        await reader.sees("The Syrian army said on Saturday")
        await reader.press("q")
        await reader.press("C")
        await reader.sees("Concordance of")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.main)


async def test_occurrences_of_a_word_that_is_typed_when_there_is_no_query(sitting):
    async with sitting() as reader:
        await reader.press("C")
        await reader.sees("Every occurrence, in its line")
        await reader.type("daech")
        await reader.press("enter")
        await reader.sees("Concordance of “daech”", "takfiri Daech")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_story_is_a_chain_of_events_by_day(sitting, size):
    async with sitting("--event", size=size) as reader:
        await reader.press("T")
        await reader.sees("The story in 3 reports · FR 2 · EN 1", "  30 Nov 2024", "    FR 2 · EN 1  ")
        await reader.sees("EN Iran, Russia", "● FR Seyyed Abbas", "FR Pezeshkian", "3 déc. 2024")
        await reader.press("j", "enter")
        await reader.until(lambda: reader.main.reading.article == "c8246056efe8aecc")
