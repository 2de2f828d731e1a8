"""Dials of earlier versions: what to write in their place."""

from collections.abc import Mapping

RENAMED: Mapping[str, str] = {
    "mission.nato_level": "Write mission.badge: nato in place of true, coalition in place of false",
}
"""What an error text says of a dial that is no more, by its name."""
