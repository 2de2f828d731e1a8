"""Who may ask the page, what every answer is sent with, and what a class foretells."""

import itertools
import json
import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactline.errors import RunError
from contactline.show import app as page
from contactline.world.outcomes import OUTCOMES

pytest.importorskip("starlette", reason="comes with the extra `app`")
pytest.importorskip("httpx", reason="the test client needs it")

from starlette.testclient import TestClient

from contactline.show.app import api, guard, pages
from contactline.show.app.codes import qr_as_svg, qr_as_text
from contactline.show.app.predictions import MONTHS, MOST_PEOPLE, Predictions, prediction
from contactline.show.app.seat import SEAT_ADDRESSES

LINK = "http://10.0.0.7:8724/join/abc234"
EVENLY = dict.fromkeys(OUTCOMES, 10)
EVENLY[next(iter(OUTCOMES))] += 100 - sum(EVENLY.values())
FORM = {
    "scenario": "base", "imposed": False, "shares": EVENLY, "lever": "front.discipline",
    "months": [100 - 2 * month for month in range(MONTHS + 1)],
}  # fmt: skip


@pytest.fixture(scope="module")
def teacher():
    app = page.create_app("abc234", LINK)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def student(teacher):
    return TestClient(teacher.app, base_url="http://10.0.0.7:8724", client=("10.0.0.9", 5000))


def test_every_answer_forbids_what_the_page_does_not_need(teacher):
    for address in (
        "/",
        "/nothing",
        "/api/nothing",
        "/api/charts",
        "/api/levers/nowhere",
        "/page.css",
    ):
        sent = teacher.get(address).headers
        assert "default-src 'none'" in sent["content-security-policy"]
        assert "unsafe" not in sent["content-security-policy"]
        assert sent["x-content-type-options"] == "nosniff"
        assert sent["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "", "[", "10.0.0.7"])
def test_without_a_class_only_this_machine_is_answered(host):
    with TestClient(page.create_app(), base_url="http://127.0.0.1") as client:
        assert client.get("/", headers={"host": host}).status_code == 400


def test_a_page_of_another_place_may_not_ask(teacher):
    body = {"scenario": "base", "worlds": 1}
    got = teacher.post("/api/run", json=body, headers={"origin": "http://example.org"})
    assert got.status_code == 403
    assert teacher.get("/api/charts", headers={"origin": "http://127.0.0.1"}).status_code == 200
    assert teacher.get("/api/charts", headers={"origin": "null"}).status_code == 403


def test_others_join_by_the_code(student):
    for address in ("/", "/api/charts", "/page.css"):
        got = student.get(address)
        assert (got.status_code, got.text) == (401, guard.TO_JOIN)
    assert student.get("/join/abc235").status_code == 403
    assert student.get("/join/ABC234", follow_redirects=False).headers["location"] == "/"
    assert student.get("/api/charts").status_code == 200
    assert student.get("/api/class").json() == {"class": True, "link": ""}
    assert student.get("/api/class/qr.svg").status_code == 404


def test_wrong_codes_are_slowed_down(teacher, monkeypatch):
    now = itertools.count()
    monkeypatch.setattr(guard.time, "monotonic", lambda: 100 + next(now) / 100)
    client = TestClient(teacher.app, base_url="http://10.0.0.7:8724", client=("10.0.0.66", 1))
    tries = [client.get(f"/join/{at}").status_code for at in range(12)]
    assert tries == [403] * 10 + [429] * 2
    assert client.get("/join/abc234").status_code == 429
    monkeypatch.setattr(guard.time, "monotonic", lambda: 300.0)
    assert client.get("/join/abc234", follow_redirects=False).status_code == 303


def test_a_forged_name_is_not_this_machine_even_in_a_class(student):
    assert student.get("/", headers={"host": "evil.example"}).status_code == 400


def test_who_teaches_sees_link_and_code(teacher):
    assert teacher.get("/api/class").json() == {"class": True, "link": LINK}
    drawn = teacher.get("/api/class/qr.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert drawn.text.startswith("<svg")
    assert qr_as_svg(LINK) != qr_as_svg(f"{LINK}x")
    assert qr_as_text(LINK).count("\n") > 10


def test_a_fault_of_the_program_is_a_plain_sentence(teacher, monkeypatch):
    def broken():
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(api, "prediction", lambda _: broken())
    got = teacher.post("/api/predictions", json={})
    assert (got.status_code, got.json()) == (500, {"error": guard.FAILED})


def test_a_class_is_told_as_a_whole(teacher):
    first = TestClient(teacher.app, base_url="http://127.0.0.1")
    other = TestClient(teacher.app, base_url="http://127.0.0.1")
    assert first.post("/api/predictions", json=FORM).json() == {"people": 1}
    assert first.get("/api/predictions/base").json()["predictions"] == []
    assert other.post("/api/predictions", json={**FORM, "lever": "broker.backing"}).json() == {
        "people": 2
    }
    assert first.post("/api/predictions", json=FORM).json() == {"people": 2}
    told = first.get("/api/predictions/base").json()
    assert told["people"] == len(told["predictions"]) == 2
    assert told["predictions"][0] == {"shares": EVENLY, "months": FORM["months"]}
    assert told["levers"] == {"front.discipline": 1, "broker.backing": 1}
    assert first.get("/api/predictions/base?imposed").json()["people"] == 0
    assert "Did you mean 'base'?" in first.get("/api/predictions/bass").json()["error"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scenario": "bass"}, "No such scenario: 'bass'. Did you mean 'base'?"),
        ({"shares": {**EVENLY, "collapsed": 11}}, "shares must add up to 100, got 101"),
        ({"shares": {}}, "shares must name each outcome once"),
        ({"shares": {**EVENLY, "collapsed": 10.5}}, "shares.collapsed must be a whole number"),
        ({"months": [100]}, "months must be a list of 25 numbers"),
        ({"months": [50, *([60] * 24)]}, "months must not rise"),
        ({"lever": "front.dicipline"}, "lever must be the name of a lever of base"),
        ({"imposed": 1}, "imposed must be true or false"),
        ({"name": "Ann"}, "Unknown key 'name'"),
    ],
)
def test_a_prediction_is_checked(change, said):
    with pytest.raises(RunError, match=said.replace("?", r"\?")):
        prediction({**FORM, **change})


def test_a_class_has_room_for_a_bounded_number():
    room = Predictions()
    for person in range(MOST_PEOPLE + 3):
        assert room.take(str(person), prediction(FORM)) <= MOST_PEOPLE


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    "scenario changes worlds seed imposed against charts page next shares months lever text world "
    "game seat seats orders turn host".split()
)
NAMES = st.sampled_from(["base", "front.discipline", "talks-first"])
VALUES = ANYTHING | NAMES | st.sampled_from([["outcomes"], {"front.discipline": 2}, {"uk": ["uk"]}])
EVERY = [one for one in (*api.Api("").router.routes, *SEAT_ADDRESSES, *pages.ADDRESSES) if one.name]
POSTED = [one.path for one in EVERY if "POST" in one.methods]
GOT = [re.sub(r"{\w+}", "{}", one.path) for one in EVERY if "GET" in one.methods]


def test_addresses_are_found_where_they_are_declared():
    assert {"/api/run", "/api/seat/order"} <= set(POSTED)
    assert {"/", "/which-lever", "/api/card/{}/{}", "/api/seat/playable"} <= set(GOT)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(address=st.sampled_from(POSTED), body=ANYTHING | st.dictionaries(KEYS, VALUES, max_size=5))
def test_nothing_that_is_sent_makes_the_program_fail(teacher, address, body):
    if isinstance(body, dict) and address in {"/api/run", "/api/histories"}:
        body = {**body, "seed": 2**80}  # refused, but after all the rest: nothing is run
    sent = {"content": json.dumps(body), "headers": {"content-type": "application/json"}}
    assert teacher.post(address, **sent).status_code < 500


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    address=st.sampled_from([*GOT, "/join/{}", "/{}"]),
    words=st.lists(NAMES | st.text(max_size=12), min_size=2, max_size=2),
)
def test_no_address_makes_the_program_fail(teacher, address, words):
    path = address.format(*(quote(word, safe="") for word in words))
    assert teacher.get(path, follow_redirects=False).status_code < 500


def test_a_body_without_end_is_not_read_to_its_end(teacher):
    read = []

    def endless():
        while True:
            read.append(1)
            assert len(read) < 400, "the whole body is read"
            yield b"x" * 10_000
            if len(read) > 300:
                return

    got = teacher.post("/api/run", content=endless(), headers={"content-type": "application/json"})
    assert got.status_code == 413
