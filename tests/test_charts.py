"""Every chart: its numbers worked by hand, and what all of them promise to a reader."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise
from types import SimpleNamespace
from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from charts_sample import SampleHistogram, sample_results
from contactline.charts import CHARTS, IF_CEASEFIRE, Subject, draw_all, save
from contactline.charts.actor_labels import Position, labels_of
from contactline.charts.fan import fan_data
from contactline.charts.labels import listing, long_date, per_cent, plural, spread, whole
from contactline.charts.line import colour_scale, line_data, top_fifth_share
from contactline.charts.line_weeks import stretches
from contactline.charts.map_window import sector_paths, window_around
from contactline.charts.outcome_bars import outcome_bars_data
from contactline.charts.paired import measure_row, paired_data, share_row
from contactline.charts.phases import label_place, phases_data
from contactline.charts.plates import fitted, text_width_in, wrap
from contactline.charts.stances import stances_data
from contactline.charts.style import OUTCOME_FILLS
from contactline.charts.survival import survival_data
from contactline.charts.timeline import MOST, Stretch, stretches_of, timeline_data
from contactline.charts.troops import troops_data
from contactline.chronicle import Entry
from contactline.comparison import Difference, compare
from contactline.errors import RunError
from contactline.evidence import front
from contactline.outcomes import OUTCOMES
from contactline.wording import forbidden_words

LONG = "A scenario whose title costs $5 and goes on, written without a thought for charts, " * 2
NEVER = (0.0, 0.0, 0.0, 0.25, 0.75)


def base(**changes):
    return sample_results("base", "Base: as reported", worlds=60, **changes)


def entry(day, kind, text="Something happens."):
    return Entry(day, kind, "", text, "")


CHRONICLE = [
    entry(48, "event"),
    entry(91, "talks open"),
    *[entry(91 + 7 * week, "draft", "The draft on the table: " + "54 " * 40) for week in range(6)],
    entry(133, "ceasefire"),
    *[entry(140, "pledge", f"Contributor {number} pledges 500 soldiers.") for number in range(8)],
    *[entry(140 + 7 * week, "fire") for week in range(23)],
    entry(301, "escalation"),
    entry(730, "horizon"),
]


def subjects():
    other = sample_results(worlds=60, shares=(0.4, 0.05, 0.25, 0.1, 0.2))
    never = sample_results(worlds=60, shares=NEVER)
    one_world = sample_results(worlds=1, shares=(0, 0, 1, 0, 0))
    return {
        "one": Subject(runs=(other,), chronicle=CHRONICLE, chronicle_world=7),
        "two": Subject(runs=(base(), other), comparison=compare(base(), other)),
        "three": Subject(
            runs=(base(), other, sample_results("long", LONG, worlds=60)), view=IF_CEASEFIRE
        ),
        "never": Subject(runs=(never,), comparison=compare(base(), never), chronicle=[]),
        "one side never": Subject(runs=(base(), never)),
        "one world": Subject(
            runs=(one_world,), comparison=compare(one_world, one_world), chronicle=CHRONICLE[:2]
        ),
    }


SUBJECTS = subjects()
DRAWABLE = [
    (chart, name)
    for chart in CHARTS
    for name, subject in SUBJECTS.items()
    if not (chart == "paired" and subject.comparison is None)
    and not (chart == "timeline" and subject.chronicle is None)
]


def texts_of(figure, monkeypatch):
    """Return each text that is really drawn, with its box in pixels."""
    drawn = []
    draw = Text.draw
    figure.draw_without_rendering()
    monkeypatch.setattr(Text, "draw", lambda text, *rest: (drawn.append(text), draw(text, *rest)))
    figure.draw_without_rendering()
    boxes = [
        (text.get_text(), Text.get_window_extent(text)) for text in drawn if text.get_visible()
    ]
    return [(text, box) for text, box in boxes if text.strip()]


@pytest.mark.parametrize(("chart", "name"), DRAWABLE)
def test_each_chart_keeps_what_all_promise(chart, name, monkeypatch):
    subject = SUBJECTS[name]
    picture = CHARTS[chart].draw(subject)
    assert subject.view in picture.title
    assert " where " in picture.alt
    assert re.search(r"\d", picture.alt)
    assert picture.alt.endswith(".")
    assert "n = " in picture.caption
    assert "seed 1" in picture.caption
    assert "interval" in picture.caption
    assert "of the model under" in picture.caption
    assert subject.focus.scenario.name in picture.caption
    assert forbidden_words(f"{picture.alt} {picture.caption}") == ()
    texts = texts_of(picture.figure, monkeypatch)
    assert len(texts) >= 3
    canvas = picture.figure.bbox
    outside = [
        text
        for text, at in texts
        if at.x0 < -1 or at.y0 < -1 or at.x1 > canvas.width + 1 or at.y1 > canvas.height + 1
    ]
    assert outside == []
    assert overlapping(texts) == []


def overlapping(texts):
    """Return the pairs of texts whose boxes share more than a hair, in both directions."""
    return [
        (text, other)
        for (text, a), (other, b) in combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 3 and min(a.y1, b.y1) - max(a.y0, b.y0) > 5
    ]


def test_thirteen_scenarios_fit_in_outcome_bars_and_in_no_chart_of_three(monkeypatch):
    many = Subject(
        runs=tuple(
            sample_results(f"s{number}", LONG, worlds=40, shares=(0.02, 0.02, 0.02, 0.04, 0.9))
            for number in range(13)
        )
    )
    picture = CHARTS["outcome_bars"].draw(many)
    assert overlapping(texts_of(picture.figure, monkeypatch)) == []
    for name in ("survival", "troops", "line_map", "line_weeks", "phases", "paired", "timeline"):
        assert CHARTS[name].draw(many) is None


def test_a_chart_that_does_not_apply_is_left_out(tmp_path):
    drawn = draw_all([SUBJECTS["two"]], tmp_path, ["timeline", "outcome_bars"])
    assert [one.name for one in drawn] == ["outcome_bars"]


def test_the_view_is_in_the_names_of_files(tmp_path):
    drawn = draw_all([SUBJECTS["one"], SUBJECTS["three"]], tmp_path, ["phases"])
    assert [one.png.name for one in drawn] == ["phases.png", "phases_if_ceasefire.png"]
    assert all(one.svg.exists() for one in drawn)


def saved(folder):
    picture = CHARTS["outcome_bars"].draw(SUBJECTS["two"])
    return save(picture.figure, folder, "bars", picture.title, picture.alt, picture.caption)


def test_svg_is_announced_and_needs_nothing_outside(tmp_path):
    text = saved(tmp_path).svg.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "bars-title bars-desc"
    assert root[0].attrib["id"] == "bars-title"
    assert root[1].attrib["id"] == "bars-desc"
    assert "Stacked bar chart" in root[1].text
    addresses = set(re.findall(r'"(https?:[^"]*)"', text))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<metadata" not in text
    assert "@import" not in text


def test_ids_of_an_svg_are_its_own_and_all_references_resolve(tmp_path):
    text = saved(tmp_path).svg.read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert all(one.startswith("bars-") for one in ids)
    assert set(re.findall(r'(?:href="#|url\(#)([^")]*)', text)) <= set(ids)


def test_the_same_picture_is_the_same_bytes_without_a_date(tmp_path):
    first, second = saved(tmp_path / "a"), saved(tmp_path / "b")
    assert first.svg.read_bytes() == second.svg.read_bytes()
    assert first.png.read_bytes() == second.png.read_bytes()
    assert b"date" not in first.svg.read_bytes().lower()


def test_a_png_is_1600_pixels_wide(tmp_path):
    assert matplotlib.image.imread(saved(tmp_path).png).shape[1] == 1600


def test_a_name_that_no_file_should_have_is_refused(tmp_path):
    picture = CHARTS["phases"].draw(SUBJECTS["one"])
    with pytest.raises(RunError, match=r"Got '\.\./x'\. Use a name such as 'survival'"):
        save(picture.figure, tmp_path, "../x", "title", "alt")


def test_every_outcome_has_a_look_of_its_own():
    assert list(OUTCOME_FILLS) == list(OUTCOMES)
    assert len({(fill.colour, fill.hatch) for fill in OUTCOME_FILLS.values()}) == len(OUTCOMES)


def test_outcome_bars_count_worlds_and_dots_follow_them():
    run = base()
    run.outcomes["outcome"] = ["no_talks"] * 45 + ["collapsed"] * 15
    data = outcome_bars_data([run])
    assert data.counts.tolist() == [[0, 0, 15, 0, 45]]
    assert np.bincount(data.dots(0), minlength=5).tolist() == [0, 0, 12, 0, 38]
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
    run.weekly["troops.latvia"] = SampleHistogram(np.zeros((105, 60)))
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

    groups = labels_of([position("latvia", 61), position("ukraine", 60, "belligerent")])
    assert [(place, names) for place, names, _ in groups] == [(60.5, "Ukraine, Latvia")]


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
    assert row.text == "−500 soldiers, no interval from one world"


def test_a_share_is_drawn_in_points():
    row = share_row(difference(unit="share", a=0.2, b=0.31, difference=0.11, low=0.05, high=0.17))
    assert row.middle == pytest.approx(11)
    assert not row.within_noise
    assert row.text == "20 % → 31 %: +11 points (5 to 17)"


def test_paired_counts_the_worlds_that_flip():
    a, b = base(), base()
    a.outcomes["outcome"] = ["collapsed"] * 60
    b.outcomes["outcome"] = ["collapsed"] * 50 + ["holds_with_foreign_troops"] * 10
    data = paired_data(compare(a, b), "A", "B")
    assert (data.flips.changed, data.flips.total) == (10, 60)
    assert data.flips.worlds[2, 0] == 10


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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-50, 150), max_size=12), st.floats(0.5, 30))
def test_spread_labels_stay_inside_in_order_and_apart(wanted, size):
    places = spread(wanted, size, 0, 100)
    fit = min(1, 100 / max(size * len(wanted), 1e-9))
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    ranked = [places[at] for at in order]
    assert all(after - before >= size * fit - 1e-6 for before, after in pairwise(ranked))
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in places)


def test_labels_with_room_stay_where_they_are():
    assert spread([10, 50, 90], [5, 10, 5], 0, 100) == [10, 50, 90]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc WM\n", max_size=60), st.floats(0.3, 3))
def test_wrapped_lines_fit_and_lose_no_letter(text, width_in):
    lines = wrap(text, width_in, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width_in(line, 12) <= width_in for line in lines)


def test_fitted_text_ends_with_an_ellipsis_where_it_is_cut():
    lines = fitted("word " * 50, 2, 12, 2).split("\n")
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_numbers_in_words():
    assert [per_cent(x) for x in (0, 0.004, 0.314, 0.996, 1)] == [
        "0 %", "<1 %", "31 %", ">99 %", "100 %",
    ]  # fmt: skip
    assert plural(1, "world") == "1 world"
    assert plural(12000, "world") == "12,000 worlds"
    assert plural(2, "entry", "entries") == "2 entries"
    assert whole(1234.5) == "1,234"
    assert listing([]) == ""
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert long_date(date(2024, 12, 3)) == "3 December 2024"
