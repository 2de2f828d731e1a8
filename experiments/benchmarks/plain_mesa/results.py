"""What one world adds up to: the measures of `docs/measures.md`, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from contactline.dials import ISSUES

LEAST_PRESENCE_TROOPS = 100
LEAST_PRESENCE_OBSERVERS = 1
WEEKS_A_MONTH = 365.25 / 12 / 7


@dataclass
class Results:
    """The measures of one world so far; None until the thing happens."""

    outcome: str = ""
    posture: str = "none"
    day_talks: int | None = None
    day_ceasefire: int | None = None
    day_question: int | None = None
    day_pledged: int | None = None
    day_on_line: int | None = None
    days_to_sign: int | None = None
    first_soldier: int | None = None
    first_soldier_on_line: int | None = None
    draft_heard_europe: bool = False
    europe_at_table: bool | None = None
    broker_at_table: bool | None = None
    belief_signed: float | None = None
    belief_end: float | None = None
    days_held: int | None = None
    still_holding: bool | None = None
    ceasefires: int = 0
    broken_by: str = ""
    broken_how: str = ""
    terms: dict[str, float] = field(default_factory=dict)
    pledged_troops: float = 0.0
    led_by: str = ""
    have_pledged: list[str] = field(default_factory=list)
    began_pledging: list[str] = field(default_factory=list)
    peak_troops: float = 0.0
    end_troops: float = 0.0
    soldiers_on_line: float = 0.0
    soldiers_away: float = 0.0
    soldier_months: float = 0.0
    violations_first_week: int | None = None
    mission_casualties: int = 0
    area_km2: float = 0.0
    quiet_days: int = 0
    violations: int = 0
    seen: float = 0.0
    attributed: float = 0.0

    def row(self) -> dict[str, object]:
        """Return every measure by name."""
        return {
            **asdict(self),
            **{f"terms_{issue}": self.terms.get(issue) for issue in ISSUES},
            "contributors": len(self.have_pledged),
            "followers": self.followers,
            "days_to_soldiers": days_between(self.day_question, self.first_soldier),
            "days_to_line": days_between(self.day_ceasefire, self.first_soldier_on_line),
            "violations_per_week": self.violations_per_week,
            "share_seen": self.share_seen,
            "share_attributed": self.share_attributed,
        }

    @property
    def followers(self) -> int | None:
        """Return how many pledged on a later day than the one that led."""
        return len(self.have_pledged) - len(self.began_pledging) if self.led_by else None

    @property
    def violations_per_week(self) -> float | None:
        """Return mean violations in a week of ceasefire."""
        return self.violations / self.quiet_days * 7 if self.quiet_days else None

    @property
    def share_seen(self) -> float | None:
        """Return the share of all violations that monitors see."""
        return min(self.seen / self.violations, 1) if self.violations else None

    @property
    def share_attributed(self) -> float | None:
        """Return the share of all violations that monitors can lay at the door of one side."""
        return min(self.attributed / self.violations, 1) if self.violations else None

    def agreed(self, brokered: bool, belief: float) -> None:
        """Note who had a part in the first agreement, and how far Ukraine believes in it."""
        if self.belief_signed is None:
            self.broker_at_table, self.belief_signed = brokered, belief
            self.europe_at_table = self.draft_heard_europe

    def begins(self, day: int, terms: Mapping[str, float]) -> None:
        """Note that a ceasefire begins, on which terms."""
        self.ceasefires += 1
        if self.day_ceasefire is None:
            self.day_ceasefire = day
            self.still_holding = True
            self.terms = dict(terms)

    def breaks(self, day: int, breaker: str, how: str) -> None:
        """Note how the first ceasefire broke, and how long it had held."""
        if self.still_holding:
            self.still_holding = False
            self.days_held = day - self.day_ceasefire
            self.broken_by, self.broken_how = breaker, how

    def fire(self, total: int, age: int) -> None:
        """Add a day of violations."""
        self.quiet_days += 1
        self.violations += total
        if self.ceasefires == 1 and age < 7:
            self.violations_first_week = (self.violations_first_week or 0) + total

    def troops(self, on_line: float, away: float) -> None:
        """Keep the peaks of the troops on the ground by place."""
        self.peak_troops = max(self.peak_troops, on_line + away)
        self.soldiers_on_line = max(self.soldiers_on_line, on_line)
        self.soldiers_away = max(self.soldiers_away, away)
        self.soldier_months += (on_line + away) / WEEKS_A_MONTH

    def first_soldiers(self, day: int, deployed: float, on_line: float) -> None:
        """Note the first foreign soldier in the country, and on the line."""
        if self.first_soldier is None and deployed > 0:
            self.first_soldier = day
        if self.first_soldier_on_line is None and on_line > 0:
            self.first_soldier_on_line = day

    def pledges(self, pledged: Mapping[str, float]) -> None:
        """Note who has pledged; the first leads, of several at once the one with most."""
        now = [key for key, troops in pledged.items() if troops > 0]
        if now and not self.led_by:
            self.led_by = max(now, key=pledged.__getitem__)
            self.began_pledging = now
        self.pledged_troops = max(self.pledged_troops, sum(pledged.values()))
        self.have_pledged += [key for key in now if key not in self.have_pledged]

    def europe_pledges(self, day: int, pledged: float) -> None:
        """Note the first European pledge."""
        if self.day_pledged is None and pledged > 0:
            self.day_pledged = day

    def europe_on_line(self, day: int, on_line: float) -> None:
        """Note the first European troops on the line."""
        if self.day_on_line is None and on_line >= LEAST_PRESENCE_TROOPS:
            self.day_on_line = day


def days_between(first: int | None, then: int | None) -> int | None:
    """Return the days from one thing to another; None where one is missing or came too late."""
    if first is None or then is None or then < first:
        return None
    return then - first
