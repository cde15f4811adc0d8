"""Links in the documents lead somewhere, and the checker would see it if they did not."""

from __future__ import annotations

import pytest

import links


def test_all_links_lead_somewhere():
    assert links.problems() == []


@pytest.fixture
def place(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("# Top\n\n## A *new* `word`: x & y\n\n## Same\n\n## Same\n")
    (tmp_path / "docs" / "a b.md").write_text("hello\n")
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "[web](https://example.org/nowhere) and <mailto:a@example.org>",
        "[up](../README.md), [part](../README.md#a-new-word-x--y)",
        "[second of a name](../README.md#same-1)",
        "[space](a%20b.md) ![picture](<../README.md> 'title')",
        "# Here\n\n[self](#here)",
        '<a id="mark"></a> [own](#mark)',
        "`[code](nowhere.md)`\n\n```md\n[code](nowhere.md)\n```",
    ],
)
def test_good_links_pass(place, text):
    (place / "docs" / "page.md").write_text(text)
    assert links.problems(place) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n\n[x](nowhere.md)", "docs/page.md:3: nowhere.md: there is no such file"),
        ("[![badge](gone.png)](../README.md)", "gone.png: there is no such file"),
        ("[![badge](../README.md)](gone.md)", "gone.md: there is no such file"),
        ("[x]: gone.md", "gone.md: there is no such file"),
        ('<img width="3" src="gone.svg">', "gone.svg: there is no such file"),
        ("[x](../README.md#same-2)", "no such heading in README.md"),
        ("[x](#nothing)", "no such heading in docs/page.md"),
        ("[x](/README.md)", "starts with '/'"),
        ("[x](../../other/README.md)", "leads out of the repository"),
        ("![x](../results/a.png)", "'results' is not in a clone"),
    ],
)
def test_bad_links_are_told(place, text, message):
    (place / "docs" / "page.md").write_text(text)
    (problem,) = links.problems(place)
    assert message in problem


def test_anchors_are_made_as_forges_make_them():
    text = "# What `talks run` does\n## The 9 July deadline (soft?)\n## [Linked](x.md) title\n"
    made = {"what-talks-run-does", "the-9-july-deadline-soft", "linked-title"}
    assert links.anchors(text) == made
