"""The actors: what they want, know and decide; one file a role."""
