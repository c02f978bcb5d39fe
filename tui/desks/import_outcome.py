"""What comes of an import, heard event by event and put into words."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model.progress import DocumentTaken, Progress
from index.protocol.events import Event, Failed, Finished
from tui.wording import STAGES_IN_PASSING, stage_text


@dataclass
class Outcome:
    """What has been heard of an import so far."""

    finished: Finished | None = None
    failed: Failed | None = None
    skipped: list[DocumentTaken] = field(default_factory=list)
    reencoded: int = 0

    def hear(self, event: Event) -> None:
        match event:
            case Progress(stage="encoding", done=done, total=total) if done == total:
                self.reencoded = done
            case DocumentTaken():
                self.skipped.append(event)
            case Finished():
                self.finished = event
            case Failed():
                self.failed = event

    @property
    def taken(self) -> int:
        """Articles added or changed."""
        return self.finished.added + self.finished.changed if self.finished else 0

    @property
    def is_problem(self) -> bool:
        """Something was skipped or went wrong; not when the reader stopped it."""
        return bool(self.failed or self.skipped or self.finished is None)

    def said(self, code: int | None) -> str:
        if self.failed:
            return " ".join(filter(None, (self.failed.message, self.failed.hint)))
        if self.finished is None:
            return f"the import ended unexpectedly (exit code {code})"
        parts = self.parts()
        return f"import finished: {' · '.join(parts)}" if parts else ""

    def parts(self) -> list[str]:
        """``3 added``, ``1 skipped``."""
        counted = self.finished or Finished()
        parts = [
            f"{count} {name}"
            for name in ("added", "changed", "skipped")
            if (count := int(getattr(counted, name)))
        ]
        return [*parts, f"{self.reencoded} re-encoded"] if self.reencoded else parts


def progress_said(step: Progress) -> str:
    """``pairing 120/400``."""
    return f"{stage_text(STAGES_IN_PASSING, step.stage, step.by)} {figures(step)}"


def figures(step: Progress) -> str:
    """``120/400``."""
    return f"{step.done}/{step.total}" if step.total is not None else f"{step.done}"
