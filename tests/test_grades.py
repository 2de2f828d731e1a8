"""Grades and sources of every number of base, and the command that shows them."""

import datetime as dt
import json
import re

import pytest
from ruamel.yaml import YAML

from cli_sample import call
from contactline import evidence
from contactline.dials import DIALS
from contactline.errors import EvidenceError
from contactline.evidence import ASSUMPTION, CUT_OFF, GRADES, grade, grounds_of
from contactline.scenario import load
from contactline.study.ledger import counted, in_section, numbers_of, sections_of

BASE = load("base")
NOT_NUMBERS = ("title", "summary", "question", "claims", "date", "name", "role", "basis")
FIGURES = evidence.figures()


def figure_that_is(sure):
    return next(
        one.id for one in FIGURES.values() if one.sure == sure and not isinstance(one.value, str)
    )


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (["computed"], "measured"),
        (["read"], "published"),
        (["remembered"], "published"),
        (["judgement"], "expert judgement"),
        (["computed", "read"], "published"),
        (["judgement", "computed"], "expert judgement"),
        (["computed", ASSUMPTION], "assumption"),
        ([ASSUMPTION], "assumption"),
        ([], "assumption"),
    ],
)
def test_a_grade_is_that_of_the_weakest_part(basis, expected):
    named = [one if one == ASSUMPTION else figure_that_is(one) for one in basis]
    assert grade(named) == grade(named[::-1]) == expected


def test_a_statement_read_as_a_number_is_judgement_whoever_made_it():
    assert grade(["rferl-monitors"]) == "expert judgement"
    assert grade(["stance-russia-terms"]) == "expert judgement"  # found in its source, in words
    assert grade(["rferl-monitors", figure_that_is("computed")]) == "expert judgement"


def test_an_unknown_id_names_the_nearest_one():
    for refused in (grade, grounds_of):
        with pytest.raises(EvidenceError) as error:
            refused(["rferl-monitor"])
        assert str(error.value) == (
            "'rferl-monitor' is no claim (seeds/claims.yaml) and no figure (seeds/figures.yaml). "
            "Did you mean 'rferl-monitors'? A number without a source says assumption."
        )


def test_grounds_say_who_and_when_and_how_sure():
    claim, figure = grounds_of(["no-talks-now", ASSUMPTION, "rotation-three", "no-talks-now"])
    known = evidence.claims()["no-talks-now"]
    assert (claim.what, claim.source, claim.when) == (known.paraphrase, known.said_by, known.date)
    assert claim.in_words == f"no-talks-now: {known.said_by} ({known.date}), {known.how_sure}"
    known = FIGURES["rotation-three"]
    assert figure.what == known.what
    assert figure.in_words.startswith("rotation-three: ")
    assert figure.in_words.endswith(f", {known.sure}")
    assert grounds_of([ASSUMPTION]) == ()


def test_a_year_that_the_source_names_is_not_said_twice():
    dated = evidence.Ground("a", "", "A map of May 2024", "2024", "read")
    assert dated.in_words == "a: A map of May 2024, read"
    judged = evidence.Ground("a", "", "judgement: one brigade", "2024", "judgement")
    assert judged.in_words == "a: judgement: one brigade (2024)"


def leaves(tree, path=()):
    """Every value of a scenario file with its dotted name; a distribution is one value."""
    for key, value in tree.items():
        if key in NOT_NUMBERS:
            continue
        here = (*path, key)
        inner = isinstance(value, dict) and not {"uniform", "triangular", "normal", "choice"} & {
            *value
        }
        if inner:
            yield from leaves(value, here)
        else:
            yield ".".join(here).replace(".stances.", ".")


def names_in_the_file():
    text = (evidence.scenarios_folder() / "base.yaml").read_text(encoding="utf-8")
    found = leaves(YAML(typ="safe", pure=True).load(text))
    return [re.sub(r"^(events\..*)\.date$", r"\1.day", name) for name in found]


def test_every_number_of_the_file_is_shown_with_its_grade_and_source():
    told = {one["name"]: one for one in json.loads(call("dials", "--json").stdout)}
    names = names_in_the_file()
    assert len(names) > 300
    assert [name for name in names if name not in told] == []
    for one in told.values():
        assert one["grade"] in GRADES
        assert one["grade"] == ASSUMPTION or one["sources"], one["name"]
        assert one["sources"] or ASSUMPTION in one["basis"], one["name"]
        assert "value" in one


def test_no_source_of_a_number_is_later_than_the_cut_off():
    last_year, december = CUT_OFF[:4], re.compile(r"\b(1[5-9]|2\d|3[01]) December 2024|20(2[5-9])")
    for one in numbers_of(BASE):
        for ground in one.grounds:
            assert ground.when <= CUT_OFF if "-" in ground.when else ground.when <= last_year
            assert not december.search(ground.source), ground
            assert not re.match(r"2024-12-(1[5-9]|[23])", ground.when)
    assert dt.date(2024, 12, 14) == dt.date.fromisoformat(CUT_OFF)


def test_a_number_of_an_actor_rests_on_what_its_actor_or_stance_rests_on():
    found = {one.name: one for one in numbers_of(BASE)}
    uk = BASE.actors["uk"]
    assert found["actors.uk.capability"].dial.basis == uk.basis
    stance = uk.stances["foreign_force"]
    assert found["actors.uk.foreign_force.position"].dial.basis == stance.basis
    assert found["actors.uk.foreign_force.position"].value == stance.position.to_plain()
    assert "actors.uk.foreign_force.at_least" not in found
    assert "actors.russia.deployable_troops" not in found
    assert found["actors.russia.territory.at_least"].dial.unit == "position"


def test_numbers_are_counted_by_grade_and_found_by_section():
    found = numbers_of(BASE)
    counts = counted(found)
    assert tuple(counts) == GRADES
    assert sum(counts.values()) == len(found) > len(DIALS) + 200
    uk = in_section(found, "actors.uk")
    assert {one.name.split(".")[1] for one in uk} == {"uk"}
    assert len(uk) < len(in_section(found, "actors")) < len(found)
    assert sum(len(in_section(found, one)) for one in sections_of(found) if one != "actors") == len(
        found
    )


def test_dials_in_text_name_value_grade_and_source():
    text = " ".join(call("dials", "--section", "mission").stdout.split())
    assert "mission.rotation_ratio = 3" in text
    assert "Grade: published. Rests on: - rotation-three: " in text
    reluctance = BASE.dials["mission.reluctance"].to_plain()
    ((kind, numbers),) = reluctance.items()
    assert f"mission.reluctance = {{{kind}: {numbers}}}" in text
    assert "Grade: assumption. Rests on: - assumption" in text


@pytest.mark.parametrize("section", ["actors", "actors.uk", "events", "file"])
def test_sections_beyond_the_dials_can_be_asked_for(section):
    shown = call("dials", "--section", section, "--markdown")
    assert shown.exit_code == 0
    expected = in_section(numbers_of(BASE), section)
    assert len(shown.stdout.splitlines()) == 2 + len(expected)
    assert all(f"| {one.name} |" in shown.stdout for one in expected)


def test_the_nearest_actor_is_offered():
    shown = call("dials", "--section", "actors.uc")
    assert shown.exit_code == 2
    assert "Did you mean 'actors.u" in shown.stderr
