# SPDX-License-Identifier: Apache-2.0
"""Plays how a motor patrol 铁骑 is sent: by the dispatcher directly, with the brigade informed, into the day's figures.

    python3 Tests/browser/test_motor_patrol.py http://127.0.0.1:8080 ACCOUNTS.json CHENGXU DATA

The file is what patrol_accounts.py writes; the server's duty clock must have begun with its `exercise`. The program and
the served folder are there to give an account to whoever rides by the roster in force.
"""

import sys
import time

from duty_accounts import account
from pages import Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

SLOW = 20_000


def answer(person, path):
    return person.context.request.get(person.address(path)).json()


def act(person, name):
    return person.page.locator("#work").get_by_role("button", name=name)


def tab(person, key):
    button = person.page.locator(f'#tabs [data-key="{key}"]')
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def opens_the_form_while_news_is_on_its_way(page, place):
    """The incidents are asked for again, and answered when the form is open: what was typed stays."""
    held = []
    is_held = True
    page.route("**/api/incidents?state=open", lambda route: held.append(route) if is_held else route.continue_())
    page.locator('#tabs [data-key="incidents"]').click()
    page.locator("#work summary").click()
    page.fill("#where", place)
    deadline = time.monotonic() + SLOW / 1000
    while not held and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert held, "nothing was asked for"
    is_held = False
    with page.expect_response("**/api/incidents?state=open", timeout=SLOW):
        while held:
            held.pop().continue_()
    # What comes after the answer is drawn by then, or not at all.
    page.wait_for_timeout(1000)
    expect(page.locator("#where")).to_be_visible()
    expect(page.locator("#where")).to_have_value(place)


def arrivals(person):
    """How many calls the figure of the way to the place counts."""
    figures = answer(person, "/api/day/scorecard")["figures"]
    return sum(
        result["cases"] for figure in figures if figure["definition"]["id"] == "call-to-arrival-median"
        for result in ([figure["whole"]] if figure.get("whole") else figure["parts"]))


def is_report(response):
    return response.request.method == "POST" and response.url.endswith("/api/incidents")


def rider_on_patrol(dispatcher):
    """The stay of a sworn officer whom the roster in force has on a motorcycle now."""
    board = answer(dispatcher, "/api/attendance")
    return next(
        each for each in board["items"]
        if each.get("form") == "patrol" and "铁骑" in each["place"]["zh"] and each["officer"]["isSworn"]
        and each["start"] <= board["now"] < each["end"])


def test_a_motor_patrol_is_sent_directly_and_counted(browser):
    chengxu, data = sys.argv[3:5]
    people = Accounts(sys.argv[2])
    dispatcher = people.sign_in(browser, "dispatcher", "/duty.html")
    stay = rider_on_patrol(dispatcher)
    people.accounts["rider"] = account(
        chengxu, data, "rider", "officer", stay["officer"]["id"], stay["unit"]["id"])
    rider = people.sign_in(browser, "rider", "/duty.html", 390, 844)
    rider.context.grant_permissions(["geolocation"])
    rider.context.set_geolocation(
        {"latitude": stay["latitude"], "longitude": stay["longitude"], "accuracy": 10})
    act(rider, "签到").first.click(timeout=SLOW)
    expect(rider.page.locator(".chip.present").first).to_be_visible(timeout=SLOW)

    inspector = people.sign_in(browser, "inspector", "/duty.html")
    before = arrivals(inspector)
    page = dispatcher.page
    tab(dispatcher, "incidents")
    place = f"{stay['latitude']}, {stay['longitude']}"
    opens_the_form_while_news_is_on_its_way(page, place)
    with page.expect_response(is_report, timeout=SLOW):
        page.locator("#work details .choices .act").nth(1).click()
    # Nobody else reports: the newest one is this.
    incident = answer(dispatcher, "/api/incidents?state=open")["items"][0]
    candidates = answer(dispatcher, f"/api/incidents/{incident['id']}/candidates")["candidates"]
    assert candidates[0]["unit"] == stay["duty"], candidates
    assert candidates[0]["reason"]["zh"].startswith("铁骑"), candidates[0]
    send = page.locator("#work section .choices .act.main").filter(has_text="铁骑").first
    expect(send).to_be_visible(timeout=SLOW)
    check_accessibility(page, "a motor patrol is offered")
    shot(page, "duty-motor-patrol")
    send.click()
    expect(page.locator("#work")).to_contain_text("已派", timeout=SLOW)

    # The brigade whose ground it is hears of it, and is not asked.
    brigade = people.sign_in(browser, f"brigade {incident['brigade']['id']}", "/duty.html")
    told = [(each["kind"], each["number"]) for each in answer(brigade, "/api/notices")["items"]]
    assert ("sentDirectly", incident["id"]) in told, told
    tab(brigade, "notices")
    expect(brigade.page.locator("#work")).to_contain_text("力量直接派到辖区", timeout=SLOW)

    tab(rider, "today")
    for step in ("确认接警", "出发", "到达现场", "处置完毕"):
        act(rider, step).click(timeout=SLOW)
        expect(act(rider, step)).to_have_count(0, timeout=SLOW)
    assert arrivals(inspector) == before + 1, "the inspector's figure counts the call"
    for person in (rider, inspector, dispatcher, brigade):
        person.close()


if __name__ == "__main__":
    run(globals())
