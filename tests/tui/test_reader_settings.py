"""settings.toml: what is right is taken, what is wrong is named and left."""

import contextlib
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SettingsError
from index.settings import read_archive_settings
from tui.commands import BY_ID, COMMANDS, keys_of
from tui.settings import ReaderSettings, read_reader_settings


def written(tables):
    """As TOML; JSON's values are nearly TOML's."""
    lines = []
    for table, values in tables.items():
        lines.append(f"[{table}]")
        lines += [f"{json.dumps(key)} = {json.dumps(value, default=str)}" for key, value in values.items()]
    return "\n".join(lines).encode()


def read(tmp_path, text):
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    return read_reader_settings(file)


def test_no_file_is_no_fault(tmp_path):
    assert read_reader_settings(tmp_path / "none.toml") == (ReaderSettings(), ())


def test_good_values_are_taken(tmp_path):
    found, faults = read(
        tmp_path,
        '[reader]\ntheme = "light"\nwidth = 60\nmouse = false\nrows = "events"\n'
        '[keys]\npair = "v"\nnext_match = ["n", "ctrl+n"]\n',
    )
    assert found == ReaderSettings(
        "light", 60, False, "events", {"pair": ("v",), "next_match": ("n", "ctrl+n")}
    )
    assert faults == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[keys]\npaire = 'v'\n", "'paire'; did you mean 'pair'?"),
        ("[keys]\nzzzz = 'v'\n", "newsreader keys"),
        ("[keys]\npair = 3\n", "pair must be a key"),
        ("[keys]\npair = []\n", "pair must be a key"),
        ("[reader]\ncolour = 1\n", "no setting 'colour'"),
        ("[reader]\nwidth = 1000\n", "width must be 36 to 88"),
        ("[reader]\ntheme = 'pink'\n", "dark or light"),
        ("[reader]\nmouse = 'no'\n", "true or false"),
        ("[reader]\nrows = 'event'\n", "rows must be reports or events"),
        ("[reader\n", "settings.toml, line 1, column 8: not valid TOML: Expected"),
        ('a = ["x",', "settings.toml, end of document: not valid TOML: "),
        ("keys = 3\n", "keys must be a table"),
        ('[keys]\npair = ["\\u0007"]\n', "pair must be a key"),
        ("[reader]\nwidth = 0x1" + 5000 * "0", "not a number of very many digits"),
        ("[reader]\nwidth = 1" + 10_000 * "0", "settings.toml: not valid TOML: Exceeds the limit"),
        ("width = " + 100_000 * "[", "settings.toml: not valid TOML: its values are nested too deep"),
        ("[reader]\ntheme = '" + 100_000 * "x" + "'", "dark or light"),
    ],
)
def test_a_fault_is_named_with_its_file_and_left_at_its_default(tmp_path, text, named):
    found, faults = read(tmp_path, text)
    assert found == ReaderSettings()
    assert len(faults) == 1 and named in faults[0] and "settings.toml" in faults[0]
    assert len(faults[0]) < 400


def test_a_file_that_cannot_be_read_is_told_without_the_words_of_python(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_bytes(b"[reader]\ntheme = '\xe9'\n")
    assert read_reader_settings(file)[1] == (
        f"{file}, line 2: cannot be read: byte 19 of the file is not UTF-8 Save it as UTF-8.",
    )
    file.unlink()
    file.mkdir()
    (told,) = read_reader_settings(file)[1]
    assert told.startswith(f"{file}: cannot be read: Is a directory ")


@pytest.mark.parametrize(
    ("keys", "kept", "told"),
    [
        ("bookmark = 'p'", {}, "bookmark and pair have one key, p; it stays with pair"),
        ("bookmark = ['s', 'p']", {"bookmark": ("s",)},
         "bookmark and pair have one key, p; it stays with pair"),
        ("read = 'slash'", {}, "read and search have one key, slash; it stays with search"),
        ("pair = 'v'\nread = 'v'", {"pair": ("v",)}, "read and pair have one key, v; it stays with pair"),
        ("read = 'p'\npair = ['v', 'p']", {"pair": ("v", "p")},
         "read and pair have one key, p; it stays with pair"),
        ("to_results = 'ctrl+q'", {}, "to_results and quit have one key, ctrl+q; it stays with quit"),
        ("remove = 'j'", {}, "remove and cursor_down have one key, j; it stays with cursor_down"),
    ],
)  # fmt: skip
def test_a_key_of_two_commands_stays_with_one_and_both_are_named(tmp_path, keys, kept, told):
    found, faults = read(tmp_path, f"[keys]\n{keys}\n")
    assert found.keys == kept
    assert faults == (f"{tmp_path / 'settings.toml'}: [keys] {told}",)


def test_what_falls_back_to_its_default_key_is_no_clash_either(tmp_path):
    """``read`` took what ``pair`` had given up, but ``pair`` could not have the other."""
    found, faults = read(tmp_path, "[keys]\npair = 'b'\nread = 'p'\n")
    assert found.keys == {}
    assert [fault.split("[keys] ")[1] for fault in faults] == [
        "pair and bookmark have one key, b; it stays with bookmark",
        "read and pair have one key, p; it stays with pair",
    ]


@pytest.mark.parametrize(
    "keys", ["pair = 'b'\nbookmark = 'p'", "remove = 'X'", "leave_box = 'j'", "pair = 'p'"]
)
def test_keys_that_are_exchanged_or_of_other_places_are_no_clash(tmp_path, keys):
    found, faults = read(tmp_path, f"[keys]\n{keys}\n")
    assert len(found.keys) == keys.count("=") and faults == ()


def test_a_home_that_nobody_has_is_a_fault(monkeypatch):
    monkeypatch.setenv("NEWSREADER_CONFIG", "~nobody-at-all/settings.toml")
    found, (told,) = read_reader_settings()
    assert found == ReaderSettings() and "~nobody-at-all has no home folder" in told


TABLES = st.dictionaries(
    st.sampled_from(("reader", "keys", "archive", "other")),
    st.dictionaries(
        st.sampled_from((*BY_ID, "theme", "width", "mouse", "")),
        st.recursive(
            st.text(st.characters(codec="utf-8"), max_size=3)
            | st.sampled_from(("p", "ctrl+q", "escape", ",", "light"))
            | st.integers(-9, 9) | st.booleans() | st.floats() | st.dates(),
            lambda inner: st.lists(inner, max_size=3), max_leaves=4,
        ),
        max_size=4,
    ),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text('[]{}=".,\n#keysradpi01x-:TZ\\u', max_size=80).map(str.encode)
    | TABLES.map(written)
)
def test_no_file_stops_the_reader_and_no_key_has_two_commands(content):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "settings.toml"
        file.write_bytes(content)
        found, _ = read_reader_settings(file)
        with contextlib.suppress(SettingsError):
            read_archive_settings(file)
    for places in ({"Article", "Two reports", "Lists", "Searching", "Everywhere"}, {"Search box"}):
        keys = [
            "comma" if key == "," else key
            for command in COMMANDS
            if command.where in places
            for key in {*keys_of(command, found.keys)}
        ]
        assert len(keys) == len({*keys})
