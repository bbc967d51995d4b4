// SPDX-License-Identifier: Apache-2.0

import { h, s } from "../dom.ts";
import { number } from "../format.ts";
import { text } from "../texts.ts";

/** Incidents by hour of the clock; the hours of the mode are filled, the others are pale. */
export function hourChart(hours: number[], isInMode: (hour: number) => boolean): SVGSVGElement {
  const [width, height, base] = [292, 66, 50];
  const most = Math.max(1, ...hours);
  const slot = width / 24;
  const peak = hours.indexOf(Math.max(...hours));
  return s(
    "svg",
    {
      class: "hours",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": text("chart.hours", { hour: peak, count: hours[peak] }),
    },
    s("path", { class: "axis", d: `M0 ${base + 0.5}H${width}` }),
    hours.map((count, hour) => {
      const tall = (count / most) * (base - 13);
      return s("rect", {
        class: isInMode(hour) ? "hour is-in" : "hour",
        x: hour * slot + 1,
        y: base - tall,
        width: slot - 2,
        height: tall,
        rx: 1,
      });
    }),
    s("text", { class: "peak", x: (peak + 0.5) * slot, y: base - (hours[peak] / most) * (base - 13) - 3 }, hours[peak]),
    [0, 6, 12, 18].map((hour) =>
      s("text", { class: hour === 0 ? "tick first" : "tick", x: hour * slot + (hour === 0 ? 0 : slot / 2), y: height - 3 }, `${hour}:00`)
    ),
  );
}

/** Named counts as bars, the longest first, with the number in words at the end. */
export function countBars(counts: { label: string; count: number; tone?: string }[]): HTMLElement {
  const most = Math.max(1, ...counts.map((each) => each.count));
  return h(
    "ul",
    { class: "bars" },
    counts.map(({ label, count, tone }) => {
      const fill = h("b", { class: tone ? `tone-${tone}` : "" });
      fill.style.width = `${Math.max(1.5, (count / most) * 100)}%`;
      return h(
        "li",
        {},
        h("span", { class: "bars-label" }, label),
        h("i", { "aria-hidden": "true" }, fill),
        h("span", { class: "bars-count" }, number(count)),
      );
    }),
  );
}

/** Expected incidents answered as places are added, the plan's own number marked. */
export function marginalChart(
  points: { places: number; expectedPerYear: number }[],
  chosen: number,
): SVGSVGElement | null {
  if (points.length < 2) return null;
  const [width, height, left, bottom] = [292, 92, 34, 20];
  const xs = points.map((point) => point.places);
  const ys = points.map((point) => point.expectedPerYear);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const x = (places: number) =>
    left + 6 + ((places - xs[0]) / Math.max(1, xs[xs.length - 1] - xs[0])) * (width - left - 22);
  const y = (value: number) => 14 + (1 - (value - low) / Math.max(1e-9, high - low)) * (height - bottom - 24);
  const own = points.find((point) => point.places === chosen);
  return s(
    "svg",
    { class: "marginal", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": text("chart.marginal") },
    s("path", { class: "axis", d: `M${left} ${height - bottom + 0.5}H${width}` }),
    [low, high].map((value) => s("text", { class: "tick y", x: left - 4, y: y(value) + 4 }, number(value))),
    s("path", { class: "curve", d: `M${points.map((p) => `${x(p.places)} ${y(p.expectedPerYear)}`).join("L")}` }),
    points.map((point) =>
      s("circle", {
        class: point === own ? "dot is-own" : "dot",
        cx: x(point.places),
        cy: y(point.expectedPerYear),
        r: point === own ? 4 : 2.4,
      })
    ),
    points.map((point) => s("text", { class: "tick", x: x(point.places), y: height - 6 }, point.places)),
  );
}

/** What is covered against the number of posts moved from the plan in force: found, and proven at most. */
export function stepChart(
  steps: { moves: number; objective: number; bound: number }[],
  chosen: number,
): SVGSVGElement | null {
  if (steps.length < 2) return null;
  const [width, height, left, bottom] = [292, 92, 40, 20];
  const most = Math.max(...steps.map((step) => step.moves), 1);
  const values = steps.flatMap((step) => [step.objective, step.bound]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (moves: number) => left + 6 + (moves / most) * (width - left - 22);
  const y = (value: number) => 14 + (1 - (value - low) / Math.max(1e-9, high - low)) * (height - bottom - 24);
  const line = (value: (step: { objective: number; bound: number }) => number) =>
    `M${steps.map((step) => `${x(step.moves)} ${y(value(step))}`).join("L")}`;
  return s(
    "svg",
    { class: "marginal", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": text("chart.steps") },
    s("path", { class: "axis", d: `M${left} ${height - bottom + 0.5}H${width}` }),
    [low, high].map((value) => s("text", { class: "tick y", x: left - 4, y: y(value) + 4 }, number(value))),
    s("path", { class: "curve is-bound", d: line((step) => step.bound) }),
    s("path", { class: "curve", d: line((step) => step.objective) }),
    steps.map((step) =>
      s("circle", {
        class: step.moves === chosen ? "dot is-own" : "dot",
        cx: x(step.moves),
        cy: y(step.objective),
        r: step.moves === chosen ? 4 : 2.4,
      })
    ),
    [0, most].map((moves) => s("text", { class: "tick", x: x(moves), y: height - 6 }, text("chart.moves", { count: moves }))),
  );
}

/** Indices with their intervals around 1, on a logarithmic scale, the last one filled. */
export function forestChart(effects: { value: number; lower: number; upper: number }[]): SVGSVGElement {
  const [width, line, bottom] = [292, 16, 18];
  const height = effects.length * line + bottom + 4;
  const most = Math.max(1.5, ...effects.map((each) => Math.max(each.upper, 1 / Math.max(each.lower, 0.05))));
  const x = (value: number) => width / 2 + (Math.log(Math.max(value, 0.05)) / Math.log(most)) * (width / 2 - 14);
  const ticks = [1 / most, 1, most];
  return s(
    "svg",
    { class: "marginal forest", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": text("chart.forest") },
    s("path", { class: "axis", d: `M0 ${height - bottom + 0.5}H${width}` }),
    s("path", { class: "curve is-bound", d: `M${x(1)} 0V${height - bottom}` }),
    effects.map(({ value, lower, upper }, position) => {
      const y = 10 + position * line;
      const isLast = position === effects.length - 1;
      return [
        s("path", { class: "curve", d: `M${x(lower)} ${y}H${x(upper)}` }),
        s("circle", { class: isLast ? "dot is-own" : "dot", cx: x(value), cy: y, r: isLast ? 4 : 2.8 }),
      ];
    }),
    ticks.map((value) => s("text", { class: "tick", x: x(value), y: height - 4 }, number(value, 2))),
  );
}
