// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { dayName, number } from "../format.ts";
import type { Name } from "../model.ts";
import { name, text } from "../texts.ts";
import { timeOfDay } from "./clock.ts";
import { read } from "./post.ts";

/** `/api/duty/track-readings`: who read one's own track. */
interface Readings {
  minutesEastOfUTC: number;
  items: {
    number: number;
    at: number;
    by: string;
    unit?: Name;
    /** The plate of a vehicle that one had out, where its track was read. */
    vehicle?: string;
    reading: { date: string; from: string; to: string; places: number; reason: string };
  }[];
  next?: number;
}

/** A quiet line that opens to who read the own track, when, why and which hours; newest first. */
export async function readers(): Promise<Node[]> {
  const readings = await read<Readings>("/api/duty/track-readings");
  if (!readings) return [];
  const { items, next } = readings;
  const count = next === undefined ? number(items.length) : `${number(items.length)}+`;
  const day = (at: number) => new Date(at + readings.minutesEastOfUTC * 60_000).toISOString().slice(0, 10);
  return [
    h("details", { class: "card own-readers" },
      h("summary", {},
        h("span", {}, text("readings.title")),
        h("span", { class: "chip" }, items.length === 0 ? text("readings.nobody") : text("readings.count", { count }))),
      h("p", { class: "quiet" }, text("readings.about")),
      items.length > 0 && h("ul", { class: "own-requests" }, items.map((each) =>
        h("li", { "data-reading": each.number },
          h("p", { class: "when" },
            h("b", {}, `${dayName(day(each.at))} ${timeOfDay(each.at)}`),
            [each.by, each.unit && name(each.unit)].filter(Boolean).join(" · ")),
          each.vehicle && h("p", {}, text("readings.vehicle", { plate: each.vehicle })),
          h("p", {}, text("readings.reason", { reason: each.reading.reason })),
          h("p", { class: "quiet" }, text("readings.hours", {
            day: dayName(each.reading.date),
            from: each.reading.from,
            to: each.reading.to,
            count: number(each.reading.places),
          }))))),
      next !== undefined && h("p", { class: "quiet" }, text("readings.more", { count: number(items.length) }))),
  ];
}
