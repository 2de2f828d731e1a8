"""How a chronicle says what happens: for each kind of event what is told, and why it happened."""

from __future__ import annotations

from contactline.language import marked

PLEDGED_ANEW = marked("governments can pledge anew, for soldiers whom Ukraine alone invites")
NO_ROOM = marked("it leaves no room for soldiers whom Ukraine alone would invite")
PLAYED = marked("somebody else decides for {name} in this run")
DECIDED_FOR = marked(", but somebody else decides for it")
"""What is said behind a reckoning that an actor does not act on."""
ROUTINE = ("fire", "draft", "casualties")
"""Kinds of which the first makes news, and the others are for who reads it all."""
IN_FULL_ONLY = ("move",)
STORIES: dict[str, tuple[str, str]] = {
    "seat": ("{name} is played: {plays}.", "somebody else takes these decisions in this run"),
    "event": ("{title}.", "a dated event of the scenario"),
    "recommitment": (
        "Both sides commit themselves anew to the ceasefire and order their troops to keep it.",
        "a dated event of the scenario; the ceasefire is {age:.0f} days old, and the last orders "
        "{since:.0f}",
    ),
    "orders": (
        "Both sides give their troops new orders on holding fire.",
        "a dated event of the scenario; the ceasefire is {age:.0f} days old, and the last orders "
        "{since:.0f}",
    ),
    "truce": (
        "{who} a truce of {days}. It is no ceasefire: nothing is signed.",
        "a dated event of the scenario; {share:.0%} of the fire of those who declare it stops, "
        "which leaves some {fire:,.0f} violations a day, where the war has {war:,.0f}",
    ),
    "truce over": (
        "The truce of {days} is over, and the war goes on.",
        "it was declared for so long; {left:.0%} of the fire of the war went on along the whole "
        "line while it stood{learned}",
    ),
    "land": ("{land}.", "{assaults:.0f} assaults a day; {balance}"),
    "front": (
        "{turn}.",
        "{gained:+,.0f} km² this week, where the pace of the first day would give Russia "
        "{usual:+,.0f}; {balance}; Ukraine is {tired_ukraine:.0%} worn out, Russia "
        "{tired_russia:.0%}",
    ),
    "mood": (
        "The mood in {name} turns {way} a deal.",
        "moods drift over months; this one now adds {mood:+.2f} to what talks are worth to it: "
        "{worth}",
    ),
    "plan": (
        "{name} puts a plan on the table: {order}.",
        "in office and engaged, it looks for a way out of the war",
    ),
    "question": (
        "{name} {raises}.",
        "its plan has been put forward, and an option is ready ({who})",
    ),
    "walks away": ("{name} walks away from its plan.", "its patience is used up: {course}"),
    "option": (
        "{name} has an option for troops ready.",
        "{work:.0f} days of staff work, done while it could imagine going",
    ),
    "talks open": (
        "Ukraine and Russia come to the table.",
        "both would rather talk than fight on without; to Ukraine it is worth {ukraine}; to Russia "
        "{russia}",
    ),
    "draft": (
        "The draft on the table: {terms}.",
        "the stances and voices at the table; bargaining model: {model}",
    ),
    "move": ("Round {round} of the bargaining: {what}", "{why}"),
    "talks end": (
        "Talks end without agreement after {weeks}: {verdict}.",
        "to Ukraine signing is worth {ukraine}; to Russia {russia}{red_line}",
    ),
    "no talks": ("A year of war passes without talks.", "{why}"),
    "ceasefire": (
        "A ceasefire begins. Its text: {terms}.",
        "both sides sign: to Ukraine it is worth {ukraine}; to Russia {russia}",
    ),
    "imposed": (
        "A ceasefire is imposed. Its text: {terms}.",
        "an assumption of this run, not an outcome of the talks",
    ),
    "pledge": (
        "{name} pledges {troops:,.0f} soldiers.",
        "its own reckoning: {parts}",
    ),
    "no pledge": ("{name} has pledged no soldiers this year.", "{why}"),
    "nobody comes": (
        "The deal that nobody sends soldiers to: three months on nobody has pledged any, "
        "though its text holds {posture}.",
        "{why}",
    ),
    "lapse": (
        "The {pledges} of {names} {lapse}: {troops:,.0f} soldiers.",
        "with a text that holds {posture}, what was pledged before it ends; {anew}",
    ),
    "arrival": (
        "The first foreign troops arrive: {troops:,.0f} soldiers of {names}.",
        "pledges made earlier",
    ),
    "in place": (
        "The foreign force is in place: {troops:,.0f} soldiers of {names}.",
        "nine in ten of those whose pledge stands have come",
    ),
    "observers": (
        "The first neutral observers arrive; some {troops:,.0f} are to come.",
        "both sides have them in the text",
    ),
    "casualties": (
        "Foreign soldiers killed or wounded in {weeks}: {hits:.0f}.",
        "violations close to where they stand",
    ),
    "withdrawal": (
        "{name} {does}.",
        "support at home has fallen to {support:.0%}",
    ),
    "consent lost": (
        "Russia takes back its consent to the {posture}; {course}.",
        "a change of course in Moscow, as happened to earlier missions",
    ),
    "fire": (
        "Violations this week: {violations:,.0f}{change}.",
        "unprovoked and return fire at {share:.0%} of the level of the war; {restraint}",
    ),
    "escalation": (
        "The ceasefire collapses: fire along the line is back at the level of the war.",
        "fire of {share:.0%} of the level of the war over a week; {restraint}",
    ),
    "decision to attack": (
        "{name} decides to attack, and prepares.",
        "its own reckoning: {parts}; the ceasefire is {age:.0f} days old, with {armed} on the line",
    ),
    "build-up seen": (
        "{watchers} that {name} gathers troops behind the line.",
        "{seen} on its side",
    ),
    "build-up unseen": (
        "Nobody who watches the line sees that {name} gathers troops.",
        "{seen} on its side",
    ),
    "attack overtaken": (
        "The attack that {name} has been preparing is overtaken by the fire.",
        "it was to begin in {ahead}",
    ),
    "resumption": (
        "{name} ends the ceasefire and resumes the war, with {present} in the country.",
        "an attack prepared for {lead:.0f} days",
    ),
    "departure": (
        "The neutral observers leave: {observers:,.0f} of them.",
        "the ceasefire that they came for has ended",
    ),
    "soldiers leave": (
        "{name} calls its {troops:,.0f} soldiers out of the war that has come back.",
        "to have them stay is worth {parts}",
    ),
    "soldiers hold": (
        "{name} has its {troops:,.0f} soldiers stay where they are, though the war goes on around "
        "them.",
        "to have them stay is worth {parts}",
    ),
    "soldiers reinforced": (
        "{name} reinforces its {troops:,.0f} soldiers under attack.",
        "they came to fight and are backed; to send more is worth {parts}",
    ),
    "horizon": ("The run ends {state}.", "the horizon of the scenario is reached"),
}

UNITS = {
    "aims": "in such figures +1 would be all that a side aims for; above nought it acts",
    "rate": "in such figures, logs of a rate, +0.7 would double it; above nought a side attacks",
    "odds": "in such figures, log-odds, +0.7 doubles the odds of a yes; above nought it would go",
}
"""What the figures of a reckoning are, said once a world each."""
COUNTED_IN = {
    **dict.fromkeys(["mood", "talks open", "talks end", "no talks", "ceasefire"], "aims"),
    "decision to attack": "rate",
    **dict.fromkeys(["pledge", "no pledge", "nobody comes"], "odds"),
    **dict.fromkeys(["soldiers leave", "soldiers hold", "soldiers reinforced"], "odds"),
}
