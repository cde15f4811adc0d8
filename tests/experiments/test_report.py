"""The page as a reader, a browser, a screen reader and a printer would have it."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import experiments.gathering as gathering
import experiments.report as report
from experiments.analysis.columns import columns_of
from experiments.analysis.summary import summarise
from experiments.analysis.wording import percent, percent_range
from experiments.design import load_experiment
from experiments.errors import FolderUnwritable, ResultError
from experiments.figures import figures
from experiments.runner import run
from experiments.store import open_result

ROOT = Path(__file__).resolve().parents[2]

VOID = {"meta", "link", "img", "source", "br", "hr", "input"}


class Page(HTMLParser):
    """A page read strictly: every tag closed in order, and what a test asks about kept."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words)).replace("\N{WORD JOINER}", "")

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def written(folder: Path, lang: str = "en") -> Page:
    path = report.write_report(open_result(folder), lang=lang)
    assert path == folder / ("report.html" if lang == "en" else f"report.{lang}.html")
    return Page(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plain(load, tmp_path_factory):
    """A result of one arm with its report."""
    folder = tmp_path_factory.mktemp("plain") / "result"
    run(load(vary=[]), folder)
    return folder, written(folder)


@pytest.fixture(scope="module")
def grid(load, tmp_path_factory):
    """A result of two arms with its report."""
    folder = tmp_path_factory.mktemp("grid") / "result"
    run(load(), folder)
    return folder, written(folder)


@pytest.fixture
def one_figure(monkeypatch):
    """For tests of words: only one figure is drawn, which takes a second and not ten."""
    monkeypatch.setattr(report, "figures", lambda: [f for f in figures() if f.name == "endings"])


def test_the_answer_opens_the_page_with_its_interval(plain):
    folder, page = plain
    result = open_result(folder)
    share = summarise(columns_of(result.table(0)), result.scenario()).agreement.interval
    opening = page.text[: page.text.index("What the histories look like")]
    assert "What happens?" in opening
    assert percent(share.value) in opening
    assert percent_range(share) in opening
    assert "not a forecast service" in opening


@pytest.mark.parametrize("which", ["plain", "grid"])
def test_nothing_is_fetched_from_anywhere(which, request):
    _, page = request.getfixturevalue(which)
    for attributes in page.all("img", "source", "a", "link", "script", "iframe", "use", "object"):
        for name in ("src", "srcset", "href", "data"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:image/svg+xml;base64,", "#"))
    assert not page.all("script", "link", "iframe", "object")
    (policy,) = [a for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy["content"].startswith("default-src 'none'")


@pytest.mark.parametrize("which", ["plain", "grid"])
def test_everyone_can_read_it(which, request):
    _, page = request.getfixturevalue(which)
    assert page.all("html")[0]["lang"] == "en"
    assert any("width=device-width" in str(a.get("content")) for a in page.all("meta"))
    for image in page.all("img"):
        assert image["alt"] and len(image["alt"]) > 20
    assert len(page.all("caption")) == len(page.all("table")) > 3
    assert all(cell.get("scope") in ("row", "col") for cell in page.all("th"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(set(ids)) == len(ids)
    targets = [a["href"][1:] for a in page.all("a")]
    targets += [a["aria-labelledby"] for a in page.all("section")]
    assert set(targets) <= set(ids)


def test_figures_are_kept_as_files_at_both_widths(plain):
    folder, page = plain
    shown = [a["id"].removeprefix("figure-") for a in page.all("figure")]
    assert shown == ["timing", "endings", "concessions", "payoffs", "mandate"]
    files = {path.name for path in (folder / "figures").iterdir()}
    assert files == {
        f"{name}{width}.{kind}"
        for name in shown
        for width in ("", "-column")
        for kind in ("png", "svg")
    }


def test_a_phone_gets_the_narrow_figures(plain):
    _, page = plain
    wide, narrow = page.all("img"), page.all("source")
    assert len(wide) == len(narrow)
    for one, other in zip(wide, narrow, strict=True):
        assert "max-width" in other["media"]
        assert other["srcset"] != one["src"]


def test_it_says_how_to_do_it_again(plain):
    folder, page = plain
    result = open_result(folder)
    assert f"TRIAL.yaml --runs {result.runs} --seed 7" in page.text
    for fact in (result.digest(), result.manifest["content_hash"]):
        assert fact in page.text
    for name, version in result.manifest["packages"].items():
        assert f"{name} {version}" in page.text


@pytest.mark.usefixtures("one_figure")
def test_settings_are_part_of_the_command(load, key, tmp_path):
    result = run(load(vary=[], runs=2, settings={key: 0.3}), tmp_path / "result")
    assert f"--set {key}=0.3" in written(result.path).text


def test_a_typical_history_is_told(plain):
    _, page = plain
    assert re.search(r"One typical history: run \d+", page.text)
    assert "A comprehensive agreement." in page.text


def test_several_arms_are_compared_before_one_is_shown(grid):
    _, page = grid
    shown = [a["id"].removeprefix("figure-") for a in page.all("figure")]
    assert shown[0] == "grid"
    assert page.text.index("Every setting") < page.text.index("One setting in detail")
    assert "80 times, 40 times in each of 2 settings" in page.text


@pytest.mark.usefixtures("one_figure")
def test_another_arm_can_be_shown_in_detail(folder):
    path = report.write_report(open_result(folder), arm=1)
    assert "(arm 1)" in path.read_text(encoding="utf-8")


def test_an_arm_that_is_not_there_is_refused(folder):
    with pytest.raises(ResultError, match="no arm 5"):
        report.write_report(open_result(folder), arm=5)
    assert not (folder / "report.html").exists()


@pytest.mark.usefixtures("one_figure")
def test_one_run_makes_a_report(load, tmp_path):
    page = written(run(load(vary=[], runs=1), tmp_path / "result").path)
    assert "A model played the talks once." in page.text
    assert "1 history is too few" in page.text


def test_no_agreement_makes_a_report(load, tmp_path):
    never = {"sides.east.reference.grain": 0.0, "sides.west.reference.grain": 1.0}
    page = written(run(load(vary=[], runs=30, settings=never), tmp_path / "result").path)
    assert "in none of 30 simulated histories" in page.text
    assert "No history ends in an agreement, so there are no days" in page.text
    assert [a["id"] for a in page.all("figure")] == ["figure-endings", "figure-mandate"]


@pytest.mark.usefixtures("one_figure")
def test_words_of_a_scenario_are_never_markup(load, tmp_path):
    question = "<script>alert(1)</script> & “so on”?"
    page = written(run(load(vary=[], runs=1, question=question), tmp_path / "result").path)
    assert not page.all("script")
    assert question in page.text


@pytest.mark.usefixtures("one_figure")
def test_a_report_appears_whole_or_not_at_all(folder, monkeypatch):
    report.write_report(open_result(folder))
    before = (folder / "report.html").read_bytes()

    def fails(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "_page", fails)
    with pytest.raises(FolderUnwritable):
        report.write_report(open_result(folder))
    assert (folder / "report.html").read_bytes() == before
    assert not list(folder.rglob("*.unfinished"))


@pytest.mark.usefixtures("one_figure")
def test_the_same_result_gives_the_same_page(folder):
    first = report.write_report(open_result(folder)).read_bytes()
    assert report.write_report(open_result(folder)).read_bytes() == first


def test_every_figure_has_its_place_on_the_page(grid, plain):
    """A figure that is a new file is shown without a change of the template."""
    names = {figure.name for figure in figures()} - {"terms", "losses"}  # no tariffs here
    shown = {
        a["id"].removeprefix("figure-") for _, page in (grid, plain) for a in page.all("figure")
    }
    assert shown == names


@pytest.mark.usefixtures("one_figure")
def test_of_a_large_ensemble_the_page_looks_at_the_first_and_counts_all(folder, monkeypatch):
    monkeypatch.setattr(gathering, "rows_shown", lambda arms: 25)
    result = open_result(folder)
    page = written(folder)
    assert "From a sample." in page.text
    assert "made from the first 25 of 40 histories of each setting" in page.text
    found = result.table(arm=0)["ending"].to_pylist()
    assert f"agreement {100 * found.count('agreement') / 40:.2f}%" in page.text
    assert result.digest() in page.text
    first = summarise(columns_of(result.table(0, first=25)), result.scenario())
    assert first.runs == 25
    assert percent_range(first.agreement.interval) in page.text


def test_a_page_that_looks_at_all_says_nothing_of_samples(plain):
    _, page = plain
    assert "From a sample." not in page.text


@pytest.mark.usefixtures("one_figure")
def test_a_page_in_japanese_leaves_the_english_one_as_it_is(folder):
    report.write_report(open_result(folder))
    before = (folder / "report.html").read_bytes()
    page = written(folder, "ja")
    assert page.all("html")[0]["lang"] == "ja"
    assert "試行の結末" in page.text
    assert (folder / "figures" / "ja" / "endings.svg").exists()
    assert written(folder).all("html")[0]["lang"] == "en"
    assert (folder / "report.html").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "experiment", ["configs/experiments/baseline.yaml", "configs/experiments/election.yaml"]
)
def test_in_japanese_nothing_is_left_in_english(experiment, tmp_path):
    """But names, in the part that tells where the page comes from and how to make it again."""
    result = run(load_experiment(ROOT / experiment, runs=60), tmp_path / "result")
    text = report.write_report(result, lang="ja").read_text(encoding="utf-8")
    told, rest = text.split('<section id="about"')
    page = Page(re.sub("<title>.*?</title>", "", told) + "</main></body></html>")
    glossary = Page(rest.split("</section>", 1)[1].split("</main>")[0])
    words = [*page.words, *glossary.words, *(str(image["alt"]) for image in page.all("img"))]
    english = [word for word in words if re.search("[A-Za-z]{2}", word.replace("NATO", ""))]
    assert english == []
