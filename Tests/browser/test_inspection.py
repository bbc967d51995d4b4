# SPDX-License-Identifier: Apache-2.0
"""Draws a week of inspections, samples a place, and follows a finding through inspector and brigade to its sign-off.

    python3 Tests/browser/test_inspection.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what inspection_accounts.py writes; the server runs in an exercise.
"""

import re
import sys

from pages import SMALL_TARGETS, SMALLEST_TEXT, Accounts, check_accessibility, photo, run, shot
from playwright.sync_api import expect

people = Accounts(sys.argv[2])
PAGE = "/inspection.html"


def act(page, key, *, send=True, **fields):
    """Opens an action's form, fills it in and sends it."""
    page.locator(f'[data-do="{key}"]').click()
    form = page.locator(".case-form")
    for name, value in fields.items():
        form.locator(f'[name="{name}"]').fill(value)
    if send:
        form.locator(".primary").click()


def test_a_week_is_drawn_visited_and_sampled_and_the_sample_is_a_figure(browser):
    inspector = people.sign_in(browser, "inspector 0", PAGE)
    page = inspector.page
    expect(page.locator("#exercise")).to_be_visible()
    expect(page.locator("#list")).to_contain_text("还没有抽定检查")
    act(page, "draw", visits="8")
    expect(page.locator("#list .case-row")).to_have_count(8)
    page.locator("#list .case-row").first.click()
    expect(page.locator(".inspect-digest")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    check_accessibility(page, "a visit")
    shot(page, "inspection-visit")

    act(page, "report", send=False)
    page.locator(".case-form select").first.select_option("notMet")
    shot(page, "inspection-checklist")
    page.locator(".case-form .primary").click()
    expect(page.locator(".inspect-items .is-notMet")).to_have_count(1)
    expect(page.locator("#count")).to_contain_text("1/8")

    inspector.refusals = [400]
    act(page, "sample", **{"motor-observed": "40", "motor-compliant": "30", "motor-handled": "11"})
    expect(page.locator(".form-message")).to_contain_text("大于看到的违法")
    inspector.refusals = []
    page.locator('[name="motor-handled"]').fill("8")
    page.locator(".case-form .primary").click()
    expect(page.locator(".inspect-sample")).to_contain_text("机动车40308")
    shot(page, "inspection-sampled")
    card = page.evaluate("fetch('/api/day/scorecard').then(answer => answer.json())")
    rate = next(each for each in card["figures"] if each["definition"]["id"] == "handling-rate")["whole"]
    assert (rate["numerator"], rate["denominator"]) == (8, 10), rate
    # The day's figure opens to the sample, one line a class of road user, and that to its event.
    page.goto(inspector.address("/duty.html"))
    page.wait_for_selector("html[data-ready]")
    page.locator('#tabs [data-key="figures"]').click()
    figure = page.locator("#work .figures dt").filter(has=page.locator("xpath=following-sibling::dd[1][@data-figure='handling-rate']"))
    figure.locator(".day-cases > summary").click()
    case = figure.locator(".day-case", has_text="8 / 10")
    case.locator("summary").click()
    expect(case.locator("[data-event]")).to_contain_text("抽样观察")
    check_accessibility(page, "a figure's cases")
    shot(page, "inspection-figure")
    inspector.close()


def test_a_finding_goes_through_the_brigade_and_three_inspectors(browser):
    first = people.sign_in(browser, "inspector 0", PAGE)
    page = first.page
    page.locator("#list .case-row").first.click()
    brigade = page.locator(".place-head p").inner_text().split(" · ")[1]
    page.locator('[data-do="raise"]').click()
    page.fill('[name="words"]', "<b>执法记录仪</b>未开启")
    page.set_input_files('[name="photos"]', {"name": "a.png", "mimeType": "image/png", "buffer": photo(90)})
    page.locator(".case-form .primary").click()
    expect(page.locator("#done")).to_have_text("已保存")
    page.locator('#filters [data-key="findings"]').click()
    page.locator("#list .case-row").first.click()
    expect(page.locator("#one")).to_contain_text("<b>执法记录仪</b>未开启")
    expect(page.locator(".inspect-photos img")).to_have_js_property("naturalWidth", 64)
    check_accessibility(page, "a finding")

    leader = people.sign_in(browser, people.accounts["brigades"][brigade], PAGE)
    expect(leader.page.locator("#filters")).not_to_contain_text("检查")
    leader.page.locator("#list .case-row").first.click()
    act(leader.page, "reply", words="设备送修，已领备用机")
    expect(leader.page.locator("#one")).to_contain_text("单位申辩：设备送修")
    shot(leader.page, "inspection-replied")

    # The first inspector looked before the brigade answered.
    first.refusals = [409]
    act(page, "uphold", due="2099-01-01")
    expect(page.locator("#done")).to_contain_text("已被他人更新")
    first.refusals = []
    expect(page.locator("#one")).to_contain_text("设备送修")
    act(page, "uphold", due="2099-01-01")
    expect(page.locator("#one h3").first).to_have_text("整改中")

    leader.page.keyboard.press("r")
    act(leader.page, "reportDone")
    expect(leader.page.locator("#one h3").first).to_have_text("待复查")
    leader.close()

    second = people.sign_in(browser, "inspector 1", PAGE + "#finding-1")
    act(second.page, "inOrder")
    expect(second.page.locator("#one h3").first).to_have_text("复查合格，待销号")
    second.refusals = [409]
    act(second.page, "signOff")
    expect(second.page.locator(".form-message")).to_contain_text("换人办理")
    second.refusals = []
    second.close()
    page.keyboard.press("r")
    act(page, "signOff")
    page.locator('#filters [data-key="closed"]').click()
    page.locator("#list .case-row").first.click()
    expect(page.locator("#one h3").first).to_have_text("已销号")
    expect(page.locator("body")).not_to_contain_text("督察")
    shot(page, "inspection-signed-off")
    first.close()


def test_it_reads_well_on_a_telephone_in_the_dark_and_in_english(browser):
    person = people.sign_in(browser, "inspector 2", PAGE, width=390, height=844)
    page = person.page
    shot(page, "inspection-phone")
    assert page.evaluate(SMALLEST_TEXT) >= 10
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.evaluate(SMALL_TARGETS), page.evaluate(SMALL_TARGETS)
    page.locator("#list .case-row").nth(1).click()
    act(page, "sample", send=False)
    shot(page, "inspection-phone-sample")
    assert not page.evaluate(SMALL_TARGETS), page.evaluate(SMALL_TARGETS)
    page.locator("#theme").click()
    page.locator("#language").click()
    check_accessibility(page, "a telephone, dark")
    expect(page.locator("#back")).to_contain_text("Back")
    shot(page, "inspection-phone-dark")
    person.close()
    wide = people.sign_in(browser, "inspector 2", PAGE)
    wide.page.locator("#theme").click()
    wide.page.locator("#list .case-row").first.click()
    check_accessibility(wide.page, "a screen, dark")
    shot(wide.page, "inspection-dark")
    wide.close()


if __name__ == "__main__":
    run(globals())
