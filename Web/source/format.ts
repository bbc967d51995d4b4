// SPDX-License-Identifier: Apache-2.0

import { language, term, text } from "./texts.ts";

const locale = () => (language() === "zh" ? "zh-CN" : "en-GB");

export const number = (value: number, digits = 0): string =>
  value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const percent = (value: number, digits = 1): string => `${number(value * 100, digits)}%`;

/** `26分`, `3分52秒`; `26 min`, `3 min 52 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const shown = text(rest === 0 ? "duration.minutes" : "duration.exact", { minutes: number(minutes), seconds: rest });
  return seconds < 0 ? `-${shown}` : shown;
}

/** `07:00` from minutes after midnight; a time after the next midnight wraps. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** The time of day in a civil time such as `2018-01-03T07:00`. */
export const timeOf = (civil: string): string => civil.slice(11, 16);

export const minuteOf = (civil: string): number =>
  Number(civil.slice(11, 13)) * 60 + Number(civil.slice(14, 16));

/** Monday is 1, as in the plan. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
}

/** The date so many days after another. */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** `1月3日 周三`, or `Wed 3 Jan`. */
export function dayName(date: string): string {
  const [, month, day] = date.split("-").map(Number);
  return text("date.day", {
    month: term("month", String(month)),
    day,
    weekday: term("weekday", String(weekdayOf(date))),
  });
}

/** `1.2 km` or `850 m`. */
export const distance = (metres: number): string =>
  metres >= 1000 ? `${number(metres / 1000, 1)} km` : `${number(metres)} m`;

/** Short enough to stand beside a figure: `640`, `14.2 万`, `142 k`. */
export const compact = (value: number): string => {
  if (value < 10_000) return number(value);
  return language() === "zh" ? `${number(value / 10_000, 1)} 万` : `${number(value / 1000)} k`;
};
