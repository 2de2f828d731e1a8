"""Questions that students bring, each with its lever. Pages, `dials WORD` and a test use them."""

from __future__ import annotations

from contactline.dials.measures import HOLDS_ON_LINE
from contactline.scenario import AS_IT_COMES
from contactline.show.questions.question import Answerable

FORCE, CONSENT = "The force", "Consent, and who watches"
CAPITALS, WASHINGTON = "The capitals that may send soldiers", "Washington"
SIDES, TERMS = "The two sides", "Terms and talks"
LINE, METHOD = "The ceasefire along the line", "The model itself"

THEMES = (FORCE, CONSENT, CAPITALS, WASHINGTON, SIDES, TERMS, LINE, METHOD)

LASTS, FIRE = "days_held_of_365", "violations_per_week"

QUESTIONS: tuple[Answerable, ...] = (
    Answerable(
        text="What if the force were twice as large?",
        about=FORCE,
        lever="dial",
        file="mission.pledge_scale: {times: 2}\n",
        look_at=("peak_troops", LASTS),
    ),
    Answerable(
        text="What if the soldiers arrived twice as fast?",
        about=FORCE,
        lever="dial",
        file="mission:\n  lead_time_days: {times: 0.5}\n  buildup_days: {times: 0.5}\n",
        look_at=("days_to_line_of_365", "soldiers_on_line"),
    ),
    Answerable(
        text="What if a buffer force stood between the sides?",
        about=FORCE,
        lever="scenario",
        parent="eu-uk-buffer-zone",
        look_at=(HOLDS_ON_LINE, FIRE),
    ),
    Answerable(
        text="What if the soldiers only trained Ukraine's army, far from the line?",
        about=FORCE,
        lever="scenario",
        parent="instructors-only",
        look_at=("soldiers_away", LASTS),
    ),
    Answerable(
        text="What if NATO itself sent the soldiers?",
        about=FORCE,
        lever="scenario",
        parent="nato-level",
        look_at=("pledged_troops", HOLDS_ON_LINE),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if the soldiers stood where most of the fire is?",
        about=FORCE,
        lever="dial",
        file="mission.hot_spot_focus: 1\n",
        look_at=(FIRE, "mission_casualties"),
    ),
    Answerable(
        text="What if Russia agreed to foreign soldiers?",
        about=CONSENT,
        lever="dial",
        file="mission.russian_consent: given\n",
        look_at=(HOLDS_ON_LINE, "peak_troops"),
    ),
    Answerable(
        text="What if Russia never agreed to foreign soldiers?",
        about=CONSENT,
        lever="scenario",
        parent="russia-withholds-consent",
        look_at=(HOLDS_ON_LINE, "soldiers_away"),
    ),
    Answerable(
        text="What if Europeans went in without Russia's consent?",
        about=CONSENT,
        lever="dial",
        file="mission:\n  russian_consent: withheld\n  without_consent: deploy\n",
        look_at=("soldiers_on_line", LASTS),
        note="They stand outside the text, at Ukraine's invitation: `mission.price_outside_text` "
        "says how much Russia minds.",
    ),
    Answerable(
        text="What if there were only unarmed observers?",
        about=CONSENT,
        lever="scenario",
        parent="neutral-observers",
        look_at=("share_seen", LASTS),
    ),
    Answerable(
        text="What if cameras and drones watched the whole line?",
        about=CONSENT,
        lever="dial",
        file="monitors:\n  technology: 1\n  technology_run_by: sides\n",
        look_at=("share_attributed", FIRE),
        note="Being named holds back a little and nothing more: there is no sanction behind it.",
    ),
    Answerable(
        text="What if Germany led together with France and Britain?",
        about=CAPITALS,
        lever="actor",
        file="actors:\n  germany: {leads: true, after: nothing, home_support: {plus: 0.2}}\n",
        look_at=("pledged_troops", "led_by"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if Britain stayed at home?",
        about=CAPITALS,
        lever="scenario",
        parent="no-uk-troops",
        look_at=("pledged_troops", "contributors"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if Poland pledged soldiers as soon as there is a ceasefire?",
        about=CAPITALS,
        lever="seat",
        file="actors.poland.plays.pledge: after_ceasefire\n",
        look_at=("peak_troops.poland", "followers"),
    ),
    Answerable(
        text="What if a country that is not in the model, such as Turkey, sent soldiers?",
        about=CAPITALS,
        lever="actor",
        file="actors:\n  turkey:\n    name: Turkey\n    role: contributor\n    capability: 0.3\n"
        "    deployable_troops: {triangular: [3000, 9000, 15000]}\n"
        "    home_support: {uniform: [0.3, 0.6]}\n    needs_leader: false\n"
        "    basis: [assumption]\n    stances:\n"
        "      foreign_force: {position: {triangular: [20, 50, 80]}, salience: 0.5}\n",
        look_at=("peak_troops.turkey", "contributors"),
        note="Every number of it is your assumption; ranges show how little is known.",
    ),
    Answerable(
        text="What if people at home turned against sending soldiers?",
        about=CAPITALS,
        lever="actor",
        file="actors.uk.home_support: {plus: -0.2}\nactors.france.home_support: {plus: -0.2}\n",
        look_at=("pledged_troops", "end_troops"),
    ),
    Answerable(
        text="What if losses among the soldiers cost more support at home?",
        about=CAPITALS,
        lever="dial",
        file="mission.support_lost_per_casualty: {times: 5}\n",
        look_at=("end_troops", "mission_casualties"),
    ),
    Answerable(
        text="What if American aid to Ukraine ended in summer 2025?",
        about=WASHINGTON,
        lever="event",
        file="events:\n  aid-ends:\n    date: 2025-07-01\n    title: Aid to Ukraine ends\n"
        "    change: {broker.aid_to_ukraine: 0}\n",
        look_at=("area_km2", "terms_territory"),
        view=AS_IT_COMES,
        note="The dial is Western aid as a whole: state what Europe would still give, "
        "such as 0.4, in place of 0.",
    ),
    Answerable(
        text="What if Washington put all its pressure on Russia?",
        about=WASHINGTON,
        lever="dial",
        file="broker:\n  pressure_on_russia: 1\n  pressure_on_ukraine: 0\n",
        look_at=("day_ceasefire_to_horizon", "ceasefires"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if the United States stood behind European soldiers?",
        about=WASHINGTON,
        lever="dial",
        file="broker.backing: 1\n",
        look_at=("pledged_troops", LASTS),
    ),
    Answerable(
        text="What if Washington lost patience after three months?",
        about=WASHINGTON,
        lever="dial",
        file="broker.patience_days: 90\n",
        look_at=("ceasefires", "no_talks"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if nobody pushed for talks?",
        about=WASHINGTON,
        lever="scenario",
        parent="no-talks",
        look_at=("day_talks_to_horizon", "no_talks"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if Ukraine agreed to leave the four oblasts to Russia?",
        about=SIDES,
        lever="stance",
        file="actors.ukraine.territory.position: 100\nactors.ukraine.territory.at_most: 100\n",
        look_at=("terms_territory", "ceasefires"),
        view=AS_IT_COMES,
        note="A position is what a side asks for, `at_most` its red line.",
    ),
    Answerable(
        text="What if Russia asked for no more than the land it holds?",
        about=SIDES,
        lever="stance",
        file="actors.russia.territory.position: 50\nactors.russia.territory.at_least: 50\n",
        look_at=("terms_territory", "ceasefires"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if Russia tired of the war faster?",
        about=SIDES,
        lever="dial",
        file="war.exhaustion_per_year_russia: {times: 2}\n",
        look_at=("day_talks_to_horizon", "ceasefires"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if Russia was sure that it is winning?",
        about=SIDES,
        lever="dial",
        file="war:\n  expected_share_russia: 0.95\n  optimism_russia: 0.8\n",
        look_at=("day_talks_to_horizon", "terms_territory"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if Russia never attacked again?",
        about=SIDES,
        lever="seat",
        file="actors.russia.plays.resume: never\n",
        look_at=("broken_how", LASTS),
        note="Fire that gets out of hand along the line, or Ukraine, can still end the ceasefire.",
    ),
    Answerable(
        text="What if Ukraine were invited to NATO?",
        about=TERMS,
        lever="dial",
        file="assume:\n  ceasefire: true\n  terms: stated\n  alignment: 100\n",
        look_at=("belief_end", LASTS),
        note="The terms are put in force in every world: it asks how they hold, not how they come.",
    ),
    Answerable(
        text="What if Ukraine accepted to be neutral?",
        about=TERMS,
        lever="stance",
        file="actors.ukraine.alignment.position: 0\nactors.ukraine.alignment.at_least: 0\n",
        look_at=("terms_alignment", "ceasefires"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if all sanctions were lifted in exchange?",
        about=TERMS,
        lever="stance",
        file="actors.us.sanctions.position: 100\nactors.eu.sanctions.position: 100\n",
        look_at=("terms_sanctions", "ceasefires"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if the guns fell silent first, and talks came later?",
        about=TERMS,
        lever="scenario",
        parent="us-ceasefire-first",
        look_at=("days_to_sign_of_365", "terms_sequence"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if a ceasefire began on inauguration day?",
        about=TERMS,
        lever="dial",
        file="assume:\n  ceasefire: true\n  ceasefire_day: 48\n",
        look_at=(LASTS, HOLDS_ON_LINE),
    ),
    Answerable(
        text="What if both sides ordered their soldiers not to shoot back?",
        about=LINE,
        lever="scenario",
        parent="return-fire-discipline",
        look_at=(FIRE, LASTS),
    ),
    Answerable(
        text="What if they renewed the ceasefire every month?",
        about=LINE,
        lever="dial",
        file="front.recommitment_days: 30\n",
        look_at=(FIRE, LASTS),
    ),
    Answerable(
        text="What if there were a Christmas truce?",
        about=LINE,
        lever="event",
        file="events:\n  christmas:\n    date: 2025-12-24\n    title: A truce over Christmas\n"
        "    truce: {days: 3, by: both, compliance: {uniform: [0.2, 0.7]}}\n",
        look_at=("day_ceasefire_to_horizon", "area_km2"),
        view=AS_IT_COMES,
        note="A truce of days is no ceasefire: it stops a part of the fire, and teaches a little.",
    ),
    Answerable(
        text="What if both remembered three broken ceasefires?",
        about=LINE,
        lever="dial",
        file="talks.broken_before: 3\n",
        look_at=("belief_signed", "ceasefires"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if the worlds were followed for five years?",
        about=METHOD,
        lever="dial",
        file="horizon_days: 1825\n",
        look_at=("ceasefires", "still_holding_at_horizon"),
        view=AS_IT_COMES,
    ),
    Answerable(
        text="What if another theory of bargaining were right?",
        about=METHOD,
        lever="dial",
        file="bargaining.model: smp\n",
        look_at=("terms_territory", "ceasefires"),
        view=AS_IT_COMES,
    ),
)
"""Every question that has its lever, by theme in the order of the page."""
