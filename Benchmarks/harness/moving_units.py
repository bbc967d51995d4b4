# SPDX-License-Identifier: Apache-2.0
"""The command page while thousands of units move: what its main thread does, and whether a picture is late.

    moving_units.py URL ACCOUNT PASSWORD UNITS SECONDS [canvas|elements]

Runs in the environment of `Scripts/setup test` (Playwright). Units report over OsmAnd every five seconds, each at its own
moment, and go straight on at 36 km/h. `elements` turns the page's own layer off and moves one Leaflet marker a unit by the
same feed: how such pages are usually made. Prints one JSON object.
"""
import asyncio
import json
import math
import random
import sys
import time

from playwright.async_api import async_playwright

EVERY = 5.0
POSTS = 200
LINKS = 16

WATCH = """() => {
  window.seen = { frames: [], long: [] };
  new PerformanceObserver(list => list.getEntries().forEach(e => seen.long.push(e.duration)))
    .observe({ entryTypes: ['longtask'] });
  let last = performance.now();
  const frame = now => { seen.frames.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""

# The map is the page's own business; Leaflet tells when one is made.
KEEP_MAP = """(() => {
  let library;
  Object.defineProperty(window, 'L', { configurable: true, get: () => library, set: value => {
    library = value;
    value.Map.addInitHook(function () { window.theMap = this; });
  } });
})()"""

ELEMENTS = """() => {
  const markers = new Map();
  const take = event => {
    for (const [id, latitude, longitude] of JSON.parse(event.data).places) {
      const place = [latitude / 1e5, longitude / 1e5];
      const marker = markers.get(id);
      if (marker) { marker.setLatLng(place); continue; }
      const icon = L.divIcon({ className: 'pin-box', iconSize: [18, 18], html:
        '<svg width="18" height="18" viewBox="-9 -9 18 18"><path d="M0-7.5 5 5.5 0 3-5 5.5z" fill="#1d5fa9" stroke="#fff"/></svg>' });
      markers.set(id, L.marker(place, { icon, keyboard: false, interactive: false }).addTo(theMap));
    }
  };
  const source = new EventSource('/api/units/live');
  source.addEventListener('all', take);
  source.addEventListener('moved', take);
  window.markers = markers;
}"""


class Fleet:
    """Units that go straight on and turn back at the city's edge."""

    def __init__(self, port, count, bounds):
        self.port, self.count = port, count
        (self.south, self.west), (self.north, self.east) = bounds
        pick = random.Random(7)
        self.places = [[pick.uniform(self.south, self.north), pick.uniform(self.west, self.east), pick.uniform(0, 360)]
                       for _ in range(count)]
        self.sent = self.refused = 0

    async def drive(self, until):
        await asyncio.gather(*(self.link(number, until) for number in range(LINKS)))

    async def link(self, number, until):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        mine = range(number, self.count, LINKS)
        pause = EVERY / max(1, len(mine))
        begin, turn = time.monotonic(), 0
        while time.monotonic() < until:
            for unit in mine:
                await self.report(reader, writer, unit)
                turn += 1
                await asyncio.sleep(max(0, begin + turn * pause - time.monotonic()))
                if time.monotonic() >= until:
                    break
        writer.close()

    async def report(self, reader, writer, unit):
        place = self.places[unit]
        metres = 10 * EVERY
        place[0] += metres * math.cos(math.radians(place[2])) / 111_195
        place[1] += metres * math.sin(math.radians(place[2])) / 111_195 / math.cos(math.radians(place[0]))
        if not (self.south < place[0] < self.north and self.west < place[1] < self.east):
            place[2] = (place[2] + 180) % 360
        # 36 km/h in knots.
        query = (f"id=U{unit}&lat={place[0]:.5f}&lon={place[1]:.5f}&timestamp={int(time.time() * 1000)}"
                 f"&speed=19.44&bearing={place[2]:.0f}")
        writer.write(f"GET /osmand?{query} HTTP/1.1\r\nhost: bench\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        self.sent += 1
        self.refused += b" 200 " not in head.split(b"\r\n", 1)[0]


async def main(url, account, password, count, seconds, variant):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium")
        context = await browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        page = await context.new_page()
        await page.add_init_script(KEEP_MAP)
        await page.route("**/api/plans/peak", more_posts)
        await sign_in(page, url, account, password)
        city = await (await context.request.get(url + "/api/city")).json()
        fleet = Fleet(int(url.rsplit(":", 1)[1]), count, city["bounds"])
        # Everybody has reported once before the clock runs.
        warm = asyncio.create_task(fleet.drive(time.monotonic() + EVERY + seconds + 20))
        await asyncio.sleep(EVERY + 3)
        if variant == "elements":
            await page.keyboard.press("u")
            await page.evaluate(ELEMENTS)
            await asyncio.sleep(3)
            shown = await page.evaluate("markers.size")
        else:
            shown = int("".join(filter(str.isdigit, await page.locator("#units-now span").first.inner_text())))
        result = {"variant": variant, "units": shown, "posts": await page.locator(".pin-post").count()}
        devtools = await context.new_cdp_session(page)
        await devtools.send("Performance.enable")
        await page.evaluate(WATCH)
        before, begin = await counters(devtools), time.monotonic()
        await asyncio.sleep(seconds)
        result["still"] = await told(page, await counters(devtools), before, time.monotonic() - begin)
        # Somebody pulls the map to and fro.
        await page.evaluate("() => { seen.frames.length = 0; seen.long.length = 0; }")
        before, begin = await counters(devtools), time.monotonic()
        await pull(page, 8)
        result["pulled"] = await told(page, await counters(devtools), before, time.monotonic() - begin)
        warm.cancel()
        result |= {"sent": fleet.sent, "refused": fleet.refused}
        await browser.close()
    print(json.dumps(result))


async def more_posts(route):
    """As many posts as the largest city has: those of the plan again, some way off."""
    answer = await route.fetch()
    plan = await answer.json()
    places = plan["places"]
    posts = [each for each in places if each["form"] == "post"]
    pick = random.Random(3)
    for number in range(POSTS - len(posts)):
        post = json.loads(json.dumps(posts[number % len(posts)]))
        post["id"] = 10_000 + number
        post["location"] = [post["location"][0] + pick.uniform(-0.02, 0.02), post["location"][1] + pick.uniform(-0.02, 0.02)]
        places.append(post)
    await route.fulfill(response=answer, json=plan)


async def sign_in(page, url, account, password):
    own = "东风街 胜利街 早高峰 八点"
    await page.goto(url + "/sign-in.html")
    await page.wait_for_selector("html[data-ready]")
    await page.fill("#name", account)
    await page.fill("#password", password)
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#own-password:not([hidden]), html[data-ready] #modes")
    if await page.locator("#own-password").is_visible():
        await page.fill("#new-password", own)
        await page.fill("#again", own)
        await page.keyboard.press("Enter")
    await page.wait_for_selector("html[data-ready] #modes button", timeout=60_000)


async def counters(devtools):
    metrics = (await devtools.send("Performance.getMetrics"))["metrics"]
    return {each["name"]: each["value"] for each in metrics}


async def told(page, after, before, seconds):
    seen = await page.evaluate("seen")
    frames = sorted(seen["frames"][1:])
    return {
        "framesPerSecond": len(frames) / seconds,
        "p50Milliseconds": frames[len(frames) // 2],
        "p99Milliseconds": frames[int(len(frames) * 0.99)],
        "worstMilliseconds": frames[-1],
        "longTasks": len(seen["long"]),
        "longestTask": max(seen["long"], default=0),
        "busyShare": (after["TaskDuration"] - before["TaskDuration"]) / seconds,
        "scriptShare": (after["ScriptDuration"] - before["ScriptDuration"]) / seconds,
        "layoutShare": (after["LayoutDuration"] + after["RecalcStyleDuration"] - before["LayoutDuration"]
                        - before["RecalcStyleDuration"]) / seconds,
    }


async def pull(page, seconds):
    box = await page.locator("#map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for way in (1, -1):
            await page.mouse.move(x, y)
            await page.mouse.down()
            for step in range(1, 21):
                await page.mouse.move(x + way * step * 12, y + way * step * 4)
                await asyncio.sleep(0.016)
            await page.mouse.up()


if __name__ == "__main__":
    url, account, password, count, seconds, *variant = sys.argv[1:]
    asyncio.run(main(url.rstrip("/"), account, password, int(count), float(seconds), (variant or ["canvas"])[0]))
