"""Commands about scenario files: `list`, `validate`, `schema` and `new`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contactline.cli.failures import FILE_INVALID, Failure
from contactline.cli.options import as_json

if TYPE_CHECKING:
    from contactline.errors import Fault


@click.command("list")
@as_json
def list_scenarios(as_json: bool) -> None:
    """List the scenarios that come with the program."""
    from contactline.scenario import available, load

    found = [load(name) for name in available()]
    if as_json:
        fields = ("name", "title", "summary", "question", "claims")
        told = [{field: getattr(one, field) for field in fields} for one in found]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    width = max(len(one.name) for one in found)
    for one in found:
        click.echo(f"{one.name:<{width}}  {one.title}")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
def validate(files: tuple[str, ...], as_json: bool) -> None:
    """Check scenario files and name every fault with its place.

    FILE may also be the name of a scenario that comes with the program. Ends with 3 if there is a
    fault.
    """
    faults = {file: _faults(file) for file in dict.fromkeys(files)}
    unique = list(dict.fromkeys(fault for found in faults.values() for fault in found))
    if as_json:
        told = [
            {"file": file, "valid": not found, "faults": [asdict(fault) for fault in found]}
            for file, found in faults.items()
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for file, found in faults.items():
            click.echo(f"{file}: valid" if not found else f"{file}: {_counted(len(found))}")
    if unique:
        text = "" if as_json else "\n".join(str(fault) for fault in unique)
        raise Failure(text, FILE_INVALID)


def _faults(file: str) -> tuple[Fault, ...]:
    """Return everything that is wrong with one file."""
    from contactline.errors import ScenarioError
    from contactline.scenario import load

    try:
        load(file)
    except ScenarioError as error:
        return error.faults
    return ()


def _counted(count: int) -> str:
    return "1 fault" if count == 1 else f"{count} faults"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Does nothing here: a schema is JSON.")
def schema(as_json: bool) -> None:  # noqa: ARG001
    """Print the JSON Schema of scenario files, for an editor.

    Save it beside your scenarios: contactline schema > contactline.schema.json
    """
    from contactline.scenario import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@click.command()
@click.argument("name")
@as_json
def new(name: str, as_json: bool) -> None:
    """Write NAME.yaml, a commented scenario file to start from."""
    from contactline.scenario import template

    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(path.stem))
    except FileExistsError as error:
        text = f"{path} is already there and is left as it is. Choose another name."
        raise click.UsageError(text) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise click.UsageError(f"{path} cannot be written: {why}.") from error
    if as_json:
        click.echo(json.dumps({"file": str(path)}, ensure_ascii=False))
        return
    click.echo(path)
    click.echo(f"Change it, then type: contactline run {path} base", err=True)
