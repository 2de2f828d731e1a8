"""A scenario file to start from."""

from __future__ import annotations

import re

from contactline.scenario.library import load
from contactline.scenario.scalars import has_visible_letter, quoted
from contactline.scenario.schema import SCHEMA_FILE
from contactline.scenario.writing import in_one_line

_BODY = """\
# yaml-language-server: $schema={schema}
#
# A scenario is a change to another one: only what differs from its parent stands here. As it is,
# this file changes nothing. Take the # away before an example, and change its number.
# `contactline validate` checks a file and names every fault with its line; `contactline dials WORD`
# finds numbers by a word; docs/which-lever.md says which lever answers which question.

from: base
title: {title}
summary: "What happens in it, in one or two sentences."
question: "What should a class discuss?"

# The claims of the article it encodes; `contactline claims` lists their ids.
claims: []

# Dials, grouped by section or by their dotted names; `contactline dials` lists them all.
# A number may be one value, a distribution from which each world draws, or a change of what the
# parent says:
#   {{uniform: [100, 240]}}          any value from 100 to 240
#   {{triangular: [100, 174, 240]}}  most likely 174
#   {{normal: [174, 20]}}            mean 174, standard deviation 20, kept within the dial's range
#   {{choice: {{100: 1, 174: 3}}}}     174 three times as often as 100
#   {{times: 2}}                     twice what the parent says
#   {{plus: 0.2}}                    0.2 more than the parent says
# The numbers below are those of base.
# war:
#   assaults_per_day: {assaults}
# broker.pressure_on_russia: {pressure}

# What should come out as more or less than in base; each report then says whether it did.
# expect:
#   area_km2: more

# Actors of the parent can be changed field by field, added, or removed with `null`.
# Positions run from 0 to 100, salience and (of the two sides alone) flexibility from 0 to 1.
# actors:
#   uk:
#     home_support: {support}
#     stances:
#       foreign_force: {{position: {position}, salience: {salience}}}
#   ireland:   # base does not have it
#     name: Ireland
#     role: contributor
#     capability: 0.1
#     deployable_troops: 1000
#     home_support: 0.4
#     plays: {{pledge: after_ceasefire}}   # somebody else decides: see docs/seats.md
#     basis: [assumption]
#     stances:
#       foreign_force: {{position: 30, salience: 0.8}}

# Events change dials from a day on; give `date` or `day` (counted from day 0).
# events:
#   more-pressure:
#     date: 2025-03-01
#     title: The broker presses both sides harder
#     change: {{broker.pressure_on_russia: 0.7, broker.pressure_on_ukraine: 0.7}}
#   school-truce:
#     date: 2025-08-29
#     title: Both sides recommit to the ceasefire for the start of school
#     recommit: true   # only where a ceasefire stands by then
#   christmas:
#     date: 2025-12-24
#     title: A truce over Christmas
#     truce: {{days: 3, by: both, compliance: 0.5}}   # only where there is war; no ceasefire
"""


def template(name: str) -> str:
    """Return the text of a commented scenario file that loads as it is.

    name: what the file will be called; its title is made from it.
    """
    title = title_of(name) or "My scenario"
    return _BODY.format(schema=SCHEMA_FILE, title=quoted(title), **_in_base())


def title_of(name: str) -> str:
    """Return a title made from the name of a file; "" if that has no letter that can be seen."""
    spaced = re.sub(r"[-_\s]", " ", name)
    words = " ".join("".join(filter(str.isprintable, spaced)).split())
    return (words[:1].upper() + words[1:])[:120] if has_visible_letter(words) else ""


def _in_base() -> dict[str, str]:
    """Return the numbers of base that stand in the examples, as a file writes them."""
    base = load("base")
    uk = base.actors["uk"]
    numbers = {
        "assaults": base.dials["war.assaults_per_day"],
        "pressure": base.dials["broker.pressure_on_russia"],
        "support": uk.home_support,
        "position": uk.stances["foreign_force"].position,
        "salience": uk.stances["foreign_force"].salience,
    }
    return {name: in_one_line(number) for name, number in numbers.items()}
