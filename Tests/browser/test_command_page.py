# SPDX-License-Identifier: Apache-2.0
"""Opens the command page in a real browser and does what a planner does.

    python3 Tests/browser/test_command_page.py http://127.0.0.1:8080

Needs Debian's chromium, playwright and axe-playwright-python, which Scripts/setup test installs.
"""

import re

from pages import SMALL_TARGETS, SMALLEST_TEXT, Page, check_accessibility, run
from playwright.sync_api import expect

MODES = ["peak", "offPeak", "night", "special"]


def show_mode(page, number):
    page.keyboard.press(str(number))
    expect(page.locator("#modes [aria-pressed=true]")).to_have_attribute(
        "data-key", MODES[number - 1])
    expect(page.locator("#list .row").first).to_be_visible()


def test_modes_switch_without_reload(browser):
    desktop = Page(browser, 1366, 768)
    page = desktop.page
    page.evaluate("window.stillTheSamePage = true")
    seen = {}
    for number in (1, 2, 3, 4):
        show_mode(page, number)
        page.wait_for_timeout(100)
        seen[number] = page.locator("#list .row").all_inner_texts()
        assert seen[number], f"mode {number} lists nothing"
        assert page.locator(".pin").count() > 0, f"mode {number} has nothing on the map"
    assert len({tuple(rows) for rows in seen.values()}) == 4, "two modes list the same places"
    assert page.evaluate("window.stillTheSamePage"), "the page was loaded anew"
    expect(page.locator("#demo")).to_be_visible()
    desktop.close()


def test_a_post_is_found_by_keyboard_and_says_why(browser):
    desktop = Page(browser, 1366, 768)
    page = desktop.page
    wanted = page.locator("#list .row-name").nth(3).inner_text()
    page.keyboard.press("/")
    expect(page.locator("#finder")).to_be_visible()
    page.keyboard.type(wanted[:14])
    expect(page.locator("#finder-list [aria-selected=true]")).to_contain_text(wanted[:14])
    page.keyboard.press("Enter")
    side = page.locator("#side")
    expect(side.locator("h2")).to_contain_text(wanted[:14])
    answered = side.locator(".big b").first
    expect(answered).to_have_text(re.compile(r"^[\d,]+$"))
    expect(side).to_contain_text("起警情由它应对")
    expect(side).to_contain_text(re.compile("已证明最优|距最优不超过|已证明无解|求解中止"))
    expect(side.locator("svg.hours rect").first).to_be_attached()
    page.keyboard.press("j")
    expect(page.locator('#list [aria-current="true"]')).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator('#list [aria-current="true"]')).to_have_count(0)
    page.locator("#list .row").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('#list [aria-current="true"]')).to_be_focused()
    desktop.close()


def test_a_figure_shows_how_it_was_made(browser):
    desktop = Page(browser, 1366, 768)
    page = desktop.page
    page.locator(".figure").first.click()
    detail = page.locator("#figure-detail")
    expect(detail).to_be_visible()
    expect(detail).to_contain_text("分子")
    expect(detail).to_contain_text("指标编号")
    check_accessibility(page, "the figure's detail")
    page.keyboard.press("Escape")
    expect(detail).to_be_hidden()
    desktop.close()


def test_language_and_theme_are_remembered(browser):
    desktop = Page(browser, 1366, 768)
    page = desktop.page
    page.keyboard.press("l")
    expect(page.locator("#modes")).to_contain_text("Off-peak")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#modes")).to_contain_text("Off-peak")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    desktop.close()


def test_everybody_can_use_it(browser):
    desktop = Page(browser, 1366, 768)
    page = desktop.page
    for theme in ("light", "dark"):
        for number in (1, 2, 3, 4):
            show_mode(page, number)
            page.wait_for_timeout(150)
            check_accessibility(page, f"{theme} {MODES[number - 1]}")
        page.keyboard.press("1")
        page.keyboard.press("j")
        expect(page.locator("#side svg.hours")).to_be_visible()
        check_accessibility(page, f"{theme} reason")
        page.keyboard.press("?")
        check_accessibility(page, f"{theme} keys")
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        check_accessibility(page, f"{theme} finder")
        page.keyboard.press("Escape")
        page.keyboard.press("t")
    smallest = page.evaluate(SMALLEST_TEXT)
    assert smallest >= 11, f"there is text of {smallest} px"
    desktop.close()


def test_a_phone_shows_map_and_sheet(browser):
    for width in (360, 390, 414):
        phone = Page(browser, width, 844, touch=True)
        page = phone.page
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
        expect(page.locator("#map")).to_be_visible()
        page.locator("#list .row").first.tap()
        expect(page.locator("#side h2")).to_be_visible()
        page.locator('#sheet-tabs [data-key="day"]').tap()
        expect(page.locator(".figure").first).to_be_visible()
        expect(page.locator("#plot svg")).to_be_visible()
        page.locator('#sheet-tabs [data-key="list"]').tap()
        small = page.evaluate(SMALL_TARGETS)
        assert not small, f"too small to touch at {width} px: {small}"
        check_accessibility(page, f"phone {width}")
        phone.close()


if __name__ == "__main__":
    run(dict(globals()))
