"""Lines that texts are broken into: a number is not parted from its per cent."""

from __future__ import annotations

import re

import pytest

from contactline.cli.terminal import indented
from contactline.show.charts.figure import text_width_in, wrap

TEXT = "Of 200 worlds 31 % hold, 4.5 % collapse (95 % interval 30 to 42 %), 100 % are counted. " * 4


@pytest.mark.parametrize("spaces", [0, 3, 7])
def test_no_line_of_a_paragraph_begins_with_a_lone_sign_of_per_cent(spaces, capsys, monkeypatch):
    for columns in range(60, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        indented(TEXT, spaces)
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) <= columns
        assert not [line for line in lines if line.lstrip().startswith("%")]
        assert " ".join(" ".join(lines).split()) == TEXT.strip()


@pytest.mark.parametrize("width_in", [2.0, 3.1, 4.3, 5.7, 9.9])
def test_no_line_of_a_chart_begins_with_a_lone_sign_of_per_cent(width_in):
    lines = wrap(TEXT, width_in, 12)
    assert all(text_width_in(line, 12) <= width_in for line in lines)
    assert not [line for line in lines if line.startswith("%")]
    assert " ".join(lines) == re.sub(" +", " ", TEXT).strip()
