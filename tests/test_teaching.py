"""The pack: every part is there, its words are careful, its numbers are those of the run."""

import html
import re
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import numpy as np
import pytest
from click.testing import CliRunner

from contactline.cli.teach import teach
from contactline.dials import DIALS, ISSUES
from contactline.dials.distributions import Fixed, Uniform
from contactline.dials.issues import ISSUE_WORDS
from contactline.errors import RunError
from contactline.evidence import claims
from contactline.scenario import available, load
from contactline.show import teaching
from contactline.show.teaching.cards import NO_SOURCE, cards
from contactline.show.teaching.debrief import debrief
from contactline.show.teaching.fixed import (
    CARE,
    EXIT_TICKET,
    GLOSSARY,
    IN_ALL,
    LIMITS,
    MEMO,
    MISREADINGS,
    SET_UP,
    STALLS,
    TASK,
)
from contactline.show.teaching.goals import COMPARE, CRITICISE, EXPLAIN, OF_A_CHANGE, goals
from contactline.show.teaching.handout import content
from contactline.show.teaching.interests import interests, position_in_words, wants
from contactline.show.teaching.key import answers
from contactline.show.teaching.plans import DEBRIEF, PLANS
from contactline.show.teaching.reveal import share_after
from contactline.show.teaching.roles import (
    MOST_ROLES,
    _conditions,
    _of_what_it_needs,
    role_sheets,
)
from contactline.show.teaching.strongest import _behind, strongest
from contactline.show.words import NOT_A_FORECAST
from contactline.study.comparison import compare
from contactline.study.ensemble import run
from contactline.world.outcomes import HOLDING, OUTCOMES
from contactline.world.postures import LADDER
from words_that_need_numbers import forbidden_words

DAYS = 450
content = cache(content)


@pytest.fixture(scope="module", autouse=True)
def said_once():
    """Page, parts, slides and PDF of the same runs are made of one content, put together once."""
    with pytest.MonkeyPatch.context() as patch:
        for made in (teaching.handout, teaching.pdf):
            patch.setattr(sys.modules[made.__module__], "content", content)
        yield


@pytest.fixture(scope="module")
def runs():
    scenario = load("uk-france-monitors").with_horizon(DAYS)
    base = load("base").with_horizon(DAYS)
    return (
        run(scenario, worlds=12),
        run(scenario.if_ceasefire(), worlds=12),
        run(base, worlds=12),
    )


@pytest.fixture(scope="module")
def page(runs):
    return teaching.handout(*runs)


def prose_of(page):
    """The text of a page, one block an element; the printed scale is not prose."""
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    text = re.sub(r"<code>.*?</code>", "`name`", text, flags=re.DOTALL)
    text = re.sub(r'<p class="quiet">Words of.*?</p>', "", text, flags=re.DOTALL)
    text = re.sub(r"</?span[^>]*>", "", text)
    return html.unescape(re.sub(r"<[^>]+>", "\n\n", text))


def test_every_part_is_on_the_page(runs, page):
    scenario = runs[0].scenario
    shown = html.unescape(page)
    for text in (
        scenario.title, scenario.question, "3 December 2024", "seed 1", scenario.digest[:16],
        NOT_A_FORECAST, *goals(scenario, load("base")), *CARE, *LIMITS, *SET_UP,
        *TASK, *EXIT_TICKET, MEMO,
        *(one.title[1:] for one in PLANS), *dict(MISREADINGS), *dict(STALLS),
        "What happened", "Why", "Reality", "So what", "Sources of the scenario",
    ):  # fmt: skip
        assert text in shown
    for outcome in OUTCOMES.values():
        assert shown.count(outcome.label) >= 3
    for name in scenario.claims:
        assert claims()[name].paraphrase in shown
    for actor in scenario.actors.values():
        assert f"<h3>{actor.name} " in shown
    parts = ("A plan for 50 minutes", "The situation", "a role sheet", "Your guess")
    parts += ("The team's task", "What the runs show", "Break it", "To talk over", "teacher's key")
    places = [shown.rindex(part) for part in parts]
    assert places == sorted(places)


def test_each_part_can_be_written_alone(runs):
    students = teaching.handout(*runs, parts=("students",))
    teacher = teaching.handout(*runs, parts=("teacher",))
    assert "The team's task" in html.unescape(students)
    assert "misreadings" not in students
    assert "misreadings" in teacher
    assert "a role sheet" not in teacher
    assert all(one in html.unescape(part) for one in LIMITS for part in (students, teacher))


def test_the_situation_is_read_in_four_minutes(page):
    brief = prose_of(page).split("The situation")[1].split("a role sheet")[0]
    assert 60 < len(brief.split()) < 4 * 200


def test_predictions_speak_of_as_many_worlds_as_the_page_does(page):
    assert IN_ALL == 100
    assert "Of 100 worlds, how many end so? The numbers add up to 100." in page


@pytest.mark.parametrize("name", available())
def test_every_scenario_has_role_sheets(name):
    sheets = role_sheets(load(name))
    assert [one["role"] for one in sheets[:3]] == ["belligerent", "belligerent", "broker"]
    assert 4 <= len(sheets) <= MOST_ROLES
    for one in sheets:
        assert one["wants"]
        assert one["levers"]
        assert len(one["fears"]) >= 2
        assert len(one["asks"]) == 2
        assert all(asked.endswith("?") and asked.startswith("To ") for asked in one["asks"])
        assert one["secret"]
        assert not any("signs nothing" in text for text in one["wants"])
        assert forbidden_words("\n\n".join([*one["wants"], *one["secret"], *one["fears"]])) == ()


def test_what_an_actor_fears_and_asks_is_its_own():
    sheets = {one["name"]: one for one in role_sheets(load("base"))}
    russia, ukraine, canada = (sheets[name] for name in ("Russia", "Ukraine", "Canada"))
    assert russia["fears"][0] == (
        "On land, where it cares most: Ukraine back in its borders of 1991."
    )
    assert ukraine["fears"][0] == "On land, where it cares most: the four oblasts going to Russia."
    assert ukraine["asks"][0].startswith("To Russia, on land: ")
    assert "To stand there without a state that leads." in canada["fears"]
    assert "To go first, and to find nobody behind it." in sheets["France"]["fears"]
    assert not any("go first" in one for one in canada["fears"])


def test_conditions_of_a_capital_are_its_fears():
    scenario = load("base")
    poland = scenario.actors["poland"]
    asked = replace(poland, needs_backing=True, needs_leader=False, home_support=Fixed(0.2))
    fears = _conditions(asked)
    assert "Soldiers hit, and no United States behind them." in fears
    assert "Its own public, much of which does not want to send soldiers." in fears
    assert "To stand there without a state that leads." not in fears
    assert _of_what_it_needs(asked).startswith("To Washington: ")


def test_aims_are_those_of_what_a_scenario_sets():
    base = load("base")
    assert goals(base, base) == [EXPLAIN, COMPARE, CRITICISE]
    (own,) = goals(load("return-fire-discipline"), base)[1:-1]
    assert own.startswith("Compare orders about answering fire")
    every = {tuple(goals(load(name), base)) for name in available()}
    assert len(every) >= 8
    assert all(len(one) <= 4 for one in every)
    said = [EXPLAIN, COMPARE, CRITICISE, *(goal for _, goal in OF_A_CHANGE)]
    assert forbidden_words("\n\n".join(said)) == ()


def test_the_key_has_the_numbers_of_the_runs(runs):
    told = dict(answers(*runs))
    results, imposed, base = runs
    begun = int((results.outcomes["ceasefires"] > 0).sum())
    held = [int(one.outcomes["outcome"].isin(HOLDING).sum()) for one in (results, imposed)]
    (kept,) = [text for asked, text in told.items() if "to keep it" in asked]
    assert f"A ceasefire begins in {begun} of 12 worlds" in kept
    assert f"at the end in {held[0]}. " in kept
    assert f"at the end in {held[1]} of 12." in kept
    ends = [one.outcomes["outcome"].to_numpy() for one in (base, results)]
    (changed,) = [text for asked, text in told.items() if "against base" in asked]
    assert changed.startswith(f"{(ends[0] != ends[1]).sum()} of 12 worlds end otherwise")
    assert len(answers(results, imposed, None)) == len(told) - 1


def test_what_it_rests_on_is_counted_in_the_runs(runs):
    run_ = runs[0]
    held = run_.outcomes["outcome"].isin(HOLDING).to_numpy()
    inputs = run_.drawn()
    for one in strongest(run_):
        values = inputs.values[inputs.names.index(one["name"])]
        order = np.argsort(values, kind="stable")
        low, high = held[order[:4]].sum(), held[order[-4:]].sum()
        assert f"{low} of the 4 worlds where it is lowest, in {high} of the 4" in one["moves"]


def test_every_unknown_can_be_told(runs):
    for name in runs[0].drawn().names:
        told = _behind(runs[0].scenario, name)
        assert all(told[key] for key in ("what", "here", "grade"))


def test_slides_hold_a_chart_a_sentence_and_a_question(runs):
    made = teaching.slides(*runs)
    assert "<script" not in made
    assert not re.search(r"https?:|@import|url\(", re.sub('base64,[^"]*', "", made))
    charts = re.findall(r"<section[^>]*><figure>.*?</section>", made, flags=re.DOTALL)
    assert len(charts) >= 3
    assert all('alt="' in one and 'class="asks"' in one and "?" in one for one in charts)
    assert forbidden_words(prose_of(made)) == ()


def test_the_page_and_the_plan_have_one_exit_ticket(page):
    told = (Path(__file__).parents[1] / "docs" / "classroom.md").read_text("utf-8")
    assert all(one.removesuffix(".") in " ".join(told.split()) for one in EXIT_TICKET)


def test_the_words_are_careful(page):
    assert forbidden_words(prose_of(page)) == ()
    assert "likely (" in prose_of(page) or "chance (" in prose_of(page)


@pytest.mark.parametrize("name", available())
def test_the_words_on_every_scenario_are_careful(name):
    said = [one for actor in interests(load(name)) for one in actor["wants"]]
    said += [card["what"] for card in cards(load(name), load("base"))]
    assert len(said) > 20
    assert forbidden_words("\n\n".join(said)) == ()


def test_the_page_asks_nothing_of_any_other_machine(page):
    assert not re.search(r"https?:|src=\"(?!data:)|@import|url\(", page)


def test_text_of_a_scenario_cannot_become_markup(runs):
    results, imposed, _ = (replace(one, scenario=_with_title(one.scenario)) for one in runs)
    page = teaching.handout(results, imposed)
    assert "<b>" not in page
    assert "&lt;b&gt;bold" in page


def _with_title(scenario):
    return replace(scenario, title="<b>bold</b>")


def test_the_counts_are_those_of_the_runs(runs):
    said = content(*runs)
    for view, results in zip(said["reveal"], runs, strict=False):
        counts = [int(row["count"].split(" of ")[0]) for row in view["counts"]]
        ends = results.outcomes["outcome"]
        assert counts[0] == int(ends.isin(HOLDING).sum())
        assert counts[1:] == [int((ends == name).sum()) for name in OUTCOMES]
    imposed = runs[1].outcomes
    broken = int((~imposed["still_holding"].astype(bool)).sum())
    (why,) = [group for name, group in said["debrief"] if name == "Why"]
    assert f"{broken} of 12 first ceasefires broke" in why[0]
    assert (
        "held after a year in these runs; of truces without peacekeepers on record it was "
        in (said["debrief"][2][1][0])
    )


def test_a_record_is_only_compared_where_the_runs_reach_it(runs):
    short = run(runs[1].scenario.with_horizon(100), worlds=3)
    assert share_after(short, 365) is None
    n, share = share_after(runs[1], 30)
    held = runs[1].outcomes["days_held"]
    assert n == 12
    assert share == pytest.approx((held > 30).mean(), abs=0.1)
    questions = dict(debrief(short, short, None))
    assert not any("on record" in one for one in questions["Reality"])


def test_without_base_nothing_is_compared(runs):
    alone = content(*runs[:2])
    assert not any("the other way" in one for view in alone["reveal"] for one in view["sentences"])
    assert any("the other way" in one for one in content(*runs)["reveal"][0]["sentences"])


@pytest.mark.parametrize(
    ("views", "text"),
    [
        ((0, 0), "the second must be run if there were a ceasefire"),
        ((1, 1), "the first must be run as it comes"),
        ((2, 1), "both must be of one scenario"),
    ],
)
def test_other_views_are_refused(runs, views, text):
    with pytest.raises(RunError, match=text):
        teaching.handout(*(runs[at] for at in views))


@pytest.mark.parametrize(
    ("plan", "minutes"),
    list(zip(PLANS, (50, 20, 100, 180), strict=True)),
    ids=lambda one: str(one)[:20],
)
def test_a_plan_fills_its_time_and_a_third_of_it_is_debrief(plan, minutes):
    assert (plan.steps[0].begins, plan.steps[-1].ends) == (0, minutes)
    assert all(before.ends == after.begins for before, after in pairwise(plan.steps))
    debriefing = sum(one.ends - one.begins for one in plan.steps if one.phase == DEBRIEF)
    asking = sum(one.ends - one.begins for one in plan.steps if one.phase == "Break it")
    assert 3 * (debriefing + asking) >= minutes
    assert 10 * debriefing >= 3 * minutes


@pytest.mark.parametrize("issue", ISSUES)
def test_every_position_has_words(issue):
    said = [position_in_words(issue, position) for position in np.linspace(0, 100, 41)]
    wanted = (
        [rung.label for rung in LADDER]
        if issue == "foreign_force"
        else list(ISSUE_WORDS[issue].steps)
    )
    assert list(dict.fromkeys(said)) == wanted


def test_interests_are_read_from_the_stances_by_hand():
    scenario = load("base")
    ukraine = scenario.actors["ukraine"]
    stances = {
        "territory": replace(
            ukraine.stances["territory"], position=Fixed(2), salience=Fixed(0.4),
            at_most=Uniform(70, 80), at_least=None,
        ),
        "sequence": replace(
            ukraine.stances["sequence"], position=Uniform(90, 100), salience=Fixed(0.9),
            at_most=None, at_least=None,
        ),
        "sanctions": replace(ukraine.stances["sanctions"], salience=Fixed(0.1)),
    }  # fmt: skip
    made = replace(scenario, actors={"ukraine": replace(ukraine, stances=stances)})
    assert interests(made) == [
        {
            "name": "Ukraine",
            "role": "belligerent",
            "wants": [
                "On what comes first: wants a ceasefire first, talks later "
                "(90 to 100 of 100 in the worlds).",
                "On land: wants Ukraine back in its borders of 1991 (2 of 100); signs nothing "
                "beyond more land for Russia than it holds.",
            ],
        }
    ]


@pytest.mark.parametrize("name", available())
def test_what_a_team_keeps_to_itself_is_on_no_sheet_for_all(name):
    scenario = load(name)
    hidden = {
        part
        for one in scenario.actors.values()
        for want in wants(one)
        for part in want.secret
    }  # fmt: skip
    told = " ".join(text for one in interests(scenario, secret=False) for text in one["wants"])
    assert hidden
    assert not [one for one in hidden if one in told]


def test_what_stands_in_the_endings_is_explained_and_no_soldier_is_unarmed():
    told = dict(GLOSSARY)
    assert "soldiers" in told["Military monitors"]
    assert "soldiers" not in told["Neutral observers"]
    for name in ("horizon", "contact line", "instructors"):
        assert any(name in one.definition for one in OUTCOMES.values())
        assert name in [word.lower() for word in told]


def test_the_sides_of_the_war_come_first():
    roles = [one["role"] for one in interests(load("base"))]
    assert roles[:3] == ["belligerent", "belligerent", "broker"]
    assert roles[-1] == "institution"


def test_no_card_names_a_source_twice():
    told = [one for one in cards(load("base"), load("base")) if len(one["sources"]) > 1]
    assert told
    assert not [one["name"] for one in told if len({*one["sources"]}) < len(one["sources"])]


def test_no_card_says_its_title_twice():
    told = cards(load("base"), load("base"))
    again = [one for one in told if one["what"].rstrip(".") == one["title"]]
    assert again
    assert {one["beyond_title"] for one in again} == {""}
    assert all(one["beyond_title"] == one["what"] for one in told if one not in again)


def test_every_lever_has_a_card_and_moved_ones_come_first():
    changed = load("base").with_dials({"front.discipline": 0.9})
    first, *others = cards(changed, load("base"))
    assert (first["name"], first["moved"], first["here"]) == ("front.discipline", True, "0.9")
    assert not any(card["moved"] for card in others)
    names = {card["name"] for card in [first, *others]}
    levers = {name for name, dial in DIALS.items() if dial.kind == "lever"}
    assert names == {name for name in levers if not name.startswith("assume.")}
    for one in [first, *others]:
        assert all(one[key] for key in ("title", "what", "message", "notice", "range", "sources"))
    by_name = {one["name"]: one for one in others}
    assert by_name["broker.backing"]["title"] == "US backing of European troops"
    assert by_name["mission.hot_spot_focus"]["sources"] == [NO_SOURCE]
    assert "1 as in 2024" in by_name["broker.aid_to_ukraine"]["stands"]


def test_a_pdf_is_set_from_the_same_words(runs):
    pytest.importorskip("typst", reason="comes with the extra `teaching`")
    made = teaching.pdf(*runs)
    assert made.startswith(b"%PDF-")
    assert len(made) > 20_000


def test_a_missing_typst_is_named(monkeypatch, runs):
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    monkeypatch.setattr(sys, "meta_path", [])
    with pytest.raises(RunError, match=r"pip install 'contactline\[teaching\]'"):
        teaching.pdf(*runs)


def test_the_command_writes_a_page_once(tmp_path):
    out = tmp_path / "sheet.html"
    typed = ["base", "--out", str(out), "--worlds", "3", "--set", "horizon_days=28"]
    typed += ["--set", "assume.ceasefire_day=7"]
    done = CliRunner().invoke(teach, [*typed, "--workers", "1", "--quiet"])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(out)
    assert "3 runs" in out.read_text("utf-8")
    again = CliRunner().invoke(teach, typed)
    assert again.exit_code == click.UsageError.exit_code
    assert "is there already. Name another file, or give --overwrite." in again.output


def test_the_command_refuses_other_files(tmp_path):
    done = CliRunner().invoke(teach, ["base", "--out", str(tmp_path / "sheet.docx")])
    assert done.exit_code == click.UsageError.exit_code
    assert "--out must end in .html or .pdf, got sheet.docx." in done.output


def test_a_role_sheet_names_no_lever_of_another_side():
    russia, ukraine = role_sheets(load("base"))[:2]
    assert (russia["name"], ukraine["name"]) == ("Russia", "Ukraine")
    assert "Russia’s consent to foreign troops" in russia["levers"]
    assert russia["levers"]
    assert ukraine["levers"]
    assert not set(russia["levers"]) & set(ukraine["levers"])
    assert not any("Kyiv" in one for one in russia["levers"])


def test_worlds_that_change_are_asked_about_by_their_numbers(runs):
    found = compare(runs[2], runs[0])
    asked = " ".join(dict(debrief(*runs))["Why"])
    assert ("Read one under both (`contactline twins" in asked) is bool(found.flipping)
    for flip in found.flipping[:1]:
        assert all(str(world) in asked for world in flip.worlds[:5])
