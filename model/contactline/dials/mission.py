"""Dials of the foreign mission: what is proposed, who consents, who joins, how it fares."""

from contactline.dials.declaration import Section, number, option, switch, whole

_IMPOSED = {"assume.ceasefire": True}
_ON_THE_LINE = {"assume.ceasefire": True, "mission.proposal": "monitors"}
_CONSENTED = {**_ON_THE_LINE, "mission.russian_consent": "given"}

_UNINVITED = {
    "broker.engagement": 1,
    "broker.plan_days": 10,
    "broker.backing": 0.8,
    "mission.proposal": "buffer",
    "mission.russian_consent": "withheld",
    "mission.pledge_scale": 3,
    "mission.preparation_scale": 0,
    "mission.reluctance": 0,
    "mission.stance_weight": 0,
    "horizon_days": 500,
}

_ATTACKED = {
    **_CONSENTED,
    "broker.engagement": 1,
    "mission.reluctance": 0,
    "mission.stance_weight": 0,
    "mission.preparation_scale": 0,
    "durability.resumption_log_rate": -3,
    "horizon_days": 400,
}


class MissionDials(Section):
    """The foreign mission: what is asked for, and who joins."""

    section = "mission"

    @property
    def in_nato(self) -> bool:
        """Return whether soldiers wear NATO's badge, so that all in it decide together."""
        return bool(self.badge == "nato")

    proposal = option(
        options=(
            "from_draft",
            "none",
            "observers",
            "instructors",
            "monitors",
            "buffer",
            "fighting",
        ),
        default="from_draft",
        kind="lever",
        basis=("rferl-monitors", "telegraph-buffer-zone"),
        sentence="The kind of force put on the table; from_draft leaves it to the bargaining.",
        moves="posture",
        given=_IMPOSED,
    )
    russian_consent = option(
        options=("by_stance", "given", "withheld"),
        default="by_stance",
        kind="lever",
        basis=("stance-russia-peacekeepers", "assumption"),
        sentence="Whether Russia agrees to foreign troops on the line: by its stance, "
        "always, or never.",
        moves="posture",
        given=_ON_THE_LINE,
    )
    without_consent = option(
        options=("stay_away", "instructors", "deploy"),
        default="instructors",
        kind="lever",
        basis=("macron-february-instructors", "assumption"),
        sentence="What contributors do on the line without Russia's consent: nothing, "
        "instructors far from it, or deploy all the same.",
        moves="posture",
        given={**_ON_THE_LINE, "mission.russian_consent": "withheld"},
    )
    preparation_scale = number(
        unit="times",
        low=0,
        high=30,
        default=1,
        kind="lever",
        basis=("options-for-new-administration", "assumption"),
        sentence="How long staff work on an option takes, as a multiple of what each capital "
        "needs.",
        moves="day_pledged",
    )
    question_pace = number(
        unit="times",
        low=1,
        high=5,
        default=1.5,
        kind="uncertainty",
        basis=("options-for-new-administration", "assumption"),
        sentence="How many times as fast staffs work once the broker has asked for European "
        "troops, and so said for what.",
        moves="contributors",
        given={"broker.engagement": 1, "broker.plan_days": 10},
    )
    neutral_observers = number(
        unit="observers",
        low=0,
        high=10000,
        default=700,
        kind="lever",
        basis=("smm-monitors-2017", "assumption"),
        sentence="Neutral unarmed observers that a text posts along the line, where it holds no "
        "soldiers.",
        moves="share_seen",
        given={**_IMPOSED, "mission.proposal": "observers", "mission.russian_consent": "given"},
    )
    price_outside_text = number(
        unit="share of its aims",
        low=0,
        high=2,
        default=0.15,
        kind="uncertainty",
        basis=("stance-russia-peacekeepers", "assumption"),
        sentence="How much Russia minds soldiers in Ukraine that the text does not hold.",
        moves="day_ceasefire",
        given=_UNINVITED,
    )
    pledge_days = number(
        unit="days",
        low=1,
        high=1000,
        default=40,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long a government that would go takes on average to pledge.",
        moves="day_pledged",
    )
    consent_loss_per_year = number(
        unit="a year",
        low=0,
        high=3,
        default=0.08,
        kind="uncertainty",
        basis=("unmee-view-after-lost-consent", "assumption"),
        sentence="How often in a year of ceasefire Russia takes its consent back.",
        moves="end_troops",
        given=_CONSENTED,
    )
    pledge_scale = number(
        unit="times",
        low=0,
        high=20,
        default=1,
        kind="lever",
        basis=("proposal-40000", "assumption"),
        sentence="The size of the mission as a multiple of what the contributors can keep up "
        "in rotation.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    rotation_ratio = number(
        unit="soldiers per one deployed",
        low=1,
        high=6,
        default=3,
        kind="constant",
        basis=("rotation-three",),
        sentence="How many soldiers it takes to keep one on the ground.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    lead_time_days = whole(
        unit="days",
        low=0,
        high=365,
        default=30,
        kind="uncertainty",
        basis=(
            "buildup-unifil-ii",
            "buildup-ifor",
        ),
        sentence="Days from the ceasefire to the first troops on the ground.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    buildup_days = whole(
        unit="days",
        low=1,
        high=720,
        default=90,
        kind="uncertainty",
        basis=(
            "buildup-unifil-ii",
            "buildup-ifor",
        ),
        sentence="Days until two thirds of the pledged troops have arrived.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    hot_spot_focus = number(
        unit="share",
        low=0,
        high=1,
        default=0.5,
        kind="lever",
        basis=("assumption",),
        sentence="The share of the troops on the line that stands where the fire is, "
        "instead of evenly along it.",
        moves="violations_per_week",
        given=_CONSENTED,
    )
    hits_per_million = number(
        unit="casualties per million violations and soldier per km",
        low=0,
        high=1000,
        default=10,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How often troops near a violation are hit.",
        moves="mission_casualties",
        given=_CONSENTED,
    )
    support_lost_per_casualty = number(
        unit="share",
        low=0,
        high=0.5,
        default=0.01,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much support at home one casualty costs a government.",
        moves="end_troops",
        given={**_CONSENTED, "mission.hits_per_million": 200},
    )
    withdrawal_support = number(
        unit="share",
        low=0,
        high=1,
        default=0.25,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The support at home below which a government brings its troops back.",
        moves="end_troops",
        given={**_CONSENTED, "mission.hits_per_million": 200},
    )
    badge = option(
        options=("coalition", "nato"),
        default="coalition",
        kind="lever",
        basis=("capitals-not-nato", "assumption"),
        sentence="Whose badge soldiers wear: a coalition's, where each capital decides, or NATO's, "
        "where all do and Washington stands behind.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    nato_needs_alignment = number(
        unit="points",
        low=0,
        high=100,
        default=70,
        kind="uncertainty",
        basis=("stance-russia-terms", "assumption"),
        sentence="Terms on alignment that Russia must bear to have NATO's soldiers on the line, or "
        "a text to let Ukraine invite them.",
        moves="peak_troops",
        given={
            "assume.ceasefire": True,
            "mission.badge": "nato",
            "mission.objection_chance": 0,
            "mission.proposal": "monitors",
        },
    )
    objection_chance = number(
        unit="chance",
        low=0,
        high=1,
        default=0.15,
        kind="uncertainty",
        basis=("capitals-not-nato", "assumption"),
        sentence="How reluctant one ally must be to block a decision taken by all in NATO.",
        moves="peak_troops",
        given={**_CONSENTED, "mission.badge": "nato"},
    )
    reluctance = number(
        unit="log-odds",
        low=0,
        high=8,
        default=2.1,
        kind="uncertainty",
        basis=("lammy-no-plans", "no-pledges-in-war"),
        sentence="How much a government would rather not send troops, all else being even.",
        moves="peak_troops",
        given=_IMPOSED,
    )
    stance_weight = number(
        unit="log-odds per 10 points",
        low=0,
        high=5,
        default=0.9,
        kind="uncertainty",
        basis=("force-that-both-want", "proposal-40000"),
        sentence="How much a government's own stance on foreign troops counts when it decides.",
        moves="peak_troops",
        given=_IMPOSED,
    )
    cascade = number(
        unit="log-odds",
        low=0,
        high=6,
        default=1.3,
        kind="uncertainty",
        basis=("uk-france-lead", "proposal-40000"),
        sentence="How much the pledges and offers of all others draw a government in, those of "
        "leaders most.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    needs_leader = switch(
        default=True,
        kind="uncertainty",
        basis=("uk-france-lead", "assumption"),
        sentence="Whether the smaller contributors go only where a leading state goes.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    backing_weight = number(
        unit="log-odds",
        low=0,
        high=6,
        default=2,
        kind="uncertainty",
        basis=("force-that-both-want", "proposal-40000"),
        sentence="How much full backing by the United States draws a government in.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    consent_weight = number(
        unit="log-odds",
        low=0,
        high=6,
        default=3.8,
        kind="uncertainty",
        basis=("force-that-both-want", "no-pledges-in-war"),
        sentence="How much Russia's consent draws a government in.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    objection_weight = number(
        unit="log-odds",
        low=0,
        high=8,
        default=1.2,
        kind="uncertainty",
        basis=("stance-russia-peacekeepers", "assumption"),
        sentence="How much it keeps a government back that a text is in force which its soldiers "
        "are not in.",
        moves="peak_troops",
        given=_IMPOSED,
    )
    risk_weight = number(
        unit="log-odds",
        low=0,
        high=10,
        default=2.0,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much fire at the level of the war keeps a government from sending troops.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    support_weight = number(
        unit="log-odds",
        low=0,
        high=6,
        default=2.0,
        kind="uncertainty",
        basis=("opinion-europe-against", "assumption"),
        sentence="How much opinion at home counts when a government decides.",
        moves="peak_troops",
        given=_CONSENTED,
    )
    hits_in_war = number(
        unit="times",
        low=1,
        high=100,
        default=5,
        kind="uncertainty",
        basis=("unifil-2024-wounded", "unef-1967-killed", "assumption"),
        sentence="How many times as often troops near fire are hit once the war has come back.",
        moves="mission_casualties",
        given=_ATTACKED,
    )
    end_weight = number(
        unit="log-odds",
        low=0,
        high=6,
        default=1.5,
        kind="uncertainty",
        basis=("unef-1967-killed", "unifil-2024-wounded", "assumption"),
        sentence="How much it draws soldiers home that the ceasefire which they came for has "
        "ended.",
        moves="soldier_months",
        given=_ATTACKED,
    )
    promise_weight = number(
        unit="log-odds",
        low=0,
        high=20,
        default=10,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much a full promise to fight keeps a government's soldiers in place when "
        "the war comes back.",
        moves="soldier_months",
        given={**_ATTACKED, "mission.proposal": "fighting"},
    )
    reinforcement = number(
        unit="times",
        low=1,
        high=3,
        default=1.5,
        kind="uncertainty",
        basis=("rotation-three", "assumption"),
        sentence="How many times its pledge a government has in place that reinforces a force "
        "under attack.",
        moves="peak_troops",
        given={
            **_ATTACKED,
            "mission.proposal": "fighting",
            "mission.promise_weight": 20,
            "broker.backing": 1,
        },
    )
