# SPDX-License-Identifier: Apache-2.0
"""Lets an officer go silent: the phone asks, the leader and the command centre are told, and the officer is heard again.

    python3 Tests/browser/test_welfare.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what duty_accounts.py writes; the server's duty clock must have begun with its `exercise`.
"""

import time
import uuid

from pages import check_accessibility, run
from playwright.sync_api import expect
from test_duty import SLOW, act, answer, checked_in, say, shot, sign_in, tab

MINUTE = 60_000


def later(dispatcher, minutes):
    """Moves the exercise's clock on, as when a quarter of an hour has passed."""
    person = answer(dispatcher, "/api/session")["person"]
    to = answer(dispatcher, "/api/attendance")["now"] + minutes * MINUTE
    said = dispatcher.context.request.post(
        dispatcher.address("/api/exercise/clock"), data={"to": to},
        headers={"x-form-secret": person["formSecret"], "idempotency-key": str(uuid.uuid4())})
    assert said.ok, said.text()


def told(person, stay, whom):
    """Waits until the clock of the desks has told them, and gives the stay."""
    for _ in range(60):
        found = next(each for each in answer(person, "/api/attendance")["items"]
                     if (each["duty"], each["task"]) == (stay["duty"], stay["task"]))
        if found.get("silence", {}).get("told") == whom:
            return found
        time.sleep(0.5)
    raise AssertionError(f"{whom} was not told: {found}")


def in_both_themes(page, what, picture):
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        page.wait_for_timeout(300)
        check_accessibility(page, f"{what}, {theme}")
        shot(page, f"{picture}-{theme}")
    page.evaluate("document.documentElement.dataset.theme = 'light'")


def test_a_silent_officer_is_asked_for_and_answers(browser):
    officer, stay = checked_in(browser, "officer")
    dispatcher = sign_in(browser, "dispatcher", 1366, 768)
    later(dispatcher, 16)
    told(dispatcher, stay, "officer")
    page = officer.page
    question = page.locator(".welfare-question")
    expect(question).to_contain_text("请报平安", timeout=SLOW)
    button = act(page, "我平安")
    assert button.bounding_box()["height"] >= 48
    in_both_themes(page, "the question", "welfare-question")

    # Without a network the answer waits on the phone, and goes when there is one.
    page.wait_for_function("navigator.serviceWorker?.controller !== undefined")
    officer.context.set_offline(True)
    button.click()
    expect(page.locator("#network")).to_contain_text("1", timeout=SLOW)
    officer.faults.clear()  # The browser itself reports each request that did not go out.
    officer.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(question).to_have_count(0, timeout=SLOW)
    heard = answer(officer, "/api/duty/today")["stays"][0]
    assert "silence" not in heard and [each["step"] for each in heard["lines"]][-2:] == ["silent", "heard"], heard["lines"]

    # The officer goes silent again, and this time nobody answers.
    officer.close()
    later(dispatcher, 16)
    told(dispatcher, stay, "officer")
    later(dispatcher, 6)
    told(dispatcher, stay, "leader")
    leader = sign_in(browser, f"brigade {stay['brigade']['id']}", 390, 844)
    page = leader.page
    tab(page, "board")
    card = page.locator(f"[data-stay='{stay['duty']}-{stay['task']}']")
    expect(card).to_contain_text("失联", timeout=SLOW)
    expect(card).to_contain_text("已告知带班领导")
    expect(card.get_by_role("button", name="派最近的警力去看")).to_have_count(0)
    in_both_themes(page, "the leader's board", "welfare-board-phone")
    # The leader's command page says so before anything else.
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(leader.address("/"))
    watch = page.locator("#lost-now")
    expect(watch).to_contain_text("失联", timeout=60_000)
    in_both_themes(page, "lost contact on the command page", "welfare-command")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    shot(page, "welfare-command-phone")
    page.set_viewport_size({"width": 1366, "height": 768})

    later(dispatcher, 6)
    told(dispatcher, stay, "dispatcher")
    page = dispatcher.page
    tab(page, "incidents")
    card = page.locator(f"[data-stay='{stay['duty']}-{stay['task']}']")
    expect(card).to_contain_text("已报指挥中心", timeout=SLOW)
    in_both_themes(page, "the dispatcher's lost contact", "welfare-dispatcher")
    card.get_by_role("button", name="派最近的警力去看").click()
    expect(page.locator("[data-incident]")).to_contain_text("民警失联查看", timeout=SLOW)
    card.get_by_role("button", name="电台已联系上").click()
    say(page, "电台答复：手机没电")
    expect(card).to_have_count(0, timeout=SLOW)
    last = next(each for each in answer(dispatcher, "/api/attendance")["items"] if each["duty"] == stay["duty"])["lines"][-1]
    assert (last["step"], last["words"]) == ("heard", "电台答复：手机没电"), last
    leader.close()
    dispatcher.close()


def test_whoever_only_a_voice_reaches_is_called_at_one_roll_call(browser):
    dispatcher = sign_in(browser, "dispatcher", 390, 844)
    page = dispatcher.page
    secret = answer(dispatcher, "/api/session")["person"]["formSecret"]
    board = answer(dispatcher, "/api/attendance")
    late = [each for each in board["items"]
            if each["start"] <= board["now"] and board["now"] + 64 * MINUTE < each["end"] and each["standing"] == "late"]
    unit = late[0]["unit"]["id"]
    people = [each for each in late if each["unit"]["id"] == unit][:3]
    for each in people:
        said = dispatcher.context.request.post(
            dispatcher.address(f"/api/attendance/{each['duty']}/{each['task']}/steps"),
            data={"step": "confirm", "version": each["version"]},
            headers={"x-form-secret": secret, "idempotency-key": str(uuid.uuid4())})
        assert said.ok, said.text()
    later(dispatcher, 61)
    for each in people:
        told(dispatcher, each, "leader")
    notices = [each for each in answer(dispatcher, "/api/notices")["items"] if each["kind"] == "rollCallDue"]
    assert len([each for each in notices if each["unit"] == unit]) == 1, notices
    tab(page, "board")
    roll = page.locator(".roll-call")
    roll.locator("summary").click()
    expect(roll).to_contain_text("该点名了")
    for tick in roll.locator(".roll-people input").all():
        tick.check()
    in_both_themes(page, "the roll call", "welfare-roll-call")
    act(page, "登记已应答").click()
    expect(roll).to_contain_text("点名 ·", timeout=SLOW)
    left = [each for each in answer(dispatcher, "/api/notices")["items"] if each["kind"] == "rollCallDue"]
    assert not [each for each in left if each["unit"] == unit], left
    dispatcher.close()


if __name__ == "__main__":
    run(globals())
