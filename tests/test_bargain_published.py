"""Tables as papers and programs of the field print them, each with what it says, worked by hand.

They are made for these tests after the kinds: expected utility with risks, group decisions with
flexibility, panels of experts, decisions of the European Union, tables copied from a page.
"""

from __future__ import annotations

import pytest

from contactline.bargaining.tables import parse_table, read_table
from contactline.errors import TableError

# Name, capability, position, salience: what every table of one issue below says.
THREE = (("North", 90, 100, 0.8), ("South Sea", 40, 0, 1), ("Isles", 10, 50, 0.3))

ONE_ISSUE = {
    "with risks and flexibility": (
        "Player Name,Resources,Outcome,Salience,Risk,Flexibility\n"
        "North,90,100,80,1.2,.5\nSouth Sea,40,0,100,.8,.4\nIsles,10,50,30,1,.2\n"
    ),
    "with veto": (
        "Stakeholder,Influence,Outcome,Salience,Flexibility (Resolve),Veto\n"
        "North,90,100,80,1,0\nSouth Sea,40,0,100,60,1\nIsles,10,50,30,20,0\n"
    ),
    "with groups of players": (
        "Group,Player,Weight,Ideal Point,Interest\n"
        "Coast,North,90,100,80\nCoast,South Sea,40,0,100\nSea,Isles,10,50,30\n"
    ),
    "with groups of stakeholders": (
        "Stakeholder Group,Stakeholder,Influence,Importance,Position,Position Description\n"
        "Coast,North,90,80,100,hard\nCoast,South Sea,40,100,0,soft\nSea,Isles,10,30,50,neither\n"
    ),
    "potential": (
        "Actors\tPotential\tPosition\tSalience\tNotes\n"
        "North\t90\t100\t80\tx\nSouth Sea\t40\t0\t100\ty\nIsles\t10\t50\t30\tz\n"
    ),
    "clout": (
        "Name,Clout,Priority,Preference\nNorth,90,80,100\nSouth Sea,40,100,0\nIsles,10,30,50\n"
    ),
    "outcome that is wished": (
        "Stakeholder,Potential power,Desired outcome,Salience level\n"
        "North,90,100,80\nSouth Sea,40,0,100\nIsles,10,50,30\n"
    ),
    "letters with an index": (
        "i,Actor,Capability c_i,Salience s_i,Position x_i,Risk R_i\n"
        "1,North,90,80,100,1.2\n2,South Sea,40,100,0,.9\n3,Isles,10,30,50,1\n"
    ),
    "per cent throughout": (
        "Actor,Power,Position,Salience\nNorth,90%,100%,80%\nSouth Sea,40 %,0 %,100 %\n"
        "Isles,10%,50%,30%\n"
    ),
    "units": (
        "Actor;Votes;Position;Salience\nNorth;90 votes;100;80\nSouth Sea;40 votes;0;100\n"
        "Isles;10 votes;50;30\n"
    ),
    "footnotes, a total and a source cut at its commas": (
        "Table 1. Who wants what\nCountry,Capabilities,Position,Salience\n"
        "North*,90^a,100,80\nSouth Sea\u2020,40,0*,100\nIsles,10,50,30\nTotal,140,,\n"
        "* With its allies, and others.\n\u2020 In part.\na Estimate.\n"
        "Source: after a survey (1994), p. 85, own count.\n"
    ),
    "means, extremes and a count": (
        "Actor,Power,Position,Salience\nNorth,90,100,80\nSouth Sea,40,0,100\nIsles,10,50,30\n"
        "Weighted mean,,68,\nMin,10,0,30\nMax,90,100,100\nSD,40,50,36\nN = 3,,,\n"
    ),
    "headings of parts": (
        "Actor,Power,Position,Salience\nCoast,,,\nNorth,90,100,80\nSouth Sea,40,0,100\n"
        "Sea,,,\nIsles,10,50,30\n"
    ),
    "copied with single blanks": (
        "Actor Resources Position Salience\nNorth 90 100 80\nSouth Sea 40 0 100\nIsles 10 50 30\n"
    ),
    "copied with several blanks": (
        "Actor        Resources  Position  Salience\n"
        "North               90       100        80\n"
        "South Sea           40         0       100\n"
        "Isles               10        50        30\n"
    ),
    "Markdown": (
        "**Table 2**\n\n| **Actor** | Power | Position | Salience |\n|:--|--:|:-:|--|\n"
        "| North\\* | 90 | 100 | 80 |\n| **South Sea** | 40 | 0 | 100 |\n| Isles | 10 | 50 | 30 |\n"
        "| *Total* | 140 | | |\n\n\\* with its allies\n"
    ),
    "LaTeX": (
        "\\begin{tabular}{lrrr}\n\\toprule\nActor & Power & Position & Salience \\\\ \\midrule\n"
        "North & 90 & 100 & 80\\% \\\\\nSouth Sea & 40 & 0 & 100\\% \\\\[2pt]\n"
        "Isles & 10 & 50 & 30\\% \\\\\n\\bottomrule\n\\end{tabular}\n"
    ),
    "German, with notes": (
        "Akteur;Macht;Position;Wichtigkeit\nNorth;90;100;0,8\nSouth Sea;40;0;1,0\nIsles;10;50;0,3\n"
        "Anmerkung: eigene Erhebung\nQuelle: Umfrage\n"
    ),
    "on its side": (
        "Actor,North,South Sea,Isles\nPower,90,40,10\nPosition,100,0,50\nSalience,80,100,30\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ONE_ISSUE.values(), ids=ONE_ISSUE)
def test_a_printed_table_of_one_issue_reads_as_what_it_says(text):
    stances = parse_table(text)
    table = stances.table
    columns = (table.capabilities[:, 0], table.positions[:, 0, 0], table.saliences[:, 0, 0])
    found = zip(stances.actors, *(part.tolist() for part in columns), strict=True)
    assert tuple(found) == THREE


@pytest.mark.parametrize("name", ["with risks and flexibility", "on its side", "with veto"])
def test_a_printed_table_in_a_workbook_reads_as_what_it_says(tmp_path, name):
    openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    book = openpyxl.Workbook()
    for line in ONE_ISSUE[name].splitlines():
        book.active.append([float(one) if one[:1].isdigit() else one for one in line.split(",")])
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx").table
    columns = (table.capabilities[:, 0], table.positions[:, 0, 0], table.saliences[:, 0, 0])
    assert [part.tolist() for part in columns] == [[90, 40, 10], [100, 0, 50], [0.8, 1, 0.3]]


TWO_ISSUES = {
    "votes and pairs": (
        "Member State,Voting power,Quota position,Quota salience,Ban position,Ban salience\n"
        "Germany,29,0,80,100,50\nSpain,27,100,60,0,40\n"
    ),
    "salience of": (
        "Actor,Power,Position on Quota,Salience of Quota,Position on Ban,Salience of Ban\n"
        "Germany,29,0,80,100,50\nSpain,27,100,60,0,40\n"
    ),
    "issues over their pairs": (
        "Actor,Power,Quota,,Ban,\n,,Position,Salience,Position,Salience\n"
        "Germany,29,0,80,100,50\nSpain,27,100,60,0,40\n"
    ),
    "issues over P and S": (
        "Actor,Power,Quota,,Ban,\n,,P,S,P,S\nGermany,29,0,80,100,50\nSpain,27,100,60,0,40\n"
    ),
    "exchange": (
        "actor;issue;position;salience;power\nGermany;Quota;0;0,8;29\nGermany;Ban;100;0,5;29\n"
        "Spain;Quota;100;0,6;27\nSpain;Ban;0;0,4;27\n"
    ),
    "on its side": (
        "Actor,Germany,Spain\nPower,29,27\nQuota position,0,100\nQuota salience,80,60\n"
        "Ban position,100,0\nBan salience,50,40\n"
    ),
}


@pytest.mark.parametrize("text", TWO_ISSUES.values(), ids=TWO_ISSUES)
def test_a_printed_table_of_two_issues_reads_as_what_it_says(text):
    stances = parse_table(text)
    assert (stances.actors, stances.issues) == (("Germany", "Spain"), ("Quota", "Ban"))
    assert stances.table.capabilities[:, 0].tolist() == [29, 27]
    assert stances.table.positions[..., 0].tolist() == [[0, 100], [100, 0]]
    assert stances.table.saliences[..., 0].tolist() == [[0.8, 0.5], [0.6, 0.4]]


UNION = {
    "short": (
        "prnr,isnr,pcom,scom,pep,sep,pat,sat,rp,out\n"
        "1,1,100,50,0,60,20,70,0,50\n1,2,0,30,90,40,10,20,0,50\n"
    ),
    "with years": (
        "proposal_id;issue_id;year;pos_com;sal_com;pos_ep;sal_ep;pos_at;sal_at\n"
        "2012/1;1;2012;100;50;0;60;20;70\n2012/1;2;2012;0;30;90;40;10;20\n"
    ),
    "names over P and S": (
        "Issue,com,,ep,,at,\n,P,S,P,S,P,S\n1,100,50,0,60,20,70\n2,0,30,90,40,10,20\n"
    ),
}


@pytest.mark.parametrize("text", UNION.values(), ids=UNION)
def test_decisions_of_the_union_read_as_what_they_say(text):
    stances = parse_table(text)
    assert (stances.actors, stances.issues) == (("com", "ep", "at"), ("1", "2"))
    assert stances.table.positions[..., 0].tolist() == [[100, 0], [0, 90], [20, 10]]
    assert stances.table.saliences[..., 0].tolist() == [[0.5, 0.3], [0.6, 0.4], [0.7, 0.2]]
    assert stances.table.capabilities[:, 0].tolist() == [1, 1, 1]


def test_years_of_the_emission_standards_keep_their_scale():
    text = "Country | c | s | x\nNetherlands | 8 | 80 | 4 years\nFrance | 16 | 60 | 10 years\n"
    stances = parse_table(text, scale=(4, 10))
    assert stances.table.positions[:, 0, 0].tolist() == [0, 100]


REFUSED = {
    "ranges": (
        "Actor,Power,Position,Salience\nA,9,40-60,80\nB,4,0–20,50\n",
        "2:5: position must be a number from 0 to 100, got the text '40-60' and 1 more with two "
        "ends. Write one number, such as the middle",
    ),
    "words beside numbers": (
        "Actor,Power,Position,Salience\nA,9,20 (soft),80\nB,4,90 (hard),50\n",
        "2:5: position must be a number from 0 to 100, got the text '20 (soft)' and 1 more with "
        "something beside it. Write the number alone",
    ),
    "about": (
        "Actor,Power,Position,Salience\nA,9,~20,80\nB,4,50,50\n",
        "2:5: position of A: must be a number from 0 to 100, got the text '~20'. "
        "Write the number alone",
    ),
    "a page": (
        "<table><tr><td>Actor</td></tr></table>",
        "1:1: XML is read of KTAB's scenarios (Scenario) and Excel's tables (Workbook), got a page "
        "in HTML. Save the table as CSV",
    ),
}


@pytest.mark.parametrize(("text", "fault"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_by_one_text_with_the_way_out(text, fault):
    with pytest.raises(TableError) as caught:
        parse_table(text, "t")
    assert str(caught.value) == f"t:{fault}"
