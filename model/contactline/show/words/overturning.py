"""What a result rests on in sentences: grades counted, findings, and the dials that overturn them.

Nothing here needs a likelihood word; dials and findings are counted.
"""

from __future__ import annotations

from collections.abc import Mapping

from contactline.evidence import Grade
from contactline.language.phrases import counted
from contactline.show.words.numbers import grouped, level_of, signed
from contactline.study.ledger import Ledger
from contactline.study.ledger.entries import LedgerEntry, Turn
from contactline.study.ledger.findings import Finding
from contactline.study.ledger.questions import MAINS
from contactline.study.levels import Ends, Level
from contactline.world.outcomes import OUTCOMES

_SAID: Mapping[Grade, str] = {
    "measured": "measured",
    "published": "published",
    "expert judgement": "expert judgement",
    "assumption": "assumptions without a source, at least in part",
}
MOVED_ALONE = (
    "Each dial is moved by itself, with all others as they are. What two of them do together, and "
    "what the rules of the model leave out, is not asked here."
)


def grades_sentence(scenario: str, counts: Mapping[Grade, int]) -> str:
    """Return how many numbers of a scenario have each grade: "Of the 87 numbers ..."."""
    total = sum(counts.values())
    said = [f"{counts[name]:,} {_be(counts[name])} {words}" for name, words in _SAID.items()]
    if counts["assumption"] == 1:
        said[-1] = said[-1].replace("assumptions", "an assumption")
    numbers = counted(total, "number")
    return f"Of the {numbers} of `{scenario}`, {', '.join(said[:-1])}, and {said[-1]}."


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def finding_sentence(finding: Finding, one: Ledger) -> str:
    """Return what the runs say with every dial as written."""
    if finding.change is None:
        label = _lower(OUTCOMES[finding.name].label)
        return (
            f"The most frequent outcome under `{one.scenario.name}` is “{label}”, in "
            f"{finding.worlds:,} of {one.worlds:,} worlds."
        )
    change = finding.change
    low, high = (signed(f"{100 * end:.1f}") for end in (change.low, change.high))
    more = "more" if finding.sign > 0 else "fewer"
    return (
        f"Under `{one.scenario.name}`, {MAINS[finding.name].clause} in {more} worlds than under "
        f"`{one.parent}`: {signed(f'{100 * change.difference:.1f}')} points ({level_of(0.95)} "
        f"{low} to {high})."
    )


def findings_sentences(one: Ledger) -> list[str]:
    """Return what the runs of a ledger say, also that no difference is beyond noise."""
    said = [finding_sentence(finding, one) for finding in one.findings]
    if one.parent and len(one.findings) == 1:
        said.append(
            f"In none of the main questions is the difference from `{one.parent}` beyond noise in "
            f"these {one.worlds:,} worlds, so there is no sign of one to overturn."
        )
    return said


def overturning_sentence(one: Ledger) -> str:
    """Return how many dials could overturn the findings: "3 of 41 could each overturn this"."""
    found, moved = one.overturning, len(one.moved)
    dials = f"{counted(moved, 'dial')} moved"
    if not found:
        return f"None of the {dials} overturns this by itself between its ends."
    clear = sum(entry.is_clear for entry in found)
    count = len(found)
    each = "could overturn this by itself" if count == 1 else "could each overturn this"
    return f"{count:,} of the {dials} {each}: {_by_finding(one)}. {_clear(clear, count)}"


def _clear(clear: int, count: int) -> str:
    """Return for how many dials the end says otherwise beyond luck."""
    if clear == count:
        return (
            "At the end of "
            + ("its range" if count == 1 else "each range")
            + (" the runs say otherwise beyond noise.")
        )
    if not clear:
        return "At the ends of their ranges what the runs say instead lies within noise."
    return (
        f"With {clear:,} of them the runs at the end of the range say otherwise beyond noise; with "
        f"the other {count - clear:,} what comes instead lies within noise."
    )


def _by_finding(one: Ledger) -> str:
    """Return how many dials overturn which finding: "2 make another outcome ..."."""
    said = []
    for finding in one.findings:
        hits = sum(any(turn.finding == finding for turn in entry.turns) for entry in one.entries)
        if hits:
            said.append(f"{hits:,} {_undoing(finding, hits, one.parent)}")
    return "; ".join(said)


def _undoing(finding: Finding, count: int, parent: str) -> str:
    if finding.kind == "outcome":
        return f"{'makes' if count == 1 else 'make'} another outcome the most frequent"
    more = "more" if finding.sign > 0 else "fewer"
    clause = f"{MAINS[finding.name].clause} in {more} worlds than under `{parent}`"
    return f"{'undoes' if count == 1 else 'undo'} that {clause}"


def turn_sentence(entry: LedgerEntry, turn: Turn, one: Ledger) -> str:
    """Return where a dial overturns a finding, and what comes instead."""
    noise = "" if turn.clear else ", within noise"
    return f"`{entry.name}`: {break_text(entry, turn)}, {_instead(turn, one)}{noise}."


def break_text(entry: LedgerEntry, turn: Turn) -> str:
    """Return where a finding fails: "from 0.43 upwards", "at `buffer`", "at both ends"."""
    if turn.at is None:
        return "at both ends and in the middle"
    if turn.side == "at":
        return f"at {level_text(turn.at)}"
    return f"from {_at(entry, turn.at)} {'upwards' if turn.side == 'above' else 'downwards'}"


def break_sign(entry: LedgerEntry, turn: Turn) -> str:
    """Return where a finding fails in signs: "≥ 0.43", "≤ 12", "= `buffer`", "everywhere"."""
    if turn.at is None:
        return "everywhere"
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
        return f"the most frequent outcome is “{new}” instead of “{old}”"
    what = "vanishes" if turn.instead == "none" else "turns round"
    return f"the difference from `{one.parent}` in “{_lower(MAINS[finding.name].label)}” {what}"


def ends_text(ends: Ends) -> str:
    """Return what a dial was moved between: "0.2 to 0.9", or all its words."""
    if ends.is_number:
        low, high = grouped([float(level) for level in ends.levels])
        return f"{low} to {high}"
    return ", ".join(map(level_text, ends.levels))


def level_text(level: Level) -> str:
    """Return one value of a dial as text; the word of an option is a name, in backticks."""
    if isinstance(level, bool):
        return "yes" if level else "no"
    return f"`{level}`" if isinstance(level, str) else f"{level:.3g}"


def _lower(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"
