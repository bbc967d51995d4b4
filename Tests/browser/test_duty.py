# SPDX-License-Identifier: Apache-2.0
"""Plays a peak hour in sessions of their own: officers, an office officer, a brigade, a dispatcher and an inspector.

    python3 Tests/browser/test_duty.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what duty_accounts.py writes; the server's duty clock must have begun with its `exercise`.
"""

import base64
import json
import os
import re
import sys
import time
import urllib.request

from pages import SMALL_TARGETS, SMALLEST_TEXT, Page, check_accessibility, run
from playwright.sync_api import expect

OWN = "东风街 胜利街 早高峰 八点"
PEOPLE = json.load(open(sys.argv[2]))
ACCOUNTS = PEOPLE["accounts"]
SLOW = 20_000
# One pixel.
PHOTO = {
    "name": "phone.png", "mimeType": "image/png",
    "buffer": base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="),
}


def shot(page, name):
    """A picture for whoever asked for them, such as a reviewer."""
    folder = os.environ.get("CHENGXU_PICTURES")
    if folder:
        page.screenshot(path=os.path.join(folder, f"{name}.png"))


known = set()


def sign_in(browser, who, width=390, height=844):
    """A person at the duty page; the first time with a password of their own."""
    person = Page(browser, width, height, touch=width < 600, path="/sign-in.html")
    page = person.page
    person.refusals = [401, 403]
    page.fill("#name", ACCOUNTS[who]["account"])
    page.fill("#password", OWN if who in known else ACCOUNTS[who]["oneTimePassword"])
    page.keyboard.press("Enter")
    if who not in known:
        page.wait_for_selector("#own-password:not([hidden])")
        page.fill("#new-password", OWN)
        page.fill("#again", OWN)
        page.keyboard.press("Enter")
        known.add(who)
    # Whoever may read the plans lands on the command page, everybody else here.
    page.wait_for_selector("html[data-ready] :is(#modes, .duty-tabs)", timeout=60_000)
    if not page.url.endswith("/duty.html"):
        page.goto(person.address("/duty.html"))
    page.wait_for_selector("html[data-ready] .duty-tabs button", timeout=60_000)
    person.refusals = []
    return person


def tab(page, key):
    button = page.locator(f'#tabs [data-key="{key}"]')
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def act(page, name):
    """The button of that name in the page's cards."""
    return page.locator("#work").get_by_role("button", name=name)


def answer(person, path):
    return person.context.request.get(person.address(path)).json()


def stand(person, latitude, longitude):
    """The phone is there, to within ten metres."""
    person.context.grant_permissions(["geolocation"])
    person.context.set_geolocation({"latitude": latitude, "longitude": longitude, "accuracy": 10})


def say(page, words):
    """Fills the dialog that asks for words."""
    page.locator("dialog[open] textarea").fill(words)
    page.locator("dialog[open] .act.main").click()


def send_by_keyboard(dispatcher, badge, incident, post):
    """Both at the post say where they are; the dispatcher finds one by the badge number, and sends that one."""
    page = dispatcher.page
    for number, who in enumerate(("officer", "colleague")):
        query = (f"id=duty-{who}&lat={post['latitude'] + number * 0.004:.5f}&lon={post['longitude']:.5f}&speed=0"
                 f"&timestamp={int(time.time() * 1000)}")
        with urllib.request.urlopen(dispatcher.address(f"/osmand?{query}")) as told:
            assert told.status == 200, told.status
    units = page.locator("#unit-list")
    expect(units.locator("[role=option]")).to_have_count(2, timeout=SLOW)
    expect(page.locator("#units-now")).to_contain_text("警力 2")
    page.wait_for_function(f"() => ({PAINTED})() > 0", timeout=SLOW)
    units.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(units.locator('[aria-selected="true"]')).to_have_count(1)
    page.keyboard.type(badge)
    chosen = units.locator('[aria-selected="true"]')
    expect(chosen).to_contain_text(badge)
    expect(chosen).to_contain_text("在岗")
    assert units.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(page.locator(".units-one")).to_contain_text(badge)
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        page.locator("#theme").click()
        page.locator("#theme").click()
        page.wait_for_timeout(300)
        check_accessibility(page, f"the dispatcher's units, {theme}")
        shot(page, f"duty-units-{theme}")
    page.locator("#theme").click()
    units.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.unit-acts")).to_contain_text(badge)
    shot(page, "duty-unit-acts")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.unit-acts")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("dialog.unit-acts .act").first).to_contain_text(f"{incident['id']}")
    page.keyboard.press("Enter")
    # The test's own way of looking at the canvas.
    dispatcher.faults = [each for each in dispatcher.faults if "getImageData" not in each]


# How many points of the units' canvas are painted.
PAINTED = """() => {
  const canvas = document.querySelector('.units-canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, at) => at % 4 === 3 && value > 127).length;
}"""


def checked_in(browser, who):
    """The person at their post, checked in there, with the stay as the server knows it."""
    person = sign_in(browser, who)
    page = person.page
    stay = answer(person, "/api/duty/today")["stays"][0]
    stand(person, stay["latitude"], stay["longitude"])
    if stay["standing"] != "present":
        act(page, "签到").first.click()
        expect(page.locator(".chip.present").first).to_be_visible(timeout=SLOW)
    return person, stay


def test_a_peak_hour_from_check_in_to_the_figures(browser):
    officer, post = checked_in(browser, "officer")
    expect(officer.page.locator("#exercise")).to_be_visible()
    expect(officer.page.locator("#work")).to_contain_text("到岗 07:0")
    shot(officer.page, "duty-officer")

    # An office officer secures a violation in three taps; it goes to whose ground it is on.
    office, _ = checked_in(browser, "office")
    page = office.page
    tab(page, "report")
    act(page, "行人违反交通信号（闯红灯）").click()
    act(page, "取证待处理").click()
    expect(page.locator("#message")).to_contain_text("已登记", timeout=SLOW)
    case = answer(office, "/api/duty/violations")["items"][0]
    assert case["state"] == "handedOver", case
    tab(page, "cases")
    expect(page.locator("#work")).to_contain_text("待接收")

    brigade = sign_in(browser, f"brigade {case['owner']['id']}")
    page = brigade.page
    tab(page, "notices")
    expect(page.locator("#work")).to_contain_text(f"{case['id']}")
    tab(page, "cases")
    act(page, "接收").click()
    expect(page.locator("#work")).to_contain_text("已接收", timeout=SLOW)
    shot(page, "duty-brigade")
    act(page, "警告处罚").click()
    say(page, "3707052018000123")
    act(page, "结案").click(timeout=SLOW)
    expect(act(page, "结案")).to_have_count(0, timeout=SLOW)
    assert answer(office, "/api/duty/violations")["items"][0]["state"] == "closed"

    # A call comes in; the dispatcher sends one of the two at the post, who reports the five times from the phone.
    colleague, beside = checked_in(browser, "colleague")
    at_post = {post["duty"]: officer, beside["duty"]: colleague}
    dispatcher = sign_in(browser, "dispatcher", 1366, 768)
    page = dispatcher.page
    expect(page.locator("#exercise")).to_be_visible()
    page.locator("#work summary").click()
    page.fill("#where", f"{post['latitude']}, {post['longitude']}")
    check_accessibility(page, "the dispatcher's page")
    page.locator("#work details .choices .act").nth(1).click()
    send = page.locator("#work section .choices .act.main")
    expect(send).to_contain_text("派", timeout=SLOW)
    shot(page, "duty-dispatcher")
    unit = answer(dispatcher, "/api/incidents?state=open")["items"][0]
    nearest = answer(dispatcher, f"/api/incidents/{unit['id']}/candidates")["candidates"][0]
    sent = at_post[nearest["unit"]]
    send_by_keyboard(dispatcher, PEOPLE["badges"]["officer" if sent is officer else "colleague"], unit, post)
    expect(page.locator("#work")).to_contain_text("已派", timeout=SLOW)

    page = sent.page
    tab(page, "today")
    for step in ("确认接警", "出发", "到达现场", "处置完毕"):
        act(page, step).click(timeout=SLOW)
        expect(act(page, step)).to_have_count(0, timeout=SLOW)
    done = answer(dispatcher, f"/api/incidents/{unit['id']}")["responses"][0]["stamps"]
    times = [done[key] for key in ("dispatched", "acknowledged", "enRoute", "onScene", "cleared")]
    assert times == sorted(times), done

    inspector = sign_in(browser, "inspector", 1366, 768)
    page = inspector.page
    tab(page, "figures")
    expect(page.locator("#work .figures dt").first).to_be_visible(timeout=SLOW)
    expect(page.locator("#work .figures")).to_contain_text("/")
    shot(page, "duty-inspector")
    # A brigade's leader sees the brigade's own.
    tab(brigade.page, "figures")
    expect(brigade.page.locator("#work .figures dt").first).to_contain_text("大队", timeout=SLOW)
    for person in (officer, colleague, office, brigade, dispatcher, inspector):
        person.close()


def test_what_is_done_without_a_network_is_sent_once(browser):
    office, _ = checked_in(browser, "office")
    page = office.page
    tab(page, "report")
    before = len(answer(office, "/api/duty/violations")["items"])
    page.wait_for_function("navigator.serviceWorker?.controller !== undefined")
    office.context.set_offline(True)
    act(page, "行人违反交通信号（闯红灯）").click()
    page.set_input_files("#violation-photos", PHOTO)
    expect(page.locator("#work")).to_contain_text("已拍 1 张")
    check_accessibility(page, "a violation with a photo")
    shot(page, "duty-photo-taken")
    act(page, "取证待处理").click()
    expect(page.locator("#network")).to_contain_text("1", timeout=SLOW)
    shot(page, "duty-offline")
    office.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function(
        f"async () => (await (await fetch('/api/duty/violations')).json()).items.length === {before + 1}",
        timeout=SLOW)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    cases = answer(office, "/api/duty/violations")["items"]
    assert len(cases) == before + 1
    photos = [each["digest"] for each in cases[0]["evidence"] if each["kind"] == "photo"]
    assert len(photos) == 1, cases[0]
    office.close()

    # The photo went with it, and the brigade sees it on the card of the hand-over.
    brigade = sign_in(browser, f"brigade {cases[0]['owner']['id']}")
    page = brigade.page
    tab(page, "cases")
    card = page.locator("#work section").filter(has_text=f"{cases[0]['id']} ·")
    card.get_by_role("button", name="看照片（1）").click()
    picture = card.locator("img")
    expect(picture).to_have_js_property("naturalWidth", 1, timeout=SLOW)
    check_accessibility(page, "a case's photos")
    shot(page, "duty-brigade-photo")
    brigade.close()


def leader_with_missing(browser):
    """A brigade's leader with people under the order who have not acknowledged it, and the order as the leader sees it."""
    for who in [each for each in ACCOUNTS if each.startswith("brigade ")]:
        leader = sign_in(browser, who, 1366, 768)
        for own in answer(leader, "/api/special-duties?state=open")["items"]:
            if any(not each.get("acknowledged") for each in own["calls"]):
                return leader, own
        leader.close()
    raise AssertionError("no brigade has anybody under the order")


def test_a_special_duty_is_acknowledged_one_by_one(browser):
    dispatcher = sign_in(browser, "dispatcher", 1366, 768)
    page = dispatcher.page
    tab(page, "special")
    page.locator("#work summary").click()
    act(page, "突发事件").click()
    say(page, "广场聚集")
    card = page.locator("[data-duty]")
    expect(card).to_be_visible(timeout=SLOW)
    duty = answer(dispatcher, "/api/special-duties?state=open")["items"][0]
    expect(card).to_contain_text(f"已确认 0/{len(duty['calls'])}")
    check_accessibility(page, "a special duty")
    shot(page, "duty-special")
    called = {each["officer"]["id"] for each in duty["calls"]}
    for who in ("officer", "office", "colleague"):
        person = sign_in(browser, who)
        today = answer(person, "/api/duty/today")
        assert bool(today["special"]) == (today["officer"]["id"] in called), who
        if today["special"]:
            shot(person.page, f"duty-special-{who}")
            act(person.page, "收到").click(timeout=SLOW)
            expect(person.page.locator("[data-special]")).to_contain_text("已确认收到", timeout=SLOW)
        person.close()
    # The command centre sees person by person who has said so, and who has not.
    now = answer(dispatcher, "/api/special-duties?state=open")["items"][0]
    said = sum(1 for each in now["calls"] if each.get("acknowledged"))
    tab(page, "special")
    page.locator("[data-duty] summary").click()
    expect(page.locator('.special-people [data-acknowledged="true"]')).to_have_count(said, timeout=SLOW)
    expect(page.locator(".special-people li")).to_have_count(len(now["calls"]))
    check_accessibility(page, "who has acknowledged")
    shot(page, "duty-special-people")
    # A brigade's leader sees the same of the own people on the command page, and reminds who is missing.
    leader, own = leader_with_missing(browser)
    missing = sum(1 for each in own["calls"] if not each.get("acknowledged"))
    leader.page.goto(leader.address("/"))
    watch = leader.page.locator("#special-now")
    expect(watch).to_contain_text(f"已确认 {len(own['calls']) - missing}/{len(own['calls'])}", timeout=SLOW)
    expect(watch.locator('[data-acknowledged="false"]')).to_have_count(missing)
    # By the city's clock, in which the exercise began at 07:05.
    expect(watch).to_contain_text(re.compile(r"07:\d\d–11:\d\d"))
    check_accessibility(leader.page, "who has acknowledged, on the command page")
    shot(leader.page, "command-special-people")
    watch.get_by_role("button", name=f"催办未确认的 {missing} 人").click()
    expect(watch).to_contain_text(f"已提醒 {missing} 人的手机", timeout=SLOW)
    leader.close()
    # A partner lands on its own task and reads nothing else of the order.
    partner = sign_in(browser, "rescue")
    expect(partner.page.locator("#tabs button")).to_have_count(1)
    task = answer(partner, "/api/partner-tasks")["items"]
    assert [each["duty"] for each in task] == [duty["id"]], "the partner's own task"
    partner.refusals = [403]
    assert partner.context.request.get(partner.address("/api/special-duties")).status == 403
    partner.refusals = []
    check_accessibility(partner.page, "a partner's task")
    shot(partner.page, "duty-special-partner")
    act(partner.page, "收到").click(timeout=SLOW)
    expect(partner.page.locator("#work")).to_contain_text("已确认收到", timeout=SLOW)
    now = answer(dispatcher, "/api/special-duties?state=open")["items"][0]
    assert [bool(each.get("acknowledged")) for each in now["partners"] if each["force"] == "rescue"] == [True]
    assert sum(1 for each in now["partners"] if each.get("acknowledged")) == 1
    partner.close()
    tab(page, "special")
    act(page, "结束").click(timeout=SLOW)
    say(page, "现场指挥部宣布结束")
    expect(page.locator("#work")).to_contain_text("没有正在执行的特殊勤务", timeout=SLOW)
    over = answer(dispatcher, "/api/special-duties")["items"][0]
    assert not over["isOpen"] and all(each["restMinutes"] >= 0 for each in over["calls"]), "the rest owed is booked"
    dispatcher.close()


def test_everybody_can_use_it_in_both_themes(browser):
    for who, tabs in (("officer", ["today", "report", "cases"]), ("dispatcher", ["incidents", "board", "special"])):
        person = sign_in(browser, who, 360, 740)
        page = person.page
        for key in tabs:
            tab(page, key)
            page.wait_for_timeout(300)
            for theme in ("light", "dark"):
                page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
                check_accessibility(page, f"{who}'s {key} {theme}")
                shot(page, f"duty-{who}-{key}-{theme}")
            small = page.evaluate(SMALL_TARGETS)
            assert not small, f"too small to touch: {small}"
            assert page.evaluate(SMALLEST_TEXT) >= 12
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, f"{who}'s {key} is wider than the phone"
        person.close()


if __name__ == "__main__":
    run(globals())
