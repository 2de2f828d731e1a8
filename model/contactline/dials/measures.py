"""How a world can end and what is measured in it: names and words, without the model.

A dial names the one it moves, a scenario may expect more or less of it, the model fills it in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from contactline.dials.issues import ISSUE_WORDS


@dataclass(frozen=True)
class Outcome:
    """One way a world can end; `label` for charts, `definition` for readers.

    ceasefire: what became of it by the horizon: it "holds", it is "broken", or there was "none".
    troops: foreign soldiers are on the ground then.
    """

    name: str
    label: str
    definition: str
    ceasefire: Literal["holds", "broken", "none"]
    troops: bool = False


@dataclass(frozen=True)
class Waiting:
    """How the days until an event are told, where the end of the run may come before it.

    came: label of the share of worlds that have it, "{end}" in it for the day looked up to. label:
    of the days as a waiting, that of the measure if not given. since: the measure that is the day
    on which the waiting begins, "" for the first day of the run. counted_by: the measure above 0
    where the event came at all: before the waiting began, where the days are empty.
    """

    came: str
    label: str = ""
    since: str = ""
    counted_by: str = ""


@dataclass(frozen=True)
class Measure:
    """One thing measured in every world.

    kind: "day", "days", "troops", "count", "share", "area", "position" (numbers), "name" (text) or
    "yes" (true or false, None where it does not apply). lower_bound_where: for days that the end
    of a run may cut off, the measure that is true where it did. waiting: for days until an event,
    empty where the run ends before it comes, what is waited for.
    """

    name: str
    label: str
    unit: str
    definition: str
    kind: str
    lower_bound_where: str = ""
    waiting: Waiting | None = None

    @property
    def is_number(self) -> bool:
        """Return whether the measure can be averaged: days that may be cut off cannot."""
        return not (self.is_category or self.is_cut_off)

    @property
    def is_cut_off(self) -> bool:
        """Return whether the end of a run may come before the measure is known in full."""
        return bool(self.lower_bound_where or self.waiting)

    @property
    def is_category(self) -> bool:
        """Return whether the measure is counted by its values, not measured in a unit."""
        return self.kind in ("name", "yes")


@dataclass(frozen=True)
class Lasting(Measure):
    """One number on how long something lasts, or is waited for, that a run may end before.

    of: the days it is made of. within: days looked at since it began; None for all to the horizon.
    kind: "days" for the restricted mean, "share" for the share that lasts, or that has the event.
    """

    of: str = ""
    within: int | None = None

    def label_at(self, horizon_days: int) -> str:
        """Return the label for runs that end after so many days, with the day in the words."""
        return self.label.replace("the horizon", f"day {horizon_days:,}")


HOLDS_ON_LINE = "holds_with_troops_on_line"
"""The outcome in which a ceasefire holds with foreign soldiers on the line."""

OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        outcome.name: outcome
        for outcome in (
            Outcome(
                HOLDS_ON_LINE,
                "Ceasefire holds, troops on the line",
                "A ceasefire is in force at the horizon; at least 100 foreign soldiers stand on "
                "the contact line, as monitors, in a buffer zone or as a force that would fight.",
                "holds",
                troops=True,
            ),
            Outcome(
                "holds_with_troops_away_from_line",
                "Ceasefire holds, troops in the rear",
                "A ceasefire is in force at the horizon; at least 100 foreign soldiers are in the "
                "country as instructors, none on the contact line.",
                "holds",
                troops=True,
            ),
            Outcome(
                "holds_with_observers_only",
                "Ceasefire holds, observers only",
                "A ceasefire is in force at the horizon; neutral unarmed observers are posted, and "
                "fewer than 100 foreign soldiers.",
                "holds",
            ),
            Outcome(
                "holds_without_foreign_troops",
                "Ceasefire holds, no foreign troops",
                "A ceasefire is in force at the horizon; no observers are posted, and fewer than "
                "100 foreign soldiers.",
                "holds",
            ),
            Outcome(
                "collapsed",
                "Ceasefire collapsed",
                "There was a ceasefire, but at the horizon there is war.",
                "broken",
            ),
            Outcome(
                "talks_without_agreement",
                "Talks without agreement",
                "There were talks but no ceasefire by the horizon.",
                "none",
            ),
            Outcome("no_talks", "No talks", "There were no talks by the horizon.", "none"),
        )
    }
)

HOLDING = tuple(name for name, one in OUTCOMES.items() if one.ceasefire == "holds")
"""The outcomes in which a ceasefire is in force at the horizon."""

HOLDING_LABEL = "Ceasefire holds, in all"
"""What the outcomes of `HOLDING` are called where they are counted as one."""

HOLDS = "ceasefire_holds"
"""The name under which the outcomes of `HOLDING` are asked for together."""

WITH_TROOPS = tuple(name for name, one in OUTCOMES.items() if one.troops)
"""The outcomes of `HOLDING` with foreign soldiers on the ground, on the line or away from it."""

WITHOUT_CEASEFIRE = tuple(name for name, one in OUTCOMES.items() if one.ceasefire == "none")
"""The outcomes of a world that never sees a ceasefire."""

_MEASURES = (
    Measure(
        "posture", "Posture of the mission", "", "Kind of force on the ground at the horizon.",
        "name",
    ),
    Measure(
        "day_talks", "Day talks open", "day", "First day of talks; empty where there are none.",
        "day",
        waiting=Waiting("Talks open by {end}", "Days until talks open"),
    ),
    Measure(
        "day_ceasefire", "Day of the ceasefire", "day",
        "First day of the first ceasefire; empty where there is none.", "day",
        waiting=Waiting("Ceasefire begun by {end}", "Days until a ceasefire begins"),
    ),
    Measure(
        "days_to_sign", "Days from talks to ceasefire", "days",
        "Days from the first talks to the first ceasefire; empty where one of them is missing.",
        "days",
        waiting=Waiting(
            "Ceasefire within {end} of the talks", since="day_talks", counted_by="ceasefires"
        ),
    ),
    Measure(
        "day_question", "Day of the question of troops", "day",
        "Day on which the broker raises the question of European troops; empty where it never "
        "does.", "day",
        waiting=Waiting(
            "Question of troops raised by {end}", "Days until the question of troops is raised"
        ),
    ),
    Measure(
        "day_pledged", "Day of the first European pledge", "day",
        "First day on which a contributor other than Canada has troops pledged; empty where none.",
        "day",
        waiting=Waiting("European troops pledged by {end}", "Days until the first European pledge"),
    ),
    Measure(
        "day_on_line", "Day of European troops on the line", "day",
        "First day with 100 soldiers of contributors other than Canada on the contact line; empty "
        "where there is none.", "day",
        waiting=Waiting(
            "European troops on the line by {end}", "Days until European troops are on the line"
        ),
    ),
    Measure(
        "days_to_soldiers", "Days from the question to the first soldier", "days",
        "Days from the question of European troops to the first foreign soldier in Ukraine; empty "
        "where one of them is missing, or soldiers came first.", "days",
        waiting=Waiting(
            "First soldier within {end} of the question",
            since="day_question", counted_by="peak_troops",
        ),
    ),
    Measure(
        "days_to_line", "Days from ceasefire to the first soldier on the line", "days",
        "Days from the first ceasefire to the first foreign soldier on the contact line, under "
        "whichever text that is; empty where one of them is missing.", "days",
        waiting=Waiting(
            "First soldier on the line within {end} of the ceasefire",
            since="day_ceasefire", counted_by="soldiers_on_line",
        ),
    ),
    Measure(
        "broker_at_table", "United States at the table", "",
        "Whether the United States brokered the first agreement: on its first day their plan lay "
        "on the table and they had not walked away; empty where there is none.", "yes",
    ),
    Measure(
        "europe_at_table", "Europe at the table", "",
        "Whether a contributor other than Canada had an option ready when the first agreement was "
        "drafted, so that its voice counted in full; empty where there is none.", "yes",
    ),
    *(
        Measure(
            f"terms_{issue.name}", f"Terms signed: {issue.plain}", "points",
            f"Position on {issue.plain} in the first agreement, from 0 ({issue.ends[0]}) to 100 "
            f"({issue.ends[1]}); empty where there is none.", "position",
        )
        for issue in ISSUE_WORDS.values()
    ),
    Measure(
        "belief_signed", "Ukraine's belief in the text, as signed", "share",
        "Chance that Ukraine gives the first agreement of being kept on its first day, with the "
        "soldiers then offered behind it; empty where there is none.", "share",
    ),
    Measure(
        "belief_end", "Ukraine's belief in the text, at the end", "share",
        "Chance that Ukraine gives the agreement in force at the horizon of being kept, with the "
        "soldiers then in the country behind it; empty where none is in force.", "share",
    ),
    Measure(
        "days_held", "Days the first ceasefire held", "days",
        "Days from the first ceasefire to its collapse or to the horizon.", "days",
        lower_bound_where="still_holding",
    ),
    Measure(
        "still_holding", "First ceasefire unbroken", "",
        "Whether the first ceasefire is unbroken at the horizon; its days are then a lower bound. "
        "Empty where there was none.",
        "yes",
    ),
    Measure(
        "ceasefires", "Ceasefires begun", "ceasefires", "Number of ceasefires that began.", "count",
    ),
    Measure(
        "broken_by", "Broken by", "", "Side that broke the first ceasefire.", "name",
    ),
    Measure(
        "broken_how", "Broken how", "",
        "Escalation from the line, or a deliberate resumption of the war.", "name",
    ),
    Measure(
        "pledged_troops", "Troops pledged", "soldiers",
        "Most foreign soldiers pledged at one time.", "troops",
    ),
    Measure(
        "contributors", "Contributors that pledged", "contributors",
        "Number of contributors that pledged troops at any time.", "count",
    ),
    Measure(
        "led_by", "Led by", "",
        "Contributor that pledged first; of several at once the one with most soldiers.",
        "name",
    ),
    Measure(
        "followers", "Followers", "contributors",
        "Number of contributors that pledged troops for the first time on a later day than the "
        "one that led; empty where none pledged.", "count",
    ),
    Measure(
        "peak_troops", "Peak of foreign troops", "soldiers",
        "Most foreign soldiers on the ground at one time.", "troops",
    ),
    Measure(
        "end_troops", "Foreign troops at the end", "soldiers",
        "Foreign soldiers on the ground at the horizon.", "troops",
    ),
    Measure(
        "soldiers_on_line", "Soldiers on the line", "soldiers",
        "Most foreign soldiers on the contact line at one time, as monitors, in a buffer zone or "
        "as a force that would fight; unarmed observers are not counted.", "troops",
    ),
    Measure(
        "soldiers_away", "Soldiers in the rear", "soldiers",
        "Most foreign soldiers in the country away from the contact line at one time, as "
        "instructors.", "troops",
    ),
    Measure(
        "soldier_months", "Soldier months", "soldier months",
        "Foreign soldiers on the ground, of any posture, added up over the weeks of the run; "
        "one soldier for a twelfth of a year is one.", "troops",
    ),
    Measure(
        "violations_first_week", "Violations in the first week", "violations",
        "Violations in the first seven days of the first ceasefire.", "count",
    ),
    Measure(
        "violations_per_week", "Violations a week", "violations a week",
        "Mean violations in a week of ceasefire, over all its days.", "count",
    ),
    Measure(
        "share_seen", "Violations seen", "share", "Share of all violations that monitors see.",
        "share",
    ),
    Measure(
        "share_attributed", "Violations attributed", "share",
        "Share of all violations that monitors can lay at the door of one side.", "share",
    ),
    Measure(
        "mission_casualties", "Casualties of the mission", "soldiers",
        "Foreign soldiers killed or wounded.", "count",
    ),
    Measure(
        "area_km2", "Area changing hands", "km2",
        "Land gained by Russia in the war up to the horizon; below nought where Ukraine gains.",
        "area",
    ),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = MappingProxyType({m.name: m for m in _MEASURES})

DAYS_LASTING = (90, 365)
"""After how many days it is said what still lasts or has come, and how many a mean counts."""


def _said_of(days: Measure) -> Iterator[Lasting]:
    """Yield what is said of days that the end of a run may cut off, in place of their mean."""
    if days.waiting is None:
        yield from _lasting(days)
    elif days.waiting.since:
        yield from _waited_between(days, days.waiting)
    else:
        yield from _waited_from_start(days, days.waiting)


def _lasting(days: Measure) -> Iterator[Lasting]:
    """Yield what is said of something that may outlast the run."""
    lasts = MEASURES[days.lower_bound_where]
    for within in DAYS_LASTING:
        yield _mean_of(days, within, "all that began")
    for within in DAYS_LASTING:
        yield Lasting(
            f"{lasts.name}_after_{within}", f"{lasts.label} on day {within}", "share",
            f"Share of all that began that are unbroken after {within} days, by Kaplan and Meier.",
            "share", of=days.name, within=within,
        )  # fmt: skip
    yield Lasting(
        f"{lasts.name}_at_horizon", f"{lasts.label} at horizon", "share",
        f"Share of all that began in which `{lasts.name}` is true, however long ago they began.",
        "share", of=days.name,
    )  # fmt: skip


def _waited_between(days: Measure, waiting: Waiting) -> Iterator[Lasting]:
    """Yield what is said of the waiting from one event to another."""
    for within in DAYS_LASTING:
        yield _mean_of(days, within, f"all worlds with a `{waiting.since}`")
    for within in DAYS_LASTING:
        yield Lasting(
            f"{days.name}_within_{within}", waiting.came.format(end=f"{within} days"), "share",
            f"Share of all worlds with a `{waiting.since}` in which `{days.name}` is no more than "
            f"{within}, by Kaplan and Meier.", "share", of=days.name, within=within,
        )  # fmt: skip


def _waited_from_start(day: Measure, waiting: Waiting) -> Iterator[Lasting]:
    """Yield what is said of the waiting from the first day of the run, in all worlds."""
    yield Lasting(
        f"{day.name}_to_horizon", f"{waiting.label}, counted to the horizon", "days",
        f"Restricted mean over all worlds: `{day.name}`, or the horizon in a world that waits "
        "until then.", "days", of=day.name,
    )  # fmt: skip
    yield Lasting(
        f"{day.name}_by_horizon", waiting.came.format(end="the horizon"), "share",
        f"Share of all worlds that have a `{day.name}` by the horizon.", "share", of=day.name,
    )  # fmt: skip


def _mean_of(days: Measure, within: int, over: str) -> Lasting:
    """Return the restricted mean of days since something began. over: what it is taken over."""
    return Lasting(
        f"{days.name}_of_{within}", f"{days.label}, of {within}", days.unit,
        f"Restricted mean: `{days.name}`, of which no more than {within} are counted, as the "
        f"curve of Kaplan and Meier has it over {over}.",
        "days", of=days.name, within=within,
    )  # fmt: skip


LASTING: Mapping[str, Lasting] = MappingProxyType(
    {
        one.name: one
        for measure in MEASURES.values()
        if measure.is_cut_off
        for one in _said_of(measure)
    }
)
"""What is said of days that the end of a run may cut off, since they have no mean."""

CUT_OFF = tuple(name for name, one in MEASURES.items() if one.is_cut_off)
"""The measures that have no mean, in place of which `LASTING` is asked for."""

AVERAGED: Mapping[str, Measure] = MappingProxyType(
    {**{name: one for name, one in MEASURES.items() if one.is_number}, **LASTING}
)
"""All that a run has one number of: means of measures, and what is said of how long things last."""


def no_mean(name: str) -> str:
    """Return why a measure has no mean and what to ask for, "" where it has one."""
    instead = [one.name for one in LASTING.values() if one.of == name]
    if not instead:
        return ""
    lasts = MEASURES[name].lower_bound_where
    where = f"{lasts} is true" if lasts else "the run ends before the event comes"
    return (
        f"{name} is cut off where {where}, so it has no mean. Ask for one of: {', '.join(instead)}"
    )
