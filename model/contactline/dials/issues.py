"""The issues that are bargained over, in the order of every array of terms."""

ISSUES = ("territory", "alignment", "foreign_force", "sanctions", "sequence")
