"""The page: its addresses, what they refuse and in which words, and that it asks nobody else."""

import re
import socket
import sys

import pytest
from click.testing import CliRunner

from contactline.cli.app import app as command
from contactline.dials import DIALS
from contactline.errors import RunError
from contactline.scenario import available, load
from contactline.show import app as page
from contactline.show.charts.style import OUTCOME_FILLS
from contactline.study.ensemble import run
from contactline.world.outcomes import OUTCOMES
from language_sample import MARKED, in_marks
from words_that_need_numbers import forbidden_words

pytest.importorskip("starlette", reason="comes with the extra `app`")
pytest.importorskip("httpx", reason="the test client needs it")

from starlette.testclient import TestClient

from contactline.show.app.drawn import DRAWN, FIRST_SHOWN
from contactline.show.app.first_levers import LEVERS
from contactline.show.app.levers import panel
from contactline.show.app.question import MOST_WORLDS, both, question
from contactline.show.app.server import PAGE

FILES = sorted(path.relative_to(PAGE).as_posix() for path in PAGE.rglob("*.*"))
FEW = {"scenario": "base", "worlds": 8, "imposed": True}


@pytest.fixture(scope="module")
def client():
    with TestClient(page.create_app(), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def moved(client):
    asked = {**FEW, "changes": {"front.discipline": 1}, "charts": list(DRAWN)}
    return client.post("/api/run", json=asked).json()


def test_the_page_and_its_files_are_served(client):
    assert client.get("/").text.startswith("<!doctype html>")
    for name in FILES:
        assert client.get(f"/{name}").status_code == 200
    assert client.get("/nothing").status_code == 404
    assert client.get("/../server.py").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_the_page_asks_nothing_of_any_other_machine(name):
    text = (PAGE / name).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)", text.replace("// ", ""))


def test_every_input_of_the_page_has_a_label(client):
    text = client.get("/").text
    for field in re.findall(r"<(?:input|select)[^>]*>", text):
        name = re.search(r'id="([^"]+)"', field)
        if "aria-label=" in field:
            continue
        inside = re.search(rf"<label>[^<]*{re.escape(field)}", text)
        assert inside or f'<label for="{name[1]}"' in text, field
    assert 'aria-live="polite"' in text
    assert '<html lang="en">' in text


def test_every_bundled_scenario_is_offered_with_its_levers(client):
    got = client.get("/api/scenarios").json()
    assert [one["name"] for one in got] == list(available())
    for one in got:
        assert [group["key"] for group in one["groups"]] == list(LEVERS)
        for group in one["groups"]:
            assert [lever["name"] for lever in group["levers"]] == list(LEVERS[group["key"]])
        assert one["question"] == load(one["name"]).question


def test_levers_are_declared_levers_and_start_where_the_scenario_is():
    scenario = load("base").with_dials(
        {"front.discipline": 0.3, "broker.backing": {"uniform": [0, 0.8]}}
    )
    levers = {lever["name"]: lever for group in panel(scenario) for lever in group["levers"]}
    assert all(DIALS[name].kind == "lever" for name in levers if name in DIALS)
    assert (levers["front.discipline"]["value"], levers["front.discipline"]["written"]) == (
        0.3, "0.3",
    )  # fmt: skip
    assert levers["broker.backing"]["value"] == 0.4
    assert levers["broker.backing"]["written"] == "varies between worlds: from 0 to 0.8, evenly"
    assert levers["mission.pledge_scale"]["high"] < DIALS["mission.pledge_scale"].high
    assert list(levers["mission.proposal"]["options"]) == list(DIALS["mission.proposal"].options)
    for lever in levers.values():
        assert lever.get("low", 0) <= (0 if "options" in lever else lever["value"])
        assert "options" in lever or lever["value"] <= lever["high"]


def test_a_run_counts_the_same_worlds_twice(moved):
    rows, flips = moved["charts"]["outcomes"]["rows"], moved["charts"]["flips"]
    for side in ("before", "after"):
        assert sum(one[side]["count"] for one in rows) == 8
        assert sum(one[side]["dots"] for one in rows) == 50
        for one in rows:
            assert 0 <= one[side]["low"] <= one[side]["count"] / 8 <= one[side]["high"] <= 1
    assert [one["name"] for one in rows] == list(OUTCOMES)
    assert sum(flip["count"] for flip in flips["flips"]) == flips["flipped"]
    survival = moved["charts"]["survival"]
    assert survival["before"]["n"] == survival["after"]["n"] == 8
    assert survival["before"]["share"][0] == 1
    assert len(survival["ticks"]) == len(survival["after"]["risk"]["at_risk"])


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_page_paints_an_outcome_as_the_charts_do(name):
    look = re.search(rf"{name}: {{ colour: \"([^\"]*)\"", (PAGE / "look.js").read_text("utf-8"))
    assert look is not None, f"show/app/page/look.js: add `{name}: {{ colour: … }}` to OUTCOMES"
    assert OUTCOME_FILLS[name].colour == look[1]


def test_the_answer_is_that_of_the_library(moved):
    asked = question({**FEW, "changes": {"front.discipline": 1}})
    before, after = (run(one, worlds=asked.worlds, seed=asked.seed) for one in both(asked))
    assert (
        moved["digest"]
        == after.scenario.as_written.digest
        == load("base").with_dials({"front.discipline": 1}).digest
    )
    for results, side in ((before, "before"), (after, "after")):
        for one in moved["charts"]["outcomes"]["rows"]:
            assert one[side]["count"] == (results.outcomes["outcome"] == one["name"]).sum()


def test_the_headline_is_careful(client, moved):
    alone = client.post("/api/run", json=FEW).json()
    assert len(alone["headline"]) == 1
    assert alone["headline"][0].startswith("In this scenario as written, a ceasefire is in force")
    assert "under this scenario as written" in alone["in_words"]
    assert list(alone["charts"]) == list(FIRST_SHOWN)
    assert "In the same 8 worlds, your levers turn" in moved["headline"][1]
    assert "`" not in "".join(moved["headline"])
    assert forbidden_words("\n\n".join([*moved["headline"], moved["in_words"]])) == ()
    assert not re.search("ICD|bordering", " ".join(moved["headline"]))
    assert "not a forecast" in moved["note"]
    assert "patterns of the record" in moved["standing"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            {"changes": {"broker.backing": 3}},
            "levers:1:1: broker.backing: must be from 0 to 1 (share), got 3",
        ),
        (
            {"changes": {"front.discipline": 1, "broker.baking": 1}},
            "levers:2:1: broker.baking: no such dial or actor field, got broker.baking. "
            "Did you mean 'broker.backing'?",
        ),
        ({"worlds": 1001}, "worlds must be a whole number from 1 to 1000, got 1001."),
        ({"worlds": True}, "worlds must be a whole number from 1 to 1000, got True."),
        (
            {"seed": 2**53},
            "seed must be a whole number from -9007199254740991 to 9007199254740991, ",
        ),
        ({"imposed": "yes"}, "imposed must be true or false, got 'yes'."),
        ({"scenario": "../base"}, "No such scenario: '../base'. Did you mean 'base'?"),
        ({"against": "9"}, "No such scenario: '9'. There are: base, "),
        ({"charts": ["fan"]}, "No such chart: 'fan'. There are: outcomes, survival, "),
        ({"charts": [{}]}, "No such chart: {}. There are: outcomes, survival, "),
        ({"charts": "all"}, "charts must be a list of at most "),
        ({"page": 5}, "page must be a text of at most 64 letters."),
        ({"next": [1]}, "changes must be an object of at most 50 dials by name."),
        ({"scenario": ["base"]}, "No such scenario: ['base']. Did you mean 'base'?"),
        ({"scenarios": "base"}, "Unknown key 'scenarios'. Keys are: scenario, changes, "),
        ({"changes": {"horizon_days": 3650}}, "horizon_days cannot be changed on the page"),
        ({"changes": []}, "changes must be an object of at most 50 dials by name."),
        ([], "A request must be an object in JSON, got list."),
    ],
)
def test_what_the_checks_refuse_comes_back_in_their_words(client, body, text):
    got = client.post("/api/run", json=body)
    assert got.status_code == 422
    assert got.json()["error"].startswith(text)


@pytest.mark.parametrize(
    ("content", "kind", "status", "text"),
    [
        ("{", "application/json", 400, "The request is not JSON"),
        ("[" * 15_000, "application/json", 400, "The request is not JSON"),
        ('{"worlds": 2}', "text/plain", 415, "The request must be JSON"),
        (
            '"' + 70_000 * "x" + '"',
            "application/json",
            413,
            "A request or a file has at most 60000",
        ),
    ],
)
def test_what_is_no_request_is_refused(client, content, kind, status, text):
    got = client.post("/api/run", content=content, headers={"Content-Type": kind})
    assert got.status_code == status
    assert got.json()["error"].startswith(text)


@pytest.mark.parametrize(
    ("address", "body", "status", "text"),
    [
        ("/api/open", {"text": "from: base\n"}, 422, "file:1:1: the file lacks title"),
        ("/api/open", {"words": ""}, 422, "A request must be an object with the text"),
        ("/api/open", {"text": 70_000 * "x"}, 413, "A request or a file has at most 60000"),
        ("/api/open", {"text": "from: ../../etc/passwd\ntitle: x\n"}, 422, "file:1:7: from: must"),
        ("/api/histories", {"world": 1000}, 422, "world must be a whole number from 0 to 999"),
        ("/api/histories", {"scenario": "9", "world": 1}, 422, "No such scenario: '9'"),
        ("/api/histories", [], 422, "A request must be an object in JSON."),
    ],
)
def test_files_and_worlds_are_checked(client, address, body, status, text):
    got = client.post(address, json=body)
    assert got.status_code == status
    assert got.json()["error"].startswith(text)
    assert client.post(address, content="{").status_code == 415


def test_what_is_not_there_is_said_with_the_nearest_name(client):
    for address, near in (
        ("/api/levers/bass", "base"),
        ("/api/card/bass/front.discipline", "base"),
        ("/api/card/base/front.dicipline", "front.discipline"),
    ):
        got = client.get(address)
        assert got.status_code == 404
        assert f"Did you mean '{near}'?" in got.json()["error"]


def test_only_this_machine_is_answered():
    stranger = TestClient(page.create_app(), base_url="http://example.org")
    assert stranger.get("/").status_code == 400
    assert page.HOST == "127.0.0.1"
    assert MOST_WORLDS == 1000


def test_a_port_in_use_is_named(monkeypatch):
    pytest.importorskip("uvicorn", reason="comes with the extra `app`")
    with socket.socket() as taken:
        taken.bind((page.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RunError, match=f"Port {port} cannot be used: .* Try another."):
            page.serve(port)
    with pytest.raises(RunError, match="port must be from 1 to 65535, got 0"):
        page.serve(0)


def test_the_page_is_served_to_this_machine_only(monkeypatch):
    uvicorn = pytest.importorskip("uvicorn", reason="comes with the extra `app`")
    seen, told = {}, []
    monkeypatch.setattr(uvicorn, "run", lambda app, **settings: seen.update(settings))
    with socket.socket() as free:
        free.bind((page.HOST, 0))
        port = free.getsockname()[1]
    page.serve(port, lambda *words: told.append(words))
    assert (seen["host"], seen["port"]) == ("127.0.0.1", port)
    assert seen["timeout_keep_alive"] > 60  # longer than one reads before the next question
    page.serve(port, lambda *words: told.append(words), for_class=True)
    assert seen["host"] == "0.0.0.0"
    assert told[0] == (f"http://127.0.0.1:{port}/", "")
    assert re.fullmatch(rf"http://[\d.]+:{port}/join/[2-9a-z]{{6}}", told[1][1])


@pytest.mark.parametrize("call", [page.create_app, page.serve])
def test_a_missing_extra_is_named(monkeypatch, call):
    for name in [name for name in sys.modules if name.split(".")[0] in ("starlette", "uvicorn")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [])
    with pytest.raises(RunError, match=r"pip install 'contactline\[app\]'"):
        call()


def test_the_command_says_where_the_page_is(monkeypatch):
    def served(port, told, *, for_class):
        link = f"http://10.0.0.7:{port}/join/abc234" if for_class else ""
        told(f"http://{page.HOST}:{port}/", link)

    monkeypatch.setattr(page, "serve", served)
    done = CliRunner().invoke(command, ["--port", "9001"])
    assert done.output == "http://127.0.0.1:9001/  (Ctrl-C ends it)\n"
    told = CliRunner().invoke(command, ["--port", "9001", "--class"]).output
    assert "http://10.0.0.7:9001/join/abc234  (for the class" in told
    assert "█" in told
    assert CliRunner().invoke(command, ["--port", "70000"]).exit_code == 2


def test_each_language_is_answered_in_itself_whatever_was_asked_before(client):
    """The same address, asked in turn: nothing that is kept speaks the language of another."""
    with in_marks():
        for _ in range(2):
            english = client.get("/", params={"language": "en"}).text
            marks = client.get("/", params={"language": MARKED}).text
            assert ('<html lang="en">' in english, "⟦" in english) == (True, False)
            assert (f'<html lang="{MARKED}">' in marks, "⟦Undo⟧" in marks) == (True, True)


def test_a_page_keeps_the_language_it_was_opened_in():
    with in_marks(), TestClient(page.create_app(), base_url="http://127.0.0.1") as client:
        sent = client.get("/", params={"language": MARKED}).headers["set-cookie"]
        assert "HttpOnly" in sent
        assert "SameSite=Strict" in sent
        assert "⟦Undo⟧" in client.get("/").text
        assert "⟦Undo⟧" not in client.get("/", params={"language": "en"}).text
        assert "set-cookie" not in client.get("/api/charts", params={"language": MARKED}).headers


def test_the_program_opens_the_page_in_the_language_it_was_started_in():
    with in_marks():
        app = page.create_app()
        with TestClient(app, base_url="http://127.0.0.1") as client:
            assert "⟦Undo⟧" in client.get("/").text
            assert "⟦Undo⟧" not in client.get("/predict.html", params={"language": "en"}).text


@pytest.mark.parametrize("address", ["/", "/seat.html", "/page.css", "/api/charts"])
def test_a_language_that_is_not_there_is_refused(client, address):
    got = client.get(address, params={"language": "en-gb"})
    assert got.status_code == 400
    assert "There is no language 'en-gb'. Languages are en, uk." in got.text
    assert got.headers["x-content-type-options"] == "nosniff"
