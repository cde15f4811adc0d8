"""Histories are what they were: transcripts that a person can read, to six decimals.

A strategy that joins the registry needs a transcript; make it, and read it before you hand it in:

    .venv/bin/python -m pytest tests/golden --regenerate-golden
"""

from __future__ import annotations

import difflib

import pytest

from agents.strategies import REGISTRY
from tests.golden import transcripts

HOW = ".venv/bin/python -m pytest tests/golden --regenerate-golden"


def check(name: str, text: str, regenerate: bool) -> None:
    path = transcripts.FOLDER / f"{name}.txt"
    if regenerate:
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    if not path.exists():
        pytest.fail(f"'{name}' has no golden transcript; make it, read it and keep it:\n  {HOW}")
    kept = path.read_text(encoding="utf-8")
    if kept != text:
        difference = "\n".join(
            difflib.unified_diff(kept.splitlines(), text.splitlines(), path.name, "now", "", "", 2)
        )
        pytest.fail(
            f"histories of '{name}' have changed. If they should have, write them anew, read "
            f"the difference and say in the commit why:\n  {HOW}\n\n{difference}"
        )


@pytest.mark.parametrize("name", REGISTRY)
def test_each_strategy_plays_as_written_down(name, regenerate):
    check(name, transcripts.strategy(name), regenerate)


def test_the_baseline_goes_as_written_down(regenerate):
    check(transcripts.BASELINE, transcripts.baseline(), regenerate)


def test_no_transcript_is_left_over():
    kept = {path.stem for path in transcripts.FOLDER.glob("*.txt")}
    assert kept - {*REGISTRY, transcripts.BASELINE} == set()


def test_a_changed_or_missing_transcript_is_told_with_the_way_to_make_it(tmp_path, monkeypatch):
    monkeypatch.setattr(transcripts, "FOLDER", tmp_path)
    with pytest.raises(pytest.fail.Exception, match="no golden transcript"):
        check("newcomer", "1\n", regenerate=False)
    check("newcomer", "1\n", regenerate=True)
    check("newcomer", "1\n", regenerate=False)
    with pytest.raises(pytest.fail.Exception, match="--regenerate-golden"):
        check("newcomer", "2\n", regenerate=False)
