# SPDX-License-Identifier: Apache-2.0
"""Walks figures back to one incident, then writes, reviews, approves and signs a bulletin as three people.

    python3 Tests/browser/test_bulletin.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what bulletin_accounts.py writes.
"""

import json
import os
import re
import sys

from pages import SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

sign_in = Accounts(sys.argv[2]).sign_in


def state(page, key):
    expect(page.locator("#state")).to_have_attribute("data-state", key, timeout=30_000)


def take(page, step):
    page.locator(f'[data-step="{step}"]').click()


def test_a_figure_leads_back_to_one_incident_and_its_events(browser):
    leader = sign_in(browser, "leader", "/supervision.html")
    page = leader.page
    expect(page.locator("#demo")).to_be_visible()
    expect(page.locator(".mode-card")).to_have_count(4)
    check_accessibility(page, "the leaders' page")
    shot(page, "supervision")
    row = page.locator('.all-figures [data-figure="call-to-arrival-median"]').first
    shown = row.inner_text().split()[0]
    row.click()
    expect(page.locator("#trace .trace-value")).to_contain_text(shown, timeout=60_000)
    first = page.locator("#trace .trace-cases > li").first
    first.locator("summary").click()
    expect(first).to_contain_text("一起警情")
    events = first.locator("[data-event]")
    expect(events.first).to_be_visible()
    assert events.count() >= 4, "called in, dispatched, set out, arrived"
    expect(first.locator(".trace-table")).to_contain_text("警情")
    check_accessibility(page, "an opened figure")
    shot(page, "trace")
    # The very events are in the log under their numbers, and name nobody.
    number = events.first.get_attribute("data-event")
    found = leader.context.request.get(leader.address(f"/api/figures/events?numbers={number}")).json()
    assert [str(each["number"]) for each in found] == [number] and "officer" not in found[0], found
    page.get_by_role("button", name="关闭").click()
    page.locator('#tabs [data-key="weekly"]').click()
    expect(page.locator('tr[data-key="person-times"]')).to_be_visible()
    planned = page.locator('tr[data-key="person-times"] td').first
    assert re.fullmatch(r"[\d,]+", planned.inner_text()), planned.inner_text()
    check_accessibility(page, "the weekly review")
    leader.close()


def test_an_exported_row_opens_its_cases(browser):
    leader = sign_in(browser, "leader", "/supervision.html")
    rows = leader.context.request.get(leader.address("/api/scorecard.csv")).text().split("\r\n")
    row = next(each for each in rows if each.startswith("on-post-rate,") and ",area," in each)
    leader.page.goto(leader.address(row.rsplit(",", 1)[1]))
    expect(leader.page.locator("#trace .trace-cases > li").first).to_be_visible(timeout=60_000)
    assert leader.context.request.get(leader.address("/api/scorecard.xlsx")).body()[:2] == b"PK"
    leader.close()


def test_three_people_write_review_approve_and_sign(browser):
    writer = sign_in(browser, "writer", "/bulletin.html")
    page = writer.page
    page.locator("#template").select_option("weekly")
    page.locator("#new").click()
    state(page, "drafted")
    for label in ("经验交流", "工作动态", "通报"):
        expect(page.locator(".paper")).to_contain_text(f"【{label}】")
    # A figure in the text is a field: it opens to its cases.
    chip = page.locator('.paper [data-field="interventions"]').first
    assert chip.inner_text() not in ("", "{{interventions}}")
    chip.click()
    expect(page.locator("#trace .trace-cases > li").first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="关闭").click()
    # A figure that there is not is a hole: the draft goes nowhere.
    text = page.locator(".editor-block textarea").first
    written = text.input_value()
    text.fill(written + "另见{{fines-by-officer}}。")
    page.locator("#save").click()
    expect(page.locator("#hole")).to_contain_text("fines-by-officer")
    writer.refusals = [409]
    take(page, "submit")
    expect(page.locator("#refusal")).to_be_visible()
    state(page, "drafted")
    writer.refusals = []
    page.locator(".editor-block textarea").first.fill(written + "<b>赟喆</b>到岗。")
    page.locator("#save").click()
    # What the template leaves to a person is a hole as well.
    expect(page.locator("#hole")).to_contain_text("还没有写“经验做法”")
    asked = [area for area in page.locator(".editor-block textarea").all() if "请写" in area.input_value()]
    assert len(asked) == 1, len(asked)
    asked[0].fill("各大队每日复盘，次日调整岗位。")
    page.locator("#save").click()
    expect(page.locator("#hole")).to_have_count(0)
    expect(page.locator(".paper")).to_contain_text("<b>赟喆</b>到岗。")
    check_accessibility(page, "the editor")
    shot(page, "editor")
    draft = re.search(r"draft=(\d+)", page.url)[1]
    take(page, "submit")
    state(page, "submitted")
    # Nobody reviews what they wrote.
    writer.refusals = [403]
    take(page, "review")
    expect(page.locator("#refusal")).to_contain_text("撰稿人不得")
    writer.refusals = []
    writer.close()

    reviewer = sign_in(browser, "reviewer", f"/bulletin.html?draft={draft}")
    page = reviewer.page
    take(page, "review")
    state(page, "reviewed")
    expect(page.locator('[data-step="approve"]')).to_have_count(0)
    reviewer.close()

    leader = sign_in(browser, "leader", f"/bulletin.html?draft={draft}")
    page = leader.page
    name = leader.context.request.get(leader.address("/api/session")).json()["person"]["name"]
    take(page, "approve")
    state(page, "approved")
    take(page, "sign")
    check_accessibility(page, "the question before signing")
    page.locator('#ask [data-key="confirm"]').click()
    state(page, "issued")
    expect(page.locator(".paper-signer")).to_have_text(f"签发：{name}")
    expect(page.locator(".seal")).to_contain_text(re.compile("封印 [0-9a-f]{12}"))
    expect(page.locator("[data-step]")).to_have_count(0)
    # Frozen, and its figures still open.
    page.locator('.paper [data-field="interventions"]').first.click()
    expect(page.locator("#trace .trace-cases > li").first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="关闭").click()
    shot(page, "issued")
    papers = {form: leader.context.request.get(leader.address(f"/api/bulletins/{draft}/paper.{form}")).body()
              for form in ("pdf", "docx")}
    assert papers["pdf"][:5] == b"%PDF-" and papers["docx"][:2] == b"PK"
    again = leader.context.request.get(leader.address(f"/api/bulletins/{draft}/paper.pdf")).body()
    assert again == papers["pdf"], "what is signed is set the same each time"
    leader.close()


def test_both_themes_and_a_phone(browser):
    leader = sign_in(browser, "leader", "/supervision.html", width=390, height=844)
    page = leader.page
    for path in ("/supervision.html", "/supervision.html#weekly", "/bulletin.html?draft=1"):
        page.goto(leader.address(path))
        page.wait_for_selector("html[data-ready]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        # Drawings count in units of their own.
        assert page.evaluate(SMALLEST_TEXT.replace("body *", "body *:not(svg *)")) >= 11, path
        page.locator("#theme").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        check_accessibility(page, f"{path} in the dark")
        shot(page, f"phone-dark-{path.strip('/').split('.')[0]}")
        page.locator("#theme").click()
        page.locator("#language").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.locator("#language").click()
    leader.close()


if __name__ == "__main__":
    run(dict(globals()))
