"""A table in the terminal: it fits, nothing is cut, no number is broken, wide letters are wide."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from contactline.cli.columns import print_sheet
from contactline.show.sheets.sheet import Sheet

SHARES = Sheet(
    "How each world ends",
    ("Outcome", "base", "uk-france-monitors"),
    (
        (
            "Ceasefire holds, with foreign troops",
            "92 of 500, 18 % (14–23)",
            "1 of 9, 11 % (0.3–50)",
        ),
        ("No talks", "408 of 500, 82 % (77–86)", "8 of 9, 89 % (50–99.7)"),
    ),
)


@pytest.fixture
def printed(capsys, monkeypatch):
    """What is printed of a table in a terminal of so many columns."""

    def lines(sheet, columns, *rest, **more):
        monkeypatch.setenv("COLUMNS", str(columns))
        capsys.readouterr()
        print_sheet(sheet, *rest, **more)
        return capsys.readouterr().out.splitlines()

    return lines


def test_a_table_with_room_stands_in_columns(printed):
    assert printed(SHARES, 100) == [
        "  Outcome                               base                      uk-france-monitors",
        "  ------------------------------------  ------------------------  ----------------------",
        "  Ceasefire holds, with foreign troops  92 of 500, 18 % (14–23)   1 of 9, 11 % (0.3–50)",
        "  No talks                              408 of 500, 82 % (77–86)  8 of 9, 89 % (50–99.7)",
        "",
        "How each world ends.",
        "",
    ]


def test_the_label_is_folded_before_a_number(printed):
    assert printed(SHARES, 80)[2:5] == [
        "  Ceasefire holds, with         92 of 500, 18 % (14–23)   1 of 9, 11 % (0.3–50)",
        "  foreign troops",
        "  No talks                      408 of 500, 82 % (77–86)  8 of 9, 89 % (50–99.7)",
    ]


def test_numbers_are_folded_between_numbers_only_and_nothing_is_cut(printed):
    narrow = printed(SHARES, 60)
    assert max(map(len, narrow)) <= 60
    for part in ("92 of 500,", "18 %", "(14–23)", "8 of 9,", "89 %", "(50–99.7)"):
        assert any(part in line for line in narrow)
    wide = Sheet("", ("What", *"abcdef"), (("x", *["1,234,567 soldiers"] * 6),))
    assert printed(wide, 60)[2].count("1,234,567 soldiers") == 6


def test_lone_numbers_stand_to_the_right(printed):
    sheet = Sheet("", ("Dial", "Change", "Share", "Words"), (
        ("a", "+1.5", "5 %", "none"), ("b", "(−10.25)", "15 %", "12 weeks"), ("c", "–", "–", "–"),
    ))  # fmt: skip
    assert printed(sheet, 80)[2:5] == [
        "  a         +1.5    5 %  none",
        "  b     (−10.25)   15 %  12 weeks",
        "  c            –      –  –",
    ]


def test_rows_stand_under_their_headings_and_the_foot_is_set_off(printed):
    sheet = Sheet("", ("actor", "end"), (("A", "1"), ("B", "2"), ("outcome", "3")))
    assert printed(sheet, 80, ("one", "one", "two"))[2:] == [
        "", "one:", "  A          1", "  B          2", "", "two:", "  outcome    3", "",
    ]  # fmt: skip
    assert printed(sheet, 80, foot=True)[3:6] == [
        "  B          2", "  -------  ---", "  outcome    3",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Kyïv", "日本", "é", "[bold]", ":smile:", "https://example.org"])
def test_every_letter_is_as_wide_as_it_is_and_nothing_is_markup(printed, monkeypatch, name):
    monkeypatch.setenv("FORCE_COLOR", "1")
    lines = printed(Sheet("", ("actor", "end"), ((name, "7"), ("somebody", "8"))), 80)
    assert lines[2].startswith(f"  {name} ")
    assert cell_len(lines[2]) == cell_len(lines[3])
    assert "\x1b" not in "".join(lines)


WORDS = st.lists(st.sampled_from("a 12,000 troops 5–9 % collapsed".split()), max_size=9).map(
    " ".join
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), st.integers(60, 120))
def test_no_word_is_lost_and_a_line_is_no_wider_than_the_terminal(printed, rows, columns):
    sheet = Sheet("", ("What", "One", "Other"), tuple(rows))
    lines = printed(sheet, columns)
    words = " ".join([*sheet.head, *(cell for row in rows for cell in row)]).split()
    assert sorted(" ".join(lines[:1] + lines[2:]).split()) == sorted(words)
    uncut = [max(map(len, column)) for column in zip(sheet.head, *rows, strict=True)]
    assert max(map(len, lines)) <= max(columns, sum(2 + width for width in uncut))
