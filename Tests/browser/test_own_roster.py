# SPDX-License-Identifier: Apache-2.0
"""An officer at the own roster: leave asked for, approved, repaired, published and seen; the calendar; no network.

    python3 Tests/browser/test_own_roster.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what own_roster_accounts.py writes.
"""

import json
import sys

from pages import SMALL_TARGETS, SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

PEOPLE = Accounts(sys.argv[2])
DUTY = json.load(open(sys.argv[2]))["duty"]
SLOW = 60_000


def open_own(browser):
    officer = PEOPLE.sign_in(browser, "officer", "/duty.html", 390, 844)
    officer.page.locator('#tabs [data-key="roster"]').click()
    expect(officer.page.locator(".own-table")).to_be_visible(timeout=SLOW)
    return officer


def publish(page):
    if page.locator("#publish").is_enabled():
        page.locator("#publish").click()
        page.fill("#publish-note", "本周")
        page.keyboard.press("Enter")
    expect(page.locator("#edition-state")).to_contain_text("已发布", timeout=SLOW)


def test_leave_is_asked_for_approved_and_repaired_and_the_officer_sees_it(browser):
    planner = PEOPLE.sign_in(browser, "planner", "/roster.html")
    publish(planner.page)
    officer = open_own(browser)
    phone = officer.page
    own = phone.locator(f'.own-duties [data-duty="{DUTY["id"]}"]')
    expect(own).to_be_visible()
    shot(phone, "own-roster")
    phone.locator("summary", has_text="申请休假").click()
    phone.fill("#leave-from", DUTY["date"])
    phone.fill("#leave-to", DUTY["date"])
    phone.locator("details[open]").get_by_role("button", name="提交").click()
    request = phone.locator(".own-requests [data-request]").first
    expect(request).to_contain_text("待审批", timeout=SLOW)
    expect(phone.locator("#message")).to_contain_text("已提交")
    check_accessibility(phone, "an open request")
    # The planner sees what an approval would change, and decides.
    page = planner.page
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.locator("#panels [data-key=changes]").click()
    card = page.locator(".card", has=page.get_by_role("button", name="按规则核对")).first
    card.get_by_role("button", name="按规则核对").click()
    expect(page.get_by_role("button", name="批准", exact=True)).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="批准", exact=True).click()
    expect(page.locator("#edition-state")).to_contain_text("相差", timeout=SLOW)
    # Approved, but nobody works by a draft: the officer's duty stays until it is published.
    phone.reload()
    phone.wait_for_selector("html[data-ready]")
    phone.locator('#tabs [data-key="roster"]').click()
    expect(request).to_contain_text("已批准", timeout=SLOW)
    expect(own).to_be_visible()
    publish(page)
    phone.locator('#tabs [data-key="roster"]').click()
    expect(own).to_have_count(0, timeout=SLOW)
    book = planner.context.request.get(planner.address("/api/roster/book")).json()
    rows = [each["officer"] for each in book["duties"] if each["id"] == DUTY["id"]]
    assert rows != [DUTY["officer"]], "the duty stayed where it was"
    planner.close()
    officer.close()


def test_the_calendar_has_an_address_that_its_owner_can_end(browser):
    officer = open_own(browser)
    page = officer.page
    page.get_by_role("button", name="生成地址").click()
    field = page.locator(".own-address input")
    expect(field).to_be_visible()
    address = field.input_value()
    stranger = browser.new_context()
    feed = stranger.request.get(address)
    assert feed.ok and feed.text().startswith("BEGIN:VCALENDAR"), feed.status
    assert "BEGIN:VEVENT" in feed.text(), "the calendar is empty"
    page.locator('#tabs [data-key="roster"]').click()
    page.get_by_role("button", name="停用地址").click()
    expect(page.locator("#message")).to_contain_text("停用")
    assert stranger.request.get(address).status == 401, "the address works on"
    stranger.close()
    officer.close()


def test_everybody_s_burdens_are_shown_with_their_definitions(browser):
    officer = open_own(browser)
    page = officer.page
    rows = page.locator(".own-table tbody tr")
    assert rows.count() > 5, "only few people are shown"
    expect(rows.first).to_have_class("is-own")
    expect(page.locator(".own-definitions dd")).to_have_count(4)
    officer.close()


def test_the_own_roster_is_read_without_a_network(browser):
    officer = open_own(browser)
    page = officer.page
    count = page.locator(".own-duties li").count()
    officer.context.set_offline(True)
    page.locator('#tabs [data-key="roster"]').click()
    expect(page.locator("#network")).to_have_class("is-off")
    expect(page.locator(".own-duties li")).to_have_count(count)
    officer.context.set_offline(False)
    officer.close()


def test_both_themes_and_languages_on_a_telephone(browser):
    officer = open_own(browser)
    page = officer.page
    for theme in ("light", "dark"):
        for language in ("zh", "en"):
            expect(page.locator(".own-table")).to_be_visible()
            check_accessibility(page, f"own roster, {theme}, {language}")
            shot(page, f"own-{theme}-{language}")
            page.locator("#language").click()
            page.wait_for_timeout(300)
        page.locator("#theme").click()
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    assert page.evaluate(SMALLEST_TEXT) >= 11
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    officer.close()


if __name__ == "__main__":
    run(dict(globals()))
