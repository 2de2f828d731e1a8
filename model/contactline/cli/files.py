"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contactline.cli.options import writing
from contactline.cli.terminal import json_text
from contactline.show.report.drafts import hidden

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.charts.subject import Picture


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file; until all of it is on the disk, what was there stays as it was.

    content: bytes, or a text that is written in UTF-8. Raises a usage error that says why it
    cannot be written.
    """
    with writing(path):
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        goal = path.resolve()
        with hidden(goal) as draft:
            with draft.open("wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            draft.replace(goal)


def write_picture(picture: Picture, path: Path, name: str) -> None:
    """Write a picture as PNG, PDF or SVG, whichever the name of the file ends in.

    name: makes the ids inside an SVG unique. Raises a usage error where it cannot be written.
    """
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.saving import picture_bytes

    write_whole(path, picture_bytes(picture, path.suffix.lower().removeprefix("."), name))


def write_record(path: Path, record: Callable[[], Any], table: Callable[[], pd.DataFrame]) -> None:
    """Write results as JSON or CSV, whichever the name of the file ends in.

    record, table: give the one or the other. Raises a usage error where it cannot be written.
    """
    # Only who writes a table waits for what makes it.
    from contactline.show.tables_as_text import as_written, csv_text

    is_json = path.suffix.lower() == ".json"
    write_whole(path, f"{json_text(record())}\n" if is_json else csv_text(as_written(table())))
