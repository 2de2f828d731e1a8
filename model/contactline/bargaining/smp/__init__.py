"""KTAB's Spatial Model of Politics: its turns, and where it sees the power.

Contests of two (`contest`) and votes on options (`vote`) make risk attitudes and chances (`power`);
from these come the challenges and bargains of a turn (`turn`), and turns make the model (`rounds`).
"""

from contactline.bargaining.smp.options import SmpOptions
from contactline.bargaining.smp.power import first_at_place, winning_chances
from contactline.bargaining.smp.rounds import SMP, in_units

__all__ = ["SMP", "SmpOptions", "first_at_place", "in_units", "winning_chances"]
