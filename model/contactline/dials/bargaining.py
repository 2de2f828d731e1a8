"""Dials of bargaining: the published model that writes the draft, and what each can be told.

The options of a model are named after it: `bargaining.smp_voting` is the option `voting` of
the model `smp`. They do nothing while another model is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from contactline.dials.declaration import NumberDial, OptionDial, Section, number, option, whole


def _choice(
    model: str,
    options: tuple[str, ...],
    default: str,
    basis: str,
    sentence: str,
    given: Mapping[str, object] = MappingProxyType({}),
) -> OptionDial:
    return option(
        options=options,
        default=default,
        kind="constant",
        basis=(basis,),
        sentence=sentence,
        moves="violations_per_week",
        given={"bargaining.model": model, "assume.ceasefire": True, **given},
    )


def _rounds(model: str, default: int, basis: str, sentence: str) -> NumberDial:
    return whole(
        unit="rounds",
        low=1,
        high=100,
        default=default,
        kind="constant",
        basis=(basis,),
        sentence=sentence,
        moves="violations_per_week",
        given={"bargaining.model": model, "assume.ceasefire": True},
    )


class BargainingDials(Section):
    """The model of bargaining and its options."""

    section = "bargaining"

    model = option(
        options=(
            "compromise",
            "median",
            "nash",
            "smp",
            "exchange",
            "challenge_scholz",
            "challenge_masad",
        ),
        default="compromise",
        kind="lever",
        basis=("bargaining-error-compromise",),
        sentence="The published model of collective decisions that turns stances into a draft.",
        moves="outcome",
        given={"broker.engagement": 1, "horizon_days": 500},
    )
    smp_voting = _choice(
        "smp",
        (
            "proportional",
            "proportional_binary",
            "proportional_cubic",
            "cubic",
            "prospect",
            "binary",
        ),
        "proportional",
        "ktab-smp-choices",
        "How an actor's votes grow with what it stands to gain, in the spatial model.",
    )
    smp_victory = _choice(
        "smp",
        ("linear", "square", "quartic", "octic", "binary"),
        "linear",
        "ktab-smp-choices",
        "How far the stronger coalition's lead decides a contest, in the spatial model.",
    )
    smp_election = _choice(
        "smp",
        ("conditional", "markov_incentive", "markov_uniform"),
        "conditional",
        "ktab-smp-choices",
        "How contests between every two options make one choice, in the spatial model.",
    )
    smp_risk_range = _choice(
        "smp",
        ("middle", "low", "high"),
        "middle",
        "ktab-smp-choices",
        "How far actors differ in their attitude to risk, in the spatial model.",
    )
    smp_risk_known = _choice(
        "smp",
        ("none", "third", "half", "two_thirds", "full"),
        "third",
        "ktab-smp-choices",
        "How much of another's attitude to risk an actor sees, in the spatial model.",
    )
    smp_third_parties = _choice(
        "smp",
        ("half", "none", "full"),
        "half",
        "ktab-smp-choices",
        "What third parties commit to in a contest, in the spatial model.",
    )
    smp_interpolation = _choice(
        "smp",
        ("s1p1", "s2p2", "s2pmax"),
        "s2p2",
        "ktab-smp-choices",
        "How odds and saliences share out a bargain, in the spatial model.",
    )
    smp_transition = _choice(
        "smp",
        ("likeliest", "drawn"),
        "likeliest",
        "ktab-smp-choices",
        "Whether the likeliest bargain is taken up or one is drawn, in the spatial model.",
    )
    smp_turns = _rounds(
        "smp",
        100,
        "ktab-smp-turns",
        "The most turns that are played in the spatial model.",
    )
    challenge_scholz_rounds = _rounds(
        "challenge_scholz",
        10,
        "challenge-rounds",
        "Rounds of the expected-utility model in the reading of the Scholz code.",
    )
    challenge_masad_rounds = _rounds(
        "challenge_masad",
        10,
        "challenge-rounds",
        "Rounds of the expected-utility model in the reading of Masad.",
    )
    challenge_masad_conflict = _choice(
        "challenge_masad",
        ("loser_adopts", "nobody_moves"),
        "loser_adopts",
        "masad-variants",
        "Whether the loser of a conflict adopts the winner's position, in Masad's reading.",
    )
    challenge_masad_timing = _choice(
        "challenge_masad",
        ("before_moves", "after_moves"),
        "before_moves",
        "masad-variants",
        "Whether conflicts come before or after the other moves, in Masad's reading.",
        {
            "bargaining.challenge_masad_choice": "no_reneging",
            "bargaining.challenge_masad_status_quo": 0.5,
        },
    )
    challenge_masad_choice = _choice(
        "challenge_masad",
        ("reneging", "no_reneging"),
        "reneging",
        "masad-variants",
        "Whether an actor whose own offer is accepted stays where it is, in Masad's reading.",
    )
    challenge_masad_status_quo = number(
        unit="share",
        low=0,
        high=1,
        default=1,
        kind="constant",
        basis=("masad-status-quo",),
        sentence="How far a challenger counts on things staying as they are, in Masad's reading.",
        moves="violations_per_week",
        given={"bargaining.model": "challenge_masad", "assume.ceasefire": True},
    )
    challenge_masad_better = number(
        unit="share",
        low=0,
        high=1,
        default=0.5,
        kind="constant",
        basis=("assumption",),
        sentence="The chance that an unchallenged change is for the better, in Masad's reading.",
        moves="violations_per_week",
        given={
            "bargaining.model": "challenge_masad",
            "bargaining.challenge_masad_status_quo": 0,
            "assume.ceasefire": True,
        },
    )
