// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number } from "../format.ts";
import type { Name, Plan } from "../model.ts";
import { name, text } from "../texts.ts";

/** The sweep of all streets and its proof. */
export function sweep({ sweep }: Plan): HTMLElement | null {
  if (!sweep) return null;
  const isComplete = sweep.missing + sweep.twice === 0;
  const counts = { streets: number(sweep.streets), tasks: number(sweep.tasks), workdays: number(sweep.workdays) };
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text("fact.sweep")),
    h("p", { class: "small" }, text("fact.sweepValue", counts)),
    h("p", { class: isComplete ? "small" : "small bad" }, isComplete ? text("fact.sweepProof") : text("fact.sweepGap", { ...sweep })),
  );
}

/** Whom each office sends to posts, and how far. */
export function offices(plan: Plan): HTMLElement | null {
  return facts("fact.offices", plan.offices.map((office) => [
    office.name,
    text("fact.office", { people: number(office.people), minutes: number(office.travelMinutes, 1) }),
  ]));
}

/** What the draw of night checks holds an informed offender to. */
export function nightGames(plan: Plan): HTMLElement | null {
  return facts(
    "fact.night",
    plan.nightGames.map((game) => [
      game.brigade,
      text("fact.nightGame", {
        places: number(game.places),
        value: number(game.value, 1),
        unchecked: number(game.uncheckedValue, 1),
      }),
    ]),
    plan.operationNights.length === 0 ? text("fact.nightNote") : text("fact.operation", { nights: plan.operationNights.join(text("list.comma")) }),
  );
}

function facts(title: string, rows: [Name, string][], note?: string): HTMLElement | null {
  if (rows.length === 0) return null;
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text(title)),
    h("dl", { class: "facts small" }, rows.map(([term, value]) => [h("dt", {}, name(term)), h("dd", {}, value)])),
    note ? h("p", { class: "quiet small" }, note) : null,
  );
}
