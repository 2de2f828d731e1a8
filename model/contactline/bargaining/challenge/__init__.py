"""The expected-utility model, in the readings of Scholz and of Masad."""
