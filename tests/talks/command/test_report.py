"""``talks report`` and ``talks run --lang``: what a person meets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import experiments.gallery as gallery
import experiments.report as report
from experiments.errors import ResultError
from experiments.figures import figures
from talks.app import app


@pytest.fixture(autouse=True)
def one_figure(monkeypatch):
    """One figure of all, which takes a second and not ten."""
    for module in (gallery, report):
        monkeypatch.setattr(
            module, "figures", lambda: [one for one in figures() if one.name == "endings"]
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / "result"
    words = ["configs/experiments/baseline.yaml", "--runs", "4", "--out", str(folder)]
    done = CliRunner().invoke(app, ["run", *words, "--no-report", "--engine", "mesa"])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def result(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "result"))


def talks(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_report_in_another_language_stands_beside_the_english_one(result):
    assert talks("report", result).exit_code == 0
    english = (result / "report.html").read_bytes()
    done = talks("report", result, "--lang", "ja")
    assert done.exit_code == 0
    assert "report.ja.html" in done.output
    assert (result / "report.html").read_bytes() == english
    assert (result / "figures" / "ja" / "endings.png").exists()


@pytest.mark.slow
def test_run_writes_its_report_in_the_language_that_is_asked_for(tmp_path):
    words = ["--runs", 2, "--out", tmp_path / "out", "--lang", "ja", "--engine", "mesa"]
    assert talks("run", "configs/experiments/baseline.yaml", *words).exit_code == 0
    page = (tmp_path / "out" / "report.ja.html").read_text(encoding="utf-8")
    assert '<html lang="ja">' in page
    assert not (tmp_path / "out" / "report.html").exists()


def test_figures_for_slides_go_where_somebody_says_and_leave_the_page_alone(result, tmp_path):
    done = talks("report", result, "--theme", "slides", "--figures", tmp_path / "talk")
    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "talk").iterdir()} == {
        "captions.md",
        "endings.png",
        "endings.svg",
    }
    assert not (result / "report.html").exists()


@pytest.mark.slow
def test_figures_of_the_page_too_go_where_somebody_says(result, tmp_path):
    assert talks("report", result, "--figures", tmp_path / "here").exit_code == 0
    assert (tmp_path / "here" / "endings-column.png").exists()
    assert (result / "report.html").exists()
    assert not (result / "figures").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("report", "RESULT", "--lang", "fr"), "no language 'fr'; there are en, ja"),
        (("report", "RESULT", "--theme", "paer"), "no theme 'paer'; .* did you mean 'paper'?"),
        (("report", "RESULT", "--arm", "3", "--lang", "ja"), "no arm 3"),
        (("report", "nowhere", "--theme", "paper"), "nowhere does not exist"),
        (("run", "configs/experiments/baseline.yaml", "--lang", "de"), "no language 'de'"),
    ],
)
def test_what_is_not_there_is_refused_before_anything_is_written(result, words, message):
    before = sorted(result.rglob("*"))
    done = talks(*(result if word == "RESULT" else word for word in words))
    assert isinstance(done.exception, ResultError)  # told in words, with exit code 2, by `main`
    assert done.exception.args
    with pytest.raises(ResultError, match=message):
        raise done.exception
    assert sorted(result.rglob("*")) == before
