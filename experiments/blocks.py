"""Which runs are still to be done, cut into blocks. A span is ``(start, stop)``, half-open.

Run k stands alone, so blocks of any size, in any mixture, give the same rows; the size only
says how much work one part holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Span = tuple[int, int]


def missing(stop: int, done: Iterable[Span], start: int = 0) -> list[Span]:
    """Return the spans of ``start..stop-1`` that no span of ``done`` covers, in order.

    Spans of ``done`` may overlap, touch, and reach beyond either end.
    """
    gaps: list[Span] = []
    covered = start
    for first, last in sorted(done):
        if first >= stop:
            break
        if first > covered:
            gaps.append((covered, first))
        covered = max(covered, last)
    if covered < stop:
        gaps.append((covered, stop))
    return gaps


def cut(spans: Iterable[Span], size: int) -> Iterator[Span]:
    """Yield ``spans`` cut at the multiples of ``size``.

    Cutting at multiples, and not from the start of each gap, gives a lost part its old name
    again when it is done anew.
    """
    for start, stop in spans:
        while start < stop:
            end = min(stop, (start // size + 1) * size)
            yield start, end
            start = end


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return ``spans`` in order with those that touch or overlap made one."""
    whole: list[Span] = []
    for start, stop in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], stop))
        else:
            whole.append((start, stop))
    return whole
