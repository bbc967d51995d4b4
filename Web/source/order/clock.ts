// SPDX-License-Identifier: Apache-2.0

import { text } from "../texts.ts";

/** `11月26日 14:30` of an instant with its offset, as the city's clock shows it; with the year where it is not this one. */
export const moment = (instant: string): string =>
  text(instant.slice(0, 4) === String(new Date().getFullYear()) ? "order.moment" : "order.momentOfYear", {
    year: Number(instant.slice(0, 4)),
    month: Number(instant.slice(5, 7)),
    day: Number(instant.slice(8, 10)),
    time: instant.slice(11, 16),
  });

/** How long is left until a deadline, or how long it is over. */
export function left(due: string, now = Date.now()): { words: string; tone: "late" | "soon" | "calm" } {
  const minutes = Math.round((Date.parse(due) - now) / 60_000);
  const words = (key: string) => text(key, { time: span(Math.abs(minutes)) });
  if (minutes < 0) return { words: words("order.over"), tone: "late" };
  return { words: words("order.left"), tone: minutes < 60 ? "soon" : "calm" };
}

function span(minutes: number): string {
  if (minutes < 60) return text("order.minutes", { count: minutes });
  if (minutes < 48 * 60) return text("order.hours", { count: Math.round(minutes / 60) });
  return text("order.days", { count: Math.round(minutes / 1440) });
}
