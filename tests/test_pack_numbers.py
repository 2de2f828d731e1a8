"""Every number that a pack says is recounted here from the table of its run, plainly."""

import re
from math import sqrt

import numpy as np
import pytest

from contactline.evidence import figures
from contactline.scenario import load
from contactline.scenario.assumptions import count_inputs
from contactline.show import teaching
from contactline.study.comparison import compare
from contactline.study.ensemble import run
from contactline.world.outcomes import HOLDING, OUTCOMES
from language_sample import read_back

DAYS, WORLDS = 450, 40
NOT_COUNTED = re.compile(
    r"`[^`]*`|“[^”]*”|\(\d+–\d+ %\)|ICD 203|95 % interval|\([A-Z][^()]*data file\)"
)
"""Names, commands, labels, the ranges of words, the level of intervals, a source."""


@pytest.fixture(scope="module")
def runs():
    scenario = load("uk-france-monitors").with_horizon(DAYS)
    base = load("base").with_horizon(DAYS)
    return [run(one, worlds=WORLDS) for one in (scenario, scenario.if_ceasefire(), base)]


@pytest.fixture(scope="module")
def said(runs):
    return teaching.content(*runs)


def numbers(text):
    """The numbers of a text in their order, but for what is no count."""
    text = NOT_COUNTED.sub(" ", text)
    return [read_back(one.replace(",", "")) for one in re.findall(r"[+−]?\d[\d,]*(?:\.\d+)?", text)]


def close(values, within=0.51):
    return pytest.approx([float(one) for one in values], abs=within)


def wilson(hits, n):
    """Both ends in per cent, written out once more."""
    z, share = 1.959964, hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return [100 * (middle - half), 100 * (middle + half)]


def holding(results):
    return results.outcomes["outcome"].isin(HOLDING).to_numpy()


def counts(results):
    return {name: int((results.outcomes["outcome"] == name).sum()) for name in OUTCOMES}


def of_a_likelihood(hits):
    return [hits, WORLDS, DAYS, 100 * hits / WORLDS, *wilson(hits, WORLDS)]


def is_a_range(text, values):
    """Every number of a range is a quantile of the values, or how many there are."""
    values = values.to_numpy(dtype=float)
    known = values[~np.isnan(values)]
    lows = np.quantile(known, (0, 0.05, 0.25, 0.75, 0.95, 1), method="lower")
    highs = np.quantile(known, (0, 0.05, 0.25, 0.75, 0.95, 1), method="higher")
    step = (known.max() - known.min()) / 10
    between = list(zip(lows - step, highs + step, strict=True))
    found = numbers(text)
    assert found
    for one in found:
        assert one in (len(known), len(values)) or any(low <= one <= high for low, high in between)


def of_the_flips(runs):
    came, base = holding(runs[0]), holding(runs[2])
    there, back = int((came & ~base).sum()), int((~came & base).sum())
    change = compare(runs[2], runs[0]).holding
    ends = [100 * (there - back) / WORLDS, 100 * change.low, 100 * change.high]
    return [WORLDS, *(one for one in (there, back) if one), *ends]


def worlds_of_the_first_changes(runs, most):
    """The numbers of worlds that the sentences on changed endings name, five a sentence."""
    before, after = (one.outcomes["outcome"].astype(str) for one in (runs[2], runs[0]))
    ways = {}
    for world in before.index[before != after]:
        ways.setdefault((before[world], after[world]), []).append(world)
    told = sorted(len(worlds) for worlds in ways.values())[::-1][:most]
    return ways, told


def check_changes(text, runs, most):
    ways, told = worlds_of_the_first_changes(runs, most)
    sentences = re.findall(r"Worlds? (\d[^`]*?) ends? under", text)
    assert len(sentences) == len(told)
    for one in sentences:
        named = [int(number) for number in re.findall(r"\d+", one.partition(" other")[0])]
        assert any(set(named[:5]) <= set(worlds) for worlds in ways.values())


def test_the_reveal(runs, said):
    assumed, inputs = count_inputs(runs[0].scenario)
    came, imposed = said["reveal"]
    likelihood, sure, first, troops, flips = came["sentences"]
    assert numbers(likelihood) == close(of_a_likelihood(holding(runs[0]).sum()))
    assert numbers(sure) == [assumed, inputs]
    is_a_range(first, runs[0].outcomes["day_ceasefire"])
    is_a_range(troops, runs[0].outcomes["peak_troops"])
    assert numbers(flips) == close(of_the_flips(runs), 0.051)
    likelihood, anew, sure, troops = imposed["sentences"]
    unbroken = (runs[1].outcomes["broken_how"] == "").sum()
    assert numbers(likelihood) == close(of_a_likelihood(unbroken))
    again = holding(runs[1]) & (runs[1].outcomes["broken_how"] != "").to_numpy()
    assert numbers(anew) == [again.sum()]
    assert f"{unbroken + again.sum()} of" in imposed["counts"][0]["count"]
    assert numbers(sure) == [assumed, inputs]
    is_a_range(troops, runs[1].outcomes["peak_troops"])


@pytest.mark.parametrize("view", [0, 1])
def test_the_table_of_endings(runs, said, view):
    rows = said["reveal"][view]["counts"]
    expected = [int(holding(runs[view]).sum()), *counts(runs[view]).values()]
    for row, count in zip(rows, expected, strict=True):
        assert numbers(row["count"]) == [count, WORLDS]
        low, high = numbers(row["interval"])
        assert low - 0.51 <= 100 * count / WORLDS <= high + 0.51
    assert numbers(rows[0]["interval"]) == close(wilson(expected[0], WORLDS))


def test_the_questions(runs, said):
    groups = dict(said["debrief"])
    ends, begun = counts(runs[0]), int((runs[0].outcomes["ceasefires"] > 0).sum())
    happened = [[max(ends.values()), WORLDS, min(ends.values())], [begun, WORLDS]]
    assert [numbers(one) for one in groups["What happened"]] == happened
    broken, two, flips, changed = groups["Why"]
    how = runs[1].outcomes["broken_how"]
    ways = [int((how == way).sum()) for way in ("escalation", "resumption")]
    assert numbers(broken) == [sum(ways), WORLDS, *ways]
    outcomes = runs[0].outcomes["outcome"]
    another = next(world for world in outcomes.index if outcomes[world] != outcomes.iloc[0])
    assert numbers(two) == [outcomes.index[0], another]
    assert re.findall(r"--world (\d+)", two) == [str(outcomes.index[0]), str(another)]
    labels = re.findall("“([^”]*)”", two)
    assert labels == [OUTCOMES[outcomes[world]].label for world in (outcomes.index[0], another)]
    assert numbers(flips) == close(of_the_flips(runs), 0.051)
    check_changes(changed, runs, 1)


def test_the_questions_on_reality_and_on_what_follows(runs, said):
    groups = dict(said["debrief"])
    record, assumed, missing = groups["Reality"]
    imposed = runs[1].outcomes
    lasted = (imposed["days_held"] > 365) | imposed["still_holding"].eq(True)
    known = 100 * figures()["truce-survival-1-year"].value
    assert numbers(record) == close([WORLDS, 100 * lasted.mean(), known])
    assert numbers(assumed) == list(count_inputs(runs[0].scenario))
    whose, losses, advice = groups["So what"]
    is_a_range(losses, imposed["mission_casualties"])
    assert [numbers(one) for one in (missing, whose, advice)] == [[], [], []]


def test_the_key(runs, said):
    most, hard, changed = (answer for _, answer in said["answers"])
    ends = counts(runs[0])
    begun = int((runs[0].outcomes["ceasefires"] > 0).sum())
    held = [int(holding(one).sum()) for one in runs]
    assert numbers(most) == [max(ends.values()), WORLDS]
    assert numbers(hard) == [begun, WORLDS, held[0], held[1], WORLDS]
    before, after = (one.outcomes["outcome"].to_numpy() for one in (runs[2], runs[0]))
    came, base = holding(runs[0]), holding(runs[2])
    net = [int((came & ~base).sum()), int((~came & base).sum())]
    first = changed.partition(". ")[0]
    assert numbers(first) == [int((before != after).sum()), WORLDS, *net]
    check_changes(changed, runs, 3)


def test_what_the_run_leans_on(runs, said):
    inputs, held = runs[0].drawn(), holding(runs[0])
    for one in said["strongest"]:
        order = np.argsort(inputs.values[inputs.names.index(one["name"])], kind="stable")
        third = WORLDS // 3
        ends = [int(held[order[:third]].sum()), third, int(held[order[-third:]].sum()), third]
        few = [] if "luck" not in one["moves"] else [len(inputs.names)]
        assert numbers(one["moves"]) == [*ends, *few]


def test_slides_and_pages_say_the_same(said):
    page, made = teaching.as_page(said), teaching.as_slides(said)
    for view in said["reveal"]:
        first = view["sentences"][0].split("`")[-1]
        assert first in page
        assert first in made
