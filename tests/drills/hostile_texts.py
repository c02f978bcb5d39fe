"""Files that nobody means to write, made by code: the same for the same dice."""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SENTENCE = "Le port de Marseille reste bloqué mardi par la grève des dockers. "
BIDI = "\u202e\u2066\u200f\u061c\u202a\u2067"
CONTROLS = "".join(map(chr, [*range(0x20), 0x7F, *range(0x80, 0xA0)]))
ESCAPES = "\x1b]0;title\x07\x1b[2J\x1b[31m\x1bP+q\x1b\\\x9b5n\x1b[6n\x1b]52;c;aGk=\x07"
DAYS = (0, 31, 99)
LINE, PARAGRAPHS, DEPTH = 10_000_000, 200_000, 20_000
SHORT_LINE, SHORT_PARAGRAPHS, SHORT_DEPTH = 1_000_000, 5_000, 5_000


def contents(dice: random.Random, short: bool) -> Mapping[str, bytes]:
    """Name to bytes. The large ones are smaller in the short form."""
    line = SHORT_LINE if short else LINE
    paragraphs = SHORT_PARAGRAPHS if short else PARAGRAPHS
    depth = SHORT_DEPTH if short else DEPTH
    text = SENTENCE * 6
    files = {
        "empty": b"",
        "blank": b" \n\t\r\n" * 200,
        "one-letter": b"a",
        "nul": text.encode() + b"\0" + text.encode(),
        "nuls": b"\0" * 5000,
        "binary": dice.randbytes(20_000),
        "utf16": f"Grève\n\n{text}".encode("utf-16"),
        "utf16-big": b"\xfe\xff" + f"Grève\n\n{text}".encode("utf-16-be"),
        "utf16-cut": f"Grève\n\n{text}".encode("utf-16")[:-1],
        "utf32": f"Grève\n\n{text}".encode("utf-32"),
        "windows": f"Grève « à l’aube »\n\n{text}".encode("cp1252", "replace"),
        "bom-twice": b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode(),
        "controls": "".join(f"{SENTENCE}{control}{SENTENCE}\n\n" for control in CONTROLS).encode(),
        "escapes": f"{ESCAPES}Titre{ESCAPES}\n\n{text}{ESCAPES}{text}".encode(),
        "bidi": f"Titre {BIDI} retourné\n\n{text}{BIDI}{text}".encode(),
        "surrogates": f"Titre \ud800\n\n{text}\udfff".encode("utf-8", "surrogatepass"),
        "combining": f"Titre\n\n{text}e{chr(0x301) * 6000} {'a' + chr(0x0E33) * 2000} {text}".encode(),
        "emoji": f"Titre\n\n{text}{'👩‍👩‍👧‍👦🇫🇷' * 500}".encode(),
        "astral": "".join(chr(dice.randrange(0x10000, 0x110000)) for _ in range(4000)).encode(),
        "line": (SENTENCE * (line // len(SENTENCE))).encode(),
        "word": b"a" * line,
        "paragraphs": f"Titre\n\n{'Un.' + chr(10) * 2}".encode() + b"Deux mots.\n\n" * paragraphs,
        "markup": b"<div><b>" * depth + text.encode() + b"</b></div>" * depth,
        "brackets": b"[" * depth + b"(" * depth + text.encode(),
        "rich-markup": f"[bold red]Titre[/] [link=x]\n\n[/]{text}[blink]".encode(),
        "csv": f'=cmd|" /C calc"!A0\n\n+{text}\n\n@{text}\n\n-{text}'.encode(),
        "dates": "\n\n".join(f"{day} novembre {year}" for day in DAYS for year in (0, 2024, 99999)).encode(),
        "numbers": (("9" * 10_000 + " millions, ") * 10).encode(),
        "separators": "Un\u2028deux\u2029trois\x85quatre\x0bcinq\x0csix\n\n".encode() + text.encode(),
    }  # fmt: skip
    for number in range(6):
        mixed = [text, CONTROLS, BIDI, ESCAPES, "\n\n", "\u0301", "👩‍👩‍👧", "Vladimir Poutine "]
        files[f"mixed-{number}"] = "".join(dice.choices(mixed, k=60)).encode()
    return files


def write(folder: Path, dice: random.Random, short: bool) -> list[str]:
    """The names of the files that an add has to say something of."""
    folder.mkdir()
    names = []
    for name, data in contents(dice, short).items():
        (folder / f"{name}.txt").write_bytes(data)
        names.append(f"{name}.txt")
    names += list(_odd_names(folder))
    return names + list(_odd_files(folder))


def _odd_names(folder: Path) -> Iterator[str]:
    """Told as well, but not by a name that can be compared, unless it can be printed."""
    for name in (
        "a\x1b[31mb",
        "retour\nligne",
        "\u202eedrev",
        "-q",
        " blanc ",
        "é" * 100,
        "x'y\"z$(id)",
        "\udcff\udcfe",
    ):
        with contextlib.suppress(OSError, UnicodeEncodeError):
            (folder / f"{name}.txt").write_bytes(os.fsencode(name) + f"\n\n{SENTENCE * 4}".encode())
            if name.isprintable():
                yield f"{name}.txt"


def _odd_files(folder: Path) -> Iterator[str]:
    """What is no file with bytes; where root may read everything, one that may not be read is none."""
    os.mkfifo(folder / "fifo.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "nowhere.txt").symlink_to("not-there")
    (folder / "folder.txt").mkdir()
    (folder / "round").symlink_to(folder)
    deep = folder
    for _ in range(30):
        deep = deep / "below"
        deep.mkdir()
    (deep / "deep.txt").write_text(f"Titre\n\n{SENTENCE * 4}", "utf-8")
    yield from ("fifo.txt", "loop.txt", "nowhere.txt", "deep.txt")
    if os.geteuid():
        (folder / "closed.txt").write_text(SENTENCE, "utf-8")
        (folder / "closed.txt").chmod(0)
        yield "closed.txt"
