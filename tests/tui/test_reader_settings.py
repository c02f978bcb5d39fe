"""settings.toml: what is right is taken, what is wrong is named and left."""

import pytest

from tui.settings import ReaderSettings, read_reader_settings


def read(tmp_path, text):
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    return read_reader_settings(file)


def test_no_file_is_no_fault(tmp_path):
    assert read_reader_settings(tmp_path / "none.toml") == (ReaderSettings(), ())


def test_good_values_are_taken(tmp_path):
    settings, faults = read(
        tmp_path,
        '[reader]\ntheme = "light"\nwidth = 60\nmouse = false\n'
        '[keys]\npair = "v"\nnext_match = ["n", "ctrl+n"]\n',
    )
    assert settings == ReaderSettings("light", 60, False, {"pair": ("v",), "next_match": ("n", "ctrl+n")})
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
        ("[reader\n", "settings.toml, line 1, column 8: not valid TOML: Expected"),
        ('a = ["x",', "settings.toml, end of document: not valid TOML: "),
        ("keys = 3\n", "keys must be a table"),
    ],
)
def test_a_fault_is_named_with_its_file_and_left_at_its_default(tmp_path, text, named):
    settings, faults = read(tmp_path, text)
    assert settings == ReaderSettings()
    assert len(faults) == 1 and named in faults[0] and "settings.toml" in faults[0]


def test_a_file_that_cannot_be_read_is_told_without_the_words_of_python(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_bytes(b"[reader]\ntheme = '\xe9'\n")
    assert read_reader_settings(file)[1] == (
        f"{file}: cannot be read: byte 19 is not UTF-8 Save it as UTF-8.",
    )
    file.unlink()
    file.mkdir()
    (told,) = read_reader_settings(file)[1]
    assert told.startswith(f"{file}: cannot be read: Is a directory ")
