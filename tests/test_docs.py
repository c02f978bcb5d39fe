"""README and CHANGELOG say what the program does: tables are made from the code, examples are tried.

python tests/test_docs.py     writes the generated parts of README.md anew
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from index.query.filters import FIELDS
from index.query.parser import parse
from index.settings import ArchiveSettings
from index.words.folding import fold
from tui.cli import arguments, exit_codes
from tui.commands import BY_ID, COMMANDS, PLACES, shown_key
from tui.dialogs.help_signs import SIGNS
from tui.settings import read_reader_settings

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
KEYS = re.compile(r"(<!-- keys: .*? -->\n).*?(<!-- end of keys -->)", re.DOTALL)
EXIT_CODES = re.compile(r"(<!-- exit codes: .*? -->\n).*?(<!-- end of exit codes -->)", re.DOTALL)


def keys_table() -> str:
    rows = ["| Where | Key | What it does |", "|---|---|---|"]
    for place in PLACES:
        shown = place
        for command in (c for c in COMMANDS if c.where == place and (c.keys or c.always)):
            keys = " ".join(f"`{shown_key(key)}`" for key in (*command.keys, *command.always))
            rows.append(f"| {shown} | {keys.replace('|', chr(92) + '|')} | {command.help} |")
            shown = ""
    return "\n".join(rows) + "\n"


def exit_codes_table() -> str:
    codes = exit_codes.EXIT_CODES.items()
    rows = [f"| {code} | {meaning.replace('|', chr(92) + '|')} |" for code, meaning in codes]
    return "\n".join(["| Exit code | |", "|---|---|", *rows]) + "\n"


def with_tables(text: str) -> str:
    for place, table in ((KEYS, keys_table()), (EXIT_CODES, exit_codes_table())):
        text = place.sub(lambda match, table=table: f"{match[1]}{table}{match[2]}", text)  # type: ignore[misc]
    return text


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text("utf-8")


def section(text: str, title: str) -> str:
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"README has no section {title}"
    return found[1]


def test_every_room_and_file_that_the_readme_names_is_there():
    named = re.findall(r"`((?:index|tui|tests|screenshots)/[\w./]+)`", README.read_text("utf-8"))
    assert len(named) > 40
    assert [path for path in named if "NEW" not in path and not (ROOT / path).exists()] == []


def test_keys_and_exit_codes_are_those_of_the_program(readme: str) -> None:
    assert KEYS.search(readme) and EXIT_CODES.search(readme)
    assert with_tables(readme) == readme, "python tests/test_docs.py writes the tables anew"


def test_every_sign_of_a_list_is_explained(readme: str) -> None:
    text = section(readme, "Keys").partition("In a list, ")[2].partition("\n\n")[0]
    assert [sign.shown for sign in SIGNS] == re.findall(r"`(\S\S?)`(?: stands)? for", text)


def test_every_command_and_option_of_the_command_line_is_there(readme: str) -> None:
    text = section(readme, "Without a screen")
    for name in arguments.COMMANDS:
        assert f"newsreader {name}" in text
        missing = {option for option in options_of(arguments.command_parser(name)) if option not in text}
        assert not missing, f"{name}: {missing}"


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    options: set[str] = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                options |= options_of(below)
        options |= {o for o in action.option_strings if o not in ("-h", "--help", "--quiet", "--verbose")}
    return options


def test_every_example_of_a_query_can_be_read(readme: str) -> None:
    rows = re.findall(r"^\| (`.*) \| .* \|$", section(readme, "Searching"), re.MULTILINE)
    examples = [example for row in rows for example in re.findall(r"`([^`]+)`", row)]
    assert len(examples) > 15
    for example in examples:
        assert parse(example).warning is None, example


def test_every_field_of_a_query_is_there_in_both_languages(readme: str) -> None:
    text = section(readme, "Searching")
    shown = {fold(name) for name in re.findall(r"`(\w+):", text)}
    fields = {field: {name for name, of in FIELDS.items() if of == field} for field in FIELDS.values()}
    assert {field: names for field, names in fields.items() if not names & shown} == {}
    french = {"langue", "titre", "lieu", "auteur", "entite", "etiquette", "est", "depuis", "avant"}
    assert french - shown == set()


def test_the_scores_have_a_command_each(readme: str) -> None:
    named = set(re.findall(r"tests/quality/(test_\w+\.py)", section(readme, "Scores")))
    there = {path.name for path in (ROOT / "tests/quality").glob("test_*.py")}
    assert there - named == {"test_articles.py"}, "it prints nothing"


def test_the_settings_that_are_shown_are_right(readme: str, tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert example
    file = tmp_path / "settings.toml"
    file.write_text(example[1], "utf-8")
    settings, faults = read_reader_settings(file)
    assert faults == ()
    assert settings.keys
    assert set(settings.keys) <= set(BY_ID)
    assert set(tomllib.loads(example[1])["archive"]) <= set(ArchiveSettings.__slots__)


def test_every_dependency_is_named(readme: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    table = section(readme, "Dependencies")
    wanted = [
        *project["dependencies"],
        *(d for extra in project["optional-dependencies"].values() for d in extra),
    ]
    names = {re.split(r"[<>=\[ ]", requirement)[0] for requirement in wanted}
    assert {name for name in names if not re.search(rf"[|,] {re.escape(name)}[ ,]", table)} == set()


def test_links_and_make_targets_lead_somewhere(readme: str) -> None:
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)", readme):
        assert (ROOT / target).exists(), target
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^ +make (\w+)", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for script in re.findall(r"tests/benchmarks/\w+\.(?:py|md)", readme):
        assert (ROOT / script).exists(), script


def test_every_benchmark_is_described() -> None:
    text = (ROOT / "tests/benchmarks/README.md").read_text("utf-8")
    scripts = {
        path.name
        for path in (ROOT / "tests/benchmarks").glob("*.py")
        if "def main(" in path.read_text("utf-8")
    }
    assert {name for name in scripts if name not in text} == set()


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")
