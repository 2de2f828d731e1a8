"""A figure says where it is from, and whether it shows what its scenario gives can be found out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from charts_sample import base, sample_results
from cli_sample import call
from contactline import __version__
from contactline.errors import RunError
from contactline.scenario import load
from contactline.show.charts import CHARTS, Subject
from contactline.show.charts.reading import read_stamp
from contactline.show.charts.saving import picture_bytes
from contactline.show.charts.stamp import digest_of, stamp_of_text
from contactline.show.report import pictures
from contactline.show.report.files import write_study
from contactline.show.verifying import Verifier, check_stamp
from contactline.study.comparison import compare
from report_sample import short, study

KINDS = ("png", "svg", "pdf")
FISHING = Path(__file__).parents[1] / "docs" / "bargaining" / "fishing.csv"
FEW = ("phases", "flips", "timeline")
COMMAND = 'contactline compare base "my (best) plan.yaml" --set title="a \\ b"'


def subject():
    other = sample_results(worlds=60)
    compared = compare(base(), other)
    return Subject(runs=(base(), other), comparison=compared, command=COMMAND)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The results of a small study of scenarios that are not the bundled ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "CHARTS", {name: CHARTS[name] for name in FEW})
        place = tmp_path_factory.mktemp("results")
        write_study(study(), place)
    return place


def written(tmp_path, kind, chart="phases"):
    path = tmp_path / f"{chart}.{kind}"
    path.write_bytes(picture_bytes(CHARTS[chart].draw(subject()), kind, chart))
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_stamp_is_read_from_every_kind_of_file_as_it_was_written(tmp_path, kind):
    stamp = CHARTS["phases"].draw(subject()).stamp
    assert read_stamp(written(tmp_path, kind)) == stamp
    assert stamp.command == COMMAND
    assert (stamp.seed, stamp.worlds, stamp.version) == (1, 60, __version__)
    assert [name for name, _ in stamp.scenarios] == ["base", "uk-france-monitors"]
    assert stamp.data == digest_of(CHARTS["phases"].data(subject()))


@pytest.mark.parametrize("chart", [name for name in CHARTS if not CHARTS[name].per_world])
def test_every_chart_has_its_stamp_at_its_foot(chart):
    picture = CHARTS[chart].draw(subject())
    foot = " ".join(" ".join(text.get_text().split()) for text in picture.figure.texts)
    assert f"contactline {__version__}" in foot
    assert "seed 1 · 60 worlds" in foot
    assert all(digest[:8] in foot for _, digest in picture.stamp.scenarios)
    assert "contactline compare base" in foot


def test_a_stamp_that_is_none_of_ours_is_no_stamp():
    for text in ("", "{}", "[1]", "null", '{"program":"other","form":1}'):
        assert stamp_of_text(text) is None


@dataclass(frozen=True)
class Numbers:
    share: float
    days: object
    by_name: dict[str, tuple[bool, None]]


def test_a_digest_is_of_numbers_in_six_figures():
    one = Numbers(0.1 + 0.2, np.array([1.0, np.nan]), {"a": (True, None)})
    assert digest_of(one) == digest_of(replace(one, share=0.3))
    assert digest_of(one) != digest_of(replace(one, share=0.30001))
    assert digest_of(date(2024, 12, 3)) == digest_of("2024-12-03")
    assert digest_of(-0.0) == digest_of(0)


def test_a_folder_of_results_is_verified_figure_by_figure(folder):
    shown = call("verify", folder, "--workers", 1, "--json")
    assert shown.exit_code == 0, shown.stderr
    found = json.loads(shown.stdout)
    assert len(found) == 2 * 2 * len(FEW)
    assert all(one["same_numbers"] and one["same_file"] for one in found)
    assert {one["command"] for one in found} == {study().command}


def test_a_figure_with_other_numbers_ends_with_one(folder, tmp_path):
    svg = (folder / "charts" / "phases.svg").read_text(encoding="utf-8")
    other = tmp_path / "phases.svg"
    other.write_text(re.sub(r'"data":"[0-9a-f]{8}', '"data":"00000000', svg), encoding="utf-8")
    scenarios = sorted((folder / "scenarios").glob("*.yaml"))
    words = [word for path in scenarios for word in ("--scenario", path)]
    shown = call("verify", other, *words, "--workers", 1, "--quiet")
    assert shown.exit_code == 1
    assert "phases.svg: other numbers. The runs of phases of base and" in one_line(shown.stdout)


def test_a_picture_that_was_retouched_is_told_though_its_numbers_are_the_same(folder, tmp_path):
    svg = (folder / "charts" / "phases.svg").read_text(encoding="utf-8")
    other = tmp_path / "phases.svg"
    other.write_text(svg.replace("weeks after", "days after"), encoding="utf-8")
    scenarios = sorted((folder / "scenarios").glob("*.yaml"))
    found = Verifier(scenarios).verify(other, check_stamp(other))
    assert (found.same, found.redrawn) == (True, False)


def test_a_scenario_that_is_not_known_is_asked_for(folder, tmp_path):
    there = folder / "charts" / "phases.png"
    moved = tmp_path / "phases.png"
    moved.write_bytes(there.read_bytes())
    shown = call("verify", moved)
    assert shown.exit_code == 1
    said = one_line(shown.stderr)
    assert f"was drawn of a `base` with the hash {short('base').digest[:12]}" in said
    assert f"`base` now has {load('base').digest[:12]}" in said
    assert "with --scenario FILE" in said
    stamp = replace(read_stamp(there), scenarios=(("my-plan", "0" * 64),))
    with pytest.raises(RunError, match=r"of `my-plan` with the hash 0{12}, a scenario that is not"):
        Verifier().verify(moved, stamp)


def test_a_figure_of_another_version_is_left_to_it(tmp_path):
    path = written(tmp_path, "svg")
    old = path.read_text(encoding="utf-8").replace(
        f'"version":"{__version__}"', '"version":"0.0.9"'
    )
    path.write_text(old, encoding="utf-8")
    with pytest.raises(RunError, match=r"drawn by contactline 0\.0\.9, and this is .* Verify it"):
        check_stamp(path)


def test_what_has_no_stamp_is_refused_with_what_to_do(tmp_path):
    bare = replace(CHARTS["phases"].draw(subject()), stamp=None)
    for kind in KINDS:
        path = tmp_path / f"bare.{kind}"
        path.write_bytes(picture_bytes(bare, kind, "bare"))
        with pytest.raises(RunError, match=r"bare\.\w+ has no stamp .* Draw it again"):
            read_stamp(path)
    text = tmp_path / "notes.txt"
    text.write_text("no picture", encoding="utf-8")
    with pytest.raises(RunError, match=r"notes\.txt is no picture .* Name a PNG, an SVG or a PDF"):
        read_stamp(text)
    with pytest.raises(RunError, match=r"gone\.png cannot be read: No such file .* Name a figure"):
        read_stamp(tmp_path / "gone.png")
    shown = call("verify", tmp_path / "empty-folder-that-is-not-there")
    assert shown.exit_code == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no figure" in one_line(call("verify", empty).stderr)


ALONE = {
    "c.png": ("check", "base", "--pattern", "assaults-november-2024", "--worlds", 4),
    "s.svg": (
        "sensitivity", "base", "--groups", "--measure", "days_held_of_90", "--imposed",
        "--set", "horizon_days=160", "--worlds", 60,
    ),
    "b.svg": ("bargain", "fishing.csv", "--option", "turns=5"),
}  # fmt: skip


@pytest.mark.parametrize("name", ALONE)
def test_a_figure_that_a_command_draws_alone_is_run_again(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fishing.csv").write_text(FISHING.read_text("utf-8"), "utf-8")
    command, *words = ALONE[name]
    shared = () if command == "bargain" else ("--workers", 1, "--quiet", "--no-store")
    made = call(command, *words, *shared, "--chart", name)
    assert (tmp_path / name).exists(), made.stderr
    shown = call("verify", name, "--workers", 1, "--json")
    assert shown.exit_code == 0, shown.stderr
    (found,) = json.loads(shown.stdout)
    assert (found["same_numbers"], found["same_file"]) == (True, True)
    assert found["command"].startswith(f"contactline {command} {words[0]} ")


SHORT_RUNS = ("--imposed", "--set", "horizon_days=200")
STUDIES = {
    "sweep": ("base", "--over", "front.discipline=0:1:3", "--measure", "violations_per_week",
              "--worlds", 12),
    "discover": ("base", "--measure", "collapsed", "--worlds", 200),
    "attribute": ("base", "no-uk-troops", "--measure", "pledged_troops", "--worlds", 5),
    "enough": ("uk-france-monitors", "base", "--measure", "violations_per_week", "--worlds", 60),
    "robust": ("base", "--lever", "front.discipline", "--least", "collapsed", "--most",
               "soldier_months", "--tries", 10, "--worlds", 4),
    "sensitivity": ("base", "--method", "sobol", "--samples", 4, "--dial", "front.discipline",
                    "--dial", "front.initial_cut", "--measure", "violations_per_week",
                    "--worlds", 4),
}  # fmt: skip


@pytest.mark.parametrize("command", STUDIES)
def test_the_chart_of_a_study_is_run_again(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    drawn = ("--workers", 1, "--quiet", "--no-store", "--chart", "study.svg")
    made = call(command, *STUDIES[command], *SHORT_RUNS, *drawn)
    assert made.exit_code == 0, made.stderr
    stamp = read_stamp(tmp_path / "study.svg")
    typed = " ".join(map(str, (*STUDIES[command], *SHORT_RUNS)))
    assert sorted(stamp.command.split()) == sorted(f"contactline {command} {typed}".split())
    shown = call("verify", "study.svg", "--workers", 1, "--json")
    assert shown.exit_code == 0, shown.stderr
    (found,) = json.loads(shown.stdout)
    assert (found["same_numbers"], found["same_file"]) == (True, True)
    assert "study.svg" not in stamp.command


SWEPT = (
    "--imposed",
    "--over",
    "front.discipline=0,1",
    "--measure",
    "violations_per_week",
    "--worlds",
    4,
)


def test_a_study_of_a_scenario_that_was_changed_since_asks_for_its_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plan = tmp_path / "plan.yaml"
    plan.write_text("from: base\ntitle: A plan\nhorizon_days: 120\n", "utf-8")
    drawn = ("--workers", 1, "--quiet", "--no-store", "--chart", "study.svg")
    assert call("sweep", "plan.yaml", *SWEPT, *drawn).exit_code == 0
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "plan.yaml").write_text(plan.read_text("utf-8"), "utf-8")
    plan.write_text("from: base\ntitle: A plan\nhorizon_days: 121\n", "utf-8")
    shown = call("verify", "study.svg", "--workers", 1)
    assert shown.exit_code == 1
    assert "was drawn of a `plan` with the hash" in one_line(shown.stderr)
    again = call("verify", "study.svg", "--workers", 1, "--scenario", kept / "plan.yaml", "--json")
    (found,) = json.loads(again.stdout)
    assert (found["same_numbers"], found["same_file"]) == (True, True)


PLAN = """\
title: Discipline, and who stands on the line
scenarios: [base]
view: imposed
set: {horizon_days: 120}
over: {front.discipline: [0, 1]}
measures: [MEASURES]
worlds: 4
seeds: [3, 4]
"""
DRAWN_OF_A_PLAN = {
    "lines": PLAN.replace("MEASURES", "violations_per_week"),
    "dots": PLAN.replace("MEASURES", "violations_per_week")
    + "cases: {none: {mission.proposal: none}, monitors: {mission.proposal: monitors}}\n",
    "maps": PLAN.replace("[0, 1]", "[0, 1], front.initial_cut: [0.2, 0.8]").replace(
        "MEASURES", "violations_per_week"
    ),
}


@pytest.mark.parametrize("form", DRAWN_OF_A_PLAN)
def test_the_chart_of_a_plan_is_run_again(form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(DRAWN_OF_A_PLAN[form], "utf-8")
    made = call("plan", "plan.yaml", "--workers", 1, "--quiet", "--worlds", 3, "--chart", "p.svg")
    assert made.exit_code == 0, made.stderr
    stamp = read_stamp(tmp_path / "p.svg")
    assert stamp.command == "contactline plan plan.yaml --worlds 3"
    assert (stamp.chart, stamp.seed, stamp.worlds) == ("plan", 3, 3)
    shown = call("verify", "p.svg", "--workers", 1, "--json")
    assert shown.exit_code == 0, shown.stderr
    (found,) = json.loads(shown.stdout)
    assert (found["same_numbers"], found["same_file"]) == (True, True)
    (tmp_path / "plan.yaml").write_text(DRAWN_OF_A_PLAN[form].replace("[3, 4]", "[3]"), "utf-8")
    assert call("verify", "p.svg", "--workers", 1).exit_code == 1


def test_the_chart_of_twins_is_run_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ("base", "uk-france-monitors", "--worlds", 20, "--seed", 2, *SHORT_RUNS)
    made = call("twins", *words, "--workers", 1, "--quiet", "--chart", "t.svg")
    assert made.exit_code == 0, made.stderr
    stamp = read_stamp(tmp_path / "t.svg")
    assert sorted(stamp.command.split()) == sorted(["contactline", "twins", *map(str, words)])
    assert [name for name, _ in stamp.scenarios] == ["base", "uk-france-monitors"]
    shown = call("verify", "t.svg", "--workers", 1, "--json")
    assert shown.exit_code == 0, shown.stderr
    (found,) = json.loads(shown.stdout)
    assert (found["same_numbers"], found["same_file"]) == (True, True)


def test_a_study_with_other_numbers_ends_with_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    drawn = ("--workers", 1, "--quiet", "--no-store", "--chart", "study.svg")
    assert call("sweep", "base", *SWEPT, *drawn).exit_code == 0
    figure = tmp_path / "study.svg"
    text = re.sub(r'"data":"[0-9a-f]{8}', '"data":"00000000', figure.read_text("utf-8"))
    figure.write_text(text, "utf-8")
    assert call("verify", "study.svg", "--workers", 1).exit_code == 1


def test_a_bargain_is_not_verified_without_its_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call("bargain", FISHING, "--chart", "b.svg")
    shown = call("verify", "b.svg")
    assert shown.exit_code == 1
    assert "was drawn of the table fishing with the hash" in one_line(shown.stderr)
    assert call("verify", "b.svg", "--scenario", FISHING).exit_code == 0
    figure = tmp_path / "b.svg"
    figure.write_text(figure.read_text("utf-8").replace("contactline bargain", "rm -rf"), "utf-8")
    shown = call("verify", figure, "--scenario", FISHING)
    assert shown.exit_code == 1
    assert "has no command of contactline bargain in its stamp" in one_line(shown.stderr)


def one_line(text):
    return " ".join(text.split())
