"""The numbers behind the charts, worked by hand."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from charts_sample import CHRONICLE, SampleHistogram, base, entry
from contactline.evidence import front
from contactline.show.charts.actor_labels import Position, labels_of
from contactline.show.charts.fan import fan_data
from contactline.show.charts.line import colour_scale, line_data, top_fifth_share
from contactline.show.charts.line_weeks import stretches
from contactline.show.charts.map_window import sector_paths, window_around
from contactline.show.charts.outcome_bars import outcome_bars_data
from contactline.show.charts.paired import measure_row, paired_data, share_row
from contactline.show.charts.phases import label_place, phases_data
from contactline.show.charts.stances import stances_data
from contactline.show.charts.survival import survival_data
from contactline.show.charts.timeline import MOST, Stretch, stretches_of, timeline_data
from contactline.show.charts.troops import troops_data
from contactline.study.comparison import Difference, compare


def test_outcome_bars_count_worlds_and_dots_follow_them():
    run = base()
    run.outcomes["outcome"] = ["no_talks"] * 45 + ["collapsed"] * 15
    data = outcome_bars_data([run])
    assert data.counts.tolist() == [[0, 0, 0, 0, 15, 0, 45]]
    assert np.bincount(data.dots(0), minlength=7).tolist() == [0, 0, 0, 0, 12, 0, 38]
    assert (data.low <= data.shares).all()
    assert (data.shares <= data.high).all()


def test_survival_reads_one_year_and_counts_what_is_at_risk():
    run = base()
    held = np.full(60, np.nan)
    held[:4] = [10, 100, 400, 500]
    run.outcomes["days_held"] = held
    run.outcomes["still_holding"] = np.arange(60) == 3
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
    run.outcomes["peak_troops"] = [100.0] * 15 + [0.0] * 45
    run.histograms["troops.latvia"] = SampleHistogram(np.zeros((105, 60)))
    data = troops_data([run])
    assert data.ever == (0.25,)
    assert data.absent == ("Latvia",)
    tops = [one.fan.top for one in data.contributors]
    assert tops == sorted(tops, reverse=True)


def test_a_fan_holds_quantiles_and_at_most_three_worlds():
    fan = fan_data(SampleHistogram(np.array([[0.0, 1, 2, 3, 4], [np.nan] * 5])), np.ones((2, 4)))
    assert fan.quantiles[:, 0].tolist() == pytest.approx([0.2, 1, 2, 3, 3.8])
    assert np.isnan(fan.quantiles[:, 1]).all()
    assert fan.samples.shape == (2, 3)
    assert fan.top == pytest.approx(3.8)


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


def test_stretches_keep_the_order_of_the_front():
    assert stretches(["a", "a", "b"]) == [("a", 0, 2), ("b", 2, 3)]


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
    far = [Position(key, key.title(), "contributor", np.array([at])) for key, at in POSITIONS]
    each, shared = (
        [names for _, names, _ in labels_of(far, lambda labels, most=most: len(labels) <= most)]
        for most in (3, 2)
    )
    assert each == ["Spain", "Italy", "France"]
    assert shared == ["Italy, Spain", "France"]


POSITIONS = (("spain", 20.0), ("italy", 30.0), ("france", 60.0))


def difference(**changes):
    settings = {
        "name": "m", "label": "M", "unit": "soldiers", "a": 1.0, "b": 2.0, "difference": -500.0,
        "low": -1000.0, "high": 250.0, "n": 9, "n_a": 9, "n_b": 9, "higher": 1, "lower": 2,
    }  # fmt: skip
    return Difference(**(settings | changes))


def test_a_measure_is_scaled_to_its_interval_and_keeps_its_unit_in_words():
    row = measure_row(difference())
    assert (row.low, row.middle, row.high) == (-1, -0.5, 0.25)
    assert row.within_noise
    assert row.text == "−500 soldiers (−1,000 to 250)"
    assert "n = 4" in measure_row(difference(n=4)).text


def test_a_measure_of_one_world_has_no_interval():
    row = measure_row(difference(low=-np.inf, high=np.inf, n=1, n_a=1, n_b=1))
    assert row.middle == -1
    assert row.text == "−500 soldiers, too few worlds to tell"


def test_a_share_is_drawn_in_points():
    row = share_row(difference(unit="share", a=0.2, b=0.31, difference=0.11, low=0.05, high=0.17))
    assert row.middle == pytest.approx(11)
    assert not row.within_noise
    assert row.text == "20 % → 31 %: +11 points (5 to 17)"


def test_paired_counts_the_worlds_that_flip():
    a, b = base(), base()
    a.outcomes["outcome"] = ["collapsed"] * 60
    b.outcomes["outcome"] = ["collapsed"] * 50 + ["holds_with_troops_on_line"] * 10
    data = paired_data(compare(a, b), "A", "B")
    assert (data.flips.changed, data.flips.total) == (10, 60)
    assert data.flips.worlds[4, 0] == 10


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
    assert len(kinds) == MOST
    assert {"talks open", "ceasefire", "escalation", "horizon"} <= set(kinds)
    assert kinds.count("fire") <= 3
    assert data.left_out > 0
    assert [item.day for item in data.items] == sorted(item.day for item in data.items)
