"""What the configuration page says of a kind of file beside its tables."""

from __future__ import annotations

OUTCOMES_TEXT = """\
What came true, by which `talks score` scores a result:
[how to score a forecast](../how-to/score-a-forecast.md).

```yaml
name: river_made_up
title: How it ended between Marenna and Tirvald (invented)
scenario: ../scenarios/marenna_tirvald.yaml
known_on: 2031-12-31
events:
  agreement: {date: 2031-08-27, source: invented}
  snap_back: {date: never, source: invented}
  hike: {not_by: 2031-08-01, source: invented}
```

- Events are columns of [the outcome table](outcomes.md#when) without their `_day`. A date lies
  within the scenario's days and is no later than `known_on`; `never` needs a `known_on` at their
  end or later.
- Levels hold at the end of the history: as agreed, or, if nothing was, in force on the last day. So
  they need an agreement, or a `known_on` at the end. A quantity between two levels counts as the
  nearer one.
- Figures are the dollars (totals from the first day to the last, in a world with an economy), the
  counts, and approval on the last day.
"""

INFERENCE_TEXT = """\
What was observed and which priors to infer from it with `talks infer`:
[how to infer a prior](../how-to/infer-a-prior.md).

```yaml
name: river_cases
question: What would twelve earlier talks say of the Chancellor?
scenario: ../scenarios/marenna_tirvald.yaml
draws: 2500
cases: 12
seed: 20310303
parameters: [sides.tirvald.leader.override]
summaries:
  struck_down:
    label: texts that a leader struck down, in one of the talks
    says: overrides
    observed: 0.25
    source: invented
accept: 0.08
```

A parameter is a prior that [each run draws once](outcomes.md#what-was-drawn). A registered scenario
(`configs/frozen.yaml`) is refused, under any name and with any settings.
"""

SENSITIVITY_TEXT = """\
Which keys of a scenario to vary, how far, and by which method, for `talks sensitivity`:
[how to find what matters](../how-to/find-what-matters.md).

```yaml
name: clock_or_home
question: Is it the clock or the home front that decides on a deal?
scenario: ../scenarios/japan_us_2025.yaml
runs: 100
seed: 20250617
outcomes: [agreement, agreement_day]
method: sobol
size: 64
factors:
  - {key: deadlines.pause_end.softness}
  - {key: sides.japan.ratification.threshold, low: -0.3, high: 0.2}
  - key: sides.japan.ministers.negotiator.strategy
    values: [{name: boulware}, {name: conceder}]
```

- Without a range, a number that a law draws is varied by that law, and a judgment over its own
  range. A law without an upper end (gamma) is cut to its central 90 %. Dates and whole numbers go
  in steps.
- Outcomes are `agreement`, `agreement_by_DATE`, `ending_WORD`, `reason_WORD`, `fired_COLUMN`, and
  [outcome columns](outcomes.md) that every history has. A day counts as the last one where it never
  comes.
"""

EXERCISE_TEXT = """\
A scenario made ready for a class: roles, a clock and questions. The shipped ones stand in
`configs/classroom/`, each with [a guide for its teacher](../teaching/README.md).

```yaml
schema_version: 1
name: two_weeks
title: Two weeks
summary: Two negotiators and a date on which a tariff comes back.
scenario: ../scenarios/first_deal.yaml
seed: 20250617
clock:
  - {until: 2025-07-09, minutes: 16}
  - {until: 2025-07-18, minutes: 6}
roles:
  japan:
    name: Japan's chief negotiator
    brief: You negotiate for Tokyo. Your sheet says what every level is worth to you.
    aims: [Take home as many points as you can.]
  us:
    name: Washington's chief negotiator
    brief: You negotiate for Washington. Your sheet says what every level is worth to you.
    aims: [Take home as many points as you can.]
before:
  - {id: chance, ask: How likely is it that you agree?, kind: number, low: 0, high: 100, unit: '%'}
after:
  - {id: gave_away, ask: What did you give away too easily?, kind: text}
```

- There is a role for each side of the scenario, also among the invented ones.
- The clock's stretches follow one another; the last one reaches the scenario's last day.
- Words that students read are collected for translation by `python docs/build/catalogues.py`; what
  is not translated appears as it is written.
"""

NAMES_TEXT = """\
Names for invented countries that several exercises share, by the scenario keys of what they rename;
an exercise points to the file with `invented.names_from`. A name is a text, or a list of labels;
numbers stay as they are, so the class plays the same world.
"""

EXPRESSIONS_TEXT = """\
## Expressions

The condition of a fact and what a summary says are small expressions over
[outcome columns](outcomes.md), of one history:

```text
ending == 'agreement' and agreement_day <= 2031-07-01
min(agreement_day, 292)
overrides + refusals
1 if interim_day < snap_back_day else 0
```

They may hold columns, numbers, dates, words in quotes, `never`, comparisons, `and`, `or`, `not`,
`+ - * /`, `min(a, b)`, `max(a, b)`, `abs`, `log`, `sqrt` and `A if CONDITION else B`. A date is its
day number. A day that never comes reads as `never`, later than every day, and not as -1 as in the
table; so `snap_back_day == never` is how to ask. Where a column has nothing to measure (the points
of an agreement that isn't there) every comparison but `!=` is false.
"""
