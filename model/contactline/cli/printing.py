"""What a run prints on stdout: sentences, a compact table, and where everything lies; or JSON."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.report import Study, ViewOfRuns
    from contactline.show.sheets.runs import Sheet
    from contactline.study.comparison import Comparison
    from contactline.study.expectations import Expectation

NARROW, WIDE = 60, 100


def print_study(study: Study, folder: Path, *, matrix: bool = False) -> None:
    """Print what a study says. matrix: also from which outcome to which worlds move."""
    from contactline.show.words import NOT_A_FORECAST

    paragraph(NOT_A_FORECAST)
    for view in study.views:
        click.echo(f"{view.name.capitalize()}\n{'=' * len(view.name)}\n")
        _print_view(study, view, matrix=matrix)
    for name, path in places(folder).items():
        click.echo(f"{name:<8}{path}")


def _print_view(study: Study, view: ViewOfRuns, *, matrix: bool) -> None:
    """Print the sentences and the table of one view."""
    from contactline.show.report.headlines import headlines, paired_sentences
    from contactline.show.sheets.pairs import flip_sheet
    from contactline.show.sheets.runs import outcome_sheet

    focus = [scenario.name for scenario in study.focus]
    for name, said in headlines(study, view):
        if name in focus or matrix:
            for sentence in said:
                paragraph(sentence)
    sheet(outcome_sheet(view.runs))
    for one in view.comparisons:
        said = paired_sentences(one)
        for sentence in said if matrix else said[:1]:
            paragraph(sentence)
        for found in _expectations(study, one):
            paragraph(f"{found.label}: the claim says {found.says}; the runs say {found.runs_say}.")
        if matrix:
            sheet(narrow(flip_sheet(one)))


def _expectations(study: Study, one: Comparison) -> tuple[Expectation, ...]:
    """Return what the claims of a scenario say against its runs; they are meant against base."""
    from contactline.study.expectations import BASE, expectations

    scenario = next(found for found in study.scenarios if found.name == one.b)
    return expectations(scenario, one) if one.a == BASE else ()


def places(folder: Path) -> dict[str, str]:
    """Return where the results lie, by what they are."""
    found = {"Table": folder / "table.md", "Charts": folder / "charts"}
    found["Report"] = folder / "report.html"
    return {name: str(path) for name, path in found.items() if path.exists()}


def paragraph(text: str) -> None:
    """Print a text in lines that fit, and an empty one."""
    indented(text, 0)
    click.echo("")


def indented(text: str, spaces: int) -> None:
    """Print a text in lines that fit, each after some spaces."""
    width = min(max(shutil.get_terminal_size().columns, NARROW), WIDE)
    indent = " " * spaces
    lines = textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    click.echo("\n".join(lines))


def dial_markdown(rows: Sequence[dict[str, str]], head: Sequence[str]) -> str:
    """Return the reference table of the dials in Markdown."""
    import pandas as pd

    from contactline.show.tables import markdown

    return markdown(pd.DataFrame(list(rows), columns=list(head)))


def sheet(one: Sheet) -> None:
    """Print a table in columns, its caption below."""
    rows = [one.head, *one.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(one.head))]
    for at, row in enumerate(rows):
        line = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        click.echo(f"  {line}".rstrip())
        if at == 0:
            click.echo("  " + "  ".join("-" * width for width in widths))
    click.echo("")
    paragraph(f"{one.caption}.")


def narrow(one: Sheet) -> Sheet:
    """Return a square table whose columns, named like its rows, have numbers for names."""
    rows = [(f"{at} {row[0]}", *row[1:]) for at, row in enumerate(one.rows, start=1)]
    head = (one.head[0], *(str(at) for at in range(1, len(one.head))))
    return replace(one, head=head, rows=tuple(rows))


def study_as_json(study: Study, folder: Path) -> dict[str, Any]:
    """Return what a study says, for a program to read."""
    from contactline.show import tables
    from contactline.show.report.headlines import headlines
    from contactline.show.words import NOT_A_FORECAST

    return {
        "caution": NOT_A_FORECAST,
        "command": study.command,
        "seed": study.seed,
        "worlds": study.worlds,
        "reference": study.reference,
        "sentences": [
            {"view": view.name, "scenario": name, "sentences": sentences}
            for view in study.views
            for name, sentences in headlines(study, view)
        ],
        "outcomes": records(tables.outcome_table(study.runs)),
        "measures": records(tables.measure_table(study.runs)),
        "contributors": records(tables.contributor_table(study.runs)),
        "differences": records(tables.difference_table(study.comparisons)),
        "paired": [_pair_as_json(study, one) for one in study.comparisons],
        "folder": str(folder),
        "files": places(folder),
    }


def _pair_as_json(study: Study, one: Comparison) -> dict[str, Any]:
    """Return a paired comparison in sentences, the claims set against it, and the flips."""
    from contactline.show.report.headlines import paired_sentences

    return {
        "view": one.view,
        "scenario": one.b,
        "reference": one.a,
        "sentences": paired_sentences(one),
        "claims": [_claim_as_json(found) for found in _expectations(study, one)],
        "worlds_that_change": one.flipped,
        "flips": {str(before): counts.to_dict() for before, counts in one.flips.iterrows()},
    }


def _claim_as_json(found: Expectation) -> dict[str, Any]:
    """Return what a claim leads to and what the runs say."""
    from contactline.show.words import expectation_sentence

    plain = {name: getattr(found, name) for name in ("name", "label", "says", "runs_say", "agrees")}
    return {**plain, "sentence": expectation_sentence(found)}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table; what is unknown or without bound is null."""
    rows: Sequence[dict[str, Any]] = frame.to_dict("records")
    return [{key: _plain(value) for key, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    return value
