"""Where a command is told to write: refused before anything runs, if it could not or should not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click


def check_destination(
    option: str, path: Path | None, kinds: Sequence[str], *, overwrite: bool
) -> None:
    """Refuse a file of another kind, or one that is there and is not to be replaced.

    option: such as `--chart`; path: what it was given, None if nothing. kinds: endings allowed,
    such as `.png`. Raises a usage error.
    """
    if path is None:
        if overwrite:
            raise click.UsageError(f"--overwrite needs {option}.")
        return
    if path.suffix.lower() not in kinds:
        *most, last = kinds
        allowed = f"{', '.join(most)} or {last}" if most else last
        raise click.UsageError(f"{option} must end in {allowed}, got {path.name}.")
    if path.exists() and not overwrite:
        raise click.UsageError(f"{path} is there already. Name another file, or give --overwrite.")
