"""What moves a measure as tables to read: single swings, rank correlations, shares of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contactline.language import marked, say, say_many
from contactline.language.phrases import decimal, whole
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.differences import TOO_FEW
from contactline.show.words.numbers import grouped, signed, span_in_cell
from contactline.show.words.overturning import level_text
from contactline.show.words.shares import interval_of, share_of
from contactline.study.inputs import MECHANISMS
from contactline.study.levels import Level
from contactline.study.sensitivity import Groups, Part, Rank, Swing

RULES = marked("Rules of the model")
PART_COLUMNS = (marked("Inputs"), marked("Share"), marked("95 % interval, %"), "")


def swing_sheet(swung: Sequence[Swing], about: str) -> Sheet:
    """Return a row a dial: both ends, the measure there, and the paired difference."""
    rows = []
    for one in swung:
        levels = span_in_cell(_level(one.low), _level(one.high))
        rows.append((one.dial, levels, *_swing_cells(one), whole(one.change.n)))
    head = (
        say("Dial"), say("From low to high"), say("Measure"), say("Difference (95 % interval)"),
        say("Worlds"),
    )  # fmt: skip
    caption = say("One dial at a time in the same worlds: {about}", about=about)
    return Sheet(caption, head, tuple(rows))


def _swing_cells(one: Swing) -> tuple[str, str]:
    """Return the measure at both ends and the difference, or that there is none to tell."""
    change = one.change
    if not change.n:
        return NONE, say("no world has a value at both ends")
    ends = grouped([change.a, change.b, change.difference, change.low, change.high])
    measure = span_in_cell(*ends[:2])
    if change.too_few:
        return measure, f"{signed(ends[2])}, {say(TOO_FEW)}"
    if change.higher == change.lower == 0:
        return measure, say("none: the same at both ends in every world")
    noise = say(", within noise") if one.within_noise else ""
    return measure, f"{signed(ends[2])} ({span_in_cell(*ends[3:])}){noise}"


def rank_sheet(ranked: Sequence[Rank], of: int, about: str) -> Sheet:
    """Return a row an input: its rank correlation with the measure. of: how many were looked at."""
    rows = tuple(
        (
            one.dial,
            _signed(one.correlation),
            span_in_cell(_signed(one.low), _signed(one.high)),
            whole(one.n),
        )
        for one in ranked
    )
    head = (say("Input"), say("Rank correlation"), say("95 % interval"), say("Worlds"))
    caption = say(
        "{n} of {of} inputs, the strongest that stand out from chance: {about}",
        n=len(rows), of=of, about=about,
    )  # fmt: skip
    return Sheet(caption, head, rows)


def _signed(correlation: float) -> str:
    return decimal(correlation, 2, sign=True)


def _level(level: Level) -> str:
    """Return a value of a dial as text; a word stands without its backticks."""
    return level_text(level).strip("`")


def mechanism_sheet(one: Groups) -> Sheet:
    """Return a row a group of inputs by mechanism, and all of them in the last."""
    rows = [_row(say(MECHANISMS[part.name]), part) for part in one.mechanisms]
    head = (say("Group"), *map(say, PART_COLUMNS))
    caption = say("What carries the answer, by mechanism: {about}", about=_about(one))
    return Sheet(caption, head, (*rows, _all(one)))


def actor_sheet(one: Groups, names: Mapping[str, str]) -> Sheet:
    """Return a row an actor, and one for the rules that are nobody's. names: of actors by id."""
    rows = [_row(say(names.get(part.name, RULES)), part) for part in one.actors]
    head = (say("Whose"), *map(say, PART_COLUMNS))
    caption = say("What carries the answer, by actor: {about}", about=_about(one))
    return Sheet(caption, head, (*rows, _all(one)))


def input_sheet(one: Groups, most: int) -> Sheet:
    """Return a row an input that is told from chance, at most so many."""
    clear = [part for part in one.inputs if not part.within_noise]
    rows = tuple((part.name, share_of(part), interval_of(part)) for part in clear[:most])
    caption = say(
        "{n} of {of} inputs, the strongest told from chance: {about}",
        n=len(rows), of=len(one.inputs), about=_about(one),
    )  # fmt: skip
    return Sheet(caption, (say("Input"), *map(say, PART_COLUMNS[1:3])), rows)


def _row(label: str, part: Part) -> tuple[str, ...]:
    noise = say("within noise") if part.within_noise else ""
    return label, whole(part.inputs), share_of(part), interval_of(part), noise


def _all(one: Groups) -> tuple[str, ...]:
    share = say("unknown") if one.is_noise else "100 %"
    return say("All inputs"), whole(len(one.inputs)), share, "–", ""


def _about(one: Groups) -> str:
    return say_many(
        "{question} ({n} worlds)", "{question} ({n} worlds)",
        one.worlds, question=say(one.question.words), n=whole(one.worlds),
    )  # fmt: skip
