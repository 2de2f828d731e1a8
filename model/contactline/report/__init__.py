"""The report of a study: tables, charts, words and how they were made, in one folder."""

from contactline.report.files import write_study
from contactline.report.folder import last_report, remember, results_folder
from contactline.report.study import Study, ViewOfRuns, run_study

__all__ = [
    "Study",
    "ViewOfRuns",
    "last_report",
    "remember",
    "results_folder",
    "run_study",
    "write_study",
]
