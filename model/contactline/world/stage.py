"""What all parts of a block of worlds share: luck, dials, the agreement, and the two observers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contactline.arrays import Mask
from contactline.luck import Luck
from contactline.world.agreement import Agreement
from contactline.world.chronicle import Chronicle
from contactline.world.settings import Settings
from contactline.world.tally import Tally
from contactline.world.weekly import Record


@dataclass(frozen=True)
class Stage:
    """The ground on which the parts of a block meet. line_km: length of the line."""

    luck: Luck
    settings: Settings
    agreement: Agreement
    chronicle: Chronicle
    record: Record
    tally: Tally
    imposes_ceasefire: bool
    line_km: float

    def everywhere(self) -> Mask:
        """Return true for every world, (worlds,)."""
        return np.ones(self.luck.worlds.size, dtype=bool)
