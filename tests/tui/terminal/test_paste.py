"""Of a paste its beginning comes in, wherever the terminal cuts what it sends; all else comes in whole."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.terminal.input import TerminalDecoder
from tui.terminal.paste import END, MOST_PASTED, START, PasteLimit

PIECES = st.lists(
    st.sampled_from(
        [START, END, "alep", "\x1b", "\x1b[", "\x1b[20", "0~", "1~", "\x1b[A", "é", "x" * MOST_PASTED]
    ),
    max_size=12,
)


def whole(sent: str) -> str:
    """What a terminal sent with every paste cut, found in all of it at once."""
    before, start, rest = sent.partition(START)
    if not start:
        return sent
    pasted, end, behind = rest.partition(END)
    return before + start + pasted[: MOST_PASTED + 1] + end + (whole(behind) if end else "")


@settings(deadline=None)
@given(PIECES, st.lists(st.integers(1, 7), min_size=1))
def test_however_it_is_cut_into_reads_the_same_comes_in(pieces: list[str], sizes: list[int]) -> None:
    sent, limit, at, n, got = "".join(pieces), PasteLimit(), 0, 0, ""
    while at < len(sent):
        size = sizes[n % len(sizes)] if n < 200 else 5000
        got += limit.passed_on(sent[at : at + size])
        at, n = at + size, n + 1
    expected = whole(sent)
    assert expected.startswith(got) and len(expected) - len(got) < len(END)
    if sent.count(START) == 0:
        assert got == sent


def test_a_book_on_the_clipboard_takes_no_longer_than_a_line(monkeypatch) -> None:
    decoder = TerminalDecoder()
    book = (START + "alep " * 1_000_000 + END).encode()
    begun = time.process_time()
    got = "".join(decoder.decode(book[at : at + 4096]) for at in range(0, len(book), 4096))
    assert len(got) == len(START) + MOST_PASTED + 1 + len(END)
    assert time.process_time() - begun < 2  # 5 million characters; Textual's own parser takes ten times that
    assert decoder.decode(b"q") == "q"
