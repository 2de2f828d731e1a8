"""The check against the record: the command, the kept file, the chart, the page, the line of it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from math import isnan

import pytest
from matplotlib.text import Text

from check_sample import ALL, DROP, FIFTH, LENGTH, MET, RATIO, RETURN, SHAPE, TEMPO, YEAR, check_of
from cli_sample import call
from contactline.cli.files import write_picture
from contactline.errors import EvidenceError
from contactline.scenario import load
from contactline.show.charts.patterns import BEYOND, NAME, across_in, patterns_data, pictures
from contactline.show.report import evaluation as standing
from contactline.show.report.page import page
from contactline.show.sheets.sheet import Sheet
from contactline.show.teaching.handout import content
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.checks import (
    MEANING,
    NOT_CHECKED,
    OTHER_BASE,
    met_sentence,
    said_of,
    setup_in_words,
    standing_line,
    title_with_unit,
)
from contactline.study import patterns
from contactline.study.patterns import stored as kept
from contactline.study.patterns.stored import as_plain, from_plain, is_of_present_base, kept_check
from contactline.study.patterns.verdict import Verdict
from report_sample import Outline, lone_study
from words_that_need_numbers import forbidden_words


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def asked(monkeypatch):
    """What the faked check was asked for; set "verdicts" to say what it answers."""
    told = {"verdicts": ALL}

    def faked(scenario, *, progress, **options):
        progress(3, 4)
        progress(4, 4)
        told.update(options, scenario=scenario)
        return check_of(told["verdicts"], scenario.digest)

    monkeypatch.setattr(patterns, "check", faked)
    return told


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """A folder of seeds of this test alone; write what it is given as the kept check."""

    def keep(text):
        file = tmp_path / "seeds" / "calibration" / "check.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")

    monkeypatch.setattr(kept, "seeds_folder", lambda: tmp_path / "seeds")
    return keep


# --- The command -----------------------------------------------------------------------------


def test_all_within_ends_with_0_and_says_so(asked):
    asked["verdicts"] = MET
    shown = call("check")
    assert shown.exit_code == 0
    assert "5 of 5 patterns of the record lie within the tolerance." in shown.stdout
    assert asked["scenario"] == load("base")
    assert (asked["worlds"], asked["seed"], asked["workers"]) == (2000, 1, None)
    assert asked["patterns"] is None


def test_one_outside_ends_with_1_and_names_it(asked):
    shown = call("check", "--quiet")
    assert shown.exit_code == 1
    assert shown.stderr == ""
    assert "5 of 8 patterns" in shown.stdout
    assert "Outside: Shape of the life of a truce; Return to the old level; Fall" in (
        " ".join(shown.stdout.split())
    )
    assert "Ends with 0" in " ".join(call("check", "--help").stdout.split())


def test_the_table_is_grouped_by_setup_and_fits(asked):
    shown = call("check").stdout
    assert NOT_A_FORECAST[:40] in shown
    assert all(len(line) <= 100 for line in shown.splitlines())
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "Assaults along the line (a day) 174 148–200 171 (169–174) within" in lines
    assert "Return to the old level (weeks) 2.0 1.5–4.0 9.2 (8.8–9.7) outside" in lines
    setups = list(dict.fromkeys(setup_in_words(one) for one in ALL))
    places = [" ".join(lines).index(setup) for setup in setups]
    assert places == sorted(places)


def test_a_narrow_terminal_still_holds_the_table(asked, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert all(len(line) <= 80 for line in call("check").stdout.splitlines())


def test_json_is_all_there_is_and_can_be_kept(asked):
    shown = call("check", "--json", "--worlds", 50, "--seed", 3, "--workers", 2)
    assert shown.exit_code == 1
    said = json.loads(shown.stdout)
    assert shown.stderr == ""
    assert (said["patterns_within"], said["patterns"]) == (5, 8)
    assert said["caution"] == NOT_A_FORECAST
    assert said["scenario_hash"] == load("base").digest
    assert from_plain(said).passed == 5
    assert (asked["worlds"], asked["seed"], asked["workers"]) == (50, 3, 2)


def test_patterns_and_dials_are_passed_on(asked):
    twice = ("--pattern", "truce-shape") * 2
    assert call("check", *twice, "--set", "mission.proposal=buffer").exit_code == 1
    assert asked["patterns"] == ["truce-shape"]
    assert asked["scenario"].dials["mission.proposal"] == "buffer"


def test_an_unknown_pattern_offers_the_nearest(asked):
    shown = call("check", "--pattern", "truce-shap")
    assert shown.exit_code == 2
    assert "No such pattern: 'truce-shap'. Did you mean 'truce-shape'? Patterns are" in (
        " ".join(shown.stderr.split())
    )
    assert "scenario" not in asked


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--chart", "c.gif"], "--chart must end in .png, .svg or .pdf, got c.gif."),
        (["--overwrite"], "--overwrite needs --chart."),
        (["--chart", "there.png"], "there.png is there already. Name another file, or"),
    ],
)
def test_a_chart_that_cannot_be_is_refused_before_anything_runs(asked, own_folder, words, told):
    (own_folder / "there.png").write_bytes(b"mine")
    shown = call("check", *words)
    assert shown.exit_code == 2
    assert told in " ".join(shown.stderr.split())
    assert "scenario" not in asked
    assert (own_folder / "there.png").read_bytes() == b"mine"


def test_progress_goes_to_stderr_and_an_interrupt_ends_with_130(asked, monkeypatch):
    assert "4 of 4 worlds" in call("check").stderr

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(patterns, "check", interrupted)
    shown = call("check", "--chart", "c.png")
    assert shown.exit_code == 130
    assert "nothing was written" in shown.stderr


# --- Numbers as text -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "record", "tolerance", "model"),
    [
        (LENGTH, "1,156", "1,121–1,191", "1,151"),
        (FIFTH, "67–72", "60–79", "70.1 (69.9–70.4)"),
        (YEAR, "47", "29–63", "51 (49–53)"),
        (RATIO, "0.43", "0.21–0.88", "0.43 (0.37–0.50)"),
        (DROP, "65", "55–75", "unknown"),
    ],
)
def test_numbers_have_the_digits_that_the_tolerance_asks_for(verdict, record, tolerance, model):
    said = said_of(verdict)
    assert (said.record, said.tolerance, said.model_and_interval) == (record, tolerance, model)


@pytest.mark.parametrize(("model", "text"), [(0.7212, "0.721"), (0.72, "0.72"), (0.7196, "0.72")])
def test_rounding_never_contradicts_the_verdict(model, text):
    one = replace(SHAPE, model=model, low=0.6, high=0.8)
    assert said_of(one).model == text
    assert one.passed is (float(text) <= 0.72)


def test_a_title_that_says_its_unit_is_not_told_it_again():
    weeks = replace(RETURN, title="Weeks until the old level is back")
    assert title_with_unit(weeks, "weeks") == "Weeks until the old level is back"
    assert title_with_unit(RETURN, "k") == "Return to the old level (k)"


def test_sentences_count_and_keep_to_careful_words():
    assert met_sentence(check_of(MET)) == (
        "5 of 5 patterns of the record lie within the tolerance."
    )
    assert met_sentence(check_of((YEAR, SHAPE))) == (
        "1 of 2 patterns of the record lies within the tolerance. "
        "Outside: Shape of the life of a truce."
    )
    lines = [
        standing_line(check, present=present, assumed=(83, 175))
        for check in (None, check_of())
        for present in (True, False)
    ]
    assert lines[2] == (
        "The model lies within the stated tolerance on 5 of 8 patterns of the record "
        "(`contactline check`); 83 of 175 inputs are assumptions without a source."
    )
    assert "with another base than the present one; 83" in lines[3]
    assert lines[0].startswith(NOT_CHECKED)
    prose = "\n\n".join([*lines, MEANING, OTHER_BASE, met_sentence(check_of())])
    assert forbidden_words(prose) == ()


# --- The kept file ---------------------------------------------------------------------------


def test_a_check_survives_being_written_and_read(seeds):
    seeds(as_plain(check_of()))
    found = kept_check()
    assert [one.figure for one in found.verdicts] == [one.figure for one in ALL]
    assert [one.passed for one in found.verdicts] == [one.passed for one in ALL]
    assert isnan(found.verdicts[-1].model)
    assert as_plain(found) == as_plain(check_of())
    assert (found.scenario, found.seed, found.passed) == ("base", 1, 5)


def test_rounding_on_the_way_keeps_the_verdict():
    one = replace(SHAPE, model=0.72000001)
    assert not one.passed
    assert not from_plain(as_plain(check_of([one]))).verdicts[0].passed


def test_without_a_file_there_is_no_check(seeds):
    assert kept_check() is None


def changed(**fields):
    plain = as_plain(check_of((TEMPO,)))
    plain["verdicts"][0] |= fields
    return plain


REMEDY = "Write it anew with 'contactline check base --json', or remove it."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "calibration/check.json:1:2: is no JSON: "),
        ("[]", "calibration/check.json: must be a mapping. Got list."),
        ({"scenario": "base"}, "the check: verdicts must be a list. Got None."),
        ({"verdicts": []}, "The check holds no verdicts."),
        ({**as_plain(check_of()), "seed": "1"}, "the check: seed must be a whole number. Got '1'."),
        ({**as_plain(check_of()), "verdicts": [3]}, "verdict 1 must be a mapping. Got 3."),
        (changed(figure="no-such"), "verdict 1: figure no-such is not in seeds/figures.yaml."),
        (changed(figure="front-gini"), "verdict 1: figure front-gini has no tolerance any more."),
        (changed(model="many"), "verdict 1: model must be a number or null. Got 'many'."),
        (changed(worlds=True), "verdict 1: worlds must be a whole number. Got True."),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(seeds, text, told):
    seeds(text)
    with pytest.raises(EvidenceError) as caught:
        kept_check()
    assert str(caught.value).startswith("calibration/check.json")
    assert told in str(caught.value)
    assert str(caught.value).endswith(REMEDY)


def test_a_check_knows_whether_base_has_changed_since():
    assert is_of_present_base(check_of(scenario_hash=load("base").digest))
    assert not is_of_present_base(check_of())


# --- The chart -------------------------------------------------------------------------------


def test_places_on_the_chart_are_shares_of_the_tolerance():
    rows = {row.label: row for row in patterns_data(check_of())}
    tempo = rows["Assaults along the line"]
    assert tempo.record == (pytest.approx(0.5), pytest.approx(0.5))
    assert tempo.model == pytest.approx((171.2 - 148) / 52)
    assert tempo.numbers == ("174 a day", "148–200", "171 a day (169–174)")
    fifth = rows["Violence in the worst fifth"]
    assert fifth.record == (pytest.approx(7 / 19), pytest.approx(12 / 19))
    assert rows["Risk with peacekeepers (hazard ratio)"].within
    assert not rows["Return to the old level"].within


def test_what_is_off_the_scale_is_drawn_at_its_edge():
    assert across_in(3.0) == across_in(1 + BEYOND)
    assert across_in(-9.0) == across_in(-BEYOND)
    assert across_in(0) < across_in(0.5) < across_in(1)


def texts_of(figure, monkeypatch):
    """Each text that is really drawn, with its box in pixels."""
    found = []
    draw = Text.draw
    monkeypatch.setattr(Text, "draw", lambda text, *rest: (found.append(text), draw(text, *rest)))
    figure.draw_without_rendering()
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in found]
    return [(text, box) for text, box in boxes if text.strip()]


SMALLEST_IN = 11.0 / 72
LONG = [replace(one, title=one.title + " and whatever else is said of it" * 3) for one in ALL]


@pytest.mark.parametrize("verdicts", [ALL, MET, ALL[:1], LONG])
def test_the_chart_keeps_what_all_charts_promise(verdicts, monkeypatch):
    slides = pictures(check_of(verdicts))
    assert all(" where the model lies within the tolerance on " in one.alt for one in slides)
    assert all(one.alt.endswith(".") for one in slides)
    outside = [keeps_what_charts_promise(one, monkeypatch) for one in slides]
    assert sum(outside) == sum(not one.passed for one in verdicts)


def keeps_what_charts_promise(drawn, monkeypatch):
    """How many patterns lie outside in a slide, whose texts are large and keep apart."""
    assert drawn.figure.get_size_inches()[1] <= SMALLEST_IN * 40
    for part in ("n = ", "seed 1", "interval", "of the model under base"):
        assert part in drawn.caption
    assert forbidden_words(f"{drawn.alt} {drawn.caption}") == ()
    texts = texts_of(drawn.figure, monkeypatch)
    canvas = drawn.figure.bbox
    assert all(at.x0 >= -1 and at.x1 <= canvas.width + 1 for _, at in texts)
    assert all(at.y0 >= -1 and at.y1 <= canvas.height + 1 for _, at in texts)
    assert [
        (text, other)
        for (text, a), (other, b) in combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 3 and min(a.y1, b.y1) - max(a.y0, b.y0) > 5
    ] == []
    return [text for text, _ in texts].count("outside")


def test_many_patterns_stand_on_several_slides_each_named_once(monkeypatch):
    kept_now = kept.kept_check()
    slides = pictures(kept_now)
    assert 4 <= len(slides) <= 7
    told = [text for one in slides for text, _ in texts_of(one.figure, monkeypatch)]
    assert any(f"Used to fit the model (1 of {len(slides)})." in text for text in told)
    labels = ["\n".join(row.lines) for row in patterns_data(kept_now)]
    assert sorted(text for text in told if text in labels) == sorted(labels)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_chart_is_written_the_same_every_time(asked, own_folder, kind):
    files = [own_folder / f"{at}.{kind}" for at in (1, 2)]
    for file in files:
        assert f"Chart  {file}" in call("check", "--chart", file).stdout
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert len(first) > 5000
    assert call("check", "--chart", files[0], "--overwrite").exit_code == 1


def test_an_svg_of_it_is_announced(tmp_path):
    (drawn,) = pictures(check_of())
    write_picture(drawn, tmp_path / "x.SVG", NAME)
    text = (tmp_path / "x.SVG").read_text(encoding="utf-8")
    assert text.startswith('<svg role="img"')
    assert "patterns-title" in text


# --- Report and hand-out ---------------------------------------------------------------------


def shown_page(monkeypatch, found):
    monkeypatch.setattr(standing, "kept", lambda: found)
    return page(lone_study(), (), {})


def test_the_report_says_how_well_the_model_does(monkeypatch):
    html = shown_page(monkeypatch, standing.Kept(check_of()))
    part = html.partition('<section id="standing"')[2].partition("</section>")[0]
    assert "5 of 8 patterns of the record lie within the tolerance." in part
    assert "not show that the model is right" in part
    assert OTHER_BASE[:50] not in part
    for row in standing.check_sheet(check_of()).rows:
        assert all(cell in part for cell in row)
    assert html.count("within the stated tolerance on 5 of 8 patterns") == 2
    assert forbidden_words("\n\n".join(Outline(part).blocks)) == ()


def test_the_report_says_that_the_check_is_of_another_base(monkeypatch):
    html = shown_page(monkeypatch, standing.Kept(check_of(), present=False))
    assert OTHER_BASE.partition("`")[0] in html
    assert "with another base than the present one; " in html


def test_a_report_without_a_check_says_so(monkeypatch):
    html = shown_page(monkeypatch, standing.Kept())
    assert html.count(NOT_CHECKED.partition("`")[0]) == 3


def test_a_broken_file_does_not_stop_a_report_and_is_told_in_it(seeds):
    seeds("{")
    html = page(lone_study(), (), {})
    assert "calibration/check.json:1:2: is no JSON" in html


def test_the_chart_is_in_the_report_unless_there_are_none(monkeypatch):
    monkeypatch.setattr(standing, "kept", lambda: standing.Kept(check_of()))
    assert ["<svg" in one["svg"] for one in standing.check_charts()] == [True]
    said = standing.standing(load("base"), ())
    assert said["standing"]["charts"] == ()


def test_the_table_of_sources_names_every_source():
    sheet = standing.source_sheet(check_of())
    assert isinstance(sheet, Sheet)
    for one, row in zip(ALL, sheet.rows, strict=True):
        assert one.figure.source in row[2]
        assert one.figure.sure in row[2]
        assert row[3] == setup_in_words(one)


def test_the_hand_out_has_the_line(seeds):
    seeds(as_plain(check_of()))
    run = lone_study().views[0].runs[0]
    as_it_comes = replace(run, scenario=run.scenario.as_it_comes())
    said = content(as_it_comes, run)["standing"]
    assert "5 of 8 patterns" in said
    assert "with another base" in said


# --- What every pattern owes -----------------------------------------------------------------


def sheets_of(one):
    return standing.check_sheet(check_of([one])), standing.source_sheet(check_of([one]))


@pytest.mark.parametrize("name", patterns.PATTERNS)
def test_every_pattern_can_be_told_and_kept(name):
    pattern = patterns.PATTERNS[name]
    middle = round(sum(pattern.figure.tolerance) / 2, 6)
    one = Verdict(pattern.figure, pattern.title, pattern.situation, middle, middle, middle, 9)
    assert one.passed
    assert from_plain(as_plain(check_of([one]))).verdicts == (one,)
    told = [cell for sheet in sheets_of(one) for row in sheet.rows for cell in row]
    assert forbidden_words("\n\n".join(told)) == ()
