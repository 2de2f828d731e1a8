"""The decisions that somebody else can take for an actor, and the strategies a file can name.

Files, error texts, the schema, the pages and the seats of a run are made from this registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contactline.dials.declaration import Dial, option

OWN = "own"
"""The answer that leaves a decision to the actor itself."""


@dataclass(frozen=True)
class Decision:
    """One decision of every actor of a role: to do something, or to leave it.

    choices: what is said for leaving it and for doing it. facts: what binds a player too.
    prepared_by: the decision that any strategy but `never` takes along, so that it can be done.
    told_by: the decision whose player also takes this one, as if asked for that, unless it is
    played by itself.
    actor: the only actor of the role that takes it, all if empty.
    """

    name: str
    role: str
    sentence: str
    choices: tuple[str, str]
    facts: str
    strategies: tuple[str, ...] = ("never", "at_once")
    prepared_by: str = ""
    told_by: str = ""
    actor: str = ""

    @property
    def words(self) -> str:
        """Return the decision as a chronicle names it: "come to the table"."""
        return self.name.replace("_", " ")

    @property
    def field(self) -> Dial:
        """Return the field of an actor under `plays` that names a strategy for it."""
        return option(
            f"actors.*.plays.{self.name}",
            options=self.strategies,
            default="never",
            kind="lever",
            basis=("assumption",),
            sentence=f"Played by somebody else: {self.sentence}",
        )


STRATEGIES: Mapping[str, str] = {
    "never": "never does it",
    "at_once": "does it as soon as it can be done",
    "after_ceasefire": "does it as soon as it can be done in a ceasefire, not before",
    "with_a_leader": "does it once another contributor that leads has pledged troops",
    "with_troops": "does it where the draft holds foreign troops, and not otherwise",
}
"""What each strategy says of whoever plays it."""

_DECLARED = (
    Decision(
        "come_to_the_table",
        "belligerent",
        "whether this side comes to the table, and stays there.",
        ("stay_away", "come"),
        "it takes the other side as well, a pause after talks that failed, and an occasion, which "
        "comes at a rate",
    ),
    Decision(
        "give_way",
        "belligerent",
        "whether this side moves towards the other while talks go on.",
        ("hold_firm", "give_way"),
        "only at the table, as long as not both would sign, and as far as it is flexible",
    ),
    Decision(
        "sign",
        "belligerent",
        "whether this side signs the draft on the table.",
        ("refuse", "sign"),
        "nobody signs alone, nothing is signed before it is written, and a player can set aside "
        "its own red lines, not those of the other side",
        ("never", "at_once", "with_troops"),
    ),
    Decision(
        "resume",
        "belligerent",
        "whether this side prepares to attack in a ceasefire.",
        ("hold", "attack"),
        "only in a ceasefire of a day or more, and an attack takes its time to prepare; fire that "
        "gets out of hand on the line is nobody's decision",
    ),
    Decision(
        "take_consent_back",
        "belligerent",
        "whether Russia takes back its consent to foreign troops on the line.",
        ("keep", "take_back"),
        "only Russia, and only where its consent stands",
        actor="russia",
    ),
    Decision(
        "put_forward_plan",
        "broker",
        "whether the broker puts a plan on the table.",
        ("wait", "put_forward"),
        "only in the war, once, and while it is engaged",
    ),
    Decision(
        "raise_question",
        "broker",
        "whether the broker raises the question of European troops.",
        ("wait", "raise"),
        "once, where soldiers are asked for, and not after it has walked away",
    ),
    Decision(
        "press_ukraine",
        "broker",
        "whether the broker presses Ukraine to talk and to sign.",
        ("let_be", "press"),
        "only while it is engaged, and as hard as the scenario has it press",
    ),
    Decision(
        "press_russia",
        "broker",
        "whether the broker presses Russia to talk and to sign.",
        ("let_be", "press"),
        "only while it is engaged, and as hard as the scenario has it press",
    ),
    Decision(
        "back",
        "broker",
        "whether the broker stands behind a European force.",
        ("stand_aside", "stand_behind"),
        "only while it is engaged, and as far as the scenario has it stand; where NATO decides it "
        "stands behind the force in full",
    ),
    Decision(
        "walk_away",
        "broker",
        "whether the broker gives up its plan.",
        ("stay", "walk_away"),
        "only while it is engaged and the war goes on",
    ),
    Decision(
        "prepare",
        "contributor",
        "whether its staff works on an option for troops.",
        ("wait", "prepare"),
        "soldiers are asked for, it has one to send, and an option takes its days of staff work",
    ),
    Decision(
        "offer",
        "contributor",
        "whether it says it would send troops if the text before the sides were signed.",
        ("keep_silent", "offer"),
        "it binds nobody, but the sides reckon with it; an option is ready, soldiers would be "
        "welcome, opinion at home bears it, nobody in NATO objects where NATO decides",
        told_by="pledge",
    ),
    Decision(
        "pledge",
        "contributor",
        "whether it pledges troops.",
        ("wait", "pledge"),
        "soldiers are asked for and welcome, an option is ready, opinion at home bears it, nobody "
        "in NATO objects where NATO decides; no more soldiers than it has, and none twice",
        ("never", "at_once", "after_ceasefire", "with_a_leader"),
        prepared_by="prepare",
    ),
    Decision(
        "object",
        "contributor",
        "whether it objects to a mission, where NATO decides by all together.",
        ("let_pass", "object"),
        "only where NATO decides; one objection bars everybody",
    ),
    Decision(
        "hold",
        "contributor",
        "whether its soldiers stay when the war comes back around them.",
        ("leave", "hold"),
        "only while they are there; who has left does not come back while that war goes on",
    ),
    Decision(
        "reinforce",
        "contributor",
        "whether it sends more soldiers to those around whom the war has come back.",
        ("wait", "reinforce"),
        "they must hold, have come to fight, be backed by the United States and borne by opinion "
        "at home; nobody in NATO objects where NATO decides; and once in a war",
        prepared_by="hold",
    ),
    Decision(
        "withdraw",
        "contributor",
        "whether it takes back its pledge and calls its soldiers home for good.",
        ("stay", "go_home"),
        "only what it has pledged",
        ("never",),
    ),
)

DECISIONS: Mapping[str, Decision] = {one.name: one for one in _DECLARED}
"""Every decision that can be played, by its name, in the order of the roles."""


def decisions_of(role: str, actor: str) -> tuple[str, ...]:
    """Return the names of the decisions of an actor in its role; an institution has none."""
    return tuple(one.name for one in _DECLARED if one.role == role and one.actor in ("", actor))
