"""Searching and pairing by keys before the real archive, on the five reports of the sample."""

from __future__ import annotations

from tui.client import processes


async def test_from_a_misspelt_query_to_a_pair_taken_apart_and_back(sitting, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSREADER_DATA", str(tmp_path))
    settings = tmp_path / "settings.toml"
    settings.write_text("[archive]\nner = false\n", "utf-8")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(settings))
    monkeypatch.delenv("NEWSREADER_ARCHIVE", raising=False)
    command = processes.server_command(None)
    async with sitting(command=command, patience=20.0, size=(120, 40), ready="¶ aligned") as reader:
        await reader.press("slash")
        await reader.type("teroristes")
        await reader.sees("did you mean terroristes?")
        await reader.press("tab", "enter", "L", "L")
        await reader.until(lambda: reader.main.reading.article and reader.main.reading.pair is not None)
        await reader.sees("[EN]", "¶ aligned")
        await reader.press("i")
        await reader.sees("the same event", "came second", "It has fewer names in common (5 against 9)")
        await reader.press("escape", "P")
        await reader.sees("Counterparts for", "its counterpart now")
        await reader.press("escape", "X")
        await reader.until(
            lambda: (pair := reader.main.reading.pair) is None or pair.pair.status == "possible"
        )
        await reader.press("P")
        await reader.sees("fighting terrorists", "you said: not the same")
        await reader.press("escape", "u")
        await reader.sees("6 of 7 ¶ aligned")
        await reader.press("T")
        await reader.sees("The story in 2 reports")
        await reader.press("escape", "F", "slash")
        await reader.type("Alep")
        await reader.press("enter", "C")
        await reader.sees("Concordance of “Alep”", "Aleppo, forcing")
        await reader.press("G", "enter")
        await reader.sees("swept into the city")
