"""Pages that scripts make are what the scripts would make now."""

from __future__ import annotations

import re

import pytest

import answers
import assumptions
import baseline
import bibliography
import configuration
import generated
import key_texts
import outcomes
import outputs
import pairing
import patterns
import performance
import picture
import strategies
import teaching
from experiments.design import load_experiment
from experiments.runner import run
from pages import ROOT

SCRIPTS = (
    answers,
    assumptions,
    baseline,
    bibliography,
    configuration,
    outcomes,
    strategies,
    outputs,
    pairing,
    patterns,
    performance,
    picture,
    teaching,
)
PAGES = (configuration, outcomes, performance, strategies)


def names(scripts):
    return [script.__name__ for script in scripts]


@pytest.mark.parametrize("script", SCRIPTS, ids=names(SCRIPTS))
def test_is_current(script, capsys):
    assert script.main(["--check"]) == 0, f"{capsys.readouterr().err}\nor all at once: make docs"


def test_make_docs_makes_every_one_of_them():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = [one for one in makefile.splitlines() if one.startswith("MADE_DOCS := ")]
    assert sorted(line.split()[2:]) == sorted(names(SCRIPTS))


@pytest.mark.parametrize("script", PAGES, ids=names(PAGES))
def test_a_stale_page_is_found_and_mended(script, tmp_path, capsys):
    page = tmp_path / "page.md"
    page.write_text("old\n", encoding="utf-8")
    assert script.main(["--check"], page=page) == 1
    assert f"docs/build/{script.__name__}.py" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "old\n"
    assert script.main([], page=page) == 0
    assert page.read_text(encoding="utf-8") == script.render()
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_cells_of_a_table_stay_cells():
    made = generated.table(("a", "b"), [("one | two", "three\n  four")])
    assert made.splitlines()[-1] == "| one \\| two | three four |"


def test_a_link_to_no_file_is_refused():
    with pytest.raises(FileNotFoundError):
        generated.linked("sim/nowhere.py")


# -------------------------------------------------------------- configuration


def test_a_key_that_nobody_explains_is_refused(monkeypatch):
    monkeypatch.delitem(key_texts.TEXTS, "Score.window")
    with pytest.raises(LookupError, match=r"Score\.window: neither"):
        configuration.render()


def test_a_key_that_is_explained_twice_is_refused(monkeypatch):
    monkeypatch.setitem(key_texts.TEXTS, "Score.discount", "a week")
    with pytest.raises(LookupError, match=r"Score\.discount: the schema says"):
        configuration.render()


def test_units_and_ranges_stand_in_the_tables():
    page = configuration.render()
    assert "| `override` | [quantity](#quantity) in `probability`, 0 to 1 | needed |" in page
    assert "| `kind` | `tariff` or `give` | needed |" in page
    assert "| `values` | list (2 to 24): number | needed |" in page


# -------------------------------------------------------------- output of commands


MARK = "<!-- output: made by docs/build/outputs.py -->"


def shown(body: str, mark: str = MARK, language: str = "console") -> str:
    return f"# X\n\n{mark}\n```{language}\n{body}```\n\nmore\n"


def test_output_takes_the_place_of_what_stood_there():
    made = outputs.filled(shown("$ echo one; echo two\nold\nolder\n$ true\nold\n"), "X.md")
    assert made == shown("$ echo one; echo two\none\ntwo\n$ true\n")
    assert outputs.filled(made, "X.md") == made


def test_long_output_is_cut_where_the_mark_says():
    mark = MARK.replace(" -->", ", first 2 lines -->")
    made = outputs.filled(shown("$ printf '1\\n2\\n3\\n'\n$ echo 4\n", mark), "X.md")
    assert made == shown("$ printf '1\\n2\\n3\\n'\n1\n2\n…\n$ echo 4\n4\n", mark)


def test_blocks_without_the_mark_are_left_alone():
    text = shown("$ echo one\nold\n", mark="")
    assert outputs.filled(text, "X.md") == text


def test_a_command_that_fails_or_complains_is_told():
    for command in ("false", "echo no >&2"):
        with pytest.raises(RuntimeError, match=r"X\.md:4"):
            outputs.filled(shown(f"$ {command}\n"), "X.md")


def test_a_mark_without_its_block_is_refused():
    with pytest.raises(ValueError, match=r"X\.md:1: no block"):
        outputs.filled(f"{MARK}\n\nwords\n", "X.md")
    with pytest.raises(ValueError, match="only a console block"):
        outputs.filled(shown("ls\n", language="sh"), "X.md")


# -------------------------------------------------------------- the picture


def test_a_picture_of_another_model_is_stale(tmp_path, capsys):
    readme = tmp_path / "README.md"
    text = picture.README.read_text(encoding="utf-8")
    readme.write_text(text, encoding="utf-8")
    assert picture.main(["--check"], readme=readme) == 0
    mark = picture._MARK.search(text)[1]
    readme.write_text(text.replace(mark, "0" * 16), encoding="utf-8")
    assert picture.main(["--check"], readme=readme) == 1
    assert "another model" in capsys.readouterr().err


def test_a_readme_without_room_for_the_picture_is_told(tmp_path, capsys):
    readme = tmp_path / "README.md"
    readme.write_text("# X\n", encoding="utf-8")
    assert picture.main(["--check"], readme=readme) == 1
    assert "missing" in capsys.readouterr().err


def test_the_fingerprint_tells_two_worlds_apart():
    world = picture.load_experiment(picture.EXPERIMENT).arms[0].scenario()
    assert picture.fingerprint(world, 1) != picture.fingerprint(world, 2)


# -------------------------------------------------------------- the baseline in numbers


def test_numbers_of_another_model_are_stale(tmp_path, capsys):
    text = baseline.PAGE.read_text(encoding="utf-8")
    page = tmp_path / "page.md"
    assert baseline.main(["--check"], page=page) == 1
    page.write_text(text, encoding="utf-8")
    assert baseline.main(["--check"], page=page) == 0
    page.write_text(text.replace(baseline._MARK.search(text)[1], "0" * 16), encoding="utf-8")
    assert baseline.main(["--check"], page=page) == 1
    assert "docs/build/baseline.py" in capsys.readouterr().err


def test_the_numbers_are_those_of_the_result(tmp_path, monkeypatch):
    result = run(load_experiment(baseline.picture.EXPERIMENT, runs=12), tmp_path / "result")
    monkeypatch.setattr(baseline.picture, "result_of", lambda _: result)
    page = tmp_path / "page.md"
    assert baseline.main([], page=page) == 0
    text = page.read_text(encoding="utf-8")
    rows = result.table()
    agreed = rows["ending"].to_pylist().count("agreement")
    assert f"## What the {agreed} agreements say" in text
    assert f"| None by 31 December 2025 | {12 - agreed} |" in text
    for column, label in (("extensions", "A deadline was extended"), ("texts", "Ministers agreed")):
        often = sum(rows[column].to_pylist()) / 12
        assert re.search(rf"\| {label}[^|]*\|[^|]*\|[^|]*\| {often:.3g} \|", text)
    for issue in result.scenario().issues:
        assert f"| {issue.label}" in text
    words = " ".join(text.split())
    assert "nothing is tuned to it" in words
    assert "not a forecast" in words
    assert "conditional on assumptions" in words
    assert baseline.main(["--check"], page=page) == 0
