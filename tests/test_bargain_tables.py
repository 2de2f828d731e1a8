"""Tables of stances from files: both forms are read as they are, and every fault has its place."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bargain_sample import ktab_rows, ktab_text
from contactline.bargaining.tables.assembling import Gap, gaps
from contactline.bargaining.tables.formulas import inert
from contactline.bargaining.tables.headings import listed
from contactline.bargaining.tables.reading import parse_table, read_table
from contactline.bargaining.tables.separated import MOST_CELLS, MOST_ROWS
from contactline.bargaining.tables.stances import LONE_ISSUE, on_scale, to_hundred
from contactline.errors import BargainError, TableError

HEAD = "actor,capability,position,salience\n"
ISSUES = "actor,issue,capability,position,salience\n"
GOOD = "A,1,2,.5\nB,1,2,.5\n"
KTAB = """\
Name ,"A, description",3,2,
Actor,Description,Power,Policy Position,Policy Salience,Pstn2,Sal2,
A-0, Random, 102.543, 75.79, 49.53,  6.37,  5.91
A-1, Random,  53.393, 82.72, 30.33, 73.50, 21.22,
A-2,, 53.393, 82.72, 30.33, 73.50, 21.22,  ,
"""
SCALE_ADVICE = "If the table has another scale, name its ends with --scale LOW HIGH"
PERCENT = "Is it in per cent? Divide by 100"
HEADING = "actor, capability, position, salience"
CELLS = "the row must have 4 cells as the heading has"
QUOTES = "Close it, and write a quote inside a cell twice"
KTAB_HEADING = "Actor, Description, Power, then a position and a salience for each issue"


def faults_of(text, **more):
    """The faults of a text that must be refused, one a line, without the name of the file."""
    with pytest.raises(TableError) as caught:
        parse_table(text, "t", **more)
    return [line.removeprefix("t:") for line in str(caught.value).split("\n")]


def test_a_plain_table_is_read_bit_for_bit():
    stances = parse_table(f"{HEAD}A,0.16,0.30000000000000004,.5\nB,2e-1,100,1\n", title="my table")
    assert (stances.title, stances.actors) == ("my table", ("A", "B"))
    assert (stances.issues, stances.scale) == ((LONE_ISSUE,), (0, 100))
    assert stances.table.positions.tolist() == [[[0.30000000000000004]], [[100]]]
    assert stances.table.saliences.tolist() == [[[0.5]], [[1]]]
    assert stances.table.capabilities.tolist() == [[0.16], [0.2]]
    assert stances.table.walkaway.tolist() == [[0], [0]]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_columns_come_in_any_order_case_and_separator(mark, end):
    rows = [
        "\ufeff SALIENCE , Position,Issue,actor ,CAPABILITY",
        ".5, 10 ,y,A,1,,",
        "",
        ",,,,",
        ".6,20,x,A,1",
        ".7,30,y,B,2",
        ".8,40,x,B,2",
    ]
    stances = parse_table(end.join(rows).replace(",", mark))
    assert (stances.actors, stances.issues) == (("A", "B"), ("y", "x"))
    assert stances.table.positions[..., 0].tolist() == [[10, 20], [30, 40]]
    assert stances.table.saliences[..., 0].tolist() == [[0.5, 0.6], [0.7, 0.8]]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Bob ""Big"" O\'Neil, MP"', 'Bob "Big" O\'Neil, MP'),
        (' "  Côte d’Ivoire " ', "Côte d’Ivoire"),
        ("Россия", "Россия"),
        ("😀 {partner} %s \\n", "😀 {partner} %s \\n"),
        ('"two\nlines"', "two\nlines"),
        ('Jo "the" X', 'Jo "the" X'),
    ],
)
def test_a_name_may_hold_any_characters(written, name):
    assert parse_table(f"{HEAD}{written},1,2,.5\nB,1,2,.5\n").actors == (name, "B")


def test_lines_are_counted_inside_quotes_too():
    fault = "4:3: capability of B: must be a number from 0 up, got the text 'x'"
    assert faults_of(f'{HEAD}"two\nlines",1,2,.5\nB,x,2,.5\n') == [fault]
    fault = "2:8: position of 'ä ö': must be a number from 0 to 100, got the text 'x'"
    assert faults_of(f'{HEAD}"ä ö",1,x,.5\n{GOOD}') == [fault.replace("2:8", "2:9")]


@pytest.mark.parametrize("final_comma", [True, False])
def test_the_form_of_ktab_is_read(final_comma):
    stances = parse_table(ktab_text("dummy_3dim", final_comma=final_comma), title="other")
    rows = ktab_rows("smp_inputs", case="dummy_3dim")
    assert (stances.title, stances.issues) == ("dummy_3dim", ("Pstn1", "Pstn2", "Pstn3"))
    assert stances.actors == tuple(f"SActor-0{at}" for at in range(7))
    positions, saliences, capabilities = (
        [float(row[column]) for row in rows]
        for column in ("position_0_100", "salience_pct", "capability")
    )
    assert stances.table.positions.ravel().tolist() == positions
    assert stances.table.saliences.ravel().tolist() == [one / 100 for one in saliences]
    assert stances.table.capabilities.ravel().tolist() == capabilities[::3]


def test_the_words_of_a_ktab_heading_vary():
    text = KTAB.replace("3,2,", "3,2,0,,,,").replace("Power", "Influence")
    stances = parse_table(text.replace("Pstn2", "Tax_rate Pstn"))
    assert (stances.title, stances.actors) == ("Name", ("A-0", "A-1", "A-2"))
    assert stances.issues == ("Policy", "Tax_rate")
    assert stances.table.positions[0, :, 0].tolist() == [75.79, 6.37]
    assert stances.table.saliences[0, :, 0].tolist() == [0.4953, 0.0591]
    assert parse_table(text.replace("Pstn2", "Position")).issues == ("Policy", "Position")
    assert parse_table(text.replace("Pstn2", "tax_position")).issues == ("Policy", "tax")


def test_another_scale_is_drawn_on_the_models_own():
    stances = parse_table(f"{HEAD}A,1,4,.5\nB,1,7,.5\nC,1,10,1\n", scale=(4, 10))
    assert stances.scale == (4, 10)
    assert stances.table.positions.tolist() == [[[0]], [[50]], [[100]]]
    assert on_scale(50.0, (4, 10)) == 7
    text = f"{HEAD}A,1,3.9,.5\nB,1,10,.5\n"
    fault = "2:5: position of A: must be from 4 to 10, got 3.9"
    assert faults_of(text, scale=(4, 10)) == [fault]


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(0, 1))
def test_a_position_comes_back_from_the_models_scale(low, length, share):
    scale = (low, low + length)
    position = min(low + share * length, scale[1])
    there = to_hundred(position, scale)
    assert 0 <= there <= 100
    assert on_scale(there, scale) == pytest.approx(position, abs=1e-9 * (abs(low) + length))


@pytest.mark.parametrize("scale", [(10, 4), (1, 1), (0, float("nan")), (-1e308, 1.7e308)])
def test_a_scale_that_is_none_is_refused(scale):
    with pytest.raises(BargainError, match="A scale must be two finite numbers, the lower first"):
        parse_table(HEAD + GOOD, scale=scale)


PLAIN_FAULTS = {
    "empty": ("", f"1:1: must be a table with the columns {HEADING}, got an empty file"),
    "blank": ("\n ,\n", f"1:1: must be a table with the columns {HEADING}, got an empty file"),
    "only a heading": (HEAD, "1:1: must have a row for each actor, got none. Add them"),
    "no heading": (
        GOOD,
        f"1:1: must begin with a heading of {HEADING} and, for several issues, issue, "
        "got 'A, 1, 2, .5'",
    ),
    "wrong column": (
        "actor,capability,position,count\nA,1,2,3\nB,1,2,4",
        "1:1: the heading lacks salience. Add it, or name the column with "
        "--columns salience=HEADING (there: count), or give --columns salience=1 if it is the "
        "same for all",
    ),
    "columns missing": (
        "actor,salience\nA,1\nB,1",
        "1:1: the heading lacks capability, position. Add them",
    ),
    "column twice": (
        "actor,capability,position,salience,Actor\nA,1,2,.5,A\nB,1,2,.5,B",
        "1:36: actor: stands twice, first in column 1. Remove one",
    ),
    "cells missing": (HEAD + GOOD + "C,1,2\n", f"4:1: {CELLS}, got 3. Add what is missing"),
    "cells too many": (
        HEAD + GOOD + "C, D,1,2,.5\n",
        f"4:10: {CELLS}, got 5. Put quotes around a cell with a separator in it",
    ),
    "quote open": (
        HEAD + '"A,1,2,.5\n',
        f"2:1: a quote opens here and none closes the cell. {QUOTES}",
    ),
    "quote closed too soon": (
        HEAD + 'A,1,2,.5\n  "B"x,1,2,.5\n',
        f"3:3: a quote opens here and none closes the cell. {QUOTES}",
    ),
    "text": (
        HEAD + GOOD + "C,1,high,.5\n",
        "4:5: position of C: must be a number from 0 to 100, got the text 'high'",
    ),
    "decimal comma": (
        (HEAD + GOOD + "C,1,2,.5\n").replace(",", ";").replace("C;1;2;.5", "C;1;2;0,5"),
        "4:7: salience of C: must be a number from 0 to 1, got the text '0,5'. "
        "Write a point before the decimals",
    ),
    "per cent sign": (
        HEAD + GOOD + "C,1,2%,.5\n",
        "4:5: position of C: must be a number from 0 to 100, got the text '2%'. "
        "Write the number alone",
    ),
    "underscores": (
        HEAD + GOOD + "C,1_0,2,.5\n",
        "4:3: capability of C: must be a number from 0 up, got the text '1_0'",
    ),
    "other digits": (
        HEAD + GOOD + "C,१,2,.5\n",
        "4:3: capability of C: must be a number from 0 up, got the text '१'",
    ),
    "NaN": (
        HEAD + GOOD + "C,1,NaN,.5\n",
        "4:5: position of C: must be a finite number, got the text 'NaN'",
    ),
    "infinity": (
        HEAD + GOOD + "C,-inf,2,.5\n",
        "4:3: capability of C: must be a finite number, got the text '-inf'",
    ),
    "1e999": (
        HEAD + GOOD + "C,1e999,2,.5\n",
        "4:3: capability of C: must be a finite number, got an infinite or far too large number",
    ),
    "far too large": (
        HEAD + GOOD + "C,1e31,2,.5\n",
        "4:3: capability of C: must be at most 1e+30, got 1e+31",
    ),
    "negative capability": (
        HEAD + GOOD + "C, -1 ,2,.5\n",
        "4:4: capability of C: must be from 0 up, got -1",
    ),
    "negative salience": (
        HEAD + GOOD + "C,1,2,-.5\n",
        "4:7: salience of C: must be from 0 to 1, got -0.5",
    ),
    "salience over 1": (
        HEAD + GOOD + "C,1,2,1.5\n",
        f"4:7: salience of C: must be from 0 to 1, got 1.5. {PERCENT}",
    ),
    "all off the scale": (
        HEAD + "A,1,2004,1\nB,1,2010,1\nC,1,2020,1\n",
        f"2:5: position must be from 0 to 100, got 2004 and 2 more off the scale. {SCALE_ADVICE}",
    ),
    "off the scale": (
        HEAD + GOOD + "C,1,2024,.5\n",
        f"4:5: position of C: must be from 0 to 100, got 2024. {SCALE_ADVICE}",
    ),
    "below the scale": (
        HEAD + GOOD + "C,1,-1,.5\n",
        f"4:5: position of C: must be from 0 to 100, got -1. {SCALE_ADVICE}",
    ),
    "nothing for a number": (
        HEAD + GOOD + "C,1,2,\n",
        "4:7: salience of C: must be a number from 0 to 1, got nothing",
    ),
    "no name": (HEAD + GOOD + ",1,2,.5\n", "4:1: must be the name of an actor, got nothing"),
    "no issue": (
        ISSUES + "A,x,1,2,.5\nB,,1,2,.5\n",
        "3:3: must be the name of an issue, got nothing",
    ),
    "name too long": (
        HEAD + GOOD + "C" * 201 + ",1,2,.5\n",
        "4:1: the name of an actor must be at most 200 characters long, got 201",
    ),
    "one actor": (
        HEAD + "A,1,2,.5\n",
        "2:1: a bargain needs two actors or more, got only A. Add the others",
    ),
    "actor twice": (
        HEAD + GOOD + "A,1,3,.5\n",
        "4:1: A: stands twice, first in line 2. Remove one row, or correct the name",
    ),
    "actor twice on an issue": (
        ISSUES + "A,x,1,2,.5\nB,x,1,2,.5\nB,x,1,2,.5\n",
        "4:1: B on x: stands twice, first in line 3. Remove one row, or correct the name",
    ),
    "only one actor, twice": (
        HEAD + "A,1,2,.5\nA,1,3,.5\n",
        "3:1: A: stands twice, first in line 2. Remove one row, or correct the name",
    ),
    "actor twice on all issues": (
        ISSUES + "".join(f"{actor},{issue},1,2,.5\n" for actor in "ABA" for issue in "xyz"),
        "8:1: A on x and elsewhere: stands twice, first in line 2. "
        "Remove one row, or correct the name",
    ),
    "actor by the name of another": (
        ISSUES + "A,x,1,2,.5\nA,y,1,2,.5\nA,x,1,3,.5\nB,y,1,2,.5\n",
        "4:1: A on x: stands twice, first in line 2. Remove one row, or correct the name",
    ),
    "issue by the name of another": (
        ISSUES + "A,x,1,2,.5\nA,y,1,2,.5\nB,x,1,2,.5\nB,x,1,3,.5\n",
        "5:1: B on x: stands twice, first in line 4. Remove one row, or correct the name",
    ),
    "no column of issues": (
        HEAD + "A,1,2,.5\nA,1,3,.5\nB,1,2,.5\nB,1,3,.5\n",
        "3:1: every actor stands more than once, such as A. "
        "For several issues add the column issue",
    ),
    "issue misspelt": (
        ISSUES + "A,emissions,1,2,.5\nB,emisions,1,2,.5\nC,emissions,1,2,.5\n",
        "3:3: emisions: lacks a row of A, C. Did you mean 'emissions'?",
    ),
    "actor misspelt": (
        ISSUES + "France,x,1,2,.5\nFrnace,y,1,2,.5\nB,x,1,2,.5\nB,y,1,2,.5\n",
        "3:1: Frnace: lacks a row on x. Did you mean 'France'?",
    ),
    "capabilities differ": (
        ISSUES + "A,x,1,2,.5\nA,y,2,2,.5\nA,z,2,2,.5\n" + "B,x,1,2,1\nB,y,1,2,1\nB,z,1,2,1\n",
        "3:5: capability of A: must be the same in each of its rows, got 2, and 1 in line 2",
    ),
    "capability wrong in all rows": (
        ISSUES + "A,x,-1,2,.5\nA,y,-1,2,.5\nB,x,1,2,1\nB,y,1,2,1\n",
        "2:5: capability of A: must be from 0 up, got -1",
    ),
    "nobody cares": (
        HEAD + "A,1,2,0\nB,1,2,0.0\n",
        "2:7: salience must be above 0 for at least one actor, got 0 for all. "
        "Leave out an issue nobody cares about",
    ),
    "nobody cares about one issue": (
        ISSUES + "A,x,1,2,1\nA,y,1,2,0\nB,x,1,2,1\nB,y,1,2,0\n",
        "3:9: salience on y must be above 0 for at least one actor, got 0 for all. "
        "Leave out an issue nobody cares about",
    ),
    "nobody cares about any issue": (
        ISSUES + "A,x,1,2,0\nA,y,1,2,0\nB,x,1,2,0\nB,y,1,2,0\n",
        "2:9: salience must be above 0 for at least one actor on each issue, "
        "got 0 for all on all issues",
    ),
    "nobody is able": (
        HEAD + "A,0,2,1\nB,0,2,1\n",
        "2:3: capability must be above 0 for at least one actor, got 0 for all",
    ),
    "nobody able cares": (
        HEAD + "A,0,2,1\nB,1,2,0\n",
        "2:7: salience must be above 0 for at least one actor with capability above 0, "
        "got 0 for all who have capability",
    ),
    "weights too small to add up": (
        HEAD + "A,1e-300,2,1e-300\nB,1e-300,2,1e-300\n",
        "1:1: On every issue somebody must have both capability and salience above 0. "
        "Leave out issues nobody cares about.",
    ),
    "too many actors": (
        HEAD + "".join(f"a{at},1,2,.5\n" for at in range(501)),
        "2:1: must have at most 500 actors, got 501",
    ),
    "too many issues": (
        ISSUES + "".join(f"a,i{at},1,2,.5\nb,i{at},1,2,.5\n" for at in range(51)),
        "2:1: must have at most 50 issues, got 51. "
        "Keep the issues that are bargained over together",
    ),
    "too many stances": (
        ISSUES
        + "".join(f"a{at},i{on},1,2,.5\n" for at in range(126) for on in range(39))
        + "a1,i40,1,2,.5\n",
        "2:1: must have at most 5000 stances, actors times issues, got 5040. "
        "Keep the issues that are bargained over together",
    ),
    "too many rows": (
        HEAD + "a,1,2,.5\n" * (MOST_ROWS + 1),
        f"{MOST_ROWS + 1}:1: a table must have at most 5000 rows, got more",
    ),
    "too many cells": (
        HEAD + "," * 1_000_000,
        f"2:{MOST_CELLS + 1}: a row must have at most {MOST_CELLS} cells, got more",
    ),
}
KTAB_FAULTS = {
    "no actors": (
        "\n".join(KTAB.split("\n")[:2]),
        "1:1: must have a row for each actor, got none. Add them",
    ),
    "count of actors": (
        KTAB.replace("3,2,", "4,2,"),
        "1:24: must be the number of actors below, 3, got 4. Correct it",
    ),
    "count of issues": (
        KTAB.replace("3,2,", "3,1,"),
        "1:26: must be the number of issues below, 2, got 1. Correct it",
    ),
    "no count of issues": (
        KTAB.replace("3,2,", "3"),
        "1:24: must be the number of issues below, 2, got nothing. Correct it",
    ),
    "count in words": (
        KTAB.replace("3,2,", "three,2,"),
        "1:24: must be the number of actors below, 3, got the text 'three'. Correct it",
    ),
    "heading of odd length": (
        KTAB.replace(",Sal2", ""),
        f"2:1: must be a heading of {KTAB_HEADING}, got 6 columns",
    ),
    "no salience": (
        KTAB.replace("Sal2", "Pstn3"),
        "2:63: must be the salience that goes with Pstn2, got the text 'Pstn3'",
    ),
    "two issues of one name": (
        KTAB.replace("Pstn2", "Policy"),
        "2:57: Policy: is the name of two issues, first in column 25. Rename one",
    ),
    "too many issues": (
        f"N,D,2,51\nActor,Description,Power{''.join(f',P{at},S{at}al' for at in range(51))}\na\nb",
        "2:1: must have at most 50 issues, got 51",
    ),
    "actor twice": (
        KTAB.replace("A-1", "A-0"),
        "4:1: A-0: stands twice, first in line 3. Give each actor one row",
    ),
    "cells missing": (
        KTAB.replace(",  6.37,  5.91", ""),
        "3:1: the row must have 7 cells as the heading has, got 5. Add what is missing",
    ),
    "salience missing": (
        KTAB.replace("5.91", ""),
        "3:43: salience of A-0 on Pstn2: must be a number from 0 to 100, got nothing",
    ),
    "negative salience": (
        KTAB.replace("5.91", "-5.91"),
        "3:45: salience of A-0 on Pstn2: must be from 0 to 100, got -5.91",
    ),
    "salience over 100": (
        KTAB.replace("5.91", "591"),
        "3:45: salience of A-0 on Pstn2: must be from 0 to 100, got 591",
    ),
    "too much salience in all": (
        KTAB.replace("5.91", "50.91"),
        "3:45: saliences of A-0: must sum to 100 per cent at most, got 100.44 up to here",
    ),
    "off the scale": (
        KTAB.replace("75.79", "175.79"),
        f"3:23: position of A-0 on Policy: must be from 0 to 100, got 175.79. {SCALE_ADVICE}",
    ),
}


@pytest.mark.parametrize(("text", "fault"), PLAIN_FAULTS.values(), ids=PLAIN_FAULTS)
def test_one_cause_is_one_fault_in_a_plain_table(text, fault):
    assert faults_of(text) == [fault]


@pytest.mark.parametrize(("text", "fault"), KTAB_FAULTS.values(), ids=KTAB_FAULTS)
def test_one_cause_is_one_fault_in_the_form_of_ktab(text, fault):
    assert faults_of(text) == [fault]


def test_all_faults_come_together_and_in_order():
    text = HEAD + "A,-1,2,.5\nB,1,x,1.5\nC,1,2\n"
    assert [fault.partition(": ")[0] for fault in faults_of(text)] == ["2:3", "3:5", "3:7", "4:1"]


def test_a_number_that_is_wrong_in_a_row_written_twice_is_told_once():
    assert [fault.partition(": ")[0] for fault in faults_of(HEAD + GOOD + 2 * "C,1,x,.5\n")] == [
        "4:5", "5:1",
    ]  # fmt: skip


def test_saliences_of_ktab_may_sum_to_a_hundred_but_for_rounding():
    text = KTAB.replace("49.53", "33.3333333").replace("5.91", "66.6666667000001")
    assert parse_table(text).table.saliences[0].sum() == pytest.approx(1)


KINDS = "must be a table as text, in XLSX or in KTAB's XML"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (HEAD.encode() + b"A\0,1,2,.5", f"{KINDS}, got binary data (a zero byte). Save it as CSV"),
        (b"#" * 2**21, "must be at most 1 MiB (1048576 bytes), got more"),
        (b"", f"must be a table with the columns {HEADING}, got an empty file"),
        (
            b"\xd0\xcf\x11\xe0",
            f"{KINDS}, got an old workbook of Excel (XLS). Save it as XLSX or CSV",
        ),
        (b"PAR1", f"{KINDS}, got a file in Parquet. Write it with to_csv(index=False)"),
        (b"PK\x03\x04", "is no whole workbook in XLSX. Save it anew"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path, monkeypatch, content, fault):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.csv").write_bytes(content)
    with pytest.raises(TableError) as caught:
        read_table("my.csv")
    assert str(caught.value) == f"my.csv:1:1: {fault}"


def test_what_is_no_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    expected = {
        "folder.csv": "folder.csv:1:1: must be a file with a table, got a folder",
        "pipe.csv": "pipe.csv:1:1: must be a file with a table, got not a regular file",
        "no.csv": "no.csv:1:1: cannot be read: No such file or directory",
        "a\0.csv": "'a\\x00.csv':1:1: cannot be read: its name holds a zero byte",
    }
    for name, text in expected.items():
        with pytest.raises(TableError) as caught:
            read_table(name)
        assert str(caught.value) == text


def test_a_file_is_called_by_its_name_and_its_mark_is_no_text(tmp_path):
    path = tmp_path / "car emissions.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + GOOD).encode())
    assert read_table(path).title == "car emissions"


def test_gaps_are_as_few_as_there_are_slips():
    actors, issues = ("A", "B", "C"), ("x", "y")
    pairs = {(actor, issue) for actor in actors for issue in issues}
    assert gaps(pairs, actors, issues) == []
    assert gaps(pairs - {("B", "y")}, actors, issues) == [Gap("B", False, ("y",))]
    assert gaps(pairs - {("A", "y"), ("B", "y")}, actors, issues) == [Gap("y", True, ("A", "B"))]


@given(st.sets(st.sampled_from([(a, i) for a in "ABCD" for i in "xyz"]), min_size=1))
def test_there_is_a_gap_exactly_where_a_row_is_missing(pairs):
    actors = tuple(sorted({actor for actor, _ in pairs}))
    issues = tuple(sorted({issue for _, issue in pairs}))
    found = gaps(pairs, actors, issues)
    assert bool(found) == (len(pairs) < len(actors) * len(issues))
    for gap in found:
        for other in gap.lacks:
            assert ((other, gap.name) if gap.is_issue else (gap.name, other)) not in pairs


def test_long_lists_are_cut():
    assert listed(["a", "b"]) == "a, b"
    assert listed(list("abcdefgh")) == "a, b, c, d, e, f and 2 more"


def only_refuses(text):
    """Check that a text makes a table or is refused, every fault with a place and in one line."""
    faults = ()
    try:
        assert np.isfinite(parse_table(text).table.positions).all()
    except TableError as error:
        faults = error.faults
    assert all(fault.line > 0 and fault.column > 0 for fault in faults)
    assert all("\n" not in fault.text for fault in faults)


PIECES = st.sampled_from(
    [*',;\t\n"\r\x00\u2028\x85\ufeff .-', "nan", "1e400", "-1", "0", "actor", "salience", "é", "%s"]
)
RELAXED = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RELAXED
@example('"')
@example("\r")
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_no_text_raises_anything_else(text):
    only_refuses(text)


@RELAXED
@given(
    whole=st.sampled_from([HEAD + GOOD, ISSUES + "A,x,1,2,.5\nB,x,1,2,.5\n", KTAB]),
    at=st.integers(0, 200), cut=st.integers(0, 12), piece=st.lists(PIECES, max_size=3).map("".join),
)  # fmt: skip
def test_no_slip_of_the_pen_raises_anything_else(whole, at, cut, piece):
    only_refuses(whole[:at] + piece + whole[at + cut :])


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200)


@RELAXED
@given(st.lists(NAMES.map(str.strip).filter(bool), min_size=2, max_size=6, unique=True))
def test_names_of_any_characters_come_back(names):
    names = [name.rstrip("'") or "x" for name in names]
    names = list(dict.fromkeys([*names, "y", "z"]))
    quoted = [inert(name).replace('"', '""') for name in names]
    rows = "".join(f'"{name}",1,2,.5\n' for name in quoted)
    assert parse_table(HEAD + rows).actors == tuple(names)


@given(st.integers(2, 9), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_stance(actors, issues, luck):
    able = [1 + luck.random() for _ in range(actors)]
    want = {(a, i): 100 * luck.random() for a in range(actors) for i in range(issues)}
    rows = [f"a{a},i{i},{able[a]!r},{want[a, i]!r},{1 / (1 + a + i)!r}\n" for a, i in want]
    luck.shuffle(rows)
    stances = parse_table(ISSUES + "".join(rows))
    for a, i in want:
        actor, issue = stances.actors.index(f"a{a}"), stances.issues.index(f"i{i}")
        assert stances.table.positions[actor, issue, 0] == want[a, i]
        assert stances.table.saliences[actor, issue, 0] == 1 / (1 + a + i)
        assert stances.table.capabilities[actor, 0] == able[a]
