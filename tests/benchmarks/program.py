"""The installed program with a home of its own, for the measurements."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def newsreader() -> str:
    """The installed command; it must stand beside the Python that runs this."""
    return str(Path(sys.executable).parent / "newsreader")


def environment(home: Path, settings: str = "") -> dict[str, str]:
    """An environment where newsreader finds nothing of yours; ``settings`` is the text of settings.toml."""
    file = home / "settings.toml"
    file.write_text(settings, "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSREADER_", "XDG_"))}
    return {**kept, "HOME": str(home), "NEWSREADER_DATA": str(home / "data"), "NEWSREADER_CONFIG": str(file)}


def take_in_sample(env: dict[str, str]) -> None:
    """Everything that happens only once has happened."""
    subprocess.run([newsreader(), "-q", "status"], env=env, check=True, stdout=subprocess.DEVNULL)


def take_in(folder: Path, env: dict[str, str]) -> None:
    subprocess.run([newsreader(), "-q", "add", str(folder)], env=env, check=True, stdout=subprocess.DEVNULL)
