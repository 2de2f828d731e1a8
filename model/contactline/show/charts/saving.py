"""Charts on disk: a PNG and an SVG that a screen reader can announce, the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from contactline.errors import RunError
from contactline.show.charts.lacking import lacking_told
from contactline.show.charts.style import DOTS_PER_IN, FONT, house_settings
from contactline.show.charts.subject import Picture

NAME = re.compile(r"[a-z][a-z0-9_-]*")
# Half the time of zlib's own choice, for files two per cent larger.
COMPRESS_LEVEL = 3
STAMP_KEY = "contactline"


@dataclass(frozen=True)
class Drawn:
    """A chart that has been saved, with the words that go beside it."""

    name: str
    png: Path
    svg: Path
    title: str
    alt: str
    caption: str


def save(picture: Picture, folder: Path, name: str) -> Drawn:
    """Return the picture as saved in the folder as NAME.png and NAME.svg.

    name: lower-case letters, digits, "_" and "-"; it also makes the ids inside the SVG unique, so
    that several charts can stand in one page. Raises RunError for another name.
    """
    if not NAME.fullmatch(name):
        raise RunError(
            f"The name of a chart must match {NAME.pattern}. Got {name!r}. "
            "Use a name such as 'survival'."
        )
    folder.mkdir(parents=True, exist_ok=True)
    told = lacking_told(picture)
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    png.write_bytes(_bytes(told, "png", name))
    # The axes have found their places: the same ones for the SVG, at half the time.
    told.figure.set_layout_engine("none")
    svg.write_bytes(_bytes(told, "svg", name))
    return Drawn(name, png, svg, told.title, told.alt, told.caption)


def picture_bytes(picture: Picture, kind: str, name: str) -> bytes:
    """Return one picture as a file of a kind: `png`, `pdf` or `svg`.

    name: makes the ids inside an SVG unique. No kind of file holds a date.
    """
    return _bytes(lacking_told(picture), kind, name)


def _bytes(picture: Picture, kind: str, name: str) -> bytes:
    """Return a picture that says which letters it lacks as a file of a kind."""
    if kind == "svg":
        return svg_text(picture, name).encode("utf-8")
    draw = _draw_png if kind == "png" else _draw_pdf
    buffer = io.BytesIO()
    with house_settings():
        draw(picture.figure, buffer, _options(picture, kind))
    return buffer.getvalue()


def _draw_png(figure: Figure, buffer: io.BytesIO, options: Mapping[str, Any]) -> None:
    """Draw a figure once; `savefig` would draw it twice, the first time to see its layout."""
    figure.dpi = DOTS_PER_IN
    canvas: Any = FigureCanvasAgg(figure)
    canvas.print_png(buffer, **options)


def _draw_svg(figure: Figure, buffer: io.StringIO) -> None:
    """Draw a figure once, as SVG, and leave it as it was."""
    dots_per_in = figure.dpi
    canvas: Any = FigureCanvasSVG(figure)
    canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
    figure.dpi = dots_per_in
    FigureCanvasAgg(figure)


def _draw_pdf(figure: Figure, buffer: io.BytesIO, options: Mapping[str, Any]) -> None:
    """Draw a figure as PDF."""
    figure.savefig(buffer, format="pdf", dpi=DOTS_PER_IN, **options)


def png_bytes(picture: Picture) -> bytes:
    """Return the picture as a PNG, to be shown and not saved."""
    return picture_bytes(picture, "png", "")


def _options(picture: Picture, kind: str) -> dict[str, Any]:
    """Return what is told to the writer of one kind of file: the words, and how to pack."""
    title, alt = picture.title, picture.alt
    stamp = picture.stamp.text if picture.stamp else None
    if kind == "pdf":
        said = {"Keywords": stamp} if stamp else {}
        return {"metadata": {"Title": title, "Subject": alt, "CreationDate": None} | said}
    about = {"Title": title, "Description": alt, "Comment": picture.caption, "Software": None}
    about |= {STAMP_KEY: stamp} if stamp else {}
    return {"metadata": about, "pil_kwargs": {"compress_level": COMPRESS_LEVEL}}


def svg_text(picture: Picture, name: str) -> str:
    """Return the picture as SVG with role, title and description, and nothing outside itself."""
    buffer = io.StringIO()
    with house_settings():
        _draw_svg(picture.figure, buffer)
    stamp = picture.stamp.text if picture.stamp else ""
    return accessible(buffer.getvalue(), name, picture.title, picture.alt, stamp)


def accessible(svg: str, name: str, title: str, alt: str, stamp: str = "") -> str:
    """Return an SVG that begins at its root, has ids of its own, and carries words and stamp."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = _clips_in_order(svg)
    svg = svg.replace(f"'{FONT}'", f"'{FONT}', sans-serif")
    svg = re.sub(r"\bid=\"", f'id="{name}-', svg)
    svg = re.sub(r"(href=\"#|url\(#)", rf"\g<1>{name}-", svg)
    svg = svg.replace('<style type="text/css">*{', f'<style type="text/css">#{name}-figure_1 *{{')
    words = (
        f'\n <title id="{name}-title">{escape(title, quote=False)}</title>'
        f'\n <desc id="{name}-desc">{escape(alt, quote=False)}</desc>'
    )
    if stamp:
        words += f'\n <metadata id="{name}-stamp">{escape(stamp, quote=False)}</metadata>'
    root = f'<svg role="img" aria-labelledby="{name}-title {name}-desc" '
    return re.sub(r"<svg ([^>]*)>", lambda found: root + found[1] + ">" + words, svg, count=1)


def _clips_in_order(svg: str) -> str:
    """Return an SVG whose clip paths are numbered; matplotlib names some after memory addresses."""
    found = re.findall(r'<clipPath id="([^"]+)"', svg)
    for at, clip in enumerate(dict.fromkeys(found)):
        svg = svg.replace(clip, f"clip-{at}")
    return svg
