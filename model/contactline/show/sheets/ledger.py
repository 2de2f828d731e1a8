"""The ledger as tables to read: numbers with grade and source, and what each dial moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contactline.evidence import ASSUMPTION, Ground
from contactline.language import marked, say, say_as, say_many
from contactline.language.phrases import counted, decimal, whole
from contactline.scenario import Scenario
from contactline.scenario.assumptions import in_words
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.numbers import signed, span_in_cell
from contactline.show.words.overturning import break_sign, ends_text, level_text
from contactline.study.ledger import MAINS, Effect, Ledger, LedgerEntry, Number

NUMBER_HEAD = (
    marked("Number"), marked("Value"), marked("Unit"), marked("Grade"), marked("Rests on")
)  # fmt: skip
LEDGER_HEAD = (
    marked("Dial"), marked("Grade"), marked("Moved between"), marked("Ceasefire"), marked("Holds"),
    marked("On the line"), marked("Break-even"),
)  # fmt: skip
MARKS = {"worlds": "", "figure": " †", "declared": " *", "words": ""}


def number_sheets(scenario: Scenario, numbers: Sequence[Number]) -> list[tuple[str, Sheet]]:
    """Return the numbers of a scenario section by section, each with the title of its section."""
    sections: dict[str, list[Number]] = {}
    for one in numbers:
        sections.setdefault(one.section, []).append(one)
    return [
        (_title(scenario, section, found), _number_sheet(scenario, section, found))
        for section, found in sections.items()
    ]


def _title(scenario: Scenario, section: str, found: Sequence[Number]) -> str:
    actor = scenario.actors.get(section.partition(".")[2]) if "." in section else None
    weak = sum(one.grade == ASSUMPTION for one in found)
    named = f"{section} ({say(actor.name)})" if actor else section
    return say(
        "{section}: {n} in all, {weak} of them assumption", section=named, n=len(found), weak=weak
    )


def _number_sheet(scenario: Scenario, section: str, found: Sequence[Number]) -> Sheet:
    rows = tuple(
        (
            f"`{one.name}`",
            _value(one),
            say(one.dial.unit),
            say(one.grade),
            "; ".join(sources_of(one)),
        )
        for one in found
    )
    caption = say(
        "Numbers of `{scenario}` in the section {section}", scenario=scenario.name, section=section
    )
    return Sheet(caption, tuple(map(say, NUMBER_HEAD)), rows)


def _value(one: Number) -> str:
    """Return a value in words; the word of an option is a name."""
    return f"`{one.value}`" if isinstance(one.value, str) else in_words(one.value)


def sources_of(one: Number) -> list[str]:
    """Return what a number rests on: its sources in words, and `assumption` for what has none."""
    assumed = [say(ASSUMPTION)] if ASSUMPTION in one.dial.basis else []
    return [*map(_ground, one.grounds), *assumed]


def _ground(one: Ground) -> str:
    """Return a source with its date and how sure it is, as `Ground.in_words` has it in English."""
    dated = "" if one.when in one.source else f" ({one.when})"
    sure = "" if one.source.startswith(one.sure) else f", {say(one.sure)}"
    return f"{one.id}: {say(one.source)}{dated}{sure}"


def ledger_sheet(one: Ledger, entries: Iterable[LedgerEntry], *, pairs: bool = True) -> Sheet:
    """Return a row a dial: grade, ends, effects on the main questions in points, break-evens.

    pairs: name all words of an option, and the two words that an effect lies between.
    """
    rows = tuple(
        (
            entry.name,
            say(entry.number.grade),
            _ends(entry, pairs),
            *_effects(entry, pairs),
            _breaks(entry),
        )
        for entry in entries
        if entry.ends
    )
    return Sheet(ledger_caption(one), tuple(map(say, LEDGER_HEAD)), rows)


def ledger_caption(one: Ledger) -> str:
    """Return what the table shows, how many worlds it rests on, and what its marks mean."""
    heads = zip(LEDGER_HEAD[3:6], MAINS.values(), strict=True)
    asked = "; ".join(f"{say(head)}: {say(main.clause)}" for head, main in heads)
    return say_many(
        "One dial at a time under {scenario}, {view}, the same {worlds} worlds each time, seed "
        "{seed}: points by which the share of worlds "
        "changes from the low to the high end ({asked}). In brackets: within noise. "
        "Ends are those between which nine of ten worlds draw; † the range of the published "
        "figure; * all that the dial allows, as nothing narrower is known. Break-even: the value "
        "from which on another outcome is the most frequent, or a difference vanishes or turns",
        "One dial at a time under {scenario}, {view}, the same {worlds} worlds each time, seed "
        "{seed}: points by which the share of worlds "
        "changes from the low to the high end ({asked}). In brackets: within noise. "
        "Ends are those between which nine of ten worlds draw; † the range of the published "
        "figure; * all that the dial allows, as nothing narrower is known. Break-even: the value "
        "from which on another outcome is the most frequent, or a difference vanishes or turns",
        one.worlds, scenario=one.scenario.name, view=say(one.scenario.view),
        worlds=whole(one.worlds), seed=str(one.seed), asked=asked,
    )  # fmt: skip


def _ends(entry: LedgerEntry, pairs: bool) -> str:
    """Return the ends with the mark of where they are from; many words only if there is room."""
    if entry.ends is None:
        return NONE
    if not pairs and len(entry.ends.levels) > 2:
        return counted(len(entry.ends.levels), "word")
    return ends_text(entry.ends) + MARKS[entry.ends.origin]


def _effects(entry: LedgerEntry, pairs: bool) -> tuple[str, ...]:
    """Return the effects in points; within noise in brackets."""
    many = pairs and entry.ends is not None and len(entry.ends.levels) > 2
    return tuple(_points(effect, named=many) for effect in entry.effects)


def _points(effect: Effect, *, named: bool) -> str:
    text = signed(decimal(100 * effect.change.difference))
    text = f"({text})" if effect.change.within_noise else text
    if named and effect.low != effect.high:
        return f"{text}, {span_in_cell(level_text(effect.low), level_text(effect.high))}"
    return text


def _breaks(entry: LedgerEntry) -> str:
    """Return every break-even with what it overturns; in brackets where noise explains the end."""
    told = []
    for turn in entry.turns:
        kind = turn.finding.kind
        what = say_as("ledger", "outcome") if kind == "outcome" else turn.finding.name
        text = f"{what} {break_sign(entry, turn)}"
        told.append(text if turn.clear else f"({text})")
    return "; ".join(told) or NONE
