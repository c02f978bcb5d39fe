"""A command of the command line, run in this process; texts that would steer a terminal."""

from __future__ import annotations

import json
import re

import pytest

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
