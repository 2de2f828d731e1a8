"""Drafts in the theatre: every bargaining model, inside the stances, within the red lines."""

import numpy as np
import pytest

from contactline.bargaining import MODELS
from contactline.bargaining.options import kinds, words_of
from contactline.dials import DIALS, ISSUES
from contactline.luck import Luck
from contactline.scenario import load
from contactline.world.chronicle import Chronicle
from contactline.world.outcomes import columns
from contactline.world.postures import LEVEL
from contactline.world.talks import FORCE
from contactline.world.theatre import Staging, Theatre
from worlds_sample import FEW_ROUNDS

WORLDS = 24
NARROW = {"actors.ukraine.territory.at_most": 30, "actors.russia.territory.at_least": 70}
READY = {
    "talks.opening_cost": 0,
    "talks.opening_days": 10,
    "talks.hope_days": 30,
    "talks.leaving_days": 10,
    "broker.engagement": 1,
}


def theatre(change, worlds=WORLDS, *, keep=False):
    scenario = load("base").with_dials(change)
    luck = Luck(1, np.arange(worlds))
    return Theatre(Staging(written=scenario), luck, Chronicle(keep))


@pytest.mark.parametrize("model", MODELS)
def test_a_draft_lies_inside_the_stances_and_within_the_red_lines(model):
    talks = theatre({"bargaining.model": model}).talks
    stances = np.stack([actor.opening for actor in talks.actors.members])
    assert (talks.plain >= stances.min(axis=0) - 1e-9).all()
    assert (talks.plain <= stances.max(axis=0) + 1e-9).all()
    assert talks.possible.any()
    for side in talks.sides.members:
        kept = (talks.terms >= side.at_least - 1e-9) & (talks.terms <= side.at_most + 1e-9)
        assert kept[:, talks.possible].all()
    assert (talks.terms[FORCE] == LEVEL[talks.rung]).all()


@pytest.mark.parametrize("model", MODELS)
def test_no_draft_is_signed_where_red_lines_leave_none(model):
    change = {"bargaining.model": model, **FEW_ROUNDS, **NARROW, **READY}
    many = theatre(change, keep=True)
    many.run_until(210)
    many.finish(210)
    assert set(columns(many)["outcome"]) <= {"no_talks", "talks_without_agreement"}
    told = next(
        entry
        for world in range(WORLDS)
        for entry in many.chronicle.of_world(world)
        if entry.kind == "talks end"
    )
    assert "the red lines of the two sides leave no room" in told.text
    assert "a red line of one side stands against it" in told.cause


@pytest.mark.parametrize("model", MODELS)
def test_one_world_alone_meets_the_same_drafts(model):
    many = theatre({"bargaining.model": model}).talks.terms
    for world in (0, 13):
        scenario = load("base").with_dials({"bargaining.model": model})
        luck = Luck(1, np.array([world]))
        one = Theatre(Staging(written=scenario), luck).talks.terms
        assert (one[:, 0] == many[:, world]).all()


@pytest.mark.parametrize("model", [name for name, one in MODELS.items() if one.rounds])
def test_moves_are_told_without_changing_the_run(model):
    change = {"bargaining.model": model, **READY}
    quiet, telling = (theatre(change, 1, keep=keep) for keep in (False, True))
    for one in (quiet, telling):
        for _ in range(100):
            one.step()
            one.time += 1
    assert (quiet.talks.terms == telling.talks.terms).all()
    kinds_told = [kind for _, kind, *_ in telling.chronicle.notes]
    assert "move" in kinds_told or np.isnan(telling.tally.first_talks).all()


def test_every_option_of_a_model_is_a_dial_with_the_same_default():
    for model in MODELS.values():
        for name, kind in kinds(model.options).items():
            dial = DIALS[f"bargaining.{model.name}_{name}"]
            assert dial.default == getattr(model.options(), name)
            if words_of(kind):
                assert dial.options == words_of(kind)


def test_every_dial_of_bargaining_belongs_to_a_model():
    options = {f"{one.name}_{name}" for one in MODELS.values() for name in kinds(one.options)}
    dials = {dial.key for dial in DIALS.values() if dial.section == "bargaining"}
    assert dials == options | {"model"}
    assert DIALS["bargaining.model"].options == tuple(MODELS)


def test_a_number_may_differ_from_world_to_world():
    mixed = {"bargaining.model": "smp", "bargaining.smp_turns": {"choice": {1: 0.5, 30: 0.5}}}
    drafts = theatre(mixed).talks.terms
    turns = theatre(mixed).settings.bargaining.smp_turns
    for limit in (1, 30):
        same = theatre({**mixed, "bargaining.smp_turns": limit}).talks.terms
        assert (drafts[:, turns == limit] == same[:, turns == limit]).all()
    assert set(turns) == {1, 30}
    assert len(ISSUES) == len(drafts)
