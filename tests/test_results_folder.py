"""A folder of results is whole or not there, and never takes the place of somebody's files."""

from __future__ import annotations

import json

import pytest

from contactline.errors import RunError
from contactline.show.report.folder import (
    folder_name,
    free_folder,
    last_report,
    remember,
    results_folder,
    slug,
)


def publish(parent, *, out=None, overwrite=False, name="run", text="new"):
    """Write a small folder of results in the way of a run; return where it lies."""
    with results_folder(parent, name, out=out, overwrite=overwrite) as draft:
        (draft.path / "report.html").write_text(text, encoding="utf-8")
        manifest = {"program": "contactline", "files": {"report.html": ""}}
        (draft.path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return draft.target


def there(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_second_run_has_a_folder_of_its_own(tmp_path):
    found = [publish(tmp_path / "results").name for _ in range(3)]
    assert found == ["run", "run-2", "run-3"]
    assert there(tmp_path / "results") == ["run", "run-2", "run-3"]


def fail(parent, error):
    """Write half of the results and fail."""
    with results_folder(parent, "run", out=None, overwrite=False) as draft:
        (draft.path / "half.csv").write_text("half", encoding="utf-8")
        assert draft.path.name.startswith(".contactline-unfinished-")
        raise error


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_whatever_goes_wrong_nothing_is_left(tmp_path, error):
    with pytest.raises(error):
        fail(tmp_path, error)
    assert there(tmp_path) == []


def test_a_disk_that_fails_is_told_as_such(tmp_path):
    with (
        pytest.raises(RunError, match=r"could not be made in .*run: no room"),
        results_folder(tmp_path, "run", out=None, overwrite=False),
    ):
        raise OSError("no room")


def test_a_folder_with_files_is_refused_with_a_remedy(tmp_path):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match=r"already has files .* --out, or add --overwrite"):
        publish(tmp_path, out=out)
    with pytest.raises(RunError, match=r"not written by contactline .* not overwritten"):
        publish(tmp_path, out=out, overwrite=True)
    assert there(out) == ["notes.txt"]


def test_an_empty_folder_is_filled(tmp_path):
    out = tmp_path / "mine"
    out.mkdir()
    assert publish(tmp_path, out=out) == out
    assert there(out) == ["manifest.json", "report.html"]


def test_an_earlier_run_is_replaced_only_when_asked(tmp_path):
    out = publish(tmp_path, out=tmp_path / "mine", text="old")
    with pytest.raises(RunError, match="already has files"):
        publish(tmp_path, out=out)
    publish(tmp_path, out=out, overwrite=True)
    assert (out / "report.html").read_text(encoding="utf-8") == "new"
    assert there(tmp_path) == ["mine"]


def test_a_failed_run_leaves_the_earlier_one_as_it_was(tmp_path):
    out = publish(tmp_path, out=tmp_path / "mine", text="old")
    with pytest.raises(ZeroDivisionError), results_folder(tmp_path, "run", out=out, overwrite=True):
        raise ZeroDivisionError
    assert (out / "report.html").read_text(encoding="utf-8") == "old"
    assert there(tmp_path) == ["mine"]


def test_a_folder_that_also_holds_other_files_is_not_replaced(tmp_path):
    out = publish(tmp_path, out=tmp_path / "mine")
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match=r"also holds notes\.txt, which no run has written"):
        publish(tmp_path, out=out, overwrite=True)
    assert "notes.txt" in there(out)


@pytest.mark.parametrize("text", ["", "[]", '{"program": "other"}', '{"program": "contactline"}'])
def test_a_manifest_of_another_kind_does_not_make_a_folder_ours(tmp_path, text):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match="not written by contactline"):
        publish(tmp_path, out=out, overwrite=True)


def test_a_file_or_a_link_in_the_place_of_the_folder_is_refused(tmp_path):
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(RunError, match="is not a folder"):
        publish(tmp_path, out=file, overwrite=True)
    link = tmp_path / "link"
    link.symlink_to(publish(tmp_path, out=tmp_path / "mine"))
    with pytest.raises(RunError, match="is not a folder"):
        publish(tmp_path, out=link, overwrite=True)


def meddle(parent, out):
    """Let somebody else write a note where the results are to go."""
    with results_folder(parent, "run", out=out, overwrite=False):
        out.mkdir()
        (out / "notes.txt").write_text("mine", encoding="utf-8")


def test_what_appears_while_a_run_goes_on_is_not_lost(tmp_path):
    out = tmp_path / "mine"
    with pytest.raises(RunError, match="already has files"):
        meddle(tmp_path, out)
    assert there(tmp_path) == ["mine"]
    assert there(out) == ["notes.txt"]


def test_names_of_folders_are_short_and_plain():
    assert folder_name(["uk-france-monitors", "base"], 1, 500) == (
        "uk-france-monitors-base-seed1-500"
    )
    many = folder_name([f"scenario-number-{at}" for at in range(13)], 7, 20)
    assert many == "scenario-number-0-scenario-number-1-scenario-number-2-and-10-more-seed7-20"
    assert slug("a/Ünï x") == "a-n-x"
    assert slug("12 monkeys") == "scenario-12-monkeys"
    assert slug("///") == "scenario"


def test_a_free_folder_steps_past_broken_links(tmp_path):
    (tmp_path / "run").symlink_to(tmp_path / "nowhere")
    assert free_folder(tmp_path, "run").name == "run-2"


def test_the_last_report_is_the_one_noted_and_otherwise_the_newest(tmp_path):
    results = tmp_path / "results"
    assert last_report(results) is None
    first, second = publish(results), publish(results)
    remember(first, results)
    assert last_report(results) == results / "run" / "report.html"
    elsewhere = publish(tmp_path, out=tmp_path / "elsewhere")
    remember(elsewhere, results)
    assert last_report(results).resolve() == (elsewhere / "report.html").resolve()
    (results / ".last").write_text("gone\n", encoding="utf-8")
    assert last_report(results) == second / "report.html"


def test_no_folder_of_results_is_made_only_to_take_a_note(tmp_path):
    remember(publish(tmp_path, out=tmp_path / "mine"), tmp_path / "results")
    assert there(tmp_path) == ["mine"]
