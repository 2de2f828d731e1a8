"""Tables of stances, read from files."""
