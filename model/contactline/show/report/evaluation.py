"""How well the model does: the kept check against the record, as a page and a hand-out say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from contactline.errors import EvidenceError
from contactline.language import marked, say
from contactline.scenario import Scenario
from contactline.scenario.assumptions import count_inputs
from contactline.show.sheets.check import check_sheet, source_sheet
from contactline.show.words.checks import (
    MEANING,
    NOT_CHECKED,
    OTHER_BASE,
    met_sentence,
    standing_line,
)
from contactline.study.patterns.stored import is_of_present_base, kept_check
from contactline.study.patterns.verdict import Check

ONE_BASE = marked("The check is of `base`. What another scenario changes, it does not speak for.")


@dataclass(frozen=True)
class Kept:
    """The check kept with the seeds. present: whether it was made of base as it stands now.

    check: None where there is none, or where it cannot be used; fault says why it cannot.
    """

    check: Check | None = None
    present: bool = True
    fault: str = ""


def kept() -> Kept:
    """Return the kept check; one that cannot be used does not stop a page, it is told there."""
    try:
        check = kept_check()
    except EvidenceError as error:
        return Kept(fault=str(error))
    return Kept(check, check is None or is_of_present_base(check))


def line_of(found: Kept, scenario: Scenario) -> str:
    """Return in one line how well the model does, and what the scenario rests on."""
    return standing_line(found.check, present=found.present, assumed=count_inputs(scenario))


def standing(scenario: Scenario, chart: dict[str, Any] | None) -> dict[str, Any]:
    """Return what a report says of how well the model does: a line, sentences, chart and table.

    chart: as `check_chart` gives it, None for none.
    """
    found = kept()
    check = found.check
    return {
        "standing_line": line_of(found, scenario),
        "standing": {
            "sentences": sentences_of(found),
            "chart": chart,
            "sheets": [check_sheet(check), source_sheet(check)] if check else [],
        },
    }


def sentences_of(found: Kept) -> list[str]:
    """Return how many patterns are met, what that means, and what the check does not speak for."""
    if found.check is None:
        return [found.fault or say(NOT_CHECKED)]
    said = [met_sentence(found.check), say(MEANING), say(ONE_BASE)]
    return said if found.present else [say(OTHER_BASE), *said]


def check_chart() -> dict[str, Any] | None:
    """Return the chart of the kept check as SVG with its words; None where no check can be used."""
    from contactline.show.charts.patterns import NAME, picture
    from contactline.show.charts.saving import svg_text

    check = kept().check
    if check is None:
        return None
    drawn = picture(check)
    svg = svg_text(drawn, NAME)
    return {"svg": Markup(svg), "alt": drawn.alt, "caption": drawn.caption}  # noqa: S704
