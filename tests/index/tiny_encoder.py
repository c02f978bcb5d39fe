"""A small but real ONNX sentence encoder, written to a folder: the mean of word vectors of both languages.

The word vectors are those of the built-in encoder, so that it knows translations. The file format is written
out by hand (ONNX is Protocol Buffers), which spares the tests a package of 30 MB.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.scale import sentences
from index.analysis.encoding.universal import load_encoder

FLOAT, INT64 = 1, 7
UNKNOWN, PADDING = "[UNK]", "[PAD]"
BATCH, TOKENS = "batch", "tokens"


def write_encoder(
    folder: Path, texts: Iterable[str] = (), *, shift: float = 0.0, pooled: bool = False
) -> Path:
    """An encoder that knows the words of ``texts`` and of the calibration sentences.

    ``shift`` is added to every vector, which brings all texts near to each other; with ``pooled`` the model
    itself gives one vector for a text.
    """
    words = sorted({word for text in (*texts, *sentences()[0], *sentences()[1]) for word in split(text)})
    # Short words say little and stand everywhere.
    weights = np.array([0.0, 0.0, *(min(len(word), 8) - 2 for word in words)], np.float32).clip(0.05)
    vectors = load_encoder().encode([PADDING, UNKNOWN, *words]) * weights[:, None]
    write_model(folder, vectors + np.float32(shift), pooled=pooled)
    write_tokenizer(folder, [PADDING, UNKNOWN, *words])
    return folder


def split(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def write_tokenizer(folder: Path, words: list[str]) -> None:
    content = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {word: number for number, word in enumerate(words)},
            "unk_token": UNKNOWN,
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(content), "utf-8")


def write_model(
    folder: Path, vectors: NDArray[np.float32], *, pooled: bool = False, inputs: tuple[str, ...] = ()
) -> None:
    """``model.onnx``: rows of ``vectors`` by ``input_ids``, or their mean."""
    folder.mkdir(parents=True, exist_ok=True)
    names = inputs or ("input_ids", "attention_mask", "token_type_ids")
    nodes = [_node("Gather", ["words", "input_ids"], ["token_embeddings"])]
    if pooled:
        nodes.append(_node("ReduceMean", ["token_embeddings", "one"], ["sentence_embedding"], keepdims=0))
    dim = vectors.shape[1]
    output = _value("sentence_embedding", FLOAT, [BATCH, dim]) if pooled else None
    graph = _message(
        *((1, node) for node in nodes),
        (2, b"tiny"),
        (5, _tensor("words", np.ascontiguousarray(vectors, "<f4"), FLOAT)),
        (5, _tensor("one", np.array([1], "<i8"), INT64)),
        *((11, _value(name, INT64, [BATCH, TOKENS])) for name in names),
        (12, output or _value("token_embeddings", FLOAT, [BATCH, TOKENS, dim])),
    )
    model = _message((1, 8), (7, graph), (8, _message((1, b""), (2, 18))))
    (folder / "model.onnx").write_bytes(model)


def _node(kind: str, inputs: list[str], outputs: list[str], **numbers: int) -> bytes:
    attributes = [(5, _message((1, name.encode()), (3, value), (20, 2))) for name, value in numbers.items()]
    given = [(1, name.encode()) for name in inputs] + [(2, name.encode()) for name in outputs]
    return _message(*given, (4, kind.encode()), *attributes)


def _tensor(name: str, values: NDArray[np.generic], kind: int) -> bytes:
    dims = [(1, size) for size in values.shape]
    return _message(*dims, (2, kind), (8, name.encode()), (9, values.tobytes()))


def _value(name: str, kind: int, shape: list[str | int]) -> bytes:
    dims = [(1, _message((1, size) if isinstance(size, int) else (2, size.encode()))) for size in shape]
    tensor = _message((1, kind), (2, _message(*dims)))
    return _message((1, name.encode()), (2, _message((1, tensor))))


def _message(*fields: tuple[int, int | bytes]) -> bytes:
    """Protocol Buffers: numbers as varints, everything else with its length."""
    parts = []
    for number, value in fields:
        if isinstance(value, int):
            parts.append(_varint(number << 3) + _varint(value))
        else:
            parts.append(_varint(number << 3 | 2) + _varint(len(value)) + value)
    return b"".join(parts)


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])
