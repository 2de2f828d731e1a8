"""How many worlds are enough, in sentences."""

from __future__ import annotations

from contactline.language import say
from contactline.language.phrases import counted, decimal, whole
from contactline.show.words.in_units import Measured
from contactline.show.words.numbers import signed
from contactline.study.enough import Enough

HALF, OTHER = 0.5, 0.05
MOST_TIMES = 1000.0


def enough_paragraph(found: Enough) -> str:
    """Return what was seen, how far it reaches, and how many worlds would tell it."""
    asked = Measured(found.measure)
    worlds = counted(found.worlds, "world")
    if not found.b:
        value = asked.value(found.mean, *found.interval)
        seen = say("{label}: {value} under `{a}` in {worlds}.",
                   label=asked.label, value=value, a=found.a, worlds=worlds)  # fmt: skip
        return f"{seen} {_halved(found, asked)}"
    value = asked.difference(found.mean, *found.interval)
    seen = say(
        "{label}: {value} under `{b}` against `{a}`, in the same {worlds}.",
        label=asked.label, value=value, a=found.a, b=found.b, worlds=worlds,
    )  # fmt: skip
    return " ".join([seen, _told(found, asked), _halved(found, asked), _apart(found)])


def _told(found: Enough, asked: Measured) -> str:
    """Return how many worlds tell the difference from none."""
    if not found.within_noise:
        return say(
            "A difference of this size is told from none in four of five runs of {worlds}.",
            worlds=counted(found.to_tell(found.mean), "world"),
        )
    most = max(map(abs, found.interval))
    (size,) = asked.numbers([most])
    return say(
        "It is within noise. If there is one of {size} {unit}, the most that these worlds allow, "
        "{worlds} tell it from none in four of five runs.",
        size=size, unit=asked.unit_of_difference,
        worlds=counted(found.to_tell(most), "world"),
    )  # fmt: skip


def _halved(found: Enough, asked: Measured) -> str:
    """Return how far the interval reaches, and what half of that takes."""
    reach = found.reach(found.worlds)
    now, then = asked.numbers([reach, reach * HALF])
    return say(
        "The 95 % interval reaches {now} {unit} to either side; {worlds} bring it to {then}.",
        now=now, then=then, unit=asked.unit_of_difference,
        worlds=counted(found.needed(reach * HALF), "world"),
    )  # fmt: skip


def _apart(found: Enough) -> str:
    """Return what the same luck spares."""
    times = found.times_apart
    if times < 1 + OTHER:
        return say("Here the same luck in both scenarios spares next to nothing.")
    return say(
        "With luck of its own in each scenario it would take {times} times as many worlds.",
        times=_times_text(times),
    )


def _times_text(times: float) -> str:
    """Return how many times as a text; of very many no more is known than that they are many."""
    if times > MOST_TIMES:
        return say("more than {number}", number=whole(MOST_TIMES))
    return decimal(times) if times < 10 else whole(times)


def ladder_rows(found: Enough) -> list[tuple[int, float, float]]:
    """Return numbers of worlds with the reach in the same worlds, and with luck of their own."""
    many = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000]
    return [(one, found.reach(one), found.reach(one) * found.times_apart**0.5) for one in many]


def reach_text(asked: Measured, reach: float) -> str:
    """Return a reach to either side as text."""
    (text,) = asked.numbers([reach])
    return "±" + signed(text).lstrip("+")
