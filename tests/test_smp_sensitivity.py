"""How far the drafts of the Spatial Model of Politics jump when one stance hardly changes.

The numbers stand on the page about the model, among what it gets wrong.
"""

from pathlib import Path

import numpy as np
import pytest

from contactline.bargaining import MODELS, Table

PAGE = Path(__file__).parents[1] / "docs" / "bargaining" / "smp.md"
NUDGE = 0.1
SIZES = {"six actors and two issues": (6, 2), "twelve actors and five issues": (12, 5)}
SHARES = {"six actors and two issues": 1 / 3, "twelve actors and five issues": 4 / 5}


def random_table(actors, issues, worlds=200):
    draw = np.random.default_rng(1).random
    saliences = draw((actors, issues, worlds))
    saliences *= 0.9 / saliences.sum(axis=1, keepdims=True)
    return Table.checked(
        100 * draw((actors, issues, worlds)), saliences, 0.1 + draw((actors, worlds))
    )


def jumps(model, table):
    """How far the draft goes, on the issue where it goes furthest, for a nudge to one position."""
    nudged = table.positions.copy()
    nudged[0, 0] += np.where(nudged[0, 0] < 50, NUDGE, -NUDGE)
    parts = table.saliences, table.capabilities, table.walkaway
    draft = MODELS[model].draft
    return np.abs(draft(table) - draft(Table(nudged, *parts))).max(axis=0)


@pytest.mark.parametrize(("size", "about"), list(SHARES.items()))
def test_a_tenth_of_a_point_may_move_the_draft_by_more_than_one(size, about):
    share = (jumps("smp", random_table(*SIZES[size])) > 1).mean()
    assert share == pytest.approx(about, abs=0.1)
    assert size in " ".join(PAGE.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("size", SIZES)
def test_it_moves_a_mean_by_less_than_itself(size):
    assert jumps("compromise", random_table(*SIZES[size])).max() < NUDGE
