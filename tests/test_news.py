"""What a chronicle tells, and when: each kind of story from a small case or from whole worlds."""

import re
from collections import Counter
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from contactline.arrays import log_odds
from contactline.scenario import load
from contactline.world.chronicle import Chronicle
from contactline.world.news import FrontNews, LineNews, TalksNews, TroopNews
from contactline.world.news.front import ADVANCES, REGAINS, STALLS, SURGES, course_of_front
from contactline.world.news.line import changed
from contactline.world.reckoning import Reckoning
from contactline.world.stories import COUNTED_IN, STORIES, UNITS
from contactline.world.theatre import Staging, Theatre
from contactline.world.wording import (
    armed_in_words,
    plain_name,
    question_in_words,
    reckoning_in_words,
    watchers_in_words,
)
from language_sample import read_back
from worlds_sample import column, luck_of, settings_of

WORLDS = 40
YES = np.array([True])


@cache
def told(name, imposed=False):
    """The chronicles of the first worlds of a scenario, by world, and the theatre."""
    scenario = load(name).if_ceasefire() if imposed else load(name)
    theatre = Theatre(Staging(rng=1, written=scenario), luck_of(WORLDS), Chronicle(keep=True))
    theatre.run_until(730)
    theatre.finish(730)
    return tuple(theatre.chronicle.of_world(at) for at in range(WORLDS)), theatre


RUNS = (
    ("base", False),
    ("base", True),
    ("uk-france-monitors", True),
    ("russia-withholds-consent", True),
    ("talks-first", False),
)


def everything():
    """Every entry of every chronicle of these runs."""
    return [entry for run in RUNS for world in told(*run)[0] for entry in world]


def of_kind(kind):
    return [entry for entry in everything() if entry.kind == kind]


def test_each_kind_of_story_is_told_somewhere_in_whole_sentences():
    counts = Counter(entry.kind for entry in everything())
    rare = {
        "seat",
        "move",
        "withdrawal",
        "nobody comes",
        "consent lost",
        "casualties",
        "soldiers reinforced",
        "build-up seen",
    }
    by_events = {"recommitment", "orders", "truce", "truce over"}  # see test_orders, test_truces
    assert set(STORIES) - set(counts) <= rare | by_events
    for entry in everything():
        if entry.kind != "move":
            assert entry.text[0].isupper(), entry.text
            assert entry.text.endswith("."), entry.text
        assert entry.cause
        assert "nan" not in f"{entry.text} {entry.cause}".split()


def test_a_unit_is_said_once_a_world_and_before_any_other_figure_of_its_kind():
    for run in RUNS:
        for world in told(*run)[0]:
            for key, unit in UNITS.items():
                with_unit = [unit in one.cause for one in world if COUNTED_IN.get(one.kind) == key]
                assert sum(with_unit) <= 1


def test_nothing_is_worked_out_in_a_run_that_keeps_no_chronicle():
    theatre = Theatre(Staging(rng=1, written=load("base")), luck_of(3))
    theatre.run_until(400)
    assert theatre.chronicle.notes == []
    assert not theatre.talks_news.parts
    assert not theatre.front_news.weeks.any()


def test_a_chronicle_changes_no_world():
    _, telling = told("base")
    quiet = Theatre(Staging(rng=1, written=load("base")), luck_of(WORLDS))
    quiet.run_until(730)
    quiet.finish(730)
    assert (telling.war.area_km2 == quiet.war.area_km2).all()
    assert (telling.mission.pledged == quiet.mission.pledged).all()
    assert (telling.tally.violations == quiet.tally.violations).all()


# --- Words --------------------------------------------------------------------------------------


def test_a_reckoning_is_told_by_its_four_heaviest_parts_and_the_rest_together():
    parts = {"a": 0.1, "b": -0.5, "c": 0.02, "d": 0.3, "e": 0.01, "f": -0.2}
    reckoning = Reckoning({name: column(value) for name, value in parts.items()})
    words = "−0.27 (b −0.50, d +0.30, f −0.20, a +0.10, the rest together +0.03)"
    assert reckoning_in_words(reckoning, 0) == words


def test_parts_are_named_until_the_rest_is_smaller_than_the_last_of_them():
    weights = {"a": -1.0, "b": 0.9, "c": -0.8, "d": 0.7, "e": -0.6, "f": -0.5, "g": -0.2, "h": -0.2}
    reckoning = Reckoning({name: column(value) for name, value in weights.items()})
    assert reckoning_in_words(reckoning, 0) == (
        "−1.70 (a −1.00, b +0.90, c −0.80, d +0.70, e −0.60, f −0.50, the rest together −0.40)"
    )


def test_a_single_part_that_is_left_is_named():
    weights = {"a": 0.5, "b": -0.4, "c": 0.3, "d": 0.2, "e": -0.1}
    reckoning = Reckoning({name: column(value) for name, value in weights.items()})
    assert reckoning_in_words(reckoning, 0).endswith("d +0.20, e −0.10)")


def test_every_reckoning_that_is_told_names_more_than_it_leaves_together():
    told = 0
    for entry in everything():
        for inside in re.findall(r"[+−]\d\.\d+ \(([^()]*)\)", entry.cause):
            parts = [(one.rsplit(" ", 1)) for one in inside.split(", ")]
            weights = [abs(read_back(value)) for _, value in parts]
            assert weights == sorted(weights, reverse=True), entry
            told += parts[-1][0] == "the rest together"
    assert told


def test_a_sum_just_above_nought_is_not_told_as_nought():
    assert reckoning_in_words(Reckoning({"a": column(0.0012)}), 0).startswith("+0.0012")


def test_names_and_soldiers_read_as_in_a_sentence():
    assert plain_name("United States (incoming administration)") == "the United States"
    assert plain_name("Netherlands") == "the Netherlands"
    assert plain_name("France") == "France"
    assert armed_in_words(0) == "no armed foreign soldiers"
    assert armed_in_words(1200) == "1,200 armed foreign soldiers"


# --- The war ------------------------------------------------------------------------------------


def front_of(**war):
    """News of one world of war, and what it has told."""
    state = {"area_km2": 0.0, "gained_km2": 70.0, "assaults_per_day": 170.0, "balance": 0.0}
    state = {name: column(value) for name, value in (state | war).items()}
    war = SimpleNamespace(**state, exhaustion=np.full((2, 1), 0.25))
    members = [SimpleNamespace(name=name, key=name.lower()) for name in ("Ukraine", "Russia")]
    talking = Reckoning({"terms": np.array([[0.1], [0.2]])})
    sides = SimpleNamespace(mood=np.array([[0.01], [-0.01]]), members=members, talking=talking)
    news = FrontNews(Chronicle(keep=True), war, sides)
    return news, war, sides


def land_told(areas, at_war=None):
    """What is told of land, one week after the other. at_war: by week, all if not given."""
    news, war, _ = front_of()
    for week, area in enumerate(areas):
        war.area_km2 = column(area)
        fighting = YES if at_war is None else np.array([at_war[week]])
        news.week(7 * week, fighting, settings_of(luck_of(1)))
    return [(one.day // 7, one.text) for one in news.chronicle.of_world(0) if one.kind == "land"]


def test_land_is_told_when_a_thousand_km2_have_changed_hands_at_another_pace():
    assert land_told([0, 600, 1020, 1800, 2040, 1500, 1000]) == [
        (2, "Russia takes 1,020 km² in 3 weeks of war."),
        (4, "Russia takes another 1,020 km² in 2 weeks of war; since the first day Russia has "
            "gained 2,040 km²."),
        (6, "Ukraine wins back 1,040 km² in 2 weeks of war; since the first day Russia has gained "
            "1,000 km²."),
    ]  # fmt: skip


def test_a_thousand_km2_at_the_pace_last_told_are_no_news_before_the_quarter():
    weeks = [week for week, _ in land_told([200.0 * week for week in range(1, 31)])]
    assert weeks == [4, 17]


def test_land_is_told_once_a_quarter_if_some_has_changed_hands():
    weeks = [week for week, _ in land_told([20.0 * week for week in range(1, 41)])]
    assert weeks == [12, 25, 38]
    assert land_told([2.0 * week for week in range(1, 41)]) == []


def test_land_is_told_as_the_ceasefire_begins_and_the_next_war_is_counted_afresh():
    areas = [0, 200, 548, *[548] * 30, 1000, 1600]
    at_war = [True, True, *[False] * 31, True, True]
    assert land_told(areas, at_war) == [
        (2, "Russia has taken 548 km² in the 3 weeks of war before the ceasefire."),
        (34, "Russia takes another 1,052 km² in 2 weeks of war; since the first day Russia has "
             "gained 1,600 km²."),
    ]  # fmt: skip


def test_land_never_makes_up_most_of_a_chronicle():
    for run in RUNS:
        for world in told(*run)[0]:
            assert [entry.kind for entry in world].count("land") <= 14


def test_the_balance_of_strength_is_told_as_a_level_since_day_0():
    news, war, _ = front_of(balance=-0.18, area_km2=0.0)
    war.area_km2 = column(1200)
    news.week(0, YES, settings_of(luck_of(1)))
    (entry,) = news.chronicle.of_world(0)
    assert "the balance of strength is 0.18 better for Ukraine than on day 0" in entry.cause


@pytest.mark.parametrize(
    ("course", "pace", "after"),
    [
        (ADVANCES, 0.6, ADVANCES),
        (ADVANCES, 0.4, STALLS),
        (STALLS, 0.6, STALLS),
        (STALLS, 1.0, ADVANCES),
        (ADVANCES, 2.1, SURGES),
        (SURGES, 1.6, SURGES),
        (SURGES, 1.2, ADVANCES),
        (STALLS, -0.2, REGAINS),
        (REGAINS, 0.05, REGAINS),
        (REGAINS, 0.3, STALLS),
    ],
)
def test_an_offensive_stalls_or_gathers_pace_only_by_a_telling_margin(course, pace, after):
    assert course_of_front(np.array([course]), column(pace)) == [after]


def test_an_offensive_that_stalls_is_told_once():
    news, war, _ = front_of()
    for week in range(4):
        war.gained_km2 = column(1.0 if week else 70.0)
        news.week(7 * week, YES, settings_of(luck_of(1)))
    turns = [one for one in news.chronicle.of_world(0) if one.kind == "front"]
    assert [(one.day, one.text) for one in turns] == [(7, "Russia's offensive stalls.")]


def test_a_mood_is_told_when_it_crosses_by_its_usual_spread_and_not_before():
    news, _, sides = front_of()
    settings = settings_of(luck_of(1), talks__mood_sd=0.04)
    for week, mood in enumerate([0.03, -0.03, -0.05, -0.06, 0.05]):
        sides.mood = np.array([[mood], [-0.01]])
        news.week(7 * week, YES, settings)
    texts = [one.text for one in news.chronicle.of_world(0) if one.kind == "mood"]
    assert texts == [
        "The mood in Ukraine turns against a deal.",
        "The mood in Ukraine turns towards a deal.",
    ]


def test_the_plan_says_what_it_puts_first():
    texts = {entry.text.partition(": ")[2] for entry in of_kind("plan")}
    assert texts == {
        "first a ceasefire, then talks about the rest.",
        "first talks about a settlement, then a ceasefire.",
    }


# --- The line -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "weeks"), [(0.1, [0, 7, 20]), (0.6, [0, 5, 18])])
def test_violations_are_told_when_a_change_lasts_or_after_a_quarter(share, weeks):
    """A month, or two weeks where the line is halfway to war."""
    news = LineNews(Chronicle(keep=True), 1)
    counts = [100, 100, 300, 100, 300, 310] + [310] * 15
    for week, count in enumerate(counts):
        news.fire(7 * week, YES, column(count), column(share), np.ones((2, 1)))
    assert [one.day // 7 for one in news.chronicle.of_world(0)] == weeks
    texts = [one.text for one in news.chronicle.of_world(0)]
    assert texts[1] == "Violations this week: 310, up from 100 when last told."


@pytest.mark.parametrize(("now", "said"), [(3744, "about as many as"), (3500, "down from 3,751")])
def test_violations_within_5_per_cent_are_told_as_about_as_many(now, said):
    news = LineNews(Chronicle(keep=True), 1)
    for week, count in enumerate([3751, *[now] * 13]):
        news.fire(7 * week, YES, column(count), column(0.1), np.ones((2, 1)))
    assert f", {said}" in news.chronicle.of_world(0)[-1].text


def test_few_violations_are_no_news():
    assert not changed(column(5), column(1)).any()
    assert changed(column(100), column(10)).all()


def test_casualties_are_told_at_once_and_then_a_quarter_together():
    news = LineNews(Chronicle(keep=True), 1)
    for week in range(1, 20):
        news.casualties(7 * week, column(2.0 if week >= 3 else 0.0))
    texts = [one.text for one in news.chronicle.of_world(0)]
    assert texts == [
        "Foreign soldiers killed or wounded in the last week: 2.",
        "Foreign soldiers killed or wounded in the last 13 weeks: 26.",
    ]


# --- Promises and their sequels -----------------------------------------------------------------


def test_pledges_lapse_where_the_text_holds_no_soldiers():
    for entry in of_kind("lapse"):
        assert re.match(r"with a text that holds (no foreign troops|neutral unarmed)", entry.cause)
        assert "for a text that holds soldiers" not in entry.cause
        one = entry.text.startswith("The pledge of ") and " lapses: " in entry.text
        assert one or entry.text.startswith("The pledges of ")
        assert one == (" and " not in entry.text)
    assert of_kind("lapse")
    assert any("pledge anew" in entry.cause for entry in of_kind("lapse"))


def test_soldiers_leave_after_a_collapse_and_none_arrive_before_the_next_ceasefire():
    for run in RUNS:
        for world in told(*run)[0]:
            in_force = False
            for entry in world:
                if entry.kind in ("ceasefire", "imposed"):
                    in_force = True
                if entry.kind in ("escalation", "resumption"):
                    in_force = False
                if entry.kind in ("arrival", "in place", "observers"):
                    assert in_force, entry
                if entry.kind == "departure":
                    assert not in_force
    for kind in ("departure", "arrival", "observers"):
        assert of_kind(kind)


def troop_news(rung=4, age=91.0):
    """News of one world with a text that holds soldiers, and the decision of one leader."""
    host = SimpleNamespace(
        ready=np.array([[False]]), withdrawn=np.array([[False]]), pledged=np.zeros((1, 1)),
        deployed=np.zeros((1, 1)),
    )  # fmt: skip
    france = SimpleNamespace(
        name="France", key="france", leads=True, host=host, after=2, needs_backing=False,
        needs_leader=False,
    )  # fmt: skip
    host.members = (france,)
    mission = SimpleNamespace(
        contributors=host, deployed=column(0), pledged=column(0), observers=column(0)
    )
    agreement = SimpleNamespace(
        in_force=YES, rung=np.array([rung]), age_days=lambda day: column(age)
    )
    pledging = SimpleNamespace(
        members=(france,),
        reckoning=Reckoning({"risk": np.array([[-0.5]])}),
        met=np.array([[True]]),
        objects=np.array([[False]]),
        asked=YES,
        agreed=YES,
        played=np.array([[False]]),
    )
    return TroopNews(Chronicle(keep=True), mission, agreement), mission, pledging


def test_a_deal_that_nobody_sends_soldiers_to_is_told_three_months_on_with_the_reason():
    news, _, pledging = troop_news()
    for day in (91, 98):
        news.week(day, pledging, settings_of(luck_of(1)))
    (entry,) = news.chronicle.of_world(0)
    assert entry.kind == "nobody comes"
    assert "holds an armed force in a buffer zone" in entry.text
    assert entry.cause.startswith(
        "France: no option is ready; its own reckoning is −0.50 (risk −0.50)"
    )


@pytest.mark.parametrize("change", [{"rung": 1}, {"age": 84.0}])
def test_a_text_without_soldiers_or_a_young_one_is_no_such_deal(change):
    news, _, pledging = troop_news(**change)
    news.week(91, pledging, settings_of(luck_of(1)))
    assert news.chronicle.of_world(0) == ()


def test_why_a_leading_state_pledged_nothing_is_told_once_a_year():
    news, _, pledging = troop_news(age=0.0)
    for day in range(0, 735, 7):
        news.week(day, pledging, settings_of(luck_of(1)))
    entries = news.chronicle.of_world(0)
    assert [one.day for one in entries] == [364, 728]
    pledging.met, pledging.asked = np.array([[False]]), np.array([False])
    pledging.agreed = np.array([False])
    pledging.reckoning = Reckoning({"risk": np.array([[0.5]])})
    news.week(1092, pledging, settings_of(luck_of(1)))
    cause = news.chronicle.of_world(0)[-1].cause
    assert "what it asks for is not given (that a ceasefire holds)" in cause
    assert "nobody asks for its soldiers now" in cause
    assert "not all of the allies agree" in cause


def test_who_bars_the_allies_is_named():
    news, _, pledging = troop_news(age=0.0)
    hungary = SimpleNamespace(name="Hungary", key="hungary", leads=False)
    slovakia = SimpleNamespace(name="Slovakia", key="slovakia", leads=False)
    pledging.members = (*pledging.members, hungary, slovakia)
    pledging.reckoning = Reckoning({"risk": np.array([[0.5], [-9.0], [-8.0]])})
    pledging.objects = pledging.reckoning.net < -1
    pledging.agreed = np.array([False])
    news.week(364, pledging, settings_of(luck_of(1)))
    (entry,) = news.chronicle.of_world(0)
    assert "not all of the allies agree to a mission: Hungary and Slovakia object" in entry.cause


def test_of_many_who_bar_the_allies_the_firmest_are_named():
    news, _, pledging = troop_news(age=0.0)
    others = [SimpleNamespace(name=f"State {at}", key=f"s{at}", leads=False) for at in range(8)]
    pledging.members = (*pledging.members, *others)
    pledging.reckoning = Reckoning({"risk": np.array([[-7.0], *[[-9.0 + at] for at in range(8)]])})
    pledging.objects = pledging.reckoning.net < log_odds(0.1)
    pledging.agreed = np.array([False])
    news.week(364, pledging, settings_of(luck_of(1)))
    (entry,) = news.chronicle.of_world(0)
    named = "State 0, State 1, State 2, State 3, State 4 and 2 others object"
    assert (
        f"not all of the allies agree to a mission: it objects itself, and {named}" in entry.cause
    )


def force_told(weeks):
    """What is told of the soldiers of two states. weeks: (pledged, deployed) of both."""
    news, mission, pledging = troop_news(age=0.0)
    contributors = mission.contributors
    italy = SimpleNamespace(name="Italy", key="italy", leads=False)
    contributors.members = (*contributors.members, italy)
    news = TroopNews(Chronicle(keep=True), mission_of(contributors), news.agreement)
    for week, (pledged, deployed) in enumerate(weeks):
        contributors.pledged = np.array(pledged, dtype=float).reshape(-1, 1)
        contributors.deployed = np.array(deployed, dtype=float).reshape(-1, 1)
        news.mission = mission_of(contributors)
        news.week(7 * week, pledging, settings_of(luck_of(1)))
    return [(one.day // 7, one.kind, one.text) for one in news.chronicle.of_world(0)]


def mission_of(contributors):
    if contributors.pledged.shape[0] < len(contributors.members):
        contributors.pledged = np.zeros((len(contributors.members), 1))
    return SimpleNamespace(
        contributors=contributors,
        pledged=contributors.pledged.sum(axis=0),
        deployed=contributors.deployed.sum(axis=0),
        observers=column(0),
    )


def test_a_force_is_in_place_when_nine_in_ten_of_those_pledged_have_come():
    there = [0, 100, 800, 950, 960, 0]
    told = force_told([((1000, 0), (one, 0)) for one in there])
    assert [one[:2] for one in told] == [(1, "arrival"), (3, "in place")]


def test_a_force_is_not_in_place_because_somebody_goes_home():
    both, home = (1000, 1000), (1000, 0)
    weeks = [(both, (0, 0)), (both, (800, 500)), (both, (920, 600)), (home, (930, 400))]
    assert [one[:2] for one in force_told(weeks)] == [(1, "arrival")]


def test_only_those_whose_pledge_stands_are_named_in_a_force_that_is_in_place():
    both, home = (1000, 1000), (1000, 0)
    weeks = [(both, (0, 0)), (both, (800, 500)), (home, (850, 400)), (home, (910, 300))]
    (_, last) = force_told(weeks)
    assert last == (3, "in place", "The foreign force is in place: 910 soldiers of France.")


def test_consent_is_told_as_in_a_draft_until_a_text_is_in_force():
    for run in RUNS:
        for world in told(*run)[0]:
            in_force = False
            for entry in world:
                if entry.kind in ("ceasefire", "imposed", "escalation", "resumption"):
                    in_force = entry.kind in ("ceasefire", "imposed")
                if entry.kind == "pledge":
                    wrong = "consent in the draft" if in_force else "consent of both sides"
                    assert wrong not in entry.cause, entry
    assert any("consent in the draft" in entry.cause for entry in of_kind("pledge"))


@pytest.mark.parametrize(
    ("pledged", "in_force", "said"),
    [
        ("", False, "raises the question of European troops"),
        ("France", False, "takes up European troops, which France has pledged already"),
        ("", True, "turns to European troops, with a ceasefire in force and its text settled"),
        (
            "France and Italy",
            True,
            "turns to European troops, with a ceasefire in force and its text settled; "
            "France and Italy have pledged already",
        ),
    ],
)
def test_how_the_broker_comes_to_speak_of_european_troops(pledged, in_force, said):
    assert question_in_words(pledged, " and " in pledged, in_force) == said


def test_the_broker_raises_no_question_that_has_an_answer():
    for run in RUNS:
        for world in told(*run)[0]:
            kinds = [entry.kind for entry in world]
            if "question" in kinds:
                before = world[: kinds.index("question")]
                text = world[kinds.index("question")].text
                if any(one.kind == "pledge" and one.actor != "canada" for one in before):
                    gone = {"lapse", "withdrawal", "departure", "soldiers leave"} & set(kinds)
                    assert "raises the question" not in text or gone, world


def test_the_broker_loses_patience_over_what_was_signed_only_where_something_was():
    chronicle = Chronicle(keep=True)
    broker = SimpleNamespace(
        key="us", name="United States", seats=SimpleNamespace(played=lambda *_: [np.zeros(3, bool)])
    )
    chronicle.note(5, "imposed", np.array([True, True, False]), terms="")
    chronicle.note(90, "ceasefire", np.array([True, False, False]), terms="", ukraine="", russia="")
    chronicle.walks_away(200, np.ones(3, dtype=bool), broker)
    causes = [chronicle.of_world(at)[-1].cause.partition(": ")[2] for at in range(3)]
    assert causes == [
        "what was signed did not last",
        "the ceasefire that was imposed did not last, and nothing has been signed since",
        "nothing has been signed",
    ]


def test_observers_leave_as_observers_and_of_soldiers_each_government_decides():
    texts = [entry.text for entry in of_kind("departure")]
    assert all(text.startswith("The neutral observers leave: ") for text in texts)
    for entry in of_kind("soldiers leave"):
        assert read_back(re.search(r"worth ([+−]\d+\.\d+) \(", entry.cause)[1]) <= 0, entry
    for entry in of_kind("soldiers hold"):
        assert read_back(re.search(r"worth ([+−]\d+\.\d+) \(", entry.cause)[1]) > 0, entry


# --- An attack ----------------------------------------------------------------------------------


def test_every_attack_was_decided_on_and_seen_or_not():
    attacks = 0
    for run in RUNS:
        for world in told(*run)[0]:
            kinds = [entry.kind for entry in world]
            decisions = kinds.count("decision to attack")
            assert kinds.count("build-up seen") + kinds.count("build-up unseen") == decisions
            overtaken, ended = kinds.count("attack overtaken"), kinds.count("resumption")
            open_at_the_end = "with an attack prepared" in world[-1].text
            assert decisions == ended + overtaken + open_at_the_end
            attacks += ended
    assert attacks


def test_an_attack_that_fire_forestalls_is_told_as_overtaken():
    theatre = Theatre(Staging(rng=1, written=load("base")), luck_of(2), Chronicle(keep=True))
    both, ukraine = np.ones(2, dtype=bool), np.zeros(2, dtype=np.intp)
    theatre.ceasefire.prepare_attack(np.array([True, False]), ukraine, 504, column(24.5))
    theatre.attack_news.overtaken(522, both)
    (entry,) = theatre.chronicle.of_world(0)
    assert entry.text == "The attack that Ukraine has been preparing is overtaken by the fire."
    assert entry.cause == "it was to begin in 7 days"
    assert theatre.chronicle.of_world(1) == ()


def test_a_run_does_not_end_without_a_word_on_an_attack_that_is_prepared():
    yes, no = np.array([True, True, False]), np.array([False] * 3)
    chronicle = Chronicle(keep=True)
    chronicle.horizon(730, yes, no, np.array([True, False, True]))
    assert [chronicle.of_world(at)[0].text for at in range(3)] == [
        "The run ends in a ceasefire, with an attack prepared.",
        "The run ends in a ceasefire.",
        "The run ends at war.",
    ]


@pytest.mark.parametrize(("share", "kind"), [(1.0, "build-up seen"), (0.0, "build-up unseen")])
def test_monitors_who_see_all_see_the_attack_and_those_who_see_nothing_do_not(share, kind):
    theatre = Theatre(Staging(rng=1, written=load("base")), luck_of(3), Chronicle(keep=True))
    theatre.monitors.seen = np.full((2, 3), share)
    theatre.sides.attacking = Reckoning({"war over peace": np.full((2, 3), 0.1)})
    everywhere, russia = np.ones(3, dtype=bool), np.ones(3, dtype=np.intp)
    theatre.ceasefire.prepare_attack(everywhere, russia, 70, column(14, 14, 14))
    theatre.attack_news.decided(70, everywhere, theatre.agreement, theatre.luck)
    for at in range(3):
        kinds = [entry.kind for entry in theatre.chronicle.of_world(at)]
        assert kinds == ["decision to attack", kind]


@pytest.mark.parametrize(
    ("people", "seen", "said"),
    [
        (300, 0.24, ("monitors report", "monitors see 24 % of what happens")),
        (0, 0.24, ("cameras and drones show", "no monitors are there; cameras and drones see 24 % "
                                              "of what happens")),
        (0, 0, ("those who watch the line report", "nobody watches the line")),
    ],
)  # fmt: skip
def test_who_watches_the_line_is_told_as_it_is(people, seen, said):
    assert watchers_in_words(people, seen) == said


def test_no_monitors_are_told_of_where_the_text_has_none():
    for run in RUNS:
        for world in told(*run)[0]:
            terms = ""
            for entry in world:
                if entry.kind in ("ceasefire", "imposed"):
                    terms = entry.text
                if entry.kind.startswith("build-up") and "no foreign troops" in terms:
                    assert "monitors see" not in entry.cause
    assert any("nobody watches" in entry.cause for entry in of_kind("build-up unseen"))


def test_a_side_attacks_on_a_reckoning_above_nought_that_is_told():
    for entry in of_kind("decision to attack"):
        net = re.match(r"its own reckoning: ([+−]\d+\.\d+) \(", entry.cause)
        assert read_back(net[1]) > 0, entry
        assert "the occasion" in entry.cause
    assert of_kind("decision to attack")


# --- What did not happen ------------------------------------------------------------------------


def talks_news(net, weeks=52, plan=True):
    """What is told of some weeks of war in which both sides reckon the same every week."""
    members = [SimpleNamespace(name=name, key=name.lower()) for name in ("Ukraine", "Russia")]
    talking = Reckoning({"terms": np.array([[one] for one in net])})
    sides = SimpleNamespace(
        mood=np.zeros((2, 1)), members=members, talking=talking, would_talk=lambda: talking.net > 0
    )
    news = TalksNews(Chronicle(keep=True), sides)
    for week in range(1, weeks + 1):
        news.week(7 * week, YES, np.array([plan]))
    return news.chronicle.of_world(0)


def test_a_year_without_talks_tells_which_side_would_rather_fight_on():
    (entry,) = talks_news([-0.2, 0.1])
    assert entry.kind == "no talks"
    assert entry.cause.startswith(
        "Ukraine would rather fight on in every week; on average talks are worth −0.20"
    )
    assert "Russia" not in entry.cause


@pytest.mark.parametrize(
    ("plan", "said"), [(False, "all of them without a plan"), (True, "but never met")]
)
def test_a_year_without_talks_tells_that_both_would_have_come(plan, said):
    (entry,) = talks_news([0.1, 0.1], plan=plan)
    assert entry.cause.startswith("both would have come in every week")
    assert said in entry.cause


def test_a_year_without_talks_is_told_once_a_year():
    assert talks_news([-0.2, 0.1], weeks=51) == ()
    assert len(talks_news([-0.2, 0.1], weeks=104)) == 2
    for run in RUNS:
        for world in told(*run)[0]:
            assert [entry.kind for entry in world].count("no talks") <= 2
