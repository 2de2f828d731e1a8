"""A made-up role, outcome, measure and chart go through everything that people see."""

import json
import sys
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pkgutil import walk_packages
from types import MappingProxyType

import numpy as np
import pytest

import contactline
from contactline.dials.measures import MEASURES, OUTCOMES, Measure, Outcome
from contactline.errors import RegistryError, complete
from contactline.scenario import load
from contactline.scenario.fields import FIELDS, ROLES
from contactline.show import teaching
from contactline.show.app.answer import answer
from contactline.show.charts import CHARTS, Chart, Subject, phases
from contactline.show.report.evaluation import check_charts
from contactline.show.report.files import write_study
from contactline.show.sheets.runs import measure_sheet, outcome_sheet
from contactline.study.study import run_study
from contactline.world.actors import AGENTS, Actor
from contactline.world.outcomes import ENDS_IN, HOLDING, MEASURED_BY

WORLDS, DAYS = 8, 140
OUTCOME = Outcome("holds_oddly", "Ceasefire holds, oddly", "It holds, in an odd world.", "holds")
MEASURE = Measure("days_odd", "Odd days", "days", "The days that are odd.", "days")
QUESTION = "What does a new chart show?"
FEW_CHARTS = ("outcome_bars", "ladder", "phases", "survival", "flips", "stances")
MEDIATED = """\
from: base
title: A mediator speaks
horizon_days: 140
actors:
  turkey:
    name: Turkey
    role: mediator
    capability: 0.3
    basis: [assumption]
    stances:
      sequence: {position: 80, salience: 0.7}
"""


class Mediator(Actor):
    """A role that only speaks at the table."""


def odd(theatre):
    return np.arange(theatre.agreement.in_force.size) % 2 == 1


def everywhere(patch, known, other):
    """Put another registry in the place of a known one, in every room that has its name."""
    for module in [one for name, one in sys.modules.items() if name.startswith("contactline.")]:
        for name in [name for name, found in vars(module).items() if found is known]:
            patch.setattr(module, name, other)


def add_a_role(patch):
    patch.setitem(ROLES, "mediator", "mediate")
    patch.setitem(AGENTS, "mediator", Mediator)
    known = FIELDS["actors.*.role"]
    patch.setitem(FIELDS, known.name, replace(known, options=tuple(ROLES)))


def add_an_outcome_and_a_measure(patch):
    ends = {OUTCOME.name: lambda theatre: theatre.agreement.in_force & odd(theatre), **ENDS_IN}
    everywhere(patch, ENDS_IN, ends)
    everywhere(patch, OUTCOMES, MappingProxyType({OUTCOME.name: OUTCOME, **OUTCOMES}))
    everywhere(patch, HOLDING, (OUTCOME.name, *HOLDING))
    measured = {**MEASURED_BY, MEASURE.name: lambda theatre: np.where(odd(theatre), 3.0, np.nan)}
    everywhere(patch, MEASURED_BY, measured)
    everywhere(patch, MEASURES, MappingProxyType({**MEASURES, MEASURE.name: MEASURE}))


def add_a_chart(patch):
    added = Chart("new", QUESTION, phases.picture, phases.sheets)
    everywhere(patch, CHARTS, {name: CHARTS[name] for name in FEW_CHARTS} | {"new": added})


@pytest.fixture(scope="module", autouse=True)
def added():
    """All of them, while the tests of this file run."""
    for module in walk_packages(contactline.__path__, "contactline."):
        if not module.name.startswith("contactline.show.app"):
            import_module(module.name)
    with pytest.MonkeyPatch.context() as patch:
        add_a_role(patch)
        add_an_outcome_and_a_measure(patch)
        add_a_chart(patch)
        everywhere(patch, check_charts, list)
        yield


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    file = tmp_path_factory.mktemp("scenario") / "mediated.yaml"
    file.write_text(MEDIATED, encoding="utf-8")
    scenarios = [load(file), load("base").with_horizon(DAYS)]
    return run_study(scenarios, reference="base", worlds=WORLDS)


@pytest.fixture(scope="module")
def folder(study, tmp_path_factory):
    place = tmp_path_factory.mktemp("results")
    write_study(study, place)
    return place


def test_the_tables_of_runs_count_them(study):
    imposed = study.views[1].runs
    assert (imposed[0].outcomes["outcome"] == OUTCOME.name).any()
    assert OUTCOME.label in outcome_sheet(imposed).in_markdown()
    assert MEASURE.label in measure_sheet(imposed).in_markdown()


def test_a_new_outcome_that_holds_counts_as_holding(study):
    one = study.views[1].comparisons[0]
    held = one.change_in(contactline.world.outcomes.HOLDING, "a ceasefire holds")
    assert held.n_a == sum(
        study.views[1].run_of("base").outcomes["outcome"].str.startswith("holds")
    )


def test_the_files_of_a_study_name_them(folder):
    for name in ("outcomes.csv", "table.csv"):
        text = (folder / name).read_text(encoding="utf-8")
        assert OUTCOME.name in text
        assert MEASURE.name in text
    assert "role: mediator" in (folder / "scenario.yaml").read_text(encoding="utf-8")
    assert (folder / "charts" / "new_if_ceasefire.svg").exists()


def test_the_report_and_its_charts_name_them(folder):
    text = (folder / "report.html").read_text(encoding="utf-8")
    for said in (OUTCOME.label, MEASURE.label, QUESTION):
        assert said in text
    assert "Turkey" in (folder / "charts" / "stances_if_ceasefire.svg").read_text(encoding="utf-8")
    bars = (folder / "charts" / "outcome_bars_if_ceasefire.svg").read_text(encoding="utf-8")
    assert OUTCOME.label in bars


def test_the_hand_out_names_them(study):
    come, imposed = (view.run_of("mediated") for view in study.views)
    page = teaching.handout(come, imposed, study.views[0].run_of("base"))
    assert "(mediator)" in page
    assert OUTCOME.label in page
    assert OUTCOME.definition in page


def test_the_page_with_levers_is_told_of_them(study):
    first, second = study.views[1].runs
    told = answer(second, first, changed=True)
    json.dumps(told)
    rows = told["charts"]["outcomes"]["rows"]
    assert rows[0]["label"] == OUTCOME.label
    assert sum(one["after"]["count"] for one in rows) == WORLDS


def test_the_matrix_of_flips_has_room_for_one_more(study):
    view = study.views[1]
    picture = CHARTS["flips"].draw(Subject(runs=view.runs, comparison=view.comparisons[0]))
    picture.figure.draw_without_rendering()
    (names,) = (
        ax.get_xticklabels()
        for ax in picture.figure.axes
        if len(ax.get_xticklabels()) == len(OUTCOMES) + 1
    )
    told = [name.get_text().replace("\n", " ") for name in names]
    labels = [OUTCOME.label, *(one.label for one in OUTCOMES.values())]
    assert told in (labels, [str(number) for number in range(1, len(labels) + 1)])
    boxes = [name.get_window_extent() for name in names]
    assert len(boxes) == len(OUTCOMES) + 1
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


ROLE_FILES = ("AGENTS in world/actors/__init__.py", "ROLES in scenario/fields.py")


def test_what_is_declared_and_not_made_is_refused():
    with pytest.raises(RegistryError) as refused:
        complete({"broker": 1}, ["broker", "mediator"], *ROLE_FILES)
    assert str(refused.value) == (
        "AGENTS in world/actors/__init__.py: nothing is said of 'mediator', which stands in "
        "ROLES in scenario/fields.py. Add it here, or take it away there."
    )


def test_what_is_made_and_not_declared_is_refused():
    with pytest.raises(RegistryError) as refused:
        complete({"broker": 1, "mediator": 2}, ["broker"], *ROLE_FILES)
    assert str(refused.value) == (
        "AGENTS in world/actors/__init__.py: has 'mediator', which does not stand in "
        "ROLES in scenario/fields.py. Add it there."
    )
    with pytest.raises(RegistryError, match=r"fields\.py\. Did you mean 'broker'\?"):
        complete({"broker": 1, "brokers": 2}, ["broker"], *ROLE_FILES)


def test_what_is_complete_is_put_into_the_declared_order():
    assert list(complete({"b": 1, "a": 2}, ["a", "b"], *ROLE_FILES)) == ["a", "b"]
