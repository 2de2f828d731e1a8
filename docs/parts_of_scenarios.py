"""What is made in the folder of scenarios: the comments of base, and the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from contactline.dials import DIALS, Dial
from contactline.scenario import SCHEMA_FILE, json_schema, schema_text
from contactline.study.plan import PLAN_SCHEMA_FILE, plan_schema

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
BASE, SCHEMA = SCENARIOS / "base.yaml", SCENARIOS / SCHEMA_FILE
EXPERIMENTS = SCENARIOS.parent / "experiments"
PLAN_SCHEMA = EXPERIMENTS / PLAN_SCHEMA_FILE
WIDTH = 96


def schema(_: str) -> str:
    """Return the text of the JSON Schema of scenario files, whatever stands there now."""
    return schema_text(json_schema())


def schema_of_plans(_: str) -> str:
    """Return the text of the JSON Schema of plans, whatever stands there now."""
    return schema_text(plan_schema())


def commented(text: str) -> str:
    """Return the text of base in which each dial stands below its comment, and no other one."""
    return "".join(f"{line}\n" for line in _lines(text))


def _lines(text: str) -> Iterator[str]:
    section = ""
    for line in text.splitlines():
        key = line.partition(":")[0]
        section = section if line.startswith((" ", "#")) else key
        if line.startswith("  #") and any(dial.section == section for dial in DIALS.values()):
            continue
        if dial := DIALS.get(f"{section}.{key.strip()}"):
            yield from _comment(dial)
        yield line


def _comment(dial: Dial) -> list[str]:
    """Return the sentence, the range and the basis of a dial as lines of a comment."""
    allowed = dial.allowed[0].upper() + dial.allowed[1:]
    words = f"{dial.sentence} {allowed}. Basis: {', '.join(dial.basis)}."
    indent = {"initial_indent": "  # ", "subsequent_indent": "  # "}
    return wrap(words, WIDTH, break_on_hyphens=False, **indent)
