"""What `store` does: show what is kept of interrupted runs, and clear it."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.terminal import print_json
from contactline.language.phrases import counted
from contactline.show.sheets.sheet import Sheet
from contactline.study.store import StoredStudy, clear, store_folder, stored_studies

HEAD = ("command", "scenario", "seed", "blocks", "MB", "age")
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400


def tell_store(*, as_json: bool) -> None:
    """Print what lies in the store, study by study, or hand it on as JSON."""
    folder, studies = store_folder(), stored_studies()
    if as_json:
        print_json({"folder": str(folder), "studies": [_plain(one) for one in studies]})
        return
    if not studies:
        click.echo(f"No finished blocks are kept in {folder}.")
        return
    said = counted(sum(one.blocks for one in studies), "finished block")
    caption = (
        f"{said} of runs that were interrupted or go on, in {folder}, {_megabytes(studies)} MB"
    )
    print_sheet(Sheet(caption, HEAD, tuple(_row(one) for one in studies)))


def clear_store(*, as_json: bool) -> None:
    """Remove all that lies in the store, and say how much it was."""
    held = _megabytes(stored_studies())
    removed = clear()
    if as_json:
        print_json({"folder": str(store_folder()), "removed_blocks": removed})
    else:
        click.echo(f"Removed {counted(removed, 'finished block')}, {held} MB.")


def _row(one: StoredStudy) -> tuple[str, ...]:
    command = one.command or "–"
    return (
        command, one.scenario, str(one.seed), str(one.blocks), _megabytes([one]), _age(one.age_s)
    )  # fmt: skip


def _plain(one: StoredStudy) -> dict[str, Any]:
    return {
        "command": one.command,
        "scenario": one.scenario,
        "seed": one.seed,
        "blocks": one.blocks,
        "bytes": one.bytes,
        "age_seconds": round(one.age_s),
    }


def _megabytes(studies: list[StoredStudy] | tuple[StoredStudy, ...]) -> str:
    return f"{sum(one.bytes for one in studies) / 1e6:,.1f}"


def _age(seconds: float) -> str:
    """Return an age in words, by its largest unit."""
    for unit, size in (("day", DAY_S), ("hour", HOUR_S), ("minute", MINUTE_S)):
        if seconds >= size:
            return counted(int(seconds // size), unit)
    return counted(int(seconds), "second")
