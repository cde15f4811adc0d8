"""Labels that don't hide each other."""

from __future__ import annotations

from classroom.charts.labels import HEIGHT, LETTER, place

LOW, HIGH = (0.0, 0.0), (400.0, 400.0)


def test_labels_of_points_close_together_do_not_meet() -> None:
    points = [(200.0 + 4 * n, 200.0 - 3 * n) for n in range(8)]
    placed = place([(str(n), point) for n, point in enumerate(points)], points, LOW, HIGH)
    for n, one in enumerate(placed):
        for other in placed[n + 1 :]:
            across = abs(one.middle[0] - other.middle[0]) < LETTER
            assert not (across and abs(one.middle[1] - other.middle[1]) < HEIGHT), (one, other)


def test_a_label_in_the_corner_stays_inside() -> None:
    (label,) = place([("1, 2, 3", (398.0, 2.0))], [(398.0, 2.0)], LOW, HIGH)
    half = LETTER * len(label.words) / 2
    assert half <= label.middle[0] <= HIGH[0] - half
    assert label.middle[1] >= HEIGHT / 2


def test_a_label_on_its_own_stands_beside_its_point() -> None:
    (label,) = place([("7", (100.0, 100.0))], [(100.0, 100.0)], LOW, HIGH)
    assert not label.far
