"""Marks that differ in shape, so that they can be told apart without colour."""

from __future__ import annotations

import math

from markupsafe import Markup

from classroom.charts.svg import Point, path, tag


def _polygon(at: Point, radii: tuple[float, ...], class_: str, turn: float = -90.0) -> Markup:
    corners = []
    for place, radius in enumerate(radii):
        angle = math.radians(turn + 360.0 * place / len(radii))
        corners.append((at[0] + radius * math.cos(angle), at[1] + radius * math.sin(angle)))
    return path(corners, class_, closed=True)


def circle(at: Point, size: float, class_: str) -> Markup:
    """Return a circle of that radius."""
    return tag("circle", cx=at[0], cy=at[1], r=size, class_=class_)


def square(at: Point, size: float, class_: str) -> Markup:
    """Return a square of about a circle's area."""
    side = 1.75 * size
    return tag(
        "rect", x=at[0] - side / 2, y=at[1] - side / 2, width=side, height=side, class_=class_
    )


def diamond(at: Point, size: float, class_: str) -> Markup:
    """Return a square on its corner."""
    return _polygon(at, (1.3 * size,) * 4, class_)


def triangle(at: Point, size: float, class_: str) -> Markup:
    """Return a triangle that points up."""
    return _polygon(at, (1.3 * size,) * 3, class_)


def star(at: Point, size: float, class_: str) -> Markup:
    """Return a star with five points."""
    return _polygon(at, (1.5 * size, 0.65 * size) * 5, class_)


def cross(at: Point, size: float, class_: str) -> Markup:
    """Return an X of two strokes."""
    x, y = at
    arms = f"M{x - size:.1f} {y - size:.1f}L{x + size:.1f} {y + size:.1f}"
    return tag(
        "path",
        d=f"{arms}M{x - size:.1f} {y + size:.1f}L{x + size:.1f} {y - size:.1f}",
        class_=class_,
    )


SHAPES = {
    "circle": circle,
    "square": square,
    "diamond": diamond,
    "triangle": triangle,
    "star": star,
    "cross": cross,
}
