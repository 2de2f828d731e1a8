"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from contactline.cli.options import writing


def write_whole(path: Path, text: str) -> None:
    """Write a text in UTF-8; until all of it is on the disk, what was there stays as it was.

    Raises a usage error that says why it cannot be written.
    """
    with writing(path):
        goal = path.resolve()
        beside = goal.with_name(f".{os.getpid()}.part")
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as opened:
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
            beside.replace(goal)
        finally:
            beside.unlink(missing_ok=True)
