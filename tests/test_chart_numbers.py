"""The numbers behind the charts, worked by hand."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from charts_sample import CHRONICLE, base, entry, histogram
from contactline.dials.measures import OUTCOMES
from contactline.evidence import front
from contactline.show.charts.actor_labels import Position, labels_of
from contactline.show.charts.fan import fan_data, known_where, share_with_some, with_some
from contactline.show.charts.flips import flips_data
from contactline.show.charts.line import (
    by_direction,
    change_of,
    change_scale,
    colour_scale,
    line_data,
    top_fifth_share,
)
from contactline.show.charts.map_window import sector_paths, window_around
from contactline.show.charts.outcome_bars import outcome_bars_data
from contactline.show.charts.paired import paired_data, row_of, standing_out
from contactline.show.charts.phases import label_place, phases_data
from contactline.show.charts.stances import stances_data
from contactline.show.charts.survival import survival_data
from contactline.show.charts.timeline import ROOM_IN, Stretch, size_in, stretches_of, timeline_data
from contactline.show.charts.troops import troops_data
from contactline.study.comparison import Difference, compare
from contactline.world.weekly import POSITIONS


def test_outcome_bars_count_worlds_and_dots_follow_them():
    run = base()
    run.columns["outcome"] = ["no_talks"] * 45 + ["collapsed"] * 15
    data = outcome_bars_data([run])
    at = [list(OUTCOMES).index(name) for name in ("collapsed", "no_talks")]
    assert data.counts[0, at].tolist() == [15, 45]
    assert data.counts.sum() == 60
    assert np.bincount(data.dots(0))[at].tolist() == [13, 37]
    assert len(data.dots(0)) == 50
    assert (data.low <= data.shares).all()
    assert (data.shares <= data.high).all()


def test_survival_reads_one_year_and_counts_what_is_at_risk():
    run = base()
    held = np.full(60, np.nan)
    held[:4] = [10, 100, 400, 500]
    run.columns["days_held"] = held
    run.columns["still_holding"] = np.arange(60) == 3
    data = survival_data([run])
    life = data.lives[0]
    assert data.read_out_day == 365
    assert life.read_out.share[0] == pytest.approx(0.5)
    assert life.table.at_risk[:3].tolist() == [4, 3, 2]
    assert np.isnan(life.daily.share[501:]).all()


def test_a_short_horizon_is_read_at_its_last_tick():
    data = survival_data([base(horizon_days=30)])
    assert data.read_out_day == data.ticks[-1] <= 30


def test_troops_say_how_many_worlds_see_any_and_who_sends_none():
    run = base()
    run.columns["peak_troops"] = [100.0] * 15 + [0.0] * 45
    run.columns["peak_troops.france"] = [900.0] * 5 + [100.0] * 10 + [0.0] * 45
    run.columns["peak_troops.latvia"] = [0.0] * 60
    data = troops_data([run])
    assert data.ever == (0.25,)
    assert "Latvia" not in [one.name for one in data.senders]
    assert (data.senders[0].name, data.senders[0].share) == ("France", 0.25)
    assert data.senders[0].median == 100


def test_troops_are_shown_among_the_worlds_that_have_some():
    weekly = histogram(np.array([[0.0] * 6 + [100.0] * 3 + [1000.0], [0.0] * 10]))
    assert share_with_some(weekly).tolist() == [0.4, 0]
    some = with_some(weekly)
    assert some.n.tolist() == [4, 0]
    assert some.quantiles((0.5,))[0, 0] == pytest.approx(100, rel=0.03)
    fan = known_where(fan_data(some), np.asarray(some.n) >= 5)
    assert np.isnan(fan.quantiles).all()


def test_a_fan_holds_quantiles_and_at_most_three_worlds():
    values = np.array([[0.0, 1, 2, 3, 4], [np.nan] * 5])
    fan = fan_data(histogram(values, POSITIONS), np.ones((2, 4)))
    assert fan.quantiles[:, 0].tolist() == [0, 1, 2, 3, 4]
    assert np.isnan(fan.quantiles[:, 1]).all()
    assert fan.samples.shape == (2, 3)
    assert fan.top == 4


def line_run(violations, worlds):
    scenario = SimpleNamespace(name="x", title="X", date=date(2024, 12, 3))
    return SimpleNamespace(
        scenario=scenario,
        line_violations=np.array(violations),
        line_world_weeks=np.array(worlds),
    )


def test_line_means_are_over_worlds_in_a_ceasefire_and_unknown_without():
    data = line_data(line_run([[0, 0], [6, 2], [0, 4]], [0, 2, 4]))
    assert np.isnan(data.by_week[:, 0]).all()
    assert data.by_week[:, 1:].tolist() == [[3.0, 0.0], [1.0, 1.0]]
    assert data.by_sector.tolist() == [1.0, 1.0]
    assert data.world_weeks == 6


def test_top_fifth_share_is_that_of_the_busiest_sectors():
    assert top_fifth_share(np.array([8.0, 1, 1, 0, 0])) == pytest.approx(0.8)
    assert top_fifth_share(np.zeros(5)) == 0


def test_colours_span_at_most_three_powers_of_ten_and_survive_nothing():
    norm = colour_scale([np.array([1e-6, 100.0, np.nan, 0])])
    assert (norm.vmin, norm.vmax) == (pytest.approx(0.1), 100)
    assert norm(0.0) == 0
    assert colour_scale([np.zeros(3)]).vmax == 1


def test_changes_on_the_line_are_per_cent_of_the_reference():
    before, after = np.array([2.0, 0.0, 4.0]), np.array([3.0, 1.0, 2.0])
    assert change_of(before, after)[[0, 2]].tolist() == [50, -50]
    assert np.isnan(change_of(before, after)[1])
    assert change_scale([np.array([3.0, -18, np.nan])]).vmax == 20
    assert by_direction(before, ["a", "a", "b"]).tolist() == [1, 1, 4]


def test_sector_paths_join_without_a_gap_and_lie_in_the_window():
    line = front()
    paths = sector_paths(line)
    assert paths.shape == (len(line.sector_lat), 3, 2)
    assert np.array_equal(paths[:-1, 2], paths[1:, 0])
    window = window_around(line, 8.0)
    assert (paths[..., 0] > window.west).all()
    assert (paths[..., 0] < window.east).all()
    assert window.degrees_long(100) == pytest.approx(1.35, abs=0.02)


def test_phases_are_shares_from_ceasefire_to_war():
    run = base()
    run.phases[0] = [30, 20, 10]
    assert phases_data(run).shares[:, 0].tolist() == pytest.approx([1 / 6, 1 / 3, 1 / 2])
    assert phases_data(run).shares.sum(axis=0) == pytest.approx(1)


def test_a_label_goes_where_it_has_room_or_nowhere():
    low, high = np.zeros(9), np.array([0, 0, 20, 20, 20, 0, 0, 0, 0])
    assert label_place(low, high, 1, 7) == (3.5, 10)
    assert label_place(low, high, 2, 7) is None
    assert label_place(low, high, 1, 7, [3.0]) != (3.5, 10)
    assert label_place(low, high, 1, 7, [float(week) for week in range(9)]) is None


def test_stances_leave_out_who_has_none_and_name_neighbours_together():
    run = base()
    run.scenario.actors["nato"].stances = {}
    issues = {issue.name: issue for issue in stances_data(run).issues}
    assert "nato" not in [one.key for one in issues["territory"].positions]

    def position(key, place, role="contributor"):
        return Position(key, key.title(), role, np.array([np.nan, place]))

    near = [position("latvia", 61), position("ukraine", 60, "belligerent")]
    groups = labels_of(near, lambda _: True)
    assert [(place, names) for place, names, _ in groups] == [(60.5, "Ukraine, Latvia")]


def test_labels_without_room_are_shared_by_actors_farther_apart():
    far = [Position(key, key.title(), "contributor", np.array([at])) for key, at in PLACES]
    each, shared = (
        [names for _, names, _ in labels_of(far, lambda labels, most=most: len(labels) <= most)]
        for most in (3, 2)
    )
    assert each == ["Spain", "Italy", "France"]
    assert shared == ["Italy, Spain", "France"]


PLACES = (("spain", 20.0), ("italy", 30.0), ("france", 60.0))


def difference(**changes):
    settings = {
        "name": "m", "label": "M", "unit": "soldiers", "a": 1.0, "b": 2.0, "difference": -500.0,
        "low": -1000.0, "high": 250.0, "n": 9, "n_a": 9, "n_b": 9, "higher": 1, "lower": 2,
    }  # fmt: skip
    return Difference(**(settings | changes))


def test_a_measure_is_scaled_to_its_interval_and_keeps_its_unit_in_words():
    row = row_of(difference())
    assert (row.low, row.middle, row.high) == (-1, -0.5, 0.25)
    assert row.within_noise
    assert (row.change, row.text) == ("−500 soldiers", "95 % interval −1,000 to 250")
    assert "n = 4" in row_of(difference(n=4)).text


def test_a_measure_of_one_world_has_no_interval():
    row = row_of(difference(low=-np.inf, high=np.inf, n=1, n_a=1, n_b=1))
    assert row.middle == -1
    assert (row.change, row.text) == ("−500 soldiers", "too few worlds to tell")


def test_a_share_is_drawn_in_points():
    row = row_of(difference(unit="share", a=0.2, b=0.31, difference=0.11, low=0.05, high=0.17))
    assert row.middle == pytest.approx(11 / 17)
    assert not row.within_noise
    assert (row.change, row.text) == ("+11 points", "95 % interval 5 to 17; 20 % → 31 %")


def test_one_outcome_and_the_two_clearest_measures_stand_out():
    share = {"unit": "share", "difference": 0.1, "low": 0.0, "high": 0.2}
    with_value = difference(name="having", unit="share")
    found = [
        difference(name="faint", **share),
        difference(name="clear", **share | {"low": 0.05, "high": 0.15}),
        difference(name="few", low=-np.inf, high=np.inf, having=with_value),
        difference(name="far", difference=9.0, low=8.0, high=10.0, having=with_value),
        difference(name="near", having=with_value),
    ]
    assert [one.name for one in standing_out(found)] == ["clear", "far", "near"]


def test_paired_counts_the_worlds_that_flip():
    a, b = base(), base()
    a.columns["outcome"] = ["collapsed"] * 60
    b.columns["outcome"] = ["collapsed"] * 50 + ["holds_with_troops_on_line"] * 10
    data = flips_data(compare(a, b))
    assert (data.changed, data.total) == (10, 60)
    assert data.worlds[4, 0] == 10
    assert paired_data(compare(a, b)).changed == 10


def test_states_of_a_world_follow_its_chronicle():
    assert stretches_of(CHRONICLE, 730) == (
        Stretch("war", 0, 91),
        Stretch("talks", 91, 133),
        Stretch("ceasefire", 133, 301),
        Stretch("war", 301, 730),
    )


def test_a_ceasefire_imposed_on_day_0_leaves_no_war_of_no_days():
    assert stretches_of([entry(0, "imposed")], 30) == (Stretch("ceasefire", 0, 30),)


def test_a_timeline_keeps_the_turns_and_thins_routine():
    many = CHRONICLE + [entry(day, "withdrawal") for day in range(310, 350)]
    data = timeline_data(many, scenario="X", world=1, start=date(2024, 12, 3), horizon_days=730)
    kinds = [item.kind for item in data.items]
    assert {"talks open", "ceasefire", "escalation", "horizon"} <= set(kinds)
    assert sum(map(size_in, data.items)) <= ROOM_IN
    assert kinds.count("fire") <= 3
    assert data.left_out > 0
    assert [item.day for item in data.items] == sorted(item.day for item in data.items)
