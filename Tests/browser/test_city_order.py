# SPDX-License-Identifier: Apache-2.0
"""Takes two problems of a city through the hands of everybody who works on them.

    python3 Tests/browser/test_city_order.py http://127.0.0.1:8080 ACCOUNTS.json

The file is what city_order_accounts.py writes. The server must have the bundled example of bodies and
deadlines, and order-grids.json.
"""

import json
import os
import sys

from pages import SMALL_TARGETS, SMALLEST_TEXT, Page, check_accessibility, photo, run
from playwright.sync_api import expect

OWN = "东风街 胜利街 早高峰 八点"


def file(name, content):
    return {"name": name, "mimeType": "image/png", "buffer": content}


def shot(page, name):
    """A picture for whoever asked for them, such as a reviewer."""
    folder = os.environ.get("CHENGXU_PICTURES")
    if folder:
        page.screenshot(path=os.path.join(folder, f"{name}.png"))


def report(browser, number, place=None, words="路边暴露垃圾"):
    """A citizen on a telephone: the photo first. Returns the case's number."""
    citizen = Page(browser, 390, 844, touch=True, path="/report.html")
    page = citizen.page
    if number == 1:
        citizen.refusals = [400]
        check_report_page(page)
    page.set_input_files("#photo", file("problem.png", photo(40 + number, place)))
    expect(page.locator("#preview")).to_be_visible()
    page.fill("#description", words)
    page.locator("#kinds .chip").first.click()
    expect(page.locator("#kind")).to_have_value("E0102")
    if place:
        expect(page.locator("#place-note")).to_contain_text("位置来自照片")
    page.fill("#address", f"东风街 {number} 号，电话 13812345678")
    shot(page, f"report-filled-{number}")
    page.click("#report-form button[type=submit]")
    expect(page.locator("#filed")).to_be_visible()
    check_accessibility(page, "a report that was filed")
    shot(page, f"report-filed-{number}")
    found = int(page.locator("#number").inner_text())
    page.click("#ask button")
    expect(page.locator("#answer")).to_contain_text("信息采集")
    citizen.close()
    return found


def check_report_page(page):
    for theme in ("light", "dark"):
        check_accessibility(page, f"report page {theme}")
        shot(page, f"report-{theme}")
        page.click("#theme")
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    assert page.evaluate(SMALLEST_TEXT) >= 11
    page.set_input_files("#photo", file("no.png", b"<svg onload=alert(1)>"))
    expect(page.locator("#message")).to_contain_text("不是 JPEG、PNG 或 WebP")
    page.click("#report-form button[type=submit]")
    expect(page.locator("#message")).to_have_text("请选择类别。")


class Person:
    """Somebody of city order at the workbench."""

    def __init__(self, browser, who, width=1366, height=768, lands="**/order.html*"):
        account = ACCOUNTS[who]
        self.opened = Page(browser, width, height, touch=width < 500, path="/sign-in.html")
        self.opened.refusals = [401]
        self.page = page = self.opened.page
        page.fill("#name", account["account"])
        page.fill("#password", account.get("own", account["oneTimePassword"]))
        page.keyboard.press("Enter")
        if "own" not in account:
            page.fill("#new-password", OWN)
            page.fill("#again", OWN)
            page.keyboard.press("Enter")
            account["own"] = OWN
        page.wait_for_url(lands)
        page.wait_for_selector("html[data-ready]", timeout=60_000)

    def open(self, number):
        self.page.locator(f'#list [data-key="{number}"]').click()
        expect(self.page.locator("#case-title")).to_contain_text(f"#{number}")

    def go_to(self, number):
        """To a case that stands in no queue of theirs, by its address."""
        self.page.goto(self.opened.address(f"/order.html#{number}"))
        self.page.reload()
        expect(self.page.locator("#case-title")).to_contain_text(f"#{number}")

    def do(self, action, photos=(), **fields):
        page = self.page
        page.click(f'[data-do="{action}"]')
        for name, value in fields.items():
            control = page.locator(f'.case-form [name="{name}"]')
            if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)
        if photos:
            page.set_input_files('.case-form [name="photos"]', list(photos))
        page.click(".case-form .primary")

    def see(self, words):
        expect(self.page.locator("#case")).to_contain_text(words)

    def last(self, action):
        expect(self.page.locator(".case-entry").first).to_have_attribute("data-action", action)

    def may(self, *actions):
        found = self.page.locator("[data-do]").evaluate_all("all => all.map(e => e.dataset.do)")
        assert set(actions) <= set(found), f"{actions} are not among {found}"
        return found

    def close(self):
        self.opened.close()


def test_one_problem_from_a_citizens_photo_to_verified_closure(browser):
    number = report(browser, 1, place=(-30.0365, -51.2150))

    supervisor = Person(browser, "supervisor")
    check_workbench(supervisor, number)
    supervisor.do("open")
    supervisor.last("open")
    supervisor.see("指挥中心")
    assert "close" not in supervisor.may()
    supervisor.close()

    dispatcher = Person(browser, "dispatcher")
    dispatcher.open(number)
    dispatcher.do("dispatch", unit="11")
    dispatcher.last("dispatch")
    dispatcher.see("区环境卫生管理中心")
    dispatcher.close()

    cleaner = Person(browser, "cleaner", 390, 844)
    check_phone(cleaner, number)
    cleaner.do("accept")
    cleaner.last("accept")
    cleaner.do("finish", photos=[file("done.png", photo(150))], note="已清运")
    cleaner.last("finish")
    assert "verify" not in cleaner.may(), "who solved it may not verify it"
    cleaner.close()

    collector = Person(browser, "collector")
    collector.opened.refusals = [401, 409]
    collector.open(number)
    collector.do("verify", photos=[file("same.png", photo(150))], passed="yes")
    expect(collector.page.locator(".form-message")).to_contain_text("核查照片与处置照片是同一张")
    collector.page.click(".form-end .button")
    collector.do("verify", photos=[file("seen.png", photo(160))], passed="yes")
    collector.last("verify")
    collector.close()

    supervisor = Person(browser, "supervisor")
    supervisor.open(number)
    supervisor.do("close", note="核查通过")
    supervisor.last("close")
    assert supervisor.page.locator(".photos img").count() == 3
    loaded = supervisor.page.locator(".photos img").evaluate_all(
        "all => Promise.all(all.map(e => { e.loading = 'eager'; return e.decode().then(() => e.naturalWidth) }))")
    assert loaded == [64, 64, 64], loaded
    shot(supervisor.page, "order-closed")
    check_accessibility(supervisor.page, "a closed case")
    supervisor.close()

    citizen = Page(browser, 390, 844, touch=True, path="/report.html")
    citizen.page.fill("#ask-number", str(number))
    citizen.page.keyboard.press("Enter")
    expect(citizen.page.locator("#answer")).to_contain_text("已办结 · 已核查结案")
    public = citizen.page.request.get(citizen.address(f"/open311/v2/requests/{number}.json")).text()
    assert "13812345678" not in public and "photo" not in public
    refused = citizen.page.request.get(citizen.address(f"/api/cases/{number}"))
    assert refused.status == 401
    citizen.close()


def test_a_second_problem_through_dispute_return_extension_and_ledger(browser):
    number = report(browser, 2, place=(-30.0385, -51.2190))

    supervisor = Person(browser, "supervisor")
    supervisor.open(number)
    supervisor.do("open")
    supervisor.last("open")
    supervisor.close()

    dispatcher = Person(browser, "dispatcher")
    dispatcher.open(number)
    dispatcher.do("dispatch", unit="11")
    dispatcher.last("dispatch")

    cleaner = Person(browser, "cleaner")
    cleaner.open(number)
    cleaner.do("give-back", reason="属绿化带内垃圾，不归环卫")
    cleaner.last("giveBack")
    cleaner.close()

    dispatcher.opened.refusals = [401]
    dispatcher.page.reload()
    expect(dispatcher.page.locator("#case-title")).to_contain_text(f"#{number}")
    dispatcher.see("属绿化带内垃圾")
    expect(dispatcher.page.locator('[data-do="dispatch-to-territory"]')).to_contain_text("东关街道办事处")
    shot(dispatcher.page, "order-dispute")
    dispatcher.do("dispatch-to-territory")
    dispatcher.see("属地管理")
    dispatcher.close()

    street = Person(browser, "street")
    street.open(number)
    street.do("accept")
    street.last("accept")
    assert "give-back" not in street.may(), "what the territory has cannot be returned"
    street.do("request-extension", limit="24H", reason="需要吊车，明日进场")
    street.last("requestExtension")
    assert "decide-extension" not in street.may(), "who asks does not decide"
    street.close()

    leader = Person(browser, "leader")
    expect(leader.page.locator("#list")).to_contain_text("申请延期")
    leader.open(number)
    leader.see("已申请延期，待审批")
    shot(leader.page, "order-extension")
    leader.do("decide-extension", granted="yes", reason="情况属实，同意一次")
    leader.last("decideExtension")
    leader.do("put-on-ledger", reason="地块权属待确认", review="2026-12-31")
    leader.last("putOnLedger")
    leader.see("不计时")
    leader.may("take-off-ledger")
    shot(leader.page, "order-ledger")
    leader.close()


def test_disorder_on_the_road_goes_to_the_brigade_and_comes_back(browser):
    collector = Person(browser, "collector", 390, 844)
    secret = collector.page.request.get(collector.opened.address("/api/session")).json()["person"]["formSecret"]
    place = ACCOUNTS["onTheRoad"]
    filed = collector.page.request.post(
        collector.opened.address("/api/report"),
        data={"code": "E0505", "latitude": place[0], "longitude": place[1], "description": "占道停车",
              "address": "主路右侧车道"},
        headers={"X-Form-Secret": secret})
    assert filed.status == 201, filed.text()
    number = filed.json()["number"]
    collector.close()

    supervisor = Person(browser, "supervisor")
    supervisor.open(number)
    supervisor.do("open")
    supervisor.last("open")
    supervisor.close()

    dispatcher = Person(browser, "dispatcher")
    dispatcher.open(number)
    dispatcher.page.click('[data-do="dispatch"]')
    expect(dispatcher.page.locator(".case-form")).to_contain_text("自动移送 交警大队")
    check_accessibility(dispatcher.page, "a dispatch that the rule sends to the brigade")
    shot(dispatcher.page, "referral-dispatch")
    dispatcher.page.click(".case-form .primary")
    dispatcher.last("refer")
    dispatcher.see("交警案件")
    dispatcher.close()

    # Whoever reads the plans lands on the command page.
    brigade = Person(browser, "brigade", 390, 844, lands="**/")
    page = brigade.page
    page.goto(brigade.opened.address("/duty.html"))
    page.wait_for_selector("html[data-ready] .duty-tabs button")
    page.locator('#tabs [data-key="cases"]').click()
    card = page.locator("#work .card", has_text=f"市容案件 #{number}")
    expect(card).to_contain_text("占道停车")
    card.get_by_role("button", name="接收").click()
    expect(card.get_by_role("button", name="现场口头警告")).to_be_visible(timeout=20_000)
    for theme in ("light", "dark"):
        check_accessibility(page, f"a referred violation {theme}")
        shot(page, f"referral-brigade-{theme}")
        page.click("#theme")
    card.get_by_role("button", name="现场口头警告").click()
    expect(card).to_have_count(0, timeout=20_000)
    brigade.close()

    collector = Person(browser, "collector")
    collector.open(number)
    collector.see("劝")
    collector.do("verify", photos=[file("clear.png", photo(190))], passed="yes")
    collector.last("verify")
    collector.close()

    supervisor = Person(browser, "supervisor")
    supervisor.open(number)
    supervisor.do("close", note="核查通过")
    supervisor.last("close")
    supervisor.see("交警案件")
    shot(supervisor.page, "referral-closed")
    supervisor.close()


def test_a_collector_without_a_network_files_each_report_once(browser):
    collector = Person(browser, "collector", 390, 844)
    page = collector.page
    page.click("#collect")
    page.wait_for_selector("html[data-ready]")
    for theme in ("light", "dark"):
        check_accessibility(page, f"collector {theme}")
        page.click("#theme")
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    page.click("#collect-form button[type=submit]")
    expect(page.locator("#message")).to_have_text("请先拍照。")
    collector.opened.context.set_offline(True)
    for number in (1, 2):
        page.set_input_files("#photo", file("seen.png", photo(70 + number)))
        page.fill("#description", "路灯不亮")
        page.locator("#kinds .chip").first.click()
        expect(page.locator("#kind")).to_have_value("P0201")
        page.fill("#address", f"胜利街 {number} 号")
        page.click("#collect-form button[type=submit]")
        expect(page.locator("#waiting-count")).to_have_text(f"待发 {number} 件")
    shot(page, "collect-waiting")
    collector.opened.context.set_offline(False)
    expect(page.locator("#sent li")).to_have_count(2, timeout=40_000)
    expect(page.locator("#waiting-count")).to_have_text("待发 0 件")
    shot(page, "collect-sent")
    page.reload()
    expect(page.locator("#waiting-count")).to_have_text("待发 0 件")
    page.goto(collector.opened.address("/order.html"))
    expect(page.locator("#list")).to_contain_text("胜利街 2 号")
    assert page.locator("#list .case-row", has_text="胜利街").count() == 2
    collector.close()


def test_the_month_is_evaluated_with_its_counts(browser):
    supervisor = Person(browser, "supervisor")
    page = supervisor.page
    page.click("#evaluation")
    page.wait_for_selector("html[data-ready]")
    row = page.locator('#table [data-key="11"]')
    expect(row).to_contain_text("区环境卫生管理中心")
    expect(row).to_contain_text("不足10件")
    for theme in ("light", "dark"):
        check_accessibility(page, f"evaluation {theme}")
        shot(page, f"evaluation-{theme}")
        page.click("#theme")
    page.select_option("#by", "role")
    expect(page.locator('#table [data-key="citizen"]')).to_contain_text("市民")
    supervisor.close()

    cleaner = Person(browser, "cleaner", 390, 844)
    cleaner.page.goto(cleaner.opened.address("/evaluation.html"))
    expect(cleaner.page.locator("#table tbody tr")).to_have_count(1)
    check_accessibility(cleaner.page, "evaluation on a telephone")
    cleaner.close()


def check_workbench(supervisor, number):
    """The workbench of somebody who has one case to open, in both themes and languages."""
    page = supervisor.page
    expect(page.locator("#list .case-row")).not_to_have_count(0)
    supervisor.open(number)
    supervisor.see("监督中心")
    supervisor.may("open", "decline")
    expect(page.locator(".case-pin")).not_to_have_count(0)
    expect(page.locator("#case .ground")).to_contain_text("此处由谁负责")
    for theme in ("light", "dark"):
        check_accessibility(page, f"workbench {theme}")
        shot(page, f"order-{theme}")
        page.click("#theme")
    page.click("#language")
    expect(page.locator("#case")).to_contain_text("Whose clock runs")
    shot(page, "order-en")
    page.click("#language")
    page.click('[data-do="decline"]')
    check_accessibility(page, "a form")
    shot(page, "order-form")
    page.click(".form-end .button")
    page.keyboard.press("Escape")
    expect(page.locator("#case")).to_contain_text("选择一个案件")
    # A click into the map, away from every pin, asks who answers for that place.
    page.locator("#map").click(position={"x": 12, "y": 300})
    expect(page.locator("#case .ground")).to_contain_text("此处由谁负责")
    shot(page, "order-ground")
    page.keyboard.press("j")
    expect(page.locator("#case-title")).to_be_visible()
    supervisor.open(number)
    assert page.evaluate(SMALLEST_TEXT) >= 11


def check_phone(cleaner, number):
    page = cleaner.page
    shot(page, "order-phone-queue")
    check_accessibility(page, "queue on a telephone")
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    cleaner.open(number)
    shot(page, "order-phone-case")
    check_accessibility(page, "case on a telephone")
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    page.click("#back")
    cleaner.open(number)


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as accounts:
        ACCOUNTS = json.load(accounts)
    run(dict(globals()))
