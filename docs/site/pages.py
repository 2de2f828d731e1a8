"""What the site has beside the pages of docs/: the pages elsewhere, the reference, linked files.

MkDocs calls the two functions named `on_...`. A link that leads out of docs/ becomes a link to a
page of the site: of a module to its reference, of another file to its text, of a folder to the page
that introduces it or to a list of what is in it. So links hold in the repository and in the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath, relpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "model/contactline"
# Pages that lie outside docs/, and what they are called in the site.
ELSEWHERE = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "seeds/README.md": "seeds.md",
    "seeds/LICENSE.md": "licence-of-the-data.md",
    "experiments/README.md": "experiments.md",
    "notebooks/README.md": "notebooks.md",
    "tests/reference/README.md": "files/tests/reference/README.md",
}
LINK = re.compile(r"(?<=\]\()([^)\s]+)(?=\))")
FENCED = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
LANGUAGES = {".py": "python", ".yaml": "yaml", ".json": "json", ".c": "c", ".css": "css"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the files of the site with the pages that are made here."""
    from mkdocs.structure.files import File

    made = {uri: text_of(path) for path, uri in ELSEWHERE.items()}
    made["reference.md"] = reference()
    for path in linked():
        if path not in ELSEWHERE and not path.startswith("docs/"):
            made[place(path)] = page_of(path)
    for uri, text in made.items():
        files.append(File.generated(config, uri, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Return the text of a page with links that hold in the site."""
    sources = {uri: path for path, uri in ELSEWHERE.items()}
    uri = page.file.src_uri
    if uri not in sources and not (ROOT / "docs" / uri).exists():
        return markdown
    return relinked(markdown, sources.get(uri, f"docs/{uri}"), uri)


def relinked(markdown: str, source: str, uri: str) -> str:
    """Return a text whose links lead to the pages of the site. source: its path, uri: its place."""

    def there(link: re.Match[str]) -> str:
        path, _, anchor = link[0].partition("#")
        if is_outward(link[0]) or not path:
            return link[0]
        goal = relpath(place(goal_of(path, source)), Path(uri).parent.as_posix())
        return f"{goal}#{anchor}" if anchor else goal

    parts = re.split(f"({FENCED.pattern})", markdown, flags=FENCED.flags)
    return "".join(one if one.startswith("```") else LINK.sub(there, one) for one in parts)


def is_outward(link: str) -> bool:
    """Whether a link leads to another site."""
    return ":" in link.partition("/")[0]


def goal_of(link: str, source: str) -> str:
    """Return the path in the repository that a link of a page leads to."""
    return normpath(f"{Path(source).parent.as_posix()}/{unquote(link)}")


def linked() -> list[str]:
    """Return the paths that pages link to, each once, by name."""
    return sorted({goal for source in pages() for goal in goals(source)})


def pages() -> Iterator[str]:
    """Give the path of every page that is written by hand."""
    yield from ELSEWHERE
    for page in (ROOT / "docs").rglob("*.md"):
        yield page.relative_to(ROOT).as_posix()


def goals(source: str) -> Iterator[str]:
    """Give the paths that one page links to."""
    for link in LINK.findall(FENCED.sub("", text_of(source))):
        path = link.partition("#")[0]
        if path and not is_outward(link):
            yield goal_of(path, source)


def place(path: str) -> str:
    """Return the place in the site of a path in the repository."""
    if path in ELSEWHERE or f"{path}/README.md" in ELSEWHERE:
        return ELSEWHERE.get(path) or ELSEWHERE[f"{path}/README.md"]
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    if path == PACKAGE or path.startswith(f"{PACKAGE}/"):
        module = path.removeprefix("model/").removesuffix(".py").removesuffix("/__init__")
        if is_module(path):
            return f"reference/{module}.md"
    return f"files/{path}/index.md" if (ROOT / path).is_dir() else f"files/{path}.md"


def is_module(path: str) -> bool:
    """Whether a path of the package is a module or a package that has a docstring of its own."""
    return path.endswith(".py") or (ROOT / path / "__init__.py").exists()


def page_of(path: str) -> str:
    """Return the page that stands for a path: a reference, a text or a list."""
    goal = place(path)
    if goal.startswith("reference/"):
        name = goal.removeprefix("reference/").removesuffix(".md").replace("/", ".")
        return reference_of(name, path)
    if (ROOT / path).is_dir():
        return f"{UNSOUGHT}# `{path}/`\n\n{inside(path)}"
    if path.endswith(".ipynb"):
        return relinked(notebook(path), path, goal)
    language = LANGUAGES.get(Path(path).suffix, "text")
    return f"{UNSOUGHT}# `{path}`\n\n````{language}\n{text_of(path)}\n````\n"


def notebook(path: str) -> str:
    """Return the cells of a notebook as a page: its text, and its code without output."""
    cells = json.loads(text_of(path))["cells"]
    made = [
        text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```"
        for cell in cells
        if (text := "".join(cell["source"]))
    ]
    return "\n\n".join(made) + "\n"


def reference_of(name: str, path: str) -> str:
    """Return the reference of a module; of a package what it says of itself and holds."""
    members = "" if path.endswith(".py") else "      members: false\n"
    said = f"# `{name}`\n\n::: {name}\n    options:\n      show_root_heading: false\n{members}"
    return said + (f"\n{inside(path)}" if members else "")


def inside(path: str) -> str:
    """Return a list of what is in a folder."""
    names = sorted(one.name for one in (ROOT / path).iterdir() if one.name[0] not in "._")
    return "".join(f"- `{name}`\n" for name in names)


UNSOUGHT = "---\nsearch:\n  exclude: true\n---\n\n"


def reference() -> str:
    """Return the page of the names of `contactline` with their docstrings, functions first."""
    import contactline

    homes = {name: home for home, names in contactline._ROOMS.items() for name in names.split()}
    order = sorted(contactline.__all__, key=lambda name: (name.isupper(), not name.islower(), name))
    parts = [f"::: contactline.{homes[name]}.{name}" for name in order]
    modules = [place(path) for path in linked() if place(path).startswith("reference/")]
    parts += ["## Modules that other pages lead to", "".join(map(entry, modules))]
    return "\n\n".join([REFERENCE_HEAD, *parts])


REFERENCE_HEAD = """# Reference

What `from contactline import ...` gives, with its docstrings;
[what may be relied on](scripts.md#what-may-be-relied-on) says how long it stays."""


def entry(uri: str) -> str:
    """Return the line of a list that leads to the reference of a module."""
    name = uri.removeprefix("reference/").removesuffix(".md").replace("/", ".")
    return f"- [`{name}`]({uri})\n"


def text_of(path: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / path).read_text(encoding="utf-8")
