"""Results in a script: asked for tables and charts, kept and read again, and their codebook."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from contactline import ContactlineError, Results, compare, load, replay, run
from contactline.dials.measures import MEASURES, OUTCOMES, WITHOUT_CEASEFIRE
from contactline.errors import RunError
from contactline.show import chart_tables, tables
from contactline.show.charts import CHARTS
from contactline.show.codebook import COLUMNS, TABLES, codebook
from contactline.show.report.files import tables_of
from contactline.show.report.formats import _as_cell
from contactline.show.tables_as_text import csv_text
from report_sample import study

SHORT = load("base").with_horizon(70)


@pytest.fixture(scope="module")
def runs():
    """Two runs of the same worlds: as it comes for ten weeks, and with more aid."""
    other = SHORT.with_dials({"broker.aid_to_ukraine": 1.5})
    return run(SHORT.if_ceasefire(), worlds=6), run(other.if_ceasefire(), worlds=6)


def test_a_run_a_scenario_and_a_comparison_are_one_line(runs):
    view = "if there were a ceasefire"
    assert repr(runs[0]) == f"Results(base, {view}, 6 worlds, seed 1)"
    assert repr(load("base")) == "Scenario(base)"
    assert repr(compare(*runs)) == f"Comparison(base less base, {view}, 6 worlds, seed 1)"


def test_a_notebook_is_given_a_table_and_a_picture(runs):
    said = runs[0]._repr_html_()
    assert "<table>" in said
    assert said.count("<rect") == runs[0].outcomes["outcome"].nunique()
    can_come = set(OUTCOMES) - set(WITHOUT_CEASEFIRE)  # with a ceasefire imposed
    assert said.count("<span") == len(can_come)
    assert "not a forecast" in said
    assert len(said) < 20_000
    assert runs[0]._repr_png_().startswith(b"\x89PNG")


def test_a_scenario_may_be_named(tmp_path):
    (tmp_path / "mine.yaml").write_text(
        "from: base\ntitle: Mine\nhorizon_days: 35\n", encoding="utf-8"
    )
    found = run(tmp_path / "mine.yaml", worlds=3)
    assert found.scenario.name == "mine"
    assert found.outcomes.equals(run(str(tmp_path / "mine.yaml"), worlds=3).outcomes)
    assert replay(tmp_path / "mine.yaml", 1) == replay(found.scenario, 1)
    with pytest.raises(RunError, match="must be a Scenario, or the name or path of one, got 3"):
        run(3)
    with pytest.raises(ContactlineError, match="Did you mean 'base'"):
        run("bsae")


def test_inputs_are_a_row_a_world_as_outcomes_are(runs):
    inputs = runs[0].inputs
    assert inputs.index.equals(runs[0].outcomes.index)
    assert {"broker.backing", "private.uk.leaning", "actors.uk.home_support"} <= set(inputs.columns)
    drawn = runs[0].drawn()
    at = drawn.names.index("broker.backing")
    assert np.array_equal(inputs["broker.backing"], drawn.values[at])


def test_tables_of_a_run_are_those_of_a_report(runs):
    pd.testing.assert_frame_equal(runs[0].table(), tables.summary_table([runs[0]]))
    pd.testing.assert_frame_equal(runs[0].weekly, tables.weekly_table([runs[0]]))
    assert set(runs[0].table()["kind"]) == {"outcome", "measure", "lasting", "category"}


@pytest.mark.parametrize("name", ["outcome_bars", "survival", "phases", "paired"])
def test_a_chart_comes_by_itself_or_on_axes_of_others(runs, name):
    ax = Figure().subplots()
    assert getattr(runs[1].plot, name)(ax, against=runs[0]) is ax
    assert ax.lines or ax.images or ax.collections or ax.patches


def test_every_chart_is_a_method_and_no_other(runs):
    assert set(CHARTS) == set(dir(runs[0].plot))
    with pytest.raises(AttributeError, match="Did you mean 'survival'"):
        runs[0].plot.survivl  # noqa: B018
    with pytest.raises(RunError, match="compares two runs: give the other one"):
        runs[0].plot.paired()


def test_charts_can_be_drawn_again_from_tables(runs):
    one = runs[0]
    phases = chart_tables.phase_table([one])
    assert (phases[["war", "talks", "ceasefire"]].to_numpy() == one.phases).all()
    sectors = chart_tables.sector_table([one])
    sums = sectors.pivot_table(index="week", columns="sector", values="violations", aggfunc="sum")
    assert (sums.to_numpy() == one.line_violations).all()
    curve = chart_tables.survival_table([one])
    assert curve["share"].iloc[0] <= 1
    assert (curve["at_risk"].diff().dropna() <= 0).all()


def test_the_codebook_says_what_every_column_is():
    found = tables_of(study(), {})
    book = codebook(found, name="base-seed1-6", command="contactline run base")
    assert [one["name"] for one in book["resources"]] == list(found)
    for one in book["resources"]:
        assert one["title"] == TABLES[one["name"]]
        assert all(field["description"] for field in one["schema"]["fields"])
    kinds = {one["name"]: one for one in book["resources"][0]["schema"]["fields"]}
    assert kinds["still_holding"]["type"] == "boolean"
    assert kinds["still_holding"]["trueValues"] == ["TRUE"]
    assert kinds["days_held"]["description"] == MEASURES["days_held"].definition
    assert not set(COLUMNS) & set(MEASURES)


def test_truth_is_written_as_r_and_spreadsheets_read_it():
    frame = pd.DataFrame({"a": [True, None, False], "b": [np.inf, -np.inf, 1.0]})
    assert csv_text(frame.astype(object)) == "a,b\nTRUE,\n,\nFALSE,1\n"


def test_a_text_that_looks_like_a_formula_is_no_formula_in_a_workbook():
    pytest.importorskip("openpyxl", reason="needs the extra xlsx")
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    sheet = Workbook(write_only=True).create_sheet("a")
    assert _as_cell("=1+1", WriteOnlyCell, sheet).data_type == "s"
    assert _as_cell("plain", WriteOnlyCell, sheet) == "plain"
    assert _as_cell(np.nan, WriteOnlyCell, sheet) is None


def test_what_is_saved_is_read_again_the_same(runs, tmp_path):
    pytest.importorskip("pyarrow", reason="needs the extra parquet")
    folder = runs[0].save(tmp_path / "kept")
    again = Results.load(folder)
    pd.testing.assert_frame_equal(again.outcomes, runs[0].outcomes, check_dtype=False)
    assert again.scenario == runs[0].scenario
    assert repr(again) == repr(runs[0])
    pd.testing.assert_frame_equal(again.table(), runs[0].table())
    pd.testing.assert_frame_equal(again.weekly, runs[0].weekly)
    with pytest.raises(RunError, match="is there already"):
        runs[0].save(folder)


def test_what_was_never_saved_is_told(tmp_path):
    pytest.importorskip("pyarrow", reason="needs the extra parquet")
    with pytest.raises(RunError, match="holds no saved results that can be read"):
        Results.load(tmp_path)
