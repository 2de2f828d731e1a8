"""The report as one page."""
from __future__ import annotations
def page(study, shown, chronicles) -> str:
    return "<!doctype html>\n"
