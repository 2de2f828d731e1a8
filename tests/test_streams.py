"""What is redirected on any code page."""

import os
import subprocess
import sys

from cli_sample import environment

NAMES = "actor,capability,position,salience\nАлія,3,80,0.5\nB,2,30,0.6\n"


def test_redirected_output_has_every_letter_on_any_code_page(tmp_path):
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    for more in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-c", "from contactline.cli import main; main()", "bargain",
             "names.csv", *more],
            cwd=tmp_path, capture_output=True, check=False,
            env={**os.environ, **environment(), "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode("utf-8")
        assert "Алія" in done.stdout.decode("utf-8")
