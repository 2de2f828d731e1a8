"""The assumption ledger: bisection by hand, what is moved, and a model worked by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.dials import DIALS
from contactline.errors import RunError
from contactline.show.words.overturning import turn_sentence
from contactline.study.comparison import compare
from contactline.study.ensemble import run
from contactline.study.ledger import as_plain, breaks, ends_of, in_use, ledger
from contactline.study.ledger.questions import difference, seen
from contactline.study.levels import asked
from ledger_sample import BASE, FLAT, SHORT, toy

__all__ = ["toy"]


def test_a_break_is_found_by_halving_between_centre_and_end():
    asked_at = []

    def holds(value):
        asked_at.append(value)
        return value < 0.8

    (found,) = breaks(holds, 0, 0.5, 1, part=0.1)
    assert asked_at == [0, 1, 0.5, 0.75, 0.875, 0.8125]
    assert (found.at, found.side) == (0.8125, "above")


def test_ends_that_hold_need_no_further_run():
    asked_at = []
    assert breaks(lambda value: asked_at.append(value) is None, 2, 3, 4) == ()
    assert asked_at == [2, 4]


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        (lambda value: 0.3 < value < 0.6, [("below", 0.3), ("above", 0.6)]),
        (lambda value: value < 0.3, [("above", 0.3)]),
        (lambda value: value > 0.7, [("below", 0.7)]),
        (lambda _: False, [("everywhere", None)]),
    ],
)
def test_a_finding_may_fail_on_either_side_or_at_the_centre_too(holds, expected):
    found = breaks(holds, 0, 0.5, 1)
    assert [one.side for one in found] == [side for side, _ in expected]
    for one, (_, at) in zip(found, expected, strict=True):
        assert one.at is None if at is None else one.at == pytest.approx(at, abs=0.02)
        assert one.at is None or not holds(one.at)


@given(st.floats(0.01, 0.99), st.floats(0, 1), st.booleans())
def test_a_break_lies_within_two_per_cent_of_a_threshold(threshold, centre, above):
    def holds(value):
        return (value < threshold) == above

    (found,) = breaks(holds, 0, centre, 1)
    assert abs(found.at - threshold) <= 0.02
    assert not holds(found.at)
    assert found.side == ("above" if above else "below")


@given(st.integers(2, 60), st.integers(1, 60))
def test_whole_numbers_are_asked_as_such(high, threshold):
    asked_at = []

    def holds(value):
        asked_at.append(value)
        return value < threshold

    found = breaks(holds, 0, float(high // 2), high, whole=True)
    assert all(float(value).is_integer() for value in asked_at)
    assert [one.at for one in found] == ([threshold] if threshold <= high else [])


def test_ends_come_from_worlds_figures_declarations_or_words():
    changes = {"broker.backing": {"uniform": [0.2, 0.6]}, "war.aid_effect": 0.5}
    scenario = BASE.with_dials({**changes, "mission.rotation_ratio": 3})
    backing = ends_of(scenario, "broker.backing")
    assert (backing.origin, backing.levels) == ("worlds", pytest.approx((0.22, 0.58)))
    assert backing.centre == pytest.approx(0.4)
    rotation = ends_of(scenario, "mission.rotation_ratio")
    assert (rotation.origin, rotation.figure) == ("figure", "rotation-three")
    assert (rotation.levels, rotation.centre) == ((3, 5), 3)
    aid = ends_of(scenario, "war.aid_effect")
    assert (aid.origin, aid.levels, aid.centre) == ("declared", (0, 2), 0.5)
    proposal = ends_of(scenario, "mission.proposal")
    assert (proposal.origin, proposal.centre) == ("words", "from_draft")
    assert proposal.levels == DIALS["mission.proposal"].options
    assert ends_of(scenario, "mission.badge").levels == ("coalition", "nato")


def test_another_value_than_that_of_the_figure_does_not_take_its_range():
    scenario = BASE.with_dials({"mission.rotation_ratio": 4})
    assert ends_of(scenario, "mission.rotation_ratio").origin == "declared"


def test_options_of_a_bargaining_model_that_does_not_write_are_not_in_use():
    assert not in_use(BASE, "bargaining.smp_turns")
    assert in_use(BASE, "bargaining.model")
    assert in_use(BASE, "war.aid_effect")
    smp = BASE.with_dials({"bargaining.model": "smp"})
    assert in_use(smp, "bargaining.smp_turns")
    assert not in_use(smp, "bargaining.challenge_masad_rounds")


def test_a_model_that_an_event_chooses_is_in_use():
    event = replace(BASE.events[0], change={"bargaining.model": "smp"})
    assert in_use(replace(BASE, events=(event,)), "bargaining.smp_turns")


def test_every_dial_but_the_view_is_in_the_ledger():
    names = asked(BASE)
    assert set(DIALS) - set(names) == {name for name in DIALS if name.startswith("assume.")}


def test_differences_agree_with_the_paired_comparison():
    a, b = (
        run(SHORT.with_dials({"mission.proposal": word}).if_ceasefire(), worlds=12)
        for word in ("none", "monitors")
    )
    compared = compare(a, b)
    change = difference("holds", seen(a), seen(b))
    same = compared.holding
    fields = ("a", "b", "difference", "low", "high", "n", "n_a", "n_b", "higher", "lower")
    assert [getattr(change, one) for one in fields] == [getattr(same, one) for one in fields]
    assert sum(seen(a).counts.values()) == 12


def test_a_break_even_of_the_most_frequent_outcome_by_hand(toy):
    names = ["broker.aid_to_ukraine", "broker.backing", "war.aid_effect", "bargaining.smp_turns"]
    made = ledger(FLAT, worlds=100, dials=names)
    (finding,) = made.findings
    assert (finding.kind, finding.name) == ("outcome", "holds_with_troops_on_line")
    assert finding.worlds == 65
    assert [one.name for one in made.overturning] == ["broker.aid_to_ukraine", "broker.backing"]
    aid, backing, effect, turns = made.entries
    (turn,) = aid.turns
    assert (turn.side, turn.end, turn.instead, turn.clear) == ("below", 0, "collapsed", True)
    assert turn.at == pytest.approx(0.3, abs=0.04)
    assert turn.at < 0.3
    (turn,) = backing.turns
    assert turn.at == pytest.approx(0.0375)
    assert not turn.clear, "45 against 55 of 100 is within noise"
    assert effect.turns == ()
    assert effect.size == 0
    assert (turns.ends, turns.effects) == (None, ())
    assert made.not_in_use == ("bargaining.smp_turns",)
    changes = {one.change.name: one.change.difference for one in aid.effects}
    assert changes == pytest.approx({"ceasefire": 0, "holds": 0.8, "on_line": 0.8})


def test_words_are_told_by_name(toy):
    made = ledger(FLAT, worlds=100, dials=["mission.proposal"])
    (entry,) = made.entries
    (turn,) = entry.turns
    assert (turn.at, turn.side, turn.instead) == ("none", "at", "collapsed")
    holds = next(one for one in entry.effects if one.change.name == "holds")
    assert (holds.low, holds.high) == ("none", "from_draft")
    assert holds.change.difference == pytest.approx(0.5)


def test_the_sign_of_a_comparison_is_overturned_by_the_dial_that_both_share(toy):
    none = FLAT.with_dials({"mission.proposal": "none"})
    made = ledger(FLAT, replace(none, name="parent"), worlds=100, dials=["broker.backing"])
    signs = [(one.name, one.sign) for one in made.findings if one.kind == "comparison"]
    assert signs == [("holds", 1), ("on_line", 1)]
    (entry,) = made.entries
    assert not entry.alone
    kept = [turn for turn in entry.turns if turn.finding.kind == "comparison"]
    assert kept == [], "with both moved alike the difference never turns"


def test_a_dial_that_the_scenario_sets_is_moved_in_it_alone(toy):
    parent = replace(FLAT.with_dials({"broker.aid_to_ukraine": 0.1}), name="parent")
    made = ledger(FLAT, parent, worlds=100, dials=["broker.aid_to_ukraine", "broker.backing"])
    entry = next(one for one in made.entries if one.name == "broker.aid_to_ukraine")
    assert entry.alone
    turn = next(one for one in entry.turns if one.finding.name == "holds")
    assert turn.at == pytest.approx(0.1, abs=0.05)
    assert turn.instead in ("none", "opposite")
    assert turn.side == "below"
    sentence = turn_sentence(entry, turn, made)
    assert "the difference from `parent` in “a ceasefire holds at the horizon”" in sentence


def test_base_has_no_comparison_and_horizons_must_agree(toy):
    assert ledger(FLAT, FLAT, worlds=10, dials=[]).parent == ""
    with pytest.raises(RunError, match=r"followed for 730 days and base for 70, .* same horizon"):
        ledger(FLAT, SHORT, worlds=2)


def test_names_are_checked_before_anything_runs():
    with pytest.raises(RunError, match=r"Unknown dial 'broker.baking'. Did you mean 'broker.back"):
        ledger(BASE, worlds=2, dials=["broker.baking"])
    with pytest.raises(RunError, match=r"assume.terms only chooses the view .* in no ledger"):
        ledger(BASE, worlds=2, dials=["assume.terms"])


def test_a_ledger_compares_with_the_parent_in_the_same_view(toy):
    imposed = FLAT.if_ceasefire()
    assert ledger(imposed, FLAT, worlds=4, dials=["broker.backing"]).parent == ""
    other = imposed.with_dials({"mission.proposal": "none"})
    assert ledger(other, FLAT, worlds=4, dials=["broker.backing"]).parent == FLAT.name


def test_progress_counts_dials(toy):
    told = []
    ledger(
        FLAT, worlds=4, dials=["broker.backing", "war.aid_effect"],
        progress=lambda *at: told.append(at),
    )  # fmt: skip
    assert told == [(1, 2), (2, 2)]


def test_the_same_ledger_comes_from_one_process_and_from_two():
    names = ["front.initial_cut", "mission.proposal", "bargaining.smp_turns"]
    asked_for = {"worlds": 6, "dials": names, "seed": 3}
    one, two = (ledger(SHORT.if_ceasefire(), workers=workers, **asked_for) for workers in (1, 2))
    assert as_plain(one) == as_plain(two)


def test_a_number_of_an_actor_has_an_entry_when_it_is_named():
    name = "actors.uk.home_support"
    parent = replace(SHORT.with_dials({name: 0.5}), name="parent")
    made = ledger(SHORT, parent, worlds=4, dials=[name])
    (entry,) = made.entries
    assert (entry.name, entry.number.section, entry.alone) == (name, "actors.uk", True)
    assert entry.ends.levels == pytest.approx((0.365, 0.635))
    assert entry.ends.origin == "worlds"
    (fixed,) = ledger(parent, parent, worlds=4, dials=[name]).entries
    assert fixed.ends.levels == (0, 1)
    with pytest.raises(RunError, match=r"Did you mean 'actors.uk.home_support'"):
        ledger(SHORT, worlds=4, dials=["actors.uk.home_suport"])
