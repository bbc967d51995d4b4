// SPDX-License-Identifier: Apache-2.0

import { s } from "../dom.ts";
import { number, percent } from "../format.ts";
import { text } from "../texts.ts";
import type { Point } from "./model.ts";

/** A value of the point's own measure, in its unit. */
export const measured = (point: Point, value: number): string =>
  point.measure === "jamShare" ? percent(value, 0) : number(value, point.measure === "complainants" ? 0 : 1);

/** Week by week what the point is measured by, with the lines that it enters and leaves at. */
export function weekChart(point: Point, exitShare: number): SVGSVGElement | null {
  if (point.weeks.length === 0) return null;
  const [width, height, left, right, bottom] = [340, 112, 40, 44, 20];
  const weeks = point.weeks.slice(-12);
  const exit = point.entryThreshold * exitShare;
  const most = Math.max(point.entryThreshold, ...weeks.map((week) => week.value)) * 1.1;
  const slot = (width - left - right) / weeks.length;
  const y = (value: number) => 8 + (1 - value / most) * (height - bottom - 8);
  const line = (value: number, kind: string, label: string) => [
    s("path", { class: `point-line is-${kind}`, d: `M${left} ${y(value)}H${width - right}` }),
    s("text", { class: `point-line-name is-${kind}`, x: width - right + 4, y: y(value) + 4 }, label),
  ];
  return s(
    "svg",
    {
      class: "marginal point-weeks",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": text("points.chart", {
        last: measured(point, weeks[weeks.length - 1].value),
        entry: measured(point, point.entryThreshold),
        exit: measured(point, exit),
      }),
    },
    s("path", { class: "axis", d: `M${left} ${height - bottom + 0.5}H${width - right}` }),
    weeks.map((week, position) =>
      s("rect", {
        class: week.value < exit ? "point-week is-quiet" : "point-week",
        x: left + position * slot + slot * 0.2,
        y: y(week.value),
        width: slot * 0.6,
        height: Math.max(1, height - bottom - y(week.value)),
        rx: 1,
      })
    ),
    line(point.entryThreshold, "entry", text("points.entryLine")),
    line(exit, "exit", text("points.exitLine")),
    [0, most / 1.1].map((value) =>
      s("text", { class: "tick y", x: left - 4, y: y(value) + 4 }, measured(point, value))),
    [...new Set([0, weeks.length - 1])].map((position) =>
      s("text", { class: "tick", x: left + (position + 0.5) * slot, y: height - 5 }, weeks[position].ending.slice(5))),
  );
}
