// SPDX-License-Identifier: Apache-2.0

import { h, s } from "../dom.ts";
import { clock, number } from "../format.ts";
import { text } from "../texts.ts";

/** A quarter of an hour of a duty window, and what is known of it. */
export interface Quarter {
  /** Minutes after midnight. */
  start: number;
  /** `unknown` where no terminal reports or nothing is counted yet: that is not nobody. */
  state: "seen" | "empty" | "unknown";
  /** Of all terminals together. */
  seconds: number;
  terminals: number;
  units: number[];
}

/** The quarters of one duty window. */
export interface Held {
  start: number;
  end: number;
  quarters: Quarter[];
}

const states: Quarter["state"][] = ["seen", "empty", "unknown"];

/** `<1` is more than nothing. */
export const minutes = (seconds: number): string =>
  seconds > 0 && seconds < 60 ? "<1" : number(Math.round(seconds / 60));

export const count = (quarters: Quarter[], state: Quarter["state"]): number =>
  quarters.filter((each) => each.state === state).length;

export const total = (quarters: Quarter[]): number => quarters.reduce((sum, each) => sum + each.seconds, 0);

/** A box for each quarter, one line a window: filled as far as somebody was there, hollow, or grey. */
export function strip(windows: Held[]): HTMLElement {
  const most = Math.max(...windows.map((each) => each.quarters.length));
  const all = windows.flatMap((each) => each.quarters);
  // Two terminals there the whole quarter fill a box as one alone does elsewhere.
  const full = 900 * Math.max(1, ...all.map((each) => each.terminals));
  return h("div", { class: "presence" },
    windows.map((each) => [
      h("p", { class: "stay-head" },
        h("b", {}, `${clock(each.start)}–${each.end === 1440 ? "24:00" : clock(each.end)}`),
        h("span", { class: "quiet" },
          count(each.quarters, "unknown") === each.quarters.length
            ? text("presence.is.unknown")
            : text("presence.sum", { minutes: minutes(total(each.quarters)) }))),
      boxes(each, most, full),
    ]),
    h("ul", { class: "presence-key" },
      states.map((state) => h("li", {}, h("i", { class: `is-${state}`, "aria-hidden": "true" }), text(`presence.is.${state}`)))));
}

function boxes({ start, end, quarters }: Held, most: number, full: number): SVGSVGElement {
  const [width, height] = [304, 24];
  const slot = Math.min(24, width / most);
  const gap = slot > 6 ? 2 : 0.6;
  return s("svg",
    {
      class: "quarters",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": text("presence.window", {
        window: `${clock(start)}–${clock(end)}`,
        seen: count(quarters, "seen"),
        empty: count(quarters, "empty"),
        unknown: count(quarters, "unknown"),
        minutes: minutes(total(quarters)),
      }),
    },
    quarters.map((each, index) => {
      const box = { x: index * slot + 0.5, y: 0.5, width: slot - gap, height: height - 1, rx: gap > 1 ? 1.5 : 0 };
      const tall = Math.max(2, (each.seconds / full) * box.height);
      return [
        s("rect", { class: `quarter is-${each.state}`, ...box }, s("title", {}, words(each))),
        each.state === "seen" &&
          s("rect", { class: "quarter-fill", ...box, y: box.y + box.height - tall, height: tall }),
      ];
    }));
}

const words = (each: Quarter): string =>
  `${clock(each.start)} · ${
    each.state === "seen"
      ? text("presence.quarter", { minutes: minutes(each.seconds), terminals: each.terminals })
      : text(`presence.is.${each.state}`)
  }`;

/** Quarter by quarter in words and numbers, for whoever does not read bars. */
export function table(windows: Held[], unit: (number: number) => string): HTMLElement {
  return h("table", { class: "table" },
    h("thead", {}, h("tr", {},
      ["time", "minutes", "terminals", "units"].map((each) => h("th", { scope: "col" }, text(`presence.head.${each}`))))),
    h("tbody", {},
      windows.flatMap((each) => each.quarters).map((each) =>
        h("tr", {},
          h("th", { scope: "row" }, clock(each.start)),
          each.state === "seen"
            ? [
              h("td", {}, minutes(each.seconds)),
              h("td", {}, number(each.terminals)),
              h("td", {}, each.units.map(unit).join(text("list.comma")) || text("presence.otherUnits")),
            ]
            : h("td", { class: "quiet", colspan: 3 }, text(`presence.is.${each.state}`)))
      )));
}
