"""Encodes one text and ends: the encoder takes 100 MB, which whoever asks once need not keep."""

from __future__ import annotations

import sys

from index.analysis.encoding.interface import EncoderCard
from index.analysis.encoding.registry import open_encoder
from index.analysis.encoding.vectors import quantise


def main() -> int:
    """The text of standard input, after the encoder's card in a line, as int8 on standard output."""
    card, _, text = sys.stdin.buffer.read().decode("utf-8", "replace").partition("\n")
    encoder = open_encoder(EncoderCard.from_json(card))
    sys.stdout.buffer.write(quantise(encoder.encode([text])).tobytes())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
