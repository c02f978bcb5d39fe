"""What the reader says of pairs: other candidates, not the same story, a pair by hand; each undone by u."""

from tui.client.outcomes import ArchiveChanged

FRENCH, ENGLISH, OTHER = "5458c2e2e07d06f8", "57eb5a726759c593", "c8246056efe8aecc"


async def test_i_tells_the_evidence_in_sentences_and_both_values_of_a_difference(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("i")
        await reader.sees("of 100 pairs like this one", "Both name Lavrov", "Differs", "FR Damas")
        await reader.sees("Same in other words", "FR trois", "EN three")
        await reader.sees("It has fewer names in common (1 against 3).")
        await reader.press("escape", "i", "j", "escape", "j")
        await reader.misses("fewer names in common")


async def test_a_counterpart_that_cannot_be_loaded_is_not_called_missing_and_the_reason_is_told(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("slash")
        await reader.type("unencoded")
        await reader.press("enter")
        await reader.sees(
            "its English counterpart could not be loaded", "! /models/e5: there is no such folder"
        )
        await reader.misses("no English report")
        await reader.press("i")
        await reader.sees(
            "It has a counterpart, which could not be loaded.", "│ /models/e5: there is no such"
        )
        await reader.press("escape", "d")
        await reader.sees("its English counterpart could not be loaded")
        await reader.press("escape")
        await reader.sees("6 of 7 ¶ aligned")


async def test_another_candidate_becomes_the_counterpart_and_u_brings_the_first_one_back(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("L", "L", "P")  # the English report
        await reader.sees("Counterparts for", "97% likely", "3 shared names", "6 of 7 ¶")
        await reader.press("j", "enter")
        await reader.until(lambda: any("made a pair with “Pezeshkian" in toast for toast in reader.toasts))
        await reader.until(lambda: (pair := reader.main.reading.pair) is not None and not pair.pair.aligned)
        assert reader.main.reading.pair.pair.origin == "reader"
        await reader.sees("paired by you", "paragraphs not put side by side yet")
        await reader.press("P")
        await reader.sees("its counterpart now · you said: the same · 3 shared names")
        await reader.press("escape", "u")
        await reader.until(lambda: (pair := reader.main.reading.pair) is not None and pair.pair.aligned)
        assert reader.main.reading.pair.left.article.id == FRENCH


async def test_what_is_not_the_same_story_is_taken_apart_for_good_and_listed_so(sitting):
    async with sitting() as reader:
        await reader.sees("=1")
        await reader.press("X")
        await reader.until(lambda: reader.main.reading.pair is None)
        await reader.misses("=1")
        assert any(
            "taken apart from “Iran, Russia" in toast and "u undoes" in toast for toast in reader.toasts
        )
    async with sitting() as reader:
        assert reader.main.reading.pair is None
        await reader.press("P")
        await reader.sees("you said: not the same")
        await reader.press("enter")
        await reader.until(lambda: reader.main.reading.pair is not None)
        await reader.press("u")
        await reader.until(lambda: reader.main.reading.pair is None)


async def test_a_report_that_may_be_the_counterpart_has_a_sign_of_its_own_which_a_verdict_changes_at_once(
    sitting,
):
    async with sitting("--possible", size=(120, 40)) as reader:
        await reader.sees("possible counterpart", "~1", "5 found · 0 paired")
        await reader.misses("=1")
        await reader.press("X")
        await reader.misses("~1")
        await reader.press("u")
        await reader.sees("~1")
        await reader.press("P", "enter")
        await reader.sees("=1", "5 found · 2 paired")
        await reader.misses("~1")
        await reader.press("u")
        await reader.sees("~1")
        await reader.misses("=1")


async def test_an_article_taken_out_of_its_pair_is_not_said_to_wait_for_a_comparison(sitting):
    async with sitting() as reader:
        await reader.press("X")
        await reader.until(lambda: reader.main.place.greeting.pending == 1)
        await reader.sees("no other English report of this event found in the archive")
        await reader.press("r", "i")
        await reader.sees("No counterpart: no other English report of this event found")


async def test_i_says_from_what_the_reader_took_an_article_apart(sitting):
    apart = "You took it apart from “Iran, Russia FMs voice support for Syria in"
    async with sitting(size=(120, 40)) as reader:
        await reader.press("X")
        await reader.until(lambda: reader.main.reading.pair is None)
        await reader.press("i")
        await reader.sees(apart, "Every other report of the other language")
        await reader.press("escape", "u")
        await reader.sees("6 of 7 ¶ aligned")
        await reader.press("X")
        await reader.until(lambda: reader.main.reading.pair is None)
    async with sitting(size=(120, 40)) as reader:
        await reader.press("i")
        await reader.sees(apart)
        await reader.press("escape", "j", "i")
        await reader.sees("Every report of the other language")
        await reader.misses("You took it apart")


async def test_i_on_a_pair_also_says_what_the_reader_took_one_of_the_two_apart_from(sitting):
    async with sitting(size=(120, 60)) as reader:
        await reader.press("X")
        await reader.until(lambda: reader.main.reading.pair is None)
        await reader.press("j", "P", "enter")
        await reader.until(lambda: reader.main.reading.pair is not None)
        await reader.press("i", "end")
        await reader.sees("taken apart  by you, from “Seyyed Abbas Araghchi a discuté")


async def test_what_was_said_of_a_step_outlives_a_background_change_of_the_archive(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("enter", "d", "d")
        await reader.sees("only the English report has this passage")
        came = []
        show = reader.main.reading.show
        reader.main.reading.show = lambda *given, **more: came.append(show(*given, **more))
        reader.main.post_message(ArchiveChanged())
        await reader.until(lambda: came)
        await reader.sees("only the English report has this passage")
        await reader.press("X")
        await reader.misses("only the English report has this passage")


async def test_what_the_archive_refuses_is_not_said_to_be_done(sitting, tmp_path):
    lock = tmp_path / "lock"
    async with sitting("--locked", str(lock), size=(120, 40)) as reader:
        await reader.press("X")
        await reader.until(lambda: any("taken apart" in toast for toast in reader.toasts))
        lock.touch()
        for _ in range(2):
            await reader.press("u")
            await reader.sees("! the archive can only be read")
            await reader.until(lambda: not reader.toasts)
        lock.unlink()
        await reader.press("u")
        await reader.sees("6 of 7 ¶ aligned")
        await reader.until(lambda: any("undone: taken apart" in toast for toast in reader.toasts))
        lock.touch()
        reader.main.status("")
        for key in ("X", "b", "m"):
            await reader.press(key)
            await reader.sees("! the archive can only be read", "6 of 7 ¶ aligned", ">. FR")
            assert not reader.toasts
            reader.main.status("")
            await reader.press("u")
            await reader.until(lambda: reader.toasts == ["nothing to undo"])
            reader.app.clear_notifications()


async def test_x_without_a_counterpart_says_so(sitting):
    async with sitting() as reader:
        await reader.press("j", "X")
        await reader.sees("no counterpart to take away")


async def test_a_pair_by_hand_can_be_thought_better_of_and_undoing_it_keeps_what_was_said_before(sitting):
    async with sitting() as reader:
        await reader.press("X")
        await reader.until(lambda: reader.main.reading.pair is None)
        reader.main.action_pair_by_hand()
        await reader.until(
            lambda: any("“Seyyed Abbas" in toast and "waits" in toast for toast in reader.toasts)
        )
        reader.main.action_pair_by_hand()
        await reader.until(lambda: any("no counterpart any more" in toast for toast in reader.toasts))
        reader.main.action_pair_by_hand()
        await reader.press("j", "j", "j")
        await reader.until(lambda: reader.main.reading.article == ENGLISH)
        reader.main.action_pair_by_hand()
        await reader.until(lambda: reader.main.reading.pair is not None)
        await reader.press("u")
        await reader.until(lambda: reader.main.reading.pair is None)
        await reader.press("P")
        await reader.sees("you said: not the same")
        await reader.press("escape", "u")
        await reader.until(lambda: reader.main.reading.pair is not None)


async def test_two_articles_are_paired_by_hand(sitting):
    async with sitting() as reader:
        await reader.press("j", "j")
        await reader.until(lambda: reader.main.reading.article == OTHER)
        reader.main.action_pair_by_hand()
        await reader.until(lambda: any("English report" in toast for toast in reader.toasts))
        await reader.press("j")
        await reader.until(lambda: reader.main.reading.article == ENGLISH)
        reader.main.action_pair_by_hand()
        await reader.until(lambda: reader.main.reading.pair is not None)
        await reader.until(lambda: reader.main.reading.pair.left.article.id == OTHER)
        await reader.press("u")
        await reader.until(lambda: reader.main.reading.pair.left.article.id == FRENCH)


async def test_a_parenthesis_brings_the_other_reports_of_the_event_beside_the_same_paragraph(sitting):
    async with sitting("--event", size=(120, 40)) as reader:
        await reader.press("L", "L")  # the English report
        await reader.sees("FR · déc. 2024 · 1/2", "6 of 7 ¶ aligned")
        await reader.press("enter", "full_stop", "full_stop", "full_stop")
        await reader.sees(")/( report")
        own = reader.main.reading.place()
        await reader.press("right_parenthesis")
        await reader.sees("FR IRNA · 3 déc. 2024 · 2/2", "another report of the event")
        assert reader.main.reading.article == ENGLISH and reader.main.reading.place()[1] == own[1]
        await reader.press("right_parenthesis")
        await reader.sees("the last of 2 French reports of this event")
        await reader.press("i")
        await reader.sees("Two reports of one event, but no pair")
        await reader.press("escape", "r")
        await reader.sees("FR IRNA · 3 déc. 2024 · 2/2")
    async with sitting("--event", size=(120, 40)) as reader:
        await reader.sees("2/2", "another report of the event")
        await reader.press("left_parenthesis")
        await reader.sees("1/2", "6 of 7 ¶ aligned")
        await reader.press("left_parenthesis")
        await reader.sees("the first of 2 French reports of this event")


async def test_a_verdict_on_another_report_of_the_event_leads_back_to_the_counterpart(sitting):
    async with sitting("--event", size=(80, 24)) as reader:
        await reader.press("L", "L", "enter", "right_parenthesis")
        await reader.sees("2/2", "another report of the event")
        await reader.press("X")
        await reader.sees("1/2", "6 of 7 ¶ aligned")
        assert any("taken apart from “Pezeshkian" in toast for toast in reader.toasts)


async def test_where_no_other_report_tells_the_event_a_parenthesis_says_so(sitting):
    async with sitting() as reader:
        await reader.press("right_parenthesis")
        await reader.sees("the only English report of this event")
        await reader.press("j", "right_parenthesis")
        await reader.sees("no English report of this event found")


async def test_i_on_an_article_alone_says_what_came_nearest_and_what_contradicts(sitting):
    async with sitting(size=(120, 40)) as reader:
        await reader.press("j", "i")
        await reader.sees("No counterpart: no English report of this event found")
        await reader.sees("Nearest came “Iran, Russia FMs", "it would be likely enough, but for")
        await reader.sees("Against it (French / English): numbers of dead: 12 / 17.")
    async with sitting(size=(80, 24)) as reader:
        await reader.press("i")
        await reader.sees("Nearest came “Iran, Russia FMs", "what contradicts")


async def test_i_on_a_pair_says_of_how_many_reports_the_event_is_told(sitting):
    async with sitting("--event", size=(120, 40)) as reader:
        await reader.press("i")
        await reader.sees("They are two of 3 reports of one event: FR 2 · EN 1.", "second, far behind.")
