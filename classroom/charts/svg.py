"""SVG elements as text, escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

Point = tuple[float, float]


def number(value: float) -> str:
    """Return a coordinate to a tenth, as short as it can be written."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def tag(name: str, *children: str, **attributes: str | float) -> Markup:
    """Return an element; ``class_`` and ``stroke_width`` are written as SVG has them.

    Children that are no :class:`Markup` are text, and escaped.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
    )
    inside = Markup().join(children)
    if not inside:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{inside}</{name}>")


def group(children: Iterable[Markup], **attributes: str | float) -> Markup:
    """Return elements as one."""
    return tag("g", *children, **attributes)


def text(at: Point, words: str, class_: str = "", anchor: str = "start") -> Markup:
    """Return words that start, end or have their middle at a point."""
    given = {"class_": class_} if class_ else {}
    return tag("text", words, x=at[0], y=at[1], text_anchor=anchor, **given)


def line(start: Point, end: Point, class_: str) -> Markup:
    """Return a straight line."""
    return tag("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_=class_)


def path(points: Sequence[Point], class_: str, closed: bool = False) -> Markup:
    """Return a line through points, or the area inside them."""
    return tag("path", d=steps(points, closed), class_=class_)


def steps(points: Sequence[Point], closed: bool = False) -> str:
    """Return what a path is drawn by."""
    written = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{written}{'Z' if closed else ''}"


def stairs(points: Sequence[Point]) -> list[Point]:
    """Return points joined as steps: each level holds until the next point's x."""
    found: list[Point] = []
    for x, y in points:
        if found:
            found.append((x, found[-1][1]))
        found.append((x, y))
    return found


def clipped(children: Iterable[Markup], name: str, low: Point, high: Point) -> Markup:
    """Return elements of which only what lies inside a rectangle shows.

    Args:
        children: the elements.
        name: of the clipping, unique on its page.
        low: the rectangle's least x and y.
        high: its greatest.
    """
    hole = tag("rect", x=low[0], y=low[1], width=high[0] - low[0], height=high[1] - low[1])
    return tag("clipPath", hole, id=name) + group(children, clip_path=f"url(#{name})")


def drawing(
    name: str, size: Point, title: str, words: str, children: Iterable[Markup], class_: str
) -> Markup:
    """Return a whole picture that a screen reader reads as its title and description.

    Args:
        name: unique on its page.
        size: width and height, in the units of the coordinates.
        title: what it is.
        words: what it shows.
        children: its elements.
        class_: classes of the picture.
    """
    head = (
        tag("title", title, id=f"{name}-title"),
        tag("desc", words, id=f"{name}-desc"),
    )
    return tag(
        "svg",
        *head,
        *children,
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_=class_,
    )
