"""Comparing sentence by sentence: from the links that the archive has found to what is pointed out."""

from __future__ import annotations

from index.model.pairs import SentenceLink, TextSpan
from tui.client import processes
from tui.panes.page import sentence_groups


def link(left: int, right: int) -> SentenceLink:
    """Sentences of ten characters by their number."""
    return SentenceLink(TextSpan(0, left * 10, left * 10 + 9), TextSpan(3, right * 10, right * 10 + 9), 0.6)


def numbers(spans: set[TextSpan]) -> list[int]:
    return sorted(span.start // 10 for span in spans)


def test_sentences_that_are_linked_through_others_are_one_group():
    groups = sentence_groups([link(2, 0), link(0, 1), link(1, 2), link(1, 3), link(3, 3)])
    assert [(numbers(left), numbers(right)) for left, right in groups] == [
        ([0], [1]),
        ([1, 3], [2, 3]),
        ([2], [0]),
    ]
    assert sentence_groups([]) == []


async def test_sentence_by_sentence_through_two_reports(sitting, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSREADER_DATA", str(tmp_path))
    settings = tmp_path / "settings.toml"
    settings.write_text("[archive]\nner = false\n", "utf-8")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(settings))
    monkeypatch.delenv("NEWSREADER_ARCHIVE", raising=False)
    command = processes.server_command(None)
    async with sitting(command=command, patience=20.0, size=(120, 40), ready="¶ aligned") as reader:
        await reader.until(lambda: any(row.sentences for row in reader.main.reading.text.document.rows))
        await reader.press("enter", "greater_than_sign")
        await reader.sees("sentence 1 of")
        for _ in range(5):  # one at least in each of the aligned paragraphs
            await reader.press("greater_than_sign")
            await reader.sees("that both have")
        await reader.press(*["greater_than_sign"] * 10)
        await reader.sees("no further sentence")
        await reader.press("G", "g", "greater_than_sign")
        await reader.sees("sentence 1 of")
        await reader.press("p")
        await reader.until(lambda: reader.main.reading.text.effective_mode.value == "single")
        await reader.press("less_than_sign")
        await reader.sees("p puts the two reports side by side")


async def test_without_a_counterpart_it_says_so(sitting):
    async with sitting() as reader:
        await reader.press("j", "greater_than_sign")
        await reader.sees("no English report of this event found")
