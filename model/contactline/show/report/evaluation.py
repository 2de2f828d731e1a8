"""How well the model does: the kept check against the record, as a page and a hand-out say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contactline.errors import EvidenceError
from contactline.scenario.assumptions import count_inputs
from contactline.show.sheets.runs import Sheet
from contactline.show.words.checks import (
    MEANING,
    NOT_CHECKED,
    OTHER_BASE,
    met_sentence,
    said_of,
    setup_in_words,
    standing_line,
    title_with_unit,
    verdict_word,
)

if TYPE_CHECKING:
    from contactline.scenario import Scenario
    from contactline.study.patterns.verdict import Check, Verdict

HEAD = ("Pattern (unit)", "Record", "Tolerance", "Model (95 % interval)", "Worlds", "Verdict")
ONE_BASE = "The check is of `base`. What another scenario changes, it does not speak for."


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
    from contactline.study.patterns.stored import is_of_present_base, kept_check

    try:
        check = kept_check()
    except EvidenceError as error:
        return Kept(fault=str(error))
    return Kept(check, check is None or is_of_present_base(check))


def line_of(found: Kept, scenario: Scenario) -> str:
    """Return in one line how well the model does, and what the scenario rests on."""
    return standing_line(found.check, present=found.present, assumed=count_inputs(scenario))


def standing(scenario: Scenario, *, charts: bool) -> dict[str, Any]:
    """Return what a report says of how well the model does: a line, sentences, chart and table."""
    found = kept()
    check = found.check
    return {
        "standing_line": line_of(found, scenario),
        "standing": {
            "sentences": sentences_of(found),
            "chart": _chart(check) if check and charts else None,
            "sheets": [check_sheet(check), source_sheet(check)] if check else [],
        },
    }


def sentences_of(found: Kept) -> list[str]:
    """Return how many patterns are met, what that means, and what the check does not speak for."""
    if found.check is None:
        return [found.fault or NOT_CHECKED]
    said = [met_sentence(found.check), MEANING, ONE_BASE]
    return said if found.present else [OTHER_BASE, *said]


def check_sheet(check: Check) -> Sheet:
    """Return the patterns as a table, each with the situation it was measured in."""
    rows = tuple(_row(one) for one in check.verdicts)
    caption = (
        f"The patterns of the record and what the model shows under `{check.scenario}`, seed "
        f"{check.seed}, with 95 % intervals over the worlds run"
    )
    return Sheet(caption, HEAD, rows)


def _row(one: Verdict) -> tuple[str, ...]:
    said = said_of(one)
    worlds = f"{one.worlds:,}" if one.worlds else "–"
    numbers = (said.record, said.tolerance, said.model_and_interval, worlds)
    fitted = " (not fitted)" if one.held_out else ""
    return (title_with_unit(one, said.unit), *numbers, verdict_word(one) + fitted)


def source_sheet(check: Check) -> Sheet:
    """Return where each pattern is from, how sure it is, and where the model was looked at."""
    rows = tuple(
        (
            one.title,
            one.figure.what,
            _source(one),
            setup_in_words(one),
        )
        for one in check.verdicts
    )
    head = ("Pattern", "What is on record", "Source, and how sure", "Where the model was looked at")
    return Sheet("Source and situation of each pattern", head, rows)


def _source(one: Verdict) -> str:
    """Return the source, the year unless it is in it, and how sure the number is."""
    figure = one.figure
    year = "" if str(figure.year) in figure.source else f", {figure.year}"
    return f"{figure.source}{year}; {figure.sure}"


def _chart(check: Check) -> dict[str, Any]:
    """Return the chart as SVG with its words."""
    from markupsafe import Markup

    from contactline.show.charts.patterns import NAME, picture
    from contactline.show.charts.saving import svg_text

    drawn = picture(check)
    svg = svg_text(drawn.figure, NAME, drawn.title, drawn.alt)
    return {"svg": Markup(svg), "alt": drawn.alt, "caption": drawn.caption}  # noqa: S704
