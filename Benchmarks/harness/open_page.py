# SPDX-License-Identifier: Apache-2.0
"""How long two pages take to open: the command page, from its address to places, figures and streets shown; and the page of the
running day, from its address to the day's figures, which a click asks for.

    open_page.py URL COOKIE TIMES

Runs in the environment of `Scripts/setup test` (Playwright). Each time in a browser that has nothing kept. Prints one JSON
object with the milliseconds of each and how many places and figures were there.
"""
import asyncio
import json
import sys

from playwright.async_api import async_playwright

STREETS = "() => document.querySelector('#map canvas') && document.querySelectorAll('#list button').length > 0"


async def command(page):
    await page.goto("/", wait_until="commit")
    await page.wait_for_selector("html[data-ready] #modes button", timeout=60_000)
    await page.wait_for_function(STREETS, timeout=60_000)
    return "#list button"


async def day(page):
    await page.goto("/duty.html", wait_until="commit")
    await page.locator("#tabs button[data-key=figures]").click(timeout=60_000)
    await page.wait_for_selector("#work dd[data-figure]", timeout=60_000)
    return "#work dd[data-figure]"


async def opened(browser, url, cookie, show):
    """Milliseconds from the page's address, and how many of what it shows."""
    name, value = cookie.split("=", 1)
    context = await browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN", base_url=url)
    await context.add_cookies([{"name": name, "value": value, "url": url}])
    page = await context.new_page()
    shown = await show(page)
    milliseconds, count = await page.evaluate("performance.now()"), await page.locator(shown).count()
    await context.close()
    return milliseconds, count


async def main(url, cookie, times):
    answer = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for show in (command, day):
            runs = [await opened(browser, url, cookie, show) for _ in range(times)]
            answer[show.__name__] = {"milliseconds": [each for each, _ in runs], "count": runs[-1][1]}
        await browser.close()
    print(json.dumps(answer))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1].rstrip("/"), sys.argv[2], int(sys.argv[3])))
