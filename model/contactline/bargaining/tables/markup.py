"""A file in XML as rows of cells: a scenario of KTAB, or a table that Excel saved in XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from contactline.bargaining.tables.cells import START, Cell, Faults, Row
from contactline.bargaining.tables.separated import MOST_CELLS, MOST_ROWS
from contactline.scenario.scalars import named

MOST_DEEP = 50
# What a scenario of KTAB may ask of its model, and the option of ours that does the same.
KTAB_CHOICES: Mapping[str, Mapping[str, str]] = {
    "VictoryProbModel": {
        "Binary": "victory=binary", "Square": "victory=square", "Quartic": "victory=quartic",
        "Octic": "victory=octic",
    },
    "PCEModel": {
        "MarkovIncentive": "election=markov_incentive", "MarkovUniform": "election=markov_uniform",
    },
    "StateTransitions": {"Stochastic": "transition=drawn"},
    "VotingRule": {
        "PropBin": "voting=proportional_binary", "PropCbc": "voting=proportional_cubic",
        "Cubic": "voting=cubic", "ASymProsp": "voting=prospect", "Binary": "voting=binary",
    },
    "BigRAdjust": {
        "NoRA": "risk_known=none", "None": "risk_known=none", "Half": "risk_known=half",
        "OneHalf": "risk_known=half", "TwoThirds": "risk_known=two_thirds",
        "Full": "risk_known=full",
    },
    "BigRRange": {"Min": "risk_range=low", "Max": "risk_range=high"},
    "ThirdPartyCommit": {"NoCommit": "third_parties=none", "FullCommit": "third_parties=full"},
    "InterVecBrgn": {"S1P1": "interpolation=s1p1", "S2PMax": "interpolation=s2pmax"},
}  # fmt: skip


@dataclass
class Element:
    """An element of XML with its place: its name without prefix, its text, what lies in it."""

    name: str
    line: int
    column: int
    text: str = ""
    inside: list[Element] = field(default_factory=list)

    def named(self, *names: str) -> list[Element]:
        """Return the elements directly inside of one of some names, whatever their capitals."""
        return [one for one in self.inside if one.name.lower() in names]

    def first(self, *names: str) -> Element:
        """Return the first element inside of one of some names, or an empty one in its place."""
        return next(iter(self.named(*names)), Element(names[0], self.line, self.column))

    def all(self, name: str) -> Iterator[Element]:
        """Yield every element of a name at any depth, in order."""
        for one in self.inside:
            if one.name.lower() == name:
                yield one
            yield from one.all(name)

    @property
    def cell(self) -> Cell:
        """The element as a cell."""
        return Cell(" ".join(self.text.split()), self.line, self.column)


def rows_of_markup(data: bytes, faults: Faults) -> list[Row]:
    """Return the rows of a file in XML; raises TableError where it is of another kind."""
    root = _parsed(data, faults)
    if root.name.lower() == "workbook":
        return _rows_of_sheet(root)
    if root.name.lower() == "scenario":
        return _rows_of_scenario(root, faults)
    known = "KTAB's scenarios (Scenario) and Excel's tables (Workbook)"
    kind = (
        "a page in HTML"
        if root.name.lower() in ("html", "table")
        else f"the root {named(root.name)}"
    )
    raise faults.refuse(root.cell, f"XML is read of {known}, got {kind}. Save the table as CSV")


def _parsed(data: bytes, faults: Faults) -> Element:
    """Return the root of a file in XML, without anything from outside it."""
    growing = _Growing(faults)
    try:
        growing.parser.Parse(data, True)
    except expat.ExpatError as error:
        place = Cell("", error.lineno, error.offset + 1)
        why = expat.errors.messages[error.code]
        raise faults.refuse(place, f"must be XML: {why}") from error
    except (ValueError, LookupError) as error:
        raise faults.refuse(
            START, "must be XML in an encoding that is known. Save it as UTF-8"
        ) from error
    return growing.top.inside[0]


class _Growing:
    """The elements of a file as they are read. `top`: around the root."""

    def __init__(self, faults: Faults) -> None:
        """Begin with nothing read."""
        self.faults = faults
        self.top = Element("", 1, 1)
        self.open_now = [self.top]
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler, self.parser.EntityDeclHandler = self.text, self.entity

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """Open an element in the one that is open."""
        bare = name.rpartition(":")[2]
        one = Element(bare, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        if len(self.open_now) > MOST_DEEP:
            must = f"elements must lie at most {MOST_DEEP} deep, got more"
            raise self.faults.refuse(one.cell, must)
        self.open_now[-1].inside.append(one)
        self.open_now.append(one)

    def end(self, _: str) -> None:
        """Close the element that is open."""
        self.open_now.pop()

    def text(self, piece: str) -> None:
        """Add a piece of text to the element that is open."""
        self.open_now[-1].text += piece

    def entity(self, *_: object) -> None:
        """Refuse what stands for something written elsewhere."""
        place = Cell("", self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        raise self.faults.refuse(place, "XML with entities of its own is not read. Write them out")


def _rows_of_sheet(root: Element) -> list[Row]:
    """Return the rows of the first table of a workbook that Excel saved in XML."""
    table = next(root.all("table"), Element("table", root.line, root.column))
    rows = [
        [one.first("data").cell for one in row.named("cell")[:MOST_CELLS]]
        for row in table.named("row")[:MOST_ROWS]
    ]
    return [row for row in rows if any(cell.text for cell in row)]


def _rows_of_scenario(root: Element, faults: Faults) -> list[Row]:
    """Return a scenario of KTAB as the rows of its tables: counts, heading, actors."""
    actors = root.first("actors").named("actor")
    if not actors:
        must = "a scenario of KTAB must have Actors, each with a Position and a Salience, got none"
        raise faults.refuse(root.cell, must)
    names = [one.cell for one in root.first("dimensions").named("dname")]
    most = max(len(one.first("position").named("dcoord")) for one in actors)
    issues = names or [Cell(f"Pstn{at}", root.line, root.column) for at in range(1, most + 1)]
    place = actors[0]

    def cell(text: str) -> Cell:
        return Cell(text, place.line, place.column)

    first = [root.first("name").cell, root.first("desc").cell]
    counts = [cell(str(len(actors))), cell(str(len(issues)))]
    heading = [cell("Actor"), cell("Description"), cell("Power")]
    heading += [one for issue in issues for one in (issue, cell("Salience"))]
    _tell_choices(root, faults)
    return [[*first, *counts], heading, *(_row_of_actor(one, len(issues)) for one in actors)]


def _row_of_actor(actor: Element, issues: int) -> Row:
    """Return the cells of an actor; what is missing is an empty cell in its place."""
    coordinates = actor.first("position").named("dcoord")
    saliences = actor.first("salience").named("dsal")
    nothing = Element("", actor.line, actor.column)
    row = [actor.first("name").cell, actor.first("description", "desc").cell]
    row.append(actor.first("capability", "power").cell)
    for at in range(max(issues, len(coordinates))):
        row += [(part[at] if at < len(part) else nothing).cell for part in (coordinates, saliences)]
    return row


def _tell_choices(root: Element, faults: Faults) -> None:
    """Keep in a sentence which options the scenario asks for."""
    asked = [
        f"--option {option}"
        for one in root.first("modelparameters").inside
        if (option := KTAB_CHOICES.get(one.name, {}).get(one.cell.text))
    ]
    if asked:
        faults.guess(f"The scenario asks for {' '.join(asked)}, which are not taken from the file.")
