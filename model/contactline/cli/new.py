"""The command that writes a scenario file to start from: `new`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from contactline.cli.files import write_whole
from contactline.cli.options import as_json, check_folder
from contactline.cli.terminal import print_json

NO_LETTERS = '<>:"/\\|?*'
DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{one}" for port in ("COM", "LPT") for one in "123456789¹²³"
}


@click.command()
@click.argument("name")
@click.option("--plan", "as_plan", is_flag=True, help="Write a plan for `contactline plan`.")
@as_json
def new(name: str, *, as_plan: bool, as_json: bool) -> None:
    """Write NAME.yaml, a commented scenario file to start from.

    It is equal to base until it is changed. The JSON Schema for editors is written beside it.
    With --plan it is a plan of a study, beside its own schema.
    """
    from contactline.show.words.commands import command, file_word

    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if path.name.startswith("."):
        raise click.UsageError(f"NAME must name a file that is not hidden, got {name!r}.")
    _write(path, as_plan=as_plan)
    schema = _write_schema(path.parent, as_plan=as_plan)
    if as_json:
        print_json({"file": str(path), "schema": str(schema)})
        return
    click.echo(path)
    file = file_word(path.as_posix())
    next_step = command("plan", file) if as_plan else command("run", file, "base")
    click.echo(f"Change it, then type: {next_step}", err=True)


def _write_schema(folder: Path, *, as_plan: bool) -> Path:
    """Return the JSON Schema beside a new file, made or renewed; what is not ours stays."""
    from contactline.scenario import SCHEMA_FILE, is_schema, json_schema, schema_text
    from contactline.study.plan import PLAN_SCHEMA_FILE, PLAN_TITLE, plan_schema

    path = folder / (PLAN_SCHEMA_FILE if as_plan else SCHEMA_FILE)
    text = schema_text(plan_schema() if as_plan else json_schema())
    there = path.read_text("utf-8", "replace") if path.is_file() else ""
    if there and not (is_schema(there, PLAN_TITLE) if as_plan else is_schema(there)):
        click.echo(f"{path} is no schema of contactline and is left as it is.", err=True)
    elif there != text:
        write_whole(path, text)
    return path


def _write(path: Path, *, as_plan: bool) -> None:
    """Write a new file; one that is there is left as it is, which is a usage error."""
    from contactline.scenario import template
    from contactline.study.plan import plan_template

    if why := refused_by_windows(path.name):
        raise click.UsageError(f"{path} cannot be held by Windows: {why}. Choose another name.")
    check_folder(path)
    if os.path.lexists(path):
        text = f"{path} is already there and is left as it is. Choose another name."
        raise click.UsageError(text)
    write_whole(path, plan_template(path.stem) if as_plan else template(path.stem))


def refused_by_windows(name: str) -> str:
    """Return why Windows could not hold a file of this name; nothing if it could.

    Files are handed round, so this counts on every system.
    """
    stem = name.partition(".")[0].rstrip(" ").upper()
    if stem in DEVICES:
        return f"{stem} is the name of a device there"
    if found := next((one for one in name if one in NO_LETTERS or ord(one) < ord(" ")), ""):
        return f"no name there has {found!r} in it"
    if name.endswith((" ", ".")) or Path(name).stem.endswith((" ", ".")):
        return "it ends in a dot or a space"
    return ""
