# SPDX-License-Identifier: Apache-2.0
"""Follows a congestion point from candidate to its recheck, as a planner and an inspector.

    python3 Tests/browser/test_points.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what point_accounts.py writes.
"""

import re
import sys

from pages import SMALL_TARGETS, SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

people = Accounts(sys.argv[2])
OWNER = people.accounts["owner"]


def work(page, step, **fields):
    """Opens the step's form, fills it in and sends it."""
    page.locator(f'[data-do="{step}"]').click()
    for key, value in fields.items():
        page.fill(f"#point-{key}", value)
    page.locator(".case-form .primary").click()


def test_a_point_finds_an_owner_and_is_judged_by_somebody_else(browser):
    planner = people.sign_in(browser, "planner", "/points.html")
    page = planner.page
    expect(page.locator("#demo")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#point-title")).to_be_visible()
    page.locator("#list .case-row", has_text="候选").first.click()
    title = page.locator("#point-title").inner_text()
    number = int(title.rsplit("#", 1)[1])
    expect(page.locator(".point-weeks .point-week").first).to_be_visible()
    check_accessibility(page, "a candidate")
    shot(page, "points-candidate")

    work(page, "verify", reason="早高峰现场查看，排队三个信号周期")
    expect(page.locator("#point")).to_contain_text("已核实")
    expect(page.locator("#point")).to_contain_text("排队三个信号周期")
    planner.refusals = [404]
    work(page, "list", owner="没有此人", measure="增设隔离", deadline="2099-01-01", reason="现场会商")
    expect(page.locator(".form-message")).to_contain_text("没有警号")
    planner.refusals = []
    page.fill("#point-owner", OWNER)
    page.locator(".case-form .primary").click()
    expect(page.locator(".whose")).to_contain_text(OWNER)
    expect(page.locator(f'#list [data-key="{number}"]')).to_contain_text("2099-01-01")
    shot(page, "points-listed")
    work(page, "treat", reason="隔离护栏已安装")
    expect(page.locator("#point")).to_contain_text("已治理")
    planner.close()

    inspector = people.sign_in(browser, "inspector", f"/points.html#{number}")
    page = inspector.page
    work(page, "recheck", reason="晚高峰复核，无排队")
    expect(page.locator("#point header")).to_contain_text("已复核")
    inspector.refusals = [409]
    work(page, "sign-off", reason="申请销号")
    expect(page.locator(".form-message")).to_contain_text("销号需要 4 周")
    shot(page, "points-refused")
    inspector.refusals = []
    page.locator('[data-do="sign-off"]').focus()
    inspector.close()


def test_the_second_of_two_people_sees_what_the_first_did(browser):
    first = people.sign_in(browser, "planner", "/points.html")
    second = people.sign_in(browser, "inspector", "/points.html")
    point = first.page.locator("#list .case-row", has_text="候选").last.get_attribute("data-key")
    for person in (first, second):
        person.page.locator(f'#list [data-key="{point}"]').click()
    work(first.page, "dismiss", reason="施工绕行所致，已恢复")
    expect(first.page.locator("#point header")).to_contain_text("已排除")
    second.refusals = [409]
    work(second.page, "verify", reason="现场查看")
    expect(second.page.locator(".form-message")).to_contain_text("别人修改")
    second.refusals = []
    second.page.keyboard.press("Escape")
    second.page.locator('#filters [data-key="done"]').click()
    second.page.locator(f'#list [data-key="{point}"]').click()
    expect(second.page.locator("#point")).to_contain_text("施工绕行所致")
    expect(second.page.locator("#point")).to_contain_text("没有下一步")
    first.close()
    second.close()


def test_it_reads_well_on_a_telephone_in_the_dark_and_in_english(browser):
    person = people.sign_in(browser, "planner", "/points.html", width=390, height=844)
    page = person.page
    shot(page, "points-phone")
    assert page.evaluate(SMALLEST_TEXT) >= 10
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.evaluate(SMALL_TARGETS)
    page.locator("#list .case-row").first.click()
    shot(page, "points-phone-point")
    assert not page.evaluate(SMALL_TARGETS)
    page.locator("#theme").click()
    page.locator("#language").click()
    check_accessibility(page, "a telephone, dark")
    expect(page.locator("#back")).to_contain_text("Back")
    shot(page, "points-phone-dark")
    person.close()
    wide = people.sign_in(browser, "planner", "/points.html")
    wide.page.locator("#theme").click()
    wide.page.locator("#list .case-row").first.click()
    expect(wide.page.locator("html")).to_have_attribute("data-theme", re.compile("dark"))
    check_accessibility(wide.page, "a screen, dark")
    shot(wide.page, "points-dark")
    wide.close()


if __name__ == "__main__":
    run(globals())
