// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number, percent } from "../format.ts";
import type { Marginal, Plan, Solve, SpecialOrder } from "../model.ts";
import type { Store } from "../state.ts";
import { name, term, text } from "../texts.ts";
import { marginalChart } from "./charts.ts";
import { beforeAfter } from "./change.ts";
import { comparison, edits, floor, response } from "./effect.ts";
import { nightGames, offices, sweep } from "./facts.ts";

/** What a mode's plan is and how good it is, when no place is selected. */
export function summary(store: Store): HTMLElement {
  const { plan, risk } = store.state;
  const people = plan.places.reduce((sum, place) => sum + place.people, 0);
  return h(
    "div",
    { class: "place-body" },
    h("header", { class: "place-head" }, h("h2", {}, text(`mode.${plan.mode}.long`)), h("p", { class: "quiet" }, text(`mode.${plan.mode}.about`)), h("p", {}, priorities(plan))),
    h(
      "div",
      { class: "why" },
      h("div", { class: "big" }, h("b", {}, number(plan.places.length)), h("span", {}, text("summary.places"))),
      h("div", { class: "big" }, h("b", {}, number(people)), h("span", {}, text("summary.people"))),
      h("div", { class: "big" }, h("b", {}, number(risk.totalPerYear)), h("span", {}, text("summary.expected"))),
    ),
    plan.specialOrder ? order(plan.specialOrder) : null,
    evaluation(plan, store),
    response(plan),
    floor(plan),
    // What a trial changes stands above, at its buttons.
    ...(store.state.isTrial ? [] : [comparison(plan), edits(plan)]),
    beforeAfter(plan),
    sweep(plan),
    nightGames(plan),
    offices(plan),
    tours(store),
    solved(plan.solves),
    h("p", { class: "hint" }, text("summary.hint")),
  );
}

/** What to do first where not everything can be done. */
function priorities(plan: Plan): string {
  return text("priority.order", { order: plan.priorities.map((each) => text(`priority.${each}`)).join(text("list.then")) });
}

/** How far each part of the plan is from the best there could be; like parts together, by the worst. */
export function solved(solves: Solve[]): HTMLElement {
  const groups = new Map<string, Solve[]>();
  for (const solve of solves) {
    const key = `${problemName(solve.problem)} ${solve.solver}`;
    groups.set(key, [...groups.get(key) ?? [], solve]);
  }
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("reason.solved")),
    h("ul", { class: "solves" }, [...groups.values()].map((group) => {
      const worst = group.reduce((a, b) => (rank(b) > rank(a) ? b : a));
      return h("li", { class: `is-${worst.status}` }, sentence(worst, group.length));
    })),
  );
}

/** The greater, the farther from a proof. */
const rank = (solve: Solve) => ["optimal", "feasible", "stopped", "infeasible"].indexOf(solve.status) * 10 + Math.min(1, solve.gap);

function sentence(solve: Solve, count: number): string {
  const own = problemName(solve.problem);
  const problem = count > 1 ? text("solve.times", { problem: own, count }) : own;
  const how = solve.status === "optimal" || solve.gap < 5e-5
    ? text("solve.optimal")
    : solve.status === "feasible"
    ? text("solve.gap", { gap: percent(solve.gap, solve.gap < 0.1 ? 2 : 1) })
    : text(`solve.${solve.status}`);
  return text("solve.sentence", { problem, solver: solve.solver, how });
}

/** A model's name; what follows it, such as a window's key, is left off until a name is known. */
function problemName(problem: string): string {
  for (let known = problem; known; known = known.replace(/(^|[-/])[^-/]*$/, "")) {
    const found = term("problem", known);
    if (found !== known) return found;
  }
  return problem;
}

function evaluation(plan: Plan, store: Store): HTMLElement | null {
  const { heldOutIncidents, coveredIncidents, coveredByCountBaseline, marginal } = plan.evaluation;
  if (heldOutIncidents === 0) return null;
  const share = coveredIncidents / heldOutIncidents;
  const baseline = coveredByCountBaseline / heldOutIncidents;
  const meter = (value: number, className: string) => {
    const fill = h("b", { class: className });
    fill.style.width = `${Math.min(100, value * 100)}%`;
    return h("i", { "aria-hidden": "true" }, fill);
  };
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("summary.evaluation")),
    h(
      "ul",
      { class: "bars" },
      h("li", {}, h("span", { class: "bars-label" }, text("summary.thisPlan")), meter(share, "tone-own"), h("span", { class: "bars-count" }, percent(share))),
      h("li", {}, h("span", { class: "bars-label" }, text("summary.baseline")), meter(baseline, ""), h("span", { class: "bars-count" }, percent(baseline))),
    ),
    h("p", { class: "quiet small" }, text("summary.heldOut", {
      covered: number(coveredIncidents),
      all: number(heldOutIncidents),
      first: store.state.city.incidents.heldOut.first,
      last: store.state.city.incidents.heldOut.last,
    })),
    marginal.length > 1 ? h("h3", {}, text("summary.marginal")) : null,
    marginalChart(marginal, ownPoint(plan)?.places ?? 0),
    tenOfficers(plan),
  );
}

/** The plan itself on its curve: as many places as posts, or else all that there are. */
function ownPoint(plan: Plan): Marginal | undefined {
  const { marginal } = plan.evaluation;
  const posts = plan.places.filter((place) => place.form === "post").length;
  return marginal.find((point) => point.places === posts) ?? marginal[marginal.length - 1];
}

/** "10 officers fewer, 10 more" in words, where the curve has people. */
function tenOfficers(plan: Plan): HTMLElement | null {
  const own = ownPoint(plan);
  if (own?.people === undefined) return null;
  const nearest = (people: number) =>
    plan.evaluation.marginal.filter((point) => point !== own && point.people !== undefined)
      .sort((a, b) => Math.abs((a.people ?? 0) - people) - Math.abs((b.people ?? 0) - people))[0];
  const sentence = (key: string, point: Marginal | undefined) =>
    point
      ? h("li", {}, text(key, {
        people: number(Math.abs((point.people ?? 0) - (own.people ?? 0))),
        places: number(point.places),
        count: number(Math.abs(point.expectedPerYear - own.expectedPerYear), 1),
      }))
      : null;
  const fewer = nearest(own.people - 10);
  const more = nearest(own.people + 10);
  return h(
    "ul",
    { class: "small sentences" },
    fewer && (fewer.people ?? 0) < own.people ? sentence("summary.fewer", fewer) : null,
    more && (more.people ?? 0) > own.people ? sentence("summary.more", more) : null,
  );
}

function order(order: SpecialOrder): HTMLElement {
  const list = (key: string, items: string[]) =>
    items.length === 0 ? null : [h("dt", {}, text(key)), h("dd", {}, items.map((item) => h("div", {}, item)))];
  return h(
    "section",
    { class: "part order" },
    h("h3", {}, name(order.name)),
    h(
      "dl",
      { class: "facts" },
      list("order.trigger", [text(`trigger.${order.trigger}`)]),
      order.activation ? list("order.reach", [reach(order.activation)]) : null,
      list("order.interval", [`${order.interval.start.replace("T", " ")} – ${order.interval.end.replace("T", " ")}`]),
      list("order.rings", [text("order.ringsValue", { core: order.coreRadiusMetres, outer: order.outerRadiusMetres })]),
      order.closure ? list("order.closed", closure(order.closure)) : null,
      list("order.draws", order.draws.map((draw) =>
        text("order.draw", { unit: name(draw.unit), people: draw.people, remaining: draw.remaining })
      )),
      list("order.suspended", order.suspended.map(name)),
      list("order.partners", order.partnerTasks.map(name)),
      list("order.restoration", [name(order.restoration)]),
      list("order.rest", [text("order.restValue", { hours: order.restDebtHours })]),
    ),
  );
}

function reach({ reach, isLate, noticeDays }: NonNullable<SpecialOrder["activation"]>): string {
  return text(`reach.${reach}`) + (isLate && noticeDays > 0 ? text("order.lateNotice", { days: noticeDays }) : "");
}

/** How soon the cordon is closed, and what shows that it cannot be sooner. */
function closure({ seconds, posts, witnessPosts, witnessUnits }: NonNullable<SpecialOrder["closure"]>): string[] {
  return [
    text("order.closedValue", { minutes: number(seconds / 60, 1), posts }),
    witnessPosts > 0 ? text("order.closedProof", { posts: witnessPosts, units: witnessUnits }) : "",
  ].filter(Boolean);
}

function tours(store: Store): HTMLElement | null {
  const { plan, city } = store.state;
  if (plan.areaTours.length === 0) return null;
  const areaName = (id: number) => {
    const area = city.areas.find((each) => each.id === id);
    return area ? name(area.name) : String(id);
  };
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("summary.tours")),
    h(
      "dl",
      { class: "facts" },
      plan.areaTours.map((tour) => [
        h("dt", {}, areaName(tour.area)),
        h("dd", {}, text("summary.tour", { leader: name(tour.leader), posts: tour.posts.length })),
      ]),
    ),
  );
}
