// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number, percent } from "../format.ts";
import type { BeforeAfter, Effect, Plan } from "../model.ts";
import { text } from "../texts.ts";
import { forestChart } from "./charts.ts";

/** What changed since a day: three ways to reckon it, the fair one last. */
export function beforeAfter(plan: Plan): HTMLElement | null {
  const found = plan.beforeAfter;
  if (!found) return null;
  const { study } = found;
  const effects: [string, Effect][] = [
    ["change.naive", study.naive],
    ["change.group", study.comparisonGroup],
    ["change.fair", study.empiricalBayes],
  ];
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("change.title")),
    h("p", { class: "small" }, text("change.span", {
      ...study.after.span,
      years: number(study.before.length),
      streets: number(study.treatedStreets),
    })),
    h(
      "table",
      { class: "effect" },
      h("thead", {}, h("tr", {}, h("td", {}), ["change.observed", "change.index"].map((key) => h("th", { scope: "col" }, text(key))))),
      h("tbody", {}, effects.map(([key, effect]) => row(key, effect, effect === study.empiricalBayes))),
    ),
    forestChart(effects.map(([, effect]) => ({ value: effect.index, ...effect.interval }))),
    h("p", { class: "small" }, verdict(found)),
    h("p", { class: "quiet small" }, text("change.regression", { share: percent(Math.max(0, study.regressionToTheMean), 0) })),
    found.isPlacebo ? h("p", { class: "quiet small" }, text("change.placebo")) : null,
  );
}

function row(key: string, { observed, expected, index, interval }: Effect, isFair: boolean): HTMLElement {
  const range = `${number(interval.lower, 2)}–${number(interval.upper, 2)}`;
  return h(
    "tr",
    { class: isFair ? "is-fair" : "" },
    h("th", { scope: "row" }, text(key)),
    h("td", {}, `${number(observed)} / ${number(expected)}`),
    h("td", {}, number(index, 2), h("small", {}, range)),
  );
}

function verdict({ study }: BeforeAfter): string {
  const { lower, upper } = study.empiricalBayes.interval;
  return text(upper < 1 ? "change.less" : lower > 1 ? "change.more" : "change.same");
}
