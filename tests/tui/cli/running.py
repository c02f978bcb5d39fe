"""A command of the command line, run in this process; texts that would steer a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.tui.cli.record_contract import Stream
from tui.__main__ import main
from tui.cli import program

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "Alep\x1b]52;c;cm0=\x07 \x9b2J\u202egnipoh\rX\x00"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = program.main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:  # type: ignore[type-arg]
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)  # type: ignore[no-any-return]


def run_in(home: Path, environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """``newsreader`` with that working folder and that environment; what it sets there is undone."""
    out, err = Stream(), Stream()
    with (
        chdir(home),
        patch.dict(os.environ, environment, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(words)
    return subprocess.CompletedProcess(words, code, out.written, err.written)
