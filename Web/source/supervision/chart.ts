// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";

/** A drawing of the server, the same that goes to print; its ink follows the theme. */
export function chart(address: string): HTMLElement {
  const place = h("figure", { class: "chart", tabindex: 0, "data-chart": address });
  void draw(address, place);
  return place;
}

async function draw(address: string, place: HTMLElement) {
  const answer = await fetch(address);
  // Too little to draw is no fault of the page: the figures stand beside it.
  if (!answer.ok) return place.remove();
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName === "svg") place.append(document.adoptNode(root));
}
