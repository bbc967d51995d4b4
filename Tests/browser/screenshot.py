# SPDX-License-Identifier: Apache-2.0
"""Takes pictures of the command page: sizes, themes and languages that people have.

    python3 Tests/browser/screenshot.py http://127.0.0.1:8080 docs/images
"""

import os
import pathlib
import sys

from playwright.sync_api import sync_playwright

# Name, width, height, theme, language, keys to press.
PICTURES = [
    ("command-page", 1366, 768, "light", "zh", ["j"]),
    ("command-page-en", 1366, 768, "light", "en", ["j"]),
    ("command-page-dark", 1366, 768, "dark", "zh", ["2", "j"]),
    ("command-page-night", 1366, 768, "dark", "en", ["3"]),
    ("command-page-special", 1366, 768, "light", "zh", ["4"]),
    ("command-page-heat", 1366, 768, "light", "zh", ["h"]),
    ("command-page-large", 1920, 1080, "light", "zh", ["2"]),
    ("command-page-phone", 390, 844, "light", "zh", []),
    ("command-page-phone-dark", 390, 844, "dark", "zh", ["j"]),
]


def take(browser, base, folder, name, width, height, theme, language, keys):
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, has_touch=width < 500)
    context.add_init_script(f"localStorage.setItem('language', '{language}')")
    page = context.new_page()
    page.goto(base)
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(900)
    if width < 500 and keys:
        page.locator('#sheet-tabs [data-key="reason"]').click()
    page.wait_for_timeout(900)
    page.screenshot(path=folder / f"{name}.png")
    context.close()


def main():
    base, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHENGXU_CHROMIUM", "/usr/bin/chromium"))
        for picture in PICTURES:
            take(browser, base, folder, *picture)
            print(folder / f"{picture[0]}.png")
        browser.close()


if __name__ == "__main__":
    main()
