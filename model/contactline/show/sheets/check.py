"""The check against the record as tables to read: the patterns, and where each is from."""

from __future__ import annotations

from contactline.language import marked, say
from contactline.language.phrases import whole
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.checks import said_of, setup_in_words, title_with_unit, verdict_word
from contactline.study.patterns.verdict import Check, Verdict

WORLDS = marked("Worlds")
HEAD = (
    marked("Pattern (unit)"), marked("Record"), marked("Tolerance"),
    marked("Model (95 % interval)"), WORLDS, marked("Verdict"),
)  # fmt: skip


def check_sheet(check: Check, *, by_setup: bool = False) -> Sheet:
    """Return the patterns as a table.

    by_setup: without what the situation above each group of rows says, which `setup_in_words` is.
    """
    rows = tuple(_row(one, by_setup) for one in check.verdicts)
    caption = say(
        "The patterns of the record and what the model shows under `{scenario}`, seed {seed}, "
        "with 95 % intervals over the worlds run",
        scenario=check.scenario, seed=str(check.seed),
    )  # fmt: skip
    head = tuple(say(name) for name in HEAD if not by_setup or name != WORLDS)
    return Sheet(caption, head, rows)


def _row(one: Verdict, by_setup: bool) -> tuple[str, ...]:
    said = said_of(one)
    numbers = (
        title_with_unit(one, said.unit),
        said.record,
        said.tolerance,
        said.model_and_interval,
    )
    if by_setup:
        return (*numbers, verdict_word(one))
    worlds = whole(one.worlds) if one.worlds else NONE
    word = verdict_word(one)
    fitted = say("{verdict} (not fitted)", verdict=word) if one.held_out else word
    return (*numbers, worlds, fitted)


def source_sheet(check: Check) -> Sheet:
    """Return where each pattern is from, how sure it is, and where the model was looked at."""
    rows = tuple(
        (say(one.title), say(one.figure.what), _source(one), setup_in_words(one))
        for one in check.verdicts
    )
    head = (
        say("Pattern"), say("What is on record"), say("Source, and how sure"),
        say("Where the model was looked at"),
    )  # fmt: skip
    return Sheet(say("Source and situation of each pattern"), head, rows)


def _source(one: Verdict) -> str:
    """Return the source, the year unless it is in it, and how sure the number is."""
    figure = one.figure
    year = "" if str(figure.year) in figure.source else f", {figure.year}"
    return f"{say(figure.source)}{year}; {say(figure.sure)}"
