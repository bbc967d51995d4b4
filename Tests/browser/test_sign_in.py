# SPDX-License-Identifier: Apache-2.0
"""Signs in to a server that shows nothing to strangers, for the first time and again.

    python3 Tests/browser/test_sign_in.py http://127.0.0.1:8080 ACCOUNT ONE-TIME-PASSWORD

The account must be a planner's whose password was not changed yet.
"""

import sys

from pages import SMALL_TARGETS, SMALLEST_TEXT, Page, check_accessibility, run
from playwright.sync_api import expect

ACCOUNT, ONE_TIME = sys.argv[2], sys.argv[3]
OWN = "东风街 胜利街 早高峰 八点"


def sign_in(page, password):
    page.fill("#name", ACCOUNT)
    page.fill("#password", password)
    page.keyboard.press("Enter")


def test_a_stranger_sees_the_door_only(browser):
    stranger = Page(browser, 1366, 768, path="/sign-in.html")
    page = stranger.page
    stranger.refusals = [401]
    page.goto(stranger.address("/"))
    page.wait_for_url("**/sign-in.html")
    answer = page.request.get(stranger.address("/api/roster"))
    assert answer.status == 401, f"a stranger got {answer.status} for the roster"
    expect(page.locator("#name")).to_be_focused()
    for theme in ("light", "dark"):
        check_accessibility(page, f"door {theme}")
        page.click("#theme")
    page.click("#language")
    expect(page.locator("#sign-in button")).to_have_text("Sign in")
    sign_in(page, "not the password")
    expect(page.locator("#message")).to_have_text("The account, password or digits are wrong.")
    page.click("#language")
    expect(page.locator("#message")).to_have_text("账号、密码或验证码不正确。")
    stranger.close()


def test_a_one_time_password_is_replaced_and_opens_the_page(browser):
    person = Page(browser, 390, 844, touch=True, path="/sign-in.html")
    page = person.page
    person.refusals = [400, 401]
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    sign_in(page, ONE_TIME)
    expect(page.locator("#own-password")).to_be_visible()
    check_accessibility(page, "own password")
    page.fill("#new-password", "short")
    page.fill("#again", "short")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_contain_text("至少需要 12 个")
    page.fill("#new-password", OWN)
    page.fill("#again", OWN + "x")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_have_text("两次输入的密码不一样。")
    page.fill("#again", OWN)
    page.keyboard.press("Enter")
    page.wait_for_selector("#list .row", timeout=30_000)
    assert page.evaluate(SMALLEST_TEXT) >= 11
    person.close()


def test_whoever_signs_out_is_out(browser):
    person = Page(browser, 1366, 768, path="/sign-in.html")
    page = person.page
    person.refusals = [401]
    sign_in(page, OWN)
    page.wait_for_selector("#list .row", timeout=30_000)
    check_accessibility(page, "page of somebody signed in")
    page.click("#person button")
    page.wait_for_url("**/sign-in.html")
    page.goto(person.address("/"))
    page.wait_for_url("**/sign-in.html")
    person.close()


if __name__ == "__main__":
    run(dict(globals()))
