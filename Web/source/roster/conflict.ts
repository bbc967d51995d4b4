// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { dayName } from "../format.ts";
import { name, text } from "../texts.ts";
import type { Conflict, Conflicts } from "./model.ts";
import type { Work } from "./side.ts";
import type { Table } from "./state.ts";

/** What was found last, and at which revision: an older draft's answer is not shown. */
let found: { revision: number; answer: Conflicts } | null = null;

/** Whether the shifts can be filled with the people there are; if not, what is at odds and what would help. */
export function conflictPart(table: Table, work: Work): HTMLElement {
  const { revision } = table.state.book;
  const ask = () =>
    work.run(async () => {
      found = { revision, answer: await work.desk.conflicts() };
      table.redraw();
    });
  return h(
    "section",
    { class: "part conflict", id: "conflict" },
    work.desk.mayPlan
      ? h("button", { type: "button", class: "button", "data-key": "conflict", click: ask }, text("rota.conflict.ask"))
      : null,
    h("div", { role: "status" }, found?.revision === revision ? answer(found.answer) : null),
  );
}

function answer({ conflicts, undecided }: Conflicts): HTMLElement[] {
  if (conflicts.length === 0 && undecided.length === 0) return [h("p", { class: "small" }, text("rota.conflict.none"))];
  return [
    ...conflicts.flatMap(oneWeek),
    ...(undecided.length === 0
      ? []
      : [h("p", { class: "small note-new" }, text("rota.conflict.undecided", { weeks: undecided.map(dayName).join(text("list.comma")) }))]),
  ];
}

function oneWeek(conflict: Conflict): HTMLElement[] {
  const list = (title: string, items: string[]) =>
    items.length === 0 ? [] : [h("h3", {}, text(title)), h("ul", { class: "sentences small" }, items.map((item) => h("li", {}, item)))];
  return [
    h("p", { class: "bad" }, text("rota.conflict.head", { pool: name(conflict.pool), week: dayName(conflict.week) })),
    ...list("rota.conflict.demands", conflict.demands.map((each) => name(each.words))),
    ...list("rota.conflict.rules", conflict.rules.map((each) => name(each.sentence))),
    h("p", { class: "quiet small" }, text(conflict.isMinimal ? "rota.conflict.minimal" : "rota.conflict.notMinimal")),
    ...list("rota.conflict.ways", conflict.relaxations.map((each) => name(each.words))),
  ];
}
