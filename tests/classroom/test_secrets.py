"""No byte that a student receives before the debrief depends on what is the other side's alone.

The same class is played twice. All that Washington wants, fears and would sign is another the
second time, and so is every word that was written for its chair or by it to itself. What the
student in Tokyo's chair receives (pages, parts, events, previews, headers, refusals) must be the
same to the byte, but for names of wishes, cookies and times; and no word of the other chair's may
be in it at all.
"""

from __future__ import annotations

import re
from pathlib import Path

import httpx2 as httpx
import pytest
import yaml

from agents.views import OFFER, WAIT, Move
from benchmarks.pages import form, forms
from classroom import desk, students
from classroom.school import Options
from classroom.web.app import create_app
from classroom.web.settings import Settings
from sim.scenario import CONFIGS
from tests.classroom.inside import served

pytestmark = pytest.mark.slow

WORDS = ("XBRIEFX", "XAIMX", "XTEAMX", "XPLANX", "XANSWERX")
"""Words of the other chair: its role sheet, its team's chat, its plan, its answers."""

OTHERS = {
    "sides.us.motives.revenue.weight": 3,
    "sides.us.cost_ratio": 1.31,
    "sides.us.mandate.losses": 0.7,
    "sides.us.mandate.threat": 0.6,
}

PASSING = (
    (rb'name="(csrf|request)" value="[0-9a-f]*"', b"WISH"),
    (rb"data-server-now=\"[\d.]+\"", b"NOW"),
    (rb"data-until=\"[\d.]+\"", b"UNTIL"),
    (rb"(?m)^(date|set-cookie|content-length|server): .*$", b""),
    (rb"data-version=\"[\d.]+\"", b"VERSION"),
    (rb"(?m)^(id|data): [\d.]+$", b"EVENT"),
)


def exercise(folder: Path, changed: bool) -> Path:
    """An exercise whose other chair has words and wishes of its own."""
    data = yaml.safe_load((CONFIGS / "classroom" / "tied_hands.yaml").read_text("utf-8"))
    data["scenario"] = str(CONFIGS / "scenarios" / "japan_us_2025.yaml")
    data["students_a_chair"] = 2
    mark = "2" if changed else "1"
    data["roles"]["us"]["brief"] += f" {WORDS[0]}{mark}"
    data["roles"]["us"]["aims"].append(f"{WORDS[1]}{mark}")
    if changed:
        data["settings"] |= OTHERS
    path = folder / f"exercise{mark}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return path


class Listener:
    """A student's browser that keeps every byte it is sent."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, follow_redirects=True, timeout=30)
        self.received: list[tuple[str, bytes]] = []

    def keep(self, answer: httpx.Response) -> str:
        for one in [*answer.history, answer]:
            head = "\n".join(f"{name}: {value}" for name, value in one.headers.multi_items())
            named = f"{one.request.method} {one.request.url.path} {one.status_code}"
            self.received.append((named, head.encode() + b"\n\n" + one.content))
        return answer.text

    def get(self, path: str, **headers: str) -> str:
        return self.keep(self.client.get(path, headers=headers))

    def send(self, page: str, action: str, button: str = "", **changed: str) -> str:
        one = form(page, action, button)
        return self.keep(self.client.post(one.action, data={**one.fields, **changed}))

    def preview(self, page: str, path: str) -> None:
        """Try out what stands in the offer builder."""
        for one in forms(page):
            if any(name.startswith("level_") for name in one.fields):
                self.keep(self.client.post(path, data=one.fields, headers={"X-Fragment": "1"}))

    def events(self, path: str) -> None:
        with self.client.stream("GET", path) as stream:
            for line in stream.iter_lines():
                self.received.append((f"GET {path}", line.encode()))
                if line.startswith("data:"):
                    return


def play(database: str, path: Path) -> list[tuple[str, bytes]]:
    """Play the class's beginning, the other chair by script, and return what Tokyo received."""
    app = create_app(Settings(database=database, requests_a_second=1e6, ticking=False))
    school = app.state.school
    lesson = school.make(str(path), Options(), "make")
    with served(app) as address:
        me = Listener(address)
        page = me.get("/")
        me.send(page, "/join", code=lesson.code, nickname="me", consent="yes")
        mine = next(iter(school.lesson(lesson.id).students))
        other, _ = students.join(school, lesson.id, "other", "en", "join-other")
        page = me.get("/c")
        wishes = {mine: (1, "japan"), other.id: (1, "us")}
        desk.pair(school, lesson.id, "pair", wishes, None)
        desk.turn_to(school, lesson.id, "prepare", "prepare")
        plan = {"wants": WORDS[3], "theirs": "", "gives": "", "opening": ""}
        students.plan(school, lesson.id, other.id, {"target": 71.5, "limit": 33.25}, plan, "plan")
        questions = school.lesson(lesson.id).config.before
        texts = {q.id: WORDS[4] for q in questions if q.kind == "text"}
        students.answer(school, lesson.id, other.id, "before", {}, texts, "answers")
        page = me.get("/c")
        me.get("/c/part", **{"X-Fragment": "1"})
        me.events("/c/live")
        desk.turn_to(school, lesson.id, "negotiate", "negotiate")
        table = next(iter(school.lesson(lesson.id).tables))
        page = me.get(f"/t/{table}")
        for turn in range(14):
            with school.hall.at(table) as found:
                side, step, issues = found.asked_side, found.steps, len(found.scenario.issues)
            if side == "us":
                kind = Move(OFFER, (1,) * issues) if turn % 3 else Move(WAIT, ())
                school.hall.move(table, other.id, "us", f"us{turn}", step, kind)
                school.hall.say(table, other.id, "us", f"team{turn}", WORDS[2], to="us")
                page = me.get(f"/t/{table}/part", **{"X-Fragment": "1"})
            else:
                kinds = {b.get("value") for f in forms(page) for b in f.buttons}
                me.preview(page, f"/t/{table}/preview")
                wanted = ("offer", "call_leader", "wait")[turn % 3]
                page = me.send(page, "/move", wanted if wanted in kinds else "wait")
            me.events(f"/t/{table}/live")
        for closed in (
            f"/t/{table}/debrief",
            f"/t/{table}/debrief/part",
            "/c/debrief",
            "/c/debrief/part",
            "/c/debrief/table/1",
            f"/desk/c/{lesson.id}",
            f"/desk/c/{lesson.id}/debrief",
            f"/desk/c/{lesson.id}/report",
            f"/desk/c/{lesson.id}/slides",
            f"/desk/c/{lesson.id}/export/actions.csv",
            f"/desk/c/{lesson.id}/export/outcomes.csv",
            f"/desk/c/{lesson.id}/export/tables.zip",
            f"/desk/c/{lesson.id}/projector",
            "/solo",
            "/openapi.json",
            "/static/classroom.js",
        ):
            me.get(closed)
    received = me.received
    school.hall.log.engine.dispose()
    names = ((table, "T"), (lesson.id, "L"), (lesson.code, "C"))
    return [_renamed(*one, names) for one in received]


def _renamed(named, body, names):
    for name, word in names:
        named, body = named.replace(name, word), body.replace(name.encode(), word.encode())
    return named, body


def plain(body: bytes) -> bytes:
    """Bytes without what differs from one class to the next by chance."""
    for pattern, word in PASSING:
        body = re.sub(pattern, word, body)
    return body


def test_what_tokyo_receives_does_not_depend_on_washington(new_database, tmp_path):
    first = play(new_database(), exercise(tmp_path, changed=False))
    second = play(new_database(), exercise(tmp_path, changed=True))
    for (named, one), (again, other) in zip(first, second, strict=True):
        assert named == again
        assert plain(one) == plain(other), named
        for word in WORDS:
            assert word.encode() not in one, named
    assert sum(len(body) for _, body in first) > 200_000, "the student received next to nothing"


def test_the_changed_wishes_are_other_wishes(tmp_path):
    """The test above would see nothing if both classes were the same."""
    from classroom.exercise import load_exercise
    from classroom.log import Event
    from classroom.seen import see
    from classroom.table import open_table, opening

    seen = []
    for changed in (False, True):
        loaded = load_exercise(exercise(tmp_path, changed))
        data = opening(loaded.scenario, loaded.config.seed, loaded.config.run, {"us": ["x"]})
        table = open_table(Event("table/x", 1, "o", "opened", "", 0.0, data), loaded.scenario)
        seen.append(see(table, "us"))
    assert seen[0].floor != seen[1].floor
    assert seen[0].issues != seen[1].issues
