"""Many worlds are held packed: what comes out is what went in, in a fraction of the room."""

import pickle
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from contactline import load
from contactline.show.report.files import write_study
from contactline.study import ensemble, packed
from contactline.study.ensemble import Gathered, run, simulate
from contactline.study.packed import PackedTable
from contactline.study.study import run_study

SHORT = load("base").with_horizon(70)


@pytest.fixture(autouse=True, scope="module")
def worlds_are_many():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "FEW_WORLDS", 0)
        yield


def table_of(columns, *ends):
    """Some columns as a packed table, its last part put in first. ends: of the parts."""
    cuts = [range(*pair) for pair in pairwise((0, *ends))]
    table = PackedTable(cuts)
    for at, cut in reversed(list(enumerate(cuts))):
        table.put(at, {name: values[cut.start : cut.stop] for name, values in columns.items()})
    return table


@given(st.lists(st.integers(0, 2**64 - 1), min_size=2, max_size=40), st.integers(1, 39))
@example(np.array([-0.0, np.nan, np.inf, -np.inf, 5e-324, 0.0]).view(np.uint64).tolist(), 3)
def test_any_number_comes_back_bit_for_bit(bits, cut):
    values = np.array(bits, dtype=np.uint64).view(np.float64)
    table = table_of({"number": values}, min(cut, len(bits) - 1), len(bits))
    assert table["number"].to_numpy().view(np.uint64).tolist() == bits
    assert table.whole()["number"].to_numpy().view(np.uint64).tolist() == bits
    told = np.concatenate([part["number"].to_numpy() for part in table.parts()])
    assert told.view(np.uint64).tolist() == bits


def test_every_kind_of_column_is_as_pandas_would_hold_it():
    columns = {
        "words": np.array(["collapsed", "", "no_talks", "collapsed", "no_talks"]),
        "truth": np.array([True, None, False, None, None], dtype=object),
        "whole": np.array([3, -1, 2**62, 0, 7]),
        "days": np.array([1.0, np.nan, 3.5, 730.0, np.nan]),
    }
    plain = pd.DataFrame(columns).rename_axis("world")
    table = table_of(columns, 1, 3, 5)
    assert list(table) == list(plain)
    assert "words" in table
    assert "word" not in table
    assert table.index.equals(plain.index)
    assert_frame_equal(table.whole(), plain)
    assert_frame_equal(pd.concat(table.parts()), plain)
    for name in plain:
        assert_series_equal(table[name], plain[name])


def test_a_million_worlds_take_little_room():
    block, size, number = simulate(load("base").if_ceasefire(), range(256)), 256, 8
    gathered = Gathered([range(at, at + size) for at in range(0, number * size, size)])
    for at in range(number):
        gathered.add(at, block)
    held = gathered.results(load("base"), 1, 0.0).columns
    assert isinstance(held, PackedTable)
    assert len(pickle.dumps(held)) / (size * number) < 150


def test_the_whole_table_takes_the_place_of_what_was_packed():
    results = run(SHORT, worlds=4, block=2)
    assert isinstance(results.columns, PackedTable)
    table = results.outcomes
    assert results.outcomes is table
    assert results.columns is table
    assert len(table) == results.worlds


def test_few_worlds_are_held_as_they_are(monkeypatch):
    monkeypatch.setattr(packed, "FEW_WORLDS", 4)
    assert isinstance(run(SHORT, worlds=4, block=2).columns, pd.DataFrame)
    assert isinstance(run(SHORT, worlds=5, block=2).columns, PackedTable)


def test_a_study_is_written_the_same_and_never_unpacked_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(ensemble, "BLOCK_WORLDS", 2)
    scenarios = [SHORT, load("no-us-backing").with_horizon(70)]
    for folder, few in (("packed", 0), ("plain", 100)):
        monkeypatch.setattr(packed, "FEW_WORLDS", few)
        study = run_study(scenarios, reference="base", worlds=9)
        write_study(study, tmp_path / folder, charts=False)
        kind = PackedTable if few == 0 else pd.DataFrame
        assert all(type(one.columns) is kind for one in study.runs)
    files = sorted(path.name for path in (tmp_path / "plain").glob("*.csv"))
    assert "outcomes.csv" in files
    for name in [*files, "table.md"]:
        assert (tmp_path / "packed" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
