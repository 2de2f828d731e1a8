"""The teacher's key: what the numbers of this run bear out, and what they do not."""

from __future__ import annotations

from contactline.language import say
from contactline.language.phrases import counted, whole
from contactline.show.tables import count_holding, counts_of
from contactline.show.words.flips import flipped_sentences
from contactline.study.comparison import compare
from contactline.study.ensemble import Results
from contactline.world.outcomes import OUTCOMES

FEW = 3


def answers(results: Results, if_ceasefire: Results, base: Results | None) -> list[tuple[str, str]]:
    """Return questions of the class with the answer that these runs bear out."""
    found = [
        (say("How do most worlds end?"), _most(results)),
        (
            say("Is the hard part to begin a ceasefire, or to keep it?"),
            _begun_and_kept(results, if_ceasefire),
        ),
    ]
    if base is not None:
        found.append((say("What did this scenario change against base?"), _changed(base, results)))
    return found


def _most(results: Results) -> str:
    counts = counts_of(results)
    most = max(counts, key=counts.__getitem__)
    return say(
        "As “{label}”, in {count} of {worlds}. That is the most frequent ending of these runs, not "
        "what happens.",
        label=say(OUTCOMES[most].label), count=whole(counts[most]), worlds=whole(results.worlds),
    )  # fmt: skip


def _begun_and_kept(results: Results, if_ceasefire: Results) -> str:
    begun = int((results.columns["ceasefires"] > 0).sum())
    return say(
        "A ceasefire begins in {begun} of {worlds} worlds, and one is in force at the end in "
        "{held}. Where one is imposed it is in force at the end in {kept} of {imposed}.",
        begun=whole(begun), worlds=whole(results.worlds), held=whole(count_holding(results)),
        kept=whole(count_holding(if_ceasefire)), imposed=whole(if_ceasefire.worlds),
    )  # fmt: skip


def _changed(base: Results, results: Results) -> str:
    one = compare(base, results)
    change = one.holding
    told = say(
        "{flipped} of {worlds} worlds end otherwise; {gained} gained a ceasefire that holds at the "
        "end, {lost} lost it{noise}.",
        flipped=whole(one.flipped), worlds=whole(one.worlds),
        gained=counted(change.higher, "world"), lost=counted(change.lower, "world"),
        noise=say(", which is within noise") if change.within_noise else say(", beyond noise"),
    )  # fmt: skip
    return " ".join([told, *flipped_sentences(one, FEW)])
