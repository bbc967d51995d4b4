# SPDX-License-Identifier: Apache-2.0
"""An administrator tells another system what is recorded: adds, tests, pauses, resumes, rotates, removes.

    python3 Tests/browser/test_webhooks.py http://127.0.0.1:8080 ACCOUNTS.json PORT

The file is what webhook_accounts.py writes; on the port of the loopback, which the server's settings name as its one
target, this script is the other system and checks signatures as Standard Webhooks says.
"""

import base64
import hashlib
import hmac
import http.server
import json
import sys
import threading
import uuid

from pages import SMALL_TARGETS, SMALLEST_TEXT, Accounts, check_accessibility, run, shot
from playwright.sync_api import expect

PEOPLE = Accounts(sys.argv[2])
PORT = int(sys.argv[3])
ADDRESS = f"http://127.0.0.1:{PORT}/duty"
# The page looks every five seconds, and after a failure the next attempt waits for five.
SLOW = 30_000


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes a message where one of its signatures is of a secret that it knows."""

    secrets = []
    taken = []
    answer = 204

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        status = self.answer
        if status == 204:
            status = 204 if self.is_signed(body) else 401
        if status == 204:
            type(self).taken.append((json.loads(body), len(self.headers["webhook-signature"].split(" "))))
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def is_signed(self, body):
        head = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode()
        given = self.headers["webhook-signature"].split(" ")
        for secret in self.secrets:
            key = base64.b64decode(secret.removeprefix("whsec_"))
            digest = base64.b64encode(hmac.new(key, head + body, hashlib.sha256).digest()).decode()
            if f"v1,{digest}" in given:
                return True
        return False

    def log_message(self, *_):
        pass


def report_incident(dispatcher):
    """One event for whoever is told of incidents."""
    request, base = dispatcher.context.request, dispatcher.address
    secret = request.get(base("/api/session")).json()["person"]["formSecret"]
    [[south, west], [north, east]] = request.get(base("/api/city")).json()["bounds"]
    answer = request.post(
        base("/api/incidents"), headers={"x-form-secret": secret, "idempotency-key": str(uuid.uuid4())},
        data={"severity": "damage", "kind": "追尾", "latitude": (south + north) / 2,
              "longitude": (west + east) / 2})
    assert answer.ok, answer.text()


def hook(page):
    return page.locator(".hook").first


def do(page, step):
    hook(page).locator(f'[data-do="{step}"]').click()


def fact(page, name):
    return hook(page).locator("dt", has_text=name).locator("xpath=following-sibling::dd[1]")


def keep_secret(page):
    secret = page.locator("#secret-text").input_value()
    assert secret.startswith("whsec_"), secret
    page.click("#secret-done")
    expect(page.locator("#secret-text")).to_have_count(0)
    return secret


def test_an_administrator_adds_a_webhook_and_sees_what_it_does(browser):
    admin = PEOPLE.sign_in(browser, "administrator", "/")
    page = admin.page
    page.wait_for_url("**/webhooks.html")
    expect(page.locator("#list")).to_contain_text("还没有推送")
    page.click("#add")
    expect(page.locator("#hook-name")).to_be_focused()
    expect(page.locator("#hook-targets")).to_contain_text(f"http://127.0.0.1:{PORT}")
    page.fill("#hook-name", "市级平台")
    page.fill("#hook-url", "http://10.0.0.1/inward")
    page.get_by_label("警情上报").check()
    admin.refusals = [400]
    page.keyboard.press("Enter")
    expect(page.locator(".form-message")).to_contain_text("webhooks.targets 不含 http://10.0.0.1")
    admin.refusals = []
    check_accessibility(page, "a webhook is refused")
    shot(page, "webhooks-add")
    page.fill("#hook-url", ADDRESS)
    page.locator("#form button[type=submit]").click()
    expect(page.locator("#secret-text")).to_be_focused()
    check_accessibility(page, "a secret is shown")
    shot(page, "webhooks-secret")
    Receiver.secrets = [keep_secret(page)]
    expect(hook(page).locator(".hook-state")).to_have_text("推送中")
    expect(hook(page)).not_to_contain_text("whsec_")

    do(page, "test")
    expect(hook(page).locator(".hook-said.is-good")).to_contain_text("测试已被接收", timeout=SLOW)
    assert [body["type"] for body, _ in Receiver.taken] == ["test"], Receiver.taken
    admin.close()


def test_what_does_not_arrive_is_said_in_words_and_arrives_later(browser):
    admin = PEOPLE.sign_in(browser, "administrator", "/webhooks.html")
    dispatcher = PEOPLE.sign_in(browser, "dispatcher", "/duty.html")
    page = admin.page
    Receiver.answer = 503
    report_incident(dispatcher)
    expect(fact(page, "上次答复")).to_contain_text("对方答复 503", timeout=SLOW)
    expect(fact(page, "待推送")).to_contain_text("1 条")
    expect(hook(page)).to_have_class("hook is-warn")
    expect(hook(page).locator(".hook-state")).to_have_text("未送达，重试中")
    do(page, "test")
    expect(hook(page).locator(".hook-said.is-bad")).to_contain_text("测试未被接收", timeout=SLOW)
    check_accessibility(page, "a webhook that fails")
    shot(page, "webhooks-failing")
    do(page, "pause")
    expect(hook(page).locator(".hook-state")).to_have_text("已暂停")
    Receiver.answer = 204
    do(page, "resume")
    expect(fact(page, "待推送")).to_have_text("没有", timeout=SLOW)
    expect(fact(page, "上次答复")).to_have_text("已接收")
    assert Receiver.taken[-1][0]["type"] == "incidentReported", Receiver.taken
    dispatcher.close()
    admin.close()


def test_a_secret_is_rotated_without_a_message_being_refused(browser):
    admin = PEOPLE.sign_in(browser, "administrator", "/webhooks.html")
    dispatcher = PEOPLE.sign_in(browser, "dispatcher", "/duty.html")
    page = admin.page
    do(page, "rotate")
    expect(hook(page).locator("select")).to_be_focused()
    check_accessibility(page, "a rotation is asked for")
    shot(page, "webhooks-rotate")
    page.keyboard.press("Enter")
    hook(page).locator(".hook-ask button").click()
    new = keep_secret(page)
    expect(fact(page, "旧密钥")).to_contain_text("并用至")
    # The other system has not changed over yet, then it has.
    for secrets in (Receiver.secrets, [new]):
        Receiver.secrets = secrets
        count = len(Receiver.taken)
        report_incident(dispatcher)
        expect(fact(page, "待推送")).to_have_text("没有", timeout=SLOW)
        for _ in range(100):
            if len(Receiver.taken) > count:
                break
            page.wait_for_timeout(100)
        body, signatures = Receiver.taken[-1]
        assert len(Receiver.taken) == count + 1 and signatures == 2, Receiver.taken
        assert body["type"] == "incidentReported", body
    # At once, as for one that was given away.
    do(page, "rotate")
    hook(page).locator("select").select_option("0")
    hook(page).locator(".hook-ask button").click()
    Receiver.secrets = [keep_secret(page)]
    expect(hook(page).locator("dt", has_text="旧密钥")).to_have_count(0)
    do(page, "test")
    expect(hook(page).locator(".hook-said.is-good")).to_be_visible(timeout=SLOW)
    assert Receiver.taken[-1][1] == 1, Receiver.taken[-1]
    figures = admin.context.request.get(admin.address("/metrics")).text()
    assert 'webhook_deliveries_total{webhook="1",result="taken"} 3' in figures, figures
    assert 'webhook_waiting{webhook="1"} 0' in figures
    dispatcher.close()
    admin.close()


def test_both_themes_languages_and_a_telephone(browser):
    admin = PEOPLE.sign_in(browser, "administrator", "/webhooks.html", 390, 844)
    page = admin.page
    for theme in ("light", "dark"):
        for language in ("zh", "en"):
            check_accessibility(page, f"webhooks, {theme}, {language}")
            shot(page, f"webhooks-phone-{theme}-{language}")
            page.click("#language")
        page.click("#theme")
        # Colours fade over, and half faded ones have too little contrast.
        page.wait_for_timeout(300)
    page.click("#add")
    small = page.evaluate(SMALL_TARGETS.replace("button, a, input", "button, a, input:not([type=checkbox])"))
    assert not small, f"too small to touch: {small}"
    assert page.evaluate(SMALLEST_TEXT) >= 11
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    page.set_viewport_size({"width": 1366, "height": 768})
    page.click("#theme")
    shot(page, "webhooks-dark")
    admin.close()


def test_others_are_refused(browser):
    dispatcher = PEOPLE.sign_in(browser, "dispatcher", "/duty.html")
    answer = dispatcher.context.request.get(dispatcher.address("/api/webhooks"))
    assert answer.status == 403, answer.status
    dispatcher.close()


def test_a_webhook_is_removed(browser):
    admin = PEOPLE.sign_in(browser, "administrator", "/webhooks.html")
    page = admin.page
    do(page, "remove")
    expect(hook(page).locator(".hook-ask")).to_contain_text("不会补发")
    hook(page).locator(".hook-ask button").click()
    expect(page.locator("#list")).to_contain_text("还没有推送")
    admin.close()


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    run(dict(globals()))
