"""What the page draws and lets move: the numbers of tables and charts, all of it named."""

import json
import re
from itertools import pairwise

import numpy as np
import pytest

from contactline.dials import DIALS
from contactline.errors import RunError, ScenarioError
from contactline.language import speaking
from contactline.luck import Luck
from contactline.scenario import available, load
from contactline.scenario.changing import settable
from contactline.scenario.faults import known_names
from contactline.show.app.answer import answer
from contactline.show.app.cards import card
from contactline.show.app.drawn import DRAWN, FIRST_SHOWN, SHOWN_IN
from contactline.show.app.drawn.troops import LEAST_WORLDS
from contactline.show.app.first_levers import LEVERS
from contactline.show.app.histories import histories
from contactline.show.app.levers import FIXED, GROUPS, panel, whole_panel
from contactline.show.app.opened import opened
from contactline.show.app.question import both, question
from contactline.show.app.titles import title_of_unknown
from contactline.show.chart_tables import PHASES, phase_table, sector_table, survival_table
from contactline.show.charts import troops as chart_of_troops
from contactline.show.words.numbers import apportioned
from contactline.study.ensemble import run
from contactline.study.inputs import inputs_of
from contactline.study.twins import twins
from contactline.world.outcomes import MEASURES, OUTCOMES
from words_that_need_numbers import forbidden_words

WORLDS = 24
PAGE_CHARTS = "model/contactline/show/app/page/charts"


@pytest.fixture(scope="module")
def before():
    return run(load("uk-france-monitors").if_ceasefire(), worlds=WORLDS)


@pytest.fixture(scope="module")
def after():
    changed = load("uk-france-monitors").with_dials({"front.discipline": 1, "broker.backing": 1})
    return run(changed.if_ceasefire(), worlds=WORLDS)


@pytest.fixture(scope="module")
def drawn(before, after):
    return {key: one.data(before, after, True) for key, one in DRAWN.items()}


@pytest.mark.parametrize("key", DRAWN)
def test_a_chart_has_a_sentence_an_alt_text_with_a_number_and_a_table(drawn, before, key):
    for data in (drawn[key], DRAWN[key].data(before, before, False)):
        json.dumps(data, allow_nan=False)
        assert data["finding"].endswith(".")
        assert data["finding"] in data["alt"]
        assert forbidden_words(f"{data['finding']}\n\n{data['note']}") == ()
        head, rows = data["table"]["head"], data["table"]["rows"]
        assert all(len(row) == len(head) for row in rows)
        assert len(set(head)) == len(head)
    assert re.search(r"\d", drawn[key]["alt"])


@pytest.mark.parametrize("key", DRAWN)
def test_a_chart_has_a_module_of_its_own(pytestconfig, key):
    text = (pytestconfig.rootpath / PAGE_CHARTS / f"{key}.js").read_text("utf-8")
    assert "export function draw(box, data, context)" in text


def test_phases_are_those_of_the_table_of_the_charts(drawn, after):
    table = phase_table([after])
    for name in PHASES:
        assert drawn["phases"]["after"][name] == table[name].tolist()


def test_survival_is_that_of_the_table_of_the_charts(drawn, after):
    table = survival_table([after]).set_index("day").loc[drawn["survival"]["ticks"]]
    risk = drawn["survival"]["after"]["risk"]
    assert risk["at_risk"] == table["at_risk"].tolist()
    assert (risk["broken"], risk["cut_off"]) == (
        table["broken"].tolist(),
        table["censored"].tolist(),
    )
    known = [np.nan if share is None else share for share in risk["share"]]
    np.testing.assert_allclose(known, table["share"], atol=1e-4)


def test_violations_are_those_of_the_table_of_the_charts(drawn, after):
    table = sector_table([after]).groupby("sector")[["violations", "n"]].sum()
    np.testing.assert_allclose(drawn["line"]["after"], table["violations"] / table["n"], atol=1e-3)


def test_troops_are_the_bands_of_the_weeks(drawn, after):
    assert LEAST_WORLDS == chart_of_troops.LEAST_WORLDS
    weekly, shown = after.histograms["troops"], drawn["troops"]["after"]
    fan = chart_of_troops.troops_data([after]).totals[0]
    known = np.array(shown["bands"], dtype=np.float64)
    np.testing.assert_allclose(known, fan.quantiles, atol=0.5)
    assert shown["with"] == weekly.counts[:, weekly.values > 0].sum(axis=1).tolist()
    sent = {one["name"]: one["after"] for one in drawn["troops"]["senders"]}
    assert sent["France"] == (after.outcomes["peak_troops.france"] > 0).sum()
    assert sum(one["after"] for one in drawn["troops"]["postures"]) == WORLDS


def test_pledges_and_flips_count_worlds(drawn, before, after):
    pledged = int((after.outcomes["day_pledged"] <= 730).sum())
    assert drawn["pledges"]["after"]["count"][-1] == pledged
    assert sum(one["after"] for one in drawn["pledges"]["leaders"]) <= WORLDS
    for flip in drawn["flips"]["flips"]:
        for world in flip["numbers"]:
            assert before.outcomes["outcome"][world] == flip["from_name"]
            assert after.outcomes["outcome"][world] == flip["to_name"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([10, 90], [5, 45]),
        ([9, 10, 81], [5, 5, 40]),
        ([1, 1, 1], [17, 17, 16]),
        ([0, 0], [0, 0]),
        ([0, 7], [0, 50]),
    ],
)
def test_dots_go_by_largest_remainder(counts, expected):
    assert apportioned(counts, 50) == expected


def test_dots_add_up_and_never_cross_over():
    luck = np.random.default_rng(3)
    for _ in range(200):
        counts = luck.multinomial(luck.integers(1, 500), luck.dirichlet(np.ones(7))).tolist()
        found = apportioned(counts, 50)
        assert sum(found) == 50
        order = sorted(range(7), key=lambda at: counts[at])
        assert all(found[a] <= found[b] for a, b in pairwise(order)
            if counts[a] < counts[b])  # fmt: skip


def test_a_difference_within_noise_is_said(before):
    told = answer(before, before, changed=True)
    assert told["holding"]["noise"]
    assert all(row["noise"] for row in told["charts"]["outcomes"]["rows"])
    assert told["charts"]["outcomes"]["finding"].endswith("no change beyond noise.")


def test_scenarios_are_compared_with_one_another(after):
    other = run(load("base").if_ceasefire(), worlds=WORLDS)
    told = answer(other, after, changed=True, charts=("outcomes",))
    assert told["beside"] == "under base"
    assert told["headline"][0].startswith("Under uk-france-monitors, a ceasefire")
    assert "`" not in " ".join(told["headline"])
    assert told["charts"]["outcomes"]["table"]["head"][1] == "Under base: worlds"


def test_what_a_dial_moves_leads_to_a_chart():
    assert set(SHOWN_IN.values()) | set(FIRST_SHOWN) <= set(DRAWN)
    assert set(SHOWN_IN) - {"outcome"} <= set(MEASURES) | set(OUTCOMES)


def everything(name):
    whole = whole_panel(name)
    for group in whole["groups"]:
        yield from group["levers"]
        for one in group["more"]:
            yield from one["levers"]
    for one in whole["assumptions"]:
        yield from one["levers"]


@pytest.mark.parametrize("name", ["base", "uk-france-monitors"])
def test_every_dial_and_field_that_can_be_set_can_be_moved_once(name):
    names = [lever["name"] for lever in everything(name)]
    assert len(names) == len(set(names))
    assert set(DIALS) - set(names) == set(FIXED)
    known = settable(load(name).actors, known_names())
    assert set(names) <= set(known)
    roles = {name for name in known if name.endswith(".role")}
    lacking = {one for one in known if one.startswith("actors.")} - set(names) - roles
    assert all(len(one.split(".")) == 4 for one in lacking), "only issues without a stance"


def test_every_lever_takes_what_it_offers():
    scenario = load("base")
    for lever in everything("base"):
        if "options" in lever:
            offered = [one for one in lever["options"] if one != "own"]
            values = [one == "true" if lever.get("switch") else one for one in offered]
        else:
            assert lever["low"] <= lever["from"] <= lever["to"] <= lever["high"]
            assert lever["low"] <= lever["value"] <= lever["high"] <= lever["most"]
            assert all(lever["low"] <= one["at"] <= lever["high"] for one in lever["marks"])
            values = [lever["value"]]
        for value in values[:1]:
            scenario.with_dials({lever["name"]: value})


def test_levers_are_called_what_they_are():
    labels = {lever["name"]: lever["label"] for lever in everything("base")}
    assert labels["front.discipline"] == "Return-fire discipline"
    assert labels["war.momentum_sd"] == "How much the fortunes of war swing from week to week"
    assert labels["actors.uk.home_support"].startswith("The share of opinion at home")
    assert labels["actors.uk.plays.pledge"] == "Played by others: pledge"
    assert labels["actors.uk.territory.position"] == "Territory: wants"


def test_the_groups_are_those_of_the_registry():
    groups = panel(load("base"))
    assert [one["key"] for one in groups] == list(GROUPS) == list(LEVERS)
    marks = {lever["name"]: lever.get("marks") for one in groups for lever in one["levers"]}
    assert {"at": 60.0, "label": "military monitors along the line"} in marks[
        "actors.uk.foreign_force.position"
    ]
    assert {"at": 1.0, "label": "in full"} in marks["front.discipline"]


def test_a_card_says_what_a_lever_rests_on():
    found = card(load("base"), "front.discipline")
    assert found["examples"]
    assert found["watch"]["chart"] == "line"
    assert found["grounds"]
    assert {"grade", "grade_means", "message", "range", "here", "notice"} <= set(found)
    stance = card(load("base"), "actors.uk.stances.foreign_force.position")
    assert stance["actor"] == "United Kingdom"
    assert any(one["id"] == "lammy-no-plans" for one in stance["grounds"])
    with pytest.raises(RunError, match=r"Did you mean 'front.discipline'\?"):
        card(load("base"), "front.dicipline")


def test_a_card_names_a_source_once_and_no_range_where_there_is_none():
    base = load("base")
    for one in DIALS.values():
        found = card(base, one.name)
        for source, *rest in (ground["stated"] for ground in found["grounds"]):
            assert not [part for part in rest if part in source or part in ("read", "remembered")]
        assert ("whole range" in found["message"]) <= (not one.options and not one.switch)


def test_a_file_is_opened_as_changes_of_what_it_comes_from():
    text = (
        "from: uk-france-monitors\ntitle: ours\nbroker.pressure_on_russia: 0.9\n"
        "actors:\n  uk:\n    stances: {territory: {position: 40}}\nhorizon_days: 365\n"
    )
    found = opened(text)
    assert found["scenario"] == "uk-france-monitors"
    assert found["changes"] == {
        "broker.pressure_on_russia": 0.9, "actors.uk.territory.position": 40,
    }  # fmt: skip
    assert found["left_out"] == ["horizon_days"]
    with pytest.raises(ScenarioError, match=r"file:3:17: broker\.backing: must be from 0 to 1"):
        opened("from: base\ntitle: ours\nbroker.backing: 3\n")


def test_one_world_is_told_twice_on_one_time_line():
    asked = question({"scenario": "base", "changes": {"broker.backing": 1}, "imposed": True})
    found = histories(asked, 3)
    before, after = both(asked)
    told = twins(before, after, 3)
    assert 0 < len(found["rows"]) <= len(told)
    assert found["parting"].endswith(".")
    for row in found["rows"]:
        assert row["before"] or row["after"]
        assert not row["shared"] or row["before"]["text"] == row["after"]["text"]


def test_of_measures_those_come_first_that_change_beyond_noise(drawn):
    data = drawn["measures"]
    noise = [row["noise"] for row in data["rows"]]
    assert noise == sorted(noise)
    assert [row[0] for row in data["table"]["rows"]] == [row["label"] for row in data["rows"]]


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("name", available())
def test_unknowns_are_told_in_the_words_of_the_registries(name, language):
    scenario = load(name)
    with speaking(language):
        found = [
            title_of_unknown(scenario, one)
            for one in inputs_of(scenario, Luck(1, np.arange(16))).names
        ]
    assert len(set(found)) == len(found)
    for title in found:
        assert not re.search(r"[_.]|\(\w+\)$", title), title
        assert language == "en" or re.search("[а-яіїє]", title), title


def test_an_unknown_says_whose_it_is_and_what():
    said = {
        "broker.patience_days": "How long the broker presses for its plan without a signature "
        "before it walks away",
        "broker.pressure_on_russia": "Pressure on Russia",
        "actors.russia.territory.at_least": "Russia, territory: signs nothing below",
        "actors.uk.home_support": "United Kingdom: the share of opinion at home in favour of "
        "sending troops",
        "private.ukraine.mood": "Ukraine: its mood on day 0",
    }
    assert {name: title_of_unknown(load("base"), name) for name in said} == said
