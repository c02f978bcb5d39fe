"""Words of a passage with their places: what the name rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.words.closed_classes import words_of

# Characters that writers use for one another, each replaced by one character so that offsets stay.
_ALIKE = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
    }
)

_WORD = re.compile(
    r"""
      (?:[A-Z]\.){2,}                                               # U.S., H.W.
    | (?:[LlDdCcJjSsnmt]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)'(?=\w)  # an elided word: l', qu'
    | [^\W_]+
      (?: (?: '(?!s\b)                                              # but not the possessive
            | -(?!(?i:linked|backed|led|based|born|controlled|held|occupied|made|style|run|owned|affiliated
                    |aligned|sponsored|supported|allied|era|wide|speaking|language|mediated|brokered|trained
                    |funded|dominated|installed|friendly|ruled|administered|imposed|inspired)\b)
            | &(?=[^\W\d_])
            | \.(?=[^\W\d_])
          ) [^\W_]+
      )* \+?
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?:;…«»\"“”\n•|]|[–—-]\s|\s[–—-]")
_ARTICLED = re.compile(r"(?:al|el|as|ar|an|at|ad|ash|es|ez|ul)-[^\W\d_a-z]")
"""An Arabic article joined to a capitalised name: ``al-Assad``."""
_INITIAL = re.compile(r"[A-Z]\.?$")


@dataclass(slots=True)
class Passage:
    """One block of text in words. Lists run in parallel; ``ends`` are exclusive."""

    block: int
    original: str
    text: str
    """The block's text with typographic variants made plain, character for character."""
    words: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    """True for a word written like a name."""
    opens: list[bool]
    """True for the first word of a sentence, where a capital says nothing."""
    headline: bool
    """Capitals say nothing anywhere: a title in headline case, or all capitals."""

    def joined(self, i: int) -> bool:
        """Whether only a space or nothing stands between word ``i`` and the next."""
        if i + 1 >= len(self.words):
            return False
        gap = self.text[self.ends[i] : self.starts[i + 1]]
        return gap in ("", " ", "s ") or (gap == ". " and self.words[i] in _ABBREVIATIONS)

    def surface(self, first: int, last: int) -> str:
        return self.text[self.starts[first] : self.ends[last]]


_ABBREVIATIONS = words_of(
    """
    St Ste Dr Mr Mrs Ms Jr Sr Gen Col Lt Sgt Capt Sen Rep Gov Prof M MM Mgr A B C D E F G H I J K L N O P
    Q R S T U V W X Y Z
    """
)


def read_passage(block: int, text: str, *, is_title: bool = False) -> Passage:
    """Split a block's text into words; linear in its length."""
    plain = text.translate(_ALIKE)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    capital: list[bool] = []
    opens: list[bool] = []
    previous_end, previous = 0, ""
    for match in _WORD.finditer(plain):
        word, start = match.group(), match.start()
        gap = plain[previous_end:start]
        ended = not words or (_SENTENCE_END.search(gap) is not None and not _abbreviated(gap, previous))
        # After an elision the sentence still opens: L'Iran.
        opens.append(ended or (opens[-1] and previous.endswith("'")))
        words.append(word)
        starts.append(start)
        previous_end, previous = match.end(), word
        ends.append(previous_end)
        capital.append((word[0].isupper() and word[-1] != "'") or _ARTICLED.match(word) is not None)
    return Passage(
        block, text, plain, words, starts, ends, capital, opens, _is_headline(plain, words, capital, is_title)
    )


def _abbreviated(gap: str, previous: str) -> bool:
    return gap == ". " and (previous in _ABBREVIATIONS or _INITIAL.match(previous) is not None)


def _is_headline(plain: str, words: list[str], capital: list[bool], is_title: bool) -> bool:
    long = [
        is_capital
        for word, is_capital in zip(words, capital, strict=True)
        if len(word) > 3 and word[0].isalpha()
    ]
    if is_title:
        return len(long) >= 3 and sum(long) >= 0.7 * len(long)
    sentence = len(words) > 30 or plain.rstrip(' »"”)').endswith((".", "?", "!", ":", "…"))
    return not sentence and len(long) >= 5 and sum(long) >= 0.7 * len(long)
