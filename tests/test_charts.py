"""What every chart promises to a reader, and how charts are saved."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from types import SimpleNamespace
from xml.etree import ElementTree

import matplotlib.image
import pytest
from matplotlib.text import Text

from charts_sample import CHRONICLE, base, sample_results
from contactline.errors import RunError
from contactline.scenario import IF_CEASEFIRE
from contactline.show.charts import CHARTS, Subject, draw_all, save
from contactline.show.charts.style import OUTCOME_FILLS
from contactline.study.comparison import compare
from contactline.world.outcomes import OUTCOMES
from words_that_need_numbers import forbidden_words

LONG = "A scenario whose title costs $5 and goes on, written without a thought for charts, " * 2
ELECTION = SimpleNamespace(id="election", day=100, title="An election")
NEVER = (0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.75)


def if_ceasefire(run):
    """The same made-up results, called those of the other view."""
    return replace(run, scenario=replace(run.scenario, view=IF_CEASEFIRE))


def subjects():
    other = sample_results(worlds=60, shares=(0.2, 0.15, 0.05, 0.05, 0.25, 0.1, 0.2))
    never = sample_results(worlds=60, shares=NEVER)
    long = sample_results("long", LONG, worlds=60)
    one_world = sample_results(worlds=1, shares=(0, 0, 0, 0, 1, 0, 0))
    return {
        "one": Subject(runs=(other,), chronicle=CHRONICLE, chronicle_world=7),
        "two": Subject(runs=(base(), other), comparison=compare(base(), other)),
        "three": Subject(runs=tuple(if_ceasefire(one) for one in (base(), other, long))),
        "never": Subject(runs=(never,), comparison=compare(base(), never), chronicle=[]),
        "one side never": Subject(runs=(base(), never)),
        "one world": Subject(
            runs=(one_world,), comparison=compare(one_world, one_world), chronicle=CHRONICLE[:2]
        ),
    }


SUBJECTS = subjects()
DRAWABLE = [
    (chart, name)
    for chart in CHARTS
    for name, subject in SUBJECTS.items()
    if not (chart == "paired" and subject.comparison is None)
    and not (chart == "flips" and subject.comparison is None)
    and not (chart == "timeline" and subject.chronicle is None)
]


@cache
def laid_out(chart, name):
    """A chart of one of the subjects, and each text in it; the tests look at it and leave it."""
    picture = CHARTS[chart].draw(SUBJECTS[name])
    return picture, texts_of(picture.figure)


def texts_of(figure):
    """Return each text that is really drawn, with its box in pixels."""
    drawn = []
    draw = Text.draw
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", lambda text, *rest: (drawn.append(text), draw(text, *rest)))
        figure.draw_without_rendering()
    boxes = [
        (text.get_text(), Text.get_window_extent(text)) for text in drawn if text.get_visible()
    ]
    return [(text, box) for text, box in boxes if text.strip()]


@pytest.mark.parametrize(("chart", "name"), DRAWABLE)
def test_each_chart_keeps_what_all_promise(chart, name):
    subject = SUBJECTS[name]
    picture, texts = laid_out(chart, name)
    assert picture.alt.startswith(picture.title)
    assert re.search(r"\d|No ceasefire|No world|nothing", picture.title)
    assert picture.title.endswith(".")
    assert "?" not in picture.title
    assert forbidden_words(picture.title) == ()
    assert " where " in picture.alt
    assert re.search(r"\d", picture.alt)
    assert picture.alt.endswith(".")
    assert "n = " in picture.caption
    assert "seed 1" in picture.caption
    assert "interval" in picture.caption
    assert "of the model under" in picture.caption
    assert subject.focus.scenario.name in picture.caption
    assert forbidden_words(f"{picture.alt} {picture.caption}") == ()
    assert len(texts) >= 3
    assert any(CHARTS[chart].question in " ".join(text.split()) for text, _ in texts)
    assert any(subject.view.capitalize() in " ".join(text.split()) for text, _ in texts)
    canvas = picture.figure.bbox
    outside = [
        text
        for text, at in texts
        if at.x0 < -1 or at.y0 < -1 or at.x1 > canvas.width + 1 or at.y1 > canvas.height + 1
    ]
    assert outside == []
    assert overlapping(texts) == []


@pytest.mark.parametrize(("chart", "name"), DRAWABLE)
def test_each_chart_can_be_read_from_the_last_row(chart, name):
    """No text is smaller than a fortieth of the picture's height, of a slide of 16 to 9."""
    figure = laid_out(chart, name)[0].figure
    wide_in, high_in = figure.get_size_inches()
    sizes = [text.get_fontsize() for text in figure.findobj(Text) if text.get_text().strip()]
    assert min(sizes) / 72 >= high_in / 40
    assert wide_in / high_in >= 16 / 9 - 0.01


@pytest.mark.parametrize(("chart", "name"), DRAWABLE)
def test_no_number_of_an_axis_is_rounded_apart_from_its_tick(chart, name):
    figure = laid_out(chart, name)[0].figure
    for axis in (axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)):
        for place, text in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False):
            said = text.get_text().partition("\n")[0].replace(",", "").replace("−", "-")
            number = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(?: %)?", said)
            if number and chart != "survival":
                assert float(number[1]) == pytest.approx(place, abs=1e-9), said


def test_a_heat_map_of_several_marks_the_events_of_its_own_scenario():
    runs = [
        replace(run, scenario=replace(run.scenario, events=events))
        for run, events in zip(SUBJECTS["three"].runs, [(), (ELECTION,), ()], strict=True)
    ]
    figure = CHARTS["line_weeks"].draw(Subject(runs=tuple(runs))).figure
    marked = [
        [line for line in ax.lines if list(line.get_xdata()) == [ELECTION.day / 7] * 2]
        for ax in figure.axes
    ]
    assert [len(lines) for lines in marked].count(1) == 1
    assert len(marked[0]) == 1, "the strip above the first map, which is of the second scenario"


def overlapping(texts):
    """Return the pairs of texts whose boxes share more than a hair, in both directions."""
    return [
        (text, other)
        for (text, a), (other, b) in combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 3 and min(a.y1, b.y1) - max(a.y0, b.y0) > 5
    ]


def test_thirteen_scenarios_fit_in_outcome_bars_and_in_no_chart_of_three():
    many = Subject(
        runs=tuple(
            sample_results(
                f"s{number}", LONG, worlds=40, shares=(0.02, 0.01, 0.01, 0.02, 0.02, 0.02, 0.9)
            )
            for number in range(13)
        )
    )
    picture = CHARTS["outcome_bars"].draw(many)
    assert overlapping(texts_of(picture.figure)) == []
    for name in (
        "survival",
        "troops",
        "line_map",
        "line_weeks",
        "phases",
        "paired",
        "flips",
        "timeline",
    ):
        assert CHARTS[name].draw(many) is None


def test_a_chart_that_does_not_apply_is_left_out(tmp_path):
    drawn = draw_all([SUBJECTS["two"]], tmp_path, ["timeline", "outcome_bars"])
    assert [one.name for one in drawn] == ["outcome_bars"]


def test_the_view_is_in_the_names_of_files(tmp_path):
    drawn = draw_all([SUBJECTS["one"], SUBJECTS["three"]], tmp_path, ["phases"])
    assert [one.png.name for one in drawn] == ["phases.png", "phases_if_ceasefire.png"]
    assert all(one.svg.exists() for one in drawn)


def saved(folder):
    picture = CHARTS["outcome_bars"].draw(SUBJECTS["two"])
    return save(picture, folder, "bars")


@pytest.fixture(scope="module")
def bars(tmp_path_factory):
    """The files of one chart, which the tests read."""
    return saved(tmp_path_factory.mktemp("bars"))


def test_svg_is_announced_and_needs_nothing_outside(bars):
    text = bars.svg.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "bars-title bars-desc"
    assert root[0].attrib["id"] == "bars-title"
    assert root[1].attrib["id"] == "bars-desc"
    assert "Stacked bar chart" in root[1].text
    assert root[1].text.startswith(root[0].text)
    addresses = set(re.findall(r'"(https?:[^"]*)"', text))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert text.count("<metadata") == 1
    assert "@import" not in text


def test_ids_of_an_svg_are_its_own_and_all_references_resolve(bars):
    text = bars.svg.read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert all(one.startswith("bars-") for one in ids)
    assert set(re.findall(r'(?:href="#|url\(#)([^")]*)', text)) <= set(ids)


def test_the_same_picture_is_the_same_bytes_without_a_date(bars, tmp_path):
    first, second = bars, saved(tmp_path)
    assert first.svg.read_bytes() == second.svg.read_bytes()
    assert first.png.read_bytes() == second.png.read_bytes()
    assert b"date" not in first.svg.read_bytes().lower()


def test_a_png_is_1600_pixels_wide(bars):
    assert matplotlib.image.imread(bars.png).shape[1] == 1600


def test_a_name_that_no_file_should_have_is_refused(tmp_path):
    picture = CHARTS["phases"].draw(SUBJECTS["one"])
    with pytest.raises(RunError, match=r"Got '\.\./x'\. Use a name such as 'survival'"):
        save(picture, tmp_path, "../x")


def test_every_outcome_has_a_look_of_its_own():
    where = "OUTCOME_FILLS of show/charts/style.py has the outcomes in the order of OUTCOMES"
    assert list(OUTCOME_FILLS) == list(OUTCOMES), where
    assert len({(fill.colour, fill.hatch) for fill in OUTCOME_FILLS.values()}) == len(OUTCOMES)
