"""Which files one process tests, and in which order: what is shared is made once, none waits."""

from __future__ import annotations

from pathlib import Path

TOGETHER = (
    # One browser, one server of the page with levers, and one file with a lever.
    "every_control_in_browser app_in_browser app_in_ukrainian touch_in_browser "
    "app_seat_in_browser lent_in_browser export_in_browser teaching_in_browser",
    # The EMA workbench, which takes seconds to import.
    "docs_blocks studies bridges other_tools",
    # One small study, and the fonts and texts of its charts.
    "report report_words report_in_languages kept_results verify",
)
"""The names of files that share what is dear to make, those of one process in a line."""

DEAREST = (
    *("scenarios plain_world experiments dials store cli_runs seat_game twins workers").split(),
    *("notebooks docs design reckonings plain_mesa drafting sweeps theatre").split(),
    *("results_elsewhere aims power patterns seats site charts ledger_told").split(),
)
"""The files that take longest, after those above: begun first, they leave none alone at the end."""

_GROUPS = {f"test_{name}.py": group for group in TOGETHER for name in group.split()}
_RANKS = {
    name: rank for rank, name in enumerate([*_GROUPS, *(f"test_{one}.py" for one in DEAREST)])
}


def group_of(nodeid: str) -> str:
    """The files that are tested by the process that tests this one."""
    path = nodeid.split("::", 1)[0]
    return _GROUPS.get(Path(path).name, path)


def rank_of(nodeid: str) -> int:
    """When a file is tested: those that are not named stand behind the others, in their order."""
    return _RANKS.get(Path(nodeid.split("::", 1)[0]).name, len(_RANKS))
