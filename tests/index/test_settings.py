"""The [archive] table and places named from outside: whatever they are, they are told in words."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import (
    LARGEST_SETTINGS,
    ArchiveSettings,
    default_archive_folder,
    read_archive_settings,
    settings_file,
    user_data_folder,
)

NOBODY = "~nobody-at-all"


def refusal(file: Path) -> SettingsError:
    with pytest.raises(SettingsError) as refused:
        read_archive_settings(file)
    assert str(file) in str(refused.value) and refused.value.hint
    return refused.value


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"[archive]\nencoder = '{NOBODY}/model'",
         "[archive] encoder: ~nobody-at-all/model: ~nobody-at-all has"),
        ("[archive]\nbatch = 0", "batch must be 1 to 10000, not 0"),
        ("[archive]\nbatch = 0x1" + 5000 * "0", "batch must be 1 to 10000, not a number of very many digits"),
        ("[archive]\nner = 'no'", "ner must be true or false, not 'no'"),
        ("[archive]\nner = " + 90 * "[" + 90 * "]", "ner must be true or false, not [["),
        ("a = " + 100_000 * "{a=", "nested too deep"),
        ("a = 1" + 10_000 * "0", "Exceeds the limit"),
        ("[archive]\n" + LARGEST_SETTINGS * "#", "it is larger than 1 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_with_its_place(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    assert named in str(refusal(file))


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[archive]\nbatch = 7\n", "utf-8-sig")
    assert read_archive_settings(file).batch == 7


def test_a_byte_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"[archive]\n# caf\xe9\n")
    assert f"{file}, line 2: cannot be read: byte 16 of the file is not UTF-8" in str(refusal(file))


def fifo(path: Path) -> None:
    os.mkfifo(path)


def bound_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(path))


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(os.name != "posix", reason="needs special files")
@pytest.mark.parametrize("made", [fifo, bound_socket, endless, Path.mkdir])
def test_what_is_no_regular_file_is_neither_waited_for_nor_read_without_end(
    tmp_path: Path, made: Callable[[Path], None]
) -> None:
    file = tmp_path / "s"
    made(file)
    assert "cannot be read: " in str(refusal(file))


def test_a_path_that_cannot_exist_is_told(tmp_path: Path) -> None:
    refusal(tmp_path / ("x" * 5000))
    refusal(tmp_path / "a\0b")


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("NEWSREADER_ARCHIVE", default_archive_folder),
        ("NEWSREADER_CONFIG", settings_file),
        ("NEWSREADER_DATA", user_data_folder),
    ],
)
def test_a_home_that_nobody_has_is_told_with_what_named_it(
    name: str, read: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, f"{NOBODY}/x")
    with pytest.raises(SettingsError, match=f"{name}: {NOBODY}/x: {NOBODY} has no home folder"):
        read()
    monkeypatch.setenv(name, "~/x")
    assert read() == Path.home() / "x"


def test_the_null_device_is_no_settings() -> None:
    assert read_archive_settings(Path(os.devnull)) == ArchiveSettings()
