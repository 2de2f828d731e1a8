"""The command that shows and clears the finished blocks of interrupted runs: `store`."""

from __future__ import annotations

import click

from contactline.cli.options import as_json


@click.command()
@click.option("--clear", is_flag=True, help="Remove all of it.")
@as_json
def store(*, clear: bool, as_json: bool) -> None:
    """Show or clear the finished blocks of interrupted runs.

    A run that takes longer than three seconds keeps its finished blocks until it is finished. If
    it is interrupted, the same command goes on where it was, to the same results. The folder is
    that of CONTACTLINE_STORE, else one in the user's cache; it holds 2,000 MB at most, or
    CONTACTLINE_STORE_MB, and nothing for longer than 30 days.
    """
    from contactline.cli.work.store import clear_store, tell_store

    if clear:
        clear_store(as_json=as_json)
    else:
        tell_store(as_json=as_json)
