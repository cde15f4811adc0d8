"""``talks sensitivity``: tables or JSON, a page, and what is told when it can't."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from sim.scenario import CONFIGS
from talks.app import app
from talks.command.failure import told

STUDY = {
    "name": "trial",
    "question": "What matters?",
    "scenario": str(CONFIGS / "scenarios" / "bare.yaml"),
    "runs": 20,
    "seed": 7,
    "outcomes": ["agreement"],
    "method": "tornado",
    "factors": [{"key": "sides.east.reference.timber"}],
}


@pytest.fixture
def talks(tmp_path, monkeypatch, capsys):
    """Run a command in an empty folder; return its exit code and all that it said."""
    monkeypatch.chdir(tmp_path)
    # The console may have been made long before, as wide as the terminal of that moment.
    monkeypatch.setattr("talks.command.telling.console._width", 200)
    (tmp_path / "trial.yaml").write_text(json.dumps(STUDY))

    def talks(*words):
        result = CliRunner().invoke(app, ["sensitivity", *map(str, words)])
        if result.exception is None or isinstance(result.exception, SystemExit):
            return result.exit_code, result.stdout, result.stderr
        code = told(result.exception)
        assert code is not None, result.exception
        return code, "", capsys.readouterr().err

    return talks


@pytest.mark.usefixtures("machine_code")
def test_a_study_prints_tables_and_leaves_a_page(talks, tmp_path):
    code, said, _ = talks("trial.yaml", "--out", "study", "--runs", 8)
    assert code == 0
    assert "What matters?" in said
    assert "Agreement: what factors do (percentage points; 95% intervals)" in said
    assert "How much on timber deliveries" in said
    assert "study/report.html" in said
    assert (tmp_path / "study" / "report.html").exists()


@pytest.mark.usefixtures("machine_code")
def test_in_japanese_the_tables_and_the_page_are_and_nothing_is_played_again(talks, tmp_path):
    talks("trial.yaml", "--out", "study", "--runs", 8)
    rows = (tmp_path / "study" / "parts.jsonl").read_bytes()
    code, said, _ = talks("trial.yaml", "--out", "study", "--runs", 8, "--lang", "ja")
    assert code == 0
    assert "合意：各要因の効果（ポイント、95%区間）" in said
    assert "study/report.ja.html" in said
    assert (tmp_path / "study" / "report.ja.html").exists()
    assert (tmp_path / "study" / "figures" / "ja" / "tornado-agreement.png").exists()
    assert (tmp_path / "study" / "parts.jsonl").read_bytes() == rows


@pytest.mark.usefixtures("machine_code")
def test_json_is_all_that_is_printed(talks):
    code, said, _ = talks("trial.yaml", "--out", "study", "--json")
    assert code == 0
    found = json.loads(said)
    assert found["histories"] == 20 * (4 + 2)
    (effect,) = found["outcomes"][0]["effects"]
    assert [end["value"] for end in effect["ends"]] == ["0", "1"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere.yaml",), "nowhere.yaml"),
        (("trial.yaml", "--size", 8), "a tornado has no such number"),
        (("trial.yaml", "--lang", "xx"), "no language 'xx'; there are en, ja"),
        (("trial.yaml", "--out", "."), "isn't the folder of a study (it holds trial.yaml)"),
    ],
)
def test_what_can_be_mended_is_told_with_exit_code_2(talks, words, message):
    code, _, said = talks(*words)
    assert code == 2
    assert message in said
    assert "Traceback" not in said


@pytest.fixture
def machine_code():
    from sim import engine

    engine.RUNS.prepare()
