"""Bad scenario files: each is refused in words and at its place, never with a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from contactline.errors import Fault, ScenarioError
from contactline.scenario import Scenario, load, parse
from contactline.scenario.files import MOST_BYTES, decoded
from contactline.scenario.tree import Place, planted
from scenario_sample import BASE, KNOWN, load_text, write_library

HEAD = "from: base\ntitle: T\n"
BESIDE = {
    "bad": "from: base\ntitle: B\nwar: {aid: 5}\n",
    "broken": "a: [",
    "one": "from: two\ntitle: 1\n",
    "two": "from: one\ntitle: 2\n",
}


def stored_cases() -> list:
    """Return the cases of the folder `hostile`: each a text and the faults it must give."""
    cases = []
    for path in sorted((Path(__file__).parent / "hostile").glob("*.yaml")):
        for name, case in YAML(typ="safe", pure=True).load(path.read_text("utf-8")).items():
            text = case["file"] if "file" in case else HEAD + case["change"]
            faults = [case["fault"]] if isinstance(case["fault"], str) else case["fault"]
            cases.append(pytest.param(text, faults, id=f"{path.stem}-{name}"))
    return cases


def refused(call, *arguments, **options) -> list[str]:
    """Return the faults of a call that must refuse, one line each."""
    with pytest.raises(ScenarioError) as caught:
        call(*arguments, **options)
    return str(caught.value).split("\n")


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Path()


@pytest.mark.parametrize(("text", "faults"), stored_cases())
def test_stored_files_are_refused_with_all_their_faults(here, text, faults):
    assert refused(load_text, here, text, **BESIDE) == faults


UTF8 = "must be text in UTF-8"
DEEP = "nested deeper than 16 levels"
LARGE = f"must be at most 1 MiB ({MOST_BYTES} bytes), got more"
NUMBER = "must be a finite number, got an infinite or far too large number"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"title: T\0\n", f"1:1: {UTF8}, got binary data (a zero byte)"),
        (b"\x89PNG\r\n\x1a\n\x00", f"1:1: {UTF8}, got binary data (a zero byte)"),
        (BASE.encode("utf-16"), f"1:1: {UTF8}, got UTF-16. Save the file as UTF-8"),
        (BASE.encode("utf-32"), f"1:1: {UTF8}, got UTF-32. Save the file as UTF-8"),
        (b"a: T\nb: caf\xe9\n", f"2:7: {UTF8}, got the byte 0xe9. Save the file as UTF-8"),
        (b"title: \xe2\x82", f"1:8: {UTF8}, got the byte 0xe2. Save the file as UTF-8"),
        (b"title: \xed\xa0\x80", f"1:8: {UTF8}, got the byte 0xed. Save the file as UTF-8"),
        ("title: \x1b[31m", "1:8: must be printable text, got the character U+001B"),
        ("a: T\r\nb: \u200b\ufffe", "2:5: must be printable text, got the character U+FFFE"),
        ("#" * 2 * MOST_BYTES, f"1:1: {LARGE}"),
        ("claims: [" + "a," * 600_000 + "]", f"1:1: {LARGE}"),
        ("claims: [" + "a," * 25_000 + "]", "1:40004: must hold at most 20000 values, got more"),
        ("a: " + "[" * 5000, f"1:19: {DEEP}"),
        ("{a: " * 5000, f"1:65: {DEEP}"),
        ("- " * 5000 + "x", f"1:33: {DEEP}"),
        ("".join(" " * n + "a:\n" for n in range(400)), f"17:17: {DEEP}"),
        ("a" * 300 + ": 1", "1:1: must be at most 200 characters long, got 300"),
        ("title: " + "a" * 10_001, "1:8: must be at most 10000 characters long, got 10001"),
        (HEAD + "war: {aid: 1" + "0" * 400 + "}", f"3:12: war.aid: {NUMBER}"),
        (HEAD + "war: {aid: -1e999}", f"3:12: war.aid: {NUMBER}"),
        (HEAD + "war: {aid: 1" + "0" * 30 + "}", "3:12: war.aid: must be from -1 to 1, got 1e+30"),
        (HEAD + "war: {aid: 7" + "0" * 19 + "}", "3:12: war.aid: must be from -1 to 1, got 7e+19"),
        (
            f"from: base\ntitle: {'x' * 121}",
            "2:8: title: must be 1 to 120 characters long, got 121",
        ),
    ],
)
def test_made_files_are_refused(here, content, fault):
    assert refused(load_text, here, content) == [f"my.yaml:{fault}"]


def test_a_byte_order_mark_of_utf8_is_no_fault(here):
    plain = load_text(here, HEAD)
    assert load_text(here, b"\xef\xbb\xbf" + HEAD.encode()) == plain
    faults = refused(load_text, here, b"\xef\xbb\xbf" + b"tilte: T\n" + BASE[12:].encode())
    assert faults[0] == "my.yaml:1:1: the file lacks title. Add it"
    assert faults[1].startswith("my.yaml:1:1: tilte: no such key, got tilte. Did you mean 'title'?")


def test_what_is_no_file_is_refused(here):
    library = write_library(here)
    (here / "folder.yaml").mkdir()
    (here / "a.yaml").symlink_to("b.yaml")
    (here / "b.yaml").symlink_to("a.yaml")
    os.mkfifo(here / "pipe.yaml")
    expected = {
        "folder.yaml": "must be a scenario file, got a folder",
        "missing.yaml": "cannot be read: No such file or directory",
        "a.yaml": "cannot be read: Too many levels of symbolic links",
        "pipe.yaml": "must be a scenario file, got not a regular file",
        "x" * 300 + ".yaml": "cannot be read: File name too long",
        "missing/my.yaml": "cannot be read: No such file or directory",
    }
    for name, text in expected.items():
        assert refused(load, name, folder=library) == [f"{name}:1:1: {text}"]
    zero = "'a\\x00.yaml':1:1: cannot be read: its name holds a zero byte"
    assert refused(load, "a\0.yaml", folder=library) == [zero]


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(here):
    (here / "my.yaml").write_text(HEAD)
    (here / "my.yaml").chmod(0)
    assert refused(load, "my.yaml", folder=here) == [
        "my.yaml:1:1: cannot be read: Permission denied"
    ]


def test_an_unknown_name_is_refused_with_the_nearest(here):
    library = write_library(here, other=HEAD)
    assert refused(load, "bass", folder=library) == [
        "bass:1:1: no such scenario, got the text 'bass'. Did you mean 'base'?"
    ]
    assert refused(load, "zzz", folder=library) == [
        "zzz:1:1: no such scenario, got the text 'zzz'. There are base, other, "
        "or give the path of a .yaml file"
    ]
    assert refused(load, "", folder=library)[0].startswith("'':1:1: no such scenario")


def test_parents_that_cannot_be_read_are_refused_at_from(here):
    (here / "friend.yaml").write_text(HEAD)
    (here / "folder.yaml").mkdir()
    near = "my.yaml:1:7: from: no such file, got freind.yaml. Did you mean 'friend.yaml'?"
    assert refused(load_text, here, "from: freind.yaml\ntitle: T\n") == [near]
    assert refused(load_text, here, "from: folder.yaml\ntitle: T\n") == [
        "folder.yaml:1:1: must be a scenario file, got a folder"
    ]
    assert refused(load_text, here, f"from: {'x' * 300}.yaml\ntitle: T\n")[0].startswith(
        "my.yaml:1:7: from: no such file"
    )


def test_a_long_line_of_parents_is_refused(here):
    for n in range(30):
        (here / f"p{n}.yaml").write_text(f"from: p{n + 1}.yaml\ntitle: T\n")
    assert refused(load_text, here, "from: p0.yaml\ntitle: T\n") == [
        "p18.yaml:1:7: from: must be at most 20 parents deep, got more"
    ]


def test_a_text_may_not_reach_for_files(here):
    library = write_library(here)
    (here / "secret.yaml").write_text("secret: word\n")
    assert refused(parse, "from: ./secret.yaml\ntitle: T\n", known=KNOWN, folder=library) == [
        "text:1:7: from: must be a bundled scenario here, got the file './secret.yaml'"
    ]


PIECES = st.sampled_from(
    [*"\t\n :,-?![]{}&*#|>'\"%@`~<=._\\", "\n  ", ": ", "- ", "a", "0", "1e9", "war", "aid", "null",
     "actors", "events", "from", "base", "---", "...", "<<", "!!", "\x85", "\u2028", "é", "\ufeff"]
)  # fmt: skip
RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def only_refuses(text: str, folder: Path) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        assert isinstance(parse(text, known=KNOWN, folder=folder), Scenario)
    except ScenarioError as error:
        faults = error.faults
    assert all(fault.line > 0 and fault.column > 0 for fault in faults)
    assert all("\n" not in fault.text for fault in faults)


@RELAXED
@example("a: !<\n")
@example("? \n- a: |2-\n")
@given(text=st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_no_text_raises_anything_else(tmp_path, text):
    only_refuses(text, write_library(tmp_path))


@RELAXED
@given(data=st.binary(max_size=80))
def test_no_bytes_raise_anything_else(tmp_path, data):
    try:
        text = decoded(data, "my.yaml")
    except ScenarioError:
        return
    only_refuses(text, write_library(tmp_path))


@RELAXED
@given(at=st.integers(0, len(BASE)), cut=st.integers(0, 40), piece=st.lists(PIECES, max_size=4))
def test_no_slip_of_the_pen_raises_anything_else(tmp_path, at, cut, piece):
    only_refuses(BASE[:at] + "".join(piece) + BASE[at + cut :], write_library(tmp_path))


@RELAXED
@given(key=st.sampled_from(["war", "actors", "events", "claims", "date", "expect"]), plain=TREES)
def test_no_tree_raises_anything_else(key, plain):
    tree = planted({key: plain, "title": "T"}, Place("my.yaml"))
    with pytest.raises(ScenarioError, match=r"the file lacks"):
        Scenario.from_tree(tree, name="my", source="my.yaml", known=KNOWN)
