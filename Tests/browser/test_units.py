# SPDX-License-Identifier: Apache-2.0
"""Units on the command page as their terminals report: who sees which, what is silent, what a broken line looks like.

    python3 Tests/browser/test_units.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what unit_accounts.py writes.
"""

import sys
import time
import urllib.request

from pages import SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

PEOPLE = Accounts(sys.argv[2])
HOLDERS = PEOPLE.accounts["holders"]
SLOW = 30_000

# How much of the units' canvas is painted, as the middle of what is painted and its colour there.
PAINTED = """() => {
  const canvas = document.querySelector('.units-canvas');
  const { width, data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let [count, x, y] = [0, 0, 0];
  for (let i = 3; i < data.length; i += 4) {
    if (data[i] < 128) continue;
    const at = (i - 3) / 4;
    count++; x += at % width; y += Math.floor(at / width);
  }
  return count && { count, x: x / count / devicePixelRatio, y: y / count / devicePixelRatio };
}"""


def middle(person):
    [[south, west], [north, east]] = person.context.request.get(person.address("/api/city")).json()["bounds"]
    return (south + north) / 2, (west + east) / 2


def report(person, name, place, seconds_ago=0, knots=19.44):
    """As a phone with Traccar's client does."""
    query = (f"id=units-{name}&lat={place[0]:.5f}&lon={place[1]:.5f}&speed={knots}&bearing=90"
             f"&timestamp={int((time.time() - seconds_ago) * 1000)}")
    with urllib.request.urlopen(person.address(f"/osmand?{query}")) as answer:
        assert answer.status == 200, answer.status


def told(page):
    return page.locator("#units-now")


def test_units_appear_move_and_say_who_they_are(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/")
    page = inspector.page
    expect(told(page)).to_have_text("警力 0")
    latitude, longitude = middle(inspector)
    report(inspector, "own", (latitude, longitude))
    expect(told(page)).to_contain_text("警力 1", timeout=SLOW)
    page.wait_for_function(PAINTED, timeout=SLOW)
    first = page.evaluate(PAINTED)
    time.sleep(1.1)
    # As far east as the filter of jumps lets it.
    report(inspector, "own", (latitude, longitude + 0.003))
    page.wait_for_function(f"() => (({PAINTED})()?.x ?? 0) > {first['x'] + 3}", timeout=SLOW)
    moved = page.evaluate(PAINTED)
    assert abs(moved["y"] - first["y"]) < 2, (first, moved)
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + moved["x"], box["y"] + moved["y"])
    expect(page.locator(".units-one")).to_contain_text(HOLDERS["own"])
    expect(page.locator(".units-one")).to_contain_text("36 km/h")
    expect(page.locator(".units-one")).to_contain_text("民警")
    report(inspector, "other", (latitude + 0.004, longitude - 0.004))
    report(inspector, "lost", (latitude - 0.004, longitude - 0.004), seconds_ago=600, knots=0)
    expect(told(page)).to_contain_text("警力 3", timeout=SLOW)
    expect(told(page)).to_contain_text("1 个超过 5 分钟无定位")
    for theme in ("light", "dark"):
        page.wait_for_timeout(300)
        check_accessibility(page, f"units, {theme}")
        shot(page, f"units-{theme}")
        page.keyboard.press("t")
    page.keyboard.press("l")
    expect(told(page)).to_contain_text("3 units")
    page.keyboard.press("l")
    # Away with them, and back.
    page.keyboard.press("u")
    expect(told(page)).to_be_hidden()
    assert not page.evaluate(PAINTED), "units stay on the map that nobody watches any more"
    page.keyboard.press("u")
    expect(told(page)).to_contain_text("警力 3", timeout=SLOW)
    assert page.evaluate(SMALLEST_TEXT) >= 11
    # The test's own way of looking at the canvas.
    inspector.faults = [each for each in inspector.faults if "getImageData" not in each]
    inspector.close()


def test_a_brigade_sees_its_own(browser):
    leader = PEOPLE.sign_in(browser, "leader", "/")
    expect(told(leader.page)).to_have_text("警力 1", timeout=SLOW)
    seen = leader.context.request.get(leader.address("/api/units")).json()
    assert [each["holder"] for each in seen] == [HOLDERS["own"]], seen
    leader.close()


def test_whoever_may_not_know_where_people_are_has_no_such_layer(browser):
    planner = PEOPLE.sign_in(browser, "planner", "/")
    page = planner.page
    expect(page.locator('#layers [data-key="areas"]')).to_be_visible()
    expect(page.locator('#layers [data-key="units"]')).to_have_count(0)
    page.keyboard.press("u")
    expect(told(page)).to_be_hidden()
    answer = planner.context.request.get(planner.address("/api/units/live?wait=0"))
    assert answer.status == 403, answer.status
    planner.close()


def test_a_broken_line_says_how_old_the_places_are(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/")
    page = inspector.page
    expect(told(page)).to_contain_text("警力 3", timeout=SLOW)
    # No line comes through from now on.
    page.route("**/api/units/live", lambda route: route.abort())
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(told(page)).to_contain_text("秒未更新", timeout=SLOW)
    check_accessibility(page, "a broken line")
    shot(page, "units-broken")
    page.unroute("**/api/units/live")
    expect(told(page)).to_contain_text("警力 3", timeout=SLOW)
    expect(told(page)).not_to_contain_text("未更新")
    inspector.faults = [each for each in inspector.faults if "ERR_FAILED" not in each]
    inspector.close()


def test_on_a_telephone(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/", 390, 844)
    page = inspector.page
    expect(told(page)).to_contain_text("警力 3", timeout=SLOW)
    shot(page, "units-phone")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    inspector.close()


if __name__ == "__main__":
    run(dict(globals()))
