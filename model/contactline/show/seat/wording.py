"""How decisions and answers are put to a player, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contactline.errors import complete
from contactline.scenario.decisions import DECISIONS, OWN, STRATEGIES
from contactline.study.seat import says_of


@dataclass(frozen=True)
class DecisionWords:
    """How a decision is asked, and what leaving it and doing it are called.

    title: a few words for a card. costs: what whoever decides should know beforehand.
    """

    title: str
    ask: str
    leave: str
    do: str
    costs: str


WORDS: Mapping[str, DecisionWords] = complete(
    {
        "come_to_the_table": DecisionWords(
            "Come to the table",
            "Would you sit down with the other side, and stay there?",
            "Stay away, or get up and leave",
            "Come to the table, and stay",
            "Talks need both sides and an occasion; with an American plan it comes sooner.",
        ),
        "give_way": DecisionWords(
            "Give way",
            "While talks go on, do you move towards the other side?",
            "Hold firm",
            "Give way, step by step",
            "What you give the draft takes up; nobody gives it back while these talks last.",
        ),
        "sign": DecisionWords(
            "Sign",
            "If a written text lies on the table, do you sign it?",
            "Refuse to sign",
            "Sign the text on the table",
            "Both must sign. Where your own red line leaves no room, to sign sets it aside: from "
            "then on the draft lies on the line of the other side.",
        ),
        "resume": DecisionWords(
            "Resume the war",
            "In a ceasefire: do you prepare to attack?",
            "Hold to the ceasefire",
            "Prepare an attack",
            "An attack takes its time to prepare, and those who watch the line may see it. Once "
            "it is decided nobody calls it back.",
        ),
        "take_consent_back": DecisionWords(
            "Take consent back",
            "Do you take back your consent to foreign troops on the line?",
            "Let them stay",
            "Take the consent back",
            "It cannot be given again while this ceasefire lasts.",
        ),
        "put_forward_plan": DecisionWords(
            "Put forward a plan",
            "Do you put a plan for ending the war on the table?",
            "Wait",
            "Put the plan forward",
            "It can be done once, in the war, once the administration is engaged.",
        ),
        "raise_question": DecisionWords(
            "Ask for European troops",
            "Do you raise the question of European troops?",
            "Leave it unasked",
            "Raise the question",
            "Once asked, staffs in Europe work faster. It can be asked once.",
        ),
        "press_ukraine": DecisionWords(
            "Press Ukraine",
            "Do you press Ukraine to talk and to sign?",
            "Let Ukraine be",
            "Press Ukraine",
            "A side under pressure comes to the table and signs sooner; what was made under "
            "pressure is given up sooner as well.",
        ),
        "press_russia": DecisionWords(
            "Press Russia",
            "Do you press Russia to talk and to sign?",
            "Let Russia be",
            "Press Russia",
            "A side under pressure comes to the table and signs sooner; what was made under "
            "pressure is given up sooner as well.",
        ),
        "back": DecisionWords(
            "Back a European force",
            "Do you stand behind a European force: transport, intelligence, a promise to act?",
            "Stand aside",
            "Stand behind it",
            "Governments go sooner with the United States behind them, and an attacker reckons "
            "with it.",
        ),
        "walk_away": DecisionWords(
            "Walk away",
            "Do you give up your plan and walk away?",
            "Stay with it",
            "Walk away for good",
            "Who has walked away presses nobody and stands behind nobody any more.",
        ),
        "prepare": DecisionWords(
            "Prepare an option",
            "Does your staff work on an option for troops?",
            "No staff work",
            "Have the staff work on it",
            "Without an option ready nothing can be pledged, and your voice at the table counts "
            "for less.",
        ),
        "offer": DecisionWords(
            "Offer troops",
            "Do you say that you would send troops if the text before the sides were signed?",
            "Keep silent",
            "Say that you would",
            "It binds you to nothing, and both sides and other governments reckon with it.",
        ),
        "pledge": DecisionWords(
            "Pledge troops",
            "Do you pledge troops?",
            "Pledge nothing",
            "Pledge troops",
            "Others follow a pledge, and the sides reckon with it. A pledge is soldiers who come "
            "once a ceasefire holds.",
        ),
        "object": DecisionWords(
            "Object in NATO",
            "All allies must agree to a mission: do you object?",
            "Let it pass",
            "Object",
            "One objection bars everybody.",
        ),
        "hold": DecisionWords(
            "Stay under attack",
            "If the war comes back around your soldiers, do they stay?",
            "Bring them out",
            "Have them stay",
            "Who leaves does not come back while that war goes on, and the word of all who sent "
            "soldiers counts for less.",
        ),
        "reinforce": DecisionWords(
            "Reinforce",
            "If your soldiers are under attack, do you send more?",
            "Send no more",
            "Send more soldiers",
            "Only a force that came to fight, with the United States behind it.",
        ),
        "withdraw": DecisionWords(
            "Call it off",
            "Do you take back your pledge and bring your soldiers home for good?",
            "Let the pledge stand",
            "Take it back for good",
            "Who has gone home for good pledges nothing again.",
        ),
    },
    DECISIONS,
    "WORDS in show/seat/wording.py",
    "_DECLARED in scenario/decisions.py",
)
"""How each decision is put to whoever takes it."""

IF_SO: Mapping[str, str] = {
    "after_ceasefire": "Only once a ceasefire is in force",
    "with_a_leader": "Only once another government that leads has pledged",
    "with_troops": "Sign, but only a text that holds foreign troops",
}
"""How a standing order with a condition is called."""

LEFT = "Do as the model would"


@dataclass(frozen=True)
class SeatChoice:
    """One thing a player can say. says: as a file writes it. words: as it is read."""

    says: str
    words: str


def choices_of(decision: str) -> tuple[SeatChoice, ...]:
    """Return what can be said of a decision, in order: leave, do, on a condition, the model."""
    return tuple(SeatChoice(says, word_for(decision, says)) for says in says_of(decision))


def word_for(decision: str, says: str) -> str:
    """Return how an answer is called."""
    words, one = WORDS[decision], DECISIONS[decision]
    known = {one.choices[0]: words.leave, one.choices[1]: words.do, OWN: LEFT}
    return known.get(says) or IF_SO.get(says) or STRATEGIES[says]
