"""Every dial of the model, declared once: the files of this folder, one a section.

The check of scenario files, the JSON Schema, the reference table and the sweeps of the
sensitivity analysis are all made from these declarations.
"""

from collections.abc import Mapping
from types import MappingProxyType

from contactline.dials.assume import ASSUME
from contactline.dials.bargaining import BARGAINING
from contactline.dials.broker import BROKER
from contactline.dials.declaration import Dial
from contactline.dials.durability import DURABILITY
from contactline.dials.front import FRONT
from contactline.dials.joining import JOINING
from contactline.dials.mission import MISSION
from contactline.dials.monitors import MONITORS
from contactline.dials.talks import TALKS
from contactline.dials.war import WAR

ISSUES = ("territory", "alignment", "foreign_force", "sanctions", "sequence")

SECTIONS = (
    ASSUME,
    BROKER,
    WAR,
    TALKS,
    BARGAINING,
    MISSION,
    JOINING,
    MONITORS,
    FRONT,
    DURABILITY,
)

DIALS: Mapping[str, Dial] = MappingProxyType(
    {dial.name: dial for section in SECTIONS for dial in section}
)

__all__ = ["DIALS", "ISSUES", "Dial"]
