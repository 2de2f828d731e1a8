"""What inputs make of a measure by Sobol and by Morris, as tables to read."""

from __future__ import annotations

import math

from contactline.language import say
from contactline.language.phrases import decimal, whole
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.effects import name_of, rows_text
from contactline.show.words.in_units import Measured
from contactline.study.sensitivity import Morris, Sobol

MOST_ROWS = 15


def sobol_sheets(found: Sobol) -> list[Sheet]:
    """Return a row an input: alone, and with all interactions; and one a pair, if asked for."""
    rows = tuple(
        (
            name_of(found, one.input),
            _index(one.first, one.first_reach, one.first_most),
            _index(one.total, one.total_reach, one.total_most),
        )
        for one in found.indices[:MOST_ROWS]
    )
    head = (_whose(found), say("Alone"), say("With all interactions"))
    caption = say(
        "Sobol indices, the {n} largest of {of}: {rows}",
        n=len(rows), of=whole(len(found.indices)), rows=rows_text(found),
    )  # fmt: skip
    return [Sheet(caption, head, rows), *_pairs(found)]


def _pairs(found: Sobol) -> list[Sheet]:
    """Return what two inputs do only together, the largest first."""
    if not found.pairs:
        return []
    rows = tuple(
        (
            name_of(found, one.a),
            name_of(found, one.b),
            _index(one.second, one.reach, one.most),
        )
        for one in found.pairs[:MOST_ROWS]
    )
    head = (_whose(found), say("with"), say("Only together"))
    caption = say(
        "What two do only together, the {n} largest of {of} pairs",
        n=len(rows), of=whole(len(found.pairs)),
    )  # fmt: skip
    return [Sheet(caption, head, rows)]


def morris_sheet(found: Morris) -> Sheet:
    """Return a row an input: mean size and direction of its effects, their spread, and chance."""
    asked = Measured(found.measure)
    rows = []
    for one in found.effects[:MOST_ROWS]:
        known = [] if math.isnan(one.sigma) else [one.sigma]
        numbers = asked.numbers([one.mu_star, one.reach, one.mu, one.noise, *known])
        size, reach, mean, noise, *spread = numbers
        told = say("within noise") if one.within_noise else ""
        rows.append(
            (name_of(found, one.input), f"{size} ± {reach}", mean, *(spread or [NONE]), noise, told)
        )
    head = (
        _whose(found), say("Mean size"), say("Mean"), say("Spread"), say("By chance"), "",
    )  # fmt: skip
    caption = say(
        "Effects over the whole range in {unit}, the {n} largest of {of}: {rows}",
        unit=asked.unit_of_difference, n=len(rows), of=whole(len(found.effects)),
        rows=rows_text(found),
    )  # fmt: skip
    return Sheet(caption, head, tuple(rows))


def _whose(found: Sobol | Morris) -> str:
    return say("Group") if found.by_group else say("Input")


def _index(index: float, reach: float, most: float) -> str:
    """Return an index with its reach, or how large it is at most."""
    if math.isnan(index):
        return say("not told from 0 (at most {most})", most=decimal(min(most, 1.0), 2))
    return f"{decimal(index, 2)} ± {decimal(reach, 2)}"
