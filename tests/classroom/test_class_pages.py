"""A class in browsers without a script: forms posted, pages read, from the code to the debrief."""

from __future__ import annotations

import html
import re

from tests.classroom.forms import form, forms, send

PASSWORD = "correct horse"


def make(teacher, **chosen):
    """Make a class; return its address and its code."""
    given = {"exercise": "first_deal", **chosen}
    answer = send(teacher, form(teacher.get("/desk").text, "/desk"), **given)
    assert answer.status_code == 200
    return str(answer.url.path), re.search(r'class="code">(\w+)<', answer.text)[1]


def come(browser, link, name, **changed):
    """Join by the link of the QR code."""
    page = browser.get(f"/join/{link}")
    given = {"nickname": name, "consent": "yes", "tongue": "en", **changed}
    return send(browser, form(page.text, "/join"), **given)


def press(teacher, desk, action, button="", **changed):
    """Press a button of the desk."""
    return send(teacher, form(teacher.get(desk).text, f"{desk}/{action}", button), **changed)


def text(answer):
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.text))


def test_a_class_from_the_code_to_the_debrief(client, another, teacher):
    desk, code = make(teacher)
    first, second = client, another()
    assert str(come(first, code, "Aiko").url.path) == "/c"
    lobby = come(second, code, "Ben")
    assert "2 are here" in text(lobby)
    assert "Aiko" in first.get("/c").text and "Ben" in first.get("/c").text
    assert "2 students" in text(teacher.get(desk))

    press(teacher, desk, "phase", "prepare")
    page = first.get("/c")
    assert "For " in text(page) and "Score sheet" in text(page)
    assert "Across from you: Ben." in text(page)
    saved = send(first, form(page.text, "/c/plan"), wants="cars", target="70", limit="45,5")
    assert saved.url.path == "/c" and "Saved." in text(saved)
    kept = form(saved.text, "/c/plan").fields
    assert (kept["wants"], kept["target"], kept["limit"]) == ("cars", "70", "45.5")
    answered = send(first, form(saved.text, "/c/answers/before"), when="1", own_points="60")
    assert "Saved. Thank you." in text(answered)
    assert form(answered.text, "/c/answers/before").fields["own_points"] == "60"
    assert "Plans: 1. Answers before: 1, after: 0." in text(teacher.get(desk))

    begun = press(teacher, desk, "phase", "negotiate")
    assert "answer within" in text(begun)
    tables = [re.search(r'href="(/t/[\w-]+)"', one.get("/c").text)[1] for one in (first, second)]
    assert tables[0] == tables[1]
    assert first.get(tables[0]).status_code == 200
    assert "From your teacher: Hurry up" not in text(first.get(tables[0]))
    press(teacher, desk, "tell", text="Hurry up")
    assert "Hurry up" in text(first.get(tables[0])) and "Hurry up" in text(second.get("/c"))

    press(teacher, desk, "phase", "debrief")
    page = first.get("/c")
    assert "The talks are over." in text(page)
    assert f'href="{tables[0]}/debrief"' in page.text
    assert "It is over" in text(first.get(tables[0]))
    reflected = send(first, form(page.text, "/c/answers/after"), open="4", best_trade="corn")
    assert form(reflected.text, "/c/answers/after").fields["best_trade"] == "corn"
    closed = press(teacher, desk, "phase", "closed")
    assert "Closed" in text(closed)
    assert "This class is closed." in text(first.get("/c"))
    assert come(another(), code, "Late").status_code == 404


def test_a_page_leads_on_when_the_class_does(client, teacher):
    desk, code = make(teacher)
    page = come(client, code, "Aiko")
    part = re.search(r'data-from="([^"]+)"', page.text)[1]
    assert client.get(part, follow_redirects=False).status_code == 200
    press(teacher, desk, "phase", "prepare")
    led = client.get(part, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/c")
    part = re.search(r'data-from="([^"]+)"', client.get("/c").text)[1]
    press(teacher, desk, "phase", "negotiate")
    led = client.get(part, follow_redirects=False)
    assert led.status_code == 303 and led.headers["location"].startswith("/t/")
    assert client.get(led.headers["location"]).status_code == 200


def test_a_join_form_sent_twice_is_one_student(client, teacher):
    desk, code = make(teacher)
    page = client.get(f"/join/{code}")
    one = form(page.text, "/join")
    for _ in range(2):
        answer = send(client, one, nickname="Aiko", consent="yes")
        assert answer.url.path == "/c"
    assert "1 student" in text(teacher.get(desk))
    assert "1 is here" in text(client.get("/c"))


def test_nobody_joins_without_code_name_and_consent(client, teacher):
    desk, code = make(teacher)
    for changed, status, said in [
        ({"code": "NOBODY"}, 404, "No class has this code now."),
        ({"nickname": "  "}, 422, "Choose a nickname."),
        ({"consent": ""}, 422, "You can only take part if you agree."),
        ({"tongue": "xx"}, 422, "You can only take part if you agree."),
    ]:
        answer = come(client, code, "Aiko", **changed)
        assert answer.status_code == status, changed
        assert said in text(answer), changed
    assert "talks_student" not in client.cookies
    assert "0 students" in text(teacher.get(desk))


def test_a_link_with_a_wrong_code_says_so(client):
    answer = client.get("/join/NOBODY")
    assert answer.status_code == 404
    assert "No class has this code now." in text(answer)


def test_the_class_speaks_its_own_language_first(client, another, teacher):
    _, code = make(teacher, tongue="ja")
    assert form(client.get(f"/join/{code}").text, "/join").fields["tongue"] == "ja"
    chosen = another()
    send(chosen, form(chosen.get("/").text, "/language", "en"))
    assert form(chosen.get(f"/join/{code}").text, "/join").fields["tongue"] == "en"


def test_a_one_time_code_takes_the_student_to_another_device(client, another, teacher):
    desk, code = make(teacher)
    come(client, code, "Aiko")
    shown = press(teacher, desk, "code")
    found = re.search(r"big-code\">(\w{4}) (\w{4})<", shown.text)
    other = another()
    page = other.get("/rejoin")
    led = send(other, form(page.text, "/rejoin"), code=f"{found[1]} {found[2].lower()}")
    assert led.url.path == "/c" and "Aiko" in led.text
    assert client.get("/c").url.path == "/"  # the first device is signed out
    again = send(another(), form(page.text, "/rejoin"), code=found[1] + found[2])
    assert again.status_code in (403, 404)


def test_a_number_that_is_none_is_told_and_nothing_typed_is_lost(client, teacher):
    desk, code = make(teacher)
    come(client, code, "Aiko")
    press(teacher, desk, "phase", "prepare")
    page = client.get("/c")
    answer = send(client, form(page.text, "/c/plan"), wants="cars", target="many")
    assert answer.status_code == 422
    assert "A number from 0 to 100, please." in text(answer)
    assert form(answer.text, "/c/plan").fields["wants"] == "cars"
    answer = send(client, form(page.text, "/c/answers/before"), own_points="101", when="2")
    assert answer.status_code == 422
    assert "A number from 0 to 100, please." in text(answer)
    assert form(answer.text, "/c/answers/before").fields["when"] == "2"


def test_questions_of_another_time_are_refused(client, teacher):
    desk, code = make(teacher)
    come(client, code, "Aiko")
    press(teacher, desk, "phase", "prepare")
    one = form(client.get("/c").text, "/c/answers/before")
    one.action = "/c/answers/after"
    assert send(client, one).status_code == 409
    one.action = "/c/answers/never"
    assert send(client, one).status_code == 404


def test_a_lobby_shows_no_role_and_no_score(client, teacher):
    _, code = make(teacher)
    page = come(client, code, "Aiko")
    assert "Score sheet" not in page.text
    assert "/c/plan" not in page.text
    assert "What it is about" in page.text


def test_own_tapes_bring_the_own_tables_sheet(client, another, teacher):
    desk, code = make(teacher, tapes="own")
    for browser, name in ((client, "Aiko"), (another(), "Ben")):
        come(browser, code, name)
    press(teacher, desk, "pair", mode="bots-us")
    press(teacher, desk, "phase", "prepare")
    assert "Washington" in client.get("/c").text
    assert "Japan's chief negotiator" not in html.unescape(client.get("/c").text)


# -- the desk ----------------------------------------------------------------------------------


def test_nobody_else_sees_the_desk(client):
    for path in ("/desk", "/desk/c/x", "/desk/c/x/part", "/desk/c/x/projector"):
        assert client.get(path).url.path == "/desk/login", path


def test_a_student_is_no_teacher(client, teacher):
    desk, code = make(teacher)
    come(client, code, "Aiko")
    one = form(teacher.get(desk).text, f"{desk}/phase", "prepare")
    one.fields["csrf"] = form(client.get("/c").text, "/language").fields["csrf"]
    assert send(client, one).url.path == "/desk/login"
    assert "Lobby" in text(teacher.get(desk))


def test_the_first_password_needs_the_printed_token(client, another):
    assert client.get("/desk/setup?token=guess").status_code == 403
    assert client.get("/desk/setup").status_code == 403
    page = client.get("/desk/setup?token=setup")
    one = form(page.text, "/desk/setup")
    short = send(client, one, password="short", again="short")
    assert "At least 8 letters" in text(short)
    other = send(client, one, password=PASSWORD, again=PASSWORD + "x")
    assert "The two are not the same." in text(other)
    assert send(client, one, password=PASSWORD, again=PASSWORD).url.path == "/desk"
    assert client.get("/desk/setup?token=setup").status_code == 403  # it is good once
    assert send(client, one, password="another one", again="another one").status_code == 403


def test_the_password_lets_the_teacher_in_and_out(client, teacher, another):
    client.app.state.hall.people.set_password(PASSWORD)
    browser = another()
    wrong = send(browser, form(browser.get("/desk").text, "/desk/login"), password="wrong")
    assert wrong.status_code == 403 and "That is not the password." in text(wrong)
    right = send(browser, form(wrong.text, "/desk/login"), password=PASSWORD)
    assert right.url.path == "/desk"
    send(browser, form(right.text, "/desk/logout"))
    assert browser.get("/desk").url.path == "/desk/login"
    assert teacher.get("/desk").url.path == "/desk"  # another browser of hers is still in


def test_passwords_can_not_be_guessed_in_haste(client, monkeypatch):
    monkeypatch.setattr("classroom.people.People.is_password", lambda self, typed: False)
    page = client.get("/desk/login")
    tried = [send(client, form(page.text, "/desk/login"), password=str(n)) for n in range(12)]
    assert tried[-1].status_code == 429


def test_a_class_made_twice_is_one(teacher):
    one = form(teacher.get("/desk").text, "/desk")
    first, second = (send(teacher, one, exercise="first_deal") for _ in range(2))
    assert first.url == second.url
    assert teacher.get("/desk").text.count("/desk/c/") == 1


def test_a_class_is_made_of_what_is_offered(teacher):
    page = teacher.get("/desk").text
    for changed in (
        {"exercise": "none"},
        {"exercise": "../first_deal"},
        {"tongue": "xx"},
        {"students_a_chair": "9"},
        {"character": "kind"},
    ):
        answer = send(teacher, form(page, "/desk"), **{"exercise": "first_deal", **changed})
        assert answer.status_code == 422, changed
        assert "Choose one of what is offered." in text(answer), changed
    assert "There is none yet." in text(teacher.get("/desk"))


def test_what_the_desk_offers_in_each_phase_works(client, another, teacher):
    desk, code = make(teacher, students_a_chair="1")
    assert press(teacher, desk, "phase", "prepare").status_code == 409
    browsers = [client, another(), another()]
    for browser, name in zip(browsers, ("Aiko", "Ben", "Chie"), strict=True):
        come(browser, code, name)
    people = dict(re.findall(r'<option value="(\w{12})">(\w+)</option>', teacher.get(desk).text))
    aiko = next(person for person, name in people.items() if name == "Aiko")
    chosen = {"mode": "chosen", f"table-{aiko}": "1", f"side-{aiko}": "us"}
    paired = press(teacher, desk, "pair", **chosen)
    assert "Seat everybody anew" in paired.text
    press(teacher, desk, "phase", "negotiate")
    assert "Washington" in client.get("/c").text
    for action, button, changed, said in [
        ("pause", "", {}, "The class is paused"),
        ("resume", "", {}, "Until 9 July:"),
        ("extend", "", {"minutes": "2"}, "Until 9 July:"),
        ("chat", "off", {}, "Chat on"),
        ("absent", "wait", {}, "Let bots replace"),
        ("push", "table", {}, "Table 1"),
        ("move", "", {"person": aiko, "seat": "/japan"}, "Table 3"),
    ]:
        answer = press(teacher, desk, action, button, **changed)
        assert answer.status_code == 200, action
        assert said in text(answer), action
    seat = re.search(r'<select id="reset-seat".*?value="([^"]+)"', answer.text, re.DOTALL)[1]
    emptied = press(teacher, desk, "reset", seat=seat)
    assert f'value="{seat}"' not in emptied.text.partition("reset-seat")[2]
    ended = press(teacher, desk, "end")
    assert "answer within" not in text(ended)


def test_a_button_pressed_twice_does_it_once(client, teacher):
    desk, code = make(teacher)
    come(client, code, "Aiko")
    press(teacher, desk, "phase", "negotiate")
    one = form(teacher.get(desk).text, f"{desk}/extend")
    before = re.search(r'data-version="(\d+)', teacher.get(desk).text)[1]
    for _ in range(2):
        assert send(teacher, one, minutes="3").status_code == 200
    assert int(re.search(r'data-version="(\d+)', teacher.get(desk).text)[1]) == int(before) + 1


def test_a_desk_has_no_other_actions(teacher):
    desk, _ = make(teacher)
    one = form(teacher.get(desk).text, f"{desk}/chat")
    one.action = f"{desk}/explode"
    assert send(teacher, one).status_code == 404


def test_a_fragment_is_the_live_part_alone(client, teacher):
    desk, code = make(teacher)
    for path in (f"{desk}/part", f"{desk}/projector/part"):
        part = teacher.get(path).text
        assert part.lstrip().startswith("<section") and "<html" not in part
    come(client, code, "Aiko")
    assert "<html" not in client.get("/c/part").text
    one = form(teacher.get(desk).text, f"{desk}/chat")
    answer = teacher.post(
        one.action, data=one.fields | {"chat": "off"}, headers={"X-Fragment": "1"}
    )
    assert answer.text.lstrip().startswith("<section") and "Chat on" in answer.text


def test_the_projector_shows_code_and_names_and_no_secrets(client, another, teacher):
    desk, code = make(teacher)
    come(client, code, "Aiko")
    come(another(), code, "Ben")
    wall = teacher.get(f"{desk}/projector").text
    assert f"http://talks.test/join/{code}" in wall and 'class="qr"' in wall
    assert "Aiko" in wall and f'code">{code}<' in wall
    press(teacher, desk, "phase", "prepare")
    press(teacher, desk, "phase", "negotiate")
    wall = teacher.get(f"{desk}/projector")
    assert "17 June" in text(wall) or "June" in text(wall)
    assert "point" not in text(wall)
    press(teacher, desk, "end")
    assert "done" in text(teacher.get(f"{desk}/projector"))


def test_people_are_shown_as_they_call_themselves_and_no_more(client, teacher):
    desk, code = make(teacher)
    come(client, code, "<script>alert(1)</script>")
    for page in (client.get("/c"), teacher.get(desk), teacher.get(f"{desk}/projector")):
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;" in page.text


def test_every_form_that_changes_something_carries_its_proof(client, teacher):
    desk, code = make(teacher)
    come(client, code, "Aiko")
    press(teacher, desk, "phase", "prepare")
    for browser, path in ((client, "/"), (client, "/c"), (teacher, "/desk"), (teacher, desk)):
        posted = [one for one in forms(browser.get(path).text) if one.method == "post"]
        assert posted and all(one.fields.get("csrf") for one in posted), path


def test_what_no_database_keeps_is_refused_or_left_out(client, teacher):
    desk, code = make(teacher)
    assert teacher.get("/desk/c/x%00y").status_code == 404
    assert "Choose a nickname." in text(come(client, code, "\x00"))
    come(client, code, "Ai\x00ko")
    assert "Aiko" in client.get("/c").text
    press(teacher, desk, "tell", text="Lis\x00ten")
    assert "Listen" in client.get("/c").text
    assert press(teacher, desk, "tell", text="x", request="\x00").status_code == 422
    assert press(teacher, desk, "code", person="\x00").status_code == 404
    press(teacher, desk, "phase", "prepare")
    page = client.get("/c").text
    sent = send(client, form(page, "/c/plan"), wants="cars\x00", target="\x007")
    assert form(sent.text, "/c/plan").fields["wants"] == "cars"
    assert send(client, form(page, "/c/plan"), request="\x00").status_code == 422
