"""A class that joins the page over the local network: its link, and what it foretells."""

from __future__ import annotations

from dataclasses import dataclass, field

from contactline.show.app.predictions import Predictions


@dataclass(frozen=True)
class Class:
    """A class. link: where it joins, "" where only this machine may ask."""

    link: str = ""
    predictions: Predictions = field(default_factory=Predictions)
