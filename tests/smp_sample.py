"""The published cases of KTAB, random tables, and what tests of the Spatial Model share."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from contactline.bargaining import MODELS, SmpOptions, Table
from contactline.bargaining.options import kinds, words_of
from contactline.bargaining.smp.contest import (
    contests,
    distances,
    risk_as_seen,
)
from contactline.bargaining.smp.power import risks
from contactline.bargaining.smp.rounds import in_units

REFERENCE = Path(__file__).parent / "reference"
PAGE = (Path(__file__).parents[1] / "docs" / "bargaining" / "smp.md").read_text(encoding="utf-8")
SMP = MODELS["smp"]
CASES = {
    "dummy_3dim": SmpOptions(),
    "smp_example_xml": SmpOptions(voting="proportional_cubic", election="markov_incentive"),
}
CHOICES = [
    (name, word)
    for name, kind in kinds(SmpOptions).items()
    for word in words_of(kind)
    if word != getattr(SmpOptions(), name)
]


def rows_of(name):
    return list(csv.DictReader((REFERENCE / f"ktab_smp_{name}.csv").read_text().splitlines()))


HEADS = ("actor", "dimension")
CHALLENGES, RISKS = rows_of("expected_challenges_turn0"), rows_of("expected_risk_turn0")
POSITIONS, CHANCES = rows_of("expected_positions"), rows_of("expected_winprob")


@cache
def published(case):
    """The actors, the issues and the table of a published case."""
    rows = [row for row in rows_of("inputs") if row["case"] == case]
    actors, issues = (list(dict.fromkeys(row[part] for row in rows)) for part in HEADS)
    positions, saliences = np.empty((2, len(actors), len(issues)))
    for row in rows:
        at = actors.index(row["actor"]), issues.index(row["dimension"])
        positions[at], saliences[at] = float(row["position_0_100"]), float(row["salience_pct"])
    capability = {row["actor"]: float(row["capability"]) for row in rows}
    return actors, issues, Table.checked(positions, saliences / 100, list(capability.values()))


@cache
def published_path():
    return SMP.path(published("dummy_3dim")[2])


def after(table, positions):
    """The table once its actors stand elsewhere, with saliences as shares."""
    return replace(in_units(table), positions=positions[..., None])


def contest_of(table, options, eyes="challenger"):
    """The contest between every two actors, as they stand."""
    resists = table.saliences.sum(axis=1)
    return contests(
        distances(table.positions / 100, table.saliences),
        risk_as_seen(risks(table, options), 1 / 3),
        table.capabilities * resists,
        resists,
        voting=options.voting,
        eyes=eyes,
    )


def random(actors, issues, worlds=1, seed=1):
    """A table without ties; saliences of an actor sum to 0.9."""
    rng = np.random.default_rng(seed)
    saliences = rng.random((actors, issues, worlds))
    saliences *= 0.9 / saliences.sum(axis=1, keepdims=True)
    positions = rng.random((actors, issues, worlds)) * 100
    return Table.checked(positions, saliences, rng.random((actors, worlds)) + 0.1)


def ends_of(path):
    return path.rounds[-1].positions
