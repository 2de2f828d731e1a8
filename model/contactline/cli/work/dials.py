"""What `dials` does: show every number of the base scenario with its grade and sources."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from contactline.cli.options import check_known
from contactline.cli.terminal import indented, print_json
from contactline.scenario import load
from contactline.show.sheets.ledger import sources_of
from contactline.show.sheets.markdown import markdown_table
from contactline.study.ledger import Number, in_section, numbers_of, sections_of

HEAD = (
    "name", "unit", "allowed", "default", "base", "kind", "grade", "sources", "sentence",
)  # fmt: skip


def tell_dials(section: str | None, *, as_markdown: bool, as_json: bool) -> None:
    """Print the numbers of base or of one section, as text, Markdown or JSON."""
    if as_json and as_markdown:
        raise click.UsageError("--json and --markdown exclude each other.")
    found = _numbers(section)
    if as_json:
        print_json([_record(one) for one in found])
    elif as_markdown:
        rows = [_row(one) for one in found]
        columns = ([row[name] for row in rows] for name in HEAD)
        click.echo(markdown_table(HEAD, columns), nl=False)
    else:
        _print(found)


def _numbers(section: str | None) -> Sequence[Number]:
    """Return the numbers of base, or those of a section; an unknown one is a usage error."""
    found = numbers_of(load("base"))
    if section is None:
        return found
    sections = sections_of(found)
    check_known("section", section, sections)
    return in_section(found, section)


def _record(one: Number) -> dict[str, Any]:
    """Return a number for a program to read: its declaration, its value, its grade and sources."""
    sources = [{**asdict(ground), "in_words": ground.in_words} for ground in one.grounds]
    about = {
        "section": one.section,
        "value": one.value,
        "grade": one.grade,
        "fitted": one.fitted,
        "sources": sources,
    }
    return {**asdict(one.dial), **about}


def _row(one: Number) -> dict[str, str]:
    """Return a number as a row of the reference table."""
    return {
        "name": one.name,
        "unit": one.dial.unit,
        "allowed": one.dial.allowed,
        "default": _written(one.dial.default),
        "base": _written(one.value),
        "kind": one.dial.kind,
        "grade": one.grade,
        "sources": "; ".join(sources_of(one)),
        "sentence": one.dial.sentence,
    }


def _written(value: Any) -> str:
    """Return a value as a scenario file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if not hasattr(value, "items"):
        return f"{value:.15g}"
    return json.dumps(dict(value)).replace('"', "")


def _print(found: Sequence[Number]) -> None:
    """Print the numbers section by section."""
    section = ""
    for one in found:
        if one.section != section:
            section = one.section
            click.echo(f"{section}\n{'=' * len(section)}\n")
        _print_one(one)


def _print_one(one: Number) -> None:
    """Print a number with the value base gives it, what it takes, its grade and its sources."""
    default, value = _written(one.dial.default), _written(one.value)
    unlike = f" Default: {default}." if default != value else ""
    click.echo(f"{one.name} = {value}")
    indented(one.dial.sentence, 4)
    once = " Read once, at the start." if one.dial.at_start else ""
    indented(f"Takes {one.dial.allowed}. Kind: {one.dial.kind}.{unlike}{once}", 4)
    fitted = " (fitted to the record)" if one.fitted else ""
    indented(f"Grade: {one.grade}{fitted}. Rests on:", 4)
    for source in sources_of(one):
        indented(f"- {source}", 6)
    click.echo("")
