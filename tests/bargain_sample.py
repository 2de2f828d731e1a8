"""Tables of stances that the tests of `bargain` read, and a model of their own to play."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from contactline.bargaining import OFFERS, Model, Round

REFERENCE = Path(__file__).parent / "reference"

# Bueno de Mesquita's case of car emission standards in the European Community: years of delay.
EMISSIONS = """\
actor,capability,position,salience
Netherlands,0.08,4,0.80
Belgium,0.08,7,0.40
Luxembourg,0.03,4,0.20
Germany,0.16,4,0.80
France,0.16,10,0.60
Italy,0.16,10,0.60
United Kingdom,0.16,10,0.90
Ireland,0.05,7,0.10
Denmark,0.05,4,1.00
Greece,0.08,7,0.70
"""


def ktab_rows(name, **having):
    """The rows of a published file of KTAB (see reference/README.md) that have these values."""
    with (REFERENCE / f"ktab_{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if having.items() <= row.items()]


def ktab_text(case, *, final_comma=True):
    """A published case of KTAB in KTAB's own form, as its files write it."""
    rows = ktab_rows("smp_inputs", case=case)
    actors = list(dict.fromkeys(row["actor"] for row in rows))
    issues = list(dict.fromkeys(row["dimension"] for row in rows))
    pairs = "".join(f"{issue},Sal{at}," for at, issue in enumerate(issues, start=1))
    lines = [f'{case} ,"A test, of reading",{len(actors)},{len(issues)},']
    lines += [f"Actor,Description,Power,{pairs}"]
    for actor in actors:
        mine = [row for row in rows if row["actor"] == actor]
        numbers = ", ".join(f"{row['position_0_100']},  {row['salience_pct']}" for row in mine)
        start = f"{actor}, Random Spatial Actor, {mine[0]['capability']}"
        lines.append(f"{start}, {numbers}{',' if final_comma else ''}")
    return "\n".join(lines) + "\n"


def haggling(table, options, draws):
    """Yield two rounds: the first actor meets the second half way, then nobody moves."""
    start = table.positions
    half = start.copy()
    half[0] = (start[0] + start[1]) / 2
    none = np.full(start.shape, -1)
    nothing = np.full(start.shape, np.nan)
    taken = np.zeros(start.shape, dtype=np.int64)
    taken[0] = OFFERS.index("compromise")
    partner = np.where(taken > 0, 1, none)
    odds, gain = np.where(taken > 0, 0.42, nothing), np.where(taken > 0, -0.1148, nothing)
    going = np.ones(start.shape[-1], dtype=bool)
    yield Round(half, partner, partner, taken, odds, gain, -2 * gain, going)
    yield Round(half, none, none, 0 * taken, nothing, nothing, nothing, going)


HAGGLING = Model("haggling", "model of haggling", "these tests", rounds=haggling)
