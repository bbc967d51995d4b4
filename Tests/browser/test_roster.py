# SPDX-License-Identifier: Apache-2.0
"""Works on a roster as a planner does: publish, pin, swap, stand-in, sick call; by mouse and by keys.

    python3 Tests/browser/test_roster.py http://127.0.0.1:8080 ACCOUNT ONE-TIME-PASSWORD

The account must be a planner's whose password was not changed yet, the roster never published.
"""

import re
import sys

from pages import SMALL_TARGETS, SMALLEST_TEXT, Page, check_accessibility, run, shot
from playwright.sync_api import expect

ACCOUNT, ONE_TIME = sys.argv[2], sys.argv[3]
OWN = "东风街 胜利街 早高峰 八点"


has_own_password = False


def open_roster(browser, width=1366, height=768, touch=False):
    """The roster, with the planner signed in; the first time with a password of their own."""
    global has_own_password
    person = Page(browser, width, height, touch=touch, path="/sign-in.html")
    page = person.page
    person.refusals = [401]
    page.fill("#name", ACCOUNT)
    page.fill("#password", OWN if has_own_password else ONE_TIME)
    page.keyboard.press("Enter")
    if not has_own_password:
        page.wait_for_selector("#own-password:not([hidden])")
        page.fill("#new-password", OWN)
        page.fill("#again", OWN)
        page.keyboard.press("Enter")
        has_own_password = True
    page.wait_for_url(person.address("/"))
    page.goto(person.address("/roster.html"))
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    person.refusals = []
    return person


def choose(page, chip):
    """Chooses a shift by its number, whatever is redrawn in between."""
    duty = chip.get_attribute("data-duty")
    chip.click()
    expect(page.locator(f'#grid [data-duty="{duty}"]')).to_have_attribute("aria-pressed", "true")
    return duty


def test_nobody_works_by_a_draft_until_it_is_published(browser):
    planner = open_roster(browser)
    page = planner.page
    state = page.locator("#edition-state")
    expect(state).to_have_text("草稿 · 尚未发布")
    expect(page.locator("#editions [data-key=published]")).to_be_disabled()
    page.keyboard.press("f")
    expect(page.locator("#publishing")).to_be_visible()
    check_accessibility(page, "the question before publishing")
    page.fill("#publish-note", "第一版")
    page.keyboard.press("Enter")
    expect(state).to_contain_text("已发布第 1 版")
    expect(page.locator("#publish")).to_be_disabled()
    page.locator("#panels [data-key=changes]").click()
    expect(page.locator("#side")).to_contain_text("第一版")
    expect(page.locator("#side")).to_contain_text(ACCOUNT)
    planner.close()


def test_a_pinned_shift_stays(browser):
    planner = open_roster(browser)
    page = planner.page
    duty = choose(page, page.locator("#grid .shift-late").first)
    page.keyboard.press("p")
    chip = page.locator(f'#grid [data-duty="{duty}"]')
    expect(chip).to_have_class(re.compile("is-pinned"))
    expect(page.locator("#side")).to_contain_text("固定")
    for key in ("c", "s"):
        expect(page.locator(f'.actions [data-key="{key}"]')).to_be_disabled()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(f'#grid [data-duty="{duty}"]')).to_have_class(re.compile("is-pinned"))
    choose(page, page.locator(f'#grid [data-duty="{duty}"]'))
    page.locator('.actions [data-key="p"]').click()
    expect(page.locator(f'#grid [data-duty="{duty}"]')).not_to_have_class(re.compile("is-pinned"))
    planner.close()


def test_two_people_swap(browser):
    """The same shift on the same day of two sworn people of a squadron changes hands."""
    planner = open_roster(browser)
    page = planner.page
    column = page.locator("#grid tbody tr:has(.status-sworn) td:nth-child(3) .shift-late:not(.is-standby)")
    first, second = (column.nth(index).get_attribute("data-duty") for index in (0, 1))

    def holder(duty):
        return page.locator(f'#grid tr:has([data-duty="{duty}"]) .who-name').first.inner_text()

    names = holder(first), holder(second)
    choose(page, page.locator(f'#grid [data-duty="{first}"]'))
    page.keyboard.press("s")
    expect(page.locator(f'#grid [data-duty="{first}"]')).to_have_class(re.compile("is-swapping"))
    page.locator(f'#grid [data-duty="{second}"]').click()
    expect(page.locator(f'#grid .shift.is-new[data-duty="{first}"]')).to_be_visible()
    assert (holder(second), holder(first)) == names, f"{names} did not swap"
    expect(page.locator("#edition-state")).to_contain_text("相差 2 处")
    # What was published is as it was.
    page.locator("#editions [data-key=published]").click()
    assert (holder(first), holder(second)) == names, "the published roster changed"
    expect(page.locator("#grid .is-new")).to_have_count(0)
    planner.close()


def test_a_stand_in_is_found_with_reasons_and_takes_over(browser):
    planner = open_roster(browser)
    page = planner.page
    chip = page.locator("#grid td:nth-child(4) .shift-early:not(.is-standby, .is-new)").first
    duty = choose(page, chip)
    page.keyboard.press("c")
    candidates = page.locator(".candidates li:has(.ready)")
    expect(candidates.first).to_be_visible(timeout=30_000)
    expect(candidates.first).to_contain_text(re.compile("分 · 本周"))
    assert candidates.first.locator("ul li").count() > 0, "no reason is given"
    check_accessibility(page, "candidates")
    name = candidates.first.locator("b").inner_text()
    candidates.first.locator("button").click()
    row = page.locator(f'#grid tr:has(.shift.is-new[data-duty="{duty}"]) .who-name')
    expect(row).to_have_text(name)
    page.locator("#panels [data-key=changes]").click()
    expect(page.locator("#side .move").first).to_be_visible()
    planner.close()


def test_a_sick_call_becomes_a_proposal_and_then_the_draft(browser):
    planner = open_roster(browser)
    page = planner.page
    chip = page.locator("#grid td:nth-child(5) .shift-late:not(.is-standby, .is-new)").first
    duty = choose(page, chip)
    ill = page.locator("#side h2").inner_text()
    page.keyboard.press("x")
    expect(page.locator("#sick")).to_be_visible()
    check_accessibility(page, "the sick call")
    page.locator("#sick-form button[type=submit]").click()
    card = page.locator(".card.state-open")
    expect(card).to_be_visible(timeout=60_000)
    expect(card).to_contain_text("空出")
    expect(card).to_contain_text(re.compile("软规则分"))
    assert page.locator(f'#grid tr.is-chosen [data-duty="{duty}"]').count() == 1, "the draft changed"
    check_accessibility(page, "a proposal")
    card.locator('[data-key^="accept"]').click()
    expect(page.locator(".card.state-accepted")).to_be_visible()
    expect(page.locator(f'#grid tr.is-chosen [data-duty="{duty}"]')).to_have_count(0)
    assert ill, "the proposal names nobody"
    page.locator("#publish").click()
    page.keyboard.press("Enter")
    expect(page.locator("#edition-state")).to_contain_text("已发布第 2 版")
    planner.close()


def test_the_second_of_two_editors_overwrites_nothing(browser):
    one, two = open_roster(browser), open_roster(browser)
    two.refusals = [409]
    duty = choose(one.page, one.page.locator("#grid .shift-night").first)
    one.page.keyboard.press("p")
    expect(one.page.locator(f'#grid [data-duty="{duty}"]')).to_have_class(re.compile("is-pinned"))
    other = choose(two.page, two.page.locator("#grid .shift-night").nth(1))
    two.page.keyboard.press("p")
    expect(two.page.locator("#notice")).to_contain_text("班表刚被别人修改")
    # The newest draft is shown, with the first editor's pin and without the second's.
    expect(two.page.locator(f'#grid [data-duty="{duty}"]')).to_have_class(re.compile("is-pinned"))
    expect(two.page.locator(f'#grid [data-duty="{other}"]')).not_to_have_class(
        re.compile("is-pinned"))
    one.close()
    two.close()


def test_the_page_says_what_stands_in_the_way_of_a_full_week(browser):
    planner = open_roster(browser)
    page = planner.page
    page.keyboard.press("Escape")
    answer = page.locator("#conflict [role=status]")
    expect(answer).to_be_empty()
    with page.expect_download() as download:
        page.locator(".sheets a", has_text="CSV").click()
    rows = open(download.value.path(), encoding="utf-8-sig").read().splitlines()
    assert rows[0].startswith("duty,date,badge,name,unit,shift"), rows[0]
    page.locator("[data-key=conflict]").click()
    # The draft itself proves it, so that this takes seconds on a slow machine too.
    expect(answer).to_contain_text("都能排满", timeout=30_000)
    # The week of the test city can be filled, so another answer is put in the server's place.
    sentence = {"zh": "两班之间至少休息11小时", "en": "At least 11 hours of rest between two duties"}
    page.route("**/api/roster/conflict", lambda route: route.fulfill(json={"undecided": ["2017-05-08"], "conflicts": [{
        "week": "2017-05-01", "pool": {"zh": "一大队", "en": "Brigade 1"}, "isMinimal": True,
        "demands": [{"date": "2017-05-01", "words": {"zh": "晚班需民警1人", "en": "late shift needs 1 sworn"}}],
        "rules": [{"key": "minimum-rest", "sentence": sentence}],
        "relaxations": [{"words": {"zh": "增派人员", "en": "find people"}}]}]}))
    page.locator("[data-key=conflict]").click()
    expect(answer.locator(".bad")).to_contain_text("以下要求和规则不能同时满足")
    expect(answer.locator(".note-new")).to_contain_text("5月8日")
    expect(answer.locator("li")).to_have_text(["晚班需民警1人", "两班之间至少休息11小时", "增派人员"])
    check_accessibility(page, "what stands in the way of a full week")
    planner.close()


def test_a_soft_rule_is_weighed_for_a_reason(browser):
    """Who changed it, when and why stands beside the rule; what the draft was solved with, too."""
    planner = open_roster(browser)
    page = planner.page
    page.locator("#panels [data-key=rules]").click()
    expect(page.locator("#weights-used")).to_have_text("本草稿按以下分值求解。")
    # Every rule in force has its line: sentence, weight or whether it may be set aside, how often broken, where.
    book = page.evaluate("fetch('/api/roster/book').then((answer) => answer.json())")
    for each in book["softRules"] + book["hardRules"]:
        line = page.locator(f'.weight-list [data-rule="{each["key"]}"]')
        expect(line).to_contain_text(each["sentence"]["zh"])
        broken = [one for one in book["brokenRules"] + book["violations"] if one["rule"] == each["key"]]
        expect(line.locator("> .points")).to_have_text(str(each.get("weight", len(broken))))
        expect(line.locator("summary")).to_have_count(1 if broken else 0)
        if each.get("awaits"):
            expect(line).to_contain_text(each["awaits"]["zh"])
        if broken:
            expect(line.locator("summary")).to_contain_text(f"{len(broken):,} 处")
    silent = [each["key"] for each in book["softRules"] + book["hardRules"] if each.get("awaits")]
    assert silent == ["preferences", "heat", "hottest-hours", "heat-overtime", "heat-rotation", "forced-rest", "arterial-crew"], silent
    expect(page.locator('[data-rule="night-exemption"]')).to_contain_text("不得突破")
    expect(page.locator('[data-rule="minimum-rest"]')).to_contain_text("写明理由")
    for each in book["softRules"]:
        off = page.locator(f'[data-rule="{each["key"]}"]', has_text="已停用")
        expect(off).to_have_count(1 if each["weight"] == 0 else 0)
    where = page.locator('[data-rule="weekly-target"] details')
    where.locator("summary").click()
    check_accessibility(page, "where a rule is broken")
    shot(page, "roster-rule-where")
    words = where.locator("li").first.inner_text()
    where.locator("li button").first.click()
    expect(page.locator("#side .broken")).to_contain_text(words.split("：")[-1])
    page.locator("#panels [data-key=rules]").click()
    rule = page.locator('.weight-list [data-rule="fair-nights"]')
    expect(rule.locator(".points")).to_have_text("20")
    rule.get_by_role("button").click()
    expect(page.locator("#weight-value")).to_be_focused()
    page.locator("#weight-value").fill("35")
    page.keyboard.press("Enter")
    expect(page.locator("#weight-reason")).to_be_visible()  # Without a reason nothing is sent.
    expect(rule.locator(".points")).to_have_text("20")
    page.locator("#weight-reason").fill("近期夜班分布不均，支队要求拉平")
    check_accessibility(page, "a weight being changed")
    shot(page, "roster-weight-form")
    page.keyboard.press("Enter")
    expect(rule.locator(".points")).to_have_text("35")
    expect(rule).to_contain_text("本草稿求解时为 20 分")
    expect(rule).to_contain_text("由 20 改为 35：近期夜班分布不均，支队要求拉平")
    expect(rule).to_contain_text(ACCOUNT)
    expect(page.locator("#weights-used")).to_contain_text("1 条规则改了分值")
    check_accessibility(page, "a weight changed")
    for theme in ("light", "dark"):
        shot(page, f"roster-weights-{theme}")
        page.keyboard.press("t")
    planner.close()
    phone = open_roster(browser, 390, 844, touch=True)
    phone.page.locator("#grid .shift").first.click()
    phone.page.locator("#panels [data-key=rules]").click()
    expect(phone.page.locator('.weight-list [data-rule="fair-nights"] .points')).to_have_text("35")
    overflow = phone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    shot(phone.page, "roster-weights-phone")
    phone.close()


def settle(page):
    """Buttons fade into a theme; half way their contrast is neither's."""
    page.evaluate("Promise.all(document.getAnimations().map((fade) => fade.finished))")


def csv_file(name, *lines):
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def test_staff_and_leave_are_looked_at_row_by_row_before_they_are_taken(browser):
    planner = open_roster(browser)
    page = planner.page
    page.keyboard.press("i")
    expect(page.locator("#importing")).to_be_visible()
    expect(page.locator("#import-take")).to_be_disabled()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV 模板").click()
    rows = open(download.value.path(), encoding="utf-8-sig").read().splitlines()
    assert rows[0] == "badge,name,name_en,status,unit,skills,exemptions", rows[0]
    badge, chinese = rows[1].split(",")[:2]
    # The list as it went out says nothing new.
    page.set_input_files("#import-file", csv_file("staff.csv", *rows))
    expect(page.locator(".import-counts")).to_contain_text(f"{len(rows) - 1} 人无变化")
    expect(page.locator("#import-take")).to_be_disabled()
    head, unit = rows[0], rows[1].split(",")[4]
    page.set_input_files("#import-file", csv_file(
        "staff.csv", head, f"F9001,新人,New,auxiliary,{unit},drone,", "12,丙,,sworn,1,,", f"F9002,丁,,auxiliary,{unit},flying,"))
    expect(page.locator(".import-counts")).to_have_text("新增 1 人，更新 0 人，0 人无变化，2 行不能收入")
    bad = page.locator(".import-rows.bad li")
    expect(bad.nth(0)).to_contain_text("第 3 行")
    expect(bad.nth(0)).to_contain_text("badge")
    expect(bad.nth(0)).to_contain_text("民警警号为六位数字")
    expect(bad.nth(1)).to_contain_text("skills")
    expect(page.locator("#import-take")).to_be_disabled()
    check_accessibility(page, "a file of staff with refused rows")
    shot(page, "roster-import-staff")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    # Nothing was stored by looking.
    page.locator("#import-kinds [data-key=leave]").click()
    day = page.evaluate("document.querySelectorAll('#days [data-key]')[5].dataset.key")
    page.set_input_files("#import-file", csv_file("leave.csv", "badge,from,to", f"{badge},{day},{day}", "999999,x,y"))
    expect(page.locator(".import-counts")).to_have_text("休假 1 条，1 行不能收入")
    expect(page.locator("#import-result")).to_contain_text("没有这个警号")
    page.locator("#import-without").check()
    for theme in ("light", "dark"):
        settle(page)
        check_accessibility(page, f"a file of leave, {theme}")
        shot(page, f"roster-import-leave-{theme}")
        page.evaluate("document.getElementById('theme').click()")
    page.locator("#import-take").click()
    expect(page.locator("#importing")).not_to_be_visible()
    expect(page.locator("#side")).to_contain_text("leave.csv")
    expect(page.locator("#side")).to_contain_text("人员 0，休假 1")
    expect(page.locator("#side")).to_contain_text(ACCOUNT)
    # Who has the same leave already is refused.
    page.keyboard.press("i")
    page.set_input_files("#import-file", csv_file("leave.csv", "badge,from,to", f"{badge},{day},{day}"))
    expect(page.locator("#import-result")).to_contain_text("与已有休假重叠")
    planner.refusals = [400]
    page.set_input_files("#import-file", csv_file("leave.csv", "badge,from"))
    expect(page.locator("#import-result [role=alert]")).to_contain_text("首行缺少列“to”")
    planner.close()
    phone = open_roster(browser, 390, 844, touch=True)
    page = phone.page
    page.locator("#import").click()
    page.set_input_files("#import-file", csv_file("staff.csv", *rows[:1], "12,丙,,sworn,1,,"))
    expect(page.locator("#import-result")).to_contain_text("六位数字")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    shot(page, "roster-import-phone")
    phone.close()


def test_a_forecast_is_looked_at_row_by_row_and_the_heat_rules_judge_by_it(browser):
    planner = open_roster(browser)
    page = planner.page
    page.keyboard.press("i")
    page.locator("#import-kinds [data-key=heat]").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV 模板").click()
    rows = open(download.value.path(), encoding="utf-8-sig").read().splitlines()
    assert rows[0] == "date,highest_celsius,hottest_from", rows[0]
    days = [row.split(",")[0] for row in rows[1:]]
    assert days[0] == page.evaluate("fetch('/api/roster/book').then((answer) => answer.json()).then((book) => book.firstDate)")
    page.set_input_files("#import-file", csv_file(
        "heat.csv", rows[0], f"{days[0]},38.5,13:00", f"{days[1]},101,", f"{days[2]},36,noon", f"{days[0]},30,"))
    bad = page.locator(".import-rows.bad li")
    expect(bad).to_have_count(3)
    expect(bad.nth(0)).to_contain_text("第 3 行")
    expect(bad.nth(0)).to_contain_text("highest_celsius")
    expect(bad.nth(0)).to_contain_text("摄氏度")
    expect(bad.nth(1)).to_contain_text("hottest_from")
    expect(bad.nth(2)).to_contain_text("重复")
    # A day left out would be a day that no rule protects: one bad row refuses the file.
    expect(page.locator("#import-take")).to_be_disabled()
    check_accessibility(page, "a forecast with refused rows")
    shot(page, "roster-import-heat-refused")
    page.set_input_files("#import-file", csv_file("heat.csv", rows[0], f"{days[0]},38.5,13:00", f"{days[1]},40,"))
    expect(page.locator("#import-result")).to_contain_text("38.5")
    expect(page.locator("#import-result")).to_contain_text("13:00")
    for theme in ("light", "dark"):
        settle(page)
        check_accessibility(page, f"a forecast, {theme}")
        shot(page, f"roster-import-heat-{theme}")
        page.evaluate("document.getElementById('theme').click()")
    page.locator("#import-take").click()
    expect(page.locator("#importing")).not_to_be_visible()
    rule = page.locator('.weight-list [data-rule="heat"]')
    expect(rule).to_contain_text(days[0], timeout=30_000)
    expect(rule).not_to_contain_text("暂不判断")
    expect(rule).to_contain_text("40")
    # At 40 °C nobody is to be on the street: whoever is stands there with the hours.
    rule.locator("summary").click()
    expect(rule.locator("li").first).to_contain_text(f"{days[1]}最高40.0℃")
    shot(page, "roster-heat-broken")
    planner.close()


def test_weeks_are_solved_anew_and_taken_after_a_look(browser):
    planner = open_roster(browser)
    page = planner.page
    before = page.locator("#grid .shift").count()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#redrafting")).to_be_visible()
    page.fill("#redraft-weight", "0")
    check_accessibility(page, "the question before solving anew")
    shot(page, "roster-redraft-form")
    page.locator("#redraft-form button[type=submit]").click()
    part = page.locator("#redraft")
    expect(part.get_by_role("progressbar")).to_be_visible()
    check_accessibility(page, "solving anew")
    shot(page, "roster-redraft-running")
    # Whoever comes back finds it going on.
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.locator("#panels [data-key=changes]").click()
    expect(part.locator("[data-key=redraft-adopt]")).to_be_visible(timeout=120_000)
    expect(part).to_contain_text(re.compile("软规则分由 [\d,]+ 变为 [\d,]+"))
    expect(part.locator(".redraft-sum")).to_contain_text(re.compile("改动 [\d,]+ 处，涉及 [\d,]+ 人"))
    assert page.locator("#grid .shift").count() == before, "the draft changed before anybody took it"
    for theme in ("light", "dark"):
        settle(page)
        check_accessibility(page, f"a new draft, {theme}")
        shot(page, f"roster-redraft-{theme}")
        page.keyboard.press("t")
    part.locator("[data-key=redraft-adopt]").click()
    expect(part).to_have_count(0)
    expect(page.locator("#edition-state")).to_contain_text("相差")
    expect(page.locator("#side .move").first).to_be_visible()
    shot(page, "roster-redraft-taken")
    page.locator("#editions [data-key=published]").click()
    expect(page.locator("#grid .is-new")).to_have_count(0)
    planner.close()
    phone = open_roster(browser, 390, 844, touch=True)
    phone.page.locator("#redraft-open").click()
    phone.page.locator("#redraft-form button[type=submit]").click()
    expect(phone.page.locator("#redraft [data-key=redraft-drop]")).to_be_visible(timeout=120_000)
    overflow = phone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    shot(phone.page, "roster-redraft-phone")
    phone.page.locator("#redraft [data-key=redraft-drop]").click()
    expect(phone.page.locator("#redraft")).to_have_count(0)
    phone.close()


def test_the_next_weeks_are_asked_for_followed_taken_and_published(browser):
    planner = open_roster(browser)
    page = planner.page

    def book():
        return page.evaluate("fetch('/api/roster/book').then((answer) => answer.json())")

    before = book()
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    expect(page.locator("#next-weeks")).to_be_visible()
    expect(page.locator("#weeks-from")).to_have_text(re.compile(r"月\d+日"))
    expect(page.locator("#weeks-to option")).to_have_count(13)
    page.locator("#weeks-to").select_option(index=0)
    page.fill("#weeks-seconds", "60")
    for theme in ("light", "dark"):
        settle(page)
        check_accessibility(page, f"the question for the next weeks, {theme}")
        shot(page, f"roster-weeks-form-{theme}")
        page.evaluate("document.getElementById('theme').click()")
    page.locator("#weeks-form button[type=submit]").click()
    part = page.locator("#weeks")
    expect(part.get_by_role("progressbar")).to_be_visible()
    check_accessibility(page, "the next weeks being solved")
    shot(page, "roster-weeks-running")
    # Whoever comes back finds it going on.
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.locator("#panels [data-key=changes]").click()
    expect(part.locator("[data-key=weeks-adopt]")).to_be_visible(timeout=120_000)
    expect(part.locator(".redraft-sum")).to_contain_text(re.compile(r"[\d,]+ 班，[\d,]+ 人"))
    assert book()["days"] == before["days"], "the draft got weeks before anybody took them"
    for theme in ("light", "dark"):
        settle(page)
        check_accessibility(page, f"the next weeks, {theme}")
        shot(page, f"roster-weeks-{theme}")
        page.keyboard.press("t")
    part.locator("[data-key=weeks-adopt]").click()
    expect(part).to_have_count(0)
    after = book()
    assert after["days"] == before["days"] + 7 and not after["violations"]
    expect(page.locator("#grid thead th:not(.who)")).to_have_count(after["days"])
    # The page is not wide enough for both weeks: the new ones are brought into view.
    first = page.locator("#grid thead [data-date]").nth(7)
    expect(first).to_be_in_viewport(ratio=1)
    expect(page.locator("#edition-state")).to_contain_text("相差")
    page.locator("#publish").click()
    page.keyboard.press("Enter")
    expect(page.locator("#edition-state")).to_contain_text("已发布第")
    expect(page.locator("#edition-state")).not_to_contain_text("相差")
    shot(page, "roster-weeks-published")
    # The ones after them, stopped early: each pool has its first roster, and nobody has to take it.
    page.keyboard.press("w")
    page.locator("#weeks-to").select_option(index=1)
    page.locator("#weeks-form button[type=submit]").click()
    part.locator("[data-key=weeks-stop]").click()
    expect(part.locator("[data-key=weeks-drop]")).to_be_visible(timeout=120_000)
    part.locator("[data-key=weeks-drop]").click()
    expect(part).to_have_count(0)
    assert book()["days"] == after["days"]
    planner.close()
    phone = open_roster(browser, 390, 844, touch=True)
    page = phone.page
    page.locator("#weeks-open").click()
    expect(page.locator("#next-weeks")).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    shot(page, "roster-weeks-form-phone")
    phone.close()


def test_all_can_be_done_by_keys(browser):
    planner = open_roster(browser)
    page = planner.page
    page.locator("#grid td button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("Enter")
    expect(page.locator("#grid tr.is-chosen")).to_have_count(1)
    assert page.evaluate("document.activeElement.dataset.key") == focused, "the place was lost"
    page.keyboard.press("g")
    expect(page.locator("#grid .who-place").first).to_be_visible()
    page.keyboard.press("d")
    expect(page.locator("#grid .line-stack").first).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator("#grid .bar-shift").first).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("找人替班")
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    expect(page.locator(".rota .brand")).to_have_text("Roster")
    planner.close()


def test_every_view_is_accessible_in_both_themes(browser):
    planner = open_roster(browser)
    page = planner.page
    page.locator("#grid .shift").first.click()
    for theme in ("light", "dark"):
        for panel in ("chosen", "changes", "fairness", "rules"):
            page.locator(f"#panels [data-key={panel}]").click()
            check_accessibility(page, f"panel {panel}, {theme}")
        for key, view in (("g", "posts"), ("d", "timeline of posts"), ("g", "timeline"), ("d", "table")):
            page.keyboard.press(key)
            check_accessibility(page, f"{view}, {theme}")
        page.keyboard.press("t")
    assert page.evaluate(SMALLEST_TEXT) >= 11
    planner.close()


def test_a_phone_shows_the_roster_and_what_is_chosen(browser):
    phone = open_roster(browser, 390, 844, touch=True)
    page = phone.page
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"too small to touch: {small}"
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    page.locator("#grid .shift").first.click()
    expect(page.locator('.actions [data-key="p"]')).to_be_in_viewport()
    check_accessibility(page, "phone")
    page.locator("#close-side").click()
    expect(page.locator('.actions [data-key="p"]')).not_to_be_in_viewport()
    phone.close()


if __name__ == "__main__":
    run(dict(globals()))
