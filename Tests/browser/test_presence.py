# SPDX-License-Identifier: Apache-2.0
"""Opens a post on the command page and reads how long terminals were there 到岗在场, of positions sent by a phone.

    python3 Tests/browser/test_presence.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what presence_accounts.py writes.
"""

import re
import sys
import time
import urllib.request

from pages import SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

PEOPLE = Accounts(sys.argv[2])
POST, UNIT = PEOPLE.accounts["post"], PEOPLE.accounts["unit"]
# The server looks every half minute for what is to be counted.
COUNTED = 75_000


def answer(person, path):
    said = person.context.request.get(person.address(path))
    assert said.ok, said.text()
    return said.json()


class Day:
    """The roster's days are long past, and no server keeps positions of them: what the page asks of the shown day is answered
    of yesterday, by the same server from what the phone sent."""

    def __init__(self, person):
        self.person, self.city, self.is_broken = person, answer(person, "/api/city"), False
        east = 60 * self.city["minutesEastOfUTC"]
        self.midnight = (int(time.time()) + east) // 86_400 * 86_400 - 86_400 - east
        self.date = time.strftime("%Y-%m-%d", time.gmtime(self.midnight + east))
        person.page.route("**/api/presence?**", self.pass_on)

    def pass_on(self, route):
        asked = f"date={self.city['shownDate']}&"
        assert asked in route.request.url, route.request.url
        if self.is_broken:
            route.abort()
        else:
            route.continue_(url=route.request.url.replace(asked, f"date={self.date}&"))

    def duty(self):
        """When yesterday's first peak window starts, as seconds since 1970, and where the post is."""
        day = self.city["shownDate"]
        start = min(each["interval"]["start"] for each in answer(self.person, f"/api/timeline?date={day}")["windows"]
                    if each["mode"] == "peak")
        place = next(each for each in answer(self.person, "/api/plans/peak")["places"]
                     if (each["form"], each["id"]) == ("post", POST))
        hour, minute = start[11:].split(":")
        return self.midnight + int(hour) * 3600 + int(minute) * 60, place["location"]


def send(person, at, place):
    """As a phone with Traccar's client does."""
    query = f"id=presence-own&lat={place[0]:.6f}&lon={place[1]:.6f}&timestamp={at * 1000}"
    with urllib.request.urlopen(person.address(f"/osmand?{query}")) as said:
        assert said.status == 200, said.status


def open_post(page):
    page.locator(f'#list [data-key="post {POST}"]').first.click()
    return page.locator("#presence-now")


def pictures(page, what, picture):
    box = page.locator("#presence-now")
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        page.wait_for_timeout(300)
        box.scroll_into_view_if_needed()
        check_accessibility(page, f"{what}, {theme}")
        shot(page, f"{picture}-{theme}")
    page.evaluate("document.documentElement.dataset.theme = 'light'")


def test_nobody_reports_and_then_somebody_was_there(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/")
    page, day = inspector.page, Day(inspector)
    box = open_post(page)
    expect(box).to_contain_text("没有终端上报：有没有人不知道，不等于无人到岗。", timeout=COUNTED)
    assert box.locator("svg").count() == 0, "bars of what nobody knows"
    pictures(page, "presence without a terminal", "presence-none")

    # At the post for a quarter of an hour and seven minutes, then two kilometres away for another quarter.
    start, (latitude, longitude) = day.duty()
    for second in range(0, 22 * 60 + 1, 30):
        send(inspector, start + second, (latitude, longitude))
    for second in range(30 * 60, 44 * 60 + 1, 30):
        send(inspector, start + second, (latitude + 0.02, longitude))
    expect(box.locator(".big").first).to_contain_text("2/3", timeout=COUNTED)
    expect(box.locator(".big").nth(1)).to_contain_text("22")
    expect(box).to_contain_text(f"单位：{UNIT}")
    expect(box).to_contain_text("分子：200 米内有终端的刻钟，2 个")
    expect(box).to_contain_text("没有终端上报或尚未统计，不知道有没有人")
    first = box.locator("svg.quarters").first
    expect(first.locator(".quarter.is-seen")).to_have_count(2)
    expect(first.locator(".quarter.is-empty")).to_have_count(1)
    assert first.locator(".quarter.is-unknown").count() > 0
    full, part = [each.bounding_box()["height"] for each in first.locator(".quarter-fill").all()]
    assert 0.4 < part / full < 0.55, f"seven minutes of fifteen: {part} of {full}"
    assert "2 刻有终端在场，1 刻无终端在场" in first.get_attribute("aria-label"), first.get_attribute("aria-label")

    # Quarter by quarter by keyboard, and it stays open while the page looks again.
    summary = box.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    rows = box.locator("tbody tr")
    expect(rows.first).to_contain_text("15")
    expect(rows.nth(1)).to_contain_text(UNIT)
    expect(rows.nth(2)).to_contain_text("无终端在场")
    with page.expect_response("**/api/presence?**", timeout=30_000):
        pass
    expect(rows.first).to_be_visible()
    expect(summary).to_be_focused()
    pictures(page, "presence", "presence")
    assert page.evaluate(SMALLEST_TEXT) >= 11
    page.keyboard.press("l")
    expect(box).to_contain_text("Seen at the place", timeout=COUNTED)
    expect(box).to_contain_text("within 200 m")
    shot(page, "presence-english")
    page.keyboard.press("l")
    inspector.close()


def test_an_old_answer_says_how_old_it_is(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/")
    page, day = inspector.page, Day(inspector)
    box = open_post(page)
    expect(box.locator(".big").first).to_contain_text("2/3", timeout=COUNTED)
    said = box.get_by_role("status")
    until = re.compile("统计至 2[34]:")
    expect(said).to_contain_text(until)
    day.is_broken = True
    expect(said).to_contain_text("未更新", timeout=30_000)
    expect(said).to_have_class("bad small")
    expect(box.locator(".big").first).to_contain_text("2/3")
    pictures(page, "presence while the network does not answer", "presence-old")
    day.is_broken = False
    expect(said).to_contain_text(until, timeout=30_000)
    expect(said).not_to_contain_text("未更新")
    inspector.faults = [each for each in inspector.faults if "ERR_FAILED" not in each]
    inspector.close()


def test_the_own_brigade_reads_it_and_nobody_else(browser):
    leader = PEOPLE.sign_in(browser, "leader", "/")
    Day(leader)
    expect(open_post(leader.page).locator(".big").first).to_contain_text("2/3", timeout=COUNTED)
    leader.close()
    # Another brigade's leader does not even see the post; the address refuses too.
    other = PEOPLE.sign_in(browser, "other", "/")
    said = other.context.request.get(other.address(f"/api/presence?kind=post&id={POST}&mode=peak"))
    assert said.status == 404, said.status
    other.close()
    planner = PEOPLE.sign_in(browser, "planner", "/")
    page = planner.page
    expect(open_post(page)).to_have_count(0)
    expect(page.locator("#side h2")).to_be_visible()
    planner.close()


def test_on_a_telephone(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/", 390, 844)
    page, _ = inspector.page, Day(inspector)
    box = open_post(page)
    expect(box.locator(".big").first).to_contain_text("2/3", timeout=COUNTED)
    pictures(page, "presence on a telephone", "presence-phone")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    inspector.close()


if __name__ == "__main__":
    run(dict(globals()))
