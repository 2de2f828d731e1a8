"""A model by hand for the tests of the ledger: who holds is known without a run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from contactline.luck import Luck
from contactline.scenario import load
from contactline.study.ensemble import Results
from contactline.world.settings import Settings

BASE = load("base")
SHORT = BASE.with_horizon(70)


def drawn(scenario, worlds, seed):
    return Settings(scenario.dials, Luck(seed, np.arange(worlds)))


def by_hand(scenario, *, worlds, seed, workers):
    """Worlds 0, 1, ... hold where aid exceeds their part of the whole; backing shifts that."""
    assert workers == 1
    dials = drawn(scenario, worlds, seed)
    edge = (np.arange(worlds) + 0.5) / worlds
    push = dials.broker.aid_to_ukraine - 0.5 * (scenario.dials["mission.proposal"] == "none")
    holds = edge < push + dials.broker.backing
    outcome = np.where(holds, "holds_with_troops_on_line", "collapsed")
    table = pd.DataFrame(
        {"outcome": outcome, "ceasefires": 1, "end_troops": np.where(holds, 500.0, 0.0)}
    )
    empty = np.empty((0, 0), dtype=np.int64)
    return Results(
        scenario=scenario, seed=seed, worlds=worlds, columns=table, histograms={},
        line_violations=empty, line_world_weeks=empty.ravel(), phases=empty, samples={}, seconds=0,
    )  # fmt: skip


@pytest.fixture
def toy(monkeypatch):
    for room in ("one_dial", "assembling"):
        monkeypatch.setattr(f"contactline.study.ledger.{room}.run", by_hand)


SIMPLE = BASE.with_dials(
    {"broker.aid_to_ukraine": {"uniform": [0, 1]}, "broker.backing": 0.2, "war.aid_effect": 0.5}
)
FLAT = SIMPLE.with_dials({"broker.aid_to_ukraine": 0.45})
