"""Writes the generated parts of the documentation; with --check only says what is not current.

A part stands between `<!-- generated: NAME -->` and `<!-- end generated -->`. All that is in it
comes from what the program uses: dials, claims, figures, scenarios, outcomes, measures, charts.
The comments of the base scenario and the JSON Schema beside it are written too.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import parts_of_evidence as rests
import parts_of_model as holds
import parts_of_scenarios as files

from contactline.show import questions

DOCS = Path(__file__).resolve().parent
MARKED = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end generated -->)", re.DOTALL)

PARTS: Mapping[str, Callable[[], str]] = {
    "ladder": holds.ladder,
    "actors": holds.actors,
    "bargaining": holds.bargaining,
    "rivals": holds.rivals,
    "dials": holds.dials,
    "fields": holds.fields,
    "seats": holds.seats,
    "strategies": holds.strategies,
    "outcomes": holds.outcomes,
    "measures": holds.measures,
    "lasting": holds.lasting,
    "waited": holds.waited,
    "commands": holds.commands,
    "example": holds.example,
    "public-names": holds.public_names,
    "charts": holds.charts,
    "claims": rests.claims,
    "left-out": rests.left_out,
    "unsourced": rests.unsourced,
    "figures": rests.figures,
    "check": rests.check,
    "scenarios": rests.scenarios,
    "levers": questions.levers_in_markdown,
    "asked": questions.asked_in_markdown,
    "beyond": questions.beyond_in_markdown,
}


def renewed(text: str) -> str:
    """Return a page with every generated part written anew."""
    return MARKED.sub(lambda part: part[1] + PARTS[part[2]]() + part[3], text)


def stale(folder: Path = DOCS) -> dict[Path, str]:
    """Return the pages and files that are not current, each with the text it should have."""
    made = dict.fromkeys(sorted(folder.rglob("*.md")), renewed)
    if folder == DOCS:
        made |= {files.BASE: files.commented, files.SCHEMA: files.schema}
        made |= {files.PLAN_SCHEMA: files.schema_of_plans}
    found = {}
    for path, make in made.items():
        text = path.read_text(encoding="utf-8")
        new = make(text)
        if new != text:
            found[path] = new
    return found


def main() -> int:
    """Write or check all pages; return 1 if a check finds one that is not current."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the documentation.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say what is not current"
    )
    check, pages = parser.parse_args().check, stale()
    for page, text in pages.items():
        if not check:
            page.write_text(text, encoding="utf-8", newline="\n")
        state = "is not current: type `make docs`" if check else "written"
        sys.stdout.write(f"{page.relative_to(DOCS.parent).as_posix()}: {state}\n")
    return 1 if check and pages else 0


if __name__ == "__main__":
    sys.exit(main())
