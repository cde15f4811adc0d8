"""Answers to a question, counted: a bar for each answer, the two sides beside each other."""

from __future__ import annotations

from markupsafe import Markup

from classroom.charts.chart import Chart, Key, chart, filled
from classroom.charts.svg import drawing, line, tag, text
from classroom.debrief.questionnaires import Bar, Tally
from experiments.tongue import Tongue

ROW = 26.0
PARTS = ("chart-side-0", "chart-side-1", "chart-bar")
"""Classes of a bar's parts: the two sides, and those without a chair."""


def bars(tally: Tally, labels: tuple[str, str], tongue: Tongue, name: str) -> Chart:
    """Return the answers to one question as a chart.

    Args:
        tally: the answers.
        labels: names of the sides, in the reader's language.
        tongue: the reader's language.
        name: unique on the page.
    """
    say = tongue.say
    title = say(tally.question.ask)
    words = [(_label(bar, tally, tongue), bar) for bar in tally.bars]
    described = "; ".join(
        say("{answer}: {number}", answer=answer, number=bar.all) for answer, bar in words
    )
    return chart(
        name,
        title,
        described,
        lambda width, own: _draw(words, title, described, width, own),
        _key(tally, labels, tongue),
        (say("Answer"), *labels, say("All")),
        [(answer, str(bar.sides[0]), str(bar.sides[1]), str(bar.all)) for answer, bar in words],
    )


def _label(bar: Bar, tally: Tally, tongue: Tongue) -> str:
    say = tongue.say
    if tally.question.kind != "scale":
        return say(bar.label)
    ends = {1.0: say("1: not at all"), float(len(tally.bars)): say("{n}: very much", n=bar.label)}
    return ends.get(bar.low, bar.label)


def _key(tally: Tally, labels: tuple[str, str], tongue: Tongue) -> list[Key]:
    found = [filled(f"chart-side-{side}", labels[side]) for side in (0, 1)]
    if any(bar.all > sum(bar.sides) for bar in tally.bars):
        found.append(filled("chart-bar", tongue.say("no chair")))
    return found


def _draw(
    words: list[tuple[str, Bar]], title: str, described: str, width: float, name: str
) -> Markup:
    narrow = width < 500
    left = 4.0 if narrow else 260.0
    row = ROW + 18 if narrow else ROW
    most = max([bar.all for _, bar in words] + [1])
    unit = (width - left - 34) / most
    parts: list[Markup] = []
    for place, (answer, bar) in enumerate(words):
        top = row * place + (20 if narrow else 4)
        if narrow:
            parts.append(text((left, top - 5), answer, "chart-label"))
        else:
            parts.append(text((left - 8, top + 14), answer, "chart-label", "end"))
        x = left
        rest = bar.all - sum(bar.sides)
        for count, class_ in zip((*bar.sides, rest), PARTS, strict=True):
            if count:
                parts.append(tag("rect", x=x, y=top, width=count * unit, height=18, class_=class_))
                x += count * unit
        parts.append(text((x + 6, top + 14), str(bar.all), "chart-tick"))
    height = row * len(words) + 6
    if not narrow:
        parts.append(line((left, 0), (left, height), "chart-frame"))
    return drawing(name, (width, height), title, described, parts, "chart-svg")
