"""What a side can know before it decides about talks, a text or a new war."""

from __future__ import annotations

from dataclasses import dataclass

from contactline.arrays import Array


@dataclass(frozen=True)
class Outlook:
    """What the sides can know before they decide about talks and a text.

    terms: the draft, (issues, worlds). war: what fighting on is worth to each, (2, worlds).
    belief: the chance that each gives the text of being kept, (2, worlds). pressure: what the
    broker adds, (2, worlds). uninvited: weight of troops that may come outside the text,
    0 to 1, (worlds,).
    """

    terms: Array
    war: Array
    belief: Array
    pressure: Array
    uninvited: Array
