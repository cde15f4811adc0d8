"""Write docs/reference/strategies.md from the registry of strategies.

python docs/build/strategies.py            write the page
python docs/build/strategies.py --check    exit 1 if the page is stale
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from pathlib import Path

import generated
from agents.strategies import REGISTRY, Strategy
from pages import ROOT

PAGE = ROOT / "docs" / "reference" / "strategies.md"

PREAMBLE = """\
# Strategies

<!-- Written by docs/build/strategies.py from agents/strategies/: edit those files instead. -->

What may sit in a seat. A scenario names one for every minister:

```yaml
strategy:
  name: time_dependent
  knowledge: shaped
  parameters:
    beta: {value: 0.3, unit: exponent, source: assumption, range: [0.1, 1], reason: 'holds out'}
```

A parameter that is left out takes its default. Where a strategy needs to guess what the other
side values, `knowledge` says how: `linear` (average weights, straight curves), `shaped` (average
weights, the right curves; the default) or `truth` (the other leader's own values).

Any strategy may be given another rule for when to accept; none takes less than its mandate:

```yaml
  acceptance:
    rule: combi
    share: {value: 0.6, unit: share, source: assumption, range: [0.5, 0.7], reason: 'good enough'}
    after: {value: 0.9, unit: share, source: assumption, range: [0.8, 1], reason: 'a late hour'}
```

| `rule` | takes an offer that is | needs |
| --- | --- | --- |
| `next` | as good as its own next offer (*AC_next*, the default) | – |
| `const` | worth `share` of the way from its worst package to its best (*AC_const*) | `share` |
| `time` | anything, once `after` of the time is gone (*AC_time*) | `after` |
| `combi` | as for `next`, and late also as for `const` (*AC_combi*) | `share`, `after` |

Source of all four: [baarslag2014](bibliography.md#baarslag2014).

All strategies share one skeleton, explained in
[the model](../explanation/model.md#what-a-minister-offers-and-accepts): how much to demand, which
package at that utility, and when to take what is on the table. To add a strategy, see
[CONTRIBUTING](../../CONTRIBUTING.md#a-strategy).
"""


def render() -> str:
    """Return the page as Markdown."""
    summary = generated.table(
        ("strategy", "in one sentence", "source"),
        ((_own(name), _sentence(card), _source(card)) for name, card in REGISTRY.items()),
    )
    return "\n".join([PREAMBLE, summary, "", *(_section(card) for card in REGISTRY.values())])


def _own(name: str) -> str:
    return f"[`{name}`](#{name})"


def _sentence(card: Strategy) -> str:
    return card.text.replace("\n", " ")


def _source(card: Strategy) -> str:
    return f"[{card.cites}](bibliography.md#{card.cites})"


def _section(card: Strategy) -> str:
    told = inspect.cleandoc(card.decide.__doc__ or "").replace("``", "`")
    file = Path(inspect.getsourcefile(inspect.unwrap(card.decide)) or "").relative_to(ROOT)
    parts = [f"## {card.name}", told]
    if card.parameters:
        parts.append(
            generated.table(
                ("parameter", "allowed", "default", "meaning"),
                (
                    (f"`{p.name}`", f"{p.low:g} to {p.high:g}", f"{p.default:g}", p.text)
                    for p in card.parameters
                ),
            )
        )
    else:
        parts.append("It has no parameters.")
    parts.append(f"Source: {_source(card)}. File: {generated.linked(file.as_posix())}.")
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> int:
    """Write the page, or with ``--check`` say whether it is stale; return the exit code."""
    return generated.main(render, page, __file__, arguments)


if __name__ == "__main__":
    sys.exit(main())
