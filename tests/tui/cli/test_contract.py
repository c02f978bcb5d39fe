"""The command line is what other people's scripts are written for: not a byte of it changes unnoticed."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests.tui.cli.record_contract import play, transcripts

DICTIONARY = Path("/usr/share/dictd/freedict-fra-eng.index")
AGAIN = "python tests/tui/cli/record_contract.py records it anew, if it is meant to be so"

pytestmark = pytest.mark.skipif(
    DICTIONARY.exists(), reason="a dictionary of the system finds more than was found without one"
)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return play(tmp_path_factory.mktemp("contract"))


@pytest.mark.parametrize("recorded", transcripts(), ids=lambda file: file.stem)
def test_the_command_line_says_what_it_always_said(played: dict[str, str], recorded: Path) -> None:
    before, now = recorded.read_text("utf-8").split("\n"), played[recorded.name].split("\n")
    changes = "\n".join(difflib.unified_diff(before, now, "recorded", "today", n=5, lineterm=""))
    if changes:
        pytest.fail(f"{recorded.name}\n{changes}\n{AGAIN}", pytrace=False)


def test_every_command_is_played(played: dict[str, str]) -> None:
    commands = re.search(r"^\| commands:\n((?:\|   .*\n)+)", played["01_help.txt"], re.MULTILINE)
    assert commands is not None
    known = {line.split()[1] for line in commands[1].splitlines()}
    answered = re.compile(r"^\$ newsreader (?:-\w )?(\w+).*\n= 0\n", re.MULTILINE)
    done = {
        command
        for name, said in played.items()
        if not name.startswith("01_")
        for command in answered.findall(said)
    }
    assert known and known == done
