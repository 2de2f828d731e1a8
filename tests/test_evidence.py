"""The claims, the figures and the front line are complete, and a faulty file says where."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline import evidence
from contactline.errors import EvidenceError
from contactline.evidence.folders import find_folder
from contactline.evidence.line import points_along
from contactline.evidence.records import (
    Claim,
    Figure,
    gather_ids,
)

# What the article says, in a few words each, and the claim that holds it.
ARTICLE = {
    "UK and France weigh monitoring a ceasefire with soldiers at the front": "rferl-monitors",
    "the source is one unnamed senior NATO official": "rferl-anonymous-source",
    "the posture is along the line, to watch": "along-the-line",
    "put to Ukraine and Russia": "offered-to-both-sides",
    "some capitals only, not NATO": "capitals-not-nato",
    "options in case the new administration asks": "options-for-new-administration",
    "to keep Europeans inside the talks": "keep-europe-at-the-table",
    "Trump would mediate": "us-as-mediator",
    "no talks at present": "no-talks-now",
    "Kyiv on what Moscow wants": "kyiv-says-moscow-unchanged",
    "Russia shows no wish to halt": "russia-no-wish-to-halt",
    "diplomacy gained momentum": "diplomacy-gains-momentum",
    "several plans, none confirmed": "plans-unconfirmed",
    "CNN: ceasefire before talks": "cnn-ceasefire-first",
    "Zelensky's conditions": "zelensky-conditions",
    "2 December, Zelensky and Scholz": "scholz-kyiv-2-december",
    "February, Macron, instructors": "macron-february-instructors",
    "Lithuania, Latvia, Estonia and Canada": "baltic-canada-willing",
    "Le Monde: talks resumed": "le-monde-talks-resumed",
    "Paris and London might lead": "uk-france-lead",
    "The Telegraph: buffer zone": "telegraph-buffer-zone",
    "Lammy: no plans": "lammy-no-plans",
}
ACTORS = {
    "uk", "france", "us", "ukraine", "russia", "estonia", "latvia",
    "lithuania", "canada", "germany", "poland", "nato", "eu",
}  # fmt: skip
ISSUES = {"territory", "alignment", "foreign_force", "sanctions", "sequence"}
SURENESS = {
    "anonymous official, one outlet",
    "press report, unconfirmed",
    "public statement",
    "article's own account",
}
ROOTS = {
    "actors", "scenarios", "events", "assume", "broker", "war",
    "talks", "bargaining", "mission", "front", "durability",
}  # fmt: skip
CUT_OFF = "2024-12-14"

CLAIMS = evidence.claims()
FIGURES = evidence.figures()


@pytest.mark.parametrize("name", ARTICLE.values(), ids=ARTICLE.keys())
def test_every_claim_of_the_article_is_there(name: str) -> None:
    assert CLAIMS[name].id == name


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS.keys())
def test_a_claim_is_complete(claim: Claim) -> None:
    assert claim.paraphrase.endswith(".")
    assert 40 <= len(claim.paraphrase) <= 300
    assert claim.said_by
    assert claim.how_sure in SURENESS
    assert claim.date[:7] <= CUT_OFF[:7]
    assert claim.date <= CUT_OFF
    assert set(claim.actors) <= ACTORS
    assert claim.actors
    assert set(claim.issues) <= ISSUES
    assert claim.issues
    assert bool(claim.informs) != bool(claim.left_out)
    for target in claim.informs:
        assert re.fullmatch(r"[a-z_]+(\.[a-z][a-z_-]*){1,2}", target)
        assert target.split(".")[0] in ROOTS


def test_the_doubtful_points_of_the_article_are_flagged() -> None:
    assert "Foreign Secretary" in CLAIMS["lammy-no-plans"].flag
    assert "member states" in CLAIMS["telegraph-buffer-zone"].flag
    assert CLAIMS["rferl-anonymous-source"].flag


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_is_complete_and_not_from_after_the_cut_off(figure: Figure) -> None:
    texts = [figure.what, figure.unit, figure.source, figure.note, str(figure.value)]
    assert all(int(year) <= 2024 for year in re.findall(r"\b20\d\d\b", " ".join(texts)))
    assert 1945 <= figure.year <= 2024
    assert figure.sure in {"read", "computed", "remembered", "judgement"}
    numbers = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    for number in numbers:
        if figure.unit == "share" and not isinstance(number, str):
            assert 0 <= number <= 1
        if figure.range and not isinstance(number, str):
            assert figure.range[0] <= number <= figure.range[1]
        if figure.tolerance and not isinstance(number, str):
            assert figure.tolerance[0] <= number <= figure.tolerance[1]
    if figure.sure == "judgement":
        assert figure.range is not None


def test_figures_hold_what_the_record_says() -> None:
    assert FIGURES["fortna-hazard-ratio"].value == 0.43
    assert FIGURES["fortna-hazard-ratio"].range == (0.21, 0.88)
    assert FIGURES["osce-violations-2017"].value == 401_336
    assert FIGURES["assaults-november-2024"].value == round(5_205 / 30, 0)
    survival = FIGURES["fortna-survival"].value
    assert survival == (0.94, 0.69, 0.59, 0.47, 0.38, 0.19)
    for name, place in (("90-days", 1), ("1-year", 3), ("5-years", 5)):
        assert FIGURES[f"truce-survival-{name}"].value == survival[place]


def test_sources_are_all_ids_and_none_is_used_twice() -> None:
    assert evidence.sources() == set(CLAIMS) | set(FIGURES)
    assert len(evidence.sources()) == len(CLAIMS) + len(FIGURES)
    assert evidence.ASSUMPTION not in evidence.sources()
    with pytest.raises(EvidenceError, match="lammy-no-plans is both a claim and a figure"):
        gather_ids(CLAIMS, {"lammy-no-plans": FIGURES["front-length"]})


def test_evidence_cannot_be_changed_by_accident() -> None:
    with pytest.raises(TypeError):
        CLAIMS["new"] = CLAIMS["lammy-no-plans"]  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        evidence.front().sector_intensity[0] = 1


def test_importing_evidence_loads_nothing_heavy() -> None:
    code = (
        "import sys, contactline.evidence as e; e.claims; "
        "print(sorted({'numpy', 'ruamel', 'pandas', 'mesa'} & set(sys.modules)))"
    )
    model = Path(evidence.__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=model, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


# --- the front line ---------------------------------------------------------------------------


def test_the_front_has_115_sectors_on_1151_km() -> None:
    front = evidence.front()
    assert len(front.sector_direction) == 115
    assert front.length_km == 1151
    assert front.sector_length_km.sum() == pytest.approx(1151)
    assert front.sector_length_km.min() >= 9
    assert front.sector_length_km.max() <= 11
    for name in ("sector_intensity", "sector_lat", "sector_lon", "sector_length_km"):
        assert getattr(front, name).shape == (115,)
    assert front.line_lat.shape == front.line_lon.shape == (46,) == (len(front.place_names),)
    assert tuple(dict.fromkeys(front.sector_direction)) == front.direction_names


def test_violence_is_as_uneven_as_in_the_record() -> None:
    intensity = evidence.front().sector_intensity
    assert intensity.min() >= 0
    assert intensity.sum() == pytest.approx(1, abs=1e-12)
    top_fifth = np.sort(intensity)[::-1][:23].sum()
    low, high = FIGURES["front-top-fifth"].tolerance or (1, 0)
    assert low <= top_fifth <= high


def test_a_direction_splits_its_share_evenly() -> None:
    front = evidence.front()
    toretsk = front.sector_intensity[np.array(front.sector_direction) == "Toretsk"]
    assert toretsk == pytest.approx([0.176 / 1.001 / 5] * 5)


def test_sectors_follow_the_line_without_gaps() -> None:
    front = evidence.front()
    north = np.diff(front.sector_lat) * 111.32
    east = np.diff(front.sector_lon) * 111.32 * np.cos(np.radians(front.sector_lat[1:]))
    steps_km = np.hypot(north, east)
    assert steps_km.max() < 20
    assert steps_km.min() > 2
    assert front.sector_lon[0] < front.sector_lon[20]
    assert front.sector_lon[-1] == front.sector_lon.min()


def test_points_along_a_line_by_hand() -> None:
    corner = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]
    first, last = points_along(corner, [0.25, 1.0])
    assert first == pytest.approx((1.0, 0.0), abs=1e-3)
    assert last == (2.0, 2.0)


@settings(max_examples=30, deadline=None)
@given(
    line=st.lists(st.tuples(st.floats(44, 52), st.floats(30, 40)), min_size=2, max_size=6),
    shares=st.lists(st.floats(0, 1), min_size=1, max_size=5),
)
def test_points_stay_within_the_line(line: list[tuple[float, float]], shares: list[float]) -> None:
    for point in points_along(line, shares):
        for axis in (0, 1):
            ends = [place[axis] for place in line]
            assert min(ends) - 1e-9 <= point[axis] <= max(ends) + 1e-9


def test_outlines_are_rings_of_degrees_around_the_line() -> None:
    outlines = {outline.name: outline for outline in evidence.outlines()}
    assert {"Ukraine", "Russia", "Poland", "Belarus"} <= set(outlines)
    for outline in outlines.values():
        for ring in outline.polygons:
            assert ring.shape[1] == 2
            assert (ring[0] == ring[-1]).all()
            assert (ring[:, 0] > 10).all()
            assert (ring[:, 0] < 50).all()
            assert (ring[:, 1] > 40).all()
            assert (ring[:, 1] < 60).all()


def test_folders_are_found_in_a_package_and_in_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "model" / "contactline"
    with pytest.raises(EvidenceError, match=r"'seeds' with claims\.yaml was not found. Looked in"):
        find_folder("seeds", "claims.yaml", package)
    for folder in (tmp_path / "seeds", package / "_data" / "seeds"):
        folder.mkdir(parents=True)
        (folder / "claims.yaml").touch()
        assert find_folder("seeds", "claims.yaml", package) == folder
    assert (evidence.seeds_folder() / "figures.yaml").is_file()
