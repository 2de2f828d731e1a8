"""A seat at the table: games by script in every role, saved, resumed, and beside others."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline import load, replay
from contactline.errors import ContactlineError, FileError, RunError
from contactline.scenario.decisions import DECISIONS, OWN, decisions_of
from contactline.show.seat.briefing import briefing
from contactline.show.seat.debrief import _same
from contactline.show.seat.weighing import for_and_against
from contactline.show.seat.wording import WORDS, choices_of
from contactline.show.sheets.sheet import NONE
from contactline.study.seat import (
    Game,
    GameSetup,
    game_text,
    others_from,
    parse_game,
    parse_script,
    says_of,
    table_of,
)
from contactline.study.seat.ending import Order, ending, outcome_of
from contactline.study.seat.game import eventful_world
from contactline.world.actors.seats import SeatView

ROLES = {"belligerent": ("ukraine", "russia"), "broker": ("us",), "contributor": ("uk", "poland")}
PLAYERS = [key for keys in ROLES.values() for key in keys]


def setup(*actors, scenario="uk-france-monitors", world=3, days=None):
    found = load(scenario)
    return GameSetup(found.with_horizon(days) if days else found, world, 1, actors)


def scripted(one, turns=None):
    """A game in which everybody goes through every word that can be said, turn by turn."""
    orders = []
    for turn in range(one.turns if turns is None else turns):
        said = {}
        for key in one.actors:
            names = decisions_of(one.scenario.actors[key].role, key)
            words = {name: says_of(name) for name in names}
            said[key] = {
                name: words[name][(turn + at) % len(words[name])] for at, name in enumerate(names)
            }
        orders.append(said)
    return Game(one, tuple(orders))


@cache
def played(key):
    """The table at the end of a game in which an actor goes through every word; to be looked at."""
    return table_of(scripted(setup(key)))


def no_own(game):
    """The orders of a game without what is left to the actors."""
    return [
        {
            key: kept
            for key, said in turn.items()
            if (kept := {name: word for name, word in said.items() if word != OWN})
        }
        for turn in game.orders
    ]


@pytest.mark.parametrize("key", PLAYERS)
def test_a_seat_is_played_through_more_than_twenty_turns_and_resumes_to_the_same_history(key):
    game = scripted(setup(key))
    assert len(game.orders) == 26
    assert sum(1 for _ in game.given()) >= 20
    table = played(key)
    assert parse_game(game_text(game.up_to(11)), "game.yaml").orders == tuple(no_own(game)[:11])
    resumed = parse_game(game_text(game), "game.yaml")
    going_on = table_of(resumed.up_to(11))
    for orders in resumed.orders[11:]:
        going_on.play(orders)
    assert going_on.chronicle() == table.chronicle()
    assert outcome_of(going_on) == outcome_of(table)


@pytest.mark.parametrize("world", [0, 17])
@pytest.mark.parametrize("scenario", ["uk-france-monitors", "no-talks", "nato-level"])
def test_who_always_does_as_the_model_would_plays_the_world_as_it_is(scenario, world):
    one = setup(*PLAYERS, scenario=scenario, world=world)
    table = table_of(Game(one, ({},) * one.turns))
    assert table.chronicle() == replay(one.scenario, world)


def test_who_says_own_out_loud_changes_nothing_in_a_ceasefire_either():
    scenario = load("uk-france-monitors").if_ceasefire()
    one = GameSetup(scenario, 5, 2, tuple(PLAYERS))
    own = {key: dict.fromkeys(decisions_of(scenario.actors[key].role, key), OWN) for key in PLAYERS}
    table = table_of(Game(one, (own,) * one.turns))
    assert table.chronicle() == replay(scenario, 5, seed=2)


def test_a_decision_changes_the_world_and_several_teams_play_one():
    orders = {"russia": {"come_to_the_table": "stay_away"}}
    one = setup("russia", "uk")
    refuses = table_of(Game(one, (orders,) * one.turns))
    assert not any(entry.kind == "talks open" for entry in refuses.chronicle())
    assert any(entry.kind == "talks open" for entry in replay(one.scenario, 3))
    both = scripted(one)
    alone = played("uk").chronicle()
    assert table_of(both).chronicle() not in (alone, refuses.chronicle())


def test_others_share_the_past_and_differ_in_what_comes():
    game = scripted(setup("russia", days=200), turns=3)
    found = others_from(game, 3, 20)
    assert len(found.outcomes) == found.count == 20
    assert set(found.did["russia"]) == set(decisions_of("belligerent", "russia"))
    for did, could in found.did["russia"].values():
        assert 0 <= did <= could <= 20
    assert others_from(game, 3, 20) == found
    assert others_from(game, 3, 8).outcomes == found.outcomes[:8]


def test_branches_have_the_same_history_up_to_their_day():
    from contactline.study.seat.branches import BranchLuck

    luck = BranchLuck(1, np.full(3, 7), np.array([8, 9, 10]), 28)
    for day, same in ((0, True), (28, True), (29, False)):
        drawn = luck.uniform("sign", day)
        assert (len(set(drawn.tolist())) == 1) == same
    some = luck.among(np.array([1]))
    assert some.uniform("sign", 40) == luck.uniform("sign", 40)[1]
    assert luck.stretch(("a", "b"), (27, 28, 29), (2,)).shape == (3, 2, 2, 3)


def test_the_end_lies_beside_the_world_without_players():
    one = setup("russia", days=200)
    stays = {"russia": {"come_to_the_table": "stay_away"}}
    game = Game(one, (stays,) * one.turns)
    end = ending(game, count=10)
    assert [order.turn for order in end.orders if order.new] == [0]
    assert set(end.others) == {0}
    assert end.outcome_without == outcome_of(table_of(Game(one, ({},) * one.turns)))
    with pytest.raises(RunError, match="The game is in turn 2 of 7: play on first"):
        ending(game.up_to(1))


@pytest.mark.parametrize("key", PLAYERS)
def test_a_briefing_tells_no_secret_of_others(key):
    one = setup(key, world=17)
    table = table_of(Game(one, ({},) * 20))
    told = briefing(table, key)
    assert {item.decision for item in told.agenda} == set(
        decisions_of(one.scenario.actors[key].role, key)
    )
    text = " ".join([*(text for _, text in told.news), *(x for _, s in told.sections for x in s)])
    assert "because" not in text.lower()
    assert "mood in" not in text
    for _, said in told.sections:
        assert all(line.endswith(".") for line in said)


def test_what_speaks_for_an_act_is_told_without_the_verdict():
    told = briefing(table_of(Game(setup("ukraine"))), "ukraine")
    weighed = [line for item in told.open_items for line in item.weighed]
    assert weighed
    assert not any(sign in line for line in weighed for sign in ("+0", "−0", "itself"))


def test_opinion_at_home_speaks_against_calling_it_off():
    parts, yes = {"opinion at home": np.array(0.3)}, np.array(True)
    state = None
    view = SeatView("uk", "withdraw", 7, np.array(0), np.array(2), yes, {}, (), yes, ~yes, parts,
                    state)  # fmt: skip
    assert for_and_against(view) == ("Against it: opinion at home (weighs heavily).",)


def test_every_decision_has_words_and_the_model_is_always_a_choice():
    assert set(WORDS) == set(DECISIONS)
    for name in DECISIONS:
        choices = choices_of(name)
        assert choices[-1].says == OWN
        assert len({choice.words for choice in choices}) == len(choices) >= 3


def test_an_order_on_a_condition_is_set_beside_nobody_who_waited_for_nothing():
    others = SimpleNamespace(did={"uk": {"pledge": (3, 5)}})
    ordered = [
        Order(0, "uk", "pledge", says, "own", "") for says in ("pledge", "wait", "after_ceasefire")
    ]
    said = [_same(others, one) for one in ordered]
    assert [one.partition(",")[0] for one in said] == ["3 of 5", "2 of 5", NONE]


def test_a_script_may_leave_out_the_only_player_and_be_short():
    one = setup("uk")
    script = "- {prepare: prepare}\n-\n- {uk: {pledge: after_ceasefire}}\n"
    assert parse_script(script, "s.yaml", one) == (
        {"uk": {"prepare": "prepare"}},
        {},
        {"uk": {"pledge": "after_ceasefire"}},
    )
    assert parse_script(f"turns:\n{script}", "s.yaml", one) == parse_script(script, "s.yaml", one)


SCRIPTS = {
    "- {prepare: prepared}": "s.yaml:1:13: turns.1.prepare: must be wait, prepare or own, got the "
    "text 'prepared'. Did you mean 'prepare'?",
    "- {prepair: prepare}": "s.yaml:1:4: turns.1.prepair: no such decision. Did you mean "
    "'prepare'?",
    "- {}\n- 3": "s.yaml:2:3: turns.2: must be orders by actor, got 3",
    "prepare": "s.yaml:1:1: turns: must be a list with an item a turn, such as "
    "`- {uk: {prepare: prepare}}`, got the text 'prepare'",
    "- {}\n" * 8: "s.yaml:8:3: turns: the game has 7 turns, got 8",
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_script_is_told_its_faults_in_their_places(text):
    with pytest.raises(FileError) as error:
        parse_script(text, "s.yaml", setup("uk", days=200))
    assert SCRIPTS[text] in str(error.value)


@cache
def text_of_two_turns():
    return game_text(scripted(setup("uk", days=200), turns=2))


def saved(**changes):
    text = text_of_two_turns()
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new, 1)
    return text


HOSTILE = {
    "seat: must be 1, got 2": ("seat: 1", "seat: 2"),
    "version: must be": ('version: "', 'version: "9'),
    "digest: must be that of the scenario below": ('digest: "', 'digest: "0'),
    "world: must be a whole number, got -1": ("world: 3", "world: -1"),
    "world: must be a whole number, got true": ("world: 3", "world: true"),
    "seed: must be a whole number": ("seed: 1", "seed: one"),
    "no such actor to play, got the text 'ukk'. Did you mean 'uk'?": ("[uk]", "[ukk]"),
    "uk is taken twice": ("[uk]", "[uk, uk]"),
    "actors: must be a list of actors": ("[uk]", "uk"),
    "eu": ("[uk]", "[eu]"),
    "no such key, got sead. Did you mean 'seed'?": ("seed: 1", "seed: 1\nsead: 1"),
    "lacks world": ("world: 3\n", ""),
    "nobody plays it in this game": ("{uk: {", "{us: {"),
    "scenario.from: the whole scenario stands here": ("scenario:\n", "scenario:\n  from: base\n"),
    "scenario: must be a whole scenario": ("scenario:\n", "scenario: 5\n"),
    "not valid YAML": ("turns:", "turns: ["),
    "anchor": ("world: 3", "world: &a 3"),
}


@pytest.mark.parametrize("said", HOSTILE)
def test_a_hostile_saved_game_is_refused_with_its_place(said):
    head, cut, _ = saved(one=HOSTILE[said]).partition("scenario: 5\n")
    with pytest.raises(FileError) as error:
        parse_game(head + cut, "game.yaml")
    assert said in str(error.value)
    assert str(error.value).startswith("game.yaml:")


@settings(max_examples=25)
@given(st.text(max_size=60), st.integers(0, 400))
def test_no_text_in_a_saved_game_breaks_the_reader(junk, at):
    text = saved()
    with suppress(ContactlineError):
        parse_game(text[:at] + junk + text[at:], "game.yaml")


@pytest.mark.parametrize(
    ("actors", "said"),
    [
        (("ukk",), "no such actor to play, got ukk. Did you mean 'uk'?"),
        (("eu",), "eu cannot be played: an institution takes no decisions"),
        (("uk", "uk"), "uk is taken twice"),
        ((), "Nobody plays"),
    ],
)
def test_a_seat_that_is_none_is_refused(actors, said):
    with pytest.raises(RunError) as error:
        setup(*actors)
    assert said in str(error.value)


def test_the_world_that_is_played_by_default_has_a_ceasefire_of_its_own():
    scenario = load("base")
    world = eventful_world(scenario, 1)
    told = [{entry.kind for entry in replay(scenario, at)} for at in range(world + 1)]
    assert ["ceasefire" in kinds for kinds in told] == [False] * world + [True]
    alone = scenario.with_dials({"actors.russia.plays.come_to_the_table": "never"})
    assert eventful_world(alone.with_horizon(70), 1) == 0


def test_orders_that_cannot_be_given_are_refused():
    one = setup("uk", days=200)
    for orders, said in (
        ({"us": {}}, "nobody plays us in this game"),
        ({"uk": {"plege": "pledge"}}, "uk: no such decision, got plege. Did you mean 'pledge'?"),
        ({"uk": {"pledge": "yes"}}, "uk.pledge: must be wait, pledge, after_ceasefire"),
    ):
        with pytest.raises(RunError) as error:
            Game(one, (orders,))
        assert said in str(error.value)
    with pytest.raises(RunError, match="The game has 7 turns, got orders for 8"):
        Game(one, ({},) * 8)


def test_a_saved_game_keeps_what_was_ordered_and_names_no_folder(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("from: base\ntitle: \"Mine: # 'x'\"\n", "utf-8")
    game = scripted(GameSetup(load(path).with_horizon(90), 2, -7, ("us", "uk")))
    text = game_text(game)
    assert str(tmp_path) not in text
    back = parse_game(text, "game.yaml")
    assert list(back.orders) == no_own(game)
    assert back.setup.scenario.digest == game.setup.scenario.digest
    assert (back.setup.world, back.setup.seed, back.setup.actors) == (2, -7, ("us", "uk"))
