"""What a newcomer meets first: citation, licences, forms for issues, workflow and hooks."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import contactline

ROOT = Path(__file__).parents[1]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def yaml_of(path):
    return YAML(typ="safe").load((ROOT / path).read_text(encoding="utf-8"))


def targets():
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_citation_and_codemeta_say_what_the_project_says():
    cited, described = yaml_of("CITATION.cff"), json.loads((ROOT / "codemeta.json").read_text())
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited)
    assert cited["version"] == described["version"] == contactline.__version__ == PROJECT["version"]
    assert (
        cited["title"]
        == f"contactline: {described['description'].partition(', for')[0][:1].lower()}"
        + (PROJECT["description"].partition(", for")[0][1:])
    )
    assert described["description"] == PROJECT["description"]
    assert cited["keywords"] == described["keywords"] == PROJECT["keywords"]
    names = {one["name"] for one in (*PROJECT["authors"], *cited["authors"], *described["author"])}
    assert names == {"The contactline authors"}


def test_every_file_of_data_has_a_licence():
    said = (ROOT / "seeds" / "LICENSE.md").read_text(encoding="utf-8")
    files = [
        path for path in (ROOT / "seeds").rglob("*") if path.is_file() and path.suffix != ".md"
    ]
    assert len(files) > 5
    assert [
        path for path in files if f"`{path.relative_to(ROOT / 'seeds').as_posix()}`" not in said
    ] == []
    assert PROJECT["license"] == "Apache-2.0 AND CC-BY-4.0"
    assert all((ROOT / name).exists() for name in PROJECT["license-files"])


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_for_issues_can_be_filled_in(path):
    form = yaml_of(path)
    if path.stem == "config":
        assert form == {"blank_issues_enabled": False}
        return
    assert {"name", "description", "body"} <= set(form)
    asked = [one for one in form["body"] if one["type"] != "markdown"]
    assert {one["type"] for one in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({one["id"] for one in asked}) == len(asked)
    assert all(one["attributes"]["label"] for one in asked)
    options = [one["attributes"]["options"] for one in asked if one["type"] == "dropdown"]
    assert all(len(set(found)) == len(found) for found in options)


def test_the_workflow_runs_what_is_there():
    flow = yaml_of(".github/workflows/tests.yml")
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    typed = "\n".join(step["run"] for step in steps if "run" in step)
    named = set(re.findall(r"\bmake ([a-z]+)", typed))
    named |= set(flow["jobs"]["other-versions"]["strategy"]["matrix"]["target"])
    assert {"test", "site", "lowest", "prerelease"} == named
    assert named <= targets()
    assert "requirements-dev.txt" in typed
    versions = flow["jobs"]["systems"]["strategy"]["matrix"]["python"]
    known = [
        one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)
    ]
    assert {versions[0], versions[-1]} == {known[0], known[-1]}


def test_the_hooks_are_the_tools_of_the_project():
    (repo,) = yaml_of(".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    for hook in repo["hooks"]:
        words = hook["entry"].split()
        assert words[0] == ".venv/bin/python"
        assert words[1] == "-m" or (ROOT / words[1]).exists()
