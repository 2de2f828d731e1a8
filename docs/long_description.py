"""Makes the text that a package index shows of the README, when a package is built.

An index shows the README alone, without the files beside it. So links to these become their words,
and a picture what its alternative text says; links within the page and to other sites stay.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

ROOT = Path(__file__).resolve().parents[1]
BESIDE = r"\((?!https?:|mailto:|#)[^)\s]+\)"


def standing_alone(text: str) -> str:
    """Return a page without links to the files beside it."""
    described = re.sub(rf"!\[([^\]]*)\]{BESIDE}", r"*Picture: \1*", text)
    return re.sub(rf"\[([^\]]+)\]{BESIDE}", r"\1", described)


class LongDescription(MetadataHookInterface):
    """What hatchling calls to complete the metadata of the package."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the text in its place."""
        text = standing_alone((ROOT / "README.md").read_text(encoding="utf-8"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
