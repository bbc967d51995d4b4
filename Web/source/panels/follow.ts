// SPDX-License-Identifier: Apache-2.0

/**
 * Draws a panel now and every so many milliseconds until it has left the page; not while nobody looks, and what
 * somebody is writing is not taken from under their fingers.
 */
export async function follow(box: HTMLElement, every: number, draw: () => Promise<void>) {
  await draw();
  const timer = setInterval(() => {
    if (!box.isConnected) clearInterval(timer);
    else if (!document.hidden && !box.querySelector("input:focus")) void draw();
  }, every);
}
