# SPDX-License-Identifier: Apache-2.0
"""An auditor reads who looked at what, others read an officer's track, and the officer sees that; then the log is broken.

    python3 Tests/browser/test_audit.py http://127.0.0.1:8080 ACCOUNTS.json DATA

The first file is what audit_accounts.py writes. DATA is the folder that is served, on SQLite: the last test changes an
event behind the server's back.
"""

import pathlib
import sqlite3
import sys
import time
import urllib.parse
import urllib.request
import uuid

from pages import SMALL_TARGETS, SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

PEOPLE = Accounts(sys.argv[2])
BADGE, UNIT = PEOPLE.accounts["badge"], PEOPLE.accounts["unit"]
DATABASE = pathlib.Path(sys.argv[3]) / "live.sqlite"
SLOW = 30_000
REASON = "核查警情 12 号到场时间"


def name(who):
    return PEOPLE.accounts[who]["account"]


def report(person, minutes_ago):
    """As the phone of the officer does."""
    [[south, west], [north, east]] = person.context.request.get(person.address("/api/city")).json()["bounds"]
    query = (f"id=audit-own&lat={(south + north) / 2:.5f}&lon={(west + east) / 2:.5f}&speed=0&bearing=0"
             f"&timestamp={int((time.time() - minutes_ago * 60) * 1000)}")
    with urllib.request.urlopen(person.address(f"/osmand?{query}")) as answer:
        assert answer.status == 200, answer.status


def looks(page, picture):
    """Both themes, both widths: accessible, nothing too wide, too small or too near."""
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        for theme in ("light", "dark"):
            page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            check_accessibility(page, f"{picture}, {width} px, {theme}")
            shot(page, f"{picture}-{width}-{theme}")
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{picture} is {overflow} px too wide"
        assert page.evaluate(SMALLEST_TEXT) >= 11
    rows(page).first.scroll_into_view_if_needed()
    page.locator("#count").evaluate("each => each.scrollIntoView()")
    shot(page, f"{picture}-rows")
    page.evaluate("scrollTo(0, 0)")
    assert not (small := page.evaluate(SMALL_TARGETS)), small
    page.set_viewport_size({"width": 1366, "height": 768})
    page.evaluate("document.documentElement.dataset.theme = 'light'")


def rows(page, kind=None):
    return page.locator(f'[data-kind="{kind}"]' if kind else "[data-event]")


def test_a_dispatcher_and_an_inspector_read_a_track(browser):
    dispatcher = PEOPLE.sign_in(browser, "dispatcher", "/duty.html")
    report(dispatcher, 0)
    terminal = next(
        each["id"] for each in dispatcher.context.request.get(dispatcher.address("/api/units")).json()
        if each["holder"] == BADGE)
    answer = dispatcher.context.request.get(
        dispatcher.address(f"/api/units/{terminal}/track?reason={urllib.parse.quote(REASON)}"))
    assert answer.ok, answer.text()
    dispatcher.close()
    # On the command page hours can be chosen, and those alone are read.
    inspector = PEOPLE.sign_in(browser, "inspector", "/")
    page = inspector.page
    page.keyboard.press("p")
    page.locator("#track-unit").select_option(str(terminal))
    page.locator("#track-reason").fill("班后讲评")
    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        check_accessibility(page, f"asking for hours, {theme}")
        shot(page, f"audit-track-hours-{theme}")
    inspector.refusals = [400]
    page.fill("#track-from", "12:00")
    page.fill("#track-to", "11:00")
    page.keyboard.press("Enter")
    expect(page.locator("#track-ask [role=alert]")).to_contain_text("起在止之前")
    # A minute before midnight: only a test that runs then finds somebody.
    page.fill("#track-from", "23:59")
    page.fill("#track-to", "")
    page.keyboard.press("Enter")
    expect(page.locator("#track-ask [role=alert]")).to_contain_text("这一时段没有轨迹")
    page.fill("#track-from", "")
    page.keyboard.press("Enter")
    expect(page.locator("#track")).to_contain_text(BADGE)
    inspector.close()


def test_the_officer_sees_who_read_the_own_track(browser):
    officer = PEOPLE.sign_in(browser, "officer", "/duty.html", 390, 844)
    page = officer.page
    page.locator('#tabs [data-key="roster"]').click()
    readers = page.locator(".own-readers")
    expect(readers).to_contain_text("谁查看过我的轨迹", timeout=SLOW)
    expect(readers).to_contain_text("3 次")
    expect(readers.locator("li").first).to_be_hidden()
    # The last of the page: at its end nothing lies behind the tabs, and the header is still there.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last_line, tabs = readers.bounding_box(), page.locator("#tabs").bounding_box()
    assert last_line["y"] + last_line["height"] <= tabs["y"], f"{last_line} lies behind {tabs}"
    assert page.locator(".duty-top").bounding_box()["y"] == 0
    readers.locator("summary").click()
    first, last = readers.locator("li").first, readers.locator("li").last
    expect(first).to_contain_text(name("inspector"))
    expect(first).to_contain_text("事由：班后讲评")
    expect(readers.locator("li").nth(1)).to_contain_text("23:59–24:00")
    expect(last).to_contain_text(name("dispatcher"))
    expect(last).to_contain_text(REASON)
    expect(last).to_contain_text("00:00–24:00")
    readers.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.own-readers').scrollIntoView()")
    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        check_accessibility(page, f"the own readings, {theme}")
        shot(page, f"audit-own-{theme}")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"

    # No roster gives the officer a vehicle today: as if the newest reading were of one.
    def of_vehicle(route):
        answer = route.fetch()
        body = answer.json()
        body["items"][0]["vehicle"] = "鲁V1234警"
        route.fulfill(response=answer, json=body)

    page.route("**/api/duty/track-readings", of_vehicle)
    page.reload()
    page.locator('#tabs [data-key="roster"]').click()
    readers.locator("summary").click(timeout=SLOW)
    expect(readers.locator("li").first).to_contain_text("车辆 鲁V1234警 的轨迹")
    expect(readers.locator("li").nth(1)).not_to_contain_text("车辆")
    page.evaluate("document.querySelector('.own-readers').scrollIntoView()")
    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        check_accessibility(page, f"the readings of a vehicle, {theme}")
        shot(page, f"audit-own-vehicle-{theme}")
    officer.close()


def test_the_auditor_reads_filters_and_takes_away(browser):
    auditor = PEOPLE.sign_in(browser, "auditor", "/")
    page = auditor.page
    page.locator('#person a[href="/audit.html"]').click()
    page.wait_for_url("**/audit.html")
    page.wait_for_selector("html[data-ready]")
    tracks = rows(page, "trackRead")
    expect(tracks).to_have_count(3)
    expect(tracks.first).to_contain_text("查阅轨迹")
    expect(tracks.first).to_contain_text(name("inspector"))
    expect(tracks.first).to_contain_text(BADGE)
    expect(tracks.last).to_contain_text(f"事由：{REASON}")
    expect(rows(page, "auditRead")).to_have_count(1)
    looks(page, "audit")
    page.locator("#language").click()
    expect(tracks.first).to_contain_text("Read a track")
    expect(page.locator("#chain")).to_contain_text("Chained log")
    shot(page, "audit-english")
    page.locator("#language").click()
    # An officer, a kind and an account, one after another.
    page.fill("#audit-officer", BADGE)
    page.keyboard.press("Enter")
    expect(rows(page, "signedIn").first).to_contain_text(name("officer"))
    expect(tracks).to_have_count(3)
    page.locator("#audit-kind").select_option("trackRead")
    page.fill("#audit-account", name("dispatcher"))
    page.locator("#audit-unit").select_option(str(UNIT))
    page.locator('[data-key="ask"]').click()
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#count")).to_have_text("1 条")
    with page.expect_download() as download:
        page.locator('[data-key="csv"]').click()
    text = pathlib.Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert text.count("\r\n") == 2 and REASON in text and name("dispatcher") in text, text
    with page.expect_download() as download:
        page.locator('[data-key="xlsx"]').click()
    assert pathlib.Path(download.value.path()).read_bytes().startswith(b"PK")
    # What is refused leaves the form and the answer before as they are.
    auditor.refusals = [404]
    page.fill("#audit-officer", "7")
    page.locator('[data-key="ask"]').click()
    expect(page.locator("#refusal")).to_contain_text("7")
    expect(rows(page)).to_have_count(1)
    page.locator('[data-key="all"]').click()
    expect(page.locator("#refusal")).to_have_text("")
    exported = rows(page, "auditExported")
    expect(exported).to_have_count(2)
    for words in ("CSV 文件，1 条", "查阅轨迹", f"警号 {BADGE}", f"账号 {name('dispatcher')}"):
        expect(exported.last).to_contain_text(words)
    page.locator("#language").click()
    expect(exported.first).to_contain_text("XLSX file, events: 1")
    expect(exported.first).to_contain_text("Read a track")
    exported.first.scroll_into_view_if_needed()
    shot(page, "audit-exported-english")
    page.locator("#language").click()
    auditor.close()


def file_incident(browser):
    dispatcher = PEOPLE.sign_in(browser, "dispatcher", "/duty.html")
    request, address = dispatcher.context.request, dispatcher.address
    [[south, west], [north, east]] = request.get(address("/api/city")).json()["bounds"]
    secret = request.get(address("/api/session")).json()["person"]["formSecret"]
    answer = request.post(
        address("/api/incidents"), headers={"x-form-secret": secret, "idempotency-key": str(uuid.uuid4())},
        data={"severity": "damage", "kind": "追尾", "latitude": (south + north) / 2, "longitude": (west + east) / 2})
    assert answer.ok, answer.text()
    dispatcher.close()


def test_the_log_is_checked_and_a_break_cannot_be_passed_over(browser):
    file_incident(browser)
    auditor = PEOPLE.sign_in(browser, "auditor", "/audit.html")
    page = auditor.page
    expect(page.locator("#chain")).to_contain_text("还没有校验过")
    page.locator("#check").click()
    expect(page.locator(".audit-good")).to_contain_text("完整", timeout=SLOW)
    expect(page.locator(".audit-good")).to_contain_text(name("auditor"))
    expect(page.locator("#alarm")).to_be_empty()
    looks(page, "audit-intact")
    with sqlite3.connect(DATABASE, timeout=20) as database:
        number = database.execute("SELECT max(id) FROM duty_event").fetchone()[0]
        database.execute("UPDATE duty_event SET body = replace(body, '追尾', '刮擦') WHERE id = ?", (number,))
        changed = database.execute("SELECT count(*) FROM duty_event WHERE body LIKE '%刮擦%'").fetchone()[0]
        if not changed:
            database.execute("UPDATE duty_event SET body = body || ' ' WHERE id = ?", (number,))
    page.locator("#check").click()
    alarm = page.locator("#alarm")
    expect(alarm).to_contain_text("已断开", timeout=SLOW)
    expect(alarm).to_contain_text("内容被改动")
    expect(page.locator(".audit-good")).to_have_count(0)
    expect(page.locator("#chain")).to_contain_text("上次完整")
    looks(page, "audit-broken")
    # The record below has it too.
    expect(rows(page, "chainCheckBroken")).to_have_count(1)
    expect(rows(page, "chainCheckBroken")).to_contain_text("第 2 次校验：事件链在第")
    expect(rows(page, "chainCheckIntact")).to_contain_text("第 1 次校验：事件链完整")
    expect(rows(page, "chainCheckBegun").first).to_contain_text("第 2 次校验，共")
    # Whoever comes later is told at once.
    page.reload()
    expect(alarm).to_contain_text("内容被改动")
    expect(rows(page, "chainCheckBroken")).to_have_count(1)
    expect(rows(page, "chainCheckIntact")).to_have_count(1)
    auditor.close()


def test_others_have_neither_link_nor_record(browser):
    inspector = PEOPLE.sign_in(browser, "inspector", "/")
    expect(inspector.page.locator('#person a[href="/audit.html"]')).to_have_count(0)
    answer = inspector.context.request.get(inspector.address("/api/audit/events"))
    assert answer.status == 403, answer.status
    inspector.close()


if __name__ == "__main__":
    run(dict(globals()))
