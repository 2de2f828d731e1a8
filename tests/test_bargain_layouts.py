"""Tables of stances as people have them: every layout reads as what it says."""

from __future__ import annotations

import csv
import io
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactline.bargaining import MODELS
from contactline.bargaining.model import lucky
from contactline.bargaining.tables import ReadAs, as_csv, parse_table, read_table
from contactline.errors import BargainError, TableError

HEAD = "actor,capability,position,salience\n"
ISSUES = "actor,issue,capability,position,salience\n"
TWO = (("A", 3, 80, 0.5), ("B", 2, 30, 0.6))
TO_CHANGE = "contactline stances FILE --out plain.csv writes a table to change)."
NO_CAPABILITIES = (
    "The table has no capabilities: all actors weigh alike (--columns capability=HEADING names a "
    f"column; {TO_CHANGE}"
)
NO_SALIENCES = (
    "The table has no saliences: each cares alike about everything (--columns salience=HEADING "
    f"names a column; {TO_CHANGE}"
)
ANOTHER = "(--columns NAME=HEADING names another)."
PER_CENT = "Saliences are read as per cent, as most are above 1 (else give --full-salience NUMBER)."
ROW_NUMBERS = "Passed over: a first column of row numbers."
DECIDE = "Read as the form of DECIDE: actors #A, issues #P, stances #D."
WIDE = "Read as a wide table: each row is an actor, the pairs of columns are issues."


def numbers(stances):
    """Actors, capabilities, positions and saliences of a table of one issue."""
    table = stances.table
    parts = (table.capabilities[:, 0], table.positions[:, 0, 0], table.saliences[:, 0, 0])
    return tuple(zip(stances.actors, *(part.tolist() for part in parts), strict=True))


def fault_of(text, **more):
    """The only fault of a text that must be refused, without the name of the file."""
    with pytest.raises(TableError) as caught:
        parse_table(text, "t", **more)
    (line,) = str(caught.value).split("\n")
    return line.removeprefix("t:")


LAYOUTS = {
    "other words": (
        "Stakeholder,Clout,Ideal point,Priority\nA,3,80,.5\nB,2,30,.6\n",
        "Columns: read are Stakeholder as actor, Clout as capability, 'Ideal point' as position, "
        f"Priority as salience {ANOTHER}",
    ),
    "letters": (
        "actor,c,x,s\nA,3,80,.5\nB,2,30,.6\n",
        f"Columns: read are c as capability, x as position, s as salience {ANOTHER}",
    ),
    "misspelt": (
        HEAD.replace("salience", "salence") + "A,3,80,.5\nB,2,30,.6\n",
        f"Columns: read are salence as salience {ANOTHER}",
    ),
    "more columns": (
        "name,capabilities,position,salience,resolve\nA,3,80,.5,1\nB,2,30,.6,1\n",
        "Columns: read are name as actor, capabilities as capability; passed over: resolve "
        + ANOTHER,
    ),
    "per cent": (HEAD + "A,3,80,50\nB,2,30,60\n", PER_CENT),
    "signs of per cent": (HEAD + "A,3,80,50%\nB,2,30,60 %\n", None),
    "numbers of pandas": (
        ",actor,capability,position,salience\n0,A,3,80,.5\n1,B,2,30,.6\n", ROW_NUMBERS,
    ),
    "numbers of R": (
        '"","actor","capability","position","salience"\n"1","A",3,80,.5\n"2","B",2,30,.6\n',
        ROW_NUMBERS,
    ),
    "write.table of R": (
        '"actor" "capability" "position" "salience"\n"1" "A" 3 80 0.5\n"2" "B" 2 30 0.6\n',
        ROW_NUMBERS,
    ),
    "print of pandas": (
        "   actor  capability  position  salience\n"
        "0      A           3        80       0.5\n"
        "1      B           2        30       0.6\n",
        ROW_NUMBERS,
    ),
    "names in place of numbers": (
        '"","capability","position","salience"\n"A",3,80,.5\n"B",2,30,.6\n',
        "The first column, which has no name, is read as actor.",
    ),
    "decimal commas": (
        HEAD.replace(",", ";") + "A;3;80;0,5\r\nB;2;30;0,6\r\n",
        "Commas in numbers are read as decimal commas.",
    ),
    "sep": ("sep=;\r\n" + HEAD.replace(",", ";") + "A;3;80;.5\r\nB;2;30;.6\r\n", None),
    "German": (
        "Akteur;Macht;Standpunkt;Wichtigkeit\nA;3;80;.5\nB;2;30;.6\n",
        "Columns: read are Akteur as actor, Macht as capability, Standpunkt as position, "
        f"Wichtigkeit as salience {ANOTHER}",
    ),
    "French, accents apart": (
        "Acteur;Capacite\u0301s;Position;Saillance\nA;3;80;.5\nB;2;30;.6\n",
        "Columns: read are Acteur as actor, 'Capacite\u0301s' as capability, "
        f"Saillance as salience {ANOTHER}",
    ),
    "Ukrainian": (
        "Учасник;Вплив;Позиція;Важливість\nA;3;80;.5\nB;2;30;.6\n",
        "Columns: read are Учасник as actor, Вплив as capability, Позиція as position, "
        f"Важливість as salience {ANOTHER}",
    ),
    "blank columns": (
        "actor,capability,position,salience,,,x\nA,3,80,.5,,,1\nB,2,30,.6,,,1\n",
        f"Columns: passed over: x, 2 without a name {ANOTHER}",
    ),
    "bars": (HEAD.replace(",", "|") + "A|3|80|.5\nB|2|30|.6\n", None),
    "Markdown": (
        "| actor | capability | position | salience |\n|---|---:|---|---|\n"
        "| A | 3 | 80 | .5 |\n| B | 2 | 30 | .6 |\n",
        None,
    ),
    "commas in a heading": (
        "actor;capability, in bn, PPP, 2024, rounded;position;salience\nA;3;80;.5\nB;2;30;.6\n",
        f"Columns: read are 'capability, in bn, PPP, 2024, rounded' as capability {ANOTHER}",
    ),
    "title": (
        f"Table 1. Who wants what\n\n{HEAD}A,3,80,.5\nB,2,30,.6\n",
        "Passed over: a line above the heading in line 3.",
    ),
    "source": (
        f"{HEAD}A,3,80,.5\nB,2,30,.6\nSource: own survey\n",
        "Passed over: line 4, 'Source: own survey'.",
    ),
    "means": (
        f"{HEAD}A,3,80,.5\nB,2,30,.6\nMean,2.5,55,.55\nTotal:,5,110,1.1\n",
        (
            "Left out: line 5, 'Total:', sums or means of the rows above "
            "(if it is an actor, give it another name).",
            "Left out: line 4, Mean, sums or means of the rows above "
            "(if it is an actor, give it another name).",
        ),
    ),
    "scales in the heading": (
        "actor,capability,Position (0-10),Salience [1–5]\nA,3,8,2.5\nB,2,3,3\n",
        "As the heading says, positions run from 0 to 10 (--scale LOW HIGH) and full salience is 5 "
        "(--full-salience NUMBER).",
    ),
    "KTAB, semicolons in its name": (
        "Aid; troops; status; border,S,2,1,\nActor,Description,Power,Pstn1,Sal1,\n"
        "A,a,3,80,50,\nB,b,2,30,60,\n",
        None,
    ),
    "KTAB, in shares": (
        "Mini,m,2,1,\nActor,Description,Power,Pstn1,Sal1,\nA,a,3,80,.5,\nB,b,2,30,.6,\n",
        "Saliences are read as shares, as none is above 1 (if they are per cent, give "
        "--full-salience 100).",
    ),
    "DECIDE": (
        "#O;Mini\n#/;note\n#A;A;Actor a\n#A;B;Actor b\n#P;aid;Aid\n#M;aid;0;none\n#M;aid;100;all\n"
        "#D;A;aid;80;0.5;3\n#D;B;aid;30;0.6;2\n",
        DECIDE,
    ),
    "DECIDE, in quotes": (
        "'#A'\t'A'\t'A'\t''\n'#A'\t'B'\t'B'\t''\n'#P'\t'aid'\t'aid'\t''\n"
        "'#D'\t'A'\t'aid'\t80\t0.5\t3\t\n'#D'\t'B'\t'aid'\t30\t0.6\t2\t\n",
        DECIDE,
    ),
    "DECIDE, on a scale of its own": (
        "#A;A\n#A;B\n#P;toll\n#M;toll;1;euro\n#M;toll;6;euro\n"
        "#D;A;toll;5;0.5;3\n#D;B;toll;2.5;0.6;2\n",
        (DECIDE, "Positions on toll run from 1 to 6 in its #M lines, and are put on 0 to 100."),
    ),
    "a pair of columns": (
        "actor,capability,aid position,aid salience\nA,3,80,.5\nB,2,30,.6\n", WIDE,
    ),
    "XML of KTAB": (
        '<?xml version="1.0"?><Scenario><name>Mini</name>'
        "<Dimensions><dName>aid</dName></Dimensions>"
        "<Actors><Actor><name>A</name><capability>3</capability><Position><dCoord>80</dCoord>"
        "</Position><Salience><dSal>50</dSal></Salience></Actor><Actor><name>B</name><capability>2"
        "</capability><Position><dCoord>30</dCoord></Position><Salience><dSal>60</dSal></Salience>"
        "</Actor></Actors></Scenario>",
        None,
    ),
    "XML of Excel": (
        '<Workbook xmlns:ss="urn:x"><Worksheet ss:Name="s"><Table>'
        + "".join(
            "<Row>" + "".join(f"<Cell><Data>{one}</Data></Cell>" for one in row) + "</Row>"
            for row in (("actor", "capability", "position", "salience"), *TWO)
        )
        + "</Table></Worksheet></Workbook>",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "guess"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_reads_as_what_it_says_and_says_what_was_guessed(text, guess):
    stances = parse_table(text)
    assert numbers(stances) == TWO
    told = () if guess is None else guess
    assert stances.guesses == (told if isinstance(told, tuple) else (told,))


def test_a_wide_table_has_an_issue_a_pair():
    stances = parse_table(
        "actor,capability,position_aid,salience_aid,position_troops,salience_troops\n"
        "A,3,80,0.5,10,0.3\nB,2,30,0.6,50,0.4\n"
    )
    assert stances.issues == ("aid", "troops")
    assert stances.table.positions[..., 0].tolist() == [[80, 10], [30, 50]]
    assert stances.table.saliences[..., 0].tolist() == [[0.5, 0.3], [0.6, 0.4]]
    assert stances.guesses == (WIDE,)


def test_issues_may_stand_in_a_line_above_their_pairs():
    stances = parse_table(
        ",,aid,,troops,\nactor,capability,position,salience,position,salience\n"
        "A,3,80,0.5,10,0.3\nB,2,30,0.6,50,0.4\n"
    )
    assert stances.issues == ("aid", "troops")
    assert stances.table.positions[..., 0].tolist() == [[80, 10], [30, 50]]
    assert stances.guesses == (
        "The line above the heading is read as the names of the issues.",
        WIDE,
    )


def test_one_salience_may_stand_for_all_issues_of_a_wide_table():
    stances = parse_table(
        "actor,capability,aid position,toll position,salience\nA,1,10,90,.5\nB,2,90,10,.6\n"
    )
    assert stances.table.saliences[..., 0].tolist() == [[0.5, 0.5], [0.6, 0.6]]


@pytest.mark.parametrize(
    "head",
    [
        "prnr,isnr,pcom,scom,pep,sep,pde,sde,outcome",
        "proposal,issue,pos_COM,sal_COM,pos_EP,sal_EP,pos_DE,sal_DE,outcome",
        "proposal,issue,COM position,COM salience,EP position,EP salience,DE position,DE sal,rp",
    ],
)
def test_a_row_is_an_issue_in_the_layout_of_deu(head):
    stances = parse_table(
        f"{head}\n1,1,100,50,90,60,0,70,50\n1,2,100,50,,,0,70,50\n2,1,80,10,20,100,0,70,50\n"
    )
    assert [one.casefold() for one in stances.actors] == ["com", "ep", "de"]
    assert stances.issues == ("1 1", "1 2", "2 1")
    assert stances.table.saliences[..., 0].tolist() == [[0.5, 0.5, 0.1], [0.6, 0, 1], [0.7] * 3]
    assert stances.absent == ((1, 1),)
    assert any("no capabilities: all actors weigh alike" in one for one in stances.guesses)


def test_the_long_layout_of_deu_is_read():
    head = "prnr;issnr;actor;position;salience"
    text = f"{head};power\n1;a;COM;100;50;10\n1;a;EP;0;60;5\n1;b;COM;9;50;10\n1;b;EP;0;60;5\n"
    stances = parse_table(text)
    assert (stances.actors, stances.issues) == (("COM", "EP"), ("a", "b"))
    assert stances.table.capabilities[:, 0].tolist() == [10, 5]
    alike = parse_table(f"{head}\n1;a;COM;100;50\n1;a;EP;0;60\n")
    assert alike.table.capabilities[:, 0].tolist() == [1, 1]
    assert NO_CAPABILITIES in alike.guesses


def test_a_column_that_may_be_the_capabilities_is_not_passed_over():
    assert fault_of("actor,heft,position,salience\nA,3,80,.5\nB,2,30,.6\n") == (
        "1:1: the heading lacks capability. Add it, or name the column with "
        "--columns capability=HEADING (there: heft), or give --columns capability=1 if it is the "
        "same for all"
    )


POSITIONS = {
    "rows of actors": "Country;aid;tax;border\nA;80;10;20\nB;30;50;60\nC;0;90;100\n",
    "named": "actor,pos_aid,pos_tax,pos_border\nA,80,10,20\nB,30,50,60\nC,0,90,100\n",
    "rows of issues": "Vorschlag,A,B,C\naid,80,30,0\ntax,10,50,90\nborder,20,60,100\n",
    "long": "actor,issue,position\n"
    + "".join(
        f"{a},{i},{at}\n"
        for a, row in zip("ABC", ((80, 10, 20), (30, 50, 60), (0, 90, 100)), strict=True)
        for i, at in zip(("aid", "tax", "border"), row, strict=True)
    ),
}


@pytest.mark.parametrize("text", POSITIONS.values(), ids=POSITIONS)
def test_positions_alone_are_read_with_neutral_weights_and_saliences(text):
    stances = parse_table(text)
    assert (stances.actors, stances.issues) == (("A", "B", "C"), ("aid", "tax", "border"))
    assert stances.table.positions[..., 0].tolist() == [[80, 10, 20], [30, 50, 60], [0, 90, 100]]
    assert stances.table.capabilities[:, 0].tolist() == [1, 1, 1]
    assert stances.table.saliences[..., 0].tolist() == [[1, 1, 1]] * 3
    assert stances.guesses[-2:] == (NO_CAPABILITIES, NO_SALIENCES)


def test_an_issue_without_saliences_is_cared_about_as_the_others_are_on_average():
    stances = parse_table(
        "actor,position_aid,salience_aid,position_tax,position_toll,salience_toll\n"
        "A,80,60,10,20,40\nB,30,90,50,60,20\nC,10,10,20,,\n"
    )
    assert stances.issues == ("aid", "tax", "toll")
    assert stances.table.saliences[:2, :, 0].tolist() == [[0.6, 0.5, 0.4], [0.9, 0.55, 0.2]]
    assert stances.table.saliences[2, :, 0].tolist() == [0.1, 0.1, 0]
    assert stances.guesses[-2].startswith("There are no saliences on tax: there each cares as it")


def test_two_columns_of_numbers_are_not_taken_for_issues():
    assert fault_of("who,power,want,care\nA,3,80,.5\nB,2,30,.6\n").startswith(
        "1:1: the heading lacks"
    )
    assert fault_of("actor,capability,aid,tax\nA,3,80,10\nB,2,30,50\n") == (
        "1:1: the heading lacks position, salience. Add them, or, if each column holds positions, "
        "on an issue or of an actor, call them such as position_aid"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Actor,A,B\nPower,3,2\nPosition,80,30\nSalience,.5,.6\n",
        ",A,B\ncapability,3,2\nposition,80,30\nsalience,.5,.6\n",
        "| | A | B |\n|-|-|-|\n| Weight | 3 | 2 |\n| Stance | 80 | 30 |\n| Priority | .5 | .6 |\n",
    ],
)
def test_a_table_on_its_side_is_read(text):
    stances = parse_table(text)
    assert numbers(stances) == TWO
    assert stances.guesses[0] == "Read on its side: each column is an actor."


def test_a_column_may_say_what_the_numbers_of_a_row_are():
    stances = parse_table(
        "issue,measure,A,B\naid,position,80,30\naid,salience,.5,.6\n"
        "tax,position,10,20\ntax,salience,.1,.2\n"
    )
    assert (stances.actors, stances.issues) == (("A", "B"), ("aid", "tax"))
    assert stances.table.positions[..., 0].tolist() == [[80, 10], [30, 20]]
    assert stances.table.saliences[..., 0].tolist() == [[0.5, 0.1], [0.6, 0.2]]


@pytest.mark.parametrize(
    "head", ["P_aid;S_aid;P_tax;S_tax", "aid_p;aid_s;tax_p;tax_s", "P.aid;S.aid;p.tax;s.tax"]
)
def test_letters_before_or_behind_the_issue_make_pairs(head):
    stances = parse_table(f"Actor;Votes;{head}\nA;3;80;.5;10;.2\nB;2;30;.6;20;.3\n")
    assert stances.issues == ("aid", "tax")
    assert stances.table.positions[..., 0].tolist() == [[80, 10], [30, 20]]
    assert WIDE in stances.guesses


def test_the_largest_example_of_ktab_is_read():
    rows = "".join(f"Act-{at},  Desc-{at},  1.73,  {40 + at / 4},  43.31\n" for at in range(160))
    heading = "Actor,  Description,  Influence,  XYZ Position,  XYZ Salience"
    stances = parse_table(f"XYZ,  XYZ Issue,  160,  1,  \n{heading}\n{rows}")
    assert (stances.title, len(stances.actors), stances.issues) == ("XYZ", 160, ("XYZ",))
    assert stances.guesses == ()


def test_options_of_a_scenario_of_ktab_are_named_and_not_taken():
    text = LAYOUTS["XML of KTAB"][0].replace(
        "<Dimensions>",
        "<ModelParameters><VotingRule>PropCbc</VotingRule><PCEModel>Conditional</PCEModel>"
        "</ModelParameters><Dimensions>",
    )
    assert parse_table(text).guesses == (
        "The scenario asks for --option voting=proportional_cubic, which are not taken from the "
        "file.",
    )


# Positions in a sliver of the scale, and saliences, are in doubt.


@pytest.mark.parametrize(
    ("positions", "way"),
    [
        ((0.8, 0.3), "If they are shares, name its ends, as --scale 0 1."),
        ((10, 4), "If the scale is another, name its ends, as --scale 0 10."),
        ((52, 58), "If the scale is another, name its ends, as --scale 52 58."),
        ((90, 90), "If the scale is another, name its ends, as --scale LOW HIGH."),
        ((10, 30), None),
    ],
)
def test_positions_in_a_sliver_of_the_scale_are_doubted(positions, way):
    text = HEAD + "".join(f"{name},1,{at},.5\n" for name, at in zip("AB", positions, strict=True))
    guesses = parse_table(text).guesses
    assert [one.partition("0 to 100. ")[2] for one in guesses] == ([way] if way else [])
    assert parse_table(text, scale=(0, 100)).guesses == ()
    assert parse_table(text, scale=(0, 100)).table.positions.tolist() == [
        [[one]] for one in positions
    ]


def test_ktab_reads_the_same_in_shares_and_in_per_cent():
    heads = "Mini,m,3,1,\nActor,Description,Power,Pstn1,Sal1,\n"
    text = heads + "A,a,100,20,{}\nB,b,50,70,{}\nC,c,30,90,{}\n"
    shares, per_cent = (parse_table(text.format(*ends)) for ends in ((0.6, 0.9, 0.4), (60, 90, 40)))
    assert shares.table.saliences.tobytes() == per_cent.table.saliences.tobytes()
    assert (len(shares.guesses), per_cent.guesses) == (1, ())


def test_small_saliences_are_doubted_once():
    stances = parse_table(HEAD + "A,3,80,5\nB,2,30,6\nC,1,10,10\n")
    assert stances.guesses == (
        "Saliences are read as per cent, though none is above 10. If full salience is another "
        "number, give --full-salience NUMBER.",
    )


def test_what_is_asked_goes_before_the_scale_in_the_heading():
    text = "actor,capability,Position (1-7),salience\nA,3,7,.5\nB,2,1,.6\n"
    assert parse_table(text).table.positions[:, 0, 0].tolist() == [100, 0]
    years = parse_table(text.replace("1-7", "2019-2024"))
    assert years.table.positions[:, 0, 0].tolist() == [7, 1]
    asked = parse_table(text, scale=(-7, 7))
    assert (asked.scale, asked.guesses) == ((-7, 7), ())


def test_full_salience_can_be_named():
    text = HEAD + "A,1,10,8\nB,1,90,4\n"
    stances = parse_table(text, full_salience=10)
    assert stances.table.saliences[:, 0, 0].tolist() == [0.8, 0.4]
    assert stances.guesses == ()
    assert "though none is above 10" in parse_table(text).guesses[0]
    with pytest.raises(BargainError, match="must be a finite number above 0"):
        parse_table(text, full_salience=0)


# Columns named from outside.


def test_a_column_can_be_named():
    text = "who,power 2000,power 2024,want,care\nA,9,3,80,.5\nB,9,2,30,.6\n"
    named = {"actor": "WHO", "capability": "power 2024", "position": "want", "salience": "care"}
    assert numbers(parse_table(text, columns=named)) == TWO
    assert [one for one, *_ in numbers(parse_table(HEAD + "A,3,8,1\nB,2,3,1\n", columns={}))] == [
        "A",
        "B",
    ]


def test_one_number_can_stand_for_a_column_that_is_not_there():
    stances = parse_table(
        "actor,position,salience\nA,80,.5\nB,30,.6\n", columns={"capability": "1"}
    )
    assert stances.table.capabilities[:, 0].tolist() == [1, 1]


def test_a_column_that_is_not_there_cannot_be_named():
    fault = (
        "1:1: no column is called Clot, as --columns has it for capability. Did you mean 'Clout'?"
    )
    assert (
        fault_of(
            "actor,Clout,position,salience\nA,1,2,1\nB,1,2,1\n", columns={"capability": "Clot"}
        )
        == fault
    )


def test_a_column_of_text_is_taken_for_no_number():
    text = "actor,position,position in words,salience,power\nA,80,much,.5,3\nB,30,little,.6,2\n"
    assert numbers(parse_table(text)) == TWO
    text = "actor,stance,pos,salience,power\nA,much,80,.5,3\nB,little,30,.6,2\n"
    assert numbers(parse_table(text)) == TWO


# Commas in numbers.


def test_three_digits_after_a_comma_are_not_guessed():
    text = HEAD + 'A,"1,250",80,0.5\nB,950,30,0.6\n'
    assert fault_of(text) == (
        "2:3: capability of A: must be a number from 0 up, got the text '1,250'. "
        "Leave out the separator of thousands, or write a point before decimals"
    )


@pytest.mark.parametrize(
    "written",
    [
        "1 250 000",
        "1,250,000",
        "1'250'000",
        "1,250,000.0",
        "1\u202f250\u202f000",
        "1\u2009250\u2009000",
    ],
)
def test_groups_that_can_be_nothing_else_are_thousands(written):
    stances = parse_table(HEAD + f'A,"{written}",80,0.5\nB,950,30,0.6\n')
    assert stances.table.capabilities[:, 0].tolist() == [1_250_000, 950]


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u2007", "\u2009", "\u202f"])
def test_spaces_separate_thousands_before_a_decimal_comma_too(gap):
    stances = parse_table(HEAD.replace(",", ";") + f"A;1{gap}250,5;80;0,5\nB;950;30;0,6\n")
    assert stances.table.capabilities[:, 0].tolist() == [1250.5, 950]


@pytest.mark.parametrize("written", ["1.250.000", "1.250,5"])
def test_points_that_separate_thousands_are_refused_with_what_to_do(written):
    assert fault_of(HEAD + f'A,"{written}",80,0.5\nB,950,30,0.6\n') == (
        f"2:3: capability of A: must be a number from 0 up, got the text '{written}'. "
        "Leave out the separators of thousands"
    )


@pytest.mark.parametrize(
    ("first", "other", "read"),
    [
        ("1.250,5", "950", [1250.5, 950]),
        ("1.250.000", "950.000", [1_250_000, 950_000]),
        ("1'250,5", "950", [1250.5, 950]),
    ],
)
def test_points_are_thousands_beside_decimal_commas_where_one_shows_it(first, other, read):
    stances = parse_table(HEAD.replace(",", ";") + f"A;{first};80;0,5\nB;{other};30;0,6\n")
    assert stances.table.capabilities[:, 0].tolist() == read
    assert stances.table.saliences[:, 0, 0].tolist() == [0.5, 0.6]


def test_commas_are_thousands_where_one_shows_it():
    stances = parse_table(HEAD + 'A,"1,250,000",80,0.5\nB,"950,000",30,0.6\n')
    assert stances.table.capabilities[:, 0].tolist() == [1_250_000, 950_000]


def test_three_digits_after_a_point_beside_decimal_commas_are_not_guessed():
    assert fault_of(HEAD.replace(",", ";") + "A;1.250;80;0,5\nB;950;30;0,6\n") == (
        "2:3: capability of A: must be a number from 0 up, got the text '1.250'. "
        "Leave out the separator of thousands, or write a comma before decimals"
    )


def test_a_point_that_may_separate_thousands_is_doubted():
    stances = parse_table(HEAD + "A,1.25,80,0.5\nB,950,30,0.6\nC,900,30,0.6\n")
    assert stances.guesses == (
        "Capability 1.25 of A is far below the others, from 900. If thousands are separated in "
        "it, write 1250.",
    )
    assert parse_table(HEAD + "A,1.25,80,0.5\nB,9.5,30,0.6\nC,90,30,0.6\n").guesses == ()


@pytest.mark.parametrize(
    "code", ["-99", "-9", "999", "9999", "\u221299", "n/a", ".", "-", "–", "k.A.", "#N/A", "н/д"]
)
@pytest.mark.parametrize("at", [0, 1])
def test_codes_of_what_is_missing_are_left_out_and_told(code, at):
    stance = [code, ".5"] if at == 0 else ["40", code]
    stances = parse_table(f"{HEAD}A,3,80,.5\nB,2,30,.6\nC,1,{','.join(stance)}\n")
    assert numbers(stances) == TWO
    assert stances.guesses == (
        f"Left out, for {code}, taken for a code of what is missing: the stance of C (if it is a "
        "number, name the scale with --scale LOW HIGH or --full-salience NUMBER).",
        "Left out, for want of any stance: C.",
    )


@pytest.mark.parametrize("code", ["-99", "n/a", ".", "-", "–", "k.A.", "missing"])
def test_who_has_a_code_for_a_capability_is_left_out(code):
    stances = parse_table(f"{HEAD}A,3,80,.5\nB,2,30,.6\nC,{code},10,.3\n")
    assert numbers(stances) == TWO
    assert stances.guesses[0] == (
        f"Left out, for {code}, taken for a code of what is missing: C "
        "(give a capability to keep it)."
    )


def test_a_code_for_a_capability_that_another_row_gives_is_no_loss():
    stances = parse_table(ISSUES + FOUR.replace("B,y,2,", "B,y,n/a,") + "C,y,2,50,.1\n")
    assert stances.table.capabilities[:, 0].tolist() == [3, 2, 2, 2]
    assert stances.table.positions[1, :, 0].tolist() == [30, 90]


def test_a_code_is_none_on_a_scale_that_has_it_or_beside_others_off_the_scale():
    text = HEAD + "A,3,80,.5\nB,2,-99,.6\n"
    assert parse_table(text, scale=(-100, 100)).actors == ("A", "B")
    with pytest.raises(
        TableError, match=r"got -99\. If the table has another scale, name its ends"
    ):
        parse_table(text + "C,2,-50,.6\n")


def test_a_capability_that_may_be_a_code_is_doubted():
    (guess,) = parse_table(HEAD + "A,3,80,.5\nB,2,30,.6\nC,999,40,.6\n").guesses
    assert guess.startswith("Capability 999 of C is far above the others, up to 3. If it is a code")


def test_the_sign_of_minus_is_one():
    stances = parse_table(HEAD + "A,1,\N{MINUS SIGN}1,0.5\nB,1,1,0.6\n", scale=(-1, 1))
    assert stances.table.positions[:, 0, 0].tolist() == [0, 100]


def test_ninety_commas_are_one_fault():
    rows = "".join(f"A{at};{at + 1},5;{at};0.5\n" for at in range(30))
    assert fault_of(HEAD.replace(",", ";") + rows) == (
        "2:4: capability must be a number from 0 up, got the text '1,5' and 29 more with a comma. "
        "Write a point before the decimals"
    )


# Stances that are left out.


FOUR = (
    "A,x,3,80,0.5\nA,y,3,20,0.5\nB,x,2,30,0.6\nB,y,2,90,0.4\n"
    "C,x,2,10,0.9\nD,x,2,60,0.3\nD,y,2,55,0.7\n"
)


@pytest.mark.parametrize("blank", ["", "C,y,2,,0\n", "C,y,2,,\n", "C,y,,NA,NA\n", "C,y,2,.,.\n"])
def test_a_stance_may_be_left_out(blank):
    stances = parse_table(ISSUES + FOUR + blank)
    assert stances.absent == ((2, 1),)
    mean = (1.5 * 20 + 0.8 * 90 + 1.4 * 55) / 3.7
    assert stances.table.positions[2, 1, 0] == pytest.approx(mean, abs=1e-12)
    assert stances.table.saliences[2, 1, 0] == 0
    assert stances.guesses == (
        "Without a stance: C on y. They take no part there, at the mean of the others.",
    )


@pytest.mark.parametrize("name", MODELS)
def test_an_absent_stance_moves_no_model_to_any_side(name):
    """The mean of the others by weight is what everybody's bargain would be without it."""
    model = MODELS[name]
    whole = parse_table(ISSUES + FOUR.replace("C,x,2,10,0.9\n", "") + "C,x,2,,\n" + "C,y,2,,\n")
    without = parse_table(ISSUES + FOUR.replace("C,x,2,10,0.9\n", ""))
    assert whole.actors == without.actors
    drafts = [model.draft(one.table, draws=lucky([0])) for one in (whole, without)]
    assert drafts[0].tobytes() == drafts[1].tobytes()
    alone = parse_table(ISSUES + FOUR)
    mirrored = parse_table(ISSUES + "\n".join(_mirrored(row) for row in FOUR.split()))
    here, there = (model.draft(one.table, draws=lucky([0])) for one in (alone, mirrored))
    if name not in ("median", "challenge_scholz", "challenge_masad"):
        assert here[1] == pytest.approx(100 - there[1], abs=0.02)


def _mirrored(row):
    """A row on y as seen from the other end of the scale."""
    actor, issue, able, position, salience = row.split(",")
    return ",".join(
        (actor, issue, able, str(100 - float(position)) if issue == "y" else position, salience)
    )


def test_who_has_no_stance_at_all_is_left_out():
    stances = parse_table(HEAD + "A,3,80,.5\nB,2,30,.6\nC,9,,\n")
    assert numbers(stances) == TWO
    assert stances.guesses == ("Left out, for want of any stance: C.",)
    fault = "2:1: a bargain needs two actors or more with a stance, got 1"
    assert fault_of(HEAD + "A,3,80,.5\nB,2,,\n") == fault


def test_names_that_differ_in_a_number_are_not_taken_for_misspelt():
    text = ISSUES + "A,tax1,1,2,.5\nB,tax2,1,2,.5\nB,tax1,1,9,.5\nC,tax2,1,50,1\n"
    assert parse_table(text).absent == ((0, 1), (2, 0))


# Files: encodings, pipes, workbooks.


@pytest.mark.parametrize(
    ("encoding", "name", "told"),
    [
        ("utf-8", "Åland", ()),
        ("utf-8-sig", "Åland", ()),
        ("utf-16", "Åland", ()),
        ("cp1252", "Åland", ("Windows-1252",)),
        ("cp1251", "Россия", ("Windows-1251",)),
    ],
)
def test_a_file_comes_in_the_encodings_of_windows(tmp_path, encoding, name, told):
    path = tmp_path / "t.csv"
    path.write_bytes((HEAD + f"{name},3,80,.5\nB,2,30,.6\n").encode(encoding))
    stances = read_table(path)
    assert stances.actors == (name, "B")
    assert len(stances.guesses) == len(told)
    for page, guess in zip(told, stances.guesses, strict=True):
        assert guess == (
            f"The text is not in UTF-8 and is read as {page} "
            "(else give --encoding NAME, or in Excel Save As, CSV UTF-8)."
        )


def test_an_encoding_can_be_named(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes((HEAD + "Ελλάδα,3,80,.5\nB,2,30,.6\n").encode("cp1253"))
    assert read_table(path, ReadAs(encoding="cp1253")).actors == ("Ελλάδα", "B")
    for encoding, fault in (
        ("klingon", "1:1: no encoding is called klingon, as --encoding has it"),
        ("ascii", "1:1: must be text in ascii, and is not. Name another with --encoding"),
    ):
        with pytest.raises(TableError) as caught:
            read_table(path, ReadAs(encoding=encoding))
        assert str(caught.value).endswith(fault)


def test_a_table_comes_through_a_pipe(monkeypatch):
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO((HEAD + "A,3,80,.5\nB,2,30,.6\n").encode()))
    )
    stances = read_table("-")
    assert (stances.title, numbers(stances)) == ("table", TWO)


def workbook(path, **sheets):
    """A workbook with some sheets, each a list of rows."""
    openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


COLUMNS = tuple(HEAD.strip().split(","))


def test_a_workbook_is_read(tmp_path):
    rows = [COLUMNS, ("A", 3, 33.333333333, 0.5), ("B", 2, 0.1, 0.6)]
    stances = read_table(workbook(tmp_path / "b.xlsx", data=rows))
    assert stances.table.positions[:, 0, 0].tolist() == [33.333333333, 0.1]
    assert (stances.title, stances.guesses) == ("b", ())


def test_the_first_sheet_that_holds_anything_is_read_or_one_named(tmp_path):
    first, second = [COLUMNS, *TWO], [COLUMNS, *(("C", 1, 10, 1), ("D", 1, 90, 1))]
    path = workbook(tmp_path / "b.xlsx", empty=[], one=first, two=second)
    stances = read_table(path)
    assert numbers(stances) == TWO
    assert stances.guesses == ("Read is the sheet one of 3 (--sheet NAME reads another).",)
    assert read_table(path, ReadAs(sheet="two")).actors == ("C", "D")
    with pytest.raises(TableError, match="no sheet is called tow"):
        read_table(path, ReadAs(sheet="tow"))


def test_notes_before_the_table_of_a_workbook_are_passed_over(tmp_path):
    notes, data = [("Who wants what", "", "see Data")], [("Aid",), (), COLUMNS, *TWO]
    stances = read_table(workbook(tmp_path / "b.xlsx", README=notes, Data=data))
    assert numbers(stances) == TWO
    assert stances.guesses == (
        "Read is the sheet Data of 2 (--sheet NAME reads another).",
        "Passed over: a line above the heading in line 3.",
    )


def test_where_no_sheet_reads_as_a_table_they_are_named(tmp_path):
    sheets = {one: [("u", "v", "w"), (1, 2, 3), (1, 2, 3)] for one in ("README", "Data")}
    with pytest.raises(TableError) as caught:
        read_table(workbook(tmp_path / "b.xlsx", **sheets))
    assert str(caught.value).endswith(
        "got 'u, v, w'. If it is one, name the columns with --columns actor=HEADING "
        "--columns capability=HEADING --columns position=HEADING --columns salience=HEADING. "
        "Read is the sheet README of README, Data; --sheet NAME reads another"
    )


def test_a_fault_in_a_workbook_has_its_row_and_column(tmp_path):
    path = workbook(
        tmp_path / "b.xlsx", one=[("Positions",), (), COLUMNS, ("A", 3, "high", 0.5), TWO[1]]
    )
    with pytest.raises(TableError) as caught:
        read_table(path)
    fault = "4:3: position of A: must be a number from 0 to 100, got the text 'high'"
    assert str(caught.value).endswith(fault)


def test_without_openpyxl_the_extra_is_named(tmp_path, monkeypatch):
    path = workbook(tmp_path / "b.xlsx", one=[COLUMNS, *TWO])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(TableError) as caught:
        read_table(path)
    assert str(caught.value).endswith(
        "1:1: a workbook in XLSX needs openpyxl, the extra xlsx: pip install 'contactline[xlsx]', "
        "or save it as CSV (in Excel: Save As, CSV UTF-8)"
    )


XML_FAULTS = {
    "no actors": (
        "<Scenario><name>Mini</name></Scenario>",
        "1:1: a scenario of KTAB must have Actors, each with a Position and a Salience, got none",
    ),
    "another root": (
        "<data><row/></data>",
        "1:1: XML is read of KTAB's scenarios (Scenario) and Excel's tables (Workbook), got the "
        "root data. Save the table as CSV",
    ),
    "HTML": (
        "<html><table/></html>",
        "1:1: XML is read of KTAB's scenarios (Scenario) and Excel's tables (Workbook), got a page "
        "in HTML. Save the table as CSV",
    ),
    "cut off": ("<Scenario><name>", "1:17: must be XML: no element found"),
    "entities": (
        '<!DOCTYPE a [<!ENTITY b "c">]><Scenario>&b;</Scenario>',
        "1:25: XML with entities of its own is not read. Write them out",
    ),
    "too deep": (
        "<Scenario>" + "<a>" * 60,
        "1:158: elements must lie at most 50 deep, got more",
    ),
}


@pytest.mark.parametrize(("text", "fault"), XML_FAULTS.values(), ids=XML_FAULTS)
def test_what_is_wrong_in_xml_is_told_in_its_place(text, fault):
    assert fault_of(text) == fault


def test_a_coordinate_that_is_missing_is_told_at_its_actor():
    text = LAYOUTS["XML of KTAB"][0].replace("<dCoord>80</dCoord>", "<dCoord></dCoord>")
    assert "position of A on aid: must be a number from 0 to 100, got nothing" in fault_of(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "sep=x\n" + HEAD,
            "1:1: must be one of a comma, a semicolon, a tab or a bar after sep=, got the text 'x'",
        ),
        (
            "#A;a\n#A;b\n#P;aid\n#D;a;aid;80;.5;1\n#D;c;aid;80;.5;1\n",
            "5:4: c: has no line #A. Add one, or correct the name",
        ),
        (
            "#A;a\n#A;b\n#P;aid\n#D;a;aid;80;.5;1\n#D;b;adi;80;.5;1\n",
            "5:6: adi: has no line #P. Did you mean 'aid'?",
        ),
        (
            "#A;a\n#A;b\n#P;aid\n#X;1\n#D;a;aid;80;.5;1\n#D;b;aid;8;.5;1\n",
            "4:1: a line must begin with one of #A, #P, #M, #D, #O, #N, #/, got '#X'",
        ),
        (
            "actor,capability,position_x,salience_x\nA,1,9,1\nB,1,2,1\nA,1,2,1\n",
            "4:1: A: stands twice, first in line 2. Give each actor one row",
        ),
        (
            "position,position_x,a\n1,2,3",
            "1:1: the heading lacks actor, capability, salience. Add them, or name the columns "
            "with --columns actor=HEADING --columns capability=HEADING --columns salience=HEADING "
            "(there: position_x, a)",
        ),
    ],
)
def test_what_is_wrong_in_other_layouts_is_one_fault(text, fault):
    assert fault_of(text) == fault


# A table reads back as the same, in whatever layout it is written.


def _plain(actors, issues, able, at, care):
    return [
        (*COLUMNS[:1], "issue", *COLUMNS[1:]),
        *((a, i, able[a], at[a, i], care[a, i]) for a in actors for i in issues),
    ]


def _wide(actors, issues, able, at, care):
    head = [word for i in issues for word in (f"position_{i}", f"{i} salience")]
    rows = [[a, able[a], *(one for i in issues for one in (at[a, i], care[a, i]))] for a in actors]
    return [["actor", "capability", *head], *rows]


def _deu(actors, issues, able, at, care):
    head = [word for a in actors for word in (f"pos_{a}", f"sal_{a}", f"capability_{a}")]
    return [
        ["issue", *head],
        *([i, *(one for a in actors for one in (at[a, i], care[a, i], able[a]))] for i in issues),
    ]


def _decide(actors, issues, able, at, care):
    return [
        *(("#A", a, a) for a in actors),
        *(("#P", i, i) for i in issues),
        *(("#D", a, i, at[a, i], care[a, i], able[a]) for a in actors for i in issues),
    ]


def _numbered(*table):
    head, *rows = _plain(*table)
    return [("", *head), *((number, *row) for number, row in enumerate(rows))]


def written(rows, mark, comma):
    """Rows as text; comma: whether numbers are written with a decimal comma."""
    text = io.StringIO()
    shown = [
        [
            repr(one).replace(".", "," if comma else ".") if isinstance(one, float) else one
            for one in row
        ]
        for row in rows
    ]
    csv.writer(text, delimiter=mark).writerows(shown)
    return text.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(2, 5), st.integers(1, 4), st.randoms(use_true_random=False),
    st.sampled_from([_plain, _wide, _deu, _decide, _numbered]), st.sampled_from(",;\t|"),
    st.booleans(),
)  # fmt: skip
def test_a_table_reads_back_the_same_in_every_layout(actors, issues, luck, layout, mark, comma):
    names, questions = [f"at{a}" for a in range(actors)], [f"q{i}" for i in range(issues)]
    able = {a: 1 + luck.random() for a in names}
    at = {(a, i): 100 * luck.random() for a in names for i in questions}
    care = {(a, i): 0.01 + 0.98 * luck.random() for a in names for i in questions}
    expected = parse_table(written(_plain(names, questions, able, at, care), ",", comma=False))
    found = parse_table(written(layout(names, questions, able, at, care), mark, comma))
    assert (found.actors, found.issues) == (expected.actors, expected.issues)
    for part in ("positions", "saliences", "capabilities"):
        assert getattr(found.table, part).tobytes() == getattr(expected.table, part).tobytes()
    again = parse_table(as_csv(found))
    assert np.array_equal(again.table.positions, found.table.positions)
    assert again.table.saliences.tobytes() == found.table.saliences.tobytes()


def test_absent_stances_read_back_the_same():
    stances = parse_table(ISSUES + FOUR)
    again = parse_table(as_csv(stances))
    assert again.absent == stances.absent
    assert again.table.positions.tobytes() == stances.table.positions.tobytes()
