"""Plans: scenarios, cases, dials swept and seeds, written down before anything is run.

`plan(file)` carries one out. A plan is a short YAML file, or the same keys as a mapping; all its
faults are told at once, before the first world. The same plan gives the same table anywhere.
"""

from contactline.study.plan.content import PLAN_SCHEMA_FILE, PLAN_TITLE, plan_schema
from contactline.study.plan.reading import PlanError, read_plan
from contactline.study.plan.results import PlanResults
from contactline.study.plan.running import plan
from contactline.study.plan.stated import Point, StudyPlan
from contactline.study.plan.template import plan_template

__all__ = [
    "PLAN_SCHEMA_FILE",
    "PLAN_TITLE",
    "PlanError",
    "PlanResults",
    "Point",
    "StudyPlan",
    "plan",
    "plan_schema",
    "plan_template",
    "read_plan",
]
