"""A dictionary of the reader's system, here a small one made up for the test."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index.analysis.vocabulary.dictionaries import FRENCH_ENGLISH, installed, translations

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
ENTRIES = {
    "00databaseinfo": "00-database-info\n   made up\n",
    "otage": "otage /ɔtaʒ/ <n, masc>\nhostage\n",
    "grève": "grève /ɡʁɛv/\n1. strike, walkout (of workers)\n2. strand\n   Synonym: {plage}\n",
    "alep": "Alep\nAleppo [place]\n",
    "vide": "vide\n an explanation of more than three words\n",
}


def number(value: int) -> str:
    return (number(value // 64) if value >= 64 else "") + DIGITS[value % 64]


def write(folder: Path, *, packed: bool) -> None:
    text, index = b"", ""
    for word, entry in ENTRIES.items():
        index += f"{word}\t{number(len(text))}\t{number(len(entry.encode()))}\n"
        text += entry.encode()
    (folder / f"{FRENCH_ENGLISH}.index").write_text(index, "utf-8")
    name = f"{FRENCH_ENGLISH}.dict" + (".dz" if packed else "")
    (folder / name).write_bytes(gzip.compress(text) if packed else text)


@pytest.mark.parametrize("packed", [True, False])
def test_entries_are_read(tmp_path: Path, packed: bool) -> None:
    write(tmp_path, packed=packed)
    assert list(translations(tmp_path)) == [
        ("otage", "hostage"),
        ("grève", "strike"),
        ("grève", "walkout"),
        ("grève", "strand"),
        ("alep", "Aleppo"),
    ]
    assert installed(tmp_path)


def test_none_is_installed(tmp_path: Path) -> None:
    assert installed(tmp_path) is None
    assert list(translations(tmp_path)) == []


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b garbage", b"garbage"])
def test_a_damaged_one_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path, packed=True)
    (tmp_path / f"{FRENCH_ENGLISH}.dict.dz").write_bytes(damage)
    assert list(translations(tmp_path)) == []
    (tmp_path / f"{FRENCH_ENGLISH}.index").write_bytes(b"\xff\xfe word\t!\t?\nword\nword\tA")
    assert list(translations(tmp_path)) == []
