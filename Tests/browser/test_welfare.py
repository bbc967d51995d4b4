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


def sent(dispatcher, secret, path, body):
    """What the dispatcher's own request was answered with; nothing where there is nothing to say."""
    said = dispatcher.context.request.post(
        dispatcher.address(path), data=body, headers={"x-form-secret": secret, "idempotency-key": str(uuid.uuid4())})
    assert said.ok, said.text()
    return said.json() if said.body() else None


def later(dispatcher, minutes):
    """Moves the exercise's clock on, as when a quarter of an hour has passed."""
    secret = answer(dispatcher, "/api/session")["person"]["formSecret"]
    to = answer(dispatcher, "/api/attendance")["now"] + minutes * MINUTE
    sent(dispatcher, secret, "/api/exercise/clock", {"to": to})


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
    officer.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(question).to_have_count(0, timeout=SLOW)
    heard = answer(officer, "/api/duty/today")["stays"][0]
    assert "silence" not in heard and [each["step"] for each in heard["lines"]][-2:] == ["silent", "heard"], heard["lines"]

    # The officer goes silent again, with whoever stands beside, and this time nobody answers.
    colleague, beside = checked_in(browser, "colleague")
    assert beside["unit"] == stay["unit"], (beside["unit"], stay["unit"])
    for person in (officer, colleague):
        person.close()
    later(dispatcher, 16)
    told(dispatcher, stay, "officer")
    later(dispatcher, 6)
    for each in (stay, beside):
        told(dispatcher, each, "leader")
    leader = sign_in(browser, f"brigade {stay['brigade']['id']}", 390, 844)
    page = leader.page
    tab(page, "board")
    card = page.locator(f"[data-stay='{stay['duty']}-{stay['task']}']")
    expect(card).to_contain_text("失联", timeout=SLOW)
    expect(card).to_contain_text("已告知带班领导")
    expect(card.get_by_role("button", name="派最近的警力去看")).to_have_count(0)
    in_both_themes(page, "the leader's board", "welfare-board-phone")
    # Both stand in one notice.
    tab(page, "notices")
    notice = page.locator("#work .card").filter(has_text="失联：未回应报平安")
    expect(notice).to_have_count(1, timeout=SLOW)
    for words in (stay["officer"]["name"]["zh"], beside["officer"]["name"]["zh"], "共 2 人", "也可能是网络故障"):
        expect(notice).to_contain_text(words)
    in_both_themes(page, "the notice of two", "welfare-notice-phone")
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
    look = page.locator("[data-incident]")
    expect(look).to_contain_text("查看失联民警", timeout=SLOW)
    expect(look).not_to_contain_text("财产损失")
    in_both_themes(page, "looking after an officer", "welfare-look")
    card.get_by_role("button", name="电台已联系上").click()
    say(page, "电台答复：手机没电")
    expect(card).to_have_count(0, timeout=SLOW)
    # The notice of two waits for the other one.
    silent = [each for each in answer(dispatcher, "/api/notices")["items"] if each["kind"] == "welfareSilent"]
    assert [each["gathered"]["count"] for each in silent] == [2, 2], silent
    card = page.locator(f"[data-stay='{beside['duty']}-{beside['task']}']")
    card.get_by_role("button", name="电台已联系上").click()
    say(page, "电台答复：信号不好")
    expect(card).to_have_count(0, timeout=SLOW)
    assert not [each for each in answer(dispatcher, "/api/notices")["items"] if each["kind"] == "welfareSilent"]
    last = next(each for each in answer(dispatcher, "/api/attendance")["items"] if each["duty"] == stay["duty"])["lines"][-1]
    assert (last["step"], last["words"]) == ("heard", "电台答复：手机没电"), last
    leader.close()
    dispatcher.close()


def test_a_unit_on_the_scene_is_asked_and_answers(browser):
    officer, post = checked_in(browser, "officer")
    colleague, beside = checked_in(browser, "colleague")
    at_post = {post["duty"]: officer, beside["duty"]: colleague}
    dispatcher = sign_in(browser, "dispatcher", 1366, 768)
    secret = answer(dispatcher, "/api/session")["person"]["formSecret"]
    place = {key: post[key] for key in ("latitude", "longitude")}
    incident = sent(dispatcher, secret, "/api/incidents", {"severity": "slight", "kind": "追尾", **place})
    path = f"/api/incidents/{incident['id']}"
    unit = answer(dispatcher, f"{path}/candidates")["candidates"][0]["unit"]
    sent(dispatcher, secret, f"{path}/units", {"unit": unit, "version": incident["version"]})
    page = at_post[unit].page
    page.reload()
    for step in ("确认接警", "出发", "到达现场"):
        act(page, step).click(timeout=SLOW)
        expect(act(page, step)).to_have_count(0, timeout=SLOW)

    def silent(whom):
        for _ in range(60):
            if answer(dispatcher, path)["responses"][0].get("silence", {}).get("told") == whom:
                return
            time.sleep(0.5)
        raise AssertionError(f"{whom} was not told of {answer(dispatcher, path)}")

    later(dispatcher, 21)
    silent("officer")
    card = page.locator(".card.urgent").filter(has_text="警情").first
    expect(card).to_contain_text("请报平安", timeout=SLOW)
    in_both_themes(page, "the question on the scene", "welfare-scene")
    card.get_by_role("button", name="我平安").click()
    expect(card).not_to_contain_text("请报平安", timeout=SLOW)
    assert "silence" not in answer(dispatcher, path)["responses"][0]
    later(dispatcher, 21)
    silent("officer")
    page = dispatcher.page
    tab(page, "incidents")
    card = page.locator(f"[data-incident='{incident['id']}']")
    expect(card).to_contain_text("到场后无音讯", timeout=SLOW)
    in_both_themes(page, "a silent unit on the scene", "welfare-scene-dispatcher")
    card.get_by_role("button", name="电台已联系上").click()
    say(page, "电台答复：现场正常")
    expect(card).not_to_contain_text("到场后无音讯", timeout=SLOW)
    act(at_post[unit].page, "处置完毕").click(timeout=SLOW)
    for person in (officer, colleague, dispatcher):
        person.close()


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
        sent(dispatcher, secret, f"/api/attendance/{each['duty']}/{each['task']}/steps",
             {"step": "confirm", "version": each["version"]})
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
