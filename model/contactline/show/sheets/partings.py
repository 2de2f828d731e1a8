"""Worlds that end otherwise under another scenario: how many each way, and what parts them."""

from __future__ import annotations

from contactline.language import say, say_many
from contactline.language.phrases import whole
from contactline.show.sheets.sheet import NONE, Sheet, span_text
from contactline.show.words.flips import numbered_alone, outcome_label
from contactline.study.pairs import PartedBy, Parting, TwinPairs

MOST_FLIPS, MOST_EVENTS, MOST_PAIRS = 12, 8, 200


def both_ways_sheet(pairs: TwinPairs) -> Sheet:
    """Return a row a change of outcome, with how many worlds change the other way round."""
    found = pairs.comparison
    counts = {(one.before, one.after): len(one.worlds) for one in found.flipping}
    shown = found.flipping[:MOST_FLIPS]
    rows = [
        (
            outcome_label(one.before), outcome_label(one.after), whole(len(one.worlds)),
            whole(counts.get((one.after, one.before), 0)), numbered_alone(one.worlds),
        )
        for one in shown
    ]  # fmt: skip
    head = (
        say("Under {scenario}", scenario=found.a), say("Under {scenario}", scenario=found.b),
        say("Worlds"), say("The other way round"), say("Their numbers"),
    )  # fmt: skip
    said = say("How worlds change their outcome, by their numbers")
    return Sheet(_caption(said, len(shown), len(found.flipping)), head, tuple(rows))


def parted_sheet(pairs: TwinPairs) -> Sheet:
    """Return what parts the pairs, the most frequent first: a row a kind of event of one actor."""
    names = names_of_sides(pairs)
    shown = pairs.parted_by[:MOST_EVENTS]
    rows = [(whole(len(one.partings)), _days(one), names[one.side], _example(one)) for one in shown]
    head = (say("Pairs"), say("Day"), say("Happens under"), say("What parts them, for example"))
    said = say("The first event of each pair that is not the same under both")
    return Sheet(_caption(said, len(shown), len(pairs.parted_by)), head, tuple(rows))


def pairs_sheet(pairs: TwinPairs) -> Sheet:
    """Return a row a world that ends otherwise: how it ends under both, and what parts it."""
    found, shown = pairs.comparison, pairs.partings[:MOST_PAIRS]
    rows = [
        (
            str(one.world), outcome_label(one.before), outcome_label(one.after),
            str(one.first.day) if one.first else NONE, event_text(one) or NONE,
        )
        for one in shown
    ]  # fmt: skip
    head = (
        say("World"), say("Under {scenario}", scenario=found.a),
        say("Under {scenario}", scenario=found.b), say("Day"), say("What parts them"),
    )  # fmt: skip
    said = say("All worlds that end otherwise, by number")
    if len(shown) < len(pairs.partings):
        said = say("The first {n} worlds that end otherwise, by number", n=whole(len(shown)))
    return Sheet(said, head, tuple(rows))


def pairs_paragraph(pairs: TwinPairs) -> str:
    """Return how many worlds end otherwise, and what parts them most often."""
    changed, found = len(pairs.partings), pairs.comparison
    said = say_many(
        "{n} of {worlds} worlds ends otherwise under `{b}` than under `{a}`.",
        "{n} of {worlds} worlds end otherwise under `{b}` than under `{a}`.",
        changed, n=whole(changed), worlds=whole(found.worlds), a=found.a, b=found.b,
    )  # fmt: skip
    if not pairs.parted_by:
        return said
    first = pairs.parted_by[0]
    most = say_many(
        "No sort of event parts more of these pairs than one, such as: {event}",
        "What parts most of them, {n} pairs, is of this sort: {event}",
        len(first.partings), n=whole(len(first.partings)), event=_example(first),
    )  # fmt: skip
    return f"{said} {most}"


def _caption(said: str, shown: int, of: int) -> str:
    """Return what the table counts, and how much of it is left out."""
    rest = of - shown
    if not rest:
        return said
    left = say_many("{n} rarer sort is left out", "{n} rarer sorts are left out", rest, n=rest)
    return f"{said}; {left}"


def _days(one: PartedBy) -> str:
    first, middle, last = map(str, one.days)
    if first == last:
        return first
    return say("{middle} ({span})", middle=middle, span=span_text(first, last))


def names_of_sides(pairs: TwinPairs) -> dict[str, str]:
    """Return what each side of a parting is called: "a", "b", and "both" where it differs."""
    found = pairs.comparison
    return {"a": found.a, "b": found.b, "both": say("both, in other words")}


def _example(one: PartedBy) -> str:
    middle = middle_of(one)
    return say("{event} (world {world})", event=event_text(middle), world=middle.world)


def middle_of(one: PartedBy) -> Parting:
    """Return the pair that is parted in the middle of all, by day."""
    return one.partings[(len(one.partings) - 1) // 2]


def event_text(one: Parting) -> str:
    """Return what is told of the event that parts a pair, under one or under each of both."""
    texts = [entry.text.removesuffix(".") for entry in one.first.either] if one.first else []
    return f" {NONE} ".join(_differing(*texts) if len(texts) > 1 else texts)


def _differing(a: str, b: str) -> tuple[str, str]:
    """Return two texts of one form, such as two drafts, without the clauses that both have."""
    clauses = [one.split("; ") for one in (a, b)]
    if len({len(one) for one in clauses}) > 1:
        return a, b
    first, second = (
        "; ".join(x for x, y in zip(own, other, strict=True) if x != y)
        for own, other in (clauses, reversed(clauses))
    )
    head, colon, _ = a.partition(": ")
    is_left_out = colon and clauses[0][0] == clauses[1][0]
    return (f"{head}: … {first}" if is_left_out else first), second
