"""Patterns of the record: the figures the model has to come near, measured on it in the same way.

`check` runs them all. A pattern that is met shows that the model can behave like the record, not
that it is right.
"""

from contactline.study.patterns.checking import check
from contactline.study.patterns.registry import PATTERNS, Pattern
from contactline.study.patterns.verdict import Check, Verdict

__all__ = ["PATTERNS", "Check", "Pattern", "Verdict", "check"]
