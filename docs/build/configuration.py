"""Write docs/reference/configuration.md from the schemas of all kinds of configuration file.

python docs/build/configuration.py            write the page
python docs/build/configuration.py --check    exit 1 if the page is stale
"""

from __future__ import annotations

import datetime
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

import generated
from classroom.exercise_file import ExerciseConfig, NamesFile
from experiments.design import ExperimentConfig
from experiments.inference.problem import InferenceConfig
from experiments.scoring.outcomes import OutcomesConfig
from experiments.sensitivity.design import StudyConfig
from key_texts import TEXTS
from pages import ROOT
from section_texts import (
    EXERCISE_TEXT,
    EXPRESSIONS_TEXT,
    INFERENCE_TEXT,
    NAMES_TEXT,
    OUTCOMES_TEXT,
    SENSITIVITY_TEXT,
)
from sim.config.quantity import PARAMETERS, Cited, Day, Quantity, Table, Unit
from sim.config.schema import ScenarioConfig

PAGE = ROOT / "docs" / "reference" / "configuration.md"

HEADINGS = ("key", "what stands there", "default", "meaning")
SHARED: dict[type[BaseModel], str] = {Quantity: "quantity", Table: "table", Day: "day"}
"""Models that occur in many places, and the headings under which they are told once."""

PREAMBLE = """\
# Configuration

<!-- Written by docs/build/configuration.py from the schemas: edit those instead. -->

Every key of the configuration files: scenarios, experiments, outcomes, inferences,
sensitivity studies and classroom exercises. The files are YAML without anchors and aliases; unknown
keys are refused, and `talks validate FILE` says what is wrong, where, and what is allowed. Each
shipped file names its JSON Schema in its first line, so an editor that knows YAML schemas completes
keys and explains them.

In the tables, *needed* stands for a key without a default, and a `NAME` in a path for a word of
your own (small letters, digits and `_`, a letter first). Where a key holds several things by name,
their number is in brackets if it is limited.

- [Numbers, dates and their sources](#numbers-dates-and-their-sources)
- [Scenario](#scenario)
- [What must agree](#what-must-agree)
- [Experiment](#experiment)
- [Outcomes](#outcomes)
- [Inference](#inference)
- [Sensitivity study](#sensitivity-study)
- [Exercise](#exercise)
- [Names](#names)
- [Expressions](#expressions)
- [Setting a key from outside](#setting-a-key-from-outside)

## Numbers, dates and their sources

Every number carries a unit and says where it comes from.

```yaml
to: {value: 24, unit: percent, source: [S3, S4]}
pace: {law: uniform, low: 0.15, high: 0.32, unit: share, source: assumption, reason: 'gaps so far'}
```
"""

SOURCES_TEXT = """\
A `source` is one key, or a list of keys, of [the bibliography](bibliography.md)
(`configs/sources.yaml`). What no source gives is an `assumption`: it then needs a `reason`, and a
`range` unless a law already says how far it may reach. A value must lie inside its own range.
"""

LAWS = {
    "point": "the same number in every run (no `law` is written)",
    "uniform": "every number between the two is as likely as any other",
    "loguniform": "uniform in the logarithm; `low` above 0",
    "triangular": "rises in a straight line to `mode`, then falls",
    "beta": "Beta law on 0 to 1; whole numbers",
    "gamma": "Gamma law with mean `shape` and scale 1; a whole number",
    "choice": "one of the listed numbers, each as likely",
    "spike": "`at` with `probability`, else uniform from `low` to `high`",
}

AGREE_TEXT = """\
## What must agree

Checked across the whole file (`sim/config/agreement.py`):

- Dates lie after the start and not after the end; a deadline was set before it falls due; a
  campaign opens before polling day.
- Names lead somewhere: issues, sides, seats, motives. A side's benefits name what it receives, its
  costs, limits and sensitive issues what it gives.
- A limit needs a reference on the same issue. An election needs a sensitive issue. Ratification
  needs constituencies.
- Every minister meets somebody, and a pair is of two sides.
- Where there is an economy, every tariff issue has a line, is in percent and is the importer's to
  give.
- The issue of a threat is its holder's own. A deadline's rate lies inside its issue's levels.
- A reference lies inside the issue's levels, or is a `share` of the way through them.
"""

EXPERIMENT_TEXT = """\
Every combination of the factors' values is an *arm*. Run k of every arm has the same chance, so
arms can be compared run by run.

```yaml
name: threshold_by_deadline
question: What does a higher bar at home do when the deadline is firm, and when it is soft?
scenario: ../scenarios/japan_us_2025.yaml
runs: 400
seed: 20250617
vary:
  - name: bar
    key: sides.japan.ratification.threshold
    values: [-0.2, 0.0, 0.2]
```

Where an arm needs several settings at once, `arms` names them one by one, in place of `vary`. With
an `answer`, `talks answer` judges what theory claims by the changes from one arm to another and
writes a page; [the experiments](../experiments/README.md) are made in this way. Claims name arms by
`name`, or where factors are varied by label (`bar=0.2`).

```yaml
arms:
  - name: none
    label: No election
    settings: {sides.japan.election: null, sides.japan.mandate.majority: null}
  - {name: vote, label: 20 July}
answer:
  title: Help or hurt from an election
  theory:
    - {text: Elections make failed ratification likelier., sources: [milner1997]}
  design: One arm has no election; the other is the scenario.
  measures: [agreement, refusals, score_points_japan]
  claims:
    - says: an election brings fewer agreements
      arms: [none, vote]
      measure: agreement
      expect: less
      sources: [milner1997]
      plainly:
        more: 'The election helps: {second} of histories agree with it, {first} without.'
        less: 'The election hurts: {second} of histories agree with it, {first} without.'
        unclear: The election neither clearly helps nor clearly hurts.
  limits: [Washington does not time its moves to the campaign.]
```
"""

SETTING_TEXT = """\
## Setting a key from outside

`settings`, `vary` and `talks run --set key=value` all take dotted keys of the scenario:
`deadlines.pause_end.softness`, `sides.us.ministers.commerce.strategy.name`.

- A number given for a quantity takes the place of its value or law and keeps its unit; its source
  becomes the word `setting`.
- Words, lists and mappings take the place of what stands there. On the command line they are
  written as YAML: `--set 'sides.japan.sensitive=[corn_soy, auto_standards]'`.
- A key must exist in the file. To add something, copy the file.
"""


def render() -> str:
    """Return the page as Markdown.

    Raises:
        LookupError: a key has no description, in the schema or in key_texts.py, or has both.
    """
    return "\n".join(
        [
            PREAMBLE,
            *_numbers(),
            "## Scenario\n",
            *_sections(ScenarioConfig, ""),
            AGREE_TEXT,
            "## Experiment\n",
            EXPERIMENT_TEXT,
            *_sections(ExperimentConfig, ""),
            "## Outcomes\n",
            OUTCOMES_TEXT,
            *_sections(OutcomesConfig, ""),
            "## Inference\n",
            INFERENCE_TEXT,
            *_sections(InferenceConfig, ""),
            "## Sensitivity study\n",
            SENSITIVITY_TEXT,
            *_sections(StudyConfig, ""),
            "## Exercise\n",
            EXERCISE_TEXT,
            *_sections(ExerciseConfig, ""),
            "## Names\n",
            NAMES_TEXT,
            *_sections(NamesFile, ""),
            EXPRESSIONS_TEXT,
            SETTING_TEXT,
        ]
    )


def _numbers() -> Iterator[str]:
    for model, name in SHARED.items():
        yield f"### {name.capitalize()}\n"
        own = {key: info for key, info in model.model_fields.items() if key not in _cited()}
        yield f"{_text(model)} Besides its source:\n"
        yield generated.table(HEADINGS, (_row(model, key, own[key], "") for key in own)) + "\n"
    yield "### Source\n"
    yield SOURCES_TEXT
    cited = Cited.model_fields.items()
    yield generated.table(HEADINGS, (_row(Cited, key, info, "") for key, info in cited)) + "\n"
    yield "### Laws\n"
    yield "Each run draws the number anew; how is told in [the model](../explanation/model.md).\n"
    rows = ((f"`{law}`", ", ".join(f"`{p}`" for p in PARAMETERS[law]), LAWS[law]) for law in LAWS)
    yield generated.table(("law", "takes", "meaning"), rows) + "\n"
    if set(LAWS) != set(PARAMETERS):
        raise LookupError(f"laws told here and in the schema differ: {set(LAWS) ^ set(PARAMETERS)}")
    yield "### Units\n"
    yield ", ".join(f"`{unit}`" for unit in get_args(Unit)) + ".\n"


def _cited() -> set[str]:
    return set(Cited.model_fields)


def _sections(model: type[BaseModel], at: str) -> Iterator[str]:
    """Yield a table of a model's keys, then the sections of the models inside it."""
    if at:
        yield f"### `{at}`\n"
        yield f"{_text(model)}{' It carries a source.' if issubclass(model, Cited) else ''}\n"
    own = {
        key: info
        for key, info in model.model_fields.items()
        if not (issubclass(model, Cited) and key in _cited())
    }
    yield generated.table(HEADINGS, (_row(model, key, own[key], at) for key in own)) + "\n"
    for key, info in own.items():
        for inner, below in _inside(info.annotation):
            yield from _sections(inner, f"{at}.{key}{below}".lstrip("."))


def _text(model: type[BaseModel]) -> str:
    first = inspect.cleandoc(model.__doc__ or "").split("\n\n")[0]
    return first.replace("\n", " ").replace("``", "`")


def _inside(annotation: Any, below: str = "") -> Iterator[tuple[type[BaseModel], str]]:
    """Yield the models inside an annotation that have sections of their own, with their place."""
    origin = get_origin(annotation)
    if origin is dict:
        yield from _inside(get_args(annotation)[1], f"{below}.NAME")
    elif origin is tuple:
        yield from _inside(get_args(annotation)[0], f"{below}[]")
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _inside(part, below)
    elif hasattr(annotation, "__metadata__"):
        yield from _inside(annotation.__origin__, below)
    elif (
        isinstance(annotation, type)
        and issubclass(annotation, BaseModel)
        and annotation not in SHARED
    ):
        yield annotation, below


def _row(model: type[BaseModel], key: str, info: FieldInfo, at: str) -> tuple[str, ...]:
    """Return the cells of one key; `at` is the path of the mapping that it stands in."""
    own = f"{model.__name__}.{key}"
    if info.description and own in TEXTS:
        raise LookupError(f"{own}: the schema says what it means; take it out of key_texts.py")
    meaning = info.description or TEXTS.get(own) or TEXTS.get(key)
    if not meaning:
        raise LookupError(f"{own}: neither the schema nor key_texts.py says what it means")
    meaning = meaning.replace("``", "`")
    kind = _kind(info.annotation, info.metadata)
    places = [f"{at}.{key}{below}".lstrip(".") for _, below in _inside(info.annotation)]
    for place in places:
        anchor = re.sub(r"[^\w]", "", place.lower())
        kind = kind.replace(BELOW, f"[`{place}`](#{anchor})", 1)
    return f"`{key}`", kind, _default(info), meaning


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "needed"
    default = info.get_default(call_default_factory=True)
    return f"`{default}`" if default not in (None, (), {}, [], "") else "–"


def _kind(annotation: Any, metadata: Sequence[Any] = ()) -> str:
    """Return in words what may stand at a key, with unit and allowed range."""
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__, [*_flat(annotation.__metadata__), *metadata])
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        words = [_kind(part, metadata) for part in parts if part is not NoneType]
        return " or ".join(words)
    if origin is Literal:
        return " or ".join(f"`{part}`" for part in parts) if len(parts) < 9 else "a word"
    if origin is dict:
        return f"by name{_size(metadata)}: {_kind(parts[1])}"
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return f"list{_size(metadata)}: {_kind(parts[0])}"
        return f"list ({len(parts)}): {', '.join(dict.fromkeys(_kind(part) for part in parts))}"
    if annotation in SHARED:
        return f"[{SHARED[annotation]}](#{SHARED[annotation]}){_reach(metadata)}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return BELOW
    return _plain(annotation, metadata)


BELOW = "a mapping"
"""Stands for a model that has a section of its own, until its link is known."""

PLAIN = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime.date: "date such as 2025-07-09",
}


def _flat(metadata: Sequence[Any]) -> Iterator[Any]:
    for item in metadata:
        yield from item.metadata if isinstance(item, FieldInfo) else [item]


def _reach(metadata: Sequence[Any]) -> str:
    """Return the unit and the range that a quantity is held to, from its validator."""
    for item in metadata:
        if isinstance(item, AfterValidator):
            held = inspect.getclosurevars(item.func).nonlocals
            return f" in `{held['unit']}`{_span(held['low'], held['high'])}"
    return ""


def _span(low: float, high: float) -> str:
    if low == float("-inf"):
        return "" if high == float("inf") else f", at most {_number(high)}"
    return f", {_number(low)} or more" if high == float("inf") else _span_of(low, high)


def _span_of(low: float, high: float) -> str:
    # Whole numbers up to 2⁶³ − 1 are told as such a power: nobody reads nineteen digits.
    top = "2⁶³ − 1" if high == 2**63 - 1 else _number(high)
    return f", {_number(low)} to {top}"


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def _plain(annotation: Any, metadata: Sequence[Any]) -> str:
    """Return in words what a plain value may be: its type, and its limits or its pattern."""
    pattern = next((item.pattern for item in metadata if getattr(item, "pattern", None)), "")
    if pattern:
        return "name" if "_-" not in pattern else "name, `-` too"
    low: Any = next((item.ge for item in metadata if isinstance(item, Ge)), float("-inf"))
    high: Any = next((item.le for item in metadata if isinstance(item, Le)), float("inf"))
    longest = next((item.max_length for item in metadata if isinstance(item, MaxLen)), None)
    above: Any = next((item.gt for item in metadata if isinstance(item, Gt)), None)
    text = PLAIN.get(annotation, "anything")
    text += (f", above {_number(above)}" if above is not None else "") + _span(low, high)
    return f"{text}, up to {longest:,} characters" if longest else text


def _size(metadata: Sequence[Any]) -> str:
    """Return how many entries a list or a mapping takes, in brackets."""
    fewest = next((item.min_length for item in metadata if isinstance(item, MinLen)), 0)
    most = next((item.max_length for item in metadata if isinstance(item, MaxLen)), None)
    if most:
        return f" ({most})" if fewest == most else f" ({fewest} to {most})"
    return f" ({fewest} or more)" if fewest else ""


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> int:
    """Write the page, or with ``--check`` say whether it is stale; return the exit code."""
    return generated.main(render, page, __file__, arguments)


if __name__ == "__main__":
    sys.exit(main())
