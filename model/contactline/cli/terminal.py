"""What is printed: paragraphs that fit the terminal, and JSON."""

from __future__ import annotations

import json
import shutil
import textwrap
from math import isfinite
from typing import Any

import click

NARROW, WIDE = 60, 100
GLUE = "\N{BRAILLE PATTERN BLANK}"
"""As wide as a space, but no line is broken at it."""


def paragraph(text: str) -> None:
    """Print a text in lines that fit, and an empty one."""
    indented(text, 0)
    click.echo("")


def indented(text: str, spaces: int) -> None:
    """Print a text in lines that fit, each after some spaces; none begins with a lone "%"."""
    indent = " " * spaces
    lines = textwrap.wrap(
        text.replace(" %", f"{GLUE}%"), min(room(), WIDE), initial_indent=indent,
        subsequent_indent=indent, break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    click.echo("\n".join(lines).replace(GLUE, " "))


def room() -> int:
    """Return how many columns of text fit, 80 where no terminal says so."""
    return max(shutil.get_terminal_size().columns, NARROW)


def print_json(value: Any) -> None:
    """Print plain values as JSON."""
    click.echo(json_text(value))


def json_text(value: Any) -> str:
    """Return plain values as JSON; a number that is unknown or without bound is null."""
    return json.dumps(_known(value), ensure_ascii=False, indent=2, allow_nan=False)


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_known(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value
