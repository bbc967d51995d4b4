// SPDX-License-Identifier: Apache-2.0

// Keeps the phone page's own files, so that it opens without a network. What the desks say is kept by
// the page itself, and nothing of the city is kept here.

const files = [
  "/duty.html", "/duty.js", "/duty.css", "/early.js", "/icon.svg", "/duty.webmanifest",
];
const cacheName = "chengxu-duty-1";

// The types of a worker are not those of a page.
// deno-lint-ignore no-explicit-any
const worker = self as any;

worker.addEventListener("install", (event: { waitUntil: (work: Promise<unknown>) => void }) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) => cache.addAll(files)).then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event: { waitUntil: (work: Promise<unknown>) => void }) => {
  event.waitUntil(worker.clients.claim());
});

/** The newest file where the server answers, the kept one where it does not. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (!kept) throw error;
    return kept;
  }
}

worker.addEventListener(
  "fetch",
  (event: { request: Request; respondWith: (answer: Promise<Response>) => void }) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== location.origin) return;
    if (files.includes(pathname)) event.respondWith(answer(event.request));
  },
);

export {};
