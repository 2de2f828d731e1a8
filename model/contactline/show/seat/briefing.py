"""The briefing of a player: what its actor can know on a day, and what it can decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contactline.language import marked, say
from contactline.language.phrases import counted, listing, long_date, per_cent, whole
from contactline.scenario.decisions import DECISIONS, OWN, decisions_of
from contactline.show.seat.weighing import OwnCourse, for_and_against, would_have
from contactline.show.seat.wording import WORDS, SeatChoice, choices_of
from contactline.study.seat import GameTable
from contactline.study.seat.branches import comes_up
from contactline.world.actors.seats import SeatView
from contactline.world.entries import ChronicleEntry
from contactline.world.postures import LADDER, MONITORS
from contactline.world.wording import plain_name, terms_in_words

if TYPE_CHECKING:
    from contactline.world.actors.belligerent import Belligerent
    from contactline.world.actors.contributor import Contributor
    from contactline.world.theatre import Theatre

SECRET = ("seat", "move", "mood", "build-up unseen", "attack overtaken", "no pledge", "no talks",
          "nobody comes")  # fmt: skip
"""What a chronicle tells that nobody, or only its actor, can know, or that tells of nothing."""
OWN_ONLY = ("mood", "decision to attack", "attack overtaken", "option")
"""What only the actor of an entry can know; a broker hears of options too."""
OFTEN = ("fire", "draft", "casualties", "land")
"""What comes again and again: of a turn the last is told."""
STAGES = (
    marked("War. Nobody is at the table."),
    marked("War. A plan or talks are on the way."),
    marked("A ceasefire."),
)


@dataclass(frozen=True)
class AgendaItem:
    """A decision as it lies before a player. now: it can be taken now, as far as anybody knows.

    weighed: what speaks for and against it, in words. standing: what it said last turn.
    """

    decision: str
    title: str
    ask: str
    costs: str
    facts: str
    now: bool
    weighed: tuple[str, ...]
    choices: tuple[SeatChoice, ...]
    standing: str


@dataclass(frozen=True)
class Briefing:
    """What a player is told at the beginning of a turn.

    turn: from 1. news: date and text. sections: a heading each, with its sentences. own: what the
    actor itself would have done last turn. agenda: its decisions, those that can be taken first.
    """

    actor: str
    name: str
    role: str
    turn: int
    turns: int
    date: str
    until: str
    stage: str
    news: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    own: tuple[str, ...]
    agenda: tuple[AgendaItem, ...]

    @property
    def open_items(self) -> tuple[AgendaItem, ...]:
        """Return the decisions that can be taken now."""
        return tuple(item for item in self.agenda if item.now)


def briefing(table: GameTable, key: str) -> Briefing:
    """Return what the player of an actor is told at the table as it stands. key: of the actor."""
    setup, turn = table.setup, len(table.played)
    spec = setup.scenario.actors[key]
    day = setup.first_day(turn)
    return Briefing(
        actor=key,
        name=say(spec.name),
        role=spec.role,
        turn=turn + 1,
        turns=setup.turns,
        date=long_date(setup.date(day)),
        until=long_date(setup.date(setup.first_day(turn + 1))),
        stage=say(STAGES[int(table.theatre.call.stage()[0])]),
        news=_news(table, key),
        sections=_sections(table.theatre, key, spec.role, day),
        own=_own(table, key),
        agenda=_agenda(table, key),
    )


def _news(table: GameTable, key: str) -> tuple[tuple[str, str], ...]:
    """Return what has become known since the last turn, with dates."""
    setup, turn = table.setup, len(table.played)
    since = setup.first_day(turn - 1) if turn else -1
    entries = [one for one in table.chronicle() if one.day > since and _known_to(one, table, key)]
    last = {one.kind: one for one in entries}
    kept = [one for one in entries if one.kind not in OFTEN or last[one.kind] is one]
    return tuple((long_date(setup.date(one.day)), one.text) for one in kept)


def _known_to(one: ChronicleEntry, table: GameTable, key: str) -> bool:
    """Return whether an actor knows of an entry: its own, or one that is public."""
    if one.kind in OWN_ONLY and one.actor == key:
        return True
    if one.kind == "option":
        return table.setup.scenario.actors[key].role == "broker"
    return one.kind not in (*SECRET, *OWN_ONLY)


def _sections(
    theatre: Theatre, key: str, role: str, day: int
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    mine = {
        "belligerent": (say("Your forces and your hopes"), _of_side),
        "broker": (say("Your office"), _of_broker),
        "contributor": (say("Your government"), _of_government),
    }
    title, tell = mine[role]
    told = (
        (say("The line") if theatre.agreement.in_force[0] else say("The war"), _line(theatre, day)),
        (say("The table"), _table(theatre, day)),
        (say("Troops"), _troops(theatre)),
        (title, tell(theatre, key)),
    )
    return tuple((head, tuple(said)) for head, said in told if said)


def _line(theatre: Theatre, day: int) -> list[str]:
    """Return how the war goes, or how quiet the line is, as everybody can see."""
    agreement, war = theatre.agreement, theatre.war
    if agreement.in_force[0]:
        age = int(agreement.age_days(day)[0])
        share = per_cent(float(theatre.fire_share[0]))
        return [
            say("The ceasefire is {days} old.", days=counted(age, "day")),
            say(
                "Last week fire along the line was at {share} of what it is in the war.",
                share=share,
            ),
        ]
    moved = float(war.area_km2[0])
    week = float(war.gained_km2[0])
    values = {"area": whole(abs(moved)), "gain": whole(abs(week))}
    if moved >= 0:
        said = [say("Since the first day Russia has taken {area} km².", **values)]
    else:
        said = [say("Since the first day Ukraine has regained {area} km².", **values)]
    if week >= 1:
        said.append(say("In the last week Russia gained {gain} km².", **values))
    elif week <= -1:
        said.append(say("In the last week Ukraine regained {gain} km².", **values))
    assaults = whole(float(war.assaults_per_day[0]))
    return [*said, say("Some {assaults} assaults a day.", assaults=assaults)]


def _table(theatre: Theatre, day: int) -> list[str]:
    """Return how the talks stand, and the text that lies before the sides."""
    agreement, talks, broker = theatre.agreement, theatre.talks, theatre.broker
    if agreement.in_force[0]:
        terms = terms_in_words(agreement.terms[:, 0], int(agreement.rung[0]), theatre.sides.line[0])
        return [say("The text in force: {terms}.", terms=terms)]
    said = []
    if broker.walked[0]:
        said.append(say("The United States have walked away from their plan."))
    elif broker.plan[0]:
        said.append(say("An American plan lies on the table."))
    if talks.at_table[0]:
        weeks = round(float(talks.days_at_table(day)[0]) / 7)
        terms = terms_in_words(talks.terms[:, 0], int(talks.rung[0]), theatre.sides.line[0])
        if weeks:
            since = counted(weeks, "week")
            said.append(say("Ukraine and Russia have been talking for {weeks}.", weeks=since))
        else:
            said.append(say("Ukraine and Russia have just sat down."))
        said.append(say("The draft: {terms}.", terms=terms))
        if not talks.possible[0]:
            said.append(say("A red line of one side leaves no room for it as it stands."))
    elif talks.pause_days[0] > 0:
        said.append(say("Talks have failed; for some weeks nobody will sit down again."))
    else:
        said.append(say("Nobody is at the table."))
    if broker.has_asked()[0]:
        said.append(say("Washington has raised the question of European troops."))
    return said


def _troops(theatre: Theatre) -> list[str]:
    """Return who has pledged, who says it would, and who is there."""
    members = theatre.mission.contributors.members
    offered = theatre.mission.contributors.offered

    def told(amounts: Sequence[float]) -> list[str]:
        pairs = zip(members, amounts, strict=True)
        return [f"{plain_name(one.name)} {whole(n)}" for one, n in pairs if n >= 1]

    pledged = told([float(one.pledged[0]) for one in members])
    there = told([float(one.deployed[0]) for one in members])
    would = told(
        [float(n[0]) * (one.pledged[0] <= 0) for one, n in zip(members, offered, strict=True)]
    )
    said = [say("Pledged: {names}.", names=listing(pledged) or say("nobody"))]
    if would and not theatre.agreement.in_force[0]:
        names = listing(would)
        said.append(say("Say they would send some if this text were signed: {names}.", names=names))
    if there:
        said.append(say("On the ground: {names}.", names=listing(there)))
    return [*said, _called(theatre)]


def _called(theatre: Theatre) -> str:
    """Return whether anybody asks for soldiers, and for which."""
    agreement, talks = theatre.agreement, theatre.talks
    called = bool(theatre.call.for_soldiers()[0])
    if not agreement.in_force[0]:
        asked = say(LADDER[int(talks.asked[0])].label)
        if called:
            return say("The force talked about: {force}.", force=asked)
        return say("The force talked about: {force}; nobody asks for soldiers.", force=asked)
    if agreement.rung[0] >= MONITORS:
        force = say(LADDER[int(agreement.rung[0])].label)
        return say("The text asks for soldiers: {force}.", force=force)
    beside = say(LADDER[int(agreement.beside[0])].label)
    if called:
        return say(
            "The text holds no soldiers, but Ukraine could invite some: {force}.", force=beside
        )
    return say("The text holds no soldiers and leaves no room for any: nobody asks for them.")


def _of_side(theatre: Theatre, key: str) -> list[str]:
    """Return what a belligerent knows of itself."""
    sides = theatre.sides
    one: Belligerent = next(side for side in sides.members if side.key == key)
    row = sides.members.index(one)
    seen, worn = theatre.war.as_seen(theatre.settings)
    balance = float(seen[row, 0])
    if balance > 0.1:
        lean = say("As your generals see it the balance of strength is in your favour.")
    elif balance < -0.1:
        lean = say("As your generals see it the balance of strength is against you.")
    else:
        lean = say("As your generals see it the balance of strength is about even.")
    tired = per_cent(float(worn[row, 0]))
    said = [lean, say("Your forces are worn out by {share}.", share=tired)]
    said.append(_mood(float(sides.mood[row, 0])))
    if theatre.talks.at_table[0]:
        given, hope = float(sides.conceded[row, 0]), float(sides.hope[row, 0])
        said.append(
            say(
                "You have given way by {given} of all you could, and still hope that the other "
                "side moves by {hope}.", given=per_cent(given), hope=per_cent(hope),
            )
        )  # fmt: skip
    return said


def _mood(mood: float) -> str:
    """Return whether people at home are for a deal. mood: above nought they are."""
    if mood > 0.03:
        return say("The mood at home leans for a deal.")
    if mood > 0:
        return say("The mood at home leans for a deal, a little.")
    if mood < -0.03:
        return say("The mood at home leans against a deal.")
    return say("The mood at home leans against a deal, a little.")


def _of_broker(theatre: Theatre, key: str) -> list[str]:  # noqa: ARG001
    """Return what the broker knows of itself."""
    broker, settings = theatre.broker, theatre.settings
    engaged = float(broker.engaged(settings)[0])
    if broker.walked[0]:
        return [say("You have walked away: you press nobody, and stand behind nobody.")]
    if not engaged:
        return [say("The new administration is not in office yet: nothing of yours counts so far.")]
    ukraine, russia = (float(one[0]) for one in broker.presses(settings))
    left = max(0.0, float((settings.broker.patience_days - broker.used)[0]))
    said = [
        say(
            "You press Ukraine with {ukraine} and Russia with {russia} of what you could.",
            ukraine=per_cent(ukraine), russia=per_cent(russia),
        ),
        say(
            "You stand behind a European force by {share}.",
            share=per_cent(float(broker.backing(settings)[0])),
        ),
    ]  # fmt: skip
    if not theatre.agreement.in_force[0]:
        patience = say(
            "The patience of your own people lasts some {days} days more.", days=whole(left)
        )
        said.append(patience)
    return said


def _of_government(theatre: Theatre, key: str) -> list[str]:
    """Return what a contributor knows of itself."""
    host = theatre.mission.contributors
    one: Contributor = next(member for member in host.members if member.key == key)
    at, settings = one.place, theatre.settings
    opinion = say(
        "Opinion at home: {support} support sending soldiers; below {least} no government can.",
        support=per_cent(float(one.support[0])),
        least=per_cent(float(settings.mission.withdrawal_support[0])),
    )
    troops = whole(float(one.available_troops[0]))
    if float(settings.mission.rotation_ratio[0]) > 2.5:
        force = say(
            "You could commit {troops} soldiers in all; in rotation that keeps about a third of "
            "them there at a time.", troops=troops,
        )  # fmt: skip
    else:
        force = say("You could commit {troops} soldiers in all, before rotation.", troops=troops)
    said = [opinion, force]
    work = float(one.option_days[0] * settings.mission.preparation_scale[0])
    done = float(host.prepared_days[at, 0])
    if host.ready[at, 0]:
        said.append(say("Your staff has an option for troops ready."))
    else:
        days = {"days": whole(work), "done": whole(min(done, work))}
        said.append(say("Of some {days} days of staff work {done} are done.", **days))
    if host.withdrawn[at, 0]:
        said.append(say("You have gone home for good."))
    return said


def _agenda(table: GameTable, key: str) -> tuple[AgendaItem, ...]:
    """Return the decisions of an actor, those first that can be taken now."""
    role = table.setup.scenario.actors[key].role
    known = table.last_known()[key]
    given = table.played[-1].orders.get(key, {}) if table.played else {}
    items = [_item(name, known[name], given.get(name, OWN)) for name in decisions_of(role, key)]
    return tuple(sorted(items, key=lambda item: not item.now))


def _item(decision: str, views: Sequence[SeatView], standing: str) -> AgendaItem:
    """Return a decision as it lies before a player. views: when it came up in the last weeks."""
    words = WORDS[decision]
    last = views[-1].of_world(0) if views else None
    now = last is not None and bool(comes_up(last))
    return AgendaItem(
        decision=decision,
        title=say(words.title),
        ask=say(words.ask),
        costs=say(words.costs),
        facts=say(DECISIONS[decision].facts),
        now=now,
        weighed=for_and_against(last) if last is not None and now else (),
        choices=choices_of(decision),
        standing=standing,
    )


def _own(table: GameTable, key: str) -> tuple[str, ...]:
    """Return what an actor itself would have done last turn: where orders were given, or anew."""
    turn = len(table.played) - 1
    if turn < 0:
        return ()
    now = own_course(table, turn, key)
    before = own_course(table, turn - 1, key) if turn else {}
    given = table.played[turn].orders.get(key, {})
    ordered = [decision for decision, says in given.items() if says != OWN]
    return tuple(
        said.told
        for decision, said in now.items()
        if decision in ordered
        or (said.reasons and (decision not in before or before[decision].course != said.course))
    )


def own_course(table: GameTable, turn: int, key: str) -> dict[str, OwnCourse]:
    """Return what an actor itself would have done in the weeks of a turn, by decision."""
    name = plain_name(table.setup.scenario.actors[key].name)
    asked = table.played[turn].asked[key]
    found = {
        decision: would_have(name, decision, [view.of_world(0) for view in views])
        for decision, views in asked.items()
    }
    return {decision: said for decision, said in found.items() if said}
