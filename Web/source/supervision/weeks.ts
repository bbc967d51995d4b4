// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { figureValue } from "../figure.ts";
import { dayName, number } from "../format.ts";
import type { Figure, Interval } from "../model.ts";
import { name, term, text } from "../texts.ts";
import type { Point, Review, Week } from "./model.ts";
import { figureButton } from "./overview.ts";

/** The weekly review: planned, done, and the week before; points signed off and reopened. */
export function weekly(review: Review, chosen: number, choose: (week: number) => void): HTMLElement {
  const week = review.weeks[chosen];
  const before = chosen > 0 ? review.weeks[chosen - 1] : undefined;
  return h("div", { class: "supervision-grid" },
    h("section", { class: "report-card is-wide" },
      h("h2", {}, text("review.title")),
      picker(review, chosen, choose),
      week.notComparable && h("p", { class: "quiet", "data-key": "not-comparable" }, name(week.notComparable)),
      table(week, before)),
    points("review.signedOff", review.signedOff),
    points("review.reopened", review.reopened),
    h("p", { class: "quiet" }, text("review.open", { count: review.openPoints })));
}

function picker(review: Review, chosen: number, choose: (week: number) => void): HTMLElement {
  const select: HTMLSelectElement = h("select", {
    id: "week", "aria-label": text("review.week"), change: () => choose(Number(select.value)),
  }, review.weeks.map((week, position) =>
    h("option", { value: position, selected: position === chosen }, days(week.period))));
  return h("div", { class: "field" }, select);
}

const days = (period: Interval) => {
  const end = new Date(Date.parse(`${period.end}:00Z`) - 60_000).toISOString().slice(0, 10);
  const start = period.start.slice(0, 10);
  return start === end ? dayName(start) : `${dayName(start)} – ${dayName(end)}`;
};

function table(week: Week, before: Week | undefined): HTMLElement {
  const head = ["review.figure", "review.planned", "review.actual", "review.before", "review.change"];
  return h("div", { class: "evaluation-scroll", tabindex: 0, role: "group", "aria-label": text("review.title") },
    h("table", { class: "evaluation-table" },
      h("thead", {}, h("tr", {}, head.map((key) => h("th", { scope: "col" }, text(key))))),
      h("tbody", {}, week.figures.filter((figure) => figure.whole).map((figure) => row(figure, week, before)))));
}

function row(figure: Figure, week: Week, before: Week | undefined): HTMLElement {
  const id = figure.definition.id;
  const planned = week.planned.find((each) => each.kpi === id && !each.mode);
  const last = before?.figures.find((each) =>
    each.definition.id === id && each.definition.authority === figure.definition.authority);
  const title = name(figure.definition.name);
  return h("tr", { "data-key": id },
    h("th", { scope: "row" }, title),
    h("td", {}, planned ? number(planned.value) : "–"),
    h("td", {}, figureButton(figure, figure.whole, title, week.period)),
    h("td", {}, before && last ? figureButton(last, last.whole, title, before.period) : "–"),
    h("td", {}, change(figure, last, week)));
}

/** Said only where like stands against like, and "evident" only where chance can be told apart. */
function change(figure: Figure, last: Figure | undefined, week: Week): string {
  const [now, then] = [figure.whole?.value, last?.whole?.value];
  if (week.notComparable || now === undefined || then === undefined) return "–";
  const isShare = ["proportion", "share"].includes(figure.definition.measure);
  const difference = now - then;
  const shown = isShare
    ? text("review.points", { value: number(difference * 100, 1) })
    : figureValue(figure, { ...figure.whole!, value: difference });
  const evident = week.evident[figure.definition.id];
  const sign = difference > 0 ? "+" : "";
  return evident === undefined ? sign + shown : `${sign}${shown} ${term("evident", String(evident))}`;
}

function points(key: string, found: Point[]): HTMLElement {
  return h("section", { class: "report-card", "data-key": key },
    h("h2", {}, text(key)),
    found.length === 0
      ? h("p", { class: "quiet" }, text("review.noPoint"))
      : h("ul", { class: "matter-examples" }, found.map((point) =>
        h("li", {},
          h("span", {}, `${name(point.place)} · ${term("point", point.kind)}`),
          h("span", { class: "quiet" }, point.reason),
          h("time", {}, point.at.replace("T", " "))))));
}
