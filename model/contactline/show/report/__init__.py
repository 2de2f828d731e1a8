"""The report of a study: tables, charts, words and how they were made, in one folder."""
