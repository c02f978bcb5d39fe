"""Draws the pictures of README: the real program on the bundled sample, its keys pressed as a reader would.

python screenshots/draw.py            draws them anew, as SVG and PNG, beside this file
python screenshots/draw.py --check    draws them elsewhere: fails when something no longer appears
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SECONDS = 20.0


@dataclass(frozen=True)
class Picture:
    name: str
    size: tuple[int, int]
    steps: tuple[tuple[str, ...], ...]
    """Keys to press, each group followed by a text that must then appear, or after a ``!`` disappear.
    A key with ``*`` is pressed until it does."""


WIDE, SMALL = (120, 34), (80, 24)
PAIR = "Iran, Russia FMs"
OPENED = (("", PAIR), ("escape", "!Bienvenue"))
READING = (*OPENED, ("enter", "./, paragraph"), (".", ""))
PICTURES = (
    Picture("first-launch", WIDE, (("", PAIR),)),
    Picture("search", WIDE, (*OPENED, ("/", ""), (*"Alep", "also: Aleppo"))),
    Picture(
        "entity-filter",
        WIDE,
        (*OPENED, ("e", ""), ("down*", ">Alep"), ("enter", "● Alep"), ("tab", ""), ("down", PAIR)),
    ),
    Picture("side-by-side", WIDE, (*READING, (".", ""))),
    Picture("sentences", WIDE, (*READING, (">", ""), (">", ""), (">", ""), (">", "sentence 1 of"))),
    Picture("peek-80x24", SMALL, (*OPENED, ("p*", "peek: EN"), ("enter", ""), (".", "└ EN"))),
    Picture(
        "concordance",
        WIDE,
        (*OPENED, ("/", ""), (*"Alep", "also: Aleppo"), ("enter", ""), ("C", "ENGLISH")),
    ),
    Picture("bookmarks", WIDE, (*READING, ("b", "* Seyyed"), ("B", "Bookmarks"))),
)


async def draw(picture: Picture, folder: Path) -> None:
    from tui.app import Reader

    app = Reader()
    async with app.run_test(size=picture.size) as pilot:

        def shown() -> str:
            text = re.sub(r"<style.*?</style>|<[^>]+>", "", app.export_screenshot(), flags=re.DOTALL)
            return html.unescape(text).replace("\xa0", " ")

        for *keys, expected in picture.steps:
            for key in keys:
                await pilot.press(*filter(None, [key.removesuffix("*")]))
            deadline = asyncio.get_running_loop().time() + SECONDS
            while (expected.removeprefix("!") in shown()) == expected.startswith("!"):
                if asyncio.get_running_loop().time() > deadline:
                    raise SystemExit(f"{picture.name}: after {keys} not {expected!r}:\n{shown()}")
                await pilot.pause(0.1)
                await pilot.press(*(key.removesuffix("*") for key in keys if key.endswith("*")))
            await pilot.pause(0.2)
        save(app.export_screenshot(title="newsreader"), folder / picture.name)


def save(svg: str, path: Path) -> None:
    """As SVG without the fonts it would fetch from elsewhere, and as PNG, which looks alike everywhere."""
    import resvg_py

    svg = re.sub(r"@font-face \{.*?\}\n*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*Fira Code[^;]*;", "font-family: DejaVu Sans Mono, monospace;", svg)
    svg = re.sub(r"font-family: arial;", "font-family: DejaVu Sans, sans-serif;", svg)
    path.with_suffix(".svg").write_text(svg + "\n", "utf-8")
    path.with_suffix(".png").write_bytes(resvg_py.svg_to_bytes(svg_string=svg))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="draw into a folder that is thrown away")
    parser.add_argument("names", nargs="*", help="only these pictures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared"
        os.environ |= {"NEWSREADER_CONFIG": os.devnull, "NEWSREADER_ARCHIVE": "", "COLORTERM": "truecolor"}
        os.environ.pop("NO_COLOR", None)
        newsreader = Path(sys.executable).parent / "newsreader"
        environment = {**os.environ, "NEWSREADER_DATA": str(prepared)}
        subprocess.run(
            [newsreader, "-q", "status", "--json"], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        for picture in PICTURES:
            if options.names and picture.name not in options.names:
                continue
            data = Path(scratch) / picture.name
            shutil.copytree(prepared, data)
            os.environ["NEWSREADER_DATA"] = str(data)
            asyncio.run(draw(picture, Path(scratch) if options.check else HERE))
            print(picture.name)


if __name__ == "__main__":
    main()
