// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";

/**
 * A drawing of the server, the same that goes to print; its ink follows the theme. Where several stand side by side,
 * `caption` says which is which.
 */
export function chart(address: string, caption?: string): HTMLElement {
  const scroll = h("div", { class: "chart-scroll", tabindex: 0 });
  const place = h("figure", { class: "chart", "data-chart": address }, caption && h("figcaption", {}, caption), scroll);
  void draw(address, place, scroll);
  return place;
}

/** On a narrow screen a drawing made for it: a wide one would be cut off. */
function suited(address: string): string {
  if (!matchMedia("(max-width: 520px)").matches) return address;
  return `${address}${address.includes("?") ? "&" : "?"}width=narrow`;
}

async function draw(address: string, place: HTMLElement, scroll: HTMLElement) {
  const answer = await fetch(suited(address));
  // Too little to draw is no fault of the page: the figures stand beside it.
  if (!answer.ok) return place.remove();
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName === "svg") scroll.append(document.adoptNode(root));
}
