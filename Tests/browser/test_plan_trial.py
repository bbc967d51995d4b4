# SPDX-License-Identifier: Apache-2.0
"""Tries changes of the peak plan by hand as a planner, sees what they cost, and keeps them.

    python3 Tests/browser/test_plan_trial.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what point_accounts.py writes.
"""

import sys

from pages import Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

people = Accounts(sys.argv[2])


def test_a_planner_forbids_a_post_and_sees_the_price(browser):
    planner = people.sign_in(browser, "planner", "/")
    page = planner.page
    expect(page.locator("#trial")).to_be_visible()
    page.keyboard.press("j")
    post = page.locator("#side h2").inner_text().strip()
    shot(page, "trial-place")
    check_accessibility(page, "a place that may be changed")
    page.locator('#side [data-key="forbid"]').click()
    expect(page.locator("#trial > .edits")).to_contain_text(post)
    page.locator('#trial [data-key="add"]').click()
    expect(page.locator("#trial-said")).to_contain_text("点选路口")
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#trial > .edits li")).to_have_count(2)
    page.locator("#trial > .edits li").nth(1).locator("button").click()
    page.fill("#trial-reason", "道路施工，岗位撤除")
    page.fill("#trial-moves", "3")
    shot(page, "trial-draft")
    page.locator('#trial [data-key="run"]').click()
    expect(page.locator("#trial.is-shown")).to_be_visible(timeout=300_000)
    cost = page.locator("#side section:not(.trial) .edits li", has_text="道路施工")
    expect(cost).to_contain_text(post)
    expect(cost).to_contain_text("planner")
    shot(page, "trial-shown")
    check_accessibility(page, "a trial")
    # Nobody is rostered on a trial: a place of it has no incidents of its own and no people.
    page.keyboard.press("j")
    expect(page.locator("#side h2")).not_to_have_text(post)
    page.locator('#side [data-key="back"]').first.click()

    page.locator('#trial [data-key="keep"]').click()
    expect(page.locator("#trial-said")).to_contain_text("已保留 1 条")
    expect(page.locator("#trial details")).to_contain_text("人工调整 1 条")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    held = page.locator("#trial details")
    expect(held).to_contain_text("道路施工")
    planner.close()


def test_what_was_kept_is_taken_back_for_a_reason(browser):
    planner = people.sign_in(browser, "planner", "/")
    page = planner.page
    held = page.locator("#trial details")
    held.locator("summary").click()
    expect(held).to_contain_text("待下次编制")
    held.locator('[data-key="withdraw"]').click()
    page.fill("#trial-withdraw-reason", "施工提前结束")
    shot(page, "trial-withdraw")
    check_accessibility(page, "a decision that is taken back")
    held.locator('button[type="submit"]').click()
    expect(page.locator("#trial-said")).to_contain_text("已撤回")
    expect(page.locator("#trial details")).to_have_count(0)
    planner.close()


def test_it_reads_well_on_a_telephone_in_the_dark(browser):
    planner = people.sign_in(browser, "planner", "/", width=390, height=844)
    page = planner.page
    page.locator('#sheet-tabs [data-key="reason"]').click()
    expect(page.locator("#trial")).to_be_visible()
    page.locator("#theme").click()
    check_accessibility(page, "the trial's desk on a telephone in the dark")
    shot(page, "trial-phone-dark")
    planner.close()


def test_who_plans_nothing_is_offered_nothing(browser):
    inspector = people.sign_in(browser, "inspector", "/")
    inspector.page.keyboard.press("j")
    expect(inspector.page.locator("#side h2")).to_be_visible()
    expect(inspector.page.locator("#trial, .trial-buttons")).to_have_count(0)
    inspector.close()


if __name__ == "__main__":
    run(globals())
