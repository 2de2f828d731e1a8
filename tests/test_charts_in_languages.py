"""Every chart says all that it says in the language asked for, with letters that it can draw."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from babel.dates import get_month_names
from matplotlib.text import Text

from charts_sample import CHRONICLE, base, sample_results
from contactline.language import languages, speaking
from contactline.scenario import load
from contactline.show.charts import CHARTS, Subject
from contactline.show.charts.lacking import lacking
from contactline.show.charts.saving import picture_bytes
from contactline.show.verifying import Verifier
from contactline.study.comparison import compare
from language_sample import MARKED, in_marks, unmarked
from test_charts import overlapping, texts_of

OTHER = ("base", (0.2, 0.15, 0.05, 0.05, 0.25, 0.1, 0.2))
CODES = {"contactline", "run", "base", "worlds", "seed", "other", "log", "scenario", "third"}
"""Words that are no language: names of scenarios, of the program, and of its options."""


HASH = re.compile(r"\b[0-9a-f]{8}\b|\w+…$")
MONTHS = {
    re.sub(r"\W", "", one)
    for names in (get_month_names(width, locale=MARKED) for width in ("wide", "abbreviated"))
    for one in names.values()
}


def subjects():
    """One, two and three runs with the titles and events of real scenarios."""
    other = sample_results("other", "Neutral observers only", worlds=60, shares=OTHER[1])
    third = sample_results("third", "Monitors on the line: UK and France", worlds=60)
    runs = [with_event(one) for one in (base(), other, third)]
    first, second, _ = runs
    told = {"chronicle": CHRONICLE, "chronicle_world": 7, "command": "contactline run base"}
    return {
        "one": Subject(runs=(first,), **told),
        "two": Subject(runs=(first, second), comparison=compare(first, second), **told),
        "three": Subject(runs=tuple(runs), command="contactline run base"),
        "four": Subject(runs=(*runs, first)),
    }


def with_event(run):
    """The run with the dated events of the base, and the base with its title."""
    real, made_up = load("base"), run.scenario
    title = real.title if made_up.name == "base" else made_up.title
    return replace(run, scenario=replace(made_up, title=title, events=tuple(real.events)))


SUBJECTS = subjects()
EVERY = [(chart, name) for name in SUBJECTS for chart in CHARTS]


def said(picture):
    """All texts of a picture, each as it is read: a text that was cut is marked to its end."""
    texts = [text.get_text() for text in picture.figure.findobj(Text)]
    every = [*texts, picture.title, picture.alt, picture.caption]
    return [closed(HASH.sub("", re.sub(r"\s+", " ", text))) for text in every if text.strip()]


def closed(text):
    """A text with all its marks, also where its end was cut or stands in another line."""
    depth = lowest = 0
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        lowest = min(lowest, depth)
    return "⟦" * -lowest + text + "⟧" * (depth - lowest)


@pytest.mark.parametrize(("chart", "name"), EVERY)
def test_no_text_of_a_chart_is_said_in_english_alone(chart, name):
    told = " ".join(entry.text for entry in CHRONICLE)
    known = CODES | MONTHS | set(re.findall(r"\w+", told))
    with in_marks():
        picture = CHARTS[chart].draw(SUBJECTS[name])
        if picture is None:
            return
        for text in said(picture):
            assert set(unmarked(text)) <= known, text
        for sheet in CHARTS[chart].sheets(SUBJECTS[name]) if CHARTS[chart].sheets else ():
            for text in (sheet.caption, *sheet.head, *(cell for row in sheet.rows for cell in row)):
                assert set(unmarked(text)) <= known, text


@pytest.mark.parametrize("language", languages()[1:])
@pytest.mark.parametrize(("chart", "name"), EVERY)
def test_every_chart_is_drawn_in_every_language(chart, name, language):
    with speaking(language):
        picture = CHARTS[chart].draw(SUBJECTS[name])
        if picture is None:
            return
        texts = texts_of(picture.figure)
        written = [text for text, _ in texts]
        assert lacking(written) == []
        assert "…" not in picture.title
        assert picture.title.replace(" ", "") in "".join(written).replace("\n", "").replace(" ", "")
        canvas = picture.figure.bbox
        outside = [
            text
            for text, at in texts
            if at.x0 < -1 or at.y0 < -1 or at.x1 > canvas.width + 1 or at.y1 > canvas.height + 1
        ]
        assert outside == []
        assert overlapping(texts) == []


def test_a_figure_in_another_language_is_verified_in_it(tmp_path):
    english = CHARTS["outcome_bars"].draw(SUBJECTS["two"]).stamp
    assert '"language"' not in english.text
    with speaking("uk"):
        picture = CHARTS["outcome_bars"].draw(SUBJECTS["two"])
        path = tmp_path / "bars.png"
        path.write_bytes(picture_bytes(picture, "png", "bars"))
    assert picture.stamp.language == "uk"
    assert picture.stamp.data == english.data
    verifier = Verifier()
    verifier._subject = lambda path, stamp: SUBJECTS["two"]
    found = verifier.verify(path, picture.stamp)
    assert (found.same, found.redrawn) == (True, True)
