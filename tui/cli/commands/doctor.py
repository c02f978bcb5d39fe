"""newsreader doctor: is the archive sound, and what helps if not."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from index.errors import ArchiveError
from tui.cli import findings
from tui.cli.archive import existing_archive
from tui.cli.command import Command
from tui.cli.console import Console
from tui.cli.exit_codes import DONE, SOME_FAILED
from tui.cli.progress import Narrator
from tui.settings import read_reader_settings


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--deep", action="store_true", help="read everything: every text, source, name, pair and index file"
    )


def doctor(options: Namespace, console: Console) -> int:
    """Works most where other commands refuse: what cannot be opened is a finding, not an error."""
    _, faults = read_reader_settings()
    checks = [findings.settings_check(faults)]
    code = SOME_FAILED if faults else DONE
    try:
        with existing_archive(console) as archive:
            tell = Narrator(console).tell
            checks += map(findings.check, archive.doctor(deep=options.deep, tell=tell))
    except ArchiveError as error:
        told = any(str(error) in fault for fault in faults)
        checks.append(findings.unopened(error, told=told))
        code = error.exit_code
    if options.json:
        console.record(findings.checks_json(checks))
    else:
        console.text(findings.checks_lines(checks))
    return code or (DONE if all(check.passed for check in checks) else SOME_FAILED)


COMMAND = Command(doctor, _options)
