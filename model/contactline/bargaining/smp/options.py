"""The choices that KTAB offers for its Spatial Model of Politics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contactline.bargaining.options import Options
from contactline.bargaining.smp.contest import RiskRange, ThirdParties
from contactline.bargaining.smp.vote import Election, Victory, Voting


@dataclass(frozen=True)
class SmpOptions(Options):
    """The choices KTAB offers, but one; the defaults are its own for tables in CSV.

    voting, victory, election: see `vote`. risk_range: see `contest.risk_attitudes`.
    risk_known: how much of another's risk attitude one sees. third_parties: what they commit to;
    with "none" or "full" they are better off on neither side and stay out. interpolation: how
    odds P and saliences s share out a bargain, by s P, s^2 P^2, or with the likely winner
    unmoved. transition: take the likeliest bargain, or draw one. turns: at most. Left out: whose
    odds make a bargain (BargnModel); they are the challenger's, as by default in KTAB.
    """

    voting: Voting = "proportional"
    victory: Victory = "linear"
    election: Election = "conditional"
    risk_range: RiskRange = "middle"
    risk_known: Literal["none", "third", "half", "two_thirds", "full"] = "third"
    third_parties: ThirdParties = "half"
    interpolation: Literal["s1p1", "s2p2", "s2pmax"] = "s2p2"
    transition: Literal["likeliest", "drawn"] = "likeliest"
    turns: int = 100

    @property
    def draws_luck(self) -> bool:
        """Return whether bargains are drawn."""
        return self.transition == "drawn"
