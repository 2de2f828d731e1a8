"""The words and labels of the charts: they fit, stay in order and lose nothing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from contactline.language.phrases import counted, listing, long_date, per_cent, whole
from contactline.show.charts.figure import fitted, text_width_in, wrap
from contactline.show.charts.labels import dotted_note, mark_events, spread


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-50, 150), max_size=12), st.floats(0.5, 30))
def test_spread_labels_stay_inside_in_order_and_apart(wanted, size):
    places = spread(wanted, size, 0, 100)
    fit = min(1, 100 / max(size * len(wanted), 1e-9))
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    ranked = [places[at] for at in order]
    assert all(after - before >= size * fit - 1e-6 for before, after in pairwise(ranked))
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in places)


def test_labels_with_room_stay_where_they_are():
    assert spread([10, 50, 90], [5, 10, 5], 0, 100) == [10, 50, 90]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc WM\n", max_size=60), st.floats(0.3, 3))
def test_wrapped_lines_fit_and_lose_no_letter(text, width_in):
    lines = wrap(text, width_in, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width_in(line, 12) <= width_in for line in lines)


def test_fitted_text_ends_with_an_ellipsis_where_it_is_cut():
    lines = fitted("word " * 50, 2, 12, 2).split("\n")
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_numbers_in_words():
    assert [per_cent(x) for x in (0, 0.004, 0.314, 0.996, 1)] == [
        "0 %", "under 1 %", "31 %", "over 99 %", "100 %",
    ]  # fmt: skip
    assert counted(1, "world") == "1 world"
    assert counted(12000, "world") == "12,000 worlds"
    assert counted(2, "entry", "entries") == "2 entries"
    assert whole(1234.5) == "1,234"
    assert listing([]) == ""
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert long_date(date(2024, 12, 3)) == "3 December 2024"


def test_an_event_is_named_beside_its_line_or_in_the_note_where_it_has_no_room():
    figure = Figure(figsize=(8, 3))
    event = SimpleNamespace(day=35, title="The new United States administration takes office")
    scenario = SimpleNamespace(events=(event,), view="as it comes", horizon_days=140)
    run = SimpleNamespace(scenario=scenario)
    for width_in, named in ((3, False), (7.2, True)):
        ax = figure.add_axes((0.05, 0.2, 0.9, 0.7))
        ax.set_xlim(0, 20)
        mark_events(ax, run, width_in=width_in)
        assert [text.get_text() for text in ax.texts] == [event.title] * named
        assert all(text.get_window_extent().x1 <= figure.bbox.x1 for text in ax.texts)
        note = "" if named else f"; dotted line: {event.title} (day 35)"
        assert dotted_note([run], width_in) == note
