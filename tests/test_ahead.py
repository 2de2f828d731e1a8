"""What a study would cost: its blocks counted, its time learnt by a trial, nothing of it run."""

from __future__ import annotations

import json

import pytest

from cli_sample import call
from contactline import load, plan, run
from contactline.errors import RunError
from contactline.show.words.costing import about, cost_rows
from contactline.study import ahead
from contactline.study.ahead import After, BlocksAhead, cost_of, rows_ahead, runs_ahead
from contactline.study.plan import read_plan
from contactline.study.plan.ahead import plan_ahead
from contactline.study.store import keeping
from language_sample import in_marks, unmarked

BASE = load("base").with_dials({"horizon_days": 28})


@pytest.fixture
def clock(monkeypatch):
    """Processor time that stands still until somebody works."""

    class Clock:
        now = 0.0

        def process_time(self):
            return self.now

    found = Clock()
    monkeypatch.setattr(ahead, "time", found)
    return found


def working(clock, sort, fixed, each, *blocks, kept=()):
    """Blocks of which each takes `fixed` seconds, and `each` for every world."""

    def sample(worlds):
        clock.now += fixed + each * worlds
        return worlds

    return BlocksAhead(sort, blocks, sample, held_mb=1.0, kept=kept)


def test_a_trial_of_few_and_more_worlds_tells_what_a_block_takes(clock):
    work = [working(clock, "a", 2, 0.01, 1000, 1000), working(clock, "b", 1, 0, 10)]
    found = cost_of(work, 1)
    assert found.processor_s == pytest.approx(2 * 12 + 1 + ahead.START_S)
    assert found.seconds == pytest.approx(found.processor_s)
    assert (found.worlds, found.blocks, found.processes) == (2010, 3, 1)
    assert found.tried == 1 + 64 + 512 + 10
    assert found.tried_s == pytest.approx(2.01 + 2.64 + 7.12 + 1)


def test_processes_share_the_blocks_of_a_part_and_wait_for_it(clock):
    work = [working(clock, "a", 10, 0, 5, 5, 5), working(clock, "b", 1, 0, 5)]
    assert cost_of(work, 2).seconds == pytest.approx(20 + 1 + ahead.START_S)
    in_one_line = cost_of(work, 2, together=True)
    assert in_one_line.seconds == pytest.approx(20 + ahead.START_S)
    later = cost_of(work, 2, after=After(here_s=3, shared_s=8, more_mb=50))
    assert later.seconds == pytest.approx(21 + ahead.START_S + 3 + 4)
    assert later.processor_s == pytest.approx(31 + ahead.START_S + 3 + 8)
    assert later.client_mb == in_one_line.client_mb + 50


def test_more_sorts_than_a_few_are_tried_with_fewer_worlds(clock):
    work = [working(clock, str(sort), 1, 0.01, 800) for sort in range(8)]
    found = cost_of(work, 1)
    assert found.tried == 1 + 8 * (32 + 256)
    assert found.processor_s == pytest.approx(8 * 9 + ahead.START_S)


def test_blocks_that_are_kept_are_counted_and_not_run_again(clock, tmp_path, monkeypatch):
    with keeping(tmp_path, keep=True):
        run(BASE, worlds=6, block=4)
    with keeping(tmp_path, keep=True) as session:
        (again,) = runs_ahead([BASE], 8, seed=1, workers=1)
        (other,) = runs_ahead([BASE], 8, seed=2, workers=1)
        assert session.found == 0
    assert (again.worlds, sum(again.kept)) == ((2,), 6)
    assert (other.worlds, other.kept) == ((8,), ())
    found = cost_of([working(clock, "a", 1, 0, kept=(4, 2))], 1)
    assert (found.tried, found.kept_worlds, found.kept_blocks) == (0, 6, 2)
    assert cost_rows(found)[1][1] == "nothing is left to run"


def test_rows_that_fit_share_their_blocks_and_a_trial_takes_rows_from_all_of_them():
    changes = [{"front.discipline": at / 10} for at in range(10)]
    (work,) = rows_ahead(BASE, changes, ["collapsed"], worlds=3, seed=1, workers=1)
    assert work.worlds == (30,)
    assert [work.sample(many) for many in (1, 3, 10, 1000)] == [1, 3, 9, 30]
    assert work.held_mb == pytest.approx(30 * ahead.A_NUMBER_MB)


def test_a_plan_is_counted_scenario_by_scenario_and_seed_by_seed():
    cases = {"a": {}, "b": {"front.discipline": 1}}
    names = {"scenarios": ["base", "no-talks"], "measures": ["collapsed"]}
    stated = read_plan({**names, "worlds": 5, "seeds": [1, 2], "cases": cases})
    work = plan_ahead(stated, workers=1)
    assert sum(sum(one.worlds) for one in work) == stated.total_worlds == 40
    with pytest.raises(RunError):
        plan(stated, workers=0)


def test_a_cost_is_told_in_the_language_spoken(clock):
    cost = cost_of([working(clock, "a", 40, 0, 5, 5, kept=(4,))], 2)
    assert cost_rows(cost)[0][1] == "14 in 3 blocks; 1 of them with 4 worlds is kept from an " \
        "interrupted run"  # fmt: skip
    assert cost_rows(cost)[1][1].startswith("about 42 seconds on 2 processes if as many cores")
    assert [about(one) for one in (0.2, 89, 91, 6000)] == [
        "1 second", "89 seconds", "2 minutes", "2 hours"
    ]  # fmt: skip
    with in_marks():
        assert unmarked(" ".join(f"{name} {said}" for name, said in cost_rows(cost))) == []


SMALL = ("--set", "horizon_days=28", "--workers", 1)
FEW = ("--worlds", 4)
COMMANDS = [
    ("run", "base", *FEW, "--out", "study"),
    ("compare", "base", "no-talks", *FEW),
    ("sweep", "base", "--over", "front.discipline=0:1:2", *FEW, "--out", "a.csv"),
    ("attribute", "base", "no-uk-troops", *FEW),
    ("enough", "base", "--worlds", 50),
    ("discover", "base", "--worlds", 200),
    ("robust", "base", "--lever", "front.discipline", "--least", "collapsed", "--most",
     "soldier_months", "--tries", 10, *FEW),
    ("sensitivity", "base", "--measure", "collapsed", *FEW),
    ("sensitivity", "base", "--method", "sobol", "--measure", "collapsed", "--samples", 4, *FEW),
    ("ledger", "base", "--dial", "front.discipline", *FEW),
    ("forecast", "base", *FEW, "--out", "card.json"),
    ("twins", "base", "no-talks", *FEW),
    ("check", "base", "--pattern", "osce-hot-spots", *FEW),
]  # fmt: skip


@pytest.mark.parametrize(
    "words", COMMANDS, ids=[f"{words[0]}{at}" for at, words in enumerate(COMMANDS)]
)
def test_a_dry_run_says_what_it_would_take_and_leaves_nothing(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small = SMALL[2:] if words[0] == "check" else SMALL
    done = call(*words, *small, "--dry-run", "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["worlds"] >= int(words[words.index("--worlds") + 1])
    assert found["processor_s"] > 0
    assert found["tried"] > 0
    assert list(tmp_path.iterdir()) == []


WITHOUT_JSON = [
    ("export", "base", "--static", "--out", "a.html", *FEW),
    ("teach", "no-talks", "--out", "a.html", "--slides", "b.html", *FEW),
]


@pytest.mark.parametrize("words", WITHOUT_JSON, ids=["export", "teach"])
def test_a_dry_run_of_what_writes_pages_writes_none(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call(*words, *SMALL[2:], "--set", "horizon_days=70", "--dry-run")
    assert done.exit_code == 0, done.output
    runs = {"export": 2 * 3**3, "teach": 3}[words[0]]
    assert done.stdout.splitlines()[1] == f"  Worlds  {4 * runs} in {runs} blocks"
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_of_what_runs_no_ensemble(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one_pair = ("twins", "base", "no-talks", "--world", 7)
    blank = ("forecast", "base", "--form", "form.csv")
    counted = [call(*words, *SMALL, "--dry-run", "--json") for words in (one_pair, blank)]
    assert [json.loads(done.stdout)["worlds"] for done in counted] == [2, 0]
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_is_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(
        "scenarios: base\nset: {horizon_days: 28}\nmeasures: collapsed\nworlds: 4\n", "utf-8"
    )
    shown = call("plan", "a.yaml", "--dry-run", "--workers", 1).stdout.splitlines()
    assert shown[0] == "Nothing is run and nothing is written. It would take:"
    assert shown[1] == "  Worlds  4 in 1 block"
    assert shown[2].startswith("  Time    about")
    assert shown[3] == "  Memory  about 220 MB (by stated rates)"
