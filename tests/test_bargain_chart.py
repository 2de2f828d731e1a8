"""The chart of a bargain: its numbers, its looks, and that no label covers another."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.text import Text

from bargain_sample import EMISSIONS, HAGGLING, ktab_text
from contactline.bargaining import MODELS, OFFERS, Model, Round
from contactline.bargaining.tables.reading import parse_table
from contactline.cli.files import write_picture
from contactline.show.charts.bargain.lines import LOOKS, MOST_COLOURED, labels_of, looks_of
from contactline.show.charts.bargain.panels import panels_of
from contactline.show.charts.bargain.path import NAME, picture, subtitle_of
from contactline.show.charts.subject import Picture
from words_that_need_numbers import forbidden_words

LONG = "The Organization of a Name That Is Too Long for Any Chart, and for Most Readers as Well "
YEARS = (4, 10)


def made(actors, issues, names="{}"):
    """A table of many actors, spread over the scale."""
    rows = [
        f'"{names.format(actor)}","issue {issue}",{1 + actor % 5},'
        f"{(37 * actor + 11 * issue) % 101},{(1 + (actor + issue) % 4) / 4}"
        for actor in range(actors)
        for issue in range(issues)
    ]
    return parse_table("\n".join(["actor,issue,capability,position,salience", *rows]), title=LONG)


def gathering(table, options, draws):
    """Yield four rounds in which all but every third actor go half way to the middle."""
    at = table.positions
    moves = (np.arange(len(at)) % 3 > 0)[:, None, None] & np.ones(at.shape, dtype=bool)
    whole = np.zeros(at.shape, dtype=np.int64)
    taken = np.where(moves, OFFERS.index("bargain"), whole)
    for _ in range(4):
        at = np.where(moves, (at + 50) / 2, at)
        yield Round(at, whole, whole, taken, at, at, at, np.ones(at.shape[-1], dtype=bool))


GATHERING = Model("gathering", "model of gathering", "these tests", rounds=gathering)
EMISSION = parse_table(EMISSIONS, title="emissions", scale=YEARS)
CASES = {
    "haggling": (EMISSION, HAGGLING),
    "formula": (EMISSION, MODELS["median"]),
    "scholz": (EMISSION, MODELS["challenge_scholz"]),
    "smp": (parse_table(ktab_text("dummy_3dim")), MODELS["smp"]),
    "two actors": (made(2, 1), HAGGLING),
    "twelve with long names": (made(12, 2, "No. {} of " + LONG), GATHERING),
    "sixty": (made(60, 3, "Actor {}"), GATHERING),
    "sixty and a formula": (made(60, 3, "Actor {}"), MODELS["compromise"]),
    "twenty issues": (made(13, 20, "{}"), GATHERING),
    "long names and a formula": (made(24, 2, "No. {} of " + LONG), MODELS["nash"]),
    "odd letters": (made(4, 1, "日本 😀 $x$ {}\n"), GATHERING),
}


def drawn(case):
    stances, model = CASES[case]
    return picture(stances, model, model.path(stances.table))


def texts_of(figure, monkeypatch):
    """Each text that is really drawn, with its box in pixels."""
    found = []
    draw = Text.draw
    monkeypatch.setattr(Text, "draw", lambda text, *rest: (found.append(text), draw(text, *rest)))
    figure.draw_without_rendering()
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in found]
    return [(text, box) for text, box in boxes if text.strip()]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_no_text_is_cut_or_covered(case, monkeypatch):
    figure = drawn(case).figure
    texts = texts_of(figure, monkeypatch)
    edge = figure.bbox
    outside = [
        text
        for text, at in texts
        if at.x0 < -1 or at.y0 < -1 or at.x1 > edge.width + 1 or at.y1 > edge.height + 1
    ]
    assert outside == []
    assert [
        (text, other)
        for (text, a), (other, b) in combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 3 and min(a.y1, b.y1) - max(a.y0, b.y0) > 5
    ] == []


@pytest.mark.parametrize("case", CASES)
def test_words_say_what_is_drawn(case):
    model = CASES[case][1]
    found = drawn(case)
    assert isinstance(found, Picture)
    assert f"({model.source})" in found.caption
    assert "no interval" in found.caption
    assert " where the outcome is " in found.alt
    assert found.alt.endswith(".")
    assert forbidden_words(f"{found.alt} {found.caption} {found.title}") == ()


def test_alt_text_by_hand():
    assert drawn("haggling").alt == (
        "Line charts of the positions of 10 actors in emissions under the model model of haggling, "
        "where the outcome is 7.53 on the issue; Netherlands moves farthest, from 4.00 to 5.50 on "
        "the issue."
    )


def test_panels_hold_positions_on_the_scale_and_the_outcome_of_each_round():
    (panel,) = panels_of(EMISSION, HAGGLING.path(EMISSION.table))
    assert panel.rounds == 2
    assert panel.lines[0].positions.tolist() == [4, 5.5, 5.5]
    assert panel.lines[0].way == 1.5
    assert panel.outcome[0] == pytest.approx(7.389955686853767, abs=1e-12)
    assert panel.outcome[2] == pytest.approx(panel.outcome[0] + 0.064 * 1.5 / 0.677, abs=1e-9)
    assert sum(line.weight for line in panel.lines) == pytest.approx(1)
    assert panel.text(7.389955686853767) == "7.39"


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("haggling", "2 rounds. Colour: who moves. Grey: the others. Black: the outcome."),
        ("sixty", "4 rounds. Colour: the 8 who move farthest. Grey: the others. Black: the"),
        ("formula", "Weighted median. Dots: the actors, larger with more weight. Black: the"),
    ],
)
def test_the_line_below_the_title_says_what_is_drawn_how(case, said):
    stances, model = CASES[case]
    assert said in subtitle_of(panels_of(stances, model.path(stances.table)), model)


def test_nothing_is_called_grey_that_is_not_there():
    two = parse_table("actor,capability,position,salience\nA,2,10,.9\nB,1,90,.4\n")
    both = subtitle_of(panels_of(two, MODELS["smp"].path(two.table)), MODELS["smp"])
    assert "Colour: who moves. Black: the outcome." in both
    alike = parse_table("actor,capability,position,salience\nA,2,10,.9\nB,1,10,.4\n")
    none = subtitle_of(panels_of(alike, MODELS["smp"].path(alike.table)), MODELS["smp"])
    assert "Colour" not in none
    assert "Grey: the actors. Black: the outcome." in none


def test_of_few_all_are_named_and_movers_alone_have_a_colour():
    panels = panels_of(EMISSION, HAGGLING.path(EMISSION.table))
    looks = looks_of(panels)
    assert looks == {"Netherlands": LOOKS[0]}
    text = " ".join(label.text for label in labels_of(panels[0], looks)).replace("\n", " ")
    assert "outcome 7.53 Netherlands" in text
    assert "Luxembourg, Germany, Denmark" in text


def test_of_many_only_those_that_move_farthest_are_named():
    stances, model = CASES["sixty"]
    panels = panels_of(stances, model.path(stances.table))
    looks = looks_of(panels)
    assert len(looks) == MOST_COLOURED == len(labels_of(panels[0], looks)) - 1
    ways = {
        name: max(panel.lines[at].way for panel in panels) for at, name in enumerate(stances.actors)
    }
    assert min(ways[name] for name in looks) >= max(
        way for name, way in ways.items() if name not in looks
    )


def test_an_actor_looks_the_same_on_every_issue():
    stances, model = CASES["smp"]
    panels = panels_of(stances, model.path(stances.table))
    looks = looks_of(panels)
    assert "SActor-02" not in looks
    assert len({(look.colour, look.dash) for look in LOOKS}) == len(LOOKS)
    for panel in panels:
        colours = {label.text: label.colour for label in labels_of(panel, looks)}
        assert all(colours[name] == look.colour for name, look in looks.items())


def test_a_chart_is_the_same_bytes_each_time_and_announces_itself(tmp_path):
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        write_picture(drawn("odd letters"), tmp_path / name, NAME)
    for kind in ("svg", "png"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()
    root = ElementTree.fromstring((tmp_path / "a.svg").read_text(encoding="utf-8"))
    assert root.attrib["role"] == "img"
    assert root[1].text.startswith("Line charts of the positions of 4 actors")
