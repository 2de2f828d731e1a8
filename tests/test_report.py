"""The report: what it says, that it needs nothing outside itself, and that everyone can read it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import partial
from hashlib import sha256
from importlib import resources
from itertools import pairwise

import pytest

from contactline import evidence
from contactline.dials import DIALS
from contactline.errors import RunError
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE, load
from contactline.show import report
from contactline.show.charts import CHARTS
from contactline.show.report import pictures
from contactline.show.report.files import write_study
from contactline.show.report.headlines import ABOUT, headlines, paired_sentences
from contactline.show.report.manifest import hashes
from contactline.show.report.one_world import chronicles_in, one_world
from contactline.show.report.page import page
from contactline.show.sheets.runs import outcome_sheet
from contactline.show.templates import prose
from contactline.show.words import NOT_A_FORECAST
from contactline.study.ensemble import BLOCK_WORLDS
from contactline.study.patterns.stored import kept_check
from contactline.study.study import run_study
from report_sample import Outline, lone_study, short, study
from words_that_need_numbers import forbidden_words

FEW_CHARTS = ("outcome_bars", "paired", "timeline", "phases")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The results of the study with a few of the charts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "CHARTS", {name: CHARTS[name] for name in FEW_CHARTS})
        place = tmp_path_factory.mktemp("results")
        write_study(study(), place)
    return place


@pytest.fixture(scope="module")
def html(folder):
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(html):
    return Outline(html)


def test_every_promised_file_is_there(folder):
    promised = (
        "outcomes.csv table.csv table.md contributors.csv weekly.csv differences.csv report.html "
        "scenario.yaml scenarios/base.yaml scenarios/uk-france-monitors.yaml manifest.json "
        "inputs.csv phases.csv survival.csv sectors.csv samples.csv chronicle.csv flips.csv "
        "datapackage.json"
    ).split()
    charts = [
        f"charts/{name}{view}.{kind}"
        for name in FEW_CHARTS
        for view in ("", "_if_ceasefire")
        for kind in ("png", "svg")
    ]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {*promised, *charts}
    assert all((folder / name).stat().st_size > 100 for name in there)


def test_one_row_per_world_of_every_run(folder):
    lines = (folder / "outcomes.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 4 * study().worlds
    assert lines[0].startswith("scenario,view,world,outcome,")
    assert b"\r" not in (folder / "outcomes.csv").read_bytes()


def test_the_written_scenario_loads_to_the_one_that_was_run(folder):
    scenario = study().focus[0]
    again = load(folder / "scenario.yaml")
    assert again == scenario
    assert again.digest == scenario.digest


def test_the_manifest_says_how_and_names_every_file_with_its_hash(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["seed"], manifest["worlds"], manifest["block"]) == (
        1,
        study().worlds,
        BLOCK_WORLDS,
    )
    assert manifest["command"] == study().command
    assert manifest["scenarios"][0]["sha256"] == study().scenarios[0].digest
    assert "rferl-monitors" in manifest["scenarios"][0]["claims"]
    assert {"numpy", "mesa", "pandas"} <= set(manifest["libraries"])
    for name, digest in manifest["files"].items():
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == there - {"manifest.json"}


def test_a_file_that_has_gone_is_missed_by_the_manifest(folder):
    with pytest.raises(RunError, match=r"^charts/phases\.pdf has gone while the results were"):
        hashes(folder, ["table.md", "charts/phases.pdf"])


def test_tables_and_report_are_the_same_bytes_every_time(folder, tmp_path):
    write_study(study(), tmp_path, charts=False)
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name not in ("manifest.json", "report.html"):
            name = path.relative_to(tmp_path)
            assert path.read_bytes() == (folder / name).read_bytes(), name
    told = chronicles_in(one_world(study(), partial))
    assert page(study(), [], told) == (tmp_path / "report.html").read_text(encoding="utf-8")


def test_charts_are_the_same_bytes_from_one_process_and_from_two(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "CHARTS", {name: CHARTS[name] for name in ("phases", "timeline")})
    with pictures.artists(study(), 2, tmp_path) as ask:
        drawn = pictures.draw(ask, study(), tmp_path)(one_world(study(), ask))
    assert len(drawn) == 4
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / "charts" / path.name).read_bytes(), path.name


def test_the_page_asks_nothing_of_the_network(html, outline):
    for tag, attributes in outline.tags:
        for name in ("src", "href", "xlink:href", "action", "data", "poster", "srcset"):
            assert (attributes.get(name) or "#").startswith(("#", "data:")), (tag, attributes)
    assert not outline.all("script")
    assert not outline.all("iframe")
    assert not re.search(r"@import|url\(\s*['\"]?(?!#|data:)", html)


def test_every_link_leads_somewhere_and_every_id_is_its_own(outline):
    ids = Counter(one["id"] for _, one in outline.tags if "id" in one)
    assert [name for name, times in ids.items() if times > 1] == []
    for link in outline.all("a"):
        assert link["href"].removeprefix("#") in ids
    for _, attributes in outline.tags:
        for name in (attributes.get("aria-labelledby") or "").split():
            assert name in ids


def test_headings_go_down_one_level_at_a_time(outline):
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_every_heading_cell_a_scope(html, outline):
    assert outline.all("html")[0]["lang"] == "en"
    assert len(outline.all("caption")) == len(outline.all("table")) > 10
    assert all(cell["scope"] in ("col", "row") for cell in outline.all("th"))
    charts = re.split(r"<figure(?: class=\"first\")?>", html)[1:]
    slides = sum('aria-labelledby="patterns-' in one for one in charts)
    assert (slides > 0) is (kept_check() is not None)
    assert len(charts) == 2 * len(FEW_CHARTS) + slides
    assert all('role="img"' in one and "<figcaption>" in one for one in charts)


def test_the_caution_comes_first(html):
    body = html.partition("</h1>")[2]
    assert NOT_A_FORECAST in body[: body.index("</p>")]


def test_the_page_begins_with_its_finding_and_a_chart(html):
    before, figure = html.partition("<nav")[0].split('<figure class="first">')
    assert len(re.sub(r"<[^>]*>|\s+", " ", before.partition("<body>")[2]).strip()) < 300
    assert "is the end of" in figure or "A ceasefire holds at the end in" in figure
    assert html.count('id="outcome_bars-title"') == 1


def test_the_two_views_stand_apart_and_say_why(html):
    first, second = html.index(">As it comes</h2>"), html.index(">If there were a ceasefire</h2>")
    comes, imposed = (html.index(ABOUT[view][:60]) for view in (AS_IT_COMES, IF_CEASEFIRE))
    assert first < comes < second < imposed
    assert "Imposing is not selecting" in html[second:]
    assert "if there were a ceasefire" not in html[first:second]


def test_all_prose_of_the_page_keeps_to_the_words_of_the_scale(outline):
    scale_words = {"almost no chance", "very unlikely", "unlikely", "roughly even chance"}
    scale_words |= {"likely", "very likely", "almost certain"}
    reported = {claim.paraphrase for claim in evidence.claims().values()}
    reported |= {dial.unit for dial in DIALS.values()}
    left = [block for block in outline.blocks if block.strip() not in scale_words | reported]
    blocks = [block for block in left if block.strip()]
    assert len(blocks) > 300
    assert forbidden_words("\n\n".join(blocks)) == ()


def test_all_prose_of_the_table_to_read_keeps_to_them_too(folder):
    assert forbidden_words((folder / "table.md").read_text(encoding="utf-8")) == ()


def test_numbers_in_the_page_are_those_of_the_tables(html):
    view = study().views[0]
    for row in outcome_sheet(view.runs).rows:
        assert all(cell in html for cell in row)
    for _, sentences in headlines(study(), view):
        assert all(str(prose(sentence)) in html for sentence in sentences)
    for one in view.comparisons:
        assert all(str(prose(sentence)) in html for sentence in paired_sentences(one))


def test_claims_and_what_differs_from_base_are_listed(html):
    assert "an unnamed senior NATO official, through Radio Liberty" in html
    assert "<code>mission.<wbr>proposal</code>" in html
    assert "<code>actors.<wbr>uk.<wbr>foreign_force.<wbr>position</code>" in html
    assert evidence.figures()["stance-france-nothing-excluded"].source in html
    assert study().scenarios[0].digest in html


def test_text_of_a_scenario_cannot_become_markup():
    dangerous = replace(short("base"), title="<script>alert(1)</script>", question="<img src=x>")
    small = run_study([dangerous], worlds=2)
    text = page(small, [], {})
    assert "<script>" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


def test_a_scenario_that_imposes_a_ceasefire_has_one_view():
    assert [view.name for view in lone_study().views] == [IF_CEASEFIRE]
    text = page(lone_study(), [], {})
    assert ">As it comes</h2>" not in text
    assert lone_study().comparisons == ()
    assert (lone_study().reference, lone_study().focus) == ("", lone_study().scenarios)


def test_different_horizons_are_refused_before_anything_runs():
    with pytest.raises(RunError, match=r"horizons cannot be compared .* uk.* 140, base 730 days"):
        run_study([short("uk-france-monitors"), load("base")], reference="base", worlds=1)


@pytest.mark.parametrize("name", [one.name for one in CHARTS.values() if one.sheets])
def test_the_table_of_a_chart_has_rows_and_no_gap(name):
    view = study().views[1]
    (job,) = (job for job in pictures.jobs_of(study()) if job.file == _file(name))
    assert job.subject.runs == view.runs
    for sheet in CHARTS[name].sheets(job.subject):
        assert sheet.rows
        assert all(len(row) == len(sheet.head) for row in sheet.rows)
        assert not any("nan" in cell for row in sheet.rows for cell in row)


@pytest.mark.parametrize("name", [one.name for one in CHARTS.values() if not one.sheets])
def test_a_chart_without_tables_has_its_table_elsewhere_on_the_page(name):
    template = resources.files(report).joinpath("page.html").read_text(encoding="utf-8")
    there = CHARTS[name].per_pair or f'id="{{{{ view.place }}}}-{name}"' in template
    assert there, f"give '{name}' its `sheets`, or page.html a table with this id"


def _file(name):
    return f"{name}_if_ceasefire"


def test_many_scenarios_get_charts_of_each_against_the_reference():
    runs = study().views[0].runs
    third = replace(runs[0], scenario=replace(runs[0].scenario, name="a/Third one"))
    pair = study().views[0].comparisons[0]
    view = replace(
        study().views[0],
        runs=(*runs, third),
        comparisons=(pair, replace(pair, b="a/Third one")),
    )
    jobs = pictures.jobs_of(replace(study(), views=(view,)))
    files = [job.file for job in jobs]
    assert "paired_01_uk-france-monitors" in files
    assert "paired_02_a-third-one" in files
    assert len(set(files)) == len(files)
