// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number, percent } from "../format.ts";
import type { Estimate, Plan, Response, Step } from "../model.ts";
import { name, text } from "../texts.ts";
import { stepChart } from "./charts.ts";

/** How fast somebody would be there: ahead by the queueing model, back by the replay. */
export function response(plan: Plan): HTMLElement | null {
  const found = plan.evaluation.response;
  if (!found) return null;
  const { model, replay } = found;
  const range = (estimate: Estimate, show: (value: number) => string) =>
    h("td", {}, show(estimate.value), h("small", {}, `${show(estimate.lower)}–${show(estimate.upper)}`));
  const minutes = (value: number) => number(value, 1);
  const share = (value: number) => percent(value);
  const row = (key: string, ahead: string, back: Estimate, show: (value: number) => string) =>
    h("tr", {}, h("th", { scope: "row" }, text(key, { minutes: found.targetMinutes })), h("td", {}, ahead), range(back, show));
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("effect.response")),
    h(
      "table",
      { class: "effect" },
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, text("effect.ahead")), h("th", { scope: "col" }, text("effect.back")))),
      h(
        "tbody",
        {},
        row("effect.mean", minutes(model.meanMinutes), replay.meanMinutes, minutes),
        row("effect.p90", minutes(model.ninetiethPercentileMinutes), replay.ninetiethPercentileMinutes, minutes),
        row("effect.within", share(model.shareWithinTarget), replay.shareWithinTarget, share),
      ),
    ),
    h("p", { class: "quiet small" }, text("effect.note", {
      method: text(`queue-method.${model.method}`),
      incidents: number(replay.incidents),
      days: number(replay.days),
      busy: percent(model.greatestWorkload),
      outside: percent(model.outsideDistrictShare),
      scene: found.sceneMinutes,
    })),
  );
}

/** What every grid may count on, and which have less. */
export function floor(plan: Plan): HTMLElement | null {
  const found = plan.evaluation.floor;
  if (!found || found.grids.length === 0) return null;
  const below = found.grids.filter((grid) => grid.minutes === undefined || grid.minutes > found.limitMinutes);
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("effect.floor")),
    h("p", { class: "small" }, text("effect.floorShare", {
      minutes: found.limitMinutes,
      served: number(found.grids.length - below.length),
      all: number(found.grids.length),
    })),
    below.length === 0 ? null : h(
      "ul",
      { class: "small sentences" },
      below.map((grid) =>
        h("li", { class: "bad" }, grid.minutes === undefined
          ? text("effect.floorNever", { grid: name(grid.name) })
          : text("effect.floorLate", { grid: name(grid.name), minutes: number(grid.minutes, 1) }))
      ),
    ),
  );
}

/** The plan in force beside this one, and what each further move would bring. */
export function comparison(plan: Plan): HTMLElement | null {
  const found = plan.comparison;
  if (!found) return null;
  const own = found.steps.find((step) => step.moves === found.moves);
  const before = found.currentResponse;
  const after = plan.evaluation.response;
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("effect.comparison")),
    h("p", { class: "small" }, text("effect.compared", {
      before: number(found.currentObjective, 1),
      after: number(own?.objective ?? found.currentObjective, 1),
      moves: number(found.moves),
    })),
    before && after ? h("p", { class: "small" }, text("effect.comparedResponse", meanTimes(before, after))) : null,
    stepChart(found.steps, found.moves),
    own ? moves(own) : null,
  );
}

function meanTimes(before: Response, after: Response): Record<string, string> {
  return {
    before: number(before.replay.meanMinutes.value, 1),
    after: number(after.replay.meanMinutes.value, 1),
  };
}

function moves(step: Step): HTMLElement | null {
  if (step.left.length + step.joined.length === 0) return null;
  const list = (key: string, names: Step["left"]) => [h("dt", {}, text(key)), h("dd", {}, names.map((each) => h("div", {}, name(each))))];
  return h("dl", { class: "facts small" }, list("effect.left", step.left), list("effect.joined", step.joined));
}

/** Changes by hand: who, when, why, and the price. */
export function edits(plan: Plan): HTMLElement | null {
  if (!plan.edits?.length) return null;
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("effect.edits")),
    h(
      "ul",
      { class: "edits" },
      plan.edits.map(({ edit, place, cost, isProven }) =>
        h(
          "li",
          {},
          h("p", {}, h("b", {}, text(`edit-change.${edit.change}`)), " ", name(place)),
          h("p", { class: "small" }, text(isProven ? "effect.cost" : "effect.costNear", { count: number(cost, 2) })),
          h("p", { class: "quiet small" }, `${edit.person} · ${edit.time.replace("T", " ")} · ${edit.reason}`),
        )
      ),
    ),
  );
}
