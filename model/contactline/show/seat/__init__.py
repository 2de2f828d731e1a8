"""A seat at the table as people read it: what a player is told, what it can say, how it ended."""
