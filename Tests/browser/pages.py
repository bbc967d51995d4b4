# SPDX-License-Identifier: Apache-2.0
"""What the browser tests share: a browser's page that notes faults, accessibility, and the runner."""

import json
import os
import struct
import sys
import time
import zlib

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

BASE = (sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CHENGXU_BASE_URL", "")).rstrip("/")
CHROMIUM = os.environ.get("CHENGXU_CHROMIUM", "/usr/bin/chromium")
# What is expected comes in tenths of a second; a machine that builds beside the test is no fault of a page.
expect.set_options(timeout=30_000)


class Page:
    """A page that notes what must not happen: errors on the console, requests to elsewhere."""

    def __init__(self, browser, width, height, touch=False, path="/"):
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", has_touch=touch,
            color_scheme="light")
        self.page = self.context.new_page()
        self.faults = []
        self.refusals = []
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", self.note_console)
        self.page.on("request", self.note_request)
        self.page.goto(BASE + path)
        self.page.wait_for_selector("html[data-ready]", timeout=60_000)

    @staticmethod
    def address(path):
        return BASE + path

    def note_console(self, message):
        if message.type in ("error", "warning") and not self.is_expected(message):
            self.faults.append(f"console {message.type}: {message.text}")

    def is_expected(self, message):
        """A refusal that a test asked for is no fault: the browser reports every 4xx. Nor is that it has no network, of which
        it tells some time after the request: only a test takes the network away."""
        return "ERR_INTERNET_DISCONNECTED" in message.text or any(f"status of {code}" in message.text for code in self.refusals)

    def note_request(self, request):
        if not request.url.startswith((BASE, "data:")):
            self.faults.append(f"foreign request: {request.url}")

    def close(self):
        self.context.close()
        assert not self.faults, "\n".join(self.faults)


OWN_PASSWORD = "东风街 胜利街 早高峰 八点"


class Accounts:
    """New accounts of several people; each takes a password of their own when they first sign in."""

    def __init__(self, file):
        self.accounts = json.load(open(file))
        self.known = set()

    def sign_in(self, browser, who, path, width=1366, height=768):
        """A page of the person's at `path`; a narrow one is a telephone's."""
        person = Page(browser, width, height, touch=width < 600, path="/sign-in.html")
        page = person.page
        person.refusals = [401, 403]
        page.fill("#name", self.accounts[who]["account"])
        page.fill("#password", OWN_PASSWORD if who in self.known else self.accounts[who]["oneTimePassword"])
        page.keyboard.press("Enter")
        if who not in self.known:
            page.wait_for_selector("#own-password:not([hidden])")
            page.fill("#new-password", OWN_PASSWORD)
            page.fill("#again", OWN_PASSWORD)
            page.keyboard.press("Enter")
            self.known.add(who)
        # Each role lands on a page of its own.
        page.wait_for_selector("html[data-ready] :is(#modes, .duty-tabs, .editor, .queue-head, .hooks)", timeout=60_000)
        page.goto(person.address(path))
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        person.refusals = []
        return person


def shot(page, name):
    """A picture for whoever asked for them, such as a reviewer."""
    folder = os.environ.get("CHENGXU_PICTURES")
    if folder:
        page.screenshot(path=os.path.join(folder, f"{name}.png"))


def photo(shade, place=None):
    """A PNG of one colour, with the camera's place noted where one is given."""
    def chunk(name, content):
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    row = b"\0" + bytes([shade, 120, 90]) * 64
    header = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + (chunk(b"eXIf", exif(*place)) if place else b"")
            + chunk(b"IDAT", zlib.compress(row * 48)) + chunk(b"IEND", b""))


def exif(latitude, longitude):
    """The satellite's directory: a letter and degrees, minutes, seconds each way."""
    def fractions(value):
        minutes = abs(value) * 60
        seconds = round((minutes % 1) * 60 * 1000)
        parts = [(int(minutes // 60), 1), (int(minutes % 60), 1), (seconds, 1000)]
        return b"".join(struct.pack(">II", *part) for part in parts)

    def entry(tag, kind, count, value):
        return struct.pack(">HHI", tag, kind, count) + value

    main = b"MM\0\x2a" + struct.pack(">IH", 8, 1) + entry(0x8825, 4, 1, struct.pack(">I", 26)) + b"\0" * 4
    directory = (
        struct.pack(">H", 4) + entry(1, 2, 2, b"S\0\0\0" if latitude < 0 else b"N\0\0\0")
        + entry(2, 5, 3, struct.pack(">I", 80))
        + entry(3, 2, 2, b"W\0\0\0" if longitude < 0 else b"E\0\0\0")
        + entry(4, 5, 3, struct.pack(">I", 104)) + b"\0" * 4)
    return main + directory + fractions(latitude) + fractions(longitude)


def check_accessibility(page, where):
    # A colour on its way from one theme to the other is neither; a check in between would judge the mixture.
    page.wait_for_function("() => !document.getAnimations().some(each => each instanceof CSSTransition)")
    result = Axe().run(page)
    found = [
        f"{v['id']} ({v['impact']}): {[n['target'] for n in v['nodes']][:3]}"
        for v in result.response["violations"]]
    assert not found, f"axe on {where}: " + "; ".join(found)


SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(e => parseFloat(getComputedStyle(e).fontSize)))"""

SMALL_TARGETS = """() => [...document.querySelectorAll('button, a, input, summary')]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.matches('.skip, .window'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 26))
  .map(([e, box]) => `${e.id || e.className || e.textContent} ${box.width}x${box.height}`)"""


def run(tests):
    """Runs every `test_` function of a module's globals in one browser; ends with 1 if one fails."""
    if not BASE:
        sys.exit("Say where the page is, such as http://127.0.0.1:8080")
    tests = [(name, test) for name, test in tests.items() if name.startswith("test_")]
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for name, test in tests:
            start = time.time()
            try:
                test(browser)
                print(f"ok      {name} ({time.time() - start:.1f} s)", flush=True)
            except Exception as error:  # Every failure is reported, then the rest still runs.
                failed += 1
                print(f"FAILED  {name}: {error}", flush=True)
        browser.close()
    print(f"{len(tests) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
