# SPDX-License-Identifier: Apache-2.0
"""Cases that nobody touched for days: who was reminded, and where they went up to.

    python3 Tests/browser/test_reminders.py http://127.0.0.1:8080 ACCOUNTS.json

Runs on the cases that test_city_order.py left, made older by age_cases.py.
"""

import json
import sys

import test_city_order as order
from pages import check_accessibility, run
from playwright.sync_api import expect


def test_a_case_past_its_deadline_is_marked_and_stands_with_the_supervisor(browser):
    supervisor = order.Person(browser, "supervisor")
    page = supervisor.page
    expect(page.locator("#queue-choice option[value=escalated]")).to_have_text("督办与升级")
    page.select_option("#queue-choice", "escalated")
    row = page.locator("#list .case-row", has_text="胜利街 1 号")
    # The clocks are looked at every few seconds.
    expect(row).to_be_visible(timeout=40_000)
    expect(row.locator(".rung.is-leader")).to_have_text("已升级 100%")
    expect(row.locator(".due")).to_contain_text("超")
    row.click()
    supervisor.last("remind")
    entry = page.locator(".case-entry").first
    expect(entry).to_contain_text("时限提醒")
    expect(entry).to_contain_text("100%")
    expect(entry.locator(".entry-told")).to_have_text(
        "已提醒：承办 区数字城管监督中心；分管领导 区数字城管指挥中心")
    expect(page.locator(".whose .rung")).to_have_text("已升级 100%")
    for theme in ("light", "dark"):
        check_accessibility(page, f"escalated cases {theme}")
        order.shot(page, f"reminders-{theme}")
        page.click("#theme")
    page.click("#language")
    expect(entry.locator(".entry-told")).to_contain_text("Reminded: In charge District supervision centre")
    page.click("#language")
    # It stands in the queue of whose turn it is too, and can be worked on as before.
    page.select_option("#queue-choice", "supervisionCentre")
    expect(page.locator("#list .case-row", has_text="胜利街 1 号").locator(".rung")).to_be_visible()
    supervisor.may("open", "decline")
    supervisor.do("open")
    supervisor.last("open")
    expect(page.locator(".whose .rung")).to_have_count(0)
    supervisor.close()


def test_others_do_not_see_what_went_up(browser):
    cleaner = order.Person(browser, "cleaner", 390, 844)
    expect(cleaner.page.locator("#queue-choice option[value=escalated]")).to_have_count(0)
    order.shot(cleaner.page, "reminders-phone")
    cleaner.close()


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as accounts:
        order.ACCOUNTS = json.load(accounts)
    run(dict(globals()))
