"""Every dial of the model, declared once: the files of this folder, one a section.

The check of scenario files, the JSON Schema, the reference table and the sweeps of the
sensitivity analysis are all made from these declarations.
"""

from collections.abc import Mapping
from types import MappingProxyType

from contactline.dials.assume import AssumeDials
from contactline.dials.bargaining import BargainingDials
from contactline.dials.broker import BrokerDials
from contactline.dials.declaration import Dial, Section
from contactline.dials.durability import DurabilityDials
from contactline.dials.front import FrontDials
from contactline.dials.issues import ISSUES
from contactline.dials.mission import MissionDials
from contactline.dials.monitors import MonitorsDials
from contactline.dials.renamed import RENAMED
from contactline.dials.talks import TalksDials
from contactline.dials.war import WarDials

SECTIONS: tuple[type[Section], ...] = (
    AssumeDials,
    BrokerDials,
    WarDials,
    TalksDials,
    BargainingDials,
    MissionDials,
    MonitorsDials,
    FrontDials,
    DurabilityDials,
)

DIALS: Mapping[str, Dial] = MappingProxyType(
    {dial.name: dial for section in SECTIONS for dial in section.declared()}
)

__all__ = ["DIALS", "ISSUES", "RENAMED", "Dial"]
