"""A faulty file of claims, figures or front line says where, what and how to mend it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contactline import evidence
from contactline.errors import EvidenceError
from contactline.evidence.countries import read_outlines
from contactline.evidence.line import read_front
from contactline.evidence.records import read_claims, read_figures

CLAIM = """\
some-claim:
  paraphrase: Somebody said something of note.
  said_by: Somebody
  how_sure: public statement
  date: 2024-12-02
  actors: [uk]
  issues: [foreign_force]
  informs: [mission.proposal]
"""
FIGURE = """\
some-figure: {what: Length, value: 5, unit: km, source: A map, year: 2024, sure: read}
"""


def error_of(read: Callable[[Path], object], path: Path, text: str | bytes) -> str:
    """Return the text of the error that reading a file with this text gives."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(EvidenceError) as caught:
        read(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  said_by: Somebody\n", "", "claims.yaml:1: some-claim: said_by: is missing. Add it"),
        ("Somebody\n", "5\n", "some-claim: said_by: must be text. Got 5."),
        ("said_by", "sayd_by", "sayd_by: is not a field of this file. Did you mean 'said_by'?"),
        ("2024-12-02", "yesterday", "date: must be a day or a month. Got 'yesterday'."),
        ("2024-12-02", "2024-13", "date: must be a day or a month. Got '2024-13'."),
        ("2024-12-02", "2024-12-02 10:00:00", "date: must be a day or a month."),
        ("[uk]", "uk", "actors: must be a list of words. Got 'uk'. Write it as [one, two]"),
        ("[uk]", "[uk, 3]", "actors: must be a list of words."),
        ("[uk]", "[uk, uk]", "actors: names a word twice."),
        ("[mission.proposal]", "[]", "left_out: is needed, for it informs nothing."),
        ("  informs", "  left_out: a tone\n  informs", "left_out: contradicts informs."),
        ("some-claim", "Some claim", "claims.yaml:1: 'Some claim' is no id."),
        ("  actors", " actors", "claims.yaml:6:"),
        ("[uk]", "[uk", "Check indentation, quotes and brackets."),
    ],
)
def test_a_faulty_claim_says_where_and_what(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(CLAIM)
    assert read_claims(path)["some-claim"].date == "2024-12-02"
    assert old in CLAIM
    assert message in error_of(read_claims, path, CLAIM.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value: 5", "value: .nan", "some-figure: value: must be a number, a list of numbers"),
        ("value: 5", "value: 1" + "0" * 400, "some-figure: value: must be a number"),
        ("value: 5", "value: true", "value: must be a number"),
        ("value: 5", "value: []", "value: must be a number"),
        ("value: 5", "value: 5, range: [6, 4]", "range: must be two numbers, the lower one first"),
        ("value: 5", "value: 5, tolerance: 4", "tolerance: must be two numbers"),
        ("year: 2024", "year: '2024'", "year: must be a year of four digits. Got '2024'."),
        ("sure: read", "sure: very", "sure: must be one of: read, computed, remembered, judgement"),
        ("{what: Length, ", "{", "figures.yaml:1: some-figure: what: is missing."),
        ("unit: km, ", "unit: , ", "unit: is missing."),
        ("some-figure: ", "some-figure: 7 #", "must hold fields such as 'source: ...'. Got 7."),
    ],
)
def test_a_faulty_figure_says_where_and_what(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text(FIGURE)
    assert read_figures(path)["some-figure"].value == 5
    assert old in FIGURE
    assert message in error_of(read_figures, path, FIGURE.replace(old, new))


def test_a_fault_names_the_line_on_which_its_entry_begins(tmp_path: Path) -> None:
    text = FIGURE + "\n# a note: with a colon\n" + FIGURE.replace("some", "other").replace("5", "~")
    message = error_of(read_figures, tmp_path / "figures.yaml", text)
    assert message.startswith("figures.yaml:4: other-figure: value: is missing.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FIGURE + FIGURE, "figures.yaml:2:1: some-figure is there twice. Remove one or rename it."),
        ("", "figures.yaml:1: must be a mapping of ids to entries. Got NoneType."),
        ("- one\n", "figures.yaml:1: must be a mapping of ids to entries. Got list."),
        (b"\xff\xfe\x00", "figures.yaml is not UTF-8: byte 0 does not fit. Save it as UTF-8."),
        ("a: !!python/object:os.system {}\n", "figures.yaml:1:4: could not determine"),
        ("a: *b\n", "figures.yaml:1:4: found undefined alias"),
    ],
)
def test_a_file_that_is_no_mapping_of_entries(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    assert message in error_of(read_figures, tmp_path / "figures.yaml", text)


def test_words_that_old_yaml_read_as_something_else(tmp_path: Path) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text(FIGURE.replace("km", "no").replace("A map", "12:30"))
    figure = read_figures(path)["some-figure"]
    assert (figure.unit, figure.source) == ("no", "12:30")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"figures\.yaml cannot be read: No such file"):
        read_figures(tmp_path / "figures.yaml")


DIRECTIONS = "direction,km,intensity_share\nNorth,20,0.75\nSouth,30,0.25\n"
PLACES = "place,direction,lat,lon\nA,North,50,36\nB,South,49,36\nC,South,48,36\n"


def read_small_front(folder: Path, directions: str, places: str) -> evidence.Front:
    """Return the front made of these two tables."""
    (folder / "directions.csv").write_text(directions)
    (folder / "line.csv").write_text(places)
    return read_front(folder / "directions.csv", folder / "line.csv")


def test_a_small_front_by_hand(tmp_path: Path) -> None:
    front = read_small_front(tmp_path, DIRECTIONS, PLACES)
    assert front.sector_direction == ("North", "North", "South", "South", "South")
    assert front.sector_intensity == pytest.approx([0.375, 0.375] + [0.25 / 3] * 3)
    assert front.sector_length_km == pytest.approx([10] * 5)
    assert front.sector_lat == pytest.approx([49.75, 49.25, 48 + 5 / 6, 48.5, 48 + 1 / 6])
    assert front.sector_lon == pytest.approx([36] * 5)
    assert front.length_km == 50


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("20,0", "long,0", "directions.csv:2: North: km: must be a length from 1 to 10000 km."),
        ("20,0", "0,0", "directions.csv:2: North: km: must be a length from 1 to 10000 km. Got"),
        ("0.25", "-1", "directions.csv:3: South: intensity_share: must be a share from 0 to 1."),
        ("0.25", "nan", "directions.csv:3: South: intensity_share: must be a share from 0 to 1."),
        ("South,30", "North,30", "directions.csv:2: North: direction: is there twice."),
        ("km,", "miles,", "directions.csv:1: lacks km. Got 'direction, miles, intensity_share'."),
        (",0.25", "", "directions.csv:3: must have 3 cells. Got 2."),
        ("50,36", "95,36", "line.csv:2: A: lat: must be a latitude from -90 to 90. Got '95'."),
        ("50,36", "50,E", "line.csv:2: A: lon: must be a longitude from -180 to 180. Got 'E'."),
        ("A,North", "A,East", "line.csv:2: A: direction: must be a direction of the front."),
        ("A,North", "A,South", "line.csv: direction: every direction needs waypoints, in the"),
        ("C,South,48,36\n", "", "line.csv:3: B: direction: ends in a single waypoint."),
        ("A,North", ",North", "line.csv:2: row without a name: place: is empty."),
        (PLACES.split("\n", 1)[1], "", "line.csv:1: lacks at least one row below the heading."),
    ],
)
def test_a_faulty_table_says_where_and_what(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in DIRECTIONS + PLACES
    with pytest.raises(EvidenceError) as caught:
        read_small_front(tmp_path, DIRECTIONS.replace(old, new), PLACES.replace(old, new))
    assert message in str(caught.value)


def test_a_front_without_violence_is_refused(tmp_path: Path) -> None:
    quiet = "direction,km,intensity_share\nNorth,20,0\nSouth,30,0\n"
    with pytest.raises(EvidenceError, match="intensity_share: is 0 in every row"):
        read_small_front(tmp_path, quiet, PLACES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "map.geojson: is no GeoJSON collection of features."),
        ('{"features": 3}', "map.geojson: is no GeoJSON collection of features."),
        ('{"features": [{}]}', "map.geojson: feature 1: must be a MultiPolygon with a name."),
        (
            '{"features": [{"properties": {"name": "A"},'
            ' "geometry": {"coordinates": [[[1, 2]]]}}]}',
            "map.geojson: feature 1: A: a ring must be pairs of degrees. Got shape (2,).",
        ),
    ],
)
def test_a_faulty_outline_says_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    assert message in error_of(read_outlines, tmp_path / "map.geojson", text)
