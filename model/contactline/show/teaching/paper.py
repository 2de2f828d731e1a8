"""The hand-out as a PDF to print, set by Typst; needs the extra `teaching`."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from typing import Any

from contactline.show.teaching.handout import content
from contactline.study.bridges.extras import from_extra
from contactline.study.ensemble import Results


def pdf(results: Results, results_if_ceasefire: Results, base: Results | None = None) -> bytes:
    """Return the hand-out as a tagged PDF; arguments as for `handout`. Raises RunError."""
    typst = need_typst()
    said = json.dumps(content(results, results_if_ceasefire, base), ensure_ascii=False)
    with as_file(files("contactline.show.teaching").joinpath("handout.typ")) as template:
        made: bytes = typst.compile(template, sys_inputs={"said": said}, pdf_standards=["ua-1"])
    return made


def need_typst() -> Any:
    """Return Typst; raises RunError with what to install where it is missing."""
    return from_extra("typst", "teaching")
