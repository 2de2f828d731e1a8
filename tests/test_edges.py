"""Numbers, names, letters and folders at the far edge of what a user may give."""

from __future__ import annotations

import io
import subprocess

import pytest
from matplotlib.figure import Figure

from cli_sample import call, command, environment
from contactline import load, replay
from contactline.errors import RunError, ScenarioError, shortened
from contactline.scenario import parse
from contactline.show.charts.lacking import lacking, sentence
from contactline.show.charts.saving import picture_bytes, png_bytes, save
from contactline.show.charts.subject import Picture
from contactline.show.teaching import paper


def test_a_world_may_have_any_number_that_the_machine_holds():
    short = load("base").with_horizon(8)
    assert replay(short, 2**63 - 1)
    with pytest.raises(RunError, match=r"world must be from 0 to 9223372036854775807, got 9{100}…"):
        replay(short, int("9" * 900))
    shown = call("replay", "base", "--world", 2**63)
    assert shown.exit_code == 1
    assert shown.stderr == (
        "contactline: world must be from 0 to 9223372036854775807, got 9223372036854775808.\n"
    )


def test_a_folder_that_was_deleted_is_told_in_a_line(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *command("list")],
        cwd=gone, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: The current folder has been deleted. Go to another one" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_chart_is_drawn_whatever_backend_is_named(tmp_path):
    table = "actor,capability,position,salience\nA,3,80,0.5\nB,2,30,0.6\n"
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    done = subprocess.run(
        command("bargain", "table.csv", "--chart", "x.svg"), cwd=tmp_path,
        env=environment(MPLBACKEND="bogus"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "x.svg").is_file()


def test_of_many_faults_fifty_are_told_and_the_rest_counted():
    text = "from: base\ntitle: x\n" + "".join(f"k{at}: 3\n" for at in range(1000))
    with pytest.raises(ScenarioError) as found:
        parse(text)
    assert len(found.value.faults) == 1000
    lines = str(found.value).splitlines()
    assert len(lines) == 51
    assert lines[-1] == "... and 950 more. Mend these first, and look again."


@pytest.mark.parametrize(
    "words",
    [
        ["x"], ["run", "--x"], ["dials", "x"], ["claims", "x"], ["check", "--pattern", "x"],
        ["sensitivity", "base", "--measure", "x"], ["ledger", "base", "--dial", "x"], ["open", "x"],
        ["new", "x"], ["bargain", "x"], ["run", "x"], ["replay", "base", "--world", "x"],
        ["run", "base", "--out", "x"],
    ],
)  # fmt: skip
def test_what_is_echoed_has_an_end(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = call(*("x" * 50_000 if word == "x" else word for word in words))
    assert shown.exit_code != 0
    assert len(shown.stderr) < 6000
    assert "Traceback" not in shown.stderr


def test_words_keep_their_ends():
    assert shortened("a " + "b" * 299) == "a " + "b" * 299
    assert shortened("a " + "b" * 300 + " c") == f"a {'b' * 100}…{'b' * 100} c"


@pytest.mark.parametrize("title", ["\\u200b\\u2060", "\\u3164", "\\u2800 \\u00ad", "\\u202e"])
def test_a_title_has_a_letter_that_can_be_seen(title):
    with pytest.raises(ScenarioError, match=r"title: must have a letter that can be seen, got non"):
        parse(f'from: base\ntitle: "{title}"\n')
    assert parse("from: base\ntitle: 🕊\n").title == "🕊"


def picture(title):
    figure = Figure(figsize=(4, 3))
    figure.text(0.1, 0.9, title)
    return Picture(figure, title, "alt", "n = 1.")


def test_letters_that_no_chart_can_draw_are_said_in_the_caption(tmp_path, recwarn):
    drawn = save(picture("中 and 文"), tmp_path, "x")
    said = "DejaVu Sans has no U+4E2D, U+6587: boxes may stand for these letters."
    assert drawn.caption == f"n = 1. {said}"
    assert drawn.svg.read_text(encoding="utf-8").count(said) == 1
    assert said.encode() in drawn.png.read_bytes()
    shown = picture("中 and 文")
    again = [save(shown, tmp_path, name).svg.read_text(encoding="utf-8") for name in ("a", "b")]
    assert [one.count(said) for one in again] == [1, 1]
    assert save(picture("Ą Ж ∑"), tmp_path, "y").caption == "n = 1."
    assert io.BytesIO(png_bytes(picture("中"))).read(4) == b"\x89PNG"
    assert picture_bytes(picture("中 😀"), "pdf", "").startswith(b"%PDF")
    assert not recwarn.list
    assert sentence(lacking(["中文字漢語話"])).endswith(
        "and 1 more: boxes may stand for these letters."
    )


class Typst:
    """Stands in for the typesetter: it refuses letters where it must show all of them."""

    class TypstError(RuntimeError):
        """What it raises."""

    def compile(self, _, *, sys_inputs, pdf_standards):
        if "broken" in sys_inputs["said"]:
            raise self.TypstError("out of paper")
        if pdf_standards:
            raise self.TypstError('the text "中" could not be displayed with font "Serif"')
        return sys_inputs["said"].encode()


def test_a_handout_as_pdf_says_what_no_font_has(monkeypatch):
    monkeypatch.setattr(paper, "need_typst", Typst)
    monkeypatch.setattr(paper, "content", lambda *_: {"title": "中"})
    assert b"No font at hand has all letters of this page" in paper.pdf(None, None)
    monkeypatch.setattr(paper, "content", lambda *_: {"title": "broken"})
    with pytest.raises(RunError, match="could not be set as a PDF: out of paper"):
        paper.pdf(None, None)
