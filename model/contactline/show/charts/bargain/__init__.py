"""Charts of a bargain: paths of positions."""
