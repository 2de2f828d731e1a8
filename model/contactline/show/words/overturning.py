"""What a result rests on in sentences: grades counted, findings, and the dials that overturn them.

Nothing here needs a likelihood word; dials and findings are counted.
"""

from __future__ import annotations

from collections.abc import Mapping

from contactline.evidence import Grade
from contactline.language import marked, say, say_as, say_many
from contactline.language.phrases import decimal, whole
from contactline.language.texts import local_number
from contactline.show.words.numbers import grouped, level_of, signed
from contactline.study.ledger import Ledger
from contactline.study.ledger.entries import LedgerEntry, Turn
from contactline.study.ledger.findings import Finding
from contactline.study.ledger.questions import MAINS
from contactline.study.levels import Ends, Level
from contactline.world.outcomes import OUTCOMES

_SAID: Mapping[Grade, str] = {
    "measured": marked("measured"),
    "published": marked("published"),
    "expert judgement": marked("expert judgement"),
    "assumption": marked("assumptions without a source, at least in part"),
}
MOVED_ALONE = marked(
    "Each dial is moved by itself, with all others as they are. What two of them do together, and "
    "what the rules of the model leave out, is not asked here."
)


def grades_sentence(scenario: str, counts: Mapping[Grade, int]) -> str:
    """Return how many numbers of a scenario have each grade: "Of the 87 numbers ..."."""
    total = sum(counts.values())
    *first, last = (_of_grade(counts[name], words) for name, words in _SAID.items())
    return say_many(
        "Of the {count} number of `{scenario}`, {grades}, and {last}.",
        "Of the {count} numbers of `{scenario}`, {grades}, and {last}.",
        total, count=whole(total), scenario=scenario, grades=", ".join(first), last=last,
    )  # fmt: skip


def _of_grade(count: int, words: str) -> str:
    """Return how many numbers have a grade: "12 are measured"."""
    if count == 1 and words == _SAID["assumption"]:
        words = marked("an assumption without a source, at least in part")
    return say_many("{count} is {grade}", "{count} are {grade}", count,
                    count=whole(count), grade=say(words))  # fmt: skip


def finding_sentence(finding: Finding, one: Ledger) -> str:
    """Return what the runs say with every dial as written."""
    if finding.change is None:
        label = _lower(OUTCOMES[finding.name].label)
        return say_many(
            "The most frequent outcome under `{scenario}` is “{label}”, in {hits} of {count} "
            "worlds.",
            "The most frequent outcome under `{scenario}` is “{label}”, in {hits} of {count} "
            "worlds.", one.worlds,
            scenario=one.scenario.name, label=label, hits=whole(finding.worlds),
            count=whole(one.worlds),
        )  # fmt: skip
    change = finding.change
    low, high, points = (
        signed(decimal(100 * end)) for end in (change.low, change.high, change.difference)
    )
    interval = say("{interval} {low} to {high}", interval=level_of(0.95), low=low, high=high)
    return say(
        "Under `{scenario}`, {more}: {points} points ({interval}).",
        scenario=one.scenario.name, more=_more_than(finding, one.parent), points=points,
        interval=interval,
    )  # fmt: skip


def _more_than(finding: Finding, parent: str) -> str:
    """Return "a ceasefire holds in more worlds than under `base`"."""
    clause = say(MAINS[finding.name].clause)
    if finding.sign > 0:
        return say("{clause} in more worlds than under `{parent}`", clause=clause, parent=parent)
    return say("{clause} in fewer worlds than under `{parent}`", clause=clause, parent=parent)


def findings_sentences(one: Ledger) -> list[str]:
    """Return what the runs of a ledger say, also that no difference is beyond noise."""
    said = [finding_sentence(finding, one) for finding in one.findings]
    if one.parent and len(one.findings) == 1:
        said.append(
            say_many(
                "In none of the main questions is the difference from `{parent}` beyond noise in "
                "these {count} worlds, so there is no sign of one to overturn.",
                "In none of the main questions is the difference from `{parent}` beyond noise in "
                "these {count} worlds, so there is no sign of one to overturn.",
                one.worlds, parent=one.parent, count=whole(one.worlds),
            )
        )  # fmt: skip
    return said


def overturning_sentence(one: Ledger) -> str:
    """Return how many dials could overturn the findings: "3 of 41 could each overturn this"."""
    found, moved = one.overturning, len(one.moved)
    dials = say_many("{count} dial moved", "{count} dials moved", moved, count=whole(moved))
    if not found:
        return say("None of the {dials} overturns this by itself between its ends.", dials=dials)
    clear = sum(entry.is_clear for entry in found)
    count = len(found)
    said = say_many(
        "{count} of the {dials} could overturn this by itself: {findings}.",
        "{count} of the {dials} could each overturn this: {findings}.",
        count, count=whole(count), dials=dials, findings=_by_finding(one),
    )  # fmt: skip
    return f"{said} {_clear(clear, count)}"


def _clear(clear: int, count: int) -> str:
    """Return for how many dials the end says otherwise beyond luck."""
    if clear == count:
        return say_many(
            "At the end of its range the runs say otherwise beyond noise.",
            "At the end of each range the runs say otherwise beyond noise.", count,
        )  # fmt: skip
    if not clear:
        return say("At the ends of their ranges what the runs say instead lies within noise.")
    return say(
        "With {clear} of them the runs at the end of the range say otherwise beyond noise; with "
        "the other {others} what comes instead lies within noise.",
        clear=whole(clear), others=whole(count - clear),
    )  # fmt: skip


def _by_finding(one: Ledger) -> str:
    """Return how many dials overturn which finding: "2 make another outcome ..."."""
    said = []
    for finding in one.findings:
        hits = sum(any(turn.finding == finding for turn in entry.turns) for entry in one.entries)
        if hits:
            said.append(_undoing(finding, hits, one.parent))
    return "; ".join(said)


def _undoing(finding: Finding, count: int, parent: str) -> str:
    """Return how many dials overturn a finding: "2 make another outcome the most frequent"."""
    if finding.kind == "outcome":
        return say_many(
            "{count} makes another outcome the most frequent",
            "{count} make another outcome the most frequent", count, count=whole(count),
        )  # fmt: skip
    return say_many(
        "{count} undoes that {clause}", "{count} undo that {clause}", count,
        count=whole(count), clause=_more_than(finding, parent),
    )  # fmt: skip


def turn_sentence(entry: LedgerEntry, turn: Turn, one: Ledger) -> str:
    """Return where a dial overturns a finding, and what comes instead."""
    noise = "" if turn.clear else say(", within noise")
    return f"`{entry.name}`: {break_text(entry, turn)}, {_instead(turn, one)}{noise}."


def break_text(entry: LedgerEntry, turn: Turn) -> str:
    """Return where a finding fails: "from 0.43 upwards", "at `buffer`", "at both ends"."""
    if turn.at is None:
        return say("at both ends and in the middle")
    if turn.side == "at":
        return say("at {level}", level=level_text(turn.at))
    if turn.side == "above":
        return say("from {level} upwards", level=_at(entry, turn.at))
    return say("from {level} downwards", level=_at(entry, turn.at))


def break_sign(entry: LedgerEntry, turn: Turn) -> str:
    """Return where a finding fails in signs: "≥ 0.43", "≤ 12", "= `buffer`", "everywhere"."""
    if turn.at is None:
        return say("everywhere")
    if turn.side == "at":
        return f"= {level_text(turn.at)}"
    return f"{'≥' if turn.side == 'above' else '≤'} {_at(entry, turn.at)}"


def _at(entry: LedgerEntry, at: Level) -> str:
    """Return a break-even with no more digits than its search gives."""
    ends = entry.ends.levels if entry.ends else ()
    return grouped([*map(float, ends), float(at)])[-1]


def _instead(turn: Turn, one: Ledger) -> str:
    """Return what runs beyond the break-even say."""
    finding = turn.finding
    if finding.kind == "outcome":
        new, old = (_lower(OUTCOMES[name].label) for name in (turn.instead, finding.name))
        return say("the most frequent outcome is “{new}” instead of “{old}”", new=new, old=old)
    label = _lower(MAINS[finding.name].label)
    if turn.instead == "none":
        return say("the difference from `{parent}` in “{label}” vanishes",
                   parent=one.parent, label=label)  # fmt: skip
    return say("the difference from `{parent}` in “{label}” turns round",
               parent=one.parent, label=label)  # fmt: skip


def ends_text(ends: Ends) -> str:
    """Return what a dial was moved between: "0.2 to 0.9", or all its words."""
    if ends.is_number:
        low, high = grouped([float(level) for level in ends.levels])
        return say("{low} to {high}", low=low, high=high)
    return ", ".join(map(level_text, ends.levels))


def level_text(level: Level) -> str:
    """Return one value of a dial as text; the word of an option is a name, in backticks."""
    if isinstance(level, bool):
        return say_as("an answer", "yes") if level else say_as("an answer", "no")
    return f"`{level}`" if isinstance(level, str) else local_number(f"{level:.3g}")


def _lower(label: str) -> str:
    said = say(label)
    return f"{said[:1].lower()}{said[1:]}"
