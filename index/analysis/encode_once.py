"""Encodes one text and ends: the encoder takes 100 MB, which whoever asks once need not keep."""

from __future__ import annotations

import sys

from index.analysis.encoder import load_encoder
from index.analysis.profiles import quantise


def main() -> int:
    """The text of standard input as an int8 vector on standard output."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    sys.stdout.buffer.write(quantise(load_encoder().encode([text])).tobytes())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
