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


def way(person):
    """Ten places around yesterday's noon, all sent late: one, ten minutes of nothing, then nine within a minute. Returns the day."""
    latitude, longitude = middle(person)
    east = 60 * person.context.request.get(person.address("/api/city")).json()["minutesEastOfUTC"]
    noon = (int(time.time()) + east) // 86_400 * 86_400 - 43_200
    for step, second in enumerate([-600, *range(0, 54, 6)]):
        place = (latitude + 0.004 - step * 0.0004, longitude - 0.02 + step * 0.0008)
        report(person, "other", place, seconds_ago=time.time() - (noon - east + second))
    return time.strftime("%Y-%m-%d", time.gmtime(noon))


def ask(page, reason):
    page.locator("#track-reason").fill(reason)
    page.locator("#track-reason").press("Enter")


def test_a_track_is_asked_for_with_a_reason_and_replayed(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/")
    page, day = inspector.page, way(inspector)
    expect(told(page)).to_contain_text("警力 3", timeout=SLOW)
    page.keyboard.press("p")
    dialog = page.locator("#track-ask")
    expect(dialog).to_be_visible()
    other = page.locator("#track-unit option", has_text=HOLDERS["other"]).get_attribute("value")
    page.locator("#track-unit").select_option(other)
    page.locator("#track-date").fill(day)
    # Nothing without a reason, and the server's own words where the page did not see what is missing.
    ask(page, "")
    expect(dialog).to_be_visible()
    ask(page, "   ")
    expect(dialog.locator("[role=alert]")).to_contain_text("事由")
    for theme in ("light", "dark"):
        check_accessibility(page, f"asking for a track, {theme}")
        shot(page, f"units-track-ask-{theme}")
        page.evaluate("theme => document.documentElement.dataset.theme = theme", "dark" if theme == "light" else "light")
    ask(page, "核查警情 12 号到场时间")
    track, slider = page.locator("#track"), page.locator("#track input")
    expect(track).to_contain_text(HOLDERS["other"])
    expect(track).to_contain_text("10 个点")
    expect(track).to_contain_text("虚线")
    expect(page.locator(".track-now")).to_contain_text("11:50:00")
    expect(slider).to_be_focused()
    first = slider.input_value()
    page.keyboard.press("ArrowRight")
    second = int(slider.input_value())
    assert 590_000 < second - int(first) < 610_000, (first, second)
    page.keyboard.press("ArrowRight")
    assert 5_000 <= int(slider.input_value()) - second <= 7_000, "an arrow goes to the next place"
    page.keyboard.press("ArrowLeft")
    assert abs(int(slider.input_value()) - second) <= 1_000
    # Between two places the unit stays where it was, and it says since when.
    slider.evaluate("(each, at) => { each.value = at; each.dispatchEvent(new Event('input')); }", str(second - 60_000))
    expect(page.locator(".track-now")).to_contain_text("9 分钟前")
    page.keyboard.press(" ")
    expect(page.locator(".track-play")).to_have_attribute("aria-label", "暂停")
    page.wait_for_function(f"() => Number(document.querySelector('#track input').value) > {second}", timeout=SLOW)
    page.keyboard.press(" ")
    page.wait_for_timeout(300)
    for theme in ("light", "dark"):
        check_accessibility(page, f"a track, {theme}")
        shot(page, f"units-track-{theme}")
        page.locator("#theme").click()
    page.keyboard.press("Escape")
    expect(track).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    page.keyboard.press("p")
    page.locator("#track-unit").select_option(other)
    page.locator("#track-date").fill(day)
    shot(page, "units-track-ask-phone")
    ask(page, "核查警情 12 号到场时间")
    expect(track).to_be_visible()
    assert page.locator("#map").bounding_box()["height"] > 400, "the sheet leaves the way no room"
    page.wait_for_timeout(500)
    shot(page, "units-track-phone")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    assert page.evaluate(SMALLEST_TEXT) >= 11
    page.keyboard.press("Escape")
    expect(track).to_be_hidden()
    inspector.faults = [each for each in inspector.faults if "400" not in each]
    inspector.close()


def test_the_chosen_unit_leads_to_its_track(browser):
    leader = PEOPLE.sign_in(browser, "leader", "/")
    page = leader.page
    expect(told(page)).to_have_text("警力 1", timeout=SLOW)
    page.wait_for_function(PAINTED, timeout=SLOW)
    at, box = page.evaluate(PAINTED), page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    page.locator(".units-track").click()
    # A brigade's own people alone, and the one that was chosen.
    expect(page.locator("#track-unit option")).to_have_count(1)
    expect(page.locator("#track-unit option")).to_contain_text(HOLDERS["own"])
    expect(page.locator("#track-reason")).to_be_focused()
    ask(page, "班后讲评")
    expect(page.locator("#track")).to_contain_text(HOLDERS["own"])
    page.keyboard.press("Escape")
    expect(page.locator("#track")).to_be_hidden()
    leader.faults = [each for each in leader.faults if "getImageData" not in each]
    leader.close()


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
