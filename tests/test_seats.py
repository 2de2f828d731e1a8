"""Seats: decisions taken by somebody else, in all worlds or in some."""

import numpy as np
import pandas as pd
import pytest

from contactline.dials import ISSUES
from contactline.errors import RunError, ScenarioError
from contactline.luck import Luck
from contactline.scenario import json_schema, load, parse, template
from contactline.scenario.decisions import DECISIONS, OWN, STRATEGIES, decisions_of
from contactline.scenario.fields import ROLES
from contactline.study.ensemble import replay, run
from contactline.world.actors.request import Request
from contactline.world.actors.seats import CommonKnowledge, OneWorld, Seat, SeatView, Strategy
from contactline.world.actors.sending import troops_pledged
from contactline.world.postures import MONITORS
from contactline.world.tally import RESUMPTION
from contactline.world.theatre import Staging, Theatre
from scenario_sample import load_text
from worlds_sample import theatre_of

WORLDS = 60
EVERYWHERE = np.ones(WORLDS, dtype=bool)
TERRITORY = ISSUES.index("territory")


def played(name="base", **plays):
    """A scenario in which decisions are played, such as uk__pledge="never"."""
    changes = {
        f"actors.{one.replace('__', '.plays.')}": strategy for one, strategy in plays.items()
    }
    return load(name).with_dials(changes)


def pledging(scenario, stage=0, allies=None):
    """Who pledges at one moment in which everybody has an option, and the theatre."""
    theatre = theatre_of(scenario, worlds=WORLDS)
    contributors, settings = theatre.mission.contributors, theatre.settings
    contributors.ready[:] = True
    if allies is not None:
        contributors.pledged[contributors.keys.index("france")] = np.where(allies, 1000.0, 0.0)
    stages = np.broadcast_to(np.asarray(stage), WORLDS)
    told = dict(zip(contributors.keys, contributors.pledged > 0, strict=True))
    theatre.seats.look(lambda: CommonKnowledge(0, stages, stages == 1, told, ("france", "uk")))
    request = Request(
        np.full(WORLDS, MONITORS), EVERYWHERE, ~EVERYWHERE, np.zeros(WORLDS), np.zeros(WORLDS),
        stages, ~EVERYWHERE,
    )  # fmt: skip
    reckoning = contributors.reckon(request, settings)
    return contributors.pledge(request, reckoning, EVERYWHERE, 0, settings), theatre


def of(key, pledge, theatre):
    return pledge.joins[theatre.mission.contributors.keys.index(key)]


def test_never_and_at_once():
    assert not of("uk", *pledging(played(uk__pledge="never"))).any()
    pledge, theatre = pledging(played(uk__pledge="at_once"))
    row = theatre.mission.contributors.keys.index("uk")
    borne = theatre.mission.contributors.support[row] >= theatre.settings.mission.withdrawal_support
    assert (of("uk", pledge, theatre) == borne).all()
    assert borne.any()
    assert (pledge.reckoning.net[row][borne] < 0).any()  # it need not agree with the reckoning


def test_no_player_pledges_more_than_there_is_or_where_nobody_is_asked_for():
    pledge, theatre = pledging(played(uk__pledge="at_once"))
    contributors, mission = theatre.mission.contributors, theatre.settings.mission
    row = contributors.keys.index("uk")
    most = troops_pledged(
        contributors.available_troops[row], np.full(WORLDS, MONITORS),
        rotation_ratio=mission.rotation_ratio, scale=mission.pledge_scale,
    )  # fmt: skip
    assert (contributors.pledged[row] == np.where(of("uk", pledge, theatre), most, 0)).all()


def test_after_a_ceasefire():
    stage = np.arange(WORLDS) % 3
    scenario = played(uk__pledge="after_ceasefire")
    joins, anywhere = of("uk", *pledging(scenario, stage)), of("uk", *pledging(scenario, 2))
    assert (joins == (anywhere & (stage == 2))).all()
    assert joins.any()


def test_with_a_leader_other_than_itself():
    allies = np.arange(WORLDS) % 2 == 0
    scenario = played(uk__pledge="with_a_leader")
    joins, everywhere = (of("uk", *pledging(scenario, 0, one)) for one in (allies, EVERYWHERE))
    assert (joins == (everywhere & allies)).all()
    assert joins.any()
    assert not of("uk", *pledging(scenario)).any()


def test_nobody_elses_luck_changes():
    plain, theatre = pledging(load("base"), 2)
    changed, other = pledging(played(uk__pledge="at_once"), 2)
    for key in theatre.mission.contributors.keys:
        same = (of(key, plain, theatre) == of(key, changed, other)).all()
        assert same == (key != "uk"), key
    assert (theatre.sides.leaning == other.sides.leaning).all()


def test_who_plays_to_pledge_prepares_and_who_never_pledges_is_left_to_prepare():
    assert theatre_of(played(uk__pledge="at_once")).seats.where("uk", "prepare").all()
    assert not theatre_of(played(uk__pledge="never")).seats.where("uk", "prepare").any()
    both = theatre_of(played(uk__pledge="at_once", uk__prepare="never"))
    assert both.seats.taken["uk", "prepare"].name == "never"


SHORT = {"horizon_days": 240}


def results(scenario, **options):
    return run(scenario.with_dials(SHORT), worlds=12, **options).outcomes


def willing(view, choices):
    """Pledge where opinion at home is better than even, and leave all else as it would be."""
    wait, pledge = choices
    return np.where(view.state.support > 0.5, pledge, wait) if view.decision == "pledge" else None


def willing_in_one(view, choices):
    """The same, written for one world."""
    if view.decision != "pledge":
        return None
    return choices[1] if view.state.support > 0.5 else choices[0]


def same(a, b):
    pd.testing.assert_frame_equal(a, b, check_exact=True)


@pytest.mark.parametrize("seats", [None, {"uk": willing}, {"uk": OneWorld(willing_in_one)}])
def test_the_same_worlds_by_block_and_process(seats):
    scenario = played("uk-france-monitors", france__pledge="with_a_leader")
    found = results(scenario, seats=seats)
    same(found, results(scenario, seats=seats, block=5))
    same(found, results(scenario, seats=seats, block=6, workers=2))


def test_a_policy_for_one_world_and_one_for_all_say_the_same():
    scenario = load("uk-france-monitors").if_ceasefire()
    found = results(scenario, seats={"uk": willing})
    same(found, results(scenario, seats={"uk": OneWorld(willing_in_one)}))
    assert not found.equals(results(scenario))


def test_a_script_and_a_file_say_the_same():
    scenario = played("uk-france-monitors", uk__pledge="after_ceasefire").if_ceasefire()
    plain = load("uk-france-monitors").if_ceasefire()
    found = results(plain, seats={"uk": {"pledge": "after_ceasefire"}})
    same(found, results(scenario))


def test_a_seat_in_some_worlds_leaves_the_others_alone():
    scenario, some = load("uk-france-monitors").if_ceasefire(), range(0, 12, 2)
    plain = results(scenario)
    found = results(scenario, seats={"uk": Seat({"pledge": "at_once"}, worlds=some)})
    everywhere = results(scenario, seats={"uk": {"pledge": "at_once"}})
    same(found.drop(some), plain.drop(some))
    same(found.loc[list(some)], everywhere.loc[list(some)])
    assert not everywhere.drop(some).equals(plain.drop(some))


def test_to_leave_it_to_the_actor_changes_nothing():
    scenario = load("uk-france-monitors").if_ceasefire()
    plain = results(scenario)
    # Who plays `sign` sets its own red line aside where the lines leave no room, whatever it says.
    others = [one for one in decisions_of("belligerent", "russia") if one != "sign"]
    for answer in (lambda view, _: view.own, lambda *_: OWN, lambda *_: None):
        russia = dict.fromkeys(others, answer)
        same(plain, results(scenario, seats={"uk": answer, "us": answer, "russia": russia}))


def test_the_chronicle_says_who_was_played():
    scenario = played("uk-france-monitors", uk__pledge="at_once", us__walk_away="never")
    entries = replay(scenario.if_ceasefire(), 1)
    told = [entry.text for entry in entries if entry.kind == "seat"]
    assert told == [
        "United Kingdom is played: prepare at once.",
        "United Kingdom is played: pledge at once.",
        "United States (incoming administration) is played: walk away never.",
    ]
    pledges = {entry.actor: entry.cause for entry in entries if entry.kind == "pledge"}
    assert pledges.pop("uk").endswith(", but somebody else decides for it")
    assert not any("somebody else" in cause for cause in pledges.values())
    assert all(entry.day == 0 for entry in entries if entry.kind == "seat")


def test_a_policy_in_some_worlds_is_told_there_alone():
    scenario = load("base").with_dials({"horizon_days": 7})
    seats = {"uk": Seat(willing, worlds=[3])}
    there, elsewhere = (
        [one.text for one in replay(scenario, world, seats=seats) if one.kind == "seat"]
        for world in (3, 4)
    )
    assert "United Kingdom is played: pledge by a policy." in there
    assert not elsewhere


def theatre_after(days, scenario, worlds=24):
    theatre = theatre_of(scenario, worlds=worlds)
    theatre.run_until(days)
    return theatre


def test_a_plan_is_put_forward_at_once_or_never():
    at_once = played(us__put_forward_plan="at_once")
    assert not theatre_after(40, at_once).broker.plan.any()  # it is not yet engaged
    assert theatre_after(62, at_once).broker.plan.all()
    assert not theatre_after(200, played(us__put_forward_plan="never")).broker.plan.any()


def test_a_broker_walks_away_at_once_or_never():
    plans = {"us__put_forward_plan": "at_once", "us__walk_away": "at_once"}
    assert theatre_after(62, played(**plans)).broker.walked.all()
    assert not theatre_after(300, played(us__walk_away="never")).broker.walked.any()


def test_nobody_signs_alone():
    theatre = theatre_after(30, played(ukraine__sign="at_once"))
    sides = theatre.sides
    assert sides.would_sign()[0].all()
    assert (sides.signing.net[0] < 0).any()
    crossed = sides.set_aside & (theatre.talks.terms[TERRITORY] < sides.own_at_least[TERRITORY, 1])
    assert (sides.would_sign()[1] == ((sides.signing.net[1] > 0) & ~crossed)).all()


def test_who_never_comes_or_never_signs_has_no_ceasefire():
    stays = theatre_after(300, played(ukraine__come_to_the_table="never"))
    assert np.isnan(stays.tally.first_talks).all()
    refuses = theatre_after(300, played("us-ceasefire-first", russia__sign="never"))
    assert np.isnan(refuses.tally.first_ceasefire).all()
    assert not np.isnan(refuses.tally.first_talks).all()


def no_room(**plays):
    lines = {
        "actors.ukraine.territory.at_most": 40,
        "actors.russia.territory.at_least": 80,
    }
    return theatre_of(played(**plays).with_dials(lines))


def test_a_player_sets_its_own_red_line_aside_and_not_the_others():
    assert not no_room().talks.possible.any()
    ukraine = no_room(ukraine__sign="at_once")
    assert (ukraine.talks.terms[TERRITORY] >= 80).all()
    assert ukraine.talks.possible.any()
    assert not (ukraine.sides.would_sign()[1] & (ukraine.talks.terms[TERRITORY] < 80)).any()
    assert (no_room(russia__sign="at_once").talks.terms[TERRITORY] <= 40).all()


def test_a_red_line_that_leaves_room_is_not_set_aside():
    plain, theatre = theatre_of(load("base")), theatre_of(played(ukraine__sign="at_once"))
    room = (plain.sides.at_least <= plain.sides.at_most).all(axis=0)
    assert room.any()
    assert (theatre.talks.terms[:, room] == plain.talks.terms[:, room]).all()


def test_a_player_may_sign_a_text_with_fewer_troops_than_its_own_line_wants():
    lines = {"actors.ukraine.foreign_force.at_least": 60, "mission.proposal": "none"}
    assert not theatre_of(load("base").with_dials(lines)).talks.possible.any()
    theatre = theatre_of(played(ukraine__sign="at_once").with_dials(lines))
    assert theatre.talks.possible.any()


def test_who_only_refuses_to_sign_sets_no_red_line_aside():
    """Somebody who can never sign moves neither the draft nor terms that are imposed."""
    plain, refuses = no_room(), no_room(russia__sign="never")
    assert not refuses.sides.set_aside.any()
    assert (refuses.talks.terms == plain.talks.terms).all()
    imposed = {"assume.ceasefire": True, "assume.ceasefire_day": 7}
    texts = [
        theatre_after(8, one.with_dials(imposed)).agreement.terms
        for one in (load("base"), played(russia__sign="never"), played(ukraine__sign="never"))
    ]
    assert (texts[1] == texts[0]).all()
    assert (texts[2] == texts[0]).all()


def test_to_leave_signing_to_the_actor_keeps_its_red_line():
    theatre = no_room()
    seats = {"ukraine": {"sign": lambda *_: OWN}}
    theatre = Theatre(Staging(rng=1, written=theatre.scenario.written), theatre.luck, seats=seats)
    assert theatre.sides.set_aside.all()
    assert not theatre.sides.would_sign()[0].any()


def test_who_is_played_never_resumes_the_war():
    lively = load("base").if_ceasefire().with_dials({"durability.resumption_log_rate": 0})
    both = {f"actors.{key}.plays.resume": "never" for key in ("ukraine", "russia")}
    assert (theatre_after(300, lively).tally.how == RESUMPTION).any()
    assert not (theatre_after(300, lively.with_dials(both)).tally.how == RESUMPTION).any()
    once = lively.with_dials({**both, "actors.russia.plays.resume": "at_once"})
    assert (theatre_after(300, once).ceasefire.attacker == 1).all()


def test_russia_takes_its_consent_back_at_once_or_never():
    theatre = theatre_of(played(russia__take_consent_back="at_once"))
    everywhere, nowhere = np.ones(8, dtype=bool), np.zeros(8, dtype=bool)
    for at_stake in (everywhere, nowhere):
        gone = theatre.sides.takes_consent_back(at_stake, 7, theatre.settings)
        assert (gone == at_stake).all()
    keeps = theatre_of(played(russia__take_consent_back="never").with_dials(
        {"mission.consent_loss_per_year": 3}
    ))  # fmt: skip
    days = range(7, 371, 7)
    lost = [keeps.sides.takes_consent_back(everywhere, day, keeps.settings) for day in days]
    assert not np.any(lost)


def test_only_russia_can_take_its_consent_back():
    with pytest.raises(RunError, match="ukraine: no such decision of a belligerent"):
        run(load("base"), worlds=2, seats={"ukraine": {"take_consent_back": "never"}})


def test_who_gives_way_or_holds_firm():
    firm = theatre_after(300, played(ukraine__give_way="never", russia__give_way="never"))
    assert not firm.sides.conceded.any()


REFUSED = {
    "Did you mean 'uk'": {"ukk": {"pledge": "never"}},
    "eu cannot be played: an institution takes no decisions": {"eu": {"pledge": "never"}},
    "uk: no such decision of a contributor, got plege. Did you mean 'pledge'?": {
        "uk": {"plege": "never"}
    },
    "us: no such decision of a broker, got pledge, allowed are put_forward_plan, raise_question": {
        "us": {"pledge": "never"}
    },
    "uk.pledge: must be a policy or one of never, at_once, after_ceasefire, with_a_leader, got "
    "at_onec. Did you mean 'at_once'?": {"uk": {"pledge": "at_onec"}},
    "The policy that plays uk must answer wait, prepare, own, True, False or None, got prepared. "
    "Did you mean 'prepare'? It was asked for prepare.": {"uk": {"prepare": lambda *_: "prepared"}},
    "must give one answer, or one a world, got 2 answers for 4 worlds": {
        "uk": lambda *_: ["wait", "wait"]
    },
}


def divides(view, _):
    """A policy with a mistake in it, that shows once it is asked about a plan."""
    return view.decision == "put_forward_plan" and 1 / 0


@pytest.mark.parametrize("policy", [divides, OneWorld(divides)])
def test_a_policy_that_fails_is_told_with_actor_decision_and_day(policy):
    with pytest.raises(RunError) as error:
        run(load("base"), worlds=2, seats={"us": policy})
    assert str(error.value) == (
        "The policy that plays us failed on day 7 with ZeroDivisionError: division by zero. Mend "
        "the policy, or leave such a world to the actor with None. It was asked for "
        "put_forward_plan."
    )
    assert isinstance(error.value.__cause__, ZeroDivisionError)


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_played_is_refused(text):
    with pytest.raises(RunError) as error:
        run(load("base"), worlds=4, seats=REFUSED[text])
    assert text in str(error.value)


def test_a_policy_that_cannot_travel_is_refused_before_the_run():
    with pytest.raises(RunError, match="policy that plays uk cannot be sent to other processes"):
        run(load("base"), worlds=4, workers=2, seats={"uk": lambda view, _: view.own})


FAULTS = {
    "{plege: never}": "actors.uk.plays.plege: no such decision, got plege. Did you mean 'pledge'?",
    "{pledge: nevr}": "actors.uk.plays.pledge: must be one of never, at_once, after_ceasefire, "
    "with_a_leader, got the text 'nevr'. Did you mean 'never'?",
    "{sign: never}": "actors.uk.plays.sign: only a belligerent decides it, got uk in the role "
    "contributor, which decides prepare, offer, pledge, object, hold, reinforce, withdraw",
    "never": "actors.uk.plays: must be a mapping of keys such as `come_to_the_table: ...`, "
    "got the text 'never'",
}


@pytest.mark.parametrize("plays", FAULTS)
def test_a_file_is_told_what_cannot_be_played_and_where(plays, tmp_path):
    with pytest.raises(ScenarioError) as error:
        load_text(tmp_path, f"from: base\ntitle: Mine\nactors:\n  uk:\n    plays: {plays}\n")
    (fault,) = error.value.faults
    assert (fault.line, fault.text) == (5, FAULTS[plays])


def test_a_seat_is_written_inherited_changed_and_removed(tmp_path):
    text = "from: base\ntitle: Mine\nactors: {uk: {plays: {pledge: never, withdraw: never}}}\n"
    mine = load_text(tmp_path, text)
    assert mine.actors["uk"].plays == {"pledge": "never", "withdraw": "never"}
    assert parse(played(uk__pledge="never").to_yaml()) == played(uk__pledge="never")
    assert played(uk__pledge="never").digest != load("base").digest
    (tmp_path / "parent.yaml").write_text(text)
    for change, plays in (
        ("{pledge: at_once}", {"pledge": "at_once", "withdraw": "never"}),
        ("{pledge: null}", {"withdraw": "never"}),
        ("null", {}),
    ):
        child = f"from: parent.yaml\ntitle: Child\nactors: {{uk: {{plays: {change}}}}}\n"
        assert load_text(tmp_path, child).actors["uk"].plays == plays


def test_the_schema_and_the_template_know_seats():
    schema = json_schema()
    actor = schema["properties"]["actors"]["additionalProperties"]["anyOf"][0]
    plays = actor["properties"]["plays"]["anyOf"][0]
    assert tuple(plays["properties"]) == tuple(DECISIONS)
    options = schema["definitions"]["actors.*.plays.pledge"]["enum"]
    assert tuple(options) == DECISIONS["pledge"].strategies
    assert "plays:" in template("mine")


@pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS)
def test_every_decision_can_be_played_by_each_of_its_strategies(decision):
    assert decision.role in ROLES
    key = {"belligerent": "ukraine", "broker": "us", "contributor": "uk"}[decision.role]
    key = decision.actor or key
    assert decision.name in decisions_of(decision.role, key)
    assert decision.prepared_by in ("", *decisions_of(decision.role, key))
    for strategy in decision.strategies:
        assert strategy in STRATEGIES
        theatre = theatre_after(21, played(**{f"{key}__{decision.name}": strategy}), worlds=3)
        assert theatre.seats.where(key, decision.name).all()


def test_a_view_of_one_world_holds_numbers():
    seen: list[SeatView] = []

    def look(view, choices):
        seen.append(view.of_world(1))
        return Strategy("never")(view, choices)

    scenario = load("base").with_dials({"horizon_days": 7})
    run(scenario, worlds=3, seats={"ukraine": look, "us": look, "uk": look})
    by_decision = {view.decision: view for view in seen}
    assert isinstance(by_decision["pledge"].state.support, float)
    assert by_decision["sign"].state.terms.shape == (len(ISSUES),)
    assert {"terms", "leaning"} <= by_decision["sign"].reckoning.keys()
    assert isinstance(by_decision["put_forward_plan"].own, bool)
    assert {view.worlds for view in seen} == {1}


def test_with_troops_signs_what_holds_them():
    theatre = theatre_after(30, played(ukraine__sign="with_troops"))
    assert (theatre.sides.would_sign()[0] == (theatre.talks.rung >= MONITORS)).all()


def test_a_broker_that_presses_nobody_and_stands_behind_nobody():
    plain = theatre_after(120, load("base"))
    lets_be = theatre_after(120, played(us__press_russia="never", us__back="never"))
    ukraine, russia = lets_be.broker.presses(lets_be.settings)
    assert (russia == 0).all()
    assert (ukraine == plain.broker.presses(plain.settings)[0]).all()
    assert not lets_be.broker.backing(lets_be.settings).any()
    assert plain.broker.backing(plain.settings).any()


def test_an_offer_follows_the_player_of_the_pledge_unless_it_is_played_itself():
    seats = theatre_of(played(uk__pledge="never")).seats
    assert not seats.where("uk", "offer").any()
    one = Theatre(Staging(rng=1, written=played(uk__pledge="never")), Luck(1, np.arange(8)))
    one.mission.contributors.ready[:] = True
    one.run_until(14)
    row = one.mission.contributors.keys.index("uk")
    assert not one.mission.contributors.offered[row].any()
    both = played(uk__pledge="never", uk__offer="at_once")
    two = Theatre(Staging(rng=1, written=both), Luck(1, np.arange(8)))
    two.mission.contributors.ready[:] = True
    two.run_until(14)
    assert two.mission.contributors.offered[row].any()
    assert not two.mission.contributors.pledged[row].any()


def test_one_player_objects_and_bars_everybody_where_nato_decides():
    scenario = load("nato-level")
    for plays, bars in (("at_once", True), ("never", False)):
        found = theatre_of(scenario.with_dials({"actors.uk.plays.object": plays}))
        contributors = found.mission.contributors
        eager = np.full_like(contributors.stance, 9.0)
        allowed = contributors._nobody_bars(eager, found.settings)
        assert (allowed == (not bars)).all()
    assert load("base").with_dials({"actors.uk.plays.object": "at_once"})
