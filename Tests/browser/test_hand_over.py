# SPDX-License-Identifier: Apache-2.0
"""Hands a shift over 交接班 between two sessions; nobody takes over in time, so it goes up, and is then taken over.

    python3 Tests/browser/test_hand_over.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what hand_over_accounts.py writes; the server's duty clock must have begun with its `exercise`.
"""

import os
import subprocess
import time

from pages import run
from playwright.sync_api import expect
from test_duty import PEOPLE, SLOW, act, answer, sign_in, tab
from test_welfare import MINUTE, in_both_themes, later, sent


def records(person):
    return answer(person, "/api/shift-hand-overs")["items"]


def passed_up(person, stage):
    """Waits until the clock of the desks has told so many."""
    for _ in range(60):
        found = records(person)[0]
        if found["stage"] == stage:
            return found
        time.sleep(0.5)
    raise AssertionError(f"not passed up: {found}")


def paper(person, link, picture, language="zh"):
    """What the page behind 打印 says, without blanks; kept for whoever asked for pictures."""
    address = link.get_attribute("href").replace("language=zh", f"language={language}")
    said = person.context.request.get(person.address(address))
    assert said.ok and said.headers["content-type"] == "application/pdf", (said.status, said.headers)
    folder = os.environ.get("CHENGXU_PICTURES")
    if folder:
        with open(os.path.join(folder, f"{picture}.pdf"), "wb") as file:
            file.write(said.body())
    text = subprocess.run(["pdftotext", "-", "-"], input=said.body(), capture_output=True, check=True).stdout.decode()
    return "".join(text.split())


def ending(dispatcher, outgoing):
    """Ten minutes before the outgoing officer's shift ends, who is there; one incident is open on its ground."""
    secret = answer(dispatcher, "/api/session")["person"]["formSecret"]
    today = answer(outgoing, "/api/duty/today")
    stay = max((each for each in today["stays"] if each["duty"] == PEOPLE["duty"]), key=lambda each: each["end"])
    later(dispatcher, (stay["end"] - today["now"]) // MINUTE - 10)
    sent(dispatcher, secret, f"/api/attendance/{stay['duty']}/{stay['task']}/steps",
         {"step": "confirm", "version": stay["version"]})
    place = {key: stay[key] for key in ("latitude", "longitude")}
    incident = sent(dispatcher, secret, "/api/incidents", {"severity": "slight", "kind": "追尾", **place})
    return stay, incident


def test_a_shift_goes_from_one_phone_to_the_other(browser):
    dispatcher = sign_in(browser, "dispatcher", 1366, 768)
    outgoing = sign_in(browser, "outgoing")
    assert act(outgoing.page, "交班").count() == 0, "the shift does not end yet"
    stay, incident = ending(dispatcher, outgoing)
    page = outgoing.page
    page.reload()
    act(page, "交班").click(timeout=SLOW)
    form = page.locator(".hand-over-form")
    expect(form).to_contain_text(f"警情 {incident['id']}", timeout=SLOW)
    first = form.locator("#hand-over-to option").first.get_attribute("value")
    assert int(first) == PEOPLE["incoming"], "whoever is on duty next comes first"
    form.locator("#hand-over-to").select_option(str(PEOPLE["incoming"]))
    form.locator("#hand-over-note").fill("东口护栏损坏，已报修")
    form.get_by_label("对讲机").fill("2")
    in_both_themes(page, "the form of a hand-over", "hand-over-form")
    form.get_by_role("button", name="交班").click()
    record = page.locator("[data-hand-over]")
    expect(record).to_contain_text("待接班", timeout=SLOW)
    expect(act(page, "交班")).to_have_count(0)
    in_both_themes(page, "the written record", "hand-over-written")

    incoming = sign_in(browser, "incoming")
    card = incoming.page.locator("#work > :first-child")
    expect(card).to_contain_text("向您交班", timeout=SLOW)
    expect(card).to_contain_text(f"警情 {incident['id']}")
    expect(card).to_contain_text("对讲机 × 2")
    button = card.get_by_role("button", name="接班确认")
    assert button.bounding_box()["height"] >= 48
    in_both_themes(incoming.page, "what is to be taken over", "hand-over-take")

    # Nobody takes over in time: the leader, then the command centre is told.
    found = records(dispatcher)[0]
    assert found["due"] >= stay["end"] + 15 * MINUTE, found
    later(dispatcher, (found["due"] - answer(dispatcher, "/api/attendance")["now"]) // MINUTE + 1)
    passed_up(dispatcher, 1)
    leader = sign_in(browser, PEOPLE["leader"])
    page = leader.page
    tab(page, "board")
    late = page.locator("[data-hand-over]")
    expect(late).to_contain_text("逾期未接班", timeout=SLOW)
    expect(late).to_contain_text("已告知带班领导")
    in_both_themes(page, "the leader's exception", "hand-over-board")
    act(page, "催办接班").click()
    expect(late).to_be_visible(timeout=SLOW)
    for _ in range(40):
        lines = records(leader)[0]["lines"]
        if lines[-1]["step"] == "remind":
            break
        time.sleep(0.25)
    assert [each["step"] for each in lines] == ["write", "escalate", "remind"], lines
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(leader.address("/"))
    watch = page.locator("#hand-overs-now")
    expect(watch).to_contain_text("逾期未接班", timeout=60_000)
    in_both_themes(page, "an overdue hand-over on the command page", "hand-over-command")
    words = paper(leader, watch.get_by_role("link", name="打印"), "hand-over-overdue")
    for each in ("交接班记录", "逾期未接班", f"第{incident['id']}号", "东口护栏损坏", "已告知带班领导", "接班人（签名）"):
        assert each in words, f"{each} is not in {words}"
    leader.refusals = [400]
    watch.get_by_role("button", name="催办接班").click()
    expect(watch).to_contain_text("刚刚提醒过", timeout=SLOW)
    leader.refusals = []

    later(dispatcher, 16)
    passed_up(dispatcher, 2)
    page = dispatcher.page
    tab(page, "incidents")
    expect(page.locator("#work [data-hand-over]")).to_contain_text("已报指挥中心", timeout=SLOW)
    in_both_themes(page, "the dispatcher's exception", "hand-over-dispatcher")
    tab(page, "handOvers")
    expect(page.locator("#work [data-hand-over]")).to_contain_text("逾期未接班", timeout=SLOW)

    # The named person takes over, all but one thing.
    page = incoming.page
    page.reload()
    card = page.locator(".take-over")
    card.locator("summary").click(timeout=SLOW)
    card.get_by_label("对“对讲机 × 2”的异议理由").fill("只有一部")
    in_both_themes(page, "reservations", "hand-over-reserve")
    card.get_by_role("button", name="有保留接班").click()
    expect(card).to_have_count(0, timeout=SLOW)
    done = page.locator("[data-hand-over]")
    expect(done).to_contain_text("已接班，有保留意见", timeout=SLOW)
    expect(outgoing.page.locator("[data-hand-over]")).to_contain_text("已接班，有保留意见", timeout=SLOW)
    outgoing.page.locator("[data-hand-over] summary").click()
    expect(outgoing.page.locator("[data-hand-over]")).to_contain_text("保留意见：只有一部")
    in_both_themes(outgoing.page, "the record with a reservation", "hand-over-done")
    link = outgoing.page.locator("[data-hand-over]").get_by_role("link", name="打印")
    assert link.bounding_box()["height"] >= 48
    words = paper(outgoing, link, "hand-over-done")
    for each in ("有1项保留意见", "只有一部", "系统接班", "SHA-256"):
        assert each in words, f"{each} is not in {words}"
    words = paper(outgoing, link, "hand-over-english", "en")
    assert "Demodata" in words and "Exercise" in words and "演示数据" not in words, words
    found = records(dispatcher)[0]
    assert found["state"] == "acceptedWithReservations" and not found["isOpen"], found
    # What was frozen stays, whatever became of it.
    assert found["matters"][0]["number"] == incident["id"], found["matters"]
    for person in (outgoing, incoming, leader, dispatcher):
        person.close()


if __name__ == "__main__":
    run(globals())
