"""What all parts of a block of worlds share: luck, dials, the agreement, and the two observers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contactline.agreement import Agreement
from contactline.chronicle import Chronicle
from contactline.luck import Luck
from contactline.record import Record
from contactline.tally import Tally
from contactline.worlds import Mask, Settings


@dataclass(frozen=True)
class Stage:
    """The ground on which the parts of a block meet.

    imposed: the view "if there were a ceasefire". line_km: length of the line.
    """

    luck: Luck
    settings: Settings
    agreement: Agreement
    chronicle: Chronicle
    record: Record
    tally: Tally
    imposed: bool
    line_km: float

    def everywhere(self) -> Mask:
        """Return true for every world, (worlds,)."""
        return np.ones(self.luck.worlds.size, dtype=bool)
