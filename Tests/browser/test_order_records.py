# SPDX-License-Identifier: Apache-2.0
"""Takes a campaign, a market and an assessment round through the hands of everybody in them.

    python3 Tests/browser/test_order_records.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what city_order_accounts.py writes. The server must have the bundled example of bodies,
deadlines and sites, and order-grids.json.
"""

import sys

from pages import SMALL_TARGETS, SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect
from test_city_order import file, photo


def opened(browser, who, path, width=1366, height=768):
    return PEOPLE.sign_in(browser, who, path, width, height)


def submit(page):
    page.click(".case-form .primary")
    expect(page.locator(".case-form")).to_have_count(0)


def look(page, name):
    """A page in both themes and languages."""
    for theme in ("light", "dark"):
        check_accessibility(page, f"{name} {theme}")
        shot(page, f"{name}-{theme}")
        page.click("#theme")
    page.click("#language")
    check_accessibility(page, f"{name} in English")
    shot(page, f"{name}-en")
    page.click("#language")
    assert page.evaluate(SMALLEST_TEXT) >= 11


def look_on_phone(page, name):
    shot(page, f"{name}-phone")
    check_accessibility(page, f"{name} on a telephone")
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"


def press(page, *places):
    """Presses the map at shares of its width and height."""
    box = page.locator("#map").bounding_box()
    for across, down in places:
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def test_a_joint_campaign_of_a_subdistrict_and_the_traffic_police(browser):
    person = opened(browser, "dispatcher", "/order.html")
    page = person.page
    page.click('a[href="/campaign.html"]')
    page.wait_for_selector("html[data-ready]")
    page.click("#make-new")
    page.select_option('[name="kind"]', "joint")
    page.fill('[name="name"]', "道路三乱联合整治")
    page.fill('[name="from"]', "2020-01-01T08:00")
    page.fill('[name="until"]', "2099-12-31T18:00")
    page.fill('[name="task"]', "清理占道经营")
    page.select_option('[name="unit"]', "21")
    page.click(".case-form .primary")
    expect(page.locator(".form-message")).to_contain_text("至少要两个单位")
    page.click('[data-do="add-task"]')
    page.locator('[name="task"]').nth(1).fill("纠正乱停乱放")
    page.locator('[name="unit"]').nth(1).select_option("31")
    shot(page, "campaign-form")
    check_accessibility(page, "a campaign's form")
    person.refusals = [400]
    submit(page)
    expect(page.locator("#record")).to_contain_text("还差 2 处")
    look(page, "campaign")
    person.faults = [fault for fault in person.faults if "status of 400" not in fault]
    number = page.evaluate("location.hash.slice(1)")
    person.close()

    street = opened(browser, "street", f"/campaign.html#{number}", 390, 844)
    assert street.page.locator("#make-new").count() == 0, "only the command centre plans"
    assert street.page.locator('[data-task="2"] [data-do]').count() == 0, "the brigade's task is not theirs"
    look_on_phone(street.page, "campaign")
    street.page.click('[data-task="1"] [data-do="visits"]')
    expect(street.page.locator("#record")).to_contain_text("还差 1 处")
    street.close()

    brigade = opened(browser, "brigade", f"/campaign.html#{number}")
    page = brigade.page
    page.click('[data-task="2"] [data-do="results"]')
    page.fill('[name="people"]', "6")
    page.fill('[name="vehicles"]', "2")
    page.fill('[name="corrected"]', "19")
    submit(page)
    expect(page.locator('[data-task="2"]')).to_contain_text("6 人、2 车，当场整改 19 处")
    brigade.close()

    person = opened(browser, "dispatcher", f"/campaign.html#{number}")
    page = person.page
    page.click('[data-do="end"]')
    page.fill('.case-form [name="reason"]', "大雨，余下改日")
    submit(page)
    expect(page.locator("#record")).to_contain_text("大雨，余下改日")
    assert page.locator('[data-do="end"]').count() == 0
    person.close()


def test_a_market_is_regularised_marked_and_checked(browser):
    person = opened(browser, "dispatcher", "/market.html")
    page = person.page
    page.click("#make-new")
    page.fill('[name="name"]', "东关早市")
    page.select_option('[name="keeper"]', "21")
    press(page, (0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7))
    expect(page.locator(".drawn-count")).to_have_text("已点 4 处")
    shot(page, "market-form")
    submit(page)
    expect(page.locator("#record")).to_contain_text("待决定")
    number = page.evaluate("location.hash.slice(1)")
    assert page.locator('[data-do="decisions"]').count() == 0, "a leader decides"
    person.close()

    leader = opened(browser, "leader", f"/market.html#{number}")
    page = leader.page
    page.click('[data-do="decisions"]')
    page.select_option('[name="what"]', "regularise")
    page.fill('[name="reason"]', "群众需要，划线归位")
    submit(page)
    expect(page.locator('[data-what="regularise"]')).to_contain_text("划线归位")
    leader.close()

    street = opened(browser, "street", f"/market.html#{number}")
    page = street.page
    page.click('[data-do="stalls"]')
    page.fill('[name="trade"]', "蔬菜")
    press(page, (0.4, 0.4), (0.5, 0.4), (0.5, 0.5), (0.4, 0.5))
    submit(page)
    expect(page.locator("#record")).to_contain_text("划线摊位（1）")
    street.close()

    collector = opened(browser, "collector", f"/market.html#{number}")
    page = collector.page
    page.click('[data-do="checks"]')
    press(page, (0.45, 0.45))
    press(page, (0.6, 0.6))
    submit(page)
    expect(page.locator("#record")).to_contain_text("50.0% 1 / 2")
    expect(page.locator("#record")).to_contain_text("线外经营")
    look(page, "market")
    collector.close()

    phone = opened(browser, "street", f"/market.html#{number}", 390, 844)
    look_on_phone(phone.page, "market")
    phone.close()


def test_a_re_check_by_all_whose_finding_becomes_a_case(browser):
    person = opened(browser, "supervisor", "/assessment.html")
    page = person.page
    page.click("#make-new")
    page.fill('[name="name"]', "全员复审")
    submit(page)
    expect(page.locator("#record")).to_contain_text("6 个点位")
    number = page.evaluate("location.hash.slice(1)")
    person.close()

    street = opened(browser, "street", f"/assessment.html#{number}", 390, 844)
    page = street.page
    expect(page.locator(".site")).to_have_count(3)
    page.click('[data-site="3"] summary')
    look_on_phone(page, "assessment")
    page.locator('[data-criterion="B1"] [data-do="observations"]').first.click()
    expect(page.locator('[data-score="ownSite"]')).to_contain_text("1 / 1")
    expect(page.locator('[data-score="independent"]')).to_contain_text("0 / 0")
    street.close()

    collector = opened(browser, "collector", f"/assessment.html#{number}", 390, 844)
    page = collector.page
    page.click('[data-site="3"] summary')
    page.locator('[data-criterion="B1"] [data-do="observations"]').nth(1).click()
    page.set_input_files('.case-form [name="photos"]', file("waste.png", photo(90)))
    submit(page)
    expect(page.locator('[data-score="independent"]')).to_contain_text("0 / 1")
    expect(page.locator('[data-score="ownSite"]')).to_contain_text("1 / 1")
    collector.close()

    person = opened(browser, "supervisor", f"/assessment.html#{number}")
    page = person.page
    page.click('[data-do="findings"]')
    page.click('[data-site="3"] summary')
    expect(page.locator('[data-criterion="B1"] .link').last).to_contain_text("案件 #")
    look(page, "assessment")
    page.locator('[data-criterion="B1"] .link').last.click()
    expect(page.locator("#case-title")).to_contain_text("暴露垃圾")
    person.close()


if __name__ == "__main__":
    PEOPLE = Accounts(sys.argv[2])
    run(dict(globals()))
