"""Pattern 11: how spread the baseline is. Reported, never gated: no number is asserted here."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from experiments.patterns import spread
from experiments.patterns.ensembles import BASELINE, variant
from experiments.patterns.finding import Finding
from tests.patterns.published import checked


def nothing_is_gated(findings: Iterable[Finding]) -> dict[str, Finding]:
    found = checked(findings)
    assert {row.holds for row in found.values()} == {None}
    assert {row.criterion for row in found.values()} == {""}
    return found


def test_agreements_before_between_after_and_never_are_all_there_is():
    found = nothing_is_gated(spread.when())
    assert sum(row.effect for row in found.values()) == pytest.approx(1)


def test_every_term_has_its_spread():
    found = nothing_is_gated(spread.terms())
    issues = [issue.id.replace("_", "-") for issue in variant(BASELINE).issues]
    assert list(found) == [f"11-term-{issue}" for issue in issues]


def test_every_mechanism_is_counted():
    assert len(nothing_is_gated(spread.fired())) > 10
