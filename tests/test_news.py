"""What a chronicle tells, and when: each kind of story from a small case or from whole worlds."""

from collections import Counter
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from contactline.scenario import load
from contactline.world.chronicle import Chronicle
from contactline.world.news import FrontNews, LineNews, TalksNews, TroopNews
from contactline.world.news.front import ADVANCES, REGAINS, STALLS, SURGES, course_of_front
from contactline.world.news.line import changed
from contactline.world.reckoning import Reckoning
from contactline.world.stories import COUNTED_IN, STORIES, UNITS
from contactline.world.theatre import Staging, Theatre
from contactline.world.wording import plain_name, reckoning_in_words, soldiers_in_words
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
        "build-up seen",
    }
    assert set(STORIES) - set(counts) <= rare
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
    words = "-0.27 (b -0.50, d +0.30, f -0.20, a +0.10, the rest together +0.03)"
    assert reckoning_in_words(reckoning, 0) == words


def test_a_sum_just_above_nought_is_not_told_as_nought():
    assert reckoning_in_words(Reckoning({"a": column(0.0012)}), 0).startswith("+0.0012")


def test_names_and_soldiers_read_as_in_a_sentence():
    assert plain_name("United States (incoming administration)") == "the United States"
    assert plain_name("Netherlands") == "the Netherlands"
    assert plain_name("France") == "France"
    assert soldiers_in_words(0, "foreign") == "no foreign soldiers"
    assert soldiers_in_words(1200, "foreign") == "1,200 foreign soldiers"


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


def test_land_is_told_when_another_500_km2_have_changed_hands():
    news, war, _ = front_of()
    for week, area in enumerate([0, 300, 510, 900, 1020, 600, 500]):
        war.area_km2 = column(area)
        news.week(7 * week, YES, settings_of(luck_of(1)))
    texts = [one.text for one in news.chronicle.of_world(0) if one.kind == "land"]
    assert texts == [
        "Russia takes 510 km² in 3 weeks of war.",
        "Russia takes another 510 km² in 2 weeks of war; since the first day Russia has gained "
        "1,020 km².",
        "Ukraine wins back 520 km² in 2 weeks of war; since the first day Russia has gained "
        "500 km².",
    ]


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


def test_violations_are_told_when_they_halve_or_double_for_two_weeks_or_after_a_quarter():
    news = LineNews(Chronicle(keep=True), 1)
    counts = [100, 100, 300, 100, 300, 310] + [310] * 14
    for week, count in enumerate(counts):
        news.fire(7 * week, YES, column(count), column(0.1), np.ones((2, 1)))
    days = [one.day // 7 for one in news.chronicle.of_world(0)]
    assert days == [0, 5, 18]
    texts = [one.text for one in news.chronicle.of_world(0)]
    assert texts[1] == "Violations this week: 310, up from 100 when last told."


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
        assert "this one holds no foreign troops" in entry.cause or "observers" in entry.cause
    assert of_kind("lapse")


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
        "France: no option is ready; its own reckoning is -0.50 (risk -0.50)"
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


def test_a_force_is_in_place_when_nine_in_ten_of_those_pledged_have_come():
    news, mission, pledging = troop_news(age=0.0)
    for week, there in enumerate([0, 100, 800, 950, 960, 0]):
        mission.pledged, mission.deployed = column(1000), column(there)
        mission.contributors.deployed = np.array([[there]])
        news.week(7 * week, pledging, settings_of(luck_of(1)))
    kinds = [(one.day // 7, one.kind) for one in news.chronicle.of_world(0)]
    assert kinds == [(1, "arrival"), (3, "in place")]


# --- An attack ----------------------------------------------------------------------------------


def test_every_attack_was_decided_on_and_seen_or_not():
    attacks = 0
    for run in RUNS:
        for world in told(*run)[0]:
            kinds = [entry.kind for entry in world]
            decisions = kinds.count("decision to attack")
            assert kinds.count("build-up seen") + kinds.count("build-up unseen") == decisions
            assert kinds.count("resumption") <= decisions
            attacks += kinds.count("resumption")
    assert attacks


@pytest.mark.parametrize(("share", "kind"), [(1.0, "build-up seen"), (0.0, "build-up unseen")])
def test_monitors_who_see_all_see_the_attack_and_those_who_see_nothing_do_not(share, kind):
    theatre = Theatre(Staging(rng=1, written=load("base")), luck_of(3), Chronicle(keep=True))
    theatre.monitors.seen = np.full((2, 3), share)
    everywhere, russia = np.ones(3, dtype=bool), np.ones(3, dtype=np.intp)
    theatre._tell_decision(70, everywhere, russia, np.full((2, 3), 0.1))
    for at in range(3):
        kinds = [entry.kind for entry in theatre.chronicle.of_world(at)]
        assert kinds == ["decision to attack", kind]


def test_the_cause_of_an_attack_does_not_contradict_it():
    for entry in of_kind("decision to attack"):
        assert "an occasion has come" in entry.cause or "but an occasion" in entry.cause
        if "as much as this peace" not in entry.cause:
            worth = float(entry.cause.split("war is worth ")[1].split()[0])
            assert (worth > 0) or "too tempting" in entry.cause


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
        "Ukraine would rather fight on in every week; on average talks are worth -0.20"
    )
    assert "Russia" not in entry.cause


@pytest.mark.parametrize(("plan", "said"), [(False, "without a plan"), (True, "but never met")])
def test_a_year_without_talks_tells_that_both_would_have_come(plan, said):
    (entry,) = talks_news([0.1, 0.1], plan=plan)
    assert entry.cause.startswith("both would have come in 100 % of the weeks")
    assert said in entry.cause


def test_a_year_without_talks_is_told_once_a_year():
    assert talks_news([-0.2, 0.1], weeks=51) == ()
    assert len(talks_news([-0.2, 0.1], weeks=104)) == 2
    for run in RUNS:
        for world in told(*run)[0]:
            assert [entry.kind for entry in world].count("no talks") <= 2
