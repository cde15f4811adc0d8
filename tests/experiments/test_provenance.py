from __future__ import annotations

import subprocess

import pytest

from experiments import provenance
from experiments.provenance import environment, git_state, model_revision, source_hash


@pytest.fixture
def package(tmp_path):
    root = tmp_path / "rules"
    (root / "inner").mkdir(parents=True)
    (root / "a.py").write_bytes(b"x = 1\ny = 2\n")
    (root / "inner" / "b.py").write_bytes(b"")
    return root


def test_any_edit_of_the_source_changes_its_hash(package):
    seen = {source_hash({"rules": package})}
    (package / "a.py").write_bytes(b"x = 1\ny = 3\n")
    seen.add(source_hash({"rules": package}))
    (package / "inner" / "b.py").rename(package / "inner" / "c.py")
    seen.add(source_hash({"rules": package}))
    (package / "new.py").write_bytes(b"")
    seen.add(source_hash({"rules": package}))
    assert len(seen) == 4


def test_line_endings_and_other_files_leave_the_hash_alone(package):
    before = source_hash({"rules": package})
    (package / "a.py").write_bytes(b"x = 1\r\ny = 2\r\n")
    (package / "notes.txt").write_text("nothing")
    assert source_hash({"rules": package}) == before


def test_the_model_revision_covers_both_packages(monkeypatch, package):
    before = model_revision()
    for name in ("agents", "sim"):
        model_revision.cache_clear()
        with monkeypatch.context() as patch:
            patch.setattr(getattr(provenance, name), "__path__", [str(package)])
            assert model_revision() != before
    model_revision.cache_clear()
    assert model_revision() == before


def test_the_environment_names_packages_and_machine():
    found = environment()
    assert {"mesa", "numpy", "pyarrow"} <= set(found["packages"])
    assert found["machine"]["cpus"] >= 1
    assert found["python"].startswith("3.")


def test_the_revision_is_that_of_the_source_tree(monkeypatch, tmp_path):
    tree = tmp_path / "tree"
    (tree / "experiments").mkdir(parents=True)
    monkeypatch.setattr(provenance, "__file__", str(tree / "experiments" / "provenance.py"))
    assert git_state() is None

    def git(*arguments):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=tree, check=True, capture_output=True)

    git("init")
    assert git_state() is None  # no commit yet
    (tree / "a").write_text("1")
    git("add", "a")
    git("commit", "-m", "first")
    found = git_state()
    assert found is not None
    assert len(found["revision"]) == 40
    assert found["dirty"] is False
    (tree / "a").write_text("2")
    # A hook of another repository sets this; it must not lead us there.
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert git_state() == {"revision": found["revision"], "dirty": True}
