"""Dials of bargaining: the published model that writes the draft, and what each can be told.

The options of a model are named after it: `bargaining.smp_voting` is the option `voting` of
the model `smp`. They do nothing while another model is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from contactline.dials.declaration import Dial, number, option, whole


def _choice(
    model: str,
    name: str,
    options: tuple[str, ...],
    default: str,
    basis: str,
    sentence: str,
    given: Mapping[str, object] = MappingProxyType({}),
) -> Dial:
    return option(
        f"bargaining.{model}_{name}",
        options=options,
        default=default,
        kind="constant",
        basis=(basis,),
        sentence=sentence,
        moves="violations_per_week",
        given={"bargaining.model": model, "assume.ceasefire": True, **given},
    )


def _rounds(model: str, name: str, default: int, basis: str, sentence: str) -> Dial:
    return whole(
        f"bargaining.{model}_{name}",
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


BARGAINING = (
    option(
        "bargaining.model",
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
    ),
    _choice(
        "smp",
        "voting",
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
    ),
    _choice(
        "smp",
        "victory",
        ("linear", "square", "quartic", "octic", "binary"),
        "linear",
        "ktab-smp-choices",
        "How far the stronger coalition's lead decides a contest, in the spatial model.",
    ),
    _choice(
        "smp",
        "election",
        ("conditional", "markov_incentive", "markov_uniform"),
        "conditional",
        "ktab-smp-choices",
        "How contests between every two options make one choice, in the spatial model.",
    ),
    _choice(
        "smp",
        "risk_range",
        ("middle", "low", "high"),
        "middle",
        "ktab-smp-choices",
        "How far actors differ in their attitude to risk, in the spatial model.",
    ),
    _choice(
        "smp",
        "risk_known",
        ("none", "third", "half", "two_thirds", "full"),
        "third",
        "ktab-smp-choices",
        "How much of another's attitude to risk an actor sees, in the spatial model.",
    ),
    _choice(
        "smp",
        "third_parties",
        ("half", "none", "full"),
        "half",
        "ktab-smp-choices",
        "What third parties commit to in a contest, in the spatial model.",
    ),
    _choice(
        "smp",
        "interpolation",
        ("s1p1", "s2p2", "s2pmax"),
        "s2p2",
        "ktab-smp-choices",
        "How odds and saliences share out a bargain, in the spatial model.",
    ),
    _choice(
        "smp",
        "transition",
        ("likeliest", "drawn"),
        "likeliest",
        "ktab-smp-choices",
        "Whether the likeliest bargain is taken up or one is drawn, in the spatial model.",
    ),
    _rounds(
        "smp",
        "turns",
        100,
        "ktab-smp-turns",
        "The most turns that are played in the spatial model.",
    ),
    _rounds(
        "challenge_scholz",
        "rounds",
        10,
        "challenge-rounds",
        "Rounds of the expected-utility model in the reading of the Scholz code.",
    ),
    _rounds(
        "challenge_masad",
        "rounds",
        10,
        "challenge-rounds",
        "Rounds of the expected-utility model in the reading of Masad.",
    ),
    _choice(
        "challenge_masad",
        "conflict",
        ("loser_adopts", "nobody_moves"),
        "loser_adopts",
        "masad-variants",
        "Whether the loser of a conflict adopts the winner's position, in Masad's reading.",
    ),
    _choice(
        "challenge_masad",
        "timing",
        ("before_moves", "after_moves"),
        "before_moves",
        "masad-variants",
        "Whether conflicts come before or after the other moves, in Masad's reading.",
        {
            "bargaining.challenge_masad_choice": "no_reneging",
            "bargaining.challenge_masad_status_quo": 0.5,
        },
    ),
    _choice(
        "challenge_masad",
        "choice",
        ("reneging", "no_reneging"),
        "reneging",
        "masad-variants",
        "Whether an actor whose own offer is accepted stays where it is, in Masad's reading.",
    ),
    number(
        "bargaining.challenge_masad_status_quo",
        unit="share",
        low=0,
        high=1,
        default=1,
        kind="constant",
        basis=("masad-status-quo",),
        sentence="How far a challenger counts on things staying as they are, in Masad's reading.",
        moves="violations_per_week",
        given={"bargaining.model": "challenge_masad", "assume.ceasefire": True},
    ),
    number(
        "bargaining.challenge_masad_better",
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
    ),
)
