// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number } from "../format.ts";
import { name, text } from "../texts.ts";
import type { Candidate, Duty, Waiver } from "./model.ts";
import type { Work } from "./side.ts";
import type { Table } from "./state.ts";

/** Who might take one row, as the server ranked them at one revision. */
export interface Candidates {
  duty: number;
  revision: number;
  list: Candidate[] | null;
}

const shownAtFirst = 12;

/** Those who might take the row, the best first, each with reasons. */
export function candidateList(table: Table, work: Work, duty: Duty): HTMLElement[] {
  const { candidates } = work;
  if (candidates.duty !== duty.id || candidates.revision !== table.state.book.revision) return [];
  if (!candidates.list) return [h("p", { class: "hint", role: "status" }, text("rota.searching"))];
  const possible = candidates.list.filter((each) => each.readiness !== "impossible");
  const impossible = candidates.list.length - possible.length;
  return [
    h(
      "section",
      { class: "part candidates" },
      h("h3", { id: "candidates-title" }, text("rota.candidatesFor", { count: possible.length, impossible })),
      h("ol", { "aria-labelledby": "candidates-title" },
        possible.slice(0, shownAtFirst).map((each) => candidate(table, work, duty, each))),
    ),
  ];
}

function candidate(table: Table, work: Work, duty: Duty, one: Candidate): HTMLElement {
  const asked = one.violations.map((violation) => ({
    violation,
    field: h("input", {
      type: "text", class: "field", required: true, "aria-label": text("rota.reasonFor", { rule: name(violation.explanation) }),
      placeholder: text("rota.reason"),
    }),
  }));
  const assign = () => {
    const empty = asked.find(({ field }) => !field.value.trim());
    if (empty) return empty.field.focus();
    const waivers: Waiver[] = asked.map(({ violation, field }) => ({
      rule: violation.rule, officer: violation.officer ?? one.officer, date: violation.date ?? duty.start.slice(0, 10),
      reason: field.value,
    }));
    work.run(async () => {
      await work.desk.assign(table, duty.id, one.officer, waivers);
      table.change({ officer: one.officer, duty: duty.id });
    });
  };
  return h(
    "li",
    {},
    h("div", { class: "candidate-head" },
      h("b", {}, name(one.name)),
      h("span", { class: `ready ready-${one.readiness}` }, text(`rota.ready.${one.readiness}`)),
      h("span", { class: "quiet" }, text("rota.candidateFacts", { points: signed(one.points), hours: number(one.weekMinutes / 60, 1) })),
      h("button", { type: "button", class: "button", "data-key": `assign ${one.officer}`, click: assign }, text("rota.assign"))),
    h("ul", { class: "small" }, one.reasons.slice(0, 4).map((reason) => h("li", {}, name(reason)))),
    asked.map(({ field }) => field),
  );
}

export const signed = (points: number): string => (points > 0 ? `+${number(points)}` : number(points));
