"""Land, aid and exhaustion move what a text says, not only when it comes.

Sweeps are paired: one dial is moved, everything else and all luck stay the same. The draft is
looked at on one day, in worlds at war; the terms signed where a text is signed under both.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside_sample import beside
from contactline.dials.issues import ALIGNMENT, TERRITORY
from contactline.luck import Luck
from contactline.scenario import load
from contactline.world.land import as_told_from_line, line_on_scale, told_from_line
from contactline.world.outcomes import columns
from contactline.world.theatre import Staging, Theatre
from contactline.world.wording import terms_in_words
from worlds_sample import column, theatre_of

WORLDS, DAY = 150, 364
BASE = load("base")
POSITIONS, AREAS = st.floats(0, 100), st.floats(-200_000, 500_000)

# Values from best for Ukraine to best for Russia.
SWEEPS = {
    "land": ("war.km2_per_assault", (0.02, 0.06, 0.2)),
    "aid": ("broker.aid_to_ukraine", (1.5, 0.75, 0)),
    "exhaustion of Ukraine": ("war.exhaustion_start_ukraine", (0.1, 0.4, 0.7)),
    "exhaustion of Russia": ("war.exhaustion_start_russia", (0.6, 0.3, 0)),
}


# --- The line on the scale ---------------------------------------------------------------------


def test_the_line_on_the_scale_by_hand():
    area = column(0, 13_000, 26_000, 400_000, -54_000, -108_000)
    line = line_on_scale(area)
    assert line.tolist() == [50, 75, 100, 100, 25, 0]
    assert told_from_line(column(50), line).tolist() == line.tolist()
    assert told_from_line(column(75), column(60)).tolist() == [80]
    assert told_from_line(column(25), column(60)).tolist() == [30]
    assert told_from_line(column(37.3), column(50)).tolist() == [37.3]


@given(POSITIONS, POSITIONS, AREAS)
def test_the_ends_stay_and_order_is_kept(one, other, area):
    line = line_on_scale(column(area))
    assert told_from_line(column(0, 100), line).tolist() == [0, 100]
    near, far = (told_from_line(column(at), line) for at in sorted((one, other)))
    assert 0 - 1e-9 <= near <= far + 1e-9
    assert far <= 100 + 1e-9
    if 1 < line[0] < 99:
        assert as_told_from_line(near, line) == pytest.approx(min(one, other), abs=1e-9)


def test_a_freeze_is_called_one_wherever_the_line_lies():
    terms = np.array([70.0, 40, 0, 50, 80])
    assert "a freeze along the contact line, nothing recognised (70 of 100)" in terms_in_words(
        terms, 0, column(70)[0]
    )
    assert "more land for Russia than it holds" in terms_in_words(terms, 0, column(50)[0])


def test_a_draft_and_red_lines_on_land_go_with_the_line():
    theatre = theatre_of(BASE, worlds=64)
    sides, talks = theatre.sides, theatre.talks
    possible, before = talks.possible.copy(), talks.terms[TERRITORY].copy()
    sides.see_the_line(np.full(64, 60.0), theatre.settings)
    talks.work_out(theatre.settings)
    assert talks.terms[TERRITORY] == pytest.approx(told_from_line(before, np.full(64, 60.0)))
    assert (talks.possible == possible).all()
    drawn = sides.russia.at_least[TERRITORY]
    assert sides.own_at_least[TERRITORY, 1] == pytest.approx(told_from_line(drawn, sides.line))


def test_once_the_four_oblasts_are_taken_a_freeze_gives_what_was_asked_for():
    june = {"actors.russia.territory.at_least": 100, "actors.ukraine.territory.at_most": 60}
    theatre = theatre_of(BASE.with_dials(june), worlds=8)
    assert not theatre.talks.possible.any()
    theatre.sides.see_the_line(np.full(8, 100.0), theatre.settings)
    assert (theatre.sides.at_least <= theatre.sides.at_most)[TERRITORY].all()


# --- In the theatre ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """A setting: its drafts of the day (issues, worlds), which worlds are at war, its outcomes."""

    drafts: np.ndarray
    at_war: np.ndarray
    outcomes: pd.DataFrame


@cache
def seen(name):
    """What the same worlds come to under each value of a sweep, side by side in one theatre."""
    dial, values = SWEEPS[name]
    together = beside([BASE.with_dials({dial: value}) for value in values])
    theatre = Theatre(Staging(written=together), Luck(1, np.tile(np.arange(WORLDS), len(values))))
    theatre.run_until(DAY)
    drafts, at_war = theatre.talks.terms.copy(), ~theatre.agreement.in_force
    theatre.run_until(BASE.horizon_days)
    theatre.finish(BASE.horizon_days)
    table = pd.DataFrame(columns(theatre))
    parts = [slice(at * WORLDS, (at + 1) * WORLDS) for at in range(len(values))]
    return [
        Seen(drafts[:, part], at_war[part], table[part].reset_index(drop=True)) for part in parts
    ]


@pytest.mark.parametrize("name", SWEEPS)
def test_power_moves_the_draft_of_a_day(name):
    everywhere = np.logical_and.reduce([one.at_war for one in seen(name)])
    assert everywhere.sum() > WORLDS / 2
    land = [one.drafts[TERRITORY, everywhere].mean() for one in seen(name)]
    assert (np.diff(land) > (2 if name == "land" else 0.1)).all(), land
    if name != "land":
        alignment = [one.drafts[ALIGNMENT, everywhere].mean() for one in seen(name)]
        assert (np.diff(alignment) < -0.5).all(), alignment


@pytest.mark.parametrize("name", SWEEPS)
def test_power_moves_the_terms_that_are_signed(name):
    """A tired side also signs sooner, before more land is lost: so it is seen on alignment."""
    good, bad = seen(name)[0].outcomes, seen(name)[-1].outcomes
    both = good["day_ceasefire"].notna() & bad["day_ceasefire"].notna()
    assert both.sum() >= 30
    land, alignment = ((bad - good)[both] for good, bad in _terms(good, bad))
    moved = land if name == "land" else -alignment
    assert moved.mean() > max(1, 3 * moved.std() / np.sqrt(both.sum())), moved.mean()


def _terms(good, bad):
    """The terms signed on land and on alignment under both."""
    return [(good[one], bad[one]) for one in ("terms_territory", "terms_alignment")]
