"""A plan to start from."""

from __future__ import annotations

from contactline.scenario.scalars import quoted
from contactline.scenario.template import title_of
from contactline.study.plan.content import PLAN_SCHEMA_FILE

TEMPLATE = """\
# yaml-language-server: $schema={schema}
# A plan: scenarios x cases x dials swept x seeds, all in the same worlds. Carry it out with
#     contactline plan {file} --chart found.png --out found.csv
# Lines that begin with # say what else there is.

title: {title}
question: How does quiet along the line move with discipline?

# Bundled scenarios (`contactline list`), or files beside this one such as mine.yaml.
scenarios: [base, uk-france-monitors]

# `as it comes`, or `imposed`: a ceasefire is put in force in every world.
view: imposed

# Dials (`contactline dials`), and numbers of actors, with another value in all scenarios.
# set:
#   horizon_days: 365
#   actors.uk.home_support: 0.6

# Dials with their values, in all combinations: FROM:TO:VALUES, or a list.
over:
  front.discipline: 0:1:5
#   mission.proposal: [monitors, buffer]

# Several things changed at once, by the name of the case.
# cases:
#   as it is: {{}}
#   twice the force, backed: {{mission.pledge_scale: 2, broker.backing: 1}}

# A measure, an outcome, outcomes joined by +, or ceasefire_holds; docs/measures.md has them all.
measures: [ceasefire_holds, violations_per_week]

# Worlds at every point, and where luck starts. Several seeds are as many runs of all of it.
worlds: 100
seeds: [1]

# A scenario, or a case, that all others are compared with.
against: base
"""


def plan_template(name: str) -> str:
    """Return the text of a plan to start from. name: what the file will be called."""
    title = title_of(name)
    file = f"{name}.yaml" if title else "FILE"
    return TEMPLATE.format(
        schema=PLAN_SCHEMA_FILE, file=" ".join(file.split()), title=quoted(title or "My study")
    )
