"""How well the model does: the kept check against the record, as a page and a hand-out say it."""

from __future__ import annotations

from collections.abc import Sequence
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
from contactline.show.words.commands import command
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


def standing(scenario: Scenario, charts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what a report says of how well the model does: a line, sentences, charts and table.

    charts: as `check_charts` gives them.
    """
    found = kept()
    check = found.check
    return {
        "standing_line": line_of(found, scenario),
        "standing": {
            "sentences": sentences_of(found),
            "charts": charts,
            "sheets": [check_sheet(check), source_sheet(check)] if check else [],
        },
    }


def sentences_of(found: Kept) -> list[str]:
    """Return how many patterns are met, what that means, and what the check does not speak for."""
    if found.check is None:
        return [found.fault or say(NOT_CHECKED)]
    said = [met_sentence(found.check), say(MEANING), say(ONE_BASE)]
    return said if found.present else [say(OTHER_BASE), *said]


def check_charts() -> list[dict[str, Any]]:
    """Return the slides of the kept check as SVG with their words; none of what cannot be used."""
    from contactline.show.charts.patterns import NAME, pictures
    from contactline.show.charts.saving import svg_text

    check = kept().check
    drawn = pictures(check, _command(check)) if check else []
    return [
        {"svg": Markup(svg_text(one, f"{NAME}-{at}")), "alt": one.alt, "caption": one.caption}  # noqa: S704 - an SVG of ours
        for at, one in enumerate(drawn, start=1)
    ]


def _command(check: Check) -> str:
    """Return the command that makes the kept check anew."""
    worlds = max((one.worlds for one in check.verdicts), default=0)
    return command("check", check.scenario, "--worlds", str(worlds), "--seed", str(check.seed))
