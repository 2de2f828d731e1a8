"""What a result rests on: every number with its grade, and the value at which the result turns.

`numbers_of` needs no run. `ledger` moves every dial of a scenario by itself, in the same worlds.
"""

from contactline.study.ledger.as_json import as_plain, rows_of
from contactline.study.ledger.assembling import DEFAULT_WORLDS, Ledger, checked, ledger
from contactline.study.ledger.bisection import Break, breaks
from contactline.study.ledger.entries import Effect, LedgerEntry, Turn
from contactline.study.ledger.findings import Finding, findings
from contactline.study.ledger.numbers import Number, counted, in_section, numbers_of, sections_of
from contactline.study.ledger.questions import MAINS, Seen, seen
from contactline.study.levels import Ends, ends_of, in_use

__all__ = [
    "DEFAULT_WORLDS",
    "MAINS",
    "Break",
    "Effect",
    "Ends",
    "Finding",
    "Ledger",
    "LedgerEntry",
    "Number",
    "Seen",
    "Turn",
    "as_plain",
    "breaks",
    "checked",
    "counted",
    "ends_of",
    "findings",
    "in_section",
    "in_use",
    "ledger",
    "numbers_of",
    "rows_of",
    "sections_of",
    "seen",
]
