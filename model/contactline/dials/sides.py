"""The two sides of the war, in the order of every array that has a row for each."""

SIDES = ("ukraine", "russia")
