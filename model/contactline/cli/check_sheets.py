"""What `check` prints: the patterns by set-up, and a closing sentence; or JSON."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from contactline.study.patterns.verdict import Check, Verdict

HEAD = ("Pattern (unit)", "Record", "Tolerance", "Model (95 % interval)", "Verdict")
NARROW, WIDE = 80, 100
LEAST_TITLE = 18
GAP = "  "


def print_check(check: Check) -> None:
    """Print a table of the patterns, grouped by the situation they were measured in."""
    from contactline.cli.printing import indented, paragraph
    from contactline.show.words import NOT_A_FORECAST
    from contactline.show.words.checks import MEANING, met_sentence, setup_in_words

    paragraph(NOT_A_FORECAST)
    rows = [_row(one) for one in check.verdicts]
    widths = _widths(rows)
    for line in _lines(HEAD, widths):
        click.echo(line)
    click.echo(GAP + GAP.join("-" * width for width in widths))
    setups = [setup_in_words(one) for one in check.verdicts]
    for setup, group in groupby(zip(setups, rows, strict=True), key=lambda pair: pair[0]):
        click.echo("")
        indented(f"{setup}:", 0)
        for _, row in group:
            for line in _lines(row, widths):
                click.echo(line)
    click.echo("")
    paragraph(met_sentence(check))
    paragraph(f"{MEANING} Scenario {check.scenario}, seed {check.seed}.")


def _row(one: Verdict) -> tuple[str, ...]:
    """Return a pattern as text: title and unit, record, tolerance, model, verdict."""
    from contactline.show.words.checks import said_of, title_with_unit, verdict_word

    said = said_of(one)
    numbers = (said.record, said.tolerance, said.model_and_interval)
    return (title_with_unit(one, said.unit), *numbers, verdict_word(one))


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of each column; the first takes what the terminal leaves it."""
    widths = [max(map(len, column)) for column in zip(HEAD, *rows, strict=True)]
    line = min(max(shutil.get_terminal_size().columns, NARROW), WIDE)
    left = line - sum(widths[1:]) - len(GAP) * len(widths)
    return [max(LEAST_TITLE, min(widths[0], left)), *widths[1:]]


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return a row as lines; a long title goes on below itself."""
    title, *rest = textwrap.wrap(row[0], widths[0]) or [""]
    cells = [text.ljust(width) for text, width in zip((title, *row[1:]), widths, strict=True)]
    first = GAP + GAP.join(cells)
    return [first.rstrip(), *(f"{GAP}{line}" for line in rest)]


def as_record(check: Check) -> dict[str, Any]:
    """Return a check for a program to read, and for `seeds/calibration/check.json`."""
    from contactline import __version__
    from contactline.show.words import NOT_A_FORECAST
    from contactline.show.words.checks import MEANING, met_sentence
    from contactline.study.patterns.stored import as_plain

    said = {"caution": NOT_A_FORECAST, "sentence": met_sentence(check), "meaning": MEANING}
    return {**said, "version": __version__, **as_plain(check)}
