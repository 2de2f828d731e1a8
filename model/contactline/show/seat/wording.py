"""How decisions and answers are put to a player, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contactline.errors import complete
from contactline.language import marked, say
from contactline.scenario.decisions import DECISIONS, OWN, STRATEGIES
from contactline.study.seat import says_of


@dataclass(frozen=True)
class DecisionWords:
    """How a decision is asked, and what leaving it and doing it are called.

    title: a few words for a card. costs: what whoever decides should know beforehand. All of it in
    English: whoever shows it says it.
    """

    title: str
    ask: str
    leave: str
    do: str
    costs: str


WORDS: Mapping[str, DecisionWords] = complete(
    {
        "come_to_the_table": DecisionWords(
            marked("Come to the table"),
            marked("Would you sit down with the other side, and stay there?"),
            marked("Stay away, or get up and leave"),
            marked("Come to the table, and stay"),
            marked("Talks need both sides and an occasion; with an American plan it comes sooner."),
        ),
        "give_way": DecisionWords(
            marked("Give way"),
            marked("While talks go on, do you move towards the other side?"),
            marked("Hold firm"),
            marked("Give way, step by step"),
            marked(
                "What you give the draft takes up; nobody gives it back while these talks last."
            ),
        ),
        "sign": DecisionWords(
            marked("Sign"),
            marked("If a written text lies on the table, do you sign it?"),
            marked("Refuse to sign"),
            marked("Sign the text on the table"),
            marked(
                "Both must sign. Where your own red line leaves no room, to sign sets it aside:"
                " from then on the draft lies on the line of the other side."
            ),
        ),
        "resume": DecisionWords(
            marked("Resume the war"),
            marked("In a ceasefire: do you prepare to attack?"),
            marked("Hold to the ceasefire"),
            marked("Prepare an attack"),
            marked(
                "An attack takes its time to prepare, and those who watch the line may see it. "
                "Once it is decided nobody calls it back."
            ),
        ),
        "take_consent_back": DecisionWords(
            marked("Take consent back"),
            marked("Do you take back your consent to foreign troops on the line?"),
            marked("Let them stay"),
            marked("Take the consent back"),
            marked("It cannot be given again while this ceasefire lasts."),
        ),
        "put_forward_plan": DecisionWords(
            marked("Put forward a plan"),
            marked("Do you put a plan for ending the war on the table?"),
            marked("Wait"),
            marked("Put the plan forward"),
            marked("It can be done once, in the war, once the administration is engaged."),
        ),
        "raise_question": DecisionWords(
            marked("Ask for European troops"),
            marked("Do you raise the question of European troops?"),
            marked("Leave it unasked"),
            marked("Raise the question"),
            marked("Once asked, staffs in Europe work faster. It can be asked once."),
        ),
        "press_ukraine": DecisionWords(
            marked("Press Ukraine"),
            marked("Do you press Ukraine to talk and to sign?"),
            marked("Let Ukraine be"),
            marked("Press Ukraine"),
            marked(
                "A side under pressure comes to the table and signs sooner; what was made under"
                " pressure is given up sooner as well."
            ),
        ),
        "press_russia": DecisionWords(
            marked("Press Russia"),
            marked("Do you press Russia to talk and to sign?"),
            marked("Let Russia be"),
            marked("Press Russia"),
            marked(
                "A side under pressure comes to the table and signs sooner; what was made under"
                " pressure is given up sooner as well."
            ),
        ),
        "back": DecisionWords(
            marked("Back a European force"),
            marked(
                "Do you stand behind a European force: transport, intelligence, a promise to act?"
            ),
            marked("Stand aside"),
            marked("Stand behind it"),
            marked(
                "Governments go sooner with the United States behind them, and an attacker "
                "reckons with it."
            ),
        ),
        "walk_away": DecisionWords(
            marked("Walk away"),
            marked("Do you give up your plan and walk away?"),
            marked("Stay with it"),
            marked("Walk away for good"),
            marked("Who has walked away presses nobody and stands behind nobody any more."),
        ),
        "prepare": DecisionWords(
            marked("Prepare an option"),
            marked("Does your staff work on an option for troops?"),
            marked("No staff work"),
            marked("Have the staff work on it"),
            marked(
                "Without an option ready nothing can be pledged, and your voice at the table "
                "counts for less."
            ),
        ),
        "offer": DecisionWords(
            marked("Offer troops"),
            marked(
                "Do you say that you would send troops if the text before the sides were signed?"
            ),
            marked("Keep silent"),
            marked("Say that you would"),
            marked("It binds you to nothing, and both sides and other governments reckon with it."),
        ),
        "pledge": DecisionWords(
            marked("Pledge troops"),
            marked("Do you pledge troops?"),
            marked("Pledge nothing"),
            marked("Pledge troops"),
            marked(
                "Others follow a pledge, and the sides reckon with it. A pledge is soldiers who"
                " come once a ceasefire holds."
            ),
        ),
        "object": DecisionWords(
            marked("Object in NATO"),
            marked("All allies must agree to a mission: do you object?"),
            marked("Let it pass"),
            marked("Object"),
            marked("One objection bars everybody."),
        ),
        "hold": DecisionWords(
            marked("Stay under attack"),
            marked("If the war comes back around your soldiers, do they stay?"),
            marked("Bring them out"),
            marked("Have them stay"),
            marked(
                "Who leaves does not come back while that war goes on, and the word of all who "
                "sent soldiers counts for less."
            ),
        ),
        "reinforce": DecisionWords(
            marked("Reinforce"),
            marked("If your soldiers are under attack, do you send more?"),
            marked("Send no more"),
            marked("Send more soldiers"),
            marked("Only a force that came to fight, with the United States behind it."),
        ),
        "withdraw": DecisionWords(
            marked("Call it off"),
            marked("Do you take back your pledge and bring your soldiers home for good?"),
            marked("Let the pledge stand"),
            marked("Take it back for good"),
            marked("Who has gone home for good pledges nothing again."),
        ),
    },
    DECISIONS,
    "WORDS in show/seat/wording.py",
    "_DECLARED in scenario/decisions.py",
)
"""How each decision is put to whoever takes it."""

IF_SO: Mapping[str, str] = {
    "after_ceasefire": marked("Only once a ceasefire is in force"),
    "with_a_leader": marked("Only once another government that leads has pledged"),
    "with_troops": marked("Sign, but only a text that holds foreign troops"),
}
"""How a standing order with a condition is called."""

LEFT = marked("Do as the model would")


@dataclass(frozen=True)
class SeatChoice:
    """One thing a player can say. says: as a file writes it. words: as it is read."""

    says: str
    words: str


def choices_of(decision: str) -> tuple[SeatChoice, ...]:
    """Return what can be said of a decision, in order: leave, do, on a condition, the model."""
    return tuple(SeatChoice(says, word_for(decision, says)) for says in says_of(decision))


def word_for(decision: str, says: str) -> str:
    """Return how an answer is called, in the language spoken."""
    words, one = WORDS[decision], DECISIONS[decision]
    known = {one.choices[0]: words.leave, one.choices[1]: words.do, OWN: LEFT}
    return say(known.get(says) or IF_SO.get(says) or STRATEGIES[says])
