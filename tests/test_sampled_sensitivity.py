"""Sobol indices and Morris' effects: textbook cases, noise of worlds, rows without a value."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cli_sample import call
from contactline.errors import RunError
from contactline.scenario import load
from contactline.show.charts.effects import morris_picture, sobol_picture
from contactline.show.sheets.effects import morris_sheet, sobol_sheets
from contactline.show.words.effects import morris_sentences, sobol_sentences
from contactline.study.design import Rows, run_rows
from contactline.study.inputs import MECHANISMS
from contactline.study.sensitivity import morris, sampled, sobol, variance
from contactline.study.sensitivity.sampled import noise_of
from contactline.study.sensitivity.variance import Index
from contactline.study.store import keeping
from language_sample import in_marks, unmarked

pytest.importorskip("SALib", reason="comes with the extra `experiments`")

UNIT = {"uniform": [0.0, 1.0]}
THREE = ("broker.backing", "front.discipline", "front.initial_cut")
BASE = load("base").if_ceasefire().with_dials(dict.fromkeys(THREE, UNIT))
MONTHS = "soldier_months"


@pytest.fixture
def instead(monkeypatch):
    """Let a function of inputs and worlds stand for the model: (rows, inputs) to (rows, worlds)."""

    def put(rule):
        def by_hand(scenario, changes, measures, *, worlds, seed, workers, progress):
            places = np.array([[one[name] for name in one] for one in changes])
            values = np.broadcast_to(rule(places, worlds), (len(changes), worlds))
            columns = {"outcome": np.full(values.shape, "no_talks"), measures[0]: values}
            return Rows(scenario, tuple(changes), worlds, seed, columns, 0.0)

        monkeypatch.setattr(sampled, "run_rows", by_hand)

    return put


def ishigami(places, _):
    """Ishigami and Homma (1990) with a = 7 and b = 0.1, from -pi to pi."""
    a, b, c = (np.pi * (2 * places - 1)).T
    return (np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))[:, np.newaxis]


def test_ishigami_has_the_indices_of_the_textbook(instead):
    """First order 0.314, 0.442, 0; total 0.558, 0.442, 0.244; first and third together 0.244."""
    instead(ishigami)
    found = sobol(BASE, MONTHS, inputs=THREE, samples=1024, second_order=True, worlds=2)
    by_name = {one.input: one for one in found.indices}
    one, two, three = (by_name[name] for name in THREE)
    assert (one.first, two.first) == (
        pytest.approx(0.314, abs=0.03),
        pytest.approx(0.442, abs=0.03),
    )
    assert three.first_most < 0.1
    totals = [each.total for each in (one, two, three)]
    assert totals == pytest.approx([0.558, 0.442, 0.244], abs=0.03)
    assert [each.input for each in found.indices] == list(THREE)
    assert {found.pairs[0].a, found.pairs[0].b} == {THREE[0], THREE[2]}
    assert found.pairs[0].second == pytest.approx(0.244, abs=0.03)
    assert np.isnan([each.second for each in found.pairs[1:]]).all()
    assert (found.rows, found.alone) == (1024 * 8, pytest.approx(0.756, abs=0.03))
    assert found.noise.inputs == pytest.approx(1)
    assert found.noise.of_means == pytest.approx(0)
    assert len(found.table()) == 6


def test_ishigami_has_the_effects_of_the_textbook(instead):
    """On four levels: 0.866 x 1.5 x 5.93 = 7.70; 5.25 x 1.5 = 7.88; 14.4 x 0.433 = 6.25."""
    instead(ishigami)
    found = morris(BASE, MONTHS, inputs=THREE, samples=400, worlds=2)
    by_name = {one.input: one for one in found.effects}
    one, two, three = (by_name[name] for name in THREE)
    sizes = [each.mu_star for each in (one, two, three)]
    assert sizes == pytest.approx([7.70, 7.88, 6.25], abs=0.4)
    assert one.mu == pytest.approx(one.mu_star)
    assert abs(two.mu) < 1
    assert abs(three.mu) < 1.2
    assert {each.noise for each in found.effects} == {0}
    assert (found.rows, found.sets, found.left_out) == (1600, 400, 0)


def test_groups_of_inputs_have_one_index_and_one_effect_each(instead):
    """Front: 2 inputs of 1 each; broker: one of 1. Shares of the variance are 2/3 and 1/3."""
    instead(lambda places, _: places.sum(axis=1, keepdims=True))
    found = sobol(BASE, MONTHS, inputs=THREE, by_group=True, samples=256, worlds=2)
    assert [one.input for one in found.indices] == ["front", "broker"]
    assert [one.total for one in found.indices] == pytest.approx([2 / 3, 1 / 3], abs=0.06)
    assert found.rows == 256 * 4
    effects = morris(BASE, MONTHS, inputs=THREE, by_group=True, samples=20, worlds=2)
    assert {one.input for one in effects.effects} == {"front", "broker"}
    assert effects.rows == 20 * 3
    assert next(one for one in effects.effects if one.input == "broker").mu == pytest.approx(1)


def with_luck(places, worlds):
    """One input that matters; luck that moves each world alike; chance that parts them."""
    luck = np.linspace(-1, 1, worlds)
    own = np.random.default_rng(5).normal(size=(len(places), worlds))
    return places[:, :1] + luck + own


def test_the_worlds_own_noise_is_told_apart(instead):
    """Variances 1/12 of the input, 0.40 of luck, 1 of what parts worlds by chance."""
    instead(with_luck)
    found = sobol(BASE, MONTHS, inputs=THREE, samples=64, worlds=40)
    whole = 1 / 12 + 0.350 + 1
    assert found.noise.inputs == pytest.approx(1 / 12 / whole, abs=0.02)
    assert found.noise.luck == pytest.approx(0.350 / whole, abs=0.02)
    assert found.noise.of_means == pytest.approx(1 / 40 / (1 / 12 + 1 / 40), abs=0.05)
    effects = morris(BASE, MONTHS, inputs=THREE, samples=30, worlds=40)
    first, *others = effects.effects
    assert (first.input, first.within_noise) == (THREE[0], False)
    assert all(one.within_noise for one in others)
    by_chance = np.sqrt(2 / 40) * np.sqrt(2 / np.pi) / (2 / 3)
    assert [one.noise for one in others] == pytest.approx([by_chance, by_chance], rel=0.1)
    assert [one.mu_star for one in others] == pytest.approx([by_chance, by_chance], rel=0.3)


def test_components_by_hand():
    """Two rows and two worlds, 0 2 / 4 6: rows alone differ by 4, worlds by 2, nothing is left."""
    found = noise_of(np.array([[0.0, 2.0], [4.0, 6.0]]))
    assert (found.inputs, found.luck, found.together, found.of_means) == (0.8, 0.2, 0, 0)


def test_rows_without_a_value_are_left_out_with_their_set_and_counted(instead):
    def rule(places, worlds):
        values = np.broadcast_to(places.sum(axis=1, keepdims=True), (len(places), worlds)).copy()
        values[7, 1] = values[8, 0] = np.nan  # the second draw, of five rows each
        return values

    instead(rule)
    found = sobol(BASE, MONTHS, inputs=THREE, samples=64, worlds=3)
    assert (found.sets, found.left_out) == (64, 1)
    assert [one.total for one in found.indices] == pytest.approx([1 / 3] * 3, abs=0.1)
    effects = morris(BASE, MONTHS, inputs=THREE, samples=10, worlds=3)
    assert (effects.sets, effects.left_out) == (10, 2)
    assert [one.mu_star for one in effects.effects] == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("method", [sobol, morris])
def test_a_measure_that_most_rows_do_not_have_is_refused(instead, method):
    instead(lambda places, _: np.where([[True, False]], places[:, :1], np.nan))
    with pytest.raises(RunError) as caught:
        method(BASE, "belief_signed", inputs=THREE, samples=8, worlds=2)
    told = "Row 0 of the sample: 1 of 2 worlds have a value of belief_signed, and so in most rows."
    assert str(caught.value).startswith(told)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("method", "rows"), [(sobol, 16), (morris, 12)])
def test_a_measure_that_never_varies_is_said_and_no_index(method, rows):
    with pytest.raises(RunError) as caught:
        method(BASE.with_horizon(70), "no_talks", inputs=THREE[:2], samples=4, worlds=2)
    text = f"no_talks is the same in all {rows} runs; there is nothing to share out."
    assert str(caught.value).startswith(text)


@pytest.mark.parametrize(
    ("samples", "near"),
    [(0, 4), (-4, 4), (1, 4), (2, 4), (3, 4), (100, 128), (True, 4), (4.0, 4), ("8", 4)],
)
def test_a_number_of_samples_that_will_not_do_is_refused_before_anything_runs(samples, near):
    with pytest.raises(RunError) as caught:
        sobol(BASE, "collapsed", inputs=THREE, samples=samples)
    assert str(caught.value) == (
        f"samples must be a power of two from 4, got {samples!r}. "
        f"Take {near}, or 64 where nothing speaks against it."
    )


def test_too_few_trajectories_or_worlds_are_refused():
    with pytest.raises(RunError, match="samples must be 4 trajectories or more, got 3"):
        morris(BASE, "collapsed", inputs=THREE, samples=3)
    with pytest.raises(RunError, match="worlds must be 2 or more for each row, got 1"):
        morris(BASE, "collapsed", inputs=THREE, samples=4, worlds=1)


def test_an_index_that_its_interval_swallows_is_no_number():
    got = {"S1": [-0.1, 0.5], "S1_conf": [0.05, 0.2], "ST": [0.02, 0.7], "ST_conf": [0.03, 0.2]}
    strong, weak = variance._indices(("weak", "strong"), got)
    assert (strong.input, strong.first, strong.total) == ("strong", 0.5, 0.7)
    assert (strong.within_noise, weak.within_noise) == (False, True)
    assert np.isnan([weak.first, weak.total]).all()
    assert (weak.first_most, weak.total_most) == (0, pytest.approx(0.05))


def test_rows_are_those_of_the_design(monkeypatch):
    """The model itself: what comes back is what SALib makes of the means of these rows."""
    asked = {}

    def noted(scenario, changes, measures, **rest):
        asked.update(rows=changes, worlds=rest["worlds"])
        return run_rows(scenario, changes, measures, **rest)

    monkeypatch.setattr(sampled, "run_rows", noted)
    short = BASE.with_horizon(70)
    found = sobol(short, "violations_first_week", inputs=THREE[1:], samples=4, worlds=3)
    assert len(asked["rows"]) == found.rows == 16
    assert set(asked["rows"][0]) == set(THREE[1:])
    assert asked["worlds"] == 3


# --- the command ---------------------------------------------------------------------------------

TYPED = ["base", "--imposed", "--set", "horizon_days=70", "--workers", "1", "--worlds", "4"]
TYPED += ["--measure", "violations_first_week", "--quiet"]
OF_TWO = ["--dial", "front.initial_cut", "--dial", "front.discipline"]


def test_sobol_is_told_written_and_drawn(tmp_path):
    out, chart = tmp_path / "indices.csv", tmp_path / "indices.png"
    done = call(
        "sensitivity", *TYPED, "--method", "sobol", *OF_TWO, "--samples", "8", "--second-order",
        "--out", out, "--chart", chart,
    )  # fmt: skip
    said = " ".join(done.output.split())
    assert "48 rows of 4 worlds under base, if there were a ceasefire, seed 1" in said
    assert "The same 4 worlds run in every row, so that luck moves all rows alike." in said
    assert "not a forecast" in said
    table = pd.read_csv(out)
    assert list(table["input"][:2].sort_values()) == ["front.discipline", "front.initial_cut"]
    assert len(table) == 3
    assert chart.stat().st_size > 10_000


def test_morris_looks_at_all_inputs_and_groups_and_hands_on_json():
    done = call("sensitivity", *TYPED, "--method", "morris", "--groups", "--samples", "4", "--json")
    told = json.loads(done.output)
    assert {one["input"] for one in told["effects"]} <= set(MECHANISMS)
    assert (told["method"], told["groups"], told["left_out"]) == ("morris", True, 0)
    assert told["rows"] == 4 * (len(told["effects"]) + 1)
    assert told["sentences"][0].startswith("Violations in the first week")


def test_sobol_chooses_inputs_by_rank_where_none_are_named(monkeypatch):
    monkeypatch.setattr("contactline.cli.work.sampling.WORLDS_TO_CHOOSE", 200)
    typed = [*TYPED, "--method", "sobol", "--samples", "4", "--top", "2"]
    said = " ".join(call("sensitivity", *typed).output.split())
    assert "Sampled are the 2 inputs that stand out most by rank in 200 worlds" in said
    assert "16 rows of 4 worlds" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--method", "morris"], "--method morris needs --measure."),
        (["--measure", "collapsed", "--samples", "8"], "--samples needs --method morris or sobol."),
        (["--measure", "collapsed", "--all"], "--all needs --method sobol."),
        (["--measure", "collapsed", "--method", "morris", "--second-order"],
         "--second-order needs --method sobol."),
        (["--measure", "collapsed", "--method", "sobol", "--all", "--dial", "front.discipline"],
         "--dial does not go with it."),
        (["--measure", "collapsed", "--chart", "x.png"], "--chart needs --groups, or --method"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(typed, said):
    done = call("sensitivity", "base", *typed)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_how_far_chance_goes_and_what_is_left_out_is_said(instead):
    def rule(places, worlds):
        values = with_luck(places, worlds)
        values[7, 1] = np.nan
        return values

    instead(rule)
    told = " ".join(sobol_sentences(sobol(BASE, MONTHS, inputs=THREE, samples=64, worlds=20)))
    assert "broker.backing makes" in told
    assert "1 of 64 draws of inputs is left out with its rows" in told
    told = " ".join(morris_sentences(morris(BASE, MONTHS, inputs=THREE, samples=20, worlds=40)))
    assert "2 of 3 are not told from doing nothing." in told
    assert "1 of 20 draws of inputs is left out" in told


def test_ranks_that_their_intervals_do_not_tell_apart_are_said(instead):
    instead(lambda places, _: places[:, :1])
    made = sobol(BASE, MONTHS, inputs=THREE, samples=8, worlds=2)

    def with_totals(*totals):
        told = [Index(f"i{at}", 0.1, 0.01, *one, 0.2, sum(one)) for at, one in enumerate(totals)]
        return replace(made, indices=(*told, Index("idle", np.nan, 0.1, np.nan, 0.1, 0.2, 0.3)))

    far = with_totals((0.9, 0.05), (0.5, 0.1), (0.45, 0.1), (0.1, 0.05), (0.09, 0.05))
    assert [[one.input for one in group] for group in far.order] == [
        ["i0"], ["i1", "i2"], ["i3", "i4"],
    ]  # fmt: skip
    assert "the largest first: i0 > i1 and i2 > i3 and i4; another seed" in sobol_sentences(far)[0]
    near = with_totals((0.9, 0.3), (0.5, 0.2), (0.4, 0.1))
    assert len(near.order) == 1
    assert "Their intervals overlap, so that another seed may" in sobol_sentences(near)[0]
    assert "interval" not in sobol_sentences(with_totals((0.9, 0.3)))[0]
    assert with_totals().order == ()


def test_all_of_it_is_said_in_the_language_spoken(instead):
    """Only names of inputs and of the scenario stand as they are."""
    instead(lambda places, _: places[:, :1] * places[:, 1:2] + places[:, 2:])
    shares = sobol(BASE, MONTHS, inputs=THREE, samples=64, worlds=2, second_order=True)
    groups = morris(BASE, MONTHS, inputs=THREE, by_group=True, samples=8, worlds=2)
    with in_marks():
        sheets = [*sobol_sheets(shares), morris_sheet(groups)]
        told = [*sobol_sentences(shares), *morris_sentences(groups)]
        told += [sobol_picture(shares).title, morris_picture(groups).title]
        told += [one.caption for one in sheets]
        told += [cell for one in sheets for row in (one.head, *one.rows) for cell in row]
    inputs = {word for name in THREE for word in re.findall("[a-z]+", name)}
    assert set(unmarked(" ".join(told))) <= inputs | {"base"}


def test_an_interrupted_study_goes_on_where_it_was(tmp_path):
    def found():
        return sobol(BASE.with_horizon(70), "violations_first_week", inputs=THREE[1:], samples=4,
                     worlds=3)  # fmt: skip

    with keeping(tmp_path, keep=True) as first:
        before = found()
    with keeping(tmp_path) as again:
        after = found()
    assert (first.found, again.found) == (0, first.kept)
    assert first.kept
    pd.testing.assert_frame_equal(before.table(), after.table())
