"""The teacher's key: what the numbers of this run bear out, and what they do not."""

from __future__ import annotations

from contactline.language.phrases import counted
from contactline.show.tables import count_holding, counts_of
from contactline.show.words.flips import flipped_sentences
from contactline.study.comparison import compare
from contactline.study.ensemble import Results
from contactline.world.outcomes import OUTCOMES

FEW = 3


def answers(results: Results, if_ceasefire: Results, base: Results | None) -> list[tuple[str, str]]:
    """Return questions of the class with the answer that these runs bear out."""
    counts = counts_of(results)
    most = max(counts, key=counts.__getitem__)
    begun = int((results.outcomes["ceasefires"] > 0).sum())
    found = [
        (
            "How do most worlds end?",
            f"As “{OUTCOMES[most].label}”, in {counts[most]:,} of {results.worlds:,}. That is the "
            "most frequent ending of these runs, not what happens.",
        ),
        (
            "Is the hard part to begin a ceasefire, or to keep it?",
            f"A ceasefire begins in {begun:,} of {results.worlds:,} worlds, and one is in force at "
            f"the end in {count_holding(results):,}. Where one is imposed it is in force at the "
            f"end in {count_holding(if_ceasefire):,} of {if_ceasefire.worlds:,}.",
        ),
    ]
    if base is not None:
        found.append(("What did this scenario change against base?", _changed(base, results)))
    return found


def _changed(base: Results, results: Results) -> str:
    one = compare(base, results)
    change = one.holding
    net = (
        f"{counted(change.higher, 'world')} gained a ceasefire that holds at the end, "
        f"{counted(change.lower, 'world')} lost it"
    )
    noise = ", which is within noise" if change.within_noise else ", beyond noise"
    flips = " ".join(flipped_sentences(one, FEW))
    return f"{one.flipped:,} of {one.worlds:,} worlds end otherwise; {net}{noise}. {flips}".strip()
