"""The report of a study: tables, charts, words and how they were made, in one folder."""

from contactline.show.report.files import write_study
from contactline.show.report.folder import last_report, remember, results_folder
from contactline.study.study import Study, ViewOfRuns, run_study

__all__ = [
    "Study",
    "ViewOfRuns",
    "last_report",
    "remember",
    "results_folder",
    "run_study",
    "write_study",
]
