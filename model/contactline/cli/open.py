"""The command that opens a report: `open`."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

import click

from contactline.cli.options import as_json
from contactline.cli.terminal import print_json
from contactline.errors import RunError
from contactline.show.report.folder import last_report


@click.command("open")
@click.argument("folder", required=False)
@click.option("--print", "only_print", is_flag=True, help="Print the path, open nothing.")
@as_json
def open_report(folder: str | None, *, only_print: bool, as_json: bool) -> None:
    """Open the last report in the browser, and print its path.

    FOLDER: a folder of results.  [default: the last run in results/]
    """
    report = find_report(folder).resolve()
    opened = not only_print and show(report)
    if as_json:
        print_json({"report": str(report), "opened": opened})
        return
    click.echo(report)
    if not opened and not only_print:
        click.echo("No browser was found here; open that file in one.", err=True)


def find_report(folder: str | None) -> Path:
    """Return the report in a folder, or the last one; raises RunError where there is none."""
    if folder is None:
        found = last_report()
        if found is None:
            raise RunError(
                "There is no report in results/ here. Make one with `contactline run "
                "uk-france-monitors base`, or name its folder: `contactline open FOLDER`."
            )
        return found
    report = Path(folder) / "report.html"
    if not report.is_file():
        raise RunError(
            f"There is no report.html in {folder}. Name a folder that a run has written."
        )
    return report


def show(report: Path) -> bool:
    """Return whether a browser was started; its own messages are kept out of the way."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    try:
        return webbrowser.open(report.as_uri())
    except (webbrowser.Error, subprocess.SubprocessError, OSError):
        return False
