"""What inputs make of a measure by Sobol and by Morris, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.language import marked, say, say_many
from contactline.language.phrases import counted, listing, per_cent, whole
from contactline.show.words.in_units import Measured
from contactline.show.words.shares import group_name
from contactline.study.sensitivity import ElementaryEffect, Index, Morris, Sobol

MOST_NAMED = 3
ABOUT_NOUGHT = 0.005
HOW_SOBOL = marked(
    "Sobol indices after Saltelli, by SALib; 95 % intervals by a bootstrap over draws of inputs. "
    "They share out the differences that the ranges of the scenario make: a wide range makes more "
    "than a narrow one, and a number that is fixed makes none."
)
HOW_MORRIS = marked(
    "Elementary effects after Morris, by SALib, per whole range of an input; 95 % intervals by a "
    "bootstrap over trajectories. They say which inputs matter at all, not what share each has."
)


def sobol_sentences(found: Sobol) -> list[str]:
    """Return who makes the differences, what several make together, and what noise there is."""
    told = [_shared(found), _order(found), _idle(found, len(found.indices)), _together(found)]
    return [" ".join(filter(None, told)), _luck_told(found), *_left_out(found), say(HOW_SOBOL)]


def morris_sentences(found: Morris) -> list[str]:
    """Return which inputs matter, which of them along a curve or with others, and what noise."""
    told = [_moved(found), _idle(found, len(found.effects)), _curved(found)]
    return [" ".join(filter(None, told)), _chance_told(found), *_left_out(found), say(HOW_MORRIS)]


def sobol_title(found: Sobol) -> str:
    """Return what was found in a line: the input with the largest share."""
    asked, first = Measured(found.measure), found.indices[0]
    if first.within_noise:
        return say("{label}: no input is told from doing nothing", label=asked.label)
    return say(
        "{label}: {input} makes {total} of the differences between rows",
        label=asked.label, input=name_of(found, first.input), total=share_text(first.total),
    )  # fmt: skip


def morris_title(found: Morris) -> str:
    """Return what was found in a line: the input with the largest effects."""
    asked, first = Measured(found.measure), found.effects[0]
    if first.within_noise:
        return say("{label}: no input is told from doing nothing", label=asked.label)
    (size,) = asked.numbers([first.mu_star])
    return say(
        "{label}: {input} moves it most, by {size} {unit} over its range",
        label=asked.label, input=name_of(found, first.input), size=size,
        unit=asked.unit_of_difference,
    )  # fmt: skip


def name_of(found: Sobol | Morris, name: str) -> str:
    """Return an input as it is named to a command, or a group of them as it is called."""
    return group_name(name) if found.by_group else name


def share_text(share: float) -> str:
    """Return an index in per cent; one of little as "about 0 %"."""
    if share < ABOUT_NOUGHT:
        return say("about {share}", share="0 %")
    return per_cent(min(share, 1.0))


def rows_text(found: Sobol | Morris) -> str:
    """Return of how many rows and worlds it is, and of which seed."""
    rows = say_many("{n} row", "{n} rows", found.rows, n=whole(found.rows))
    return say(
        "{rows} of {worlds} under {name}, {view}, seed {seed}",
        rows=rows, worlds=counted(found.worlds, "world"), name=found.scenario.name,
        view=say(found.scenario.view), seed=str(found.seed),
    )  # fmt: skip


def _shared(found: Sobol) -> str:
    """Return the inputs that make the differences, the largest first."""
    label, rows = Measured(found.measure).label, rows_text(found)
    clear = [one for one in found.indices if not one.within_noise]
    if not clear:
        return say(
            "{label}, in {rows}: no input is told from doing nothing.", label=label, rows=rows
        )
    told = [_index_text(found, one) for one in clear[:MOST_NAMED]]
    return say(
        "{label}, in {rows}. Of the differences between rows {inputs}.",
        label=label, rows=rows, inputs=listing(told),
    )  # fmt: skip


def _index_text(found: Sobol, one: Index) -> str:
    name, total = name_of(found, one.input), share_text(one.total)
    if one.first != one.first:
        return say(
            "{input} makes {total} with all its interactions (alone: not told from nought)",
            input=name, total=total,
        )  # fmt: skip
    return say(
        "{input} makes {total} with all its interactions ({first} alone)",
        input=name, total=total, first=share_text(one.first),
    )  # fmt: skip


def _order(found: Sobol) -> str:
    """Return which ranks the intervals tell apart, and which they do not."""
    named = [_group_text(found, one) for one in found.order]
    if sum(map(len, found.order)) < 2:
        return ""
    if len(named) == 1:
        return say("Their intervals overlap, so that another seed may rank them otherwise.")
    return say(
        "Ranks that their intervals tell apart, the largest first: {groups}; another seed may rank "
        "those named together otherwise.",
        groups=" > ".join(named),
    )


def _group_text(found: Sobol, group: Sequence[Index]) -> str:
    """Return the inputs of a group by name, at most three of them."""
    names = [name_of(found, one.input) for one in group[:MOST_NAMED]]
    rest = len(group) - len(names)
    return listing([*names, counted(rest, "other")] if rest else names)


def _idle(found: Sobol | Morris, of: int) -> str:
    """Return how many are not told from doing nothing."""
    each = found.indices if isinstance(found, Sobol) else found.effects
    idle = sum(one.within_noise for one in each)
    if not idle:
        return ""
    return say_many(
        "{n} of {of} is not told from doing nothing.",
        "{n} of {of} are not told from doing nothing.", idle, n=whole(idle), of=whole(of),
    )  # fmt: skip


def _together(found: Sobol) -> str:
    """Return what inputs make alone, and which two do something only together."""
    alone = say(
        "Alone they make {alone} in all; the rest is what several do only together.",
        alone=share_text(found.alone),
    )
    if not found.pairs:
        return alone
    clear = [one for one in found.pairs if one.second == one.second]
    if not clear:
        return f"{alone} {say('No two are told to do something only together.')}"
    pairs = [
        say(
            "{a} with {b} {share}",
            a=name_of(found, one.a), b=name_of(found, one.b), share=share_text(one.second),
        )
        for one in clear[:MOST_NAMED]
    ]  # fmt: skip
    return f"{alone} {say('Two by two, only together: {pairs}.', pairs=listing(pairs))}"


def _luck_told(found: Sobol) -> str:
    """Return what the inputs and what luck makes of the differences between worlds and rows."""
    noise = found.noise
    return say(
        "The same {worlds} run in every row, so that luck moves all rows alike. Of the differences "
        "between single worlds {inputs} come from these inputs, {luck} from luck and inputs that "
        "were not sampled, {together} from what both do only together. That a row has no more "
        "worlds makes {of_means} of the differences between rows.",
        worlds=counted(found.worlds, "world"), inputs=share_text(noise.inputs),
        luck=share_text(noise.luck), together=share_text(noise.together),
        of_means=share_text(noise.of_means),
    )  # fmt: skip


def _moved(found: Morris) -> str:
    """Return the inputs with the largest effects."""
    asked, rows = Measured(found.measure), rows_text(found)
    clear = [one for one in found.effects if not one.within_noise][:MOST_NAMED]
    if not clear:
        return say(
            "{label}, in {rows}: no input is told from doing nothing.", label=asked.label, rows=rows
        )
    sizes = asked.numbers([one.mu_star for one in clear])
    told = [
        say("{input} by {size}", input=name_of(found, one.input), size=size)
        for one, size in zip(clear, sizes, strict=True)
    ]
    return say(
        "{label}, in {rows}. Over its range moves it on average, up or down, in {unit}: {inputs}.",
        label=asked.label, rows=rows, unit=asked.unit_of_difference, inputs=listing(told),
    )  # fmt: skip


def _curved(found: Morris) -> str:
    """Return which inputs do more in one place than in another."""
    bent = [one for one in found.effects if not one.within_noise and _is_bent(one)][:MOST_NAMED]
    if not bent:
        return ""
    return say(
        "Effects that spread more widely than their mean size, so along a curve or together with "
        "others: {inputs}.",
        inputs=listing([name_of(found, one.input) for one in bent]),
    )


def _is_bent(one: ElementaryEffect) -> bool:
    return one.sigma > one.mu_star


def _chance_told(found: Morris) -> str:
    """Return how large effects of worlds are that part by chance."""
    asked = Measured(found.measure)
    (most,) = asked.numbers([max(one.noise for one in found.effects)])
    return say(
        "The same {worlds} run in every row, so that luck moves all rows alike; worlds that part "
        "by chance show mean sizes of up to {most} {unit}, and what does not stand above its own "
        "is not told from doing nothing.",
        worlds=counted(found.worlds, "world"), most=most, unit=asked.unit_of_difference,
    )  # fmt: skip


def _left_out(found: Sobol | Morris) -> list[str]:
    """Return how many draws or trajectories are left out, if any."""
    if not found.left_out:
        return []
    said = say_many(
        "{n} of {of} draws of inputs is left out with its rows, as some world of theirs has no "
        "value: what is told is of the others.",
        "{n} of {of} draws of inputs are left out with their rows, as some world of theirs has no "
        "value: what is told is of the others.",
        found.left_out, n=whole(found.left_out), of=whole(found.sets),
    )  # fmt: skip
    return [said]
