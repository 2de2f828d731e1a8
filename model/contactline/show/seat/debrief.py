"""The end of a game in words and tables: what the players changed, and what others did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contactline.language import marked, say
from contactline.language.phrases import counted, long_date
from contactline.scenario import Scenario
from contactline.scenario.decisions import DECISIONS
from contactline.show.seat.briefing import own_course
from contactline.show.seat.wording import IF_SO, WORDS, word_for
from contactline.show.sheets.sheet import NONE, Sheet, share_text
from contactline.show.sheets.twins import TwinPages
from contactline.show.words.commands import command
from contactline.show.words.numbers import interval_of_share, percent_of
from contactline.study.intervals import simultaneous, wilson
from contactline.study.seat.branches import Branches
from contactline.study.seat.ending import GameEnding, Order
from contactline.study.twins import TwinEntry, worth_telling
from contactline.world.outcomes import OUTCOMES
from contactline.world.wording import plain_name

if TYPE_CHECKING:
    import pandas as pd

PLAYED, ALONE = marked("with players"), marked("without")
HOW_OTHERS = marked(
    "The others share the past of this world up to that day, your orders before it included, and "
    "the same people with the same leanings. From that day on chance is drawn anew for each of "
    "them, and everybody decides for itself, whoever sits in the other seats. What they did shows "
    "what the model holds to be usual from there, not what would have been right."
)
HOW_UNDONE = marked(
    "“Without it” is this very world in the same luck, without what this player ordered in that "
    "one turn; all other orders stand."
)


@dataclass(frozen=True)
class PlayedPages(TwinPages):
    """One world with players and without, on one time line."""

    @property
    def names(self) -> tuple[str, str]:
        """Return how both histories are called."""
        return say(PLAYED), say(ALONE)

    @property
    def title(self) -> str:
        """Return what both histories are of."""
        return say("World {world} with players and without", world=self.world)

    @property
    def heads(self) -> tuple[str, str]:
        """Return how each history is headed."""
        return say("With the players"), say("Without them")


def beside(end: GameEnding, *, whole: bool = False) -> PlayedPages:
    """Return the history of the game and that of the same world without players.

    whole: with every week of fire and every draft.
    """
    setup = end.game.setup
    scenario: Scenario = setup.scenario
    return PlayedPages(
        scenarios=(scenario, scenario),
        world=setup.world,
        seed=setup.seed,
        told=end.told if whole else worth_telling(end.told),
        command=command("play", "--resume", "FILE"),
    )


def in_short(pages: PlayedPages) -> PlayedPages:
    """Return what happened in one of both histories alone, without causes."""
    told = (
        TwinEntry(one.day, *(each and replace(each, cause="") for each in (one.a, one.b)))
        for one in pages.told
        if not one.shared
    )
    return replace(pages, told=tuple(told))


def summary(end: GameEnding) -> list[str]:
    """Return in sentences how the game ended, and how the world would have without players."""
    here, alone = label_of(end.outcome), label_of(end.outcome_without)
    names = _all_of([_name(end, key) for key in end.game.setup.actors])
    if end.outcome == end.outcome_without:
        first = say(
            "With you for {names} this world ends as “{here}”; left to itself it ends the same "
            "way.", names=names, here=here,
        )  # fmt: skip
    else:
        first = say(
            "With you for {names} this world ends as “{here}”; left to itself it ends as "
            "“{alone}”.", names=names, here=here, alone=alone,
        )  # fmt: skip
    said = [first, beside(end).parting]
    if not end.orders:
        said.append(say("You gave no orders: everybody decided as the model has them decide."))
    return said


def _all_of(names: Sequence[str]) -> str:
    """Return names as "a and b and c"."""
    first, *rest = names
    for name in rest:
        first = say("{names} and {name}", names=first, name=name)
    return first


def turning_points(end: GameEnding) -> list[str]:
    """Return the orders without which the same world would have ended in another way."""
    told, seen = [], set()
    for one in end.orders:
        place = one.turn, one.actor
        if not one.new or place in seen or one.ends_without == end.outcome:
            continue
        seen.add(place)
        told.append(
            say(
                "Turn {turn}, {date}: without what {actor} ordered there, the world would have "
                "ended as “{outcome}”.",
                turn=one.turn + 1, date=_date(end, one.turn), actor=_name(end, one.actor),
                outcome=label_of(one.ends_without),
            )
        )  # fmt: skip
    return told


def orders_sheet(end: GameEnding) -> Sheet:
    """Return a row an order that was new, with what others did from there."""
    rows = tuple(_row(end, one) for one in end.orders if one.new)
    head = (say("Turn"), say("Who"), say("Order"), say("Others who did so"), say("Ends without it"))
    return Sheet("", head, rows)


def _row(end: GameEnding, one: Order) -> tuple[str, ...]:
    others = end.others.get(one.turn)
    return (
        f"{one.turn + 1}, {_date(end, one.turn)}",
        _name(end, one.actor),
        f"{say(WORDS[one.decision].title)}: {word_for(one.decision, one.says)}",
        _same(others, one),
        label_of(one.ends_without) if one.ends_without != end.outcome else say("the same"),
    )


def _same(others: Branches | None, one: Order) -> str:
    """Return how many of the others for whom it came up ordered the same in those weeks."""
    if others is None or one.says in IF_SO:
        return NONE  # who acts at once has not ordered to wait for something
    did, could = others.did[one.actor][one.decision]
    if not could:
        return say("it came up for none")
    hits = could - did if one.says == DECISIONS[one.decision].choices[0] else did
    low, high = wilson(hits, could)
    return share_text(hits, could, low, high)


def others_sentences(end: GameEnding) -> list[str]:
    """Return for each turn with a new order how others ended from there."""
    return [
        say(
            "From turn {turn} on, {date}: {ends}",
            turn=turn + 1, date=_date(end, turn), ends=_ends(end, found),
        )
        for turn, found in sorted(end.others.items())
    ]  # fmt: skip


def _ends(end: GameEnding, others: Branches) -> str:
    counts = Counter(others.outcomes)
    known = [name for name in OUTCOMES if counts[name]]
    low, high = simultaneous([counts[name] for name in OUTCOMES])
    bounds = dict(zip(OUTCOMES, zip(low.tolist(), high.tolist(), strict=True), strict=True))
    told = [
        say(
            "{count} end as “{outcome}” ({share}, {interval})",
            count=counts[name],
            outcome=label_of(name),
            share=percent_of(counts[name], others.count),
            interval=interval_of_share(*bounds[name], 0.95),
        )
        for name in sorted(known, key=lambda one: -counts[one])
    ]
    like = counts[end.outcome]
    like_yours = like or say("none")
    yours = say("Yours is “{outcome}”, as {like} of them.", outcome=label_of(end.outcome),
        like=like_yours)  # fmt: skip
    of = counted(others.count, "other")
    return say("of {others} {endings}. {yours}", others=of, endings="; ".join(told), yours=yours)


def looking_back(end: GameEnding) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield for every turn with a new order what the actor itself would have done, and why."""
    places = sorted({(one.turn, one.actor) for one in end.orders if one.new})
    for turn, actor in places:
        new = {one.decision for one in end.orders if one.new and (one.turn, one.actor)
               == (turn, actor)}  # fmt: skip
        course = own_course(end.table, turn, actor)
        said = tuple(found.told for decision, found in course.items() if decision in new)
        if said:
            values = {"turn": turn + 1, "date": _date(end, turn), "actor": _name(end, actor)}
            yield say("Turn {turn}, {date}: {actor}", **values), said


def label_of(outcome: str) -> str:
    """Return how an outcome is called."""
    known = OUTCOMES.get(outcome)
    return say(known.label) if known else outcome


def _name(end: GameEnding, actor: str) -> str:
    return plain_name(end.game.setup.scenario.actors[actor].name)


def _date(end: GameEnding, turn: int) -> str:
    setup = end.game.setup
    return long_date(setup.date(setup.first_day(turn)))


def orders_table(end: GameEnding) -> pd.DataFrame:
    """Return every order as raw values, with what others did from the turns with a new one."""
    import pandas as pd

    setup = end.game.setup
    rows = []
    for one in end.orders:
        others = end.others.get(one.turn)
        did, could = others.did[one.actor][one.decision] if others else (None, None)
        rows.append(
            {"turn": one.turn + 1, "date": setup.date(setup.first_day(one.turn)).isoformat()}
            | {"actor": one.actor, "decision": one.decision, "order": one.says, "new": one.new}
            | {"others": others.count if others else None, "others_did": did}
            | {"others_could": could, "outcome": end.outcome}
            | {"outcome_without_this_turn": one.ends_without or None}
        )
    names = (
        "turn date actor decision order new others others_did others_could outcome "
        "outcome_without_this_turn"
    )
    return pd.DataFrame(rows, columns=names.split())
