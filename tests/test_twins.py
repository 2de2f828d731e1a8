"""One world under two scenarios side by side, and the numbers of the worlds that change."""

from __future__ import annotations

import json
from functools import cache
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli_sample import call
from contactline import keeping, load, replay, run, speaking
from contactline.errors import RunError
from contactline.show.charts.partings import Sort, partings_data, picture
from contactline.show.sheets.partings import pairs_sheet, parted_sheet
from contactline.show.words.flips import flip_sentence, numbered
from contactline.study.comparison import compare
from contactline.study.pairs import Parting, TwinPairs, firsts_apart, twin_pairs
from contactline.study.twins import (
    Flip,
    TwinEntry,
    day_they_part,
    first_apart,
    flips_between,
    side_by_side,
    twins,
    world_that_flips,
    worth_telling,
)
from contactline.world.entries import ChronicleEntry

PAIR = ("base", "us-ceasefire-first")


def scenarios_over(days):
    return [load(name).with_horizon(days) for name in PAIR]


@cache
def runs_over(days, worlds):
    """The runs of both; to be looked at."""
    return [run(one, worlds=worlds) for one in scenarios_over(days)]


@cache
def pairs_over(days, worlds):
    """What parts the worlds of both; to be looked at."""
    return twin_pairs(*scenarios_over(days), worlds=worlds)


def entry(day, text, kind="mood", actor="russia", cause=""):
    return ChronicleEntry(day, kind, actor, text, cause)


def outcomes(*ends):
    return pd.Series(ends, index=[2, 3, 5, 7, 11][: len(ends)], dtype="category")


def test_worlds_that_change_are_told_by_number_the_most_frequent_change_first():
    before = outcomes("collapsed", "no_talks", "collapsed", "no_talks", "no_talks")
    after = outcomes("collapsed", "collapsed", "no_talks", "collapsed", "no_talks")
    flips = flips_between(before, after)
    assert flips == (Flip("no_talks", "collapsed", (3, 7)), Flip("collapsed", "no_talks", (5,)))
    assert world_that_flips(flips) == 3


def test_where_no_world_changes_none_is_singled_out():
    with pytest.raises(RunError, match="No world changes its outcome"):
        world_that_flips(flips_between(outcomes("no_talks"), outcomes("no_talks")))


def test_a_comparison_counts_the_worlds_that_it_names():
    runs = runs_over(400, 60)
    found = compare(*runs)
    for flip in found.flipping:
        assert found.flips.loc[flip.before, flip.after] == len(flip.worlds)
        for result, end in zip(runs, (flip.before, flip.after), strict=True):
            assert set(result.outcomes.loc[list(flip.worlds), "outcome"]) == {end}
    assert sum(len(flip.worlds) for flip in found.flipping) == found.flipped > 0


@pytest.mark.parametrize(
    ("worlds", "said"),
    [
        ((17,), "World 17"),
        ((17, 203, 411), "Worlds 17, 203 and 411"),
        ((1, 2, 3, 4, 5), "Worlds 1, 2, 3, 4 and 5"),
        ((1, 2, 3, 4, 5, 6), "Worlds 1, 2, 3, 4, 5 and 1 other"),
        (tuple(range(25)), "Worlds 0, 1, 2, 3, 4 and 20 others"),
    ],
)
def test_at_most_five_numbers_are_told(worlds, said):
    assert numbered(worlds) == said


def test_a_change_is_told_with_both_scenarios_and_outcomes():
    assert flip_sentence(Flip("no_talks", "collapsed", (4,)), "a", "b") == (
        "World 4 ends under `a` as “No talks” and under `b` as “Ceasefire collapsed”."
    )


def test_two_chronicles_share_what_is_told_in_the_same_words():
    a = [entry(1, "One."), entry(3, "Draft x.", "draft", ""), entry(9, "Only here.")]
    b = [entry(1, "One.", cause="other"), entry(3, "Draft y.", "draft", ""), entry(5, "There.")]
    told = side_by_side(a, b)
    assert [(one.day, one.shared) for one in told] == [
        (1, True), (3, False), (5, False), (9, False),
    ]  # fmt: skip
    assert (told[1].a, told[1].b) == (a[1], b[1])
    assert (told[2].a, told[3].b) == (None, None)
    assert day_they_part(told) == 3


ENTRIES = st.lists(
    st.builds(
        ChronicleEntry, st.integers(0, 4), st.sampled_from("xy"), st.just(""),
        st.sampled_from("AB"), st.just(""),
    ),
    max_size=12,
).map(lambda found: sorted(found, key=lambda one: one.day))  # fmt: skip


@given(a=ENTRIES, b=ENTRIES)
def test_nothing_is_lost_or_told_twice(a, b):
    told = side_by_side(a, b)
    assert [one.a for one in told if one.a] == a
    assert sorted(map(repr, (one.b for one in told if one.b))) == sorted(map(repr, b))
    assert [one.day for one in told] == sorted(one.day for one in told)
    assert day_they_part(side_by_side(a, a)) is None


def test_twins_are_the_replays_of_the_same_world():
    scenarios = [load(name).with_horizon(200) for name in PAIR]
    told = twins(*scenarios, 4, seed=3)
    for side, scenario in zip(("a", "b"), scenarios, strict=True):
        found = [getattr(one, side) for one in told if getattr(one, side)]
        assert sorted(map(repr, found)) == sorted(map(repr, replay(scenario, 4, seed=3)))


def test_pairs_that_end_otherwise_are_counted_both_ways_each_with_what_parts_it():
    scenarios, found = scenarios_over(400), pairs_over(400, 60)
    assert found.comparison.flips.equals(compare(*runs_over(400, 60)).flips)
    ends = {
        world: (one.before, one.after) for one in found.comparison.flipping for world in one.worlds
    }
    assert [(one.world, (one.before, one.after)) for one in found.partings] == sorted(ends.items())
    for one in found.partings:
        assert one.first == first_apart(worth_telling(twins(*scenarios, one.world)))
    assert sum(len(one.partings) for one in found.parted_by) == len(found.partings)
    assert found.table()["world"].tolist() == sorted(ends)


def test_a_scenario_never_parts_from_itself():
    base = load("base").with_horizon(400)
    assert firsts_apart(base, base, range(40), whole=True) == (None,) * 40
    found = twin_pairs(base, base, worlds=40)
    assert (found.partings, found.parted_by, len(found.table())) == ((), (), 0)


def test_the_other_way_round_the_pairs_are_the_same():
    there, back = pairs_over(400, 60), twin_pairs(*scenarios_over(400)[::-1], worlds=60)
    assert [(one.world, one.before, one.after) for one in there.partings] == [
        (one.world, one.after, one.before) for one in back.partings
    ]
    assert [one.first.day for one in there.partings] == [one.first.day for one in back.partings]


def test_what_parts_pairs_is_told_in_the_language_spoken_and_kept(tmp_path):
    scenarios = [load(name).with_horizon(300) for name in PAIR]
    with keeping(tmp_path, keep=True):
        english = twin_pairs(*scenarios, worlds=60)
        with speaking("uk"):
            ukrainian = twin_pairs(*scenarios, worlds=60)
    with keeping(tmp_path) as session:
        assert twin_pairs(*scenarios, worlds=60).partings == english.partings
    assert (session.found, session.kept) == (3, 0)
    days = [[one.first.day for one in each.partings] for each in (english, ukrainian)]
    assert days[0] == days[1]
    told = [each.partings[0].first.either[0].text for each in (english, ukrainian)]
    assert [one.isascii() for one in told] == [True, False]


def parting(world, day, kind="pledge", actor="uk", a=None, b="The UK pledges."):
    sides = (ChronicleEntry(day, kind, actor, one, "") if one else None for one in (a, b))
    return Parting(world, "no_talks", "collapsed", TwinEntry(day, *sides))


def test_what_parts_pairs_most_often_stands_first():
    partings = (
        parting(3, 70), parting(4, 14, "mood", "russia"), parting(6, 21),
        parting(8, 7, "draft", "", "The draft: x; one; z.", "The draft: x; two; z."),
        parting(9, 98), Parting(11, "collapsed", "no_talks", None),
    )  # fmt: skip
    found = TwinPairs(None, partings)
    assert [(one.kind, one.actor, one.side, one.days) for one in found.parted_by] == [
        ("pledge", "uk", "b", (21, 70, 98)), ("draft", "", "both", (7, 7, 7)),
        ("mood", "russia", "b", (14, 14, 14)),
    ]  # fmt: skip
    flips = SimpleNamespace(a="one", b="other", worlds=50, flipping=())
    rows = parted_sheet(TwinPairs(flips, partings)).rows
    assert rows[0] == ("3", "70 (21 to 98)", "other", "The UK pledges (world 3)")
    assert rows[1][2:] == ("both, in other words", "The draft: … one – two (world 8)")
    drawn = partings_data(found)
    assert drawn[0] == Sort("The UK pledges", "b", (21, 70, 98))
    assert drawn[1] == Sort("The draft: … one – two", "both", (7,))
    listed = pairs_sheet(TwinPairs(flips, partings)).rows
    assert [row[0] for row in listed] == ["3", "4", "6", "8", "9", "11"]
    assert listed[0][3:] == ("70", "The UK pledges")
    assert listed[-1][3:] == ("–", "–")


def test_the_chart_of_pairs_draws_a_mark_for_each_on_the_day_that_parts_it():
    flips = SimpleNamespace(a="one", b="other", worlds=50, seed=1)
    partings = [parting(number, day) for number, day in enumerate((70, 21, 98))]
    drawn = picture(TwinPairs(flips, tuple(partings)))
    (ax,) = drawn.figure.axes
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert [list(line.get_xdata()) for line in marks] == [[21, 70, 98]]
    assert drawn.title == "3 of 50 worlds end otherwise under other than under one"
    assert "left out" not in drawn.caption


def test_the_chart_of_pairs_says_so_where_nothing_that_is_told_parts_them():
    flips = SimpleNamespace(a="one", b="other", worlds=50, seed=1)
    drawn = picture(TwinPairs(flips, (Parting(11, "collapsed", "no_talks", None),)))
    assert "No event parts a pair." in [text.get_text() for text in drawn.figure.axes[0].texts]
    assert "left out" not in drawn.caption


SHORT = ("--worlds", "30", "--set", "horizon_days=365", "--workers", "1")
WORDS = ("twins", *PAIR, "--set", "horizon_days=200", "--world", 4)


def test_the_command_tells_both_and_when_they_part():
    shown = call(*WORDS)
    assert shown.exit_code == 0
    assert "World 4 under base and us-ceasefire-first, as it comes, seed 1." in shown.output
    assert "The same." in shown.output


def test_the_command_finds_a_world_that_changes():
    shown = call("twins", *PAIR, *SHORT, "--json")
    told = json.loads(shown.stdout)
    runs = runs_over(365, 30)
    ends = [one.outcomes["outcome"][told["world"]] for one in runs]
    assert ends[0] != ends[1]
    pairs = told["pairs"]
    assert told["world"] == pairs["worlds_by_change"][0]["worlds"][0]
    parted = {one["world"]: one["first"] for one in pairs["partings"]}
    assert len(parted) == pairs["worlds_that_change"] == compare(*runs).flipped
    apart = next(one for one in told["entries"] if not one["shared"])
    assert parted[told["world"]] == {key: apart[key] for key in ("day", "a", "b")}
    assert told["command"] == (
        f"contactline twins base us-ceasefire-first --world {told['world']} --seed 1 "
        "--set horizon_days=365"
    )


@pytest.fixture(scope="module")
def told_and_drawn(tmp_path_factory):
    """What the command prints of many worlds, its page and its chart."""
    place = tmp_path_factory.mktemp("twins")
    page, chart = place / "twins.html", place / "twins.svg"
    return call("twins", *PAIR, *SHORT, "--out", page, "--chart", chart).output, page, chart


def test_the_command_counts_both_ways_and_says_what_parts_most(told_and_drawn):
    said = " ".join(told_and_drawn[0].split())
    found = pairs_over(365, 30)
    assert f"{len(found.partings)} of 30 worlds end otherwise" in said
    assert "The first event of each pair" in said
    assert "this sort: " in said or "No sort of event parts" in said
    assert "The first event of each pair that is not the same under both." in said
    assert said.count("They are not a forecast") == 1


def test_the_command_writes_a_page_and_a_table(tmp_path):
    page, table = tmp_path / "twins.html", tmp_path / "twins.csv"
    assert call(*WORDS, "--out", page).exit_code == call(*WORDS, "--out", table).exit_code == 0
    text = page.read_text("utf-8")
    assert text.count('class="printed"') == 2
    assert "<script" not in text
    rows = pd.read_csv(table)
    assert set(rows["scenario"]) == set(PAIR)
    assert rows["shared"].any()


def test_the_table_of_a_command_has_a_row_a_pair(tmp_path):
    file = tmp_path / "twins.csv"
    assert call("twins", *PAIR, *SHORT, "--out", file).exit_code == 0
    rows, found = pd.read_csv(file, keep_default_na=False), pairs_over(365, 30).partings
    assert [(row.world, row.before, row.after) for row in rows.itertuples()] == [
        (one.world, one.before, one.after) for one in found
    ]
    days = [str(one.first.day) if one.first else "" for one in found]
    assert rows["day"].astype(str).tolist() == days
    assert set(rows["kind"]) == {one.first.either[0].kind if one.first else "" for one in found}


def test_the_command_draws_all_pairs_and_lists_them_on_its_page(told_and_drawn):
    said, page, chart = told_and_drawn
    assert str(chart) in said.replace("\n", "")
    assert "worlds end otherwise under" in chart.read_text("utf-8")
    found = pairs_over(365, 30)
    listed = page.read_text("utf-8").rpartition('<table class="pairs">')[2].partition("</table>")[0]
    assert listed.count("<tr>") == 1 + len(found.partings)


def test_a_comparison_says_which_worlds_change_and_how_to_see_one(tmp_path):
    few = ("--worlds", "30", "--set", "horizon_days=200", "--workers", "1")
    words = ("compare", *PAIR, *few, "--no-charts", "--quiet")
    shown = call(*words, "--out", tmp_path / "out").output
    assert "To see one of them under both: contactline twins base us-ceasefire-first" in shown
    told = json.loads(call(*words, "--out", tmp_path / "again", "--json").stdout)
    for one in told["paired"]:
        named = sum(len(change["worlds"]) for change in one["worlds_by_change"])
        assert named == one["worlds_that_change"] > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("twins", "base"), "Missing argument 'B'"),
        (("twins", "base", "base"), "base is named twice"),
        ((*WORDS, "--chart", "x.png"), "--chart draws what parts many worlds; leave out --world."),
        ((*WORDS, "--out", "x.pdf"), "--out must end in .html, .json or .csv"),
        (("twins", "base", "us-ceasefire-frist"), "us-ceasefire-first"),
    ],
)
def test_what_is_typed_wrongly_is_told(words, said):
    shown = call(*words)
    assert shown.exit_code in {2, 3}
    assert said in " ".join(shown.output.split())
